"""Another site may frame a figure and the stage, and nothing else."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlparse

import pytest

from tests.browser.conftest import Window

pytestmark = pytest.mark.browser
FRAMED = {"embed": "page=barriers&figure=barriers", "stage": "order=demo"}
REFUSED = {
    "": "",
    "figure": "page=barriers&figure=barriers",
    "presenter": "order=demo",
    "stage/check": "order=demo",
}


@pytest.mark.parametrize("where", ["a site", "a file"])
def test_frames(
    window: Window, dashboard: str, other_site: str, tmp_path: Path, where: str
) -> None:
    elsewhere = other_site if where == "a site" else tmp_path.as_uri()
    frames = [
        f'<iframe id="{path}" src="{dashboard}/{path}?{query}" width="900" height="500"></iframe>'
        for path, query in {**FRAMED, **REFUSED}.items()
    ]
    (tmp_path / "slides.html").write_text("<!doctype html>" + "".join(frames))
    page = window()
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text))
    page.goto(f"{elsewhere}/slides.html")
    for path in FRAMED:
        frame = page.frame_locator(f'iframe[id="{path}"]')
        frame.locator(".main-svg").first.wait_for(state="attached")
    told = [text for text in refused if "frame-ancestors" in text]
    assert len(told) == len(REFUSED), refused
    shown = {urlparse(each.url).path for each in page.frames if each.url.startswith(dashboard)}
    assert shown == {f"/{path}" for path in FRAMED}
