"""Wrapped names, axes and text alternatives."""

from __future__ import annotations

import pytest

from charts import scale, words
from charts.alternative import describe
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
    axis = scale.axis([0.0, 20.0, 40.0], tables.wording("de"))
    assert axis["ticktext"] == ["0", "20", "40\N{NO-BREAK SPACE}%"]


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


def test_german_numbers_in_the_alternative() -> None:
    big = tables.one_way().assign(n=1500.0)
    text = describe(big, tables.wording("de"), "sector")
    assert "31,0\N{NO-BREAK SPACE}%" in text
