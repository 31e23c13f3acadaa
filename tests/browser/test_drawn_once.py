"""Plotly draws a figure once: a template, a shifted axis or a missing revision would make it draw
two or three times over (`charts/figure.py`)."""

from __future__ import annotations

import pytest

from tests.browser.reading import choose, open_page, settled

pytestmark = pytest.mark.browser

# Plotly names its place by this class whenever it begins to draw.
_COUNT = """
window.drawn = 0;
const add = DOMTokenList.prototype.add;
DOMTokenList.prototype.add = function (...names) {
  window.drawn += names.includes("js-plotly-plot");
  return add.apply(this, names);
};
"""
_MARK = """() => {
  document.querySelectorAll(".db-chart, .js-plotly-plot").forEach(each => { each.marked = true; });
  window.drawn = 0;
}"""
_NEW = """name => [...document.querySelectorAll(name)].filter(each => !each.marked).length"""


@pytest.mark.parametrize("name", ["maturity", "barriers", "change", "benchmark"])
def test_another_wave(page, dashboard, name):
    page.add_init_script(_COUNT)
    open_page(page, f"{dashboard}/{name}?survey=kmu-st")
    page.locator(".js-plotly-plot .main-svg").last.wait_for()
    settled(page)
    page.evaluate(_MARK)
    choose(page, "Erhebungswelle", "Erhebung 2021")
    page.wait_for_url("**wave=2021**")
    page.wait_for_function("() => window.drawn > 0")
    settled(page)
    new = page.evaluate(_NEW, ".db-chart")
    assert new > 0
    assert page.evaluate("window.drawn") == new
    known = page.evaluate(_NEW, ".js-plotly-plot")
    assert known < new, "figures are changed where they stand"
