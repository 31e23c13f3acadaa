"""The files of the plain pages: own style and scripts, Plotly's, Streamlit's font."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

OWN = Path(__file__).parent / "assets"
PLOTLY = Path(__file__).parent / "vendored" / "plotly-basic.min.js"
_TYPES = {"css": "text/css", "js": "text/javascript", "woff2": "font/woff2"}


@lru_cache
def files() -> Mapping[str, Path]:
    """name -> file. A font that the installed Streamlit does not ship is left out."""
    found = {path.name: path for path in sorted(OWN.iterdir())}
    found["plotly.js"] = PLOTLY
    fonts = [
        each
        for each in distribution("streamlit").files or ()
        if each.name.startswith("SourceSansVF-Upright") and each.suffix == ".woff2"
    ]
    if fonts:
        found["sans.woff2"] = Path(str(fonts[0].locate()))
    return found


def media_type(name: str) -> str:
    """What a file is sent as."""
    return _TYPES[name.rpartition(".")[2]]


@lru_cache
def version() -> str:
    """Changes whenever a file does, so that browsers may keep them for long."""
    digest = sha256()
    for name, path in files().items():
        digest.update(name.encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def asset_address(name: str) -> str:
    """The address of a file beside a page, without a leading slash: the server may lie anywhere."""
    return f"figure-assets/{name}?{version()}"
