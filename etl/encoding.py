"""Which encoding a file is in: told by its first bytes, else by whether it is valid UTF-8."""

from __future__ import annotations

import codecs
from pathlib import Path

from locales import N_, Message
from survey.failure import Failure

_CHUNK = 4 * 1024 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# How an encoding is called in reports.
NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1252": "Windows-1252",
}


class Utf8Check:
    """Whether the chunks of a file, one after the other, are valid UTF-8."""

    def __init__(self) -> None:
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self.valid = True

    def add(self, chunk: bytes, final: bool = False) -> None:
        unfinished, _ = self._decoder.getstate()
        if not self.valid or (chunk.isascii() and not unfinished):  # five times faster
            return
        try:
            self._decoder.decode(chunk, final)
        except UnicodeDecodeError:
            self.valid = False


def refuse_other_formats(path: Path, head: bytes) -> None:
    """Raises Failure for an empty file and for one that is an Excel workbook."""
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Failure(
            Message(
                N_("{file}: the file is empty. Export it again; nothing was loaded."),
                file=path.name,
            )
        )
    if head.startswith(b"PK\x03\x04") or head.startswith(b"\xd0\xcf\x11\xe0"):
        raise Failure(
            Message(
                N_("{file}: this is an Excel workbook, not a CSV file. Save it as CSV UTF-8."),
                file=path.name,
            )
        )


def by_first_bytes(head: bytes) -> str | None:
    """The encoding that a byte order mark or the zero bytes of UTF-16 give away."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    if head.count(b"\0") > len(head) // 4:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    return None


def eight_bit(path: Path) -> str:
    """Windows-1252, unless the file is UTF-8 with a few damaged bytes in it.

    A valid UTF-8 sequence read as Windows-1252 is a pair such as "Ã¤" that no German or English
    text holds, so a file that has more of them than of stray bytes was meant to be UTF-8.
    """
    valid = stray = 0
    with path.open(encoding="utf-8", errors="surrogateescape", newline="") as stream:
        while text := stream.read(_CHUNK):
            if not text.isascii():
                stray += sum("\udc80" <= char <= "\udcff" for char in text)
                valid += sum(char > "\x7f" and not "\udc80" <= char <= "\udcff" for char in text)
    if valid > stray:
        raise undecodable(path, "utf-8", first_bad_line(path))
    return "cp1252"


def first_bad_line(path: Path) -> int:
    """The first line that is not UTF-8."""
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1


def undecodable(path: Path, encoding: str, line: int) -> Failure:
    """The sentence for a byte that the file's encoding does not know."""
    return Failure(
        Message(
            N_(
                "{file}, line {line}: a byte here is not {encoding}, as the rest of the file is. "
                "The file is damaged or mixes encodings: export it again as CSV UTF-8."
            ),
            file=path.name,
            line=line,
            encoding=NAMES[encoding].removesuffix(" (BOM)"),
        )
    )
