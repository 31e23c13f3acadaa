"""An estimate table as text: what the command line prints and the API answers, the same."""

from __future__ import annotations

import json

import pandas as pd


def as_json(table: pd.DataFrame) -> str:
    """A list of rows at full precision; empty numbers are null."""
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return json.dumps(rows, ensure_ascii=False) + "\n"


def as_csv(table: pd.DataFrame) -> str:
    """Comma, decimal point, a head; empty numbers are empty."""
    return table.to_csv(index=False)
