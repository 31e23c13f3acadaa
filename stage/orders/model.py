"""A running order: title, language, format, and its slides in the order in which they are shown."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from locales import Lang
from survey.codebook.values import Entry, Text

Format = Literal["16:9", "4:3"]
Seconds = Annotated[int, Field(ge=3, le=600)]
PICTURES = (".png", ".jpg", ".jpeg", ".svg", ".webp")
_MOST = 200  # slides


def _is_picture(name: str) -> str:
    """A file name and nothing else: no folder, so that no other file of the machine is shown."""
    plain = name.strip() and not name.startswith(".") and not set(name) & set("/\\:\0")
    if not plain or not name.lower().endswith(PICTURES):
        raise PydanticCustomError("picture_name", "no picture", {"known": ", ".join(PICTURES)})
    return name


Picture = Annotated[str, AfterValidator(_is_picture)]


class _Slide(Entry):
    """What every slide may have: words for whoever presents, and its time in the foyer."""

    notes: Text | None = None
    seconds: Seconds | None = None


class FigureSlide(_Slide):
    """A figure of the dashboard.

    page, figure
        As in the address of a figure on its own.
    address
        Its filters, as codes: `wave=2024&size=10-49`.
    headline
        Said in place of the finding, as long as nobody changes a filter on the stage.
    build
        First the question alone, then the result.
    first_rows
        A figure that is too high for a slide shows its first rows only, in place of going on with
        the next ones in further steps.
    """

    kind: Literal["figure"]
    page: str
    figure: str
    address: Annotated[str, StringConstraints(max_length=2000)] = ""
    headline: Text | None = None
    build: bool = False
    first_rows: bool = False


class TitleSlide(_Slide):
    """The name of the event, or of a part of it."""

    kind: Literal["title"]
    title: Text
    subtitle: Text | None = None


class TextSlide(_Slide):
    """A heading with a few points; with `build` they come one after the other."""

    kind: Literal["text"]
    title: Text
    points: Annotated[tuple[Text, ...], Field(min_length=1, max_length=7)]
    build: bool = False


class PictureSlide(_Slide):
    """A picture that lies in the folder `pictures`; `alternative` says what it shows."""

    kind: Literal["picture"]
    file: Picture
    alternative: Text
    title: Text | None = None
    credit: Text | None = None


class Logo(Entry):
    """The sign of an organisation; without a file its name stands there."""

    name: Text
    file: Picture | None = None


class LogosSlide(_Slide):
    """Who invites, who pays."""

    kind: Literal["logos"]
    title: Text
    logos: Annotated[tuple[Logo, ...], Field(min_length=1, max_length=12)]


Slide = Annotated[
    FigureSlide | TitleSlide | TextSlide | PictureSlide | LogosSlide, Field(discriminator="kind")
]


class RunningOrder(Entry):
    """What an event shows.

    language
        In which it opens; an address may ask for the other one.
    snapshot
        The data state it is frozen to, as `python -m etl history` names it; without one a newly
        published state appears by itself.
    foyer_seconds
        How long a slide stays where the show plays by itself.
    logo
        A picture that stands small on every slide.
    """

    title: Text
    language: Lang = "de"
    format: Format = "16:9"
    snapshot: Annotated[str, StringConstraints(pattern=r"^snapshot-[0-9a-f]+$")] | None = None
    foyer_seconds: Seconds = 20
    logo: Picture | None = None
    slides: Annotated[tuple[Slide, ...], Field(min_length=1, max_length=_MOST)]

    @property
    def pictures(self) -> tuple[str, ...]:
        """The picture files that it needs."""
        named = [self.logo]
        for slide in self.slides:
            if isinstance(slide, PictureSlide):
                named.append(slide.file)
            elif isinstance(slide, LogosSlide):
                named += [each.file for each in slide.logos]
        return tuple(dict.fromkeys(each for each in named if each))
