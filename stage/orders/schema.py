"""A running order's JSON Schema for editors: `python -m stage.orders.schema` writes it."""

from __future__ import annotations

import json
from pathlib import Path

from stage.orders.model import RunningOrder
from survey.codebook.schema import AsWritten

FILE = Path(__file__).parent / "running-order.schema.json"
_NOTE = (
    "What an event shows, slide by slide. Every text is {de: …, en: …}; a plain string counts for "
    "both languages."
)


def as_text() -> str:
    """The content of `stage/orders/running-order.schema.json`."""
    generated = RunningOrder.model_json_schema(schema_generator=AsWritten)
    made = {"$schema": AsWritten.schema_dialect, **generated, "description": _NOTE}
    return json.dumps(made, indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(), encoding="utf-8")
