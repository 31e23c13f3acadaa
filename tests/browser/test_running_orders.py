"""A running order from pinning to the stage, in Chromium."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Window
from tests.browser.test_stage import Server, current, opened

pytestmark = pytest.mark.browser


def test_a_pinned_figure_survives_download_upload_and_stage(
    window: Window, own_home, tmp_path, monkeypatch
):
    orders = tmp_path / "orders"
    monkeypatch.setenv("BAROMETER_ORDERS", str(orders))
    server = Server(own_home, tmp_path / "log")
    server.start()
    try:
        page = window()
        page.goto(f"{server.address}/barriers?size=10-49&lang=en")
        pin = page.locator("a[data-pin]").first
        pin.click()
        expect(pin).to_have_text("Pinned")
        pinned = page.locator(".db-headline").first.inner_text()
        page.get_by_role("link", name="Running orders").click()
        slides = page.get_by_role("radiogroup", name="Slides").get_by_role("radio")
        expect(slides).to_have_count(1)
        with page.expect_download() as waiting:
            page.get_by_role("button", name="Download (YAML)").click()
        file = tmp_path / "abend.yaml"
        waiting.value.save_as(file)

        other = window()  # another session: nothing is pinned there
        other.goto(f"{server.address}/running-orders?lang=en")
        expect(other.get_by_text("Nothing is pinned yet.")).to_be_visible()
        other.locator("input[type=file]").set_input_files(file)
        expect(other.get_by_role("radiogroup", name="Slides")).to_be_visible()
        other.get_by_role("button", name="Save").click()
        expect(other.get_by_text("Saved as abend.yaml")).to_be_visible()
        assert [each.name for each in orders.iterdir()] == ["abend.yaml"]
        stage = opened(other, f"{server.address}/stage?order=abend&lang=en")
        assert current(stage).locator("h2").inner_text() == pinned.replace("\u2060", "")
    finally:
        server.kill()
