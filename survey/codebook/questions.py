"""The questions of a survey: five types, each with one or several items."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from survey.codebook.values import Code, Entry, Id, OptionCode, Text

MissingKind = Literal["not_asked", "refused", "dont_know"]
Topic = Literal[
    "maturity", "strategy", "barriers", "support", "participation", "learning", "change"
]


class Option(Entry):
    """An answer to choose, in the order in which it is shown.

    `reached` is what those are called who got as far as this answer or beyond, where the answers
    are the steps of a way: "only known" is reached as "known".
    """

    code: OptionCode
    label: Text
    reached: Text | None = None


class Highlight(Entry):
    """The options whose joint share matters most, and what they are called together."""

    options: Annotated[tuple[Code, ...], Field(min_length=1)]
    label: Text


class Item(Entry):
    """One line of a question: its column in the survey files and its wording."""

    id: Id
    column: str
    label: Text


class _Question(Entry):
    """What every question has. `topic` other than the pages' topics is welcome in the explorer.

    `title` is what headings and headlines call it: "Joy in learning".
    `universe` says who was asked where not all were: "firms with a works council".
    """

    id: Id
    topic: Id
    text: Text
    title: Text | None = None
    universe: Text | None = None
    waves: Annotated[tuple[Code, ...], Field(min_length=1)] | None = (
        None  # None: asked in all waves
    )
    missing: dict[Code, MissingKind] = Field(default_factory=dict)


class _ColumnOrItems(_Question):
    column: str | None = None
    items: tuple[Item, ...] = ()

    @model_validator(mode="after")
    def _one_of_both(self) -> _ColumnOrItems:
        if (self.column is None) == (not self.items):
            raise PydanticCustomError("column_or_items", "either `column` or `items`", {})
        return self


class SingleQuestion(_ColumnOrItems):
    """One of several options; with `items` a grid of lines that share the options."""

    type: Literal["single"]
    options: Annotated[tuple[Option, ...], Field(min_length=2)]
    ordered: bool = False
    highlight: Highlight | None = None

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)


class MultipleQuestion(_Question):
    """Several answers may be ticked; the base is respondents who saw the question (cases).

    `unselected: ""` says that the export leaves an unticked box empty: then a row with at least
    one tick has seen the question, a row without any is non-response.
    """

    type: Literal["multiple"]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    selected: Code = "1"
    unselected: Code = "0"
    highlight: tuple[Id, ...] = ()  # items that are always in view
    column: ClassVar[None] = None


class Scale(Entry):
    """The ends of a scale of whole numbers and their labels."""

    min: int
    max: int
    low: Text
    high: Text

    @model_validator(mode="after")
    def _min_below_max(self) -> Scale:
        if not self.min < self.max:
            raise PydanticCustomError("scale_ends", "`min` must be below `max`", {})
        return self


class ScaleQuestion(_ColumnOrItems):
    """A rating on a scale of whole numbers."""

    type: Literal["scale"]
    scale: Scale
    highlight: tuple[Id, ...] = ()  # items that are always in view

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(str(point) for point in range(self.scale.min, self.scale.max + 1))


class NumericQuestion(_ColumnOrItems):
    """A number in a unit; values outside `range` are findings."""

    type: Literal["numeric"]
    unit: Text
    range: tuple[float, float] | None = None


class TextQuestion(_Question):
    """Free text: kept in the warehouse, never charted per firm."""

    type: Literal["text"]
    column: str
    items: ClassVar[tuple[Item, ...]] = ()


Question = Annotated[
    SingleQuestion | MultipleQuestion | ScaleQuestion | NumericQuestion | TextQuestion,
    Field(discriminator="type"),
]
