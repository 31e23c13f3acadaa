"""Text for HTML."""

from __future__ import annotations

import re
from html import escape


def text(words: str) -> str:
    """The words escaped; an interval is not broken at its dash."""
    return re.sub(r"(?<=\d)–(?=\d)", "\N{WORD JOINER}–\N{WORD JOINER}", escape(words))


def json_in_attribute(written: str) -> str:
    """JSON without angle brackets for an attribute in single quotes."""
    return written.replace("&", "&amp;").replace("'", "&#39;")
