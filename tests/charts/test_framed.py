"""A figure as a picture: its words stand in it, and nothing of the chart moves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from charts.framed import INSIDE, WIDTH, Frame, filled, framed
from charts.ranking import ranking
from charts.theme import LIGHT
from charts.wording import Wording
from charts.words import text_width
from tests.export.tables import shares

FRAME = Frame(
    "Befund: 62 % (60–65 %)", "Frage? · Anteil", ["n = 1.534 · <b>Quelle</b>", "( ) …", ""]
)


def plain():
    return ranking(shares(), "size", Wording("de"), LIGHT, width=INSIDE)


def test_the_words_stand_in_the_picture_and_the_plot_keeps_its_size():
    before, made = plain().layout.to_plotly_json(), framed(plain(), FRAME, LIGHT)
    after = made.layout.to_plotly_json()
    texts = [note["text"] for note in after["annotations"]]
    assert "<b>Befund: 62 % (60–65 %)</b>" in texts
    assert "n = 1.534 · &lt;b&gt;Quelle&lt;/b&gt;" in texts
    assert len(texts) == len(before["annotations"]) + 4
    assert not any(note.get("showarrow", True) for note in after["annotations"])

    def plot(layout, width):
        margin = layout["margin"]
        up = layout["height"] - margin["t"] - margin["b"]
        return width - margin["l"] - margin["r"], up

    assert after["width"] == WIDTH
    wide, high = plot(before, INSIDE)
    assert plot(after, WIDTH)[0] == wide
    assert abs(plot(after, WIDTH)[1] - high) <= 2


@given(st.lists(st.text("abc\u00a0", min_size=1, max_size=12), min_size=1, max_size=20))
def test_lines_keep_every_word_and_their_room(words):
    lines = filled(" ".join(words), 120, 14)
    assert " ".join(lines).split(" ") == words
    assert all(text_width(line, 14) <= 120 or " " not in line for line in lines)
