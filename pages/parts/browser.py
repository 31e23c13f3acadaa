"""What only the browser knows or can do: a narrow window, the theme, the language of the document,
a mark, a name or a way to the explorer that was clicked, the clipboard, scrolling, paper.
`browser.js` is its other half, and `charts.js`, which draws the figures.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st

from locales import N_, Lang, translate
from pages.parts.address import filter_by
from pages.parts.working_order import pin_link_clicked
from stage.files import asset_address

PAPER = 680  # px that a chart may be wide on A4, as in style.css
PHONE = 640  # px, as in style.css; up to it names stand above the bars

_SCRIPT = "\n".join(
    Path(__file__).with_name(name).read_text(encoding="utf-8")
    for name in ("shelf.js", "charts.js", "browser.js")
)
_FAILED = N_(
    "The drawing could not be loaded; its numbers are in the table below it. "
    "Reload the page to try again."
)
_TOP = """
let seen = 0;
export default function ({ data }) {
  if (data.turn > seen) document.querySelector('[data-testid="stMain"]').scrollTo(0, 0);
  seen = data.turn;
}
"""


def narrow_window() -> bool:
    """Whether figures are drawn for a phone.

    Phones say so in their first request; a narrow window of a desktop is told by the browser once
    it is there, and until then the style sheet holds the figures back, so that nothing jumps.
    """
    narrow = (st.session_state.get("browser") or {}).get("narrow")
    if narrow is None:
        narrow = "Mobi" in (st.context.headers.get("User-Agent") or "")
    return bool(narrow)


def listen(lang: Lang, *, narrow: bool) -> None:
    """Set `<html lang>`, and ask the browser to tell when the window is not as `narrow` says, and
    what is clicked.

    It also asks for a run when the system's theme changes: Streamlit takes its own colours from
    the new theme at once, but what we drew would keep the old ones, pale on pale, until the next.
    """
    _component()(
        key="browser",
        data={
            "lang": lang,
            "phone": PHONE,
            "paper": PAPER,
            "narrow": narrow,
            "plotly": asset_address("plotly.js"),
            "failed": translate(lang, _FAILED),
        },
        default={"narrow": narrow, "dark": None},
        on_narrow_change=lambda: None,
        on_dark_change=lambda: None,
        on_filter_change=_clicked,
        on_open_change=lambda: None,
        on_pin_change=_pinned,
        height="content",
    )


def _clicked() -> None:
    """Filter by what was clicked: `["sector:group=F"]`, of a cell of two dimensions both."""
    filter_by((st.session_state.get("browser") or {}).get("filter") or [])


def _pinned() -> None:
    """Put the figure whose link was clicked into the running order."""
    pin_link_clicked(str((st.session_state.get("browser") or {}).get("pin") or ""))


def to_be_explored() -> dict[str, list[str]] | None:
    """The parameters of a way to the explorer that was clicked in this run; None where none was."""
    clicked = (st.session_state.get("browser") or {}).get("open")
    return parse_qs(str(clicked).removeprefix("?")) if clicked else None


@st.cache_resource(show_spinner=False)
def _component():  # type: ignore[no-untyped-def]
    return st.components.v2.component("browser", js=_SCRIPT, html="<span></span>")


def to_the_top(turn: int) -> None:
    """Show the page from its top when `turn` has grown: what was below is no longer there."""
    _top()(key="top", data={"turn": turn}, height="content")


@st.cache_resource(show_spinner=False)
def _top():  # type: ignore[no-untyped-def]
    return st.components.v2.component("top", js=_TOP, html="<span></span>")
