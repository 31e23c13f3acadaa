"""All that a survey publishes in one file: a Frictionless Data Package.

`estimates.csv` has every question and score in every wave, of all firms and by each dimension at
its coarsest level; `codebook.json` says what the codes mean; `datapackage.json` describes both
(https://specs.frictionlessdata.io/). Hidden rows are empty, as everywhere.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from api.described import described
from estimation.estimates import estimate
from estimation.query import parse_query, waves_with
from estimation.written import as_csv
from survey.codebook import Codebook, TextQuestion
from survey.selection import Cut
from survey.snapshot import PublishedSurvey

_TEXT, _NUMBER, _WHOLE = "string", "number", "integer"
FIELDS = {
    "survey": _TEXT, "wave": _TEXT, "question": _TEXT, "item": _TEXT, "option": _TEXT,
    "dimension": _TEXT, "code": _TEXT, "statistic": _TEXT, "estimate": _NUMBER, "se": _NUMBER,
    "ci_low": _NUMBER, "ci_high": _NUMBER, "df": _WHOLE, "n": _WHOLE, "n_eff": _NUMBER,
    "base": _TEXT, "flag": _TEXT,
}  # fmt: skip
_WRITTEN = (1980, 1, 1, 0, 0, 0)  # the same contents are the same bytes, whenever they are packed


def packed(survey: PublishedSurvey) -> bytes:
    """The package as a ZIP file, made once for each data state."""
    return _packed(survey)


@lru_cache(maxsize=4)
def _packed(survey: PublishedSurvey) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as file:
        for name, text in (
            ("datapackage.json", json.dumps(_description(survey), ensure_ascii=False, indent=1)),
            ("estimates.csv", as_csv(every_estimate(survey))),
            ("codebook.json", _codebook(survey.codebook)),
        ):
            file.writestr(ZipInfo(name, _WRITTEN), text, ZIP_DEFLATED)
    return out.getvalue()


def every_estimate(survey: PublishedSurvey) -> pd.DataFrame:
    """Every question and score, of all firms and by each dimension; columns as in FIELDS."""
    codebook, tables = survey.codebook, []
    for target in _targets(codebook):
        query = parse_query(codebook, target, wave="all")
        if not query.waves:
            continue
        whole = estimate(survey, query)
        tables.append(whole.assign(dimension="", code=""))
        for name, dimension in codebook.dimensions.items():
            cut = Cut(name, dimension.level_ids[-1] if len(dimension.level_ids) > 1 else "")
            table = estimate(survey, replace(query, by=(cut,)))
            tables.append(table.rename(columns={name: "code"}).assign(dimension=str(cut)))
    return pd.concat(tables, ignore_index=True)[list(FIELDS)]


def _targets(codebook: Codebook) -> list[str]:
    """Questions and scores that some wave has; a score's parts and levels beside it."""
    scores = [score.id for score in codebook.scores]
    for score in codebook.scores:
        scores += [f"{score.id}.{each.id}" for each in score.dimensions]
        scores += [f"{score.id}.level"] if score.levels else []
    questions = [each.id for each in codebook.questions if not isinstance(each, TextQuestion)]
    return [each for each in scores + questions if waves_with(codebook, each.partition(".")[0])]


def _codebook(codebook: Codebook) -> str:
    shown = codebook.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(shown, ensure_ascii=False, indent=1)


def _description(survey: PublishedSurvey) -> dict[str, Any]:
    book, about = survey.codebook, described(survey)
    found: dict[str, Any] = {
        "profile": "data-package",
        "name": book.survey,
        "version": survey.version,
        "title": book.title.text("en"),
        "titles": about["title"],
        "synthetic": book.synthetic,
        "resources": [
            {
                "name": "estimates",
                "path": "estimates.csv",
                "profile": "tabular-data-resource",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": [{"name": name, "type": kind} for name, kind in FIELDS.items()],
                    "missingValues": [""],
                },
            },
            {
                "name": "codebook",
                "path": "codebook.json",
                "mediatype": "application/json",
                "encoding": "utf-8",
            },
        ],
    }
    if book.licence:
        found["licenses"] = [{"name": book.licence}]
    if book.source:
        found["sources"] = [{"title": book.source.text("en")}]
    return found
