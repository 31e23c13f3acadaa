"""The explorer: choices in the address, the figure that fits, two groups, what is not allowed."""

from __future__ import annotations

import re

import pytest

from survey.explored import targets
from tests.pages.conftest import address, charts, make_anew, words

BOXES = {
    "de": ("Frage", "Teilfrage", "Gegliedert nach", "und nach", "Gruppe", "verglichen mit"),
    "en": ("Question", "Part of the question", "Divided by", "and by", "Group", "compared with"),
}


def box(app, label):
    (found,) = [each for each in app.main.selectbox if each.label == label]
    return found


def labels(app):
    return [each.label for each in app.main.selectbox]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_without_a_question_the_first_one_is_shown(open_page, lang):
    app = open_page("explorer", lang=lang)
    assert not app.exception and not app.warning and not app.error
    assert len(charts(app)) == 1
    assert charts(app)[0].alt.strip()
    assert not {"question", "by", "contrast"} & set(address(app))
    assert labels(app) == list(BOXES[lang][:5])


def test_each_choice_goes_into_the_address_and_changes_the_figure(open_page, monkeypatch):
    app = open_page("explorer", lang="de")
    specs = [charts(app)[0].spec]
    for label, value, name, codes in (
        ("Frage", "barriers", "question", ["barriers"]),
        ("Gegliedert nach", "size", "by", ["size"]),
        ("Teilfrage", "barriers.staff", "question", ["barriers.staff"]),
        ("und nach", "council", "by", ["size", "council"]),
        ("Gegliedert nach", "wave", "by", ["wave"]),
        ("Gegliedert nach", "all", "by", ["all"]),
        ("Gegliedert nach", "sector", "by", ["sector"]),
        ("Gruppe", "F", "contrast", ["F:rest"]),
        ("verglichen mit", "I", "contrast", ["F:I"]),
        ("Frage", "strategy_status", "question", ["strategy_status"]),
    ):
        box(app, label).set_value(value).run()
        assert not app.exception
        assert address(app)[name] == codes
        (chart,) = charts(app)
        assert chart.spec != specs[-1], f"{label} changed nothing"
        specs.append(chart.spec)
    copied = {name: list(values) for name, values in address(app).items()}
    make_anew(monkeypatch)
    again = open_page("explorer", **copied)
    assert charts(again)[0].spec == specs[-1]
    assert address(again) == copied
    box(app, "Gruppe").set_value("").run()
    assert "contrast" not in address(app)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_an_address_says_all_of_it_in_both_languages(open_page, lang):
    app = open_page(
        "explorer", lang=lang, question="barriers", by=["district"], contrast="15003:all"
    )
    assert not app.exception and not app.warning
    text = words(app)
    group, everyone = {"de": ("Magdeburg", "alle Unternehmen"), "en": ("Magdeburg", "all firms")}[
        lang
    ]
    assert re.search(f"{group}.*{everyone}", text)
    values = [box(app, label).value for label in BOXES[lang] if label in labels(app)]
    assert values == ["barriers", "barriers", "district", "15003", "all"]


def test_the_question_waits_while_another_page_is_read(open_page):
    app = open_page("explorer", question="barriers.staff", by=["size"], size=["10-49"])
    app.switch_page("strategy.py").run()
    assert "question" not in address(app) and "by" not in address(app)
    assert address(app)["size"] == ["10-49"]
    app.switch_page("explorer.py").run()
    assert address(app)["question"] == ["barriers.staff"]
    assert address(app)["by"] == ["size"]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_what_the_release_plan_does_not_allow_comes_with_ways_out(open_page, lang):
    app = open_page("explorer", lang=lang, by=["sector", "size"], district=["15003"])
    assert not app.exception and not charts(app)
    assert {"de": "Nur zwei dieser Merkmale", "en": "Only two of these"}[lang] in app.info[0].value
    ways = [button.label.replace("\\", "") for button in app.main.button]
    assert (
        ways
        == {
            "de": [
                "Nur gegliedert nach: Branche",
                "Nur gegliedert nach: Unternehmensgröße",
                "Ohne den Filter: Kreis",
                "Filter zurücksetzen",
            ],
            "en": [
                "Only divided by: Sector",
                "Only divided by: Firm size",
                "Without the filter: District",
                "Reset filters",
            ],
        }[lang]
    )
    app.button(key="out-2").click().run()
    assert len(charts(app)) == 1
    assert "district" not in address(app)
    app.switch_page("explorer.py").run()
    assert address(app)["by"] == ["sector", "size"]


def test_one_dimension_alone_is_a_way_out(open_page):
    app = open_page("explorer", by=["sector", "size"], district=["15003"])
    app.button(key="out-1").click().run()
    assert address(app)["by"] == ["size"]
    assert address(app)["district"] == ["15003"]
    assert len(charts(app)) == 1


def test_what_was_not_asked_in_a_wave_is_said(open_page):
    app = open_page("explorer", lang="en", question="pandemic_effect", wave="2019")
    assert not app.exception and not charts(app)
    assert "2021 survey" in app.info[0].value


@pytest.mark.parametrize("lang", ["de", "en"])
def test_nonsense_is_said_and_left_out(open_page, lang):
    app = open_page("explorer", lang=lang, question="luck", by=["planet"], contrast="F:moon")
    assert not app.exception
    said = "\n".join(warning.value for warning in app.warning).replace("\\", "")
    for wrong in ("question=luck", "by=planet", "contrast=F:moon"):
        assert wrong in said
    assert not {"question", "by", "contrast"} & set(address(app))
    assert len(charts(app)) == 1


def test_a_second_survey_can_be_explored_by_all_it_asks(open_page, demo):
    app = open_page("explorer", survey="handwerk-umfrage", lang="en")
    assert not app.exception and len(charts(app)) == 1
    asked = box(app, "Question").options
    assert any("working hours" in each.lower() or "digital" in each.lower() for each in asked)
    for question in ("it_stunden", "bueroarbeit", "kundenwege", "seit_corona"):
        box(app, "Question").set_value(question).run()
        assert not app.exception and not app.error
        assert len(charts(app)) == 1, question


def test_all_that_the_survey_asks_is_offered(open_page, demo):
    app = open_page("explorer")
    whole = [each for each in targets(demo.codebook) if "." not in each]
    assert len(box(app, "Frage").options) == len(whole)
    assert not any("förderst" in each for each in box(app, "Frage").options)  # no free text


def test_a_name_in_a_table_links_to_the_filtered_page(open_page):
    text = words(open_page("strategy", lang="en", size=["10-49"]))
    links = re.findall(r'<a href="\?([^"]*)" data-filter="([^"]*)"', text)
    assert links
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        once = re.findall('data-filter="([^"]*)"', table)
        assert len(once) == len(set(once)), "the keyboard would stop at each row of a name"
    for href, chosen in links:
        cut, _, code = chosen.partition("=")
        name = cut.partition(":")[0]
        if name == "size" and code == "10-49":
            assert "size=" not in href, "a second time takes the filter back"
        else:
            assert f"{name}={code}" in href
        assert "lang=en" in href


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_figure_can_be_cited(open_page, lang):
    text = words(open_page("barriers", lang=lang, size=["10-49"]))
    cited = re.findall(r'class="db-copy" data-text="([^"]*)"', text)
    assert len(cited) >= len(re.findall('class="db-headline"', text)) > 0
    for each in cited:
        assert {"de": "Datenstand", "en": "data state"}[lang] in each
        assert "{address}" in each and "{date}" in each
        assert "n = " in each.replace("\N{NO-BREAK SPACE}", " ")
