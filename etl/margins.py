"""Known margins of the population: how many of its units belong to each category of a dimension."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from etl import numbers
from etl.codes import CodeIndex
from etl.source import DELIMITERS, examine
from locales import N_, Message
from survey.codebook import Codebook
from survey.failure import Failure
from survey.selection import Cut, parse_cut

_COLUMNS = ("category", "count")
_WAVE = "wave"


@dataclass(frozen=True)
class Margin:
    """The counts of one dimension at one level: wave -> category -> count, all above 0.

    A wave that the file does not name has none.
    """

    cut: Cut
    file: str
    sha256: str
    counts: Mapping[str, Mapping[str, float]]

    def total(self, wave: str) -> float:
        return sum(self.counts[wave].values())


def read_margins(codebook: Codebook, folders: Sequence[Path]) -> tuple[Margin, ...]:
    """The margins that the codebook names; a file lies in the first folder that holds it.

    Raises Failure for a file that cannot be read, a category the dimension does not have, one
    that stands twice, and a count that is not above 0.
    """
    named = codebook.weighting.margins if codebook.weighting else {}
    return tuple(
        _read(codebook, parse_cut(codebook, cut), file, folders) for cut, file in named.items()
    )


def _read(codebook: Codebook, cut: Cut, file: str, folders: Sequence[Path]) -> Margin:
    path = next((each / file for each in folders if (each / file).exists()), folders[0] / file)
    source = examine(path)
    text = path.read_bytes().decode(source.encoding).lstrip("\ufeff")
    index = CodeIndex(codebook.dimensions[cut.dimension].scheme.codes(cut.level))
    counts: dict[str, dict[str, float]] = {}
    for line, row in _rows(file, text):
        category = index.find(row["category"])
        if category is None:
            raise _unknown_category(file, line, row["category"], cut, index.codes)
        for wave in _waves(codebook, file, line, row):
            of_wave = counts.setdefault(wave, {})
            if category in of_wave:
                raise _twice(file, line, category)
            of_wave[category] = _count(file, line, category, row["count"])
    if not counts:
        raise Failure(
            Message(
                N_("{file}: the file has a header but no counts. Each row is a category and the "
                   "number of its units in the population."),
                file=file,
            )
        )  # fmt: skip
    return Margin(cut, file, source.sha256, counts)


def _rows(file: str, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line; short rows are filled up with empty texts."""
    first = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    header = [name.strip() for name in reader.fieldnames or ()]
    reader.fieldnames = header
    if missing := [name for name in _COLUMNS if name not in header]:
        raise Failure(
            Message(
                N_("{file}: a file of margins has the columns category and count, and wave where "
                   "the counts differ by wave. Missing: {missing}; found: {found}."),
                file=file,
                missing=", ".join(missing),
                found=", ".join(header) or "–",
            )
        )  # fmt: skip
    for row in reader:
        if None in row:
            raise _too_long(file, reader.line_num)
        if any(isinstance(value, str) and value.strip() for value in row.values()):
            yield reader.line_num, row


def _too_long(file: str, line: int) -> Failure:
    return Failure(
        Message(
            N_(
                "{file}, line {line}: there are more fields than the header names. Write counts "
                "without thousands separators, and quote a text that holds the delimiter."
            ),
            file=file,
            line=line,
        )
    )


def _waves(codebook: Codebook, file: str, line: int, row: Mapping[str, str]) -> tuple[str, ...]:
    """The waves that a row holds for: all of them in a file without the column wave."""
    if _WAVE not in row:
        return tuple(codebook.wave)
    wave = row[_WAVE].strip()
    if wave not in codebook.wave:
        raise Failure(
            Message(
                N_("{file}, line {line}: the codebook has no wave '{wave}'. Its waves: {known}."),
                file=file,
                line=line,
                wave=wave,
                known=", ".join(codebook.wave),
            )
        )
    return (wave,)


def _count(file: str, line: int, category: str, text: str) -> float:
    text = text.strip()
    if numbers.thousands(text) is None:
        for decimal in ".,":
            number = numbers.parse(text, decimal)
            if number is not None and number.rule is None and number.value > 0:
                return number.value
    raise Failure(
        Message(
            N_("{file}, line {line}: the count of {category} is '{value}'. A count is a number "
               "above 0, written without thousands separators. Leave out a category that the "
               "population does not have."),
            file=file,
            line=line,
            category=category,
            value=text,
        )
    )  # fmt: skip


def _unknown_category(file: str, line: int, text: str, cut: Cut, known: Sequence[str]) -> Failure:
    return Failure(
        Message(
            N_("{file}, line {line}: '{category}' is no code of {cut}. Its codes: {known}."),
            file=file,
            line=line,
            category=text.strip(),
            cut=str(cut),
            known=", ".join(known),
        )
    )


def _twice(file: str, line: int, category: str) -> Failure:
    return Failure(
        Message(
            N_("{file}, line {line}: the category {category} stands here a second time. Give it "
               "one count, or one for each wave in a column wave."),
            file=file,
            line=line,
            category=category,
        )
    )  # fmt: skip
