"""What only the browser knows or can do: a narrow window, and the language of the document."""

from __future__ import annotations

import streamlit as st

from locales import Lang

PHONE = 640  # px, as in style.css; up to it names stand above the bars

_SCRIPT = """
export default function ({ data, setStateValue }) {
  document.documentElement.lang = data.lang;
  const query = window.matchMedia(`(max-width: ${data.phone}px)`);
  const tell = () => { if (query.matches !== data.narrow) setStateValue("narrow", query.matches); };
  tell();
  query.addEventListener("change", tell);
  return () => query.removeEventListener("change", tell);
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
    """Set `<html lang>`, and ask the browser to tell when the window is not as `narrow` says."""
    _component()(
        key="browser",
        data={"lang": lang, "phone": PHONE, "narrow": narrow},
        default={"narrow": narrow},
        on_narrow_change=lambda: None,
        height="content",
    )


@st.cache_resource(show_spinner=False)
def _component():  # type: ignore[no-untyped-def]
    return st.components.v2.component("browser", js=_SCRIPT, html="<span></span>")
