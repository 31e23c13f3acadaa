"""Benchmark: the survey beside other sources, and what is not set beside it."""

from __future__ import annotations

import json
import re

import pytest

from etl.benchmark import load_benchmark
from tests.etl.test_benchmark import SHARED, needs_shared
from tests.pages.conftest import address, charts, words

SELECTIONS = {"default": {}, "narrow": {"sector": ["F"], "size": ["10-49"]}}


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("selection", SELECTIONS.values(), ids=SELECTIONS)
def test_page_draws_figures_whatever_the_filters(open_page, selection, lang):
    app = open_page("benchmark", lang=lang, **selection)
    assert not app.exception and not app.error and not app.warning
    assert len(charts(app)) == 4
    for chart in charts(app):
        assert chart.alt.strip()
    text = words(app)
    for source in ("KfW 2022", "DIHK 2024", "IHK Magdeburg 2024", "Eurostat", "Bitkom 2025"):
        assert source in text
    note = {"de": "Filter wirken hier nicht", "en": "Filters do not apply here"}[lang]
    assert any(note in each.value for each in app.info) == bool(selection)
    assert ({"de": "Baugewerbe", "en": "Construction"}[lang] in selection_line(app)) is False
    if selection:
        assert address(app)["sector"] == ["F"], "the filters come back on the next page"


def selection_line(app) -> str:
    found = re.search('db-selection">(.*?)</p>', words(app))
    assert found
    return found[1]


def test_versions_are_not_joined_in_what_reaches_the_browser(open_page):
    app = open_page("benchmark", lang="en")
    joined = [
        {code[0] for code in trace["customdata"]}
        for chart in charts(app)
        for trace in json.loads(chart.spec)["data"]
        if "lines" in trace.get("mode", "") and isinstance(trace.get("customdata"), list)
        and isinstance(trace["customdata"][0], list)
    ]  # fmt: skip
    assert {"v3"} in joined and {"v4"} in joined
    assert all(len(versions) == 1 for versions in joined)


@needs_shared
@pytest.mark.parametrize("lang", ["de", "en"])
def test_eurostats_own_file_takes_the_place_of_the_copy(open_page, own_home, monkeypatch, lang):
    def index(app):
        (chart,) = [each for each in charts(app) if each.name.startswith("intensity")]
        (small,) = re.findall(r'<p class="db-small">([^<]*isoc_e_dii[^<]*)</p>', words(app))
        return json.loads(chart.spec)["data"], small

    before, said = index(open_page("benchmark", lang=lang))
    assert "[3P]" in said
    load_benchmark(SHARED / "eurostat_isoc_e_dii.csv", own_home)
    monkeypatch.setenv("BAROMETER_HOME", str(own_home))
    app = open_page("benchmark", lang=lang)
    assert not app.exception and not app.error
    after, said = index(app)
    assert "[3P]" not in said
    assert {"de": "Ziel der EU für 2030", "en": "EU target for 2030"}[lang] in said
    assert after == before, "the copy had other numbers than Eurostat's file"


@pytest.mark.parametrize("lang", ["de", "en"])
def test_nonsense_in_the_address_is_said(open_page, lang):
    app = open_page("benchmark", lang=lang, wave="1848", sector=["XX"])
    assert not app.exception
    said = "\n".join(warning.value for warning in app.warning).replace("\\", "")
    assert "wave=1848" in said and "sector=XX" in said
    assert charts(app)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_survey_with_other_questions_has_the_index_and_the_list(open_page, lang):
    app = open_page("benchmark", survey="handwerk-umfrage", lang=lang)
    assert not app.exception and not app.error and not app.warning
    assert len(charts(app)) == 1
    reason = {"de": "fragt nichts Entsprechendes", "en": "asks nothing that corresponds"}[lang]
    assert reason in words(app)
    assert "DIHK 2024" in words(app)


def test_an_earlier_wave_compares_what_it_asked(open_page):
    app = open_page("benchmark", wave="2019")
    assert not app.exception and not app.warning
    assert charts(app)
