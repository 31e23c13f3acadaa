"""Filters, language and pages keep one selection, and the address always says it in codes."""

from __future__ import annotations

import re
from html import unescape

import pytest

from stage.download import download
from tests.pages.conftest import address, charts, make_anew, words
from tests.stage.asking import ask


def multiselect(app, label):
    return next(widget for widget in app.multiselect if widget.label == label)


def test_a_filter_goes_into_the_address_as_a_code(open_page):
    app = open_page("maturity")
    multiselect(app, "Branche").select("F").run()
    assert address(app)["sector"] == ["F"]
    assert "Baugewerbe" in words(app)


def test_the_selection_survives_pages_and_language(open_page):
    app = open_page("maturity", size=["10-49"], wave="2021")
    app.switch_page("barriers.py").run()
    assert address(app)["size"] == ["10-49"]
    assert address(app)["wave"] == ["2021"]
    before = [chart.spec for chart in charts(app)]
    app.button_group[0].set_value("en").run()
    assert address(app)["lang"] == ["en"]
    assert address(app)["size"] == ["10-49"]
    assert multiselect(app, "Firm size").value == ["10-49"]
    after = [chart.spec for chart in charts(app)]
    assert len(after) == len(before)
    assert "Staff shortage" in "".join(after)
    assert "Fehlendes Personal" not in "".join(after)


def test_a_filter_can_be_taken_back(open_page):
    app = open_page("strategy", size=["10-49", "50-249"])
    multiselect(app, "Unternehmensgröße").set_value([]).run()
    assert "size" not in address(app)
    assert charts(app)


def test_a_copied_address_shows_the_same_numbers(open_page, monkeypatch):
    app = open_page("barriers", sector=["B-E", "F"], size=["50-249"], lang="en")
    make_anew(monkeypatch)
    again = open_page("barriers", **{k: list(v) for k, v in address(app).items()})
    assert [c.spec for c in charts(again)] == [c.spec for c in charts(app)]


def test_another_survey_says_that_filters_were_dropped(open_page):
    app = open_page("strategy", survey="kmu-st", size=["10-49"])
    app.selectbox(key="survey:de").set_value("handwerk-umfrage").run()
    assert ["Filter" in note.value for note in app.info] == [True]
    assert not app.warning
    assert "size" not in address(app)
    app.button_group[0].set_value("en").run()
    assert not app.info, "it is said once"


def test_another_survey_without_filters_says_nothing(open_page):
    app = open_page("strategy", survey="kmu-st")
    app.selectbox(key="survey:de").set_value("handwerk-umfrage").run()
    assert not app.info


def test_the_list_of_surveys_leaves_out_that_they_are_synthetic(open_page):
    box = open_page("overview", survey="kmu-st").selectbox(key="survey:de")
    assert box.label == "Befragung"
    assert not any("synthetisch" in option for option in box.options)
    assert "Digitales Handwerk (erfundene Umfrage)" in box.options


def test_more_filters_count_what_is_set_inside(open_page):
    def more(app):
        (found,) = [each for each in app.expander if each.label.startswith("Weitere Filter")]
        return found.label, found.proto.expanded

    assert more(open_page("overview")) == ("Weitere Filter", False)
    app = open_page("overview", council=["1"])
    assert more(app) == ("Weitere Filter (1 gesetzt)", True)
    multiselect(app, "Eigentum").select(multiselect(app, "Eigentum").options[0]).run()
    assert more(app) == ("Weitere Filter (2 gesetzt)", True)
    app.button(key="reset").click().run()
    assert more(app) == ("Weitere Filter", False)


def test_the_level_stands_below_the_dimension_that_has_levels(open_page):
    app = open_page("overview")
    labels = [w.label for w in app.sidebar if getattr(w, "label", "")]
    at = labels.index("Branche")
    assert labels[at + 1] == "Gliederung: Branche"


def test_the_selection_line_carries_the_respondents(open_page):
    assert re.search(
        r"Erhebung 2024 · alle Unternehmen · n = 1\.\d{3} ·", line(open_page("overview"))
    )
    some = line(open_page("barriers", sector=["F"], lang="en"))
    assert re.search(r"Construction · n = \d{3} ·", some)
    none = line(open_page("barriers", sector=["J"], size=["GE250"], district=["15090"]))
    assert "zu wenige Befragte" in none
    assert "n =" not in none


def line(app):
    return re.search('db-selection">(.*?)</p>', words(app))[1].replace("\N{NO-BREAK SPACE}", " ")


def test_downloads_are_named_after_what_they_hold(open_page):
    app = open_page("strategy", size=["10-49"], survey="kmu-st")
    links = re.findall(r'href="download\?([^"]*)" download', words(app))
    answers = [ask(download, unescape(link)) for link in links]
    assert {each.status_code for each in answers} == {200}
    names = [each.headers["content-disposition"].split('"')[1] for each in answers]
    for end in (".csv", "-excel.csv"):
        assert f"kmu-st-2024-strategy_status-by-sector_size-10-49{end}" in names
        assert f"kmu-st-2019-2024-strategy_status-waves_size-10-49{end}" in names
        assert f"kmu-st-2024-strategy_status-by-size{end}" in names  # here it is a highlight


@pytest.mark.parametrize("page", ["self_check", "benchmark"])
def test_filters_are_offered_only_where_they_act_and_kept_for_the_other_pages(open_page, page):
    app = open_page(page, lang="de", sector=["F"], size=["10-49"], wave="2021")
    assert not app.sidebar.multiselect
    assert [each.label for each in app.sidebar.selectbox][-1] == "Erhebungswelle"
    assert address(app)["sector"] == ["F"]
    app.switch_page("maturity.py").run()
    assert [each.value for each in app.sidebar.multiselect][:2] == [["F"], ["10-49"]]
