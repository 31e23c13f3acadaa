"""The codebook as files: as YAML to load again, and as a table for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

import yaml

from export.csv import BYTE_ORDER_MARK, neutral
from locales import Lang, translate
from survey.codebook import Codebook, column_of
from survey.labels import cut_labels, missing_labels, option_labels
from survey.selection import Cut

Row = tuple[str, str, str, str, str, str]


def codebook_yaml(codebook: Codebook) -> bytes:
    """The codebook as the program understood it, which it reads again as the same.

    Not the file that was loaded: its comments are the owner's.
    """
    described = codebook.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    text = yaml.safe_dump(described, allow_unicode=True, sort_keys=False, width=100)
    return text.encode("utf-8")


def codebook_table(codebook: Codebook, lang: Lang) -> bytes:
    """A row per code: name, column, wording, waves, code and label, in the reader's language.

    Codes are written as `size=10-49`, as in an address, which no spreadsheet takes for a date.
    """
    out = StringIO()
    lines = csv.writer(out, delimiter=";" if lang == "de" else ",", lineterminator="\r\n")
    lines.writerow(
        [
            translate(lang, "Name"),
            translate(lang, "Column"),
            translate(lang, "Wording"),
            translate(lang, "Asked in"),
            translate(lang, "Code"),
            translate(lang, "Label"),
        ]
    )
    for row in (*_questions(codebook, lang), *_dimensions(codebook, lang)):
        lines.writerow([neutral(cell) for cell in row])
    return BYTE_ORDER_MARK + out.getvalue().encode("utf-8")


def _questions(codebook: Codebook, lang: Lang) -> Iterator[Row]:
    for question, item, name in codebook.variables():
        wording = question.text.text(lang)
        if item is not None:
            wording = f"{wording} – {item.label.text(lang)}"
        column = column_of(question, item)
        asked = ", ".join(wave for wave in codebook.wave if codebook.asked_in(question, wave))
        codes = {
            **option_labels(codebook, question.id, "", lang),
            **missing_labels(question, lang),
        }
        written = {f"{name}={code}": label for code, label in codes.items()}
        for code, label in written.items() or (("", ""),):
            yield name, column, wording, asked, code, label


def _dimensions(codebook: Codebook, lang: Lang) -> Iterator[Row]:
    for name, dimension in codebook.dimensions.items():
        for level in dimension.level_ids:
            cut = Cut(name, level)
            for code, label in cut_labels(codebook, cut, lang).items():
                wording = dimension.label.text(lang)
                yield str(cut), dimension.column, wording, "", f"{cut}={code}", label
