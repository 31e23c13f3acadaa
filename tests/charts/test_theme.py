"""Colours against each other, computed as WCAG does."""

from __future__ import annotations

import pytest

from charts.contrast import ratio
from charts.theme import DARK, LIGHT, Theme, theme

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def test_the_ratio_is_that_of_the_standard() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#FFFFFF", "#FFFFFF") == pytest.approx(1)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@THEMES
def test_text_reaches_4_5(colours: Theme) -> None:
    for role in ("ink", "muted", "accent", "room", "benchmark"):
        assert ratio(getattr(colours, role), colours.background) >= 4.5, role


@THEMES
def test_text_on_every_fill_reaches_4_5(colours: Theme) -> None:
    for fill in (*colours.ordered, *colours.diverging, colours.no_answer):
        assert ratio(colours.text_on(fill), fill) >= 4.5, fill


@THEMES
def test_every_fill_or_its_edge_reaches_3(colours: Theme) -> None:
    for fill in (*colours.ordered, *colours.diverging, colours.no_answer):
        edge = colours.edge_of(fill)
        strong = fill if edge == colours.background else edge
        assert ratio(strong, colours.background) >= 3, fill


@THEMES
def test_hatching_and_the_ends_of_scales_reach_3(colours: Theme) -> None:
    for colour in (colours.edge, colours.diverging[0], colours.diverging[-1], colours.ordered[-1]):
        assert ratio(colour, colours.background) >= 3


@THEMES
def test_ordered_colours_rise_from_the_background(colours: Theme) -> None:
    steps = [ratio(colour, colours.background) for colour in colours.ordered]
    assert steps == sorted(steps)


def test_shades_keep_the_ends() -> None:
    assert LIGHT.shades(LIGHT.diverging, 2) == (LIGHT.diverging[0], LIGHT.diverging[4])
    assert LIGHT.shades(LIGHT.diverging, 3)[1] == LIGHT.diverging[2]
    assert LIGHT.shades(LIGHT.ordered, 5) == LIGHT.ordered
    assert len(LIGHT.shades(LIGHT.ordered, 7)) == 7


def test_an_unknown_theme_is_light() -> None:
    assert theme("dark") is DARK
    assert theme("light") is theme("") is LIGHT
