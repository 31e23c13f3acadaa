"""How values are printed: signs, units, decimals and number formats."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from charts import marks
from charts.values import Value, read
from locales.catalogue import Lang, translate
from tests.charts import tables

DE, EN = tables.wording("de"), tables.wording("en")
VALUE = Value(("F",), 62.4, 54.2, 70.4, 1204, "")


def test_a_share_is_printed_in_the_format_of_the_language() -> None:
    assert marks.printed(VALUE, DE, 0) == "62\N{NO-BREAK SPACE}%"
    assert marks.printed(VALUE, EN, 0) == "62%"
    assert marks.printed(VALUE, DE, 1) == "62,4\N{NO-BREAK SPACE}%"
    assert marks.printed(VALUE, EN, 1) == "62.4%"


def test_marks() -> None:
    assert marks.printed(VALUE._replace(flag="limited"), EN, 0) == "(62%)"
    assert marks.printed(VALUE._replace(flag="limited"), EN, 0, unit=False) == "(62)"
    assert marks.printed(Value((), None, None, None, 7, "unreliable"), EN, 0) == "/"
    assert marks.printed(Value((), None, None, None, None, "hidden"), EN, 0) == "·"


def test_interval_and_base() -> None:
    assert marks.interval(VALUE, DE, 0) == "54–70\N{NO-BREAK SPACE}%"
    assert marks.interval(VALUE._replace(low=None), DE, 0) == ""
    assert marks.count(VALUE, DE).replace("\N{NO-BREAK SPACE}", " ") == "n = 1.204"
    assert marks.count(VALUE, EN).replace("\N{NO-BREAK SPACE}", " ") == "n = 1,204"


def test_the_pointer_repeats_the_print_and_adds_interval_and_base() -> None:
    shown = marks.hover("<b>Bau</b>", VALUE, EN, 0)
    assert shown == "<b>Bau</b><br>62%<br>Interval 54–70%<br>n = 1,204"


def test_scores_carry_their_unit_in_words_only_where_there_is_room() -> None:
    score = replace(EN, unit="points")
    assert marks.printed(VALUE, score, 0) == "62"
    assert marks.printed(VALUE, score, 0, long=True) == translate(
        "en", "{number} points", number="62"
    )
    assert marks.printed(VALUE, replace(EN, unit="persons"), 1, long=True) == "62.4 persons"


@pytest.mark.parametrize(("bases", "digits"), [((999, 5000), 0), ((1000, 5000), 1), ((), 0)])
def test_decimals_follow_the_smallest_base(bases: tuple[int, ...], digits: int) -> None:
    assert marks.digits_of([VALUE._replace(n=n) for n in bases], DE) == digits


def test_a_base_that_is_not_shown_does_not_count_for_decimals() -> None:
    values = [VALUE, Value((), None, None, None, 7, "unreliable")]
    assert marks.digits_of(values, DE) == 1


def test_the_legend_explains_the_marks_that_occur_and_no_others() -> None:
    assert len(marks.legend(read(tables.one_way(), "sector"), "en")) == 3
    assert marks.legend([VALUE], "en") == []
    (only,) = marks.legend([VALUE._replace(flag="limited")], "en")
    assert only.startswith("(\N{NO-BREAK SPACE})\N{NO-BREAK SPACE}")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_sign_cannot_be_parted_from_its_explanation(lang: Lang) -> None:
    for sentence in marks.legend(read(tables.one_way(), "sector"), lang):
        assert sentence.split(" ", 1)[0][-1] not in "(/·)"
        assert "\N{NO-BREAK SPACE}" in sentence[:4]


def test_the_interval_of_a_score_ends_with_its_scale() -> None:
    points, mean = replace(EN, unit="points"), replace(EN, unit="persons")
    low = Value((), 3.0, -1.2, 6.0, 40, "")
    assert marks.interval(low, points, 0) == "0–6"
    assert marks.interval(Value((), 97.0, 93.0, 104.0, 40, ""), points, 0) == "93–100"
    assert marks.interval(low, mean, 0) == translate("en", "{low} to {high}", low="−1", high="6")
    below = Value((), -3.0, -5.0, -1.0, 40, "")
    assert marks.interval(below, points, 0) == "−5 to −1", "a difference is no score"


def test_no_unit_leaves_no_space() -> None:
    assert marks.printed(VALUE, replace(EN, unit=""), 1, long=True) == "62.4"


def test_reading_drops_the_numbers_of_rows_that_must_not_be_shown() -> None:
    f, j, m, o = read(tables.one_way(), "sector")
    assert (f.estimate, f.n) == (pytest.approx(31.0), 200)
    assert j.limited and j.estimate == pytest.approx(72.0)
    assert (m.estimate, m.low, m.high, m.n) == (None, None, None, 7)
    assert (o.estimate, o.low, o.high, o.n) == (None, None, None, None)


def test_an_empty_cell_reads_as_hidden() -> None:
    table = pd.DataFrame([tables.row(tables.NAN, 0, sector="F")])
    (value,) = read(table, "sector")
    assert value.flag == "hidden" and value.n is None


def test_codes_are_texts_whatever_pandas_made_of_them() -> None:
    table = pd.DataFrame([tables.row(0.2, option=1.0), tables.row(0.2, option=2)])
    assert [v.code for v in read(table, "option")] == ["1", "2"]
    assert read(table, "item")[0].code == ""
    assert read(None, "item") == []


@pytest.mark.parametrize(
    ("amount", "de", "en"),
    [
        (14839.117, "14.839 Euro", "14,839 Euro"),
        (100.0, "100 Euro", "100 Euro"),
        (8.26, "8,3 Euro", "8.3 Euro"),
    ],
)
def test_amounts_are_whole_and_small_numbers_keep_a_decimal(
    amount: float, de: str, en: str
) -> None:
    value = Value((), amount, amount * 0.9, amount * 1.1, 40, "")
    for wording, text in ((replace(DE, unit="Euro"), de), (replace(EN, unit="Euro"), en)):
        digits = marks.digits_of([value, value._replace(estimate=2.0)], wording)
        assert marks.printed(value, wording, digits, long=True) == text
