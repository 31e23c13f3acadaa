"""What whoever presents may choose on the stage, and figures that go on in further steps."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest

from tests.stage.test_show import home, slides, text

__all__ = ["home"]  # the demo survey and a folder of orders, for each test here too

OPTIONS = re.compile(r'<option value="([^"]+)"( selected)?( disabled title="([^"]+)")?>')


@pytest.mark.parametrize("filters", ["sector=F", "sector=F&district=15003", "council=1"])
def test_what_the_release_plan_refuses_is_grey_and_nothing_else_is(filters):
    (slide,) = slides(text(f"/stage/slide?order=demo&slide=4&wave=2024&{filters}"))
    offered = {
        name: OPTIONS.findall(options)
        for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', slide, re.S)
        if name != "wave"
    }
    grey = {n: [code for code, _, off, _ in each if off] for n, each in offered.items()}
    assert any(grey.values())
    assert "size" in grey and not grey["size"]  # by which the figure is cut: a highlight
    for _, _, off, reason in (option for each in offered.values() for option in each):
        assert not off or unescape(reason) in unescape(slide.partition("refusals")[2])
    held = dict(part.split("=") for part in filters.split("&"))
    del offered["size"]
    for name, options in offered.items():
        for code, chosen, off, _ in [*options[:2], *options[-1:]]:
            query = "&".join(f"{n}={c}" for n, c in {**held, name: code}.items())
            (asked,) = slides(text(f"/stage/slide?order=demo&slide=4&wave=2024&{query}"))
            # a figure of unreliable numbers alone is empty too, but nothing of the plan
            assert not off or 'class="refused"' in asked, query
            sentence = asked.partition('class="refused"')[2].partition("</p>")[0]
            assert off or chosen or "Nur zwei" not in sentence, query


def test_a_figure_that_is_too_high_goes_on_in_further_steps(home):
    order = """
title: hoch
slides:
  - {kind: figure, page: maturity, figure: maturity-by-sector, address: wave=2024, build: true}
  - {kind: figure, page: maturity, figure: maturity-by-sector, address: wave=2024, first_rows: true}
"""
    (home / "high.yaml").write_text(order)
    high, first = slides(text("/stage?order=high&format=4:3"))
    assert 'data-steps="3"' in high
    assert high.count('class="drawing"') == 2
    assert re.findall(r"Teil \d von \d", high) == ["Teil 1 von 2", "Teil 2 von 2"]
    assert 'data-steps="1"' in first
    assert first.count('class="drawing"') == 1
    assert "die ersten Zeilen, alle hinter dem Code" in first
    drawn = re.findall(r'type="application/json">(.*?)</script>', high, re.S)
    assert max(json.loads(each)["layout"]["height"] for each in drawn) <= 385
