"""Writes the three files of the demo survey: `python data/kmu-st/generate.py [FOLDER]`.

Without a folder they are written beside this script. The same seed gives the same bytes. What is
assumed stands in `assumptions.yaml`, what is asked in `codebook.yaml`; the README says what is
damaged on purpose. Prints one line per file.
"""

from __future__ import annotations

import csv
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from answers import give
from dirt import Damage, Notation, Row, damage
from nonresponse import export
from population import frame, sample
from questionnaire import FOLDER, load, variables


@dataclass(frozen=True)
class Dialect:
    """How a wave's file is written; real waves come from other programs each time."""

    encoding: str
    separator: str
    line_end: str
    notation: Notation
    quoting: Literal[0, 1] = csv.QUOTE_MINIMAL
    line_breaks: bool = True  # whether free texts keep theirs


DIALECTS = {
    "2019": Dialect("cp1252", ";", "\r\n", Notation(",", "."), line_breaks=False),
    "2021": Dialect("utf-8-sig", ";", "\n", Notation(".", " "), quoting=csv.QUOTE_ALL),
    "2024": Dialect("utf-8", ",", "\r\n", Notation(".", ",")),
}
DECIMAL_COLUMNS = ("weight", "q19c")


@dataclass(frozen=True)
class Wave:
    """A generated wave: the rows as they should be, and what the export made of them."""

    clean: list[Row]
    damaged: Damage


def generate() -> dict[str, Wave]:
    """All waves in memory; every cell is a text as it will stand in the file."""
    codebook, assumptions = load("codebook.yaml"), load("assumptions.yaml")
    questionnaire = variables(codebook)
    rng = np.random.default_rng(assumptions["seed"])
    firms = frame(assumptions, rng)
    asked: set[str] = set()
    waves = {}
    for wave, dialect in DIALECTS.items():
        drawn = sample(firms, wave, asked, assumptions, rng)
        asked |= set(drawn["firm_id"])
        answers = give(drawn, wave, questionnaire, assumptions, rng)
        table = export(drawn, wave, answers, questionnaire, assumptions, rng)
        respondents = table[table["completed"] == "1"].groupby("stratum").size()
        assert respondents.reindex(firms["stratum"].unique()).min() >= 2, "a lonely respondent"
        rows = [
            {str(column): _cell(str(column), cell, dialect) for column, cell in row.items()}
            for row in table.to_dict("records")
        ]
        counts = assumptions["damage"][wave]
        waves[wave] = Wave(rows, damage(rows, counts, questionnaire, dialect.notation, rng))
    return waves


def _cell(column: str, cell: str, dialect: Dialect) -> str:
    if column in DECIMAL_COLUMNS:
        return cell.replace(".", dialect.notation.decimal)
    return cell if dialect.line_breaks else " / ".join(filter(None, cell.split("\n")))


def write(rows: list[Row], wave: str, folder: Path) -> int:
    """One file in its wave's dialect; returns its size in bytes."""
    dialect = DIALECTS[wave]
    buffer = io.StringIO()
    writer = csv.DictWriter(
        buffer,
        list(rows[0]),
        delimiter=dialect.separator,
        quoting=dialect.quoting,
        lineterminator=dialect.line_end,
    )
    writer.writeheader()
    writer.writerows(rows)
    content = buffer.getvalue().encode(dialect.encoding)
    return (folder / f"kmu-st-{wave}.csv").write_bytes(content)


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    for wave, generated in generate().items():
        size = write(generated.damaged.rows, wave, folder)
        print(f"kmu-st-{wave}.csv  {len(generated.damaged.rows)} rows  {size} bytes")


if __name__ == "__main__":
    main()
