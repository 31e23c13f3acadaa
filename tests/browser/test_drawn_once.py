"""Plotly draws a figure once: a template, a shifted axis or a missing revision would make it draw
two or three times over (`charts/figure.py`)."""

from __future__ import annotations

import pytest

from tests.browser.reading import choose, open_page, settled

pytestmark = pytest.mark.browser

# Plotly says after each drawing that it has drawn.
_MARK = """() => {
  window.drawn = 0;
  window.before = [...document.querySelectorAll(".db-chart")].map(each => each.dataset.figure);
  document.querySelectorAll(".js-plotly-plot").forEach(each => { each.marked = true; });
  for (const each of document.querySelectorAll(".js-plotly-plot")) {
    each.on("plotly_afterplot", () => { window.drawn += 1; });
  }
}"""
_CHANGED = """() => [...document.querySelectorAll(".db-chart")].filter(
  each => !window.before.includes(each.dataset.figure)).length"""
_NEW = "() => [...document.querySelectorAll('.js-plotly-plot')].filter(each => !each.marked).length"


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
    changed, new = page.evaluate(_CHANGED), page.evaluate(_NEW)
    assert new < changed, "figures are changed where they stand"
    assert page.evaluate("window.drawn") == changed - new
