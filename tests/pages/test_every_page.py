"""Every page, in both languages, with selections from ordinary to nonsensical."""

from __future__ import annotations

import pytest

from tests.pages.conftest import address, charts, words

PAGES = ("overview", "maturity", "strategy", "barriers")
STATEMENTS = ("imprint", "privacy", "accessibility")
SELECTIONS = {
    "default": {},
    "narrow": {"sector": ["F"], "size": ["10-49"]},
    "earlier wave": {"wave": "2019", "level": "section"},
    "nobody": {"sector": ["J"], "size": ["GE250"], "district": ["15090"]},
}
SYNTHETIC = {"de": "synthetische Demodaten", "en": "synthetic demo data"}


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
@pytest.mark.parametrize("page", PAGES)
def test_page_draws_figures(open_page, page, selection, lang):
    app = open_page(page, lang=lang, **selection)
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert len(charts(app)) >= 2
    assert SYNTHETIC[lang] in words(app)
    for chart in charts(app):
        assert chart.proto.alt.strip(), "a chart without a text alternative"


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("page", PAGES)
def test_nonsense_in_the_address_is_said_and_left_out(open_page, page, lang):
    nonsense = {"wave": "1848", "sector": ["F", "XX"], "size": "gross", "level": "planet"}
    app = open_page(page, lang=lang, survey="nonesuch", **nonsense)
    assert not app.exception
    said = "\n".join(warning.value for warning in app.warning)
    for wrong in ("survey=nonesuch", "wave=1848", "sector=XX", "size=gross", "level=planet"):
        assert wrong in said
    assert address(app)["wave"] == ["2024"]
    assert address(app)["sector"] == ["F"]
    assert "size" not in address(app)
    assert charts(app)


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("page", STATEMENTS)
def test_statements_have_text_in_both_languages(open_page, page, lang):
    app = open_page(page, lang=lang)
    assert not app.exception
    assert len(app.markdown[0].value) > 100


@pytest.mark.parametrize("page", PAGES)
def test_a_second_survey_fills_the_same_pages(open_page, page):
    app = open_page(page, survey="handwerk-umfrage")
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert len(charts(app)) >= 2
