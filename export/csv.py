"""An estimate table as CSV: codes and full precision for machines, with its origin in each row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

import pandas as pd

from export.hiding import COUNTS, without_hidden

BYTE_ORDER_MARK = b"\xef\xbb\xbf"

_LONGEST = 100  # characters of a file name's part; some file systems end at 143


def to_csv(table: pd.DataFrame, *, filters: str, source: str) -> bytes:
    """UTF-8 with byte order mark (so that spreadsheets read umlauts), comma, decimal point.

    `filters` in the selection grammar and `source` (with "synthetic demo data" where it is) are
    repeated in two further columns, because a file is passed on without the page it came from.
    Counts are whole numbers. Values that a spreadsheet would run as a formula are quoted with an
    apostrophe. A hidden row has no numbers, whatever the table holds.
    """
    written = without_hidden(table).assign(where=filters, source=source)
    for name in written.columns:
        if name in COUNTS and (written[name].dropna() % 1 == 0).all():
            written[name] = written[name].astype("Int64")
        elif not pd.api.types.is_numeric_dtype(written[name]):
            written[name] = written[name].map(neutral)
    return BYTE_ORDER_MARK + written.to_csv(index=False, lineterminator="\r\n").encode("utf-8")


def neutral(value: object) -> object:
    """A text that no spreadsheet takes for a formula; everything else as it is."""
    if isinstance(value, str) and value.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value


def file_name(survey: str, table: pd.DataFrame, exhibit: str, filters: str, end: str) -> str:
    """`kmu-st-2024-strategy_status-by-sector_size-10-49.csv`: what it shows and of whom.

    The waves are those of the table. Letters, digits, dot, hyphen and underscore only; a long list
    of filters is cut and told apart by a hash.
    """
    waves = list(dict.fromkeys(table["wave"].astype(str)))
    return named(survey, waves, exhibit, filters, end)


def named(survey: str, waves: Sequence[str], what: str, filters: str, end: str) -> str:
    """The name of a file on these waves, by the same rules."""
    span = waves[0] if len(waves) == 1 else f"{waves[0]}-{waves[-1]}"
    parts = [f"{survey}-{span}-{what}"]
    parts += [re.sub(r":\w*(?==)", "", each) for each in filters.split()]
    return "_".join(_safe(part) for part in _short(parts)) + end


def _short(parts: list[str]) -> list[str]:
    name, *filters = parts
    if sum(map(len, filters)) <= _LONGEST:
        return parts
    text = "_".join(filters)
    return [name, f"{text[:_LONGEST]}-{sha256(text.encode()).hexdigest()[:8]}"]


def _safe(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]+", "-", text).strip("-.")
