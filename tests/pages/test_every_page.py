"""Every page, in both languages, with selections from ordinary to nonsensical."""

from __future__ import annotations

import re

import pytest

from pages.parts.plain import plain
from tests.pages.conftest import address, charts, words

PAGES = (
    "overview",
    "maturity",
    "strategy",
    "barriers",
    "support",
    "participation",
    "learning",
    "change",
)
NOT_IN_HANDWERK = ("support", "participation", "learning")
WITH_FILTERS = (*PAGES, "region")  # of the pages whose figures follow the filters
STATEMENTS = ("methodology", "imprint", "privacy", "accessibility")
SELECTIONS = {
    "default": {},
    "narrow": {"sector": ["F"], "size": ["10-49"]},
    "earlier wave": {"wave": "2019", "level": "section"},
}
NOBODY = {"sector": ["J"], "size": ["GE250"], "district": ["15090"]}
THREE = {
    "de": "Nur zwei dieser Merkmale",
    "en": "Only two of these",
}  # dimensions would tell of single firms
DRAWN = [
    pytest.param(page, selection, id=f"{page}-{name}")
    for page in WITH_FILTERS
    for name, selection in SELECTIONS.items()
    if (page, name) != ("region", "narrow")  # two filters and the districts
]
SYNTHETIC = {"de": "synthetische Demodaten", "en": "synthetic demo data"}


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize(("page", "selection"), DRAWN)
def test_page_draws_figures(open_page, page, selection, lang):
    app = open_page(page, lang=lang, **selection)
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert len(charts(app)) >= 2
    assert SYNTHETIC[lang] in words(app)
    for chart in charts(app):
        assert chart.alt.strip(), "a chart without a text alternative"


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("page", WITH_FILTERS)
def test_nonsense_in_the_address_is_said_and_left_out(open_page, page, lang):
    nonsense = {"wave": "1848", "sector": ["F", "XX"], "size": "gross", "level": "planet"}
    app = open_page(page, lang=lang, survey="nonesuch", **nonsense)
    assert not app.exception
    said = "\n".join(warning.value for warning in app.warning).replace("\\", "")
    for wrong in ("survey=nonesuch", "wave=1848", "sector=XX", "size=gross", "level=planet"):
        assert wrong in said
    assert address(app)["wave"] == ["2024"]
    assert address(app)["sector"] == ["F"]
    assert "size" not in address(app)
    assert charts(app)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_complaints_name_labels_beside_codes(open_page, lang):
    app = open_page("strategy", lang=lang, sector=["XX"], branche="F", utm_source="letter")
    values, names = (warning.value for warning in app.warning)
    assert plain({"de": "F (Baugewerbe)", "en": "F (Construction)"}[lang]) in values
    assert "branche=F" in names.replace("\\", "")
    assert plain({"de": "sector (Branche)", "en": "sector (Sector)"}[lang]) in names


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("page", WITH_FILTERS)
def test_a_selection_of_nobody_is_said_once_with_the_way_out(open_page, page, lang):
    app = open_page(page, lang=lang, **NOBODY)
    assert not app.exception
    assert not charts(app)
    (said,) = app.info
    assert THREE[lang] in said.value
    lines = re.findall("db-empty.*?</p>", words(app))
    assert lines
    assert len(lines) == len(set(lines)), "an empty figure is said twice"
    assert THREE[lang] not in "".join(lines), "the reason is said again at each figure"
    app.button(key="reset-here").click().run()
    assert not app.info
    assert len(charts(app)) >= 2
    assert not {"sector", "size", "district"} & set(address(app))


@pytest.mark.parametrize("lang", ["de", "en"])
def test_two_filters_leave_no_third_dimension_for_a_map(open_page, lang):
    app = open_page("region", lang=lang, **SELECTIONS["narrow"])
    assert not app.exception
    assert not charts(app)
    assert THREE[lang] in app.info[0].value


def test_what_can_be_shown_is_shown_beside_what_cannot(open_page):
    app = open_page("strategy", council=["0"], sector=["H"])
    assert charts(app)
    assert not app.info


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("page", STATEMENTS)
def test_statements_have_text_in_both_languages(open_page, page, lang):
    app = open_page(page, lang=lang)
    assert not app.exception
    assert len(app.markdown[0].value) > 100


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_accessibility_statement_has_its_parts(open_page, lang):
    text = open_page("accessibility", lang=lang).markdown[0].value
    parts = {
        "de": (
            "teilweise vereinbar",
            "## Nicht barrierefreie",
            "erstellt",
            "melden",
            "Schlichtungs",
        ),
        "en": (
            "partially compliant",
            "## Content that is not",
            "prepared",
            "Feedback",
            "arbitration",
        ),
    }
    for part in parts[lang]:
        assert part in text


@pytest.mark.parametrize("page", STATEMENTS)
def test_statements_show_the_language_only_and_keep_the_selection(open_page, page):
    app = open_page("barriers", size=["10-49"], wave="2021", level="section", council=["1"])
    before = [chart.spec for chart in charts(app)]
    app.switch_page(f"{page}.py").run()
    assert not app.multiselect
    assert not app.selectbox
    assert not app.button
    assert len(app.button_group) == 1
    app.button_group[0].set_value("en").run()
    app.button_group[0].set_value("de").run()
    app.switch_page("barriers.py").run()
    assert address(app)["size"] == ["10-49"]
    assert address(app)["wave"] == ["2021"]
    assert address(app)["level"] == ["section"]
    assert [chart.spec for chart in charts(app)] == before


@pytest.mark.parametrize("page", [page for page in WITH_FILTERS if page not in NOT_IN_HANDWERK])
def test_a_second_survey_fills_the_same_pages(open_page, page):
    app = open_page(page, survey="handwerk-umfrage")
    assert not app.exception
    assert not app.error
    assert not app.warning
    assert len(charts(app)) >= 2


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("page", NOT_IN_HANDWERK)
def test_a_topic_that_a_survey_does_not_ask_about_is_said(open_page, page, lang):
    app = open_page(page, survey="handwerk-umfrage", lang=lang)
    assert not app.exception
    assert not app.error
    assert not charts(app)
    (said,) = app.info
    assert {"de": "fragt nichts zu diesem Thema", "en": "asks nothing"}[lang] in said.value
