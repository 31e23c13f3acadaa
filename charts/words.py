"""Measures of words: their width, and names wrapped by words, never cut off or rotated."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable
from functools import lru_cache

from charts.theme import TEXT_SIZE

# Advance widths in em of Source Sans, a little widened for the fonts that may stand in for it.
_EM = {
    char: em
    for em, chars in {
        0.23: " \N{NO-BREAK SPACE}",
        0.28: "ijlI.,:;·",
        0.33: "f()-",
        0.37: "tr/",
        0.46: "szcx",
        0.50: "vykFLJY–",
        0.63: "wG",
        0.67: "UÜHNOQÖ",
        0.80: "wMW",
        0.86: "m%",
    }.items()
    for char in chars
}
_OTHER = 0.56
BOLD = 1.06  # bold letters are wider
_LONG = 14  # letters of a word that may break
_LONG_MARKED = 9  # and of one that says where
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"
_VOWELS = "aeiouyäöü"
_SYLLABLE = re.compile(
    rf"(?:sch|ch|ck|ph|th|qu|[bdgkpt]r|[bgkp]l|[^\W\d_{_VOWELS}])(?=[{_VOWELS}])", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float = TEXT_SIZE) -> float:
    """The width of a line in pixels, to a few percent."""
    return sum(_EM.get(char, _OTHER) for char in text) * size


def markup_width(text: str, small: float) -> float:
    """The width of a text with markup; what stands in a <span> has `small` pixels."""
    total, size = 0.0, float(TEXT_SIZE)
    for piece in re.split(r"(<[^>]*>)", text):
        if piece.startswith("<span"):
            size = small
        elif piece.startswith("</span"):
            size = TEXT_SIZE
        elif not piece.startswith("<"):
            total += text_width(html.unescape(piece), size)
    return total


def fits(text: str, budget: float, size: float, lines: int) -> bool:
    """Whether a name fits into `budget` pixels in a few lines without an ugly break.

    Words may break behind a hyphen; long ones also once at a soft hyphen or between syllables.
    """
    for part in re.split(r"\s|(?<=[-/])", text):
        pieces = [piece.rstrip(_SOFT_HYPHEN) for piece in _pieces(part, budget, size)]
        least = _LONG_MARKED if _SOFT_HYPHEN in part else _LONG
        ugly = len(pieces) > 2 or len("".join(pieces)) < least or min(map(len, pieces)) < 4
        if len(pieces) > 1 and ugly:
            return False
    block = wrap(text, budget, size)
    return len(block) <= lines and widest([block], size) <= budget


def safe(text: str) -> str:
    """Text that Plotly must not read as markup."""
    return html.escape(text.replace(_SOFT_HYPHEN, ""), quote=False)


def _pieces(word: str, budget: float, size: float) -> list[str]:
    """A word in pieces that fit: at its soft hyphens, else before a consonant and its vowel.

    All pieces but the last end with a soft hyphen.
    """
    plain = word.replace(_SOFT_HYPHEN, "")
    if text_width(plain, size) <= budget:
        return [plain]
    spots = [m.end() for m in re.finditer(rf"[{_SOFT_HYPHEN}/-]", word[:-1])]
    if not any(text_width(word[:s], size) <= budget for s in spots):
        spots = [m.start() for m in _SYLLABLE.finditer(word) if 3 <= m.start() <= len(word) - 4]
    fits = [s for s in spots if text_width(word[:s] + "-", size) <= budget]
    if not fits:
        return [plain]
    head = word[: fits[-1]].replace(_SOFT_HYPHEN, "") + _SOFT_HYPHEN
    return [head, *_pieces(word[fits[-1] :], budget, size)]


def _filled(pieces: list[str], budget: float, size: float) -> list[str]:
    lines: list[str] = []
    for piece in pieces:
        longer = f"{lines[-1]} {piece}" if lines else piece
        if lines and lines[-1][-1] != _SOFT_HYPHEN and text_width(longer, size) <= budget:
            lines[-1] = longer
        else:
            lines.append(piece)
    return lines


def _closed(line: str) -> str:
    """A line whose soft hyphen at the end has become a hyphen, if it needs one."""
    if not line.endswith(_SOFT_HYPHEN):
        return line
    return line[:-1] if line[-2] in "-/" else line[:-1] + "-"


@lru_cache(maxsize=4096)
def wrap(text: str, budget: float, size: float = TEXT_SIZE) -> tuple[str, ...]:
    """Lines of a name that fit into `budget` pixels, of about equal length, never cut off."""
    pieces = [piece for word in text.split() for piece in _pieces(word, budget, size)]
    lines = _filled(pieces, budget, size)
    if len(lines) > 1:
        low, high = budget / 2, budget  # the narrowest budget that needs no further line
        longest = max(text_width(piece, size) for piece in pieces)
        for _ in range(5):
            middle = (low + high) / 2
            if longest <= middle and len(_filled(pieces, middle, size)) <= len(lines):
                high = middle
            else:
                low = middle
        lines = _filled(pieces, high, size)
    return tuple(_closed(line) for line in lines)


def stacked(lines: tuple[str, ...]) -> str:
    """Lines as Plotly writes them one under the other."""
    return "<br>".join(safe(line) for line in lines)


def widest(blocks: Iterable[tuple[str, ...]], size: float = TEXT_SIZE) -> int:
    """The width in pixels that the widest line of some names takes."""
    return math.ceil(max((text_width(line, size) for lines in blocks for line in lines), default=0))
