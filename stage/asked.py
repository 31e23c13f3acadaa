"""From the address of a figure to what it asks for: page, figure, selection, theme."""

from __future__ import annotations

from dataclasses import dataclass, replace

from figures.blocks import View
from figures.catalogue import CONTENTS, view, views
from figures.context import Context
from figures.kept import ASKING
from locales import N_, Message
from survey.address import read_address
from survey.complaints import SHOWN, Address, last
from survey.failure import Failure
from survey.served import served_snapshot, served_surveys
from survey.site import Site
from survey.snapshot import Snapshot
from survey.warehouse import home

PAGE, FIGURE, THEME = "page", "figure", "theme"
FORMAT, SAVE = "format", "save"  # of a file: which one, and of a picture, which one at once
ROOM, NARROW = "room", "narrow"  # of a drawing: for a phone
THEMES = ("light", "dark")
_OURS = (PAGE, FIGURE, THEME, FORMAT, SAVE, ROOM)


@dataclass(frozen=True)
class Asked:
    """A figure of a page under a selection, and what of the address could not be used."""

    page: str
    view: View
    context: Context
    complaints: tuple[Message, ...]


@dataclass(frozen=True)
class AskedPage:
    """All figures of a page under a selection."""

    page: str
    views: tuple[View, ...]
    context: Context
    complaints: tuple[Message, ...]


def asked(address: Address, site: Site, published: Snapshot | None = None) -> Asked:
    """What the address asks for, of what is published now or of another data state.

    Raises Failure where it names no page or no figure of it: unlike a filter neither can be
    guessed. Unknown filters fall back to the default and are complained of.
    """
    whole, name = asked_page(address, site, published), last(address, FIGURE)
    found = view(whole.context, whole.page, name)
    if found is None:
        raise unknown(FIGURE, name, [each.id for each in whole.views])
    return Asked(whole.page, found, whole.context, whole.complaints)


def asked_page(address: Address, site: Site, published: Snapshot | None = None) -> AskedPage:
    """The page that the address asks for. Raises Failure where there is none of its name."""
    surveys, _ = served_surveys(published or served_snapshot(home()))
    codebooks = {name: survey.codebook for name, survey in surveys.items()}
    first = site.default_survey if site.default_survey in surveys else next(iter(surveys))
    rest = {name: values for name, values in address.items() if name not in _OURS}
    reading = read_address(rest, codebooks, default_survey=first, languages=site.languages)
    theme = last(address, THEME) or THEMES[0]
    survey = surveys[reading.selection.survey]
    context = Context(survey, reading.selection, theme, asking=ASKING)
    page = last(address, PAGE)
    if page not in CONTENTS:
        raise unknown(PAGE, page, list(CONTENTS))
    if theme not in THEMES:
        raise unknown(THEME, theme, list(THEMES))
    return AskedPage(page, tuple(views(context, page)), context, reading.complaints)


def narrow(found: Asked) -> Context:
    """The context of the same figure on a phone."""
    return replace(found.context, narrow=True)


def unknown(name: str, value: str, known: list[str]) -> Failure:
    """The address has a value that cannot be guessed; it says which are possible."""
    return Failure(
        Message(
            N_("The address asks for {name}={value}, which does not exist. Possible: {known}."),
            name=name,
            value=value[:SHOWN] or "–",
            known=", ".join(known) or "–",
        )
    )
