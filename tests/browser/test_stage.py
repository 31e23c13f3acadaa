"""The stage in Chromium: by a clicker's keys from the first slide to the last, in both formats."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Window
from tests.browser.server import ROOT, free_port

pytestmark = pytest.mark.browser

LEAST = 27.9  # lines of a screen of 1080
FORMATS = {"16:9": (1920, 1080), "4:3": (1440, 1080)}
# text on what stands behind it; marks of the picture have no type of their own
_FAINT = """
(section) => {
  const part = (c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = (rgb) => {
    const [r, g, b] = rgb.map(part);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const read = (text) => text.match(/[\\d.]+/g).slice(0, 3).map(Number);
  const found = [];
  const type = "h2, p, li, .ytick text, .xtick text, .annotation-text";
  for (const each of section.querySelectorAll(type)) {
    if (!each.textContent.trim() || getComputedStyle(each).visibility === "hidden") continue;
    const style = getComputedStyle(each);
    const colour = read(each.ownerSVGElement ? style.fill : style.color);
    const ratio = 1.05 / (light(colour) + 0.05);
    if (ratio < 7) found.push(`${each.textContent}: ${ratio.toFixed(1)}`);
  }
  return found;
}
"""


class Server:
    """A dashboard that can be killed and started again under the same address."""

    def __init__(self, home: Path, log: Path) -> None:
        self._home, self._log, self._port = home, log, free_port()
        self.address = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
        command += ["--server.port", str(self._port), "--server.address", "127.0.0.1"]
        environment = {**os.environ, "BAROMETER_HOME": str(self._home)}
        with self._log.open("ab") as out:
            self._process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out)
        end = time.monotonic() + 60
        while time.monotonic() < end:
            with contextlib.suppress(OSError), urllib.request.urlopen(self.address) as answer:
                if answer.status == 200:
                    return
            time.sleep(0.2)
        raise TimeoutError(self._log.read_text())

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait(20)
        self._process = None


@pytest.fixture
def server(own_home, tmp_path):
    made = Server(own_home, tmp_path / "log")
    made.start()
    yield made
    made.kill()


def opened(page: Page, address: str) -> Page:
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-ready", "yes", timeout=60_000)
    return page


def current(page: Page):
    return page.locator(".slide.current")


def frame(page: Page) -> str:
    """All that can be read on the slide; never nothing."""
    found = current(page).inner_text()
    assert len(found.strip()) > 10, "an empty frame"
    return found


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait as a person does: no script of ours may be read from a string on these pages."""
    for _ in range(100):
        if holds():
            return
        page.wait_for_timeout(50)
    raise AssertionError("it did not happen")


def place(page: Page) -> tuple[int, int]:
    at = page.evaluate("stage.at()")
    return at["place"], at["step"]


@pytest.mark.parametrize("format_", FORMATS)
def test_by_keys_from_the_first_slide_to_the_last(window: Window, dashboard, format_):
    width, height = FORMATS[format_]
    page = opened(window(width, height), f"{dashboard}/stage?order=demo&format={format_}")
    seen: dict[int, str] = {}
    for _ in range(40):
        now, step = place(page)
        text = frame(page)
        section = current(page)
        assert page.evaluate(_FAINT, section.element_handle()) == []
        if step + 1 == int(section.get_attribute("data-steps") or 1):
            seen[now] = text
            smallest = page.evaluate("stage.smallest(document.querySelector('.slide.current'))")
            assert smallest is None or smallest >= LEAST, (now, smallest)
            edges = section.locator(":is(h2, footer, .chart)").evaluate_all(
                "all => all.map(each => each.getBoundingClientRect().bottom)"
            )
            assert max(edges) <= height + 1
        page.keyboard.press("PageDown")
        if place(page) == (now, step):
            break
    assert sorted(seen) == list(range(8))
    assert "Information und Kommunikation: 55 Punkte" in seen[1].replace("\n", " ")
    assert "Gastgewerbe" in seen[1]
    assert "Basis:" in seen[1]
    assert "Quelle:" in seen[1]
    assert "synthetische Demodaten" in seen[1]
    page.keyboard.press("Home")
    assert place(page) == (0, 0)


def test_the_keys_of_clickers(window: Window, dashboard):
    page = opened(window(1920, 1080), f"{dashboard}/stage?order=demo")
    page.keyboard.press("2")
    assert place(page) == (1, 0)
    expect(current(page).locator(".ask")).to_be_visible()
    expect(current(page).locator(".result h2")).to_be_hidden()
    for key in ("ArrowRight", "ArrowRight", "PageUp", "ArrowLeft", " ", "ArrowDown"):
        page.keyboard.press(key)
    assert place(page) == (2, 0)
    for key in ("b", "."):
        page.keyboard.press(key)
        expect(page.locator(".blank")).to_be_visible()
        page.keyboard.press(key)
        expect(page.locator(".blank")).to_be_hidden()
    page.keyboard.press("End")
    assert place(page) == (7, 0)
    for number in range(1, 9):
        page.keyboard.press(str(number))
        assert place(page) == (number - 1, 0)
    page.keyboard.press("1")
    page.keyboard.press("9")  # there is no ninth slide
    assert place(page) == (0, 0)
    for full in (True, False):
        page.keyboard.press("f")
        until(page, lambda full=full: page.evaluate("!!document.fullscreenElement") is full)
    page.keyboard.press("4")
    page.keyboard.press("q")
    expect(page.locator(".large-code svg")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".large-code")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{dashboard}/running-orders?order=demo&lang=de")


def test_a_filter_is_changed_live_while_the_server_comes_and_goes(window: Window, server):
    page = opened(window(1920, 1080), f"{server.address}/stage?order=demo")
    page.keyboard.press("4")
    page.keyboard.press("PageDown")
    planned = frame(page)
    page.keyboard.press("s")
    page.locator(".slide.current select[name=size]").select_option("0-9")
    expect(current(page)).to_have_attribute("data-live", "yes")
    changed = frame(page)
    assert changed.partition("\n")[0] != planned.partition("\n")[0]

    server.kill()
    expect(page.locator(".sign")).to_be_visible(timeout=20_000)
    assert current(page).locator("h2").inner_text() in changed
    page.locator(".slide.current select[name=size]").select_option("GE250")
    expect(current(page).locator("form [role=status]")).to_contain_text("Keine Verbindung")
    page.keyboard.press("Escape")
    for _ in range(12):  # what is loaded goes on
        frame(page)
        page.keyboard.press("PageDown")
    assert place(page)[0] == 7

    server.start()
    expect(page.locator(".sign")).to_be_hidden(timeout=30_000)
    page.keyboard.press("4")
    page.keyboard.press("PageDown")
    page.keyboard.press("s")
    page.locator(".slide.current select[name=size]").select_option("GE250")
    expect(current(page).locator("h2")).not_to_have_text(changed.partition("\n")[0])
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(current(page).locator("h2")).to_have_text(planned.partition("\n")[0])


def test_a_new_snapshot_appears_without_reload(window: Window, server, own_home):
    page = opened(window(1920, 1080), f"{server.address}/stage?order=demo#2")
    page.evaluate("window.same = true")
    name = (own_home / "current").read_text().strip()
    shutil.copy(own_home / name, own_home / f"snapshot-{'0' * 16}.json")
    before = page.locator("body").get_attribute("data-state")
    page.evaluate("document.querySelector('.slide.current').dataset.old = 'yes'")
    (own_home / "next").write_text(f"snapshot-{'0' * 16}.json")
    os.replace(own_home / "next", own_home / "current")
    expect(page.locator(".slide.current[data-old]")).to_have_count(0, timeout=20_000)
    frame(page)
    assert place(page)[0] == 1
    assert page.evaluate("window.same") is True
    assert before


def test_the_presenter_view_and_the_stage_follow_each_other(window: Window, dashboard):
    stage = opened(window(1920, 1080), f"{dashboard}/stage?order=demo#4")
    stage.keyboard.press("PageDown")
    presenter = stage.context.new_page()
    opened(presenter, f"{dashboard}/presenter?order=demo")
    expect(presenter.locator(".place")).to_have_text("4 von 8")
    expect(presenter.locator(".note")).to_contain_text("Mit der Taste S")
    expect(presenter.locator(".slide.following h2")).to_be_visible()
    assert place(stage) == (3, 1)
    presenter.keyboard.press("PageDown")
    expect(presenter.locator(".place")).to_have_text("5 von 8")
    expect(current(stage)).to_have_attribute("data-place", "4")
    stage.keyboard.press("PageUp")
    expect(presenter.locator(".place")).to_have_text("4 von 8")


def test_the_foyer_plays_by_itself(window: Window, dashboard):
    page = window(1920, 1080)
    page.clock.install()
    opened(page, f"{dashboard}/stage?order=demo&foyer=1")
    seen = set()
    for _ in range(30):
        seen.add(place(page)[0])
        frame(page)
        page.clock.run_for(15_000)
    assert seen == set(range(8))


def test_the_pack_works_without_a_server(window: Window, dashboard, tmp_path):
    file = tmp_path / "show.html"
    with urllib.request.urlopen(f"{dashboard}/stage/pack?order=demo&lang=en") as answer:
        file.write_bytes(answer.read())
    page = opened(window(1440, 900), file.as_uri())
    page.keyboard.press("5")
    assert "of 8" in frame(page)
    assert current(page).locator(".chart svg.main-svg").count() > 0
    expect(page.locator(".sign")).to_be_hidden()


def test_the_check_before_the_event(window: Window, dashboard):
    page = opened(window(1920, 1080), f"{dashboard}/stage/check?order=demo")
    wrong = page.locator('[data-right]:not([data-right="yes"])')
    expect(wrong).to_have_count(1)  # phones cannot reach 127.0.0.1, and it says so
    expect(wrong).to_contain_text("127.0.0.1")
    expect(page.locator('.of-slide[data-place="3"]')).to_contain_text("28 px")
