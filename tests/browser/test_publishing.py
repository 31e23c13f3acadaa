"""A dashboard that is open while `etl load` publishes shows the new snapshot at its next run."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

from tests.browser.reading import changed, language, open_page, tables
from tests.browser.server import serving
from tests.conftest import ROOT, load

pytestmark = pytest.mark.browser


@pytest.fixture
def changed_survey(tmp_path):
    """The demo survey without the last 300 rows of its last wave."""
    folder = tmp_path / "changed"
    shutil.copytree(ROOT / "data" / "kmu-st", folder)
    file = folder / "kmu-st-2024.csv"
    rows = file.read_bytes().split(b"\r\n")
    file.write_bytes(b"\r\n".join(rows[:-300]) + b"\r\n")
    return folder


def test_the_next_run_shows_what_was_published(page, own_home, tmp_path, changed_survey):
    with serving(own_home, tmp_path / "log") as address, ThreadPoolExecutor(1) as pool:
        open_page(page, f"{address}/strategy?survey=kmu-st")
        before = tables(page)
        loading = pool.submit(load, changed_survey, own_home)
        languages = ["English", "Deutsch"]
        while not loading.done():  # the reader goes on while the load goes on
            language(page, languages[0])
            assert tables(page)
            languages.reverse()
        loading.result()
        language(page, languages[0])
        if languages[0] == "English":
            language(page, "Deutsch")
        changed(page, before, by="what was published")
        expect(page.get_by_test_id("stAlert")).to_have_count(0)
    assert "Traceback" not in (tmp_path / "log").read_text()
