"""Published surveys without the ETL: a frame and a codebook become a file in the layout of
`survey/published.py`.

`published(folder, codebook, frame)` for one survey, `warehouse(home, {…})` for a whole warehouse
that `python -m estimation --home` reads.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import yaml

from etl.release import release
from survey.codebook import (
    Codebook,
    MultipleQuestion,
    NumericQuestion,
    ScaleQuestion,
    SingleQuestion,
)
from survey.published import FORMAT, MISSING_KINDS, NO_CELL, missing_column
from survey.selection import parse_cut
from survey.snapshot import PublishedSurvey


def published(
    folder: Path, codebook: Codebook | dict[str, Any], frame: pd.DataFrame
) -> PublishedSurvey:
    """The frame as a published survey, opened.

    The frame has one row per firm: `wave`, dimensions by their finest level's column
    (`sector:division`, `size`; coarser levels are rolled up unless given), answers and scores by
    their variable (`plan`, `ticks.a`, `fit.level`), `<variable>?` where wanted, and, where they
    are not all 1 or True or "", `weight`, `stratum`, `psu`, `population`, `respondent`,
    `in_scope`. What the codebook names and the frame lacks is missing everywhere. Where the
    codebook has `weighting`, `weight` is taken as raked and `design_weight` as what it was;
    `margin_cell` need only be given as NO_CELL for rows of waves that are not raked.
    """
    return PublishedSurvey(write(folder, codebook, frame))


def warehouse(
    home: Path, surveys: Mapping[str, tuple[Codebook | dict[str, Any], pd.DataFrame]]
) -> Path:
    """A warehouse whose current snapshot holds these surveys (name -> codebook, frame)."""
    files = {name: write(home, *content).name for name, content in surveys.items()}
    manifest = {"format": FORMAT, "surveys": files}
    (home / "snapshot-test.json").write_text(json.dumps(manifest))
    (home / "current").write_text("snapshot-test.json\n")
    return home


def write(folder: Path, codebook: Codebook | dict[str, Any], frame: pd.DataFrame) -> Path:
    """The published file of a frame; its name is the survey's and a running number."""
    if isinstance(codebook, dict):
        codebook = Codebook.model_validate(codebook)
    rows = complete(codebook, frame)
    number = sum(1 for _ in folder.glob(f"{codebook.survey}-*.duckdb"))
    file = folder / f"{codebook.survey}-{number:08x}.duckdb"
    with duckdb.connect(str(file)) as connection:
        columns = ", ".join(
            f'CAST("{name}" AS {kind}) AS "{name}"'
            for name, kind in column_types(codebook, rows).items()
        )
        connection.register("rows", rows)
        connection.execute(f"CREATE TABLE response AS SELECT {columns} FROM rows")
        psus = "count(DISTINCT psu)" if "psu" in rows else "count(*)"
        population = "any_value(population)" if "population" in rows else "NULL::DOUBLE"
        connection.execute(
            f"CREATE TABLE design AS SELECT wave, stratum, {psus} AS psus, "
            f"{population} AS population FROM response WHERE respondent GROUP BY ALL"
        )
        if codebook.weighting:
            _calibration_tables(connection, codebook)
        connection.execute(
            "CREATE TABLE file AS SELECT wave, wave || '.csv' AS file, '0' AS sha256, "
            "0::BIGINT AS bytes, 'UTF-8' AS encoding, ',' AS delimiter, '.' AS decimal, "
            "count(*) AS rows_read, count(*) AS rows_loaded, 0::BIGINT AS rows_quarantined, "
            "count_if(in_scope) AS in_scope, count_if(respondent) AS respondents "
            "FROM response GROUP BY wave"
        )
        connection.execute(
            'CREATE TABLE finding (file VARCHAR, line BIGINT, "column" VARCHAR, value VARCHAR, '
            "rule VARCHAR, severity VARCHAR, message_de VARCHAR, message_en VARCHAR)"
        )
        connection.execute(
            "CREATE TABLE quarantine (file VARCHAR, line BIGINT, rule VARCHAR, content VARCHAR)"
        )
        as_yaml = yaml.safe_dump(
            codebook.model_dump(mode="json", by_alias=True, exclude_defaults=True),
            allow_unicode=True,
            sort_keys=False,
        )
        connection.execute("CREATE TABLE codebook AS SELECT $1::VARCHAR AS yaml", [as_yaml])
        release(connection, codebook, "response")
    return file


