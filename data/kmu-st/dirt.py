"""The damage of real exports, done on purpose: each kind as often as `assumptions.yaml` says."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
from questionnaire import Variable

Row = dict[str, str]
# What damages a cell: its text and the running number of the case, so that variants take turns.
Spoil = Callable[[str, int], str]

ROOMY = 12  # a stratum with fewer respondents is spared, so that it keeps its variance
WORDS = ("k.A.", "keine Angabe", "weiß nicht", "k. A.", "n/a", "?")
DATES = ("Okt 49", "10. Nov", "Oct-49", "01.10.1949")  # spreadsheets' readings of 10-49, 10-11


@dataclass(frozen=True)
class Notation:
    """How the file writes numbers."""

    decimal: str
    thousands: str


@dataclass
class Damage:
    """The damaged rows in their order, and what was done: (kind, firm_id, column)."""

    rows: list[Row]
    log: list[tuple[str, str, str]] = field(default_factory=list)


def damage(
    rows: list[Row],
    counts: dict[str, int],
    questionnaire: list[Variable],
    notation: Notation,
    rng: np.random.Generator,
) -> Damage:
    """Copies of the rows with damage. A firm is hit at most once."""
    done = Damage([dict(row) for row in rows])
    strata = [row["stratum"] for row in rows if row["completed"] == "1"]
    pool = [
        done.rows[number]
        for number in rng.permutation(len(rows))
        if rows[number]["completed"] == "1" and strata.count(rows[number]["stratum"]) >= ROOMY
    ]
    coded = [v for v in questionnaire if v.codes and v.column in rows[0]]
    for kind, (column, fits, spoil) in _column_kinds(notation).items():
        for n in range(counts[kind]):
            row = _take(pool, column, fits)
            done.log.append((kind, row["firm_id"], column))
            row[column] = spoil(row[column], n)
    for kind in ("out_of_range", "words", "decimal_code", "half_point", "outer_spaces"):
        for n in range(counts[kind]):
            row = pool.pop()
            variable = _answered(row, kind, coded, rng)
            done.log.append((kind, row["firm_id"], variable.column))
            row[variable.column] = _spoil_code(kind, row[variable.column], variable, n, notation)
    for row in list(_more_rows(counts, pool, coded, done.log)):
        done.rows.insert(int(rng.integers(1, len(done.rows))), row)
    done.rows.extend(dict.fromkeys(rows[0], "") for _ in range(counts["empty_row"]))
    done.log.extend(("empty_row", "", "") for _ in range(counts["empty_row"]))
    return done


def _column_kinds(notation: Notation) -> dict[str, tuple[str, Callable[[str], bool], Spoil]]:
    """Kinds that hit one column: the column, the cells they can happen to, what they do."""

    def at_least(least: int) -> Callable[[str], bool]:
        return lambda cell: cell.isdigit() and int(cell) >= least

    def small(cell: str) -> bool:
        return cell.isdigit() and 10 <= int(cell) < 50

    def thousands(cell: str, n: int) -> str:
        return f"{int(cell):,}".replace(",", notation.thousands)

    def about(cell: str, n: int) -> str:
        return ("ca. ", "rund ", "~")[n % 3] + cell

    return {
        "empty_id": ("firm_id", bool, lambda cell, n: ""),
        "id_spaces": ("firm_id", bool, lambda cell, n: f"{cell} "),
        "zero_weight": ("weight", bool, lambda cell, n: "0"),
        "negative_weight": ("weight", bool, lambda cell, n: f"-{cell}"),
        "unknown_stratum": ("stratum", bool, lambda cell, n: ""),
        "headcount_circa": ("employees", bool, about),
        "headcount_class": ("employees", small, lambda cell, n: "10-49"),
        "headcount_date": ("employees", small, lambda cell, n: DATES[n % len(DATES)]),
        "headcount_thousands": ("employees", at_least(1000), thousands),
        "ags_float": ("ags", bool, lambda cell, n: f"{cell}.0"),
        "ags_space": ("ags", bool, lambda cell, n: (f"{cell[:2]} {cell[2:]}", f"{cell} ")[n % 2]),
        "ags_foreign": ("ags", bool, lambda cell, n: ("16071", "03103")[n % 2]),
        "wz_detail": ("wz", bool, lambda cell, n: f"{cell}.{n % 2 + 1}0"),
        "wz_unknown": ("wz", bool, lambda cell, n: ("00", "98a")[n % 2]),
        "spend_thousands": ("q19d", at_least(1000), thousands),
        "spend_words": (
            "q19d",
            at_least(1000),
            lambda cell, n: (f"{cell} €", f"ca. {cell}", "k.A.")[n % 3],
        ),
        "share_range": ("q19c", bool, lambda cell, n: ("250", "120")[n % 2]),
    }


def _take(pool: list[Row], column: str, fits: Callable[[str], bool]) -> Row:
    """The next firm whose cell fits; it leaves the pool."""
    return pool.pop(next(place for place, row in enumerate(pool) if fits(row[column])))


def _answered(row: Row, kind: str, coded: list[Variable], rng: np.random.Generator) -> Variable:
    """One of the questions that this firm answered with a code; half points happen on scales."""
    answered = [
        v
        for v in coded
        if row[v.column] in map(str, v.codes) and (kind != "half_point" or v.type == "scale")
    ]
    return answered[int(rng.integers(0, len(answered)))]


def _spoil_code(kind: str, cell: str, variable: Variable, n: int, notation: Notation) -> str:
    beyond = max(variable.codes) + (2 if variable.type == "scale" else 5)
    return {
        "out_of_range": str(beyond),  # 7 on a scale from 1 to 5
        "words": WORDS[n % len(WORDS)],
        "decimal_code": f"{cell}{notation.decimal}0",
        "half_point": f"{min(variable.codes) + 2}{notation.decimal}5",
        "outer_spaces": (f" {cell}", f"{cell} ")[n % 2],
    }[kind]


def _more_rows(
    counts: dict[str, int],
    pool: list[Row],
    coded: list[Variable],
    log: list[tuple[str, str, str]],
) -> Iterator[Row]:
    """Exact repeats, and rows with the id of one firm and later answers of another."""
    for _ in range(counts["repeated_row"]):
        row = pool.pop()
        log.append(("repeated_row", row["firm_id"], ""))
        yield dict(row)
    later = [variable.column for variable in coded[len(coded) // 2 :]]
    for _ in range(counts["conflicting_id"]):
        row, other = pool.pop(), pool.pop()
        log.append(("conflicting_id", row["firm_id"], ""))
        yield row | {column: other[column] for column in later}
