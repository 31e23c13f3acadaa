"""Scores of 0–100, against a plain Python reckoning of the codebook's rules."""

from __future__ import annotations

import random
from typing import Any

import pytest

from tests.etl.surveys import Place, codebook, rows

SCORE = {
    "id": "maturity",
    "title": "Maturity",
    "min_answered": 0.6,
    "dimensions": [
        {"id": "one", "label": "One", "items": [
            {"question": "status"},
            {"question": "rating"},
            {"question": "ticks", "item": "a"},
        ]},
        {"id": "two", "label": "Two", "items": [
            {"question": "ticks", "item": "b", "points": {1: 80, 0: 20}},
            {"question": "rating", "points": {1: 0, 2: 10, 3: 50, 4: 90, 5: 100}},
        ]},
    ],
    "levels": [
        {"id": "low", "from": 0, "label": "Low"},
        {"id": "middle", "from": 40, "label": "Middle"},
        {"id": "high", "from": 75, "label": "High"},
    ],
}  # fmt: skip


def expected(row: dict[str, str]) -> dict[str, Any]:
    status = {"0": 0.0, "1": 50.0, "2": 100.0}.get(row["q1"])
    rating = (int(row["q3"]) - 1) * 25.0 if row["q3"] else None
    weighted = {"1": 0.0, "2": 10.0, "3": 50.0, "4": 90.0, "5": 100.0}.get(row["q3"])
    first = {"0": 0.0, "1": 100.0}.get(row["q2_a"])
    second = {"0": 20.0, "1": 80.0}.get(row["q2_b"])
    one = mean([status, rating, first], 3 - (row["q1"] == "-1"))
    two = mean([second, weighted], 2)
    total = (one + two) / 2 if one is not None and two is not None else None
    if total is None:
        return {"one": one, "two": two, "total": None, "level": None, "min": None, "weakest": None}
    level = "high" if total >= 75 else "middle" if total >= 40 else "low"
    assert one is not None and two is not None
    weakest = "one" if one <= two else "two"
    least = min(one, two)
    return {"one": one, "two": two, "total": total, "level": level, "min": least,
            "weakest": weakest}  # fmt: skip


def mean(points: list[float | None], asked: int) -> float | None:
    given = [p for p in points if p is not None]
    return sum(given) / len(given) if given and len(given) / asked >= 0.6 else None


def test_scores_follow_the_codebook(place: Place) -> None:
    lot = random.Random(20241)

    def change(n: int, row: dict[str, str]) -> None:
        row["q1"] = lot.choice(["0", "1", "2", "", "98", "-1"])
        row["q2_a"], row["q2_b"] = (lot.choice(["0", "1", ""]) for _ in range(2))
        row["q3"] = lot.choice(["1", "2", "3", "4", "5", ""])

    made = rows(400, change)
    place.write(made, codebook(scores=[SCORE])).load()
    found = place.query(
        'SELECT "maturity.one", "maturity.two", maturity, "maturity.level", "maturity.minimum", '
        '"maturity.weakest" FROM response ORDER BY line'
    )
    for row, values in zip(made, found, strict=True):
        wanted = list(expected(row).values())
        assert [v if isinstance(v, str | None) else pytest.approx(v) for v in wanted] == list(
            values
        )
    assert place.columns()["maturity.level"] == "ENUM('low', 'middle', 'high')"
    assert place.columns()["maturity.weakest"] == "ENUM('one', 'two')"


def test_a_tie_goes_to_the_first_dimension(place: Place) -> None:
    def change(n: int, row: dict[str, str]) -> None:
        row.update(q1="2", q2_a="1", q2_b="1", q3="5")

    score = {**SCORE, "dimensions": [
        {"id": "b", "label": "B", "items": [{"question": "status"}]},
        {"id": "a", "label": "A", "items": [{"question": "rating"}]},
    ], "levels": []}  # fmt: skip
    place.write(rows(2, change), codebook(scores=[score])).load()
    assert place.one("maturity.weakest") == ["b", "b"]
    assert place.one("maturity") == [100.0, 100.0]
    assert place.one("maturity.level") == [None, None]


def test_items_not_asked_in_a_wave_leave_the_base(place: Place) -> None:
    waves = [
        {"id": "2021", "label": "2021", "file": "old.csv"},
        {"id": "2024", "label": "2024", "file": "small.csv"},
    ]
    book = codebook(waves=waves, scores=[SCORE])
    book["questions"][0]["waves"] = ["2024"]
    place.write(rows(2), book, "old.csv").write(rows(2), book).load()
    found = place.query('SELECT wave, "maturity.one" FROM response ORDER BY wave, line')
    assert found == [
        ("2021", (75 + 100) / 2), ("2021", (75 + 100) / 2),
        ("2024", 75.0), ("2024", 75.0),
    ]  # fmt: skip
