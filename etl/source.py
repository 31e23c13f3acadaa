"""One survey file as bytes: its hash, what stands in it how often, a UTF-8 copy if need be."""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

from etl.encoding import (
    Utf8Check,
    by_first_bytes,
    eight_bit,
    first_bad_line,
    refuse_other_formats,
    undecodable,
)
from locales import N_, Message
from survey.failure import Failure

DELIMITERS = (",", ";", "\t")
_CHUNK = 4 * 1024 * 1024


class _Tally:
    """Counts over the chunks of a UTF-8 file; of the delimiters only those of its first line."""

    def __init__(self) -> None:
        self.size = 0
        self.signs: dict[str, int] = {}
        self.last = b""

    def add(self, chunk: bytes) -> None:
        if not self.size:
            first = chunk.partition(b"\n")[0]
            self.signs = dict.fromkeys((s for s in DELIMITERS if s.encode() in first), 0)
            self.signs["\n"] = 0
        self.size += len(chunk)
        for sign in self.signs:
            self.signs[sign] += chunk.count(sign.encode())
        self.last = chunk[-1:] or self.last


@dataclass(frozen=True)
class SourceFile:
    """A file as it lies on disk. `encoding` is a codec of Python.

    `lines` counts line feeds, and a last line that has none; `signs` counts delimiters. Both are
    right for UTF-8 only: of another file, ask its UTF-8 copy.
    """

    path: Path
    sha256: str
    bytes: int
    encoding: str
    lines: int
    signs: Mapping[str, int]
    ends_with_line_feed: bool

    @property
    def is_utf8(self) -> bool:
        return self.encoding in ("utf-8", "utf-8-sig")

    def _counted(self, tally: _Tally) -> SourceFile:
        return replace(
            self,
            lines=tally.signs.get("\n", 0) + (tally.last != b"\n"),
            signs=tally.signs,
            ends_with_line_feed=tally.last in (b"\n", b"\r"),
        )


def chunks(path: Path) -> Iterator[bytes]:
    """The bytes of a file in pieces that fit into memory."""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


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
    """Hash, encoding and counts of a file, in one pass over its bytes.

    Raises Failure for a file that is missing, empty, no text, or damaged in its encoding.
    """
    try:
        with path.open("rb") as stream:
            head = stream.read(4096)
        refuse_other_formats(path, head)
        encoding = by_first_bytes(head)
        digest, tally, utf8 = hashlib.sha256(), _Tally(), Utf8Check()
        for chunk in chunks(path):
            digest.update(chunk)
            tally.add(chunk)
            if encoding in (None, "utf-8-sig"):
                utf8.add(chunk)
        utf8.add(b"", final=True)
    except OSError as error:
        raise cannot_open(path, error) from None
    if encoding is None:
        encoding = "utf-8" if utf8.valid else eight_bit(path)
    elif encoding == "utf-8-sig" and not utf8.valid:
        raise undecodable(path, "utf-8", first_bad_line(path))
    source = SourceFile(path, digest.hexdigest(), tally.size, encoding, 0, {}, False)
    return source._counted(tally)


def transcode(source: SourceFile, target: Path) -> SourceFile:
    """A UTF-8 copy of a file in another encoding, with the hash and size of the original.

    Raises Failure with the line of the first byte that its encoding does not know.
    """
    decoder, tally = codecs.getincrementaldecoder(source.encoding)(), _Tally()
    with target.open("wb") as out:
        for chunk in chain(chunks(source.path), [b""]):
            try:
                text = decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                before = error.object[: error.start].decode(source.encoding, errors="replace")
                line = 1 + tally.signs.get("\n", 0) + before.count("\n")
                raise undecodable(source.path, source.encoding, line) from None
            data = text.encode("utf-8", errors="surrogatepass")
            tally.add(data)
            out.write(data)
    return replace(source, path=target, encoding="utf-8")._counted(tally)
