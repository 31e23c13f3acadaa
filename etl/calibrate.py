"""Part of step 4, weight: the design weights raked to known margins, wave by wave.

A wave that no file of margins names keeps its design weights. The tables written here are what
the standard errors of raked weights rest on (`estimation/calibration.py`), and the record of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from etl.margins import Margin
from etl.misfits import misfits
from etl.raking import TOLERANCE, Raked, Trim, rake, weights_effect
from etl.refusal import NotPublishable
from etl.report import report
from etl.sql import Connection, create_enum, identifier, rows
from locales import N_, Message
from survey.codebook import Codebook
from survey.failure import Failure
from survey.published import NO_CELL

_RECORDS = (
    """
    CREATE TABLE margin (
        wave VARCHAR, margin VARCHAR, category VARCHAR, count DOUBLE, respondents BIGINT,
        design_total DOUBLE, file VARCHAR, sha256 VARCHAR
    )
    """,
    """
    CREATE TABLE raking (
        wave VARCHAR, respondents BIGINT, population DOUBLE, deviation DOUBLE, low DOUBLE,
        high DOUBLE, trimmed BIGINT, effect_before DOUBLE, effect_after DOUBLE
    )
    """,
)


def calibrate(con: Connection, codebook: Codebook, margins: Sequence[Margin], table: str) -> None:
    """The raked weights in `table`, its columns design_weight and margin_cell, and the tables
    margin, margin_cell, calibration and raking (`survey/published.py`).

    Raises NotPublishable where margins do not fit the respondents or each other, Failure where no
    weights meet margins and bounds.
    """
    waves = [wave for wave in codebook.wave if any(wave in each.counts for each in margins)]
    reasons = [m for wave in waves for m in misfits(con, codebook, margins, wave, table)]
    if reasons:
        remedy = Message(
            N_(
                "Every category of a margin needs respondents and every respondent a category. "
                "Correct the files of margins, merge categories (a coarser level of the "
                "dimension), or take the margin out of `weighting`."
            )
        )
        raise NotPublishable(reasons, remedy, report(con))
    _prepare(con, margins, waves, table)
    for wave in waves:
        _rake_wave(con, codebook, margins, wave, table)
    unit = ", psu" if codebook.design.cluster else ""
    con.execute(
        f"""
        CREATE TABLE calibration AS
        SELECT wave, stratum{unit}, margin_cell, sum(design_weight) AS design_weight,
               sum(weight) AS weight, sum(weight * weight) AS weight2
        FROM {table} WHERE respondent AND margin_cell <> ?
        GROUP BY ALL ORDER BY ALL
        """,
        [NO_CELL],
    )


def _prepare(con: Connection, margins: Sequence[Margin], waves: Sequence[str], table: str) -> None:
    """The new columns, the cells of the cross of all margins, and empty tables for the record."""
    columns = [identifier(margin.cut.column) for margin in margins]
    listed = ", ".join(columns)
    con.execute(f"ALTER TABLE {table} ADD COLUMN design_weight DOUBLE")
    con.execute(f"UPDATE {table} SET design_weight = weight")
    con.execute(
        f"""
        CREATE TABLE margin_cell AS
        SELECT (row_number() OVER (ORDER BY {listed}))::VARCHAR AS margin_cell, {listed}
        FROM (
            SELECT DISTINCT {listed} FROM {table}
            WHERE respondent AND list_contains(?::VARCHAR[], wave::VARCHAR)
        )
        ORDER BY ALL
        """,
        [list(waves)],
    )
    cells = rows(con, "SELECT margin_cell FROM margin_cell ORDER BY margin_cell::INTEGER")
    kind = create_enum(con, "margin_cell", [NO_CELL, *(cell for (cell,) in cells)])
    con.execute(f"ALTER TABLE {table} ADD COLUMN margin_cell {kind}")
    con.execute(f"UPDATE {table} SET margin_cell = ? WHERE respondent", [NO_CELL])
    same = " AND ".join(f"row.{column} = cell.{column}" for column in columns)
    con.execute(
        f"""
        UPDATE {table} AS row SET margin_cell = cell.margin_cell FROM margin_cell AS cell
        WHERE row.respondent AND list_contains(?::VARCHAR[], row.wave::VARCHAR) AND {same}
        """,
        [list(waves)],
    )
    for statement in _RECORDS:
        con.execute(statement)


def _rake_wave(
    con: Connection, codebook: Codebook, margins: Sequence[Margin], wave: str, table: str
) -> None:
    names = [margin.cut.column for margin in margins]
    listed = ", ".join(f"{identifier(name)}::VARCHAR AS {identifier(name)}" for name in names)
    sample = con.execute(
        f"SELECT rowid AS row, weight, {listed} FROM {table} WHERE respondent AND wave = ? "
        "ORDER BY rowid",
        [wave],
    ).df()
    design = sample["weight"].to_numpy(dtype=float)
    codes = {name: sample[name].to_numpy(dtype=object) for name in names}
    assert codebook.weighting is not None
    trim = codebook.weighting.trim
    targets = {margin.cut.column: margin.counts[wave] for margin in margins}
    raked = rake(design, codes, targets, trim)
    if not raked.within:
        raise _no_weights(wave, raked, trim)
    result = pd.DataFrame({"row": sample["row"], "weight": raked.weights})
    con.register("raked", result)
    con.execute(
        f"UPDATE {table} AS t SET weight = raked.weight FROM raked WHERE t.rowid = raked.row"
    )
    con.unregister("raked")
    for margin in margins:
        _record_margin(con, margin, wave, codes[margin.cut.column], design)
    con.execute(
        "INSERT INTO raking VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            wave,
            len(design),
            margins[0].total(wave),
            raked.deviation,
            raked.low,
            raked.high,
            _at_bounds(raked, trim),
            weights_effect(design),
            weights_effect(raked.weights),
        ],
    )


def _record_margin(
    con: Connection,
    margin: Margin,
    wave: str,
    codes: npt.NDArray[np.object_],
    design: npt.NDArray[np.float64],
) -> None:
    for category, count in margin.counts[wave].items():
        inside = codes == category
        con.execute(
            "INSERT INTO margin VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                wave,
                margin.cut.column,
                category,
                count,
                int(inside.sum()),
                float(design[inside].sum()),
                margin.file,
                margin.sha256,
            ],
        )


def _at_bounds(raked: Raked, trim: Trim | None) -> int:
    """How many weights were trimmed: those that lie at a bound."""
    if trim is None:
        return 0
    multiples = raked.weights / raked.weights.mean()
    at: Any = sum(np.isclose(multiples, bound, rtol=1e-8, atol=0) for bound in trim if bound)
    return int(np.count_nonzero(at))


def _no_weights(wave: str, raked: Raked, trim: Trim | None) -> Failure:
    if trim is None or raked.deviation >= TOLERANCE:
        return Failure(
            Message(
                N_(
                    "Wave {wave}: no weights were found that meet all margins. The nearest miss a "
                    "category by {deviation} % of its count. The margins contradict each other: "
                    "compare them, above all levels of the same dimension."
                ),
                wave=wave,
                deviation=f"{100 * raked.deviation:.3g}",
            )
        )
    return Failure(
        Message(
            N_(
                "Wave {wave}: no weights were found that meet all margins and lie between {least} "
                "and {most} times their mean. The nearest reach from {low} to {high}. Widen "
                "`trim`, or merge small categories."
            ),
            wave=wave,
            least=f"{trim[0]:g}",
            most=f"{trim[1]:g}",
            low=f"{raked.low:.3g}",
            high=f"{raked.high:.3g}",
        )
    )
