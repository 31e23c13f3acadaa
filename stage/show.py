"""One show as it is asked for: running order, language, screen, data state, and its pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from locales import LANGUAGES, N_, translate
from stage.figure_slide import Show
from stage.orders.figures import snapshot_of
from stage.orders.folder import text_of
from stage.orders.model import Format, RunningOrder
from stage.orders.reading import read_order
from stage.screen import SCREENS
from stage.slides import slides
from survey.complaints import Address, last
from survey.site import Site
from survey.tags import tag_of

SHOW_SCRIPTS = (
    "stage-draw.js",
    "stage-show.js",
    "stage-keys.js",
    "stage-server.js",
    "stage-choices.js",
    "stage-foyer.js",
    "stage-link.js",
    "stage-embed.js",
)
_KEYS = (
    (N_("Page Down, →, ↓, space, Enter"), N_("on")),
    (N_("Page Up, ←, ↑, Backspace"), N_("back")),
    (N_("1–9, Home, End"), N_("to a slide")),
    (N_("B or ."), N_("blank screen")),
    ("F", N_("full screen")),
    ("S", N_("choose wave and filters")),
    ("R", N_("as planned again")),
    ("Q", N_("code for phones, large")),
    ("P", N_("presenter view")),
    ("Esc", N_("close, leave")),
    (N_("H or ?"), N_("these keys")),
)
_WORDS = {
    "synthetic": N_("synthetic demo data"),
    "choose": N_("Choose"),
    "as_planned": N_("As planned"),
    "close": N_("Close"),
    "grey": N_("What is grey cannot be chosen here:"),
    "lost": N_("No connection – the slides go on"),
    "keys": N_("Keys"),
    "notes": N_("Notes for presenting"),
    "now": N_("Now"),
    "next": N_("Next"),
    "end": N_("End of the show"),
    "further": N_("First the next step of this slide"),
    "restart": N_("Restart the clock"),
    "linked": N_("The stage follows"),
    "alone": N_("No stage is open"),
}


@dataclass(frozen=True)
class Asked:
    """A running order as an address asks for it."""

    name: str
    text: str
    order: RunningOrder
    show: Show
    foyer: bool

    @property
    def query(self) -> str:
        """What the page asks the server for its slides with."""
        asked = {"order": self.name, "lang": self.show.lang, "format": self.format}
        return urlencode(asked)

    @property
    def format(self) -> Format:
        return next(name for name, screen in SCREENS.items() if screen is self.show.screen)

    @property
    def state(self) -> str:
        """Changes when the slides do: with the data, with the order, with the program."""
        return tag_of(self.show.published.name, self.text).strip('"')

    @cached_property
    def slides(self) -> list[dict[str, Any]]:
        return slides(self.order, self.show)

    def say(self, msgid: str, **values: object) -> str:
        return translate(self.show.lang, msgid, **values)

    @property
    def words(self) -> dict[str, str]:
        return {name: self.say(msgid) for name, msgid in _WORDS.items()}

    def page(self, look: str, scripts: Sequence[str] = SHOW_SCRIPTS) -> dict[str, Any]:
        """What the page of the stage shows; other pages add to it."""
        return {
            "lang": self.show.lang,
            "title": self.order.title.text(self.show.lang),
            "look": look,
            "name": self.name,
            "screen": self.show.screen,
            "query": self.query,
            "state": self.state,
            "foyer": self.foyer,
            "back": f"running-orders?{urlencode({'order': self.name, 'lang': self.show.lang})}",
            "scripts": ("plotly.js", *scripts),
            "packed": None,
            "up": "",
            "slides": self.slides,
            "words": self.words,
            "keys": [(self.say(key), self.say(does)) for key, does in _KEYS],
            "picture": picture_address,
        }


def picture_address(name: str) -> str:
    """Where a picture of a slide is sent from."""
    return f"stage/picture/{name}"


def asked_show(address: Address, site: Site, base: str) -> Asked:
    """The show that an address asks for: `order`, and if wanted `lang`, `format`, `foyer`.

    Raises Failure where the order, or the data state it is frozen to, is not there.
    """
    name = last(address, "order")
    text = text_of(name)
    order = read_order(text, f"{name}.yaml")
    wanted = last(address, "lang")
    lang = next((each for each in LANGUAGES if each == wanted), order.language)
    format_ = last(address, "format")
    screen = next((s for f, s in SCREENS.items() if f == format_), SCREENS[order.format])
    show = Show(snapshot_of(order), site, lang, screen, base)
    return Asked(name, text, order, show, last(address, "foyer") in ("1", "true", "yes"))
