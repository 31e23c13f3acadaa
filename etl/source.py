"""One survey file as bytes: its hash, its encoding, and a UTF-8 copy where it needs one."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
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


@dataclass(frozen=True)
class SourceFile:
    """A file as it lies on disk. `encoding` is a codec of Python; `lines` counts line feeds, and a
    last line that has none."""

    path: Path
    sha256: str
    bytes: int
    encoding: str
    lines: int
    ends_with_line_feed: bool

    @property
    def name(self) -> str:
        return self.path.name

    @property
    def is_utf8(self) -> bool:
        return self.encoding in ("utf-8", "utf-8-sig")


def chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file in pieces that fit into memory."""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def sha256(path: Path) -> str:
    """The file's SHA-256 in hexadecimal digits. Raises Failure where there is no such file."""
    digest = hashlib.sha256()
    try:
        for chunk in chunks(path):
            digest.update(chunk)
    except OSError as error:
        raise cannot_open(path, error) from None
    return digest.hexdigest()


def cannot_open(path: Path, error: OSError) -> Failure:
    """Why a file named by the codebook could not be opened."""
    if isinstance(error, FileNotFoundError):
        there = sorted(p.name for p in path.parent.glob("*.csv")) if path.parent.is_dir() else []
        return Failure(
            Message(
                N_(
                    "{file}: there is no such file in {folder}. CSV files there: {there}. Correct "
                    "`file` in the codebook, or name the folder with --files."
                ),
                file=path.name,
                folder=path.parent,
                there=", ".join(there) or "–",
            )
        )
    return Failure(
        Message(
            N_("{file}: the file cannot be opened ({detail})."),
            file=path.name,
            detail=error.strerror or str(error),
        )
    )


def examine(path: Path) -> SourceFile:
    """Hash, encoding and number of lines of a file, in one pass over its bytes.

    Raises Failure for a file that is missing, empty, no text, or damaged in its encoding.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
        _refuse_other_formats(path, head)
        encoding = _by_first_bytes(head)
        decoder = codecs.getincrementaldecoder("utf-8")()
        digest, size, feeds, last, is_utf8 = hashlib.sha256(), 0, 0, b"", True
        for chunk in chunks(path):
            digest.update(chunk)
            size, feeds, last = size + len(chunk), feeds + chunk.count(b"\n"), chunk[-1:]
            if encoding in (None, "utf-8-sig") and is_utf8:
                is_utf8 = _decodes(decoder, chunk)
        is_utf8 = is_utf8 and _decodes(decoder, b"", final=True)
    except OSError as error:
        raise cannot_open(path, error) from None
    if encoding is None:
        encoding = "utf-8" if is_utf8 else _eight_bit(path)
    elif encoding == "utf-8-sig" and not is_utf8:
        raise _undecodable(path, "utf-8", _first_bad_line(path))
    return SourceFile(
        path, digest.hexdigest(), size, encoding, feeds + (last != b"\n"), last in (b"\n", b"\r")
    )


def transcode(source: SourceFile, target: Path) -> SourceFile:
    """A UTF-8 copy of a file in another encoding.

    Raises Failure with the line of the first byte that its encoding does not know.
    """
    decoder = codecs.getincrementaldecoder(source.encoding)()
    line, size, last = 1, 0, ""
    with target.open("wb") as out:
        for chunk in chunks(source.path):
            try:
                text = decoder.decode(chunk)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(source.encoding, errors="replace")
                raise _undecodable(
                    source.path, source.encoding, line + before.count("\n")
                ) from None
            line += text.count("\n")
            last = text[-1:] or last
            size += out.write(text.encode("utf-8", errors="surrogatepass"))
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise _undecodable(source.path, source.encoding, line) from None
    return SourceFile(
        target, source.sha256, source.bytes, "utf-8", line - (last == "\n"), last in ("\n", "\r")
    )


def _refuse_other_formats(path: Path, head: bytes) -> None:
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


def _by_first_bytes(head: bytes) -> str | None:
    """The encoding that a byte order mark or the zero bytes of UTF-16 give away."""
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding
    if head.count(b"\0") > len(head) // 4:
        return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
    return None


def _decodes(decoder: codecs.IncrementalDecoder, chunk: bytes, final: bool = False) -> bool:
    try:
        decoder.decode(chunk, final)
    except UnicodeDecodeError:
        return False
    return True


def _eight_bit(path: Path) -> str:
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
        raise _undecodable(path, "utf-8", _first_bad_line(path))
    return "cp1252"


def _first_bad_line(path: Path) -> int:
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                return number
    return 1


def _undecodable(path: Path, encoding: str, line: int) -> Failure:
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
