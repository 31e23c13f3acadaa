"""The table of a page: what is printed, what a narrow window shows, what items are called."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from export.printed import html_table, item_head, printed_rows
from survey.codebook import read_codebook
from tests.export.tables import HEADINGS, shares, wording

DEMO = read_codebook(Path("data/kmu-st"))


def test_rows_as_printed():
    heads, rows, _ = printed_rows(shares(), wording("de"), HEADINGS["de"])
    assert heads == ["Unternehmensgröße"]
    assert [row.labels for row in rows][1] == ["10–49 Beschäftigte"]
    assert [row.value for row in rows] == [
        "62\N{NO-BREAK SPACE}%",
        "(25\N{NO-BREAK SPACE}%)",
        "/",
        "·",
    ]
    assert [row.n for row in rows] == ["1.534", "120", "9", ""]


def test_a_column_with_one_code_is_left_out():
    table = shares().assign(item=["a", "b", "a", "b"])
    assert printed_rows(table, wording("de"), HEADINGS["de"]).heads == [
        "Nennung",
        "Unternehmensgröße",
    ]


def test_the_table_can_be_scrolled_by_keyboard_and_has_a_name():
    html = html_table(shares(), wording("en"), HEADINGS["en"], 'Is "a" < b?')
    assert html.startswith(
        '<div class="db-scroll" role="region" tabindex="0" '
        'aria-label="Table: Is &quot;a&quot; &lt; b?">'
    )
    assert '<th scope="row">10–49 employees</th>' in html


def test_the_interval_stands_in_its_column_and_under_the_value():
    html = html_table(shares(), wording("en"), HEADINGS["en"], "q")
    assert '62%<span class="db-under">60–65%</span></td>' in html
    assert '<td class="number db-wide">60–65%</td>' in html
    row = next(each for each in re.findall("<tr>.*?</tr>", html) if "250+" in each)
    assert "db-under" not in row
    assert "98" not in row


@pytest.mark.parametrize(
    ("question", "german", "english"),
    [
        ("maturity", "Dimension", "Dimension"),
        ("barriers", "Nennung", "Mention"),
        ("barrier_weight", "Teilfrage", "Part of the question"),
        ("programmes", "Teilfrage", "Part of the question"),
    ],
)
def test_items_are_called_what_they_are(question, german, english):
    assert item_head(DEMO, question, "de") == german
    assert item_head(DEMO, question, "en") == english
