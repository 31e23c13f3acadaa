"""Reading an estimate table: the one door through which numbers reach a figure.

Rows marked "unreliable" or "hidden" lose their numbers here, so that no figure, hover text or text
alternative can give them away. Charts read tables nowhere else.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd


class Value(NamedTuple):
    """One estimate as shown: shares in percent, everything else as estimated.

    `estimate` is None where it must not be drawn; `low` and `high` also where there is no
    interval; `n` where it is not known. An empty cell looks like a hidden one.
    """

    codes: tuple[str, ...]
    estimate: float | None
    low: float | None
    high: float | None
    n: int | None
    flag: str

    @property
    def code(self) -> str:
        """The code of the row: the first of its codes."""
        return self.codes[0] if self.codes else ""

    @property
    def limited(self) -> bool:
        return self.flag == "limited"


def _number(raw: Any) -> float | None:
    if raw is None or raw is pd.NA:
        return None
    number = float(raw)
    return number if math.isfinite(number) else None


def _code(raw: Any) -> str:
    """A code as text: 1.0 and 1 are the same code, missing is the empty one."""
    if isinstance(raw, str):
        return raw
    if raw is None or raw is pd.NA or raw != raw:
        return ""
    if isinstance(raw, float) and raw.is_integer():
        return str(int(raw))
    return str(raw)


def _column(table: pd.DataFrame, name: str) -> list[Any]:
    # by way of objects: whole numbers with gaps and texts take twice as long otherwise
    return table[name].to_numpy(object).tolist() if name in table else [None] * len(table)


def read(table: pd.DataFrame | None, *columns: str) -> list[Value]:
    """The rows of an estimate table in their order, with the codes found in `columns`."""
    if table is None or table.empty:
        return []
    keys = zip(*(_column(table, name) for name in columns), strict=True)
    codes = [tuple(_code(raw) for raw in key) for key in keys] if columns else [()] * len(table)
    names = ("estimate", "ci_low", "ci_high", "n", "flag", "statistic")
    rows = zip(codes, *(_column(table, name) for name in names), strict=True)
    return [_value(*row) for row in rows]


def _value(
    codes: tuple[str, ...], estimate: Any, low: Any, high: Any, n: Any, flag: Any, statistic: Any
) -> Value:
    shown, count = _number(estimate), _number(n)
    flag = _code(flag)
    if shown is None and flag != "unreliable":
        flag = "hidden"
    if flag == "hidden":
        return Value(codes, None, None, None, None, flag)
    if flag == "unreliable":
        return Value(codes, None, None, None, None if count is None else int(count), flag)
    scale = 100.0 if statistic == "proportion" else 1.0
    least, most = _number(low), _number(high)
    return Value(
        codes,
        None if shown is None else shown * scale,
        None if least is None else least * scale,
        None if most is None else most * scale,
        None if count is None else int(count),
        flag,
    )


def lookup(values: Iterable[Value]) -> dict[tuple[str, ...], Value]:
    """Values by their codes."""
    return {value.codes: value for value in values}


def in_order(values: Iterable[Value], at: int = 0) -> list[str]:
    """The codes at one place of the key, each once, in order of appearance."""
    return list(dict.fromkeys(value.codes[at] for value in values))


HIDDEN = Value((), None, None, None, None, "hidden")
