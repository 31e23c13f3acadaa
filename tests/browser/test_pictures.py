"""Drawings of a figure, saved in Chromium from its own page: the words in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page

from locales.numbers import day

pytestmark = pytest.mark.browser
Window = Callable[..., Page]

FIGURES = [
    ("barriers", "barriers"),
    ("maturity", "maturity-matrix"),
    ("strategy", "strategy_status-by-sector"),
    ("region", "map-maturity"),
    ("support", "programmes-way"),
]


def saved(page: Page, address: str, kind: str, folder: Path) -> bytes:
    with page.expect_download() as download:
        page.goto(f"{address}&save={kind}")
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    assert path.name.startswith("kmu-st-2024-")
    assert path.suffix == f".{kind}"
    return path.read_bytes()


def test_an_svg_holds_the_words_and_numbers_and_asks_nobody_for_anything(
    dashboard: str, window: Window, tmp_path: Path
) -> None:
    page = window()
    for where, name in FIGURES:
        address = f"{dashboard}/figure?page={where}&figure={name}&size=10-49&theme=dark"
        content = saved(page, address, "svg", tmp_path).decode()
        texts = "".join(ElementTree.fromstring(content).itertext())
        flat = re.sub(r"\s", "", texts)
        headline = page.locator("h1").inner_text()
        assert re.sub(r"\s", "", headline) in flat
        assert re.sub(r"\s", "", f"abgerufen am {day(date.today(), 'de')}") in flat
        for word in ("n=", "Erhebung2024", "Quelle:", "synthetischeDemodaten"):
            assert word in flat, (name, word)
        assert "data:font/woff2" in content
        assert not re.search(r'(?:href|src)="(?!#|data:)', content)
        assert "rgb(255, 255, 255)" in content  # paper, also from the dark theme
        page.locator("summary").first.click()
        for value in page.locator("td.number:nth-of-type(1)").all_inner_texts()[:4]:
            printed = re.sub(r"[\s%]", "", value.split("\n")[0])
            assert printed in flat, (name, value)
