"""What a page is made of, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from figures.exhibit import Exhibit


class View(NamedTuple):
    """A figure to be made: `make(context, *arguments, **options)`."""

    make: Callable[..., Exhibit]
    arguments: tuple[Any, ...]
    options: dict[str, Any] = {}  # noqa: RUF012  (never changed: a tuple's default)

    @property
    def id(self) -> str:
        """The name of the figure on its page, as its exhibit has it."""
        first = self.arguments[0]
        return first if isinstance(first, str) else str(first.id)


class Section(NamedTuple):
    """A heading over the figures that follow."""

    title: str


class Lead(NamedTuple):
    """A sentence that introduces the figures that follow."""

    text: str


class Findings(NamedTuple):
    """The strongest differences in these questions and scores."""

    targets: tuple[str, ...]


class KeyFigures(NamedTuple):
    """The survey's key figures side by side."""


Block = View | Section | Lead | Findings | KeyFigures
