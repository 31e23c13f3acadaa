"""Small surveys, written by the tests: a codebook, its files, and what `load` made of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import yaml

from etl.load import Outcome, load
from survey.failure import Failure
from survey.warehouse import current_name, read_manifest

HEADER = ("id", "weight", "stratum", "resp", "wz", "staff", "q1", "q2_a", "q2_b", "q3", "q4", "q5")
ROW = {
    "id": "F1", "weight": "1.5", "stratum": "S1", "resp": "1", "wz": "62", "staff": "12",
    "q1": "1", "q2_a": "1", "q2_b": "0", "q3": "4", "q4": "10.5", "q5": "a remark",
}  # fmt: skip


def codebook(**changes: Any) -> dict[str, Any]:
    """A codebook with one question of each type; `changes` replace whole keys."""
    options = [{"code": 0, "label": "No"}, {"code": 1, "label": "Yes"}, {"code": 2, "label": "So"}]
    ends = {"min": 1, "max": 5, "low": "low", "high": "high"}
    common = {"topic": "maturity", "text": "?"}
    items = [
        {"id": "a", "column": "q2_a", "label": "A"},
        {"id": "b", "column": "q2_b", "label": "B"},
    ]
    base: dict[str, Any] = {
        "survey": "small",
        "title": "Small",
        "design": {
            "id": "id", "weight": "weight", "stratum": "stratum", "include": {"resp": "1"},
        },
        "waves": [{"id": "2024", "label": "2024", "file": "small.csv"}],
        "dimensions": {
            "sector": {"column": "wz", "classification": "wz2008", "label": "Sector"},
            "size": {"column": "staff", "classification": "size-eu", "label": "Size"},
        },
        "questions": [
            {"id": "status", **common, "type": "single", "ordered": True, "column": "q1",
             "options": options, "missing": {98: "refused", 99: "dont_know", -1: "not_asked"}},
            {"id": "ticks", **common, "type": "multiple", "items": items},
            {"id": "rating", **common, "type": "scale", "column": "q3", "scale": ends},
            {"id": "amount", **common, "type": "numeric", "column": "q4", "unit": "EUR",
             "range": [0, 10000], "missing": {-9: "refused"}},
            {"id": "remark", **common, "type": "text", "column": "q5"},
        ],
    }  # fmt: skip
    return {**base, **changes}


def rows(count: int, change: Callable[[int, dict[str, str]], None] | None = None) -> list[Any]:
    """`count` rows of different firms; `change` may alter each."""
    made = []
    for number in range(count):
        row = {**ROW, "id": f"F{number + 1}", "stratum": f"S{number % 2 + 1}"}
        if change:
            change(number, row)
        made.append(row)
    return made


def as_csv(table: Sequence[Mapping[str, str]], delimiter: str = ",", end: str = "\n") -> str:
    """The rows as text; a field is quoted where it has to be."""
    header = list(table[0])
    lines = [header, *([row[name] for name in header] for row in table)]

    def field(text: str) -> str:
        special = any(sign in text for sign in (delimiter, '"', "\n", "\r"))
        return '"' + text.replace('"', '""') + '"' if special else text

    return "".join(delimiter.join(map(field, line)) + end for line in lines)


@dataclass(frozen=True)
class Place:
    """A folder with a survey, and a warehouse beside it."""

    folder: Path
    home: Path

    def write(
        self, table: Sequence[Mapping[str, str]] | str | bytes, book: dict[str, Any] | None = None,
        file: str = "small.csv",
    ) -> Place:  # fmt: skip
        """Write the codebook and a file: rows, text or bytes."""
        self.folder.mkdir(parents=True, exist_ok=True)
        text = yaml.safe_dump(book or codebook(), sort_keys=False, allow_unicode=True)
        (self.folder / "codebook.yaml").write_text(text, encoding="utf-8")
        content = table if isinstance(table, str | bytes) else as_csv(table)
        data = content if isinstance(content, bytes) else content.encode()
        (self.folder / file).write_bytes(data)
        return self

    def load(self, **options: Any) -> Outcome:
        return load(self.folder, self.home, **options)

    def refused(self, **options: Any) -> Failure:
        """The failure of a load; what was published before is published still."""
        before = published_state(self.home)
        try:
            self.load(**options)
        except Failure as failure:
            assert published_state(self.home) == before
            assert not list(self.home.glob(".build-*"))
            return failure
        raise AssertionError("it was loaded")

    def query(self, sql: str, survey: str = "small") -> list[tuple[Any, ...]]:
        """The rows of a query on the published survey."""
        manifest = read_manifest(self.home, current_name(self.home))
        with duckdb.connect(str(self.home / manifest.surveys[survey]), read_only=True) as con:
            return con.execute(sql).fetchall()

    def columns(self, survey: str = "small") -> dict[str, str]:
        """The columns of `response` and their types."""
        return {name: kind for name, kind, *_ in self.query("DESCRIBE response", survey)}

    def findings(self) -> list[tuple[Any, ...]]:
        """(line, column, value, rule, severity) of every stored finding."""
        return self.query(
            'SELECT line, "column", value, rule, severity FROM finding ORDER BY ALL NULLS FIRST'
        )

    def one(self, variable: str) -> list[Any]:
        """The values of a column of `response`, by line."""
        return [
            value for (value,) in self.query(f'SELECT "{variable}" FROM response ORDER BY line')
        ]


def published_state(home: Path) -> dict[str, bytes]:
    """Everything in the warehouse that a reader can see, by name."""
    if not home.exists():
        return {}
    return {p.name: p.read_bytes() for p in home.iterdir() if p.is_file() and p.name[0] != "."}


def both(failure: Failure) -> tuple[str, str]:
    """The sentence in German and in English."""
    return failure.text("de"), failure.text("en")


def json_of(text: str) -> Any:
    """Exactly one JSON object."""
    return json.loads(text)
