"""A survey's own boundaries: read from beside the codebook, checked, kept in the published file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from etl.sql import Connection
from locales import N_, Message
from survey.boundaries import parse_boundaries
from survey.codebook import Codebook
from survey.failure import Failure

Texts = Mapping[str, str]
"""dimension -> GeoJSON."""


def read_boundaries(codebook: Codebook, folders: Sequence[Path]) -> Texts:
    """The boundaries that dimensions name; a file lies in the first folder that holds it.

    Raises Failure for a file that is missing, is no GeoJSON, has an area whose code the dimension
    does not know, or has none for a code that it does.
    """
    texts = {}
    for name, dimension in codebook.dimensions.items():
        if dimension.boundaries is None:
            continue
        file = dimension.boundaries
        path = next((each / file for each in folders if (each / file).is_file()), None)
        if path is None:
            raise Failure(
                Message(
                    N_("{file}: the boundaries of '{dimension}' are missing. Put the file beside "
                       "the codebook, or remove the key `boundaries`."),
                    file=file,
                    dimension=name,
                )
            )  # fmt: skip
        codes = dimension.scheme.codes(dimension.scheme.finest)
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise Failure(
                Message(N_("{file}: the boundaries are not UTF-8; save them as UTF-8."), file=file)
            ) from None
        found = parse_boundaries(text, file, codes)
        if missing := [code for code in codes if code not in found.areas]:
            raise Failure(
                Message(
                    N_("{file}: the boundaries have no area for: {codes}."),
                    file=file,
                    codes=", ".join(missing),
                )
            )
        texts[name] = text
    return texts


def keep_boundaries(con: Connection, texts: Texts) -> None:
    """Write them into the published file, which is attached."""
    if not texts:
        return
    con.execute("CREATE TABLE published.boundaries (dimension VARCHAR, geojson VARCHAR)")
    con.executemany("INSERT INTO published.boundaries VALUES (?, ?)", list(texts.items()))
