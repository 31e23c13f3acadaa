"""Text for HTML."""

from __future__ import annotations

import re
from html import escape


def text(words: str) -> str:
    """The words escaped; an interval is not broken at its dash."""
    return re.sub(r"(?<=\d)–(?=\d)", "\N{WORD JOINER}–\N{WORD JOINER}", escape(words))


def json_in_attribute(written: str) -> str:
    """JSON for an attribute in single quotes; its angle brackets are written as JSON can."""
    brackets = written.replace("<", "\\u003c").replace(">", "\\u003e")
    return brackets.replace("&", "&amp;").replace("'", "&#39;")
