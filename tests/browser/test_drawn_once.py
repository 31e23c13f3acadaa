"""Plotly draws a figure once: a template, a shifted axis or a missing revision would make it draw
two or three times over (`charts/figure.py`)."""

from __future__ import annotations

import pytest

from tests.browser.reading import choose, open_page, settled

pytestmark = pytest.mark.browser

# Plotly says after each drawing that it has drawn.
_MARK = """() => {
  window.drawn = 0;
  document.querySelectorAll(".db-chart, .js-plotly-plot").forEach(each => { each.marked = true; });
  for (const each of document.querySelectorAll(".js-plotly-plot")) {
    each.on("plotly_afterplot", () => { window.drawn += 1; });
  }
}"""
_NEW = """name => [...document.querySelectorAll(name)].filter(each => !each.marked).length"""


@pytest.mark.parametrize("name", ["maturity", "barriers", "change", "benchmark"])
def test_another_wave(page, dashboard, name):
    open_page(page, f"{dashboard}/{name}?survey=kmu-st")
    page.locator(".js-plotly-plot .main-svg").last.wait_for()
    settled(page)
    page.evaluate(_MARK)
    choose(page, "Erhebungswelle", "Erhebung 2021")
    page.wait_for_url("**wave=2021**")
    page.wait_for_function("() => window.drawn > 0")
    settled(page)
    places, plots = (page.evaluate(_NEW, name) for name in (".db-chart", ".js-plotly-plot"))
    assert plots < places, "figures are changed where they stand"
    assert page.evaluate("window.drawn") == places - plots
