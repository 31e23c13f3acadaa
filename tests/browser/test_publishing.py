"""A dashboard that is open while `etl load` publishes shows the new snapshot at its next run."""

from __future__ import annotations

import shutil
import threading

import pytest

from tests.browser.reading import open_page, settled, tables
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


def test_the_next_run_shows_what_was_published(page, tmp_path, changed_survey):
    home = tmp_path / "home"
    load("data/kmu-st", home)
    with serving(home, tmp_path / "log") as address:
        open_page(page, f"{address}/strategy")
        before = tables(page)
        other = threading.Thread(target=load, args=(changed_survey, home))
        other.start()
        languages = ["English", "Deutsch"]
        while other.is_alive():  # the reader goes on while the load goes on
            page.get_by_role("radio", name=languages[0]).first.click()
            settled(page)
            assert tables(page)
            languages.reverse()
        other.join()
        page.get_by_role("radio", name=languages[0]).first.click()
        settled(page)
        page.get_by_role("radio", name="Deutsch").first.click()
        settled(page)
        assert tables(page) != before
        assert page.locator('[data-testid="stAlert"]').count() == 0
    assert "Traceback" not in (tmp_path / "log").read_text()
