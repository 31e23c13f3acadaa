"""Text for HTML."""

from __future__ import annotations

import re
from html import escape


class Written:
    """HTML for `st.html` that is sent as it is.

    Of a plain text Streamlit measures and takes away the indent of each line and looks for a file
    of its name: of a page that is kept a sixth of the server's time.
    """

    def __init__(self, html: str) -> None:
        self._html = html

    def _repr_html_(self) -> str:
        return self._html


def text(words: str) -> str:
    """The words escaped; an interval is not broken at its dash."""
    return re.sub(r"(?<=\d)–(?=\d)", "\N{WORD JOINER}–\N{WORD JOINER}", escape(words))


def json_in_attribute(written: str) -> str:
    """JSON without angle brackets for an attribute in single quotes."""
    return written.replace("&", "&amp;").replace("'", "&#39;")