def _calibration_tables(connection: duckdb.DuckDBPyConnection, codebook: Codebook) -> None:
    names = ", ".join(f'"{column}"' for column in _margins(codebook))
    connection.execute(
        f"CREATE TABLE margin_cell AS SELECT DISTINCT margin_cell, {names} FROM response "
        "WHERE respondent AND margin_cell <> ?",
        [NO_CELL],
    )
    unit = "psu, " if codebook.design.cluster else ""
    connection.execute(
        f"CREATE TABLE calibration AS SELECT wave, stratum, {unit}margin_cell, "
        "sum(design_weight) AS design_weight, sum(weight) AS weight, sum(weight ** 2) AS weight2 "
        "FROM response WHERE respondent AND margin_cell <> ? GROUP BY ALL",
        [NO_CELL],
    )


def _margins(codebook: Codebook) -> list[str]:
    assert codebook.weighting is not None
    return [parse_cut(codebook, margin).column for margin in codebook.weighting.margins]


def complete(codebook: Codebook, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with every column of the layout that the codebook asks for."""
    rows = frame.reset_index(drop=True).copy()
    defaults = {"in_scope": True, "respondent": True, "weight": 1.0, "stratum": ""}
    for name, value in defaults.items():
        if name not in rows:
            rows[name] = value
    rows["line"] = rows.groupby("wave").cumcount() + 2
    if "id" not in rows:
        rows["id"] = [f"f{number}" for number in range(len(rows))]
    for name, dimension in codebook.dimensions.items():
        finest = dimension.level_ids[0]
        for level in dimension.level_ids:
            column = f"{name}:{level}" if level else name
            if column not in rows and level != finest:
                start = f"{name}:{finest}"
                rows[column] = [
                    None if pd.isna(code) else dimension.scheme.roll_up(finest, str(code), level)
                    for code in rows[start]
                ]
    if codebook.weighting:
        cross = rows[_margins(codebook)].astype(str).agg("|".join, axis=1)
        cells = pd.Series(pd.factorize(cross)[0] + 1, index=rows.index).astype(str)
        given = rows["margin_cell"] if "margin_cell" in rows else pd.Series(None, index=rows.index)
        rows["margin_cell"] = given.astype(object).where(given.notna(), cells)
    for name in column_types(codebook, rows):
        if name not in rows:
            rows[name] = None
    return rows.sort_values("wave", kind="stable", ignore_index=True)


def column_types(codebook: Codebook, rows: pd.DataFrame) -> dict[str, str]:
    """Every column of `response` and its type."""
    types = {
        "wave": _enum(codebook.wave),
        "line": "INTEGER",
        "id": "VARCHAR",
        "in_scope": "BOOLEAN",
        "respondent": "BOOLEAN",
        "weight": "DOUBLE",
        "stratum": _enum(sorted(set(rows["stratum"].astype(str)))),
    }
    types |= {"psu": "VARCHAR"} if "psu" in rows else {}
    types |= {"population": "DOUBLE"} if "population" in rows else {}
    if codebook.weighting:
        types |= {"design_weight": "DOUBLE", "margin_cell": _enum(sorted({*rows["margin_cell"]}))}
    for name, dimension in codebook.dimensions.items():
        for level in dimension.level_ids:
            types[f"{name}:{level}" if level else name] = _enum(dimension.scheme.codes(level))
    for question, _, variable in codebook.variables():
        if isinstance(question, SingleQuestion):
            types[variable] = _enum(question.codes)
        elif isinstance(question, MultipleQuestion):
            types[variable] = "UTINYINT"
        elif isinstance(question, ScaleQuestion):
            types[variable] = "SMALLINT"
        else:
            types[variable] = "DOUBLE" if isinstance(question, NumericQuestion) else "VARCHAR"
        if question.missing:
            types[missing_column(variable)] = _enum(MISSING_KINDS)
    for score in codebook.scores:
        dimensions = [dimension.id for dimension in score.dimensions]
        types |= {score.id: "DOUBLE", f"{score.id}.minimum": "DOUBLE"}
        types |= {f"{score.id}.{dimension}": "DOUBLE" for dimension in dimensions}
        types[f"{score.id}.weakest"] = _enum(dimensions)
        if score.levels:
            types[f"{score.id}.level"] = _enum([level.id for level in score.levels])
    return types


def _enum(codes: Any) -> str:
    listed = ", ".join("'" + str(code).replace("'", "''") + "'" for code in codes)
    return f"ENUM({listed})"
