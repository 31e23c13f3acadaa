"""Region: the map beside its ranking, the indicator kept in the address."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.conftest import ROOT, load
from tests.pages.conftest import address, charts, words

LABELS = {"de": "Hemmnis: Fehlendes Personal", "en": "Barrier: Staff shortage"}
TITLES = {"de": "Was gezeigt wird", "en": "What is shown"}
LEVELS = {"de": "Gliederung: Kreis", "en": "Level of: District"}


def box(app: AppTest, label: str):
    (found,) = [each for each in app.main.selectbox if each.label == label]
    return found


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_address_says_what_is_shown(open_page, lang):
    app = open_page("region", lang=lang, measure="barriers.staff")
    assert not app.exception and not app.warning
    assert len(charts(app)) == 2
    assert box(app, TITLES[lang]).value == "barriers.staff"
    assert LABELS[lang] in words(app)
    assert address(app)["measure"] == ["barriers.staff"]
    assert "© GeoBasis-DE / BKG" in words(app)


def test_a_choice_changes_figures_and_address_at_once(open_page):
    app = open_page("region", lang="en")
    assert "measure" not in address(app)
    before = [chart.spec for chart in charts(app)]
    box(app, TITLES["en"]).set_value("strategy_status").run()
    assert address(app)["measure"] == ["strategy_status"]
    assert "Strategy: written or lived" in words(app)
    assert [chart.spec for chart in charts(app)] != before
    app.switch_page("barriers.py").run()
    app.switch_page("region.py").run()
    assert box(app, TITLES["en"]).value == "strategy_status"
    assert address(app)["measure"] == ["strategy_status"]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_level_is_chosen_on_the_page_and_leaves_the_sidebar_in_step(open_page, lang):
    app = open_page("region", lang=lang, level="section")
    box(app, LEVELS[lang]).set_value("region").run()
    assert address(app)["level"] == ["region"]
    assert not app.exception
    assert "1504" in charts(app)[0].spec
    app.run()
    assert address(app)["level"] == ["region"], "the sidebar's level must not win"
    label = {"de": "Gliederung: Branche", "en": "Level of: Sector"}[lang]
    (sidebar,) = [each for each in app.sidebar.selectbox if each.label == label]
    assert sidebar.value == ""
    sidebar.set_value("group").run()
    assert address(app)["level"] == ["group"]
    assert box(app, LEVELS[lang]).value == ""


def test_the_sidebar_offers_districts_to_filter_by(open_page):
    app = open_page("region", district=["15003"])
    (districts,) = [each for each in app.sidebar.multiselect if each.label == "Kreis"]
    assert "Magdeburg" in districts.options and len(districts.options) == 14
    assert districts.value == ["15003"]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_an_unknown_indicator_is_said_and_left_out(open_page, lang):
    app = open_page("region", lang=lang, measure="happiness")
    assert "measure=happiness" in app.warning[0].value.replace("\\", "")
    assert "measure" not in address(app)
    assert len(charts(app)) == 2


def test_too_narrow_a_filter_is_said_and_the_choices_stay(open_page):
    app = open_page("region", lang="en", sector=["J"], size=["GE250"])
    assert not app.exception
    assert not charts(app)
    assert "Only two of these" in app.info[0].value
    assert box(app, TITLES["en"]).value == "maturity"


def test_a_survey_with_its_own_boundaries_is_mapped(open_page):
    app = open_page("region", survey="handwerk-umfrage", lang="en")
    assert not app.exception and not app.error and not app.warning
    assert len(charts(app)) == 2
    assert "made-up boundaries" in words(app)
    assert [each.label for each in app.main.selectbox] == [TITLES["en"]]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_survey_without_boundaries_says_so(tmp_path: Path, monkeypatch, lang):
    folder = Path(shutil.copytree(ROOT / "tests/surveys/handwerk", tmp_path / "survey"))
    file = folder / "codebook.yaml"
    text = file.read_text(encoding="utf-8").replace("    boundaries: regionen.geojson\n", "")
    file.write_text(text, encoding="utf-8")
    load(folder, tmp_path / "home")
    monkeypatch.setenv("BAROMETER_HOME", str(tmp_path / "home"))
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60)
    app.query_params["lang"] = lang
    app.switch_page("region.py")
    app.run()
    assert not app.exception and not charts(app)
    said = {"de": "gibt es keine Grenzen", "en": "has no boundaries"}[lang]
    assert any(said in note.value for note in app.info)
