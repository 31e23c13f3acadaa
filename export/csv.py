"""An estimate table as CSV: codes and full precision for machines, with its origin in each row."""

from __future__ import annotations

import pandas as pd


def to_csv(table: pd.DataFrame, *, filters: str, source: str) -> bytes:
    """UTF-8 with byte order mark (so that spreadsheets read umlauts), comma, decimal point.

    `filters` in the selection grammar and `source` (with "synthetic demo data" where it is) are
    repeated in two further columns, because a file is passed on without the page it came from.
    Values that a spreadsheet would run as a formula are quoted with an apostrophe.
    """
    written = table.assign(where=filters, source=source)
    for name in written.columns:
        if not pd.api.types.is_numeric_dtype(written[name]):
            written[name] = written[name].map(_neutral)
    return b"\xef\xbb\xbf" + written.to_csv(index=False, lineterminator="\r\n").encode("utf-8")


def _neutral(value: object) -> object:
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return value
