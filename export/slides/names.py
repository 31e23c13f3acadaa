"""What stands beside the names of rows on a slide: signs, and numbers that have no bar."""

from __future__ import annotations

from typing import Any, NamedTuple

from charts import marks
from charts.values import Value
from charts.wording import Wording
from locales import N_, translate
from locales.numbers import NO_BREAK_SPACE

POINTER = "▸"
_MARKED = "\N{EN SPACE}"  # between a name and its sign or its number


class Drawn(NamedTuple):
    """The shape of a chart or table, and what has to be said to it."""

    shape: Any
    remark: str = ""


def beside(what: str, wording: Wording) -> str:
    """What the numbers beside the names are."""
    said = N_("beside the names: {what} [95% interval]")
    return translate(wording.lang, said, what=what)


def numbered(name: str, value: Value, wording: Wording, digits: int) -> str:
    """A name with a value as printed and its interval, which stay together."""
    return with_span(name, marks.printed(value, wording, digits), value, wording, digits)


def with_span(name: str, text: str, value: Value, wording: Wording, digits: int) -> str:
    """A name with a text and the interval of `value`."""
    span = marks.interval(value, wording, digits, unit=False)
    said = f"{text} [{span}]" if span else text
    return f"{name}{_MARKED}{said.replace(' ', NO_BREAK_SPACE)}"


def signed(name: str, value: Value) -> str:
    """A name with the sign of a value that is not shown."""
    return name if value.estimate is not None else f"{name}{_MARKED}{marks.sign(value)}"


def pointed(name: str, *, chosen: bool) -> str:
    """A name that stands out: in bold on a page, which the axis of a chart cannot do for one."""
    return f"{POINTER} {name}" if chosen else name
