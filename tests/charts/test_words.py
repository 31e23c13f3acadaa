"""Wrapped names, axes and text alternatives."""

from __future__ import annotations

import pandas as pd
import pytest

from charts import scale, words
from charts.alternative import describe
from charts.theme import LIGHT
from locales.catalogue import translate
from tests.charts import tables

LONG = tables.SECTORS["O-S"]


@pytest.mark.parametrize("budget", [60.0, 90.0, 200.0, 350.0])
@pytest.mark.parametrize("name", [*tables.SECTORS.values(), "IT-Sicherheitskenntnisse"])
def test_wrapped_names_lose_nothing(name: str, budget: float) -> None:
    lines = words.wrap(name, budget)
    joined = lines[0]
    for line in lines[1:]:
        joined += line if joined.endswith("-") else f" {line}"
    assert joined.replace("-", "") == name.replace("-", "")


def test_wrapped_names_fit_their_budget() -> None:
    for name in tables.SECTORS.values():
        for line in words.wrap(name, 90, 12.5):
            assert words.text_width(line, 12.5) <= 90


def test_long_names_take_two_lines_of_about_equal_length() -> None:
    lines = words.wrap(LONG, 260)
    assert len(lines) == 2
    first, second = (words.text_width(line) for line in lines)
    assert abs(first - second) < 80


def test_words_break_between_syllables_or_at_soft_hyphens() -> None:
    assert words.wrap("Unternehmensnahe", 75)[0] == "Unterneh-"
    assert words.wrap("Daten\N{SOFT HYPHEN}schutzgrundverordnung", 75)[0] == "Daten-"
    assert "\N{SOFT HYPHEN}" not in "".join(words.wrap("Bau\N{SOFT HYPHEN}gewerbe", 300))


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (62, [0, 20, 40, 60, 80]),
        (100, [0, 20, 40, 60, 80, 100]),
        (7.3, [0, 2, 4, 6, 8]),
        (0, [0, 1]),
    ],
)
def test_axes_start_at_0_with_few_round_ticks(top: float, ticks: list[float]) -> None:
    assert scale.ticks(top, closed=True) == ticks


def test_the_unit_stands_once_on_an_axis() -> None:
    under = scale.across([0.0, 20.0, 40.0], tables.wording("de"), LIGHT, plot=600, right=60)
    assert under.axis["ticktext"] == ["0", "20", "40\N{NO-BREAK SPACE}%"] and not under.notes
    tight = scale.across(
        [0.0, 20.0, 40.0], tables.wording("en", "points"), LIGHT, plot=300, right=8
    )
    assert tight.axis["ticktext"] == ["0", "20", ""]
    assert [note["text"] for note in tight.notes] == ["40 points"]


@pytest.mark.parametrize(
    ("low", "top", "ticks"),
    [
        (10, 62, [0, 20, 40, 60, 80]),
        (61, 69, [60, 65, 70]),
        (-3, 5, [-5, 0, 5]),
        (97, 99, [95, 100]),
    ],
)
def test_axes_of_points_start_near_them_where_0_wastes_room(
    low: float, top: float, ticks: list[float]
) -> None:
    assert scale.near(low, top, closed=True) == ticks


def test_only_long_words_may_break() -> None:
    assert not words.fits("Building and finishing", 40, 12.5, 6)
    assert words.fits("Fachkräftemangel", 80, 12.5, 2)
    assert words.fits("Bau\N{SOFT HYPHEN}gewerbe", 300, 12.5, 1)
    assert words.fits("Firmen\N{SOFT HYPHEN}dienste", 55, 12.5, 2)
    assert not words.fits("Firmendienste", 55, 12.5, 2)
    assert words.fits("Know-how", 40, 12.5, 2), "behind its hyphen"
    assert not words.fits("Handel und Verkehr", 60, 12.5, 1)


def test_the_alternative_states_the_finding_and_its_numbers() -> None:
    text = describe(tables.one_way(), tables.wording("en"), "sector", reference=tables.everyone())
    assert text.startswith("Highest: Information und Kommunikation, (72%) (interval 67–77%).")
    assert "Lowest: Baugewerbe, 31% (interval 26–36%)." in text
    assert "All: 46% (interval 41–51%)." in text
    assert "technische Dienste /" in text and "Landwirtschaft ·" in text
    assert "43" not in text


def test_the_alternative_of_a_change_says_from_where_to_where() -> None:
    text = describe(
        tables.two_way("wave", ("2021", "2024")), tables.wording("en"), "sector", "wave"
    )
    expected = "Baugewerbe: from 20% (interval 15–25%) (2021) to 30% (interval 25–35%) (2024)."
    assert expected in text
    assert "Freiberufliche, wissenschaftliche, technische Dienste: from" not in text


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_alternative_of_nothing_is_a_sentence(lang: str) -> None:
    assert lang in ("de", "en")
    words_of = tables.wording("de" if lang == "de" else "en")
    expected = translate(words_of.lang, "For this selection there are no values that can be shown.")
    assert describe(tables.one_way()[0:0], words_of, "sector") == expected


def test_the_alternative_of_a_heat_map_has_its_extremes_and_totals() -> None:
    table = tables.two_way("size", ("0-9", "10-49", "GE250"))
    totals = tables.one_way()
    text = describe(table, tables.wording("en"), "sector", "size", totals=totals)
    assert text.startswith("Highest: Baugewerbe, 250+, 50% (interval 45–55%).")
    assert "Total: Baugewerbe 31%; Information und Kommunikation (72%)." in text
    assert "Without a value that can be shown: Öffentliche" in text
    assert "Not shown: 1 of 12 values." in text
    assert "43" not in text


def test_the_alternative_of_shares_lists_no_bar_that_is_not_drawn() -> None:
    table = tables.shares(F=(0.5, 0.3, 0.2), J=(0.17, 0.23, 0.6))
    table.loc[3, "flag"] = "hidden"
    text = describe(table, tables.wording("en"), "sector", "option")
    assert "Baugewerbe: keine 50%, geplant 30%, schriftlich 20%." in text
    assert "23%" not in text and "60%" not in text, "17% would follow from them"
    assert "Information und Kommunikation ·" in text


def test_the_alternative_names_some_of_many_rows_without_a_value() -> None:
    rows = [tables.row(0.3, sector="F")]
    rows += [tables.row(0.3, 7, "unreliable", sector=f"s{i}") for i in range(30)]
    text = describe(pd.DataFrame(rows), tables.wording("en"), "sector")
    assert "s5 /; 24 more without a reliable value." in text and "s6" not in text


def test_the_alternative_has_no_double_spaces() -> None:
    table = pd.DataFrame([tables.row(3.0, statistic="mean", half=0.1, sector=s) for s in "FJ"])
    text = describe(table, tables.wording("en", ""), "sector")
    assert "  " not in text and "3.0 (interval 2.9–3.1)" in text


def test_german_numbers_in_the_alternative() -> None:
    big = tables.one_way().assign(n=1500.0)
    text = describe(big, tables.wording("de"), "sector")
    assert "31,0\N{NO-BREAK SPACE}%" in text
