"""Funnel: shrinking bars on one scale, the loss between them, marks, the narrow variant."""

from __future__ import annotations

import pandas as pd
import pytest

from charts.funnel import funnel
from charts.theme import LIGHT
from tests.charts import tables
from tests.charts.tables import names, notes, row

STEPS = ("0|1|2", "1|2", "2")
LABELS = {"option": dict(zip(STEPS, ("Known", "Considered", "Used"), strict=True))}


def table(**programmes: tuple[float, ...]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            row(share, item=programme, option=step)
            for programme, shares in programmes.items()
            for step, share in zip(STEPS, shares, strict=True)
        ]
    )


def drawn(data: pd.DataFrame, *, narrow: bool = False):
    words = tables.Wording("en", LABELS)
    return funnel(data, "item", words, LIGHT, steps=STEPS, narrow=narrow)


def texts(figure) -> list[str]:
    return [text for trace in of_text(figure) for text in trace.text]


def of_text(figure):
    return [t for t in figure.data if t.type == "scatter" and t.mode == "text"]


def bars(figure):
    (found,) = [trace for trace in figure.data if trace.type == "bar"]
    return found


@pytest.mark.parametrize("narrow", [False, True])
def test_the_loss_is_that_of_the_printed_numbers(narrow: bool) -> None:
    figure = drawn(table(grant=(0.525, 0.204, 0.116)), narrow=narrow)
    assert [t for t in texts(figure) if "%" in t] == ["52%", "20%", "12%"]
    assert [t for t in texts(figure) if t.startswith("\N{MINUS SIGN}")] == ["−32", "−8"]


@pytest.mark.parametrize("narrow", [False, True])
def test_all_bars_have_one_scale(narrow: bool) -> None:
    figure = drawn(table(grant=(0.6, 0.3, 0.15), advice=(0.4, 0.2, 0.1)), narrow=narrow)
    keys = [(code, i) for code in ("grant", "advice") for i in range(3)]
    lengths = dict(zip(keys, bars(figure).x, strict=True))
    assert lengths["grant", 0] == pytest.approx(2 * lengths["grant", 1], abs=2e-4)
    assert lengths["grant", 0] == pytest.approx(1.5 * lengths["advice", 0], abs=2e-4)
    assert all(base + x < 1 for base, x in zip(bars(figure).base, bars(figure).x, strict=True))


def test_the_first_step_sorts_the_rows() -> None:
    data = table(low=(0.2, 0.19, 0.18), high=(0.6, 0.1, 0.01), middle=(0.4, 0.3, 0.2))
    assert names(drawn(data)) == ["high", "middle", "low"]
    given = funnel(data, "item", tables.Wording("en"), LIGHT, order="given")
    assert names(given) == ["low", "high", "middle"]


def test_a_bar_that_must_not_be_drawn_leaves_its_sign_and_no_loss() -> None:
    data = table(grant=(0.5, 0.3, 0.2))
    data.loc[1, "flag"] = "unreliable"
    figure = drawn(data)
    assert len(bars(figure).x) == 2
    assert "/" in texts(figure)
    assert not [t for t in texts(figure) if t.startswith("\N{MINUS SIGN}")]


def test_a_bar_of_limited_reliability_is_hollow() -> None:
    data = table(grant=(0.5, 0.3, 0.2))
    data.loc[2, "flag"] = "limited"
    figure = drawn(data)
    assert list(bars(figure).marker.color) == [LIGHT.accent, LIGHT.accent, LIGHT.background]
    assert "(20%)" in texts(figure)


def test_the_steps_are_named_once_above_and_on_a_phone_at_each_bar() -> None:
    data = table(grant=(0.5, 0.3, 0.2), advice=(0.4, 0.2, 0.1))
    assert notes(drawn(data)) == ["Known", "Considered", "Used"]
    narrow = drawn(data, narrow=True)
    assert not narrow.layout.annotations
    assert texts(narrow).count("Considered") == 2
    labels = next(t for t in of_text(narrow) if "Known" in t.text)
    name = next(t for t in of_text(narrow) if "grant" in t.text)
    assert name.y[0] < labels.y[0], "y grows downwards: the name stands above its bars"
    assert list(labels.y) == sorted(labels.y)
