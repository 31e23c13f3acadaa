"""What only the browser knows or can do: a narrow window, and the language of the document."""

from __future__ import annotations

import streamlit as st

from locales import Lang

_PHONE = 640  # px; below it names stand above the bars

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


def narrow_window(lang: Lang) -> bool:
    """Whether figures are drawn for a phone; sets `<html lang>` by the way.

    Phones say so in their first request, so nothing jumps; a narrow desktop window is told by the
    browser once it is there.
    """
    state = st.session_state.get("browser") or {}
    narrow = state.get("narrow")
    if narrow is None:
        narrow = "Mobi" in (st.context.headers.get("User-Agent") or "")
    _component()(
        key="browser",
        data={"lang": lang, "phone": _PHONE, "narrow": narrow},
        default={"narrow": narrow},
        on_narrow_change=lambda: None,
        height="content",
    )
    return bool(narrow)


@st.cache_resource(show_spinner=False)
def _component():  # type: ignore[no-untyped-def]
    return st.components.v2.component("browser", js=_SCRIPT, html="<span></span>")
