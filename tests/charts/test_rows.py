"""Names of rows: bold ones are wider, and end before the values on a phone, too."""

from __future__ import annotations

from charts import words
from charts.rows import NARROW, rows

COLUMN = 30
ROOM = NARROW - COLUMN - 12


def fitting(factor: float) -> str:
    """A name that fills the room of a phone, so many times over."""
    name = "Geschrieben"
    while words.text_width(f"{name} und", 14) * factor <= ROOM:
        name += " und"
    return name


def lines(name: str, bold: bool) -> int:
    made = rows([name], mark=12, narrow=True, width=NARROW, column=COLUMN, bold=[bold])
    return made.names[0].count("<br>") + 1


def test_a_bold_name_is_broken_before_it_meets_the_values() -> None:
    name = fitting(1.0)
    assert words.text_width(name, 14) * words.BOLD > ROOM
    assert (lines(name, bold=False), lines(name, bold=True)) == (1, 2)


def test_a_bold_name_that_fits_stays_whole() -> None:
    assert lines(fitting(words.BOLD), bold=True) == 1


def test_names_without_a_word_on_boldness_are_not_bold() -> None:
    made = rows(["a", "b"], mark=12, narrow=True, width=NARROW, column=COLUMN, bold=[True])
    assert made.names == ("<b>a</b>", "b")
