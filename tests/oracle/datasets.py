"""R's own data sets as published surveys: which column is design, cut and question."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from survey.snapshot import PublishedSurvey
from tests.estimation.published import published


@dataclass(frozen=True)
class DataSet:
    """The columns of a data set, as `design_of` in datasets.R has them.

    `questions` gives the type of each column that is estimated, `by` the one that cuts.
    """

    name: str
    questions: dict[str, str]
    by: str = ""
    weight: str = ""
    stratum: str = ""
    cluster: str = ""
    population: str = ""


API = {
    "api00": "numeric", "enroll": "numeric", "avg.ed": "numeric", "sch.wide": "single",
    "imp": "multiple", "target": "multiple", "meals5": "scale",
}  # fmt: skip
FEW = {name: API[name] for name in ("api00", "avg.ed", "sch.wide")}
SETS = (
    DataSet("apisrs", FEW, by="stype", weight="pw", population="fpc"),
    DataSet("apistrat", API, by="awards", weight="pw", stratum="stype", population="fpc"),
    DataSet("apiclus1", API, by="stype", weight="pw", cluster="dnum", population="fpc"),
    DataSet("apiclus2", FEW, by="stype", weight="pw", cluster="dnum", population="fpc1"),
    DataSet(
        "nhanes", {"HI_CHOL": "single", "race": "scale"}, by="RIAGENDR", weight="WTMEC2YR",
        stratum="SDMVSTRA", cluster="SDMVPSU",
    ),
    DataSet(
        "lonely", {"HI_CHOL": "multiple", "race": "single"}, by="RIAGENDR", weight="WTMEC2YR",
        stratum="SDMVSTRA", cluster="SDMVPSU",
    ),
    DataSet(
        "hospital", {"births": "numeric"}, by="oblevel", weight="weighta", stratum="oblevel",
        population="tothosp",
    ),
    DataSet(
        "fpc", {"x": "numeric"}, weight="weight", stratum="stratid", cluster="psuid",
        population="Nh",
    ),
    DataSet(
        "yrbs", {"qn8": "single"}, by="stratum", weight="weight", stratum="stratum", cluster="psu"
    ),
    DataSet("scd", {"arrests": "numeric", "alive": "numeric"}, stratum="ESA", cluster="ambulance"),
    DataSet(
        "crowd", {"rooms": "numeric", "person": "numeric"}, by="stratum", weight="weight",
        stratum="stratum", cluster="cluster",
    ),
    DataSet("mu284", {"y1": "numeric"}, by="id2", weight="weight", cluster="id1",
            population="n1"),
    DataSet("election", {"Bush": "numeric", "Nader": "numeric", "votes": "numeric"}, weight="wt"),
)  # fmt: skip


def survey_of(each: DataSet, file: Path, folder: Path) -> PublishedSurvey:
    """The CSV of a data set as a published survey that hides nothing."""
    raw = pd.read_csv(file, dtype=str, keep_default_na=False, na_values=[""])
    frame = pd.DataFrame({"wave": "1", "id": raw.index.astype(str)})
    frame["stratum"] = raw[each.stratum] if each.stratum else ""
    frame["weight"] = raw[each.weight].astype(float) if each.weight else 1.0
    design: dict[str, str] = {"id": "id"}
    if each.cluster:
        frame["psu"], design["cluster"] = frame["stratum"] + "-" + raw[each.cluster], "psu"
    if each.population:
        frame["population"], design["population"] = raw[each.population].astype(float), "N"
    questions = []
    for number, (column, kind) in enumerate(each.questions.items()):
        name, item = f"q{number}", {"id": "a", "column": column, "label": column}
        codes = [{"code": code, "label": code} for code in sorted(raw[column].dropna().unique())]
        entry: dict[str, Any] = {"id": name, "topic": "change", "type": kind, "text": column}
        if kind == "multiple":
            entry |= {"items": [item]}
        elif kind == "scale":
            scale = {"min": 1, "max": len(codes), "low": "low", "high": "high"}
            entry |= {"items": [item], "scale": scale}
        else:
            entry |= {"column": column} | (
                {"options": codes} if kind == "single" else {"unit": "u"}
            )
        questions.append(entry)
        variable = f"{name}.a" if "items" in entry else name
        frame[variable] = raw[column] if kind == "single" else raw[column].astype(float)
    frame["cut"] = raw[each.by] if each.by else "everybody"
    codes = [{"code": code, "label": code} for code in sorted(frame["cut"].dropna().unique())]
    codebook = {
        "survey": each.name,
        "title": each.name,
        "disclosure": {"min_n": 0},
        "design": design,
        "waves": [{"id": "1", "label": "1", "file": "1.csv"}],
        "dimensions": {"cut": {"column": "cut", "label": each.by, "options": codes}},
        "questions": questions,
    }
    return published(folder, codebook, frame)
