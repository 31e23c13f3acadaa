"""Figures of other producers that may stand beside a survey: `data/benchmarks/facts.yaml`.

Every figure carries source, year, base, sizes of the firms, definition and version. Which of them
may be set beside the survey's own numbers is decided in `survey/comparability.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from locales import N_
from survey.codebook.values import Entry, Text
from survey.edited import read_edited

FILE = Path(__file__).parent.parent / "data" / "benchmarks" / "facts.yaml"

Year = Annotated[str, StringConstraints(pattern=r"^(19|20)\d\d$")]
Count = Annotated[int, Field(ge=0)]


class Sizes(Entry):
    """From how many to how many persons the firms of a base have; `to` is empty for no limit."""

    from_: Annotated[Count, Field(alias="from")]
    to: Count | None = None

    @model_validator(mode="after")
    def _rising(self) -> Sizes:
        if self.to is not None and self.to < self.from_:
            raise PydanticCustomError("falling", "`to` is smaller than `from`", {})
        return self


class Figure(Entry):
    """One number; what it does not say itself is as its source says it."""

    label: Text
    value: float
    year: Year | None = None
    region: Text | None = None
    size: Sizes | None = None
    beside: tuple[str, ...] = ()


class Source(Entry):
    """A survey or statistic of another producer with its figures.

    `size` is empty where the source does not say how small the smallest firms are; `unit` empty
    for percent of the base; `units` are what is counted.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
    topic: Annotated[str, StringConstraints(pattern=r"^[a-z]+$")]
    producer: str
    title: Text
    year: Year
    region: Text
    base: Text
    definition: Text
    size: Sizes | None = None
    version: str = ""
    unit: Text | None = None
    units: Literal["firms", "employees"] = "firms"
    n: Annotated[int, Field(gt=0)] | None = None
    third_party: bool = False
    figures: Annotated[tuple[Figure, ...], Field(min_length=1)]


class Fact(Entry):
    """A figure together with its source."""

    source: Source
    figure: Figure

    @property
    def year(self) -> str:
        return self.figure.year or self.source.year

    @property
    def region(self) -> Text:
        return self.figure.region or self.source.region

    @property
    def size(self) -> Sizes | None:
        """The sizes of the firms in its base; None where they are not known."""
        return self.figure.size or self.source.size


class IntensityFigure(Entry):
    """The index of one region, size class and year, in percent of the firms."""

    geo: str
    size: Sizes
    year: Year
    value: Annotated[float, Field(ge=0, le=100)]


class Intensity(Entry):
    """One version of the Digital Intensity Index."""

    version: str
    producer: str
    definition: Text
    base: Text
    third_party: bool = False
    figures: Annotated[tuple[IntensityFigure, ...], Field(min_length=1)]


class Facts(Entry):
    """All that ships. `names` say what of the survey a name in `beside` means, in a few words.

    `intensity_aim` is what politics wants of the index; a sentence, as it is no measured figure.
    """

    names: dict[str, Text] = Field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    intensity: tuple[Intensity, ...] = ()
    intensity_aim: Text | None = None

    @model_validator(mode="after")
    def _told_apart(self) -> Facts:
        for name, each in (
            ("sources.id", [source.id for source in self.sources]),
            ("intensity.version", [one.version for one in self.intensity]),
        ):
            if len(set(each)) < len(each):
                raise PydanticCustomError("twice", "{name} stands twice", {"name": name})
        return self

    @property
    def id(self) -> str:
        """What a cache tells it by: there is one file, read once."""
        return "facts"

    def facts(self) -> Iterator[Fact]:
        """Every figure with its source, in the order of the file."""
        for source in self.sources:
            for figure in source.figures:
                yield Fact(source=source, figure=figure)


@lru_cache
def facts(file: Path = FILE) -> Facts:
    """The figures in `file`, read once. Raises Failure with file and key where it cannot be."""
    return read_edited(file, Facts, N_("The benchmark figures {file} cannot be used: {detail}"))
