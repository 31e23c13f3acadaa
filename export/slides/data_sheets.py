"""The data sheets of charts with the day of the presentation in them, not the second.

A presentation made again from the same numbers is then the same to the byte, and its length tells
nothing but what stands in it.
"""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

_PROPERTIES = "docProps/core.xml"
_MOMENT = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def date_sheets(presentation: Any, made: date) -> None:
    """Give every workbook that is embedded in the presentation this day."""
    for part in presentation.part.package.iter_parts():
        if part.partname.endswith(".xlsx"):
            part.blob = _dated(part.blob, made)


def _dated(workbook: bytes, made: date) -> bytes:
    out = BytesIO()
    with ZipFile(BytesIO(workbook)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == _PROPERTIES:
                content = _MOMENT.sub(f"{made}T00:00:00Z".encode(), content)
            target.writestr(entry, content, ZIP_DEFLATED)
    return out.getvalue()
