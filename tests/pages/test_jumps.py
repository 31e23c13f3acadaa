"""Jump marks under the title: one for each section, on pages with three sections or more."""

from __future__ import annotations

import re
from html import unescape

import pytest

from survey.codebook import read_codebook
from tests.pages.conftest import ROOT, address, words

LABEL = {"de": "Auf dieser Seite", "en": "On this page"}


def marks(text: str) -> list[tuple[str, str]]:
    """The jump marks of a page: where each leads, and what it says."""
    (nav,) = re.findall(r'<nav class="db-jumps".*?</nav>', text) or [""]
    return [(to, unescape(said)) for to, said in re.findall(r'<a href="#([^"]+)">(.*?)</a>', nav)]


def sections(text: str) -> list[tuple[str, str]]:
    """The headings of the sections: the anchor of each, and what it says."""
    found = re.findall(r'<h2 class="db-section" id="([^"]+)"[^>]*>(.*?)</h2>', text)
    return [(anchor, unescape(said)) for anchor, said in found]


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(
    ("page", "count"),
    [
        ("strategy", 3),
        ("support", 3),
        ("participation", 5),
        ("learning", 6),
        ("change", 3),
        ("benchmark", 5),
        ("methodology", 10),
        ("data_and_method", 7),
        ("self_check", 7),
    ],
)
def test_each_section_has_its_mark_in_the_order_of_the_page(open_page, page, count, lang):
    text = words(open_page(page, lang=lang))
    found = marks(text)
    assert len(found) == count
    assert found == sections(text)
    assert len(dict(found)) == count, "each leads to a place of its own"
    assert f'aria-label="{LABEL[lang]}"' in text


def test_the_marks_of_the_learning_page_are_the_titles_of_its_questions(open_page):
    asked = read_codebook(ROOT / "data" / "kmu-st" / "codebook.yaml").topic("learning")
    said = [said for _, said in marks(words(open_page("learning", lang="de")))]
    assert said == [question.title.text("de") for question in asked]


@pytest.mark.parametrize("page", ["overview", "maturity", "barriers"])
def test_a_page_of_fewer_sections_has_none(open_page, page):
    assert marks(words(open_page(page, lang="de"))) == []


def test_figures_of_questions_without_a_title_stand_under_no_heading(open_page):
    text = words(open_page("strategy", survey="handwerk-umfrage", lang="de"))
    assert 'class="db-exhibit"' in text
    assert sections(text) == []


def test_marks_and_anchors_stay_when_the_page_is_drawn_in_another_wave(open_page):
    app = open_page("learning", lang="de")
    before = marks(words(app))
    (wave,) = [box for box in app.sidebar.selectbox if box.label == "Erhebungswelle"]
    wave.set_value("2021").run()
    assert not app.exception
    assert address(app)["wave"] == ["2021"]
    assert marks(words(app)) == before == sections(words(app))
