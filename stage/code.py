"""A QR code that opens a figure on the audience's phones; drawn here, no service is asked."""

from __future__ import annotations

import segno


def code(address: str) -> str:
    """The code as inline SVG. It shrinks and grows with its place."""
    made = segno.make(address, error="m", micro=False)
    drawn: str = made.svg_inline(border=3, omitsize=True, light="#fff", dark="#000")
    return drawn
