"""The pages Brief and Self-check: what they show, what they keep, and what they do not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from figures import kept
from pages.parts.plain import label, plain
from survey.selection import Cut, Filter
from tests.pages.conftest import address, charts, words

MAIN = {"de": "Mein Profil zeigen", "en": "Show my profile"}


def _sentences(app) -> list[str]:
    """The parts of the page that are figures of the brief."""
    return re.findall(r'<div class="db-brief">.*?</div></div>', words(app).replace("\n", ""))


def _fill(app, lang: str, but: str = "\0"):
    """Answer everything on the form by its last choice, but what contains `but`, and send it."""
    for radio in app.main.radio:
        if but not in radio.key:
            radio.set_value(radio.options[-1])
    for box in app.main.checkbox:
        if "digital_tools." in box.key or "automation_tools." in box.key or "cost" in box.key:
            box.check()
    (send,) = [b for b in app.main.button if b.label == MAIN[lang]]
    return send.click().run()


@pytest.mark.parametrize("lang", ["de", "en"])
def test_a_brief_has_six_figures_with_interval_and_sentences(open_page, lang):
    app = open_page("brief", lang=lang, sector=["F"])
    assert not app.exception
    figures = _sentences(app)
    assert len(figures) == 6
    interval = {"de": "95‑%‑Intervall", "en": "95% interval"}[lang]
    others = {"de": "übrigen Unternehmen", "en": "the other firms"}[lang]
    assert all(interval in each and others in each for each in figures)
    assert {"de": "Steckbrief: Baugewerbe", "en": "Brief: Construction"}[lang] == app.title[0].value


def test_a_brief_of_everyone_compares_with_nobody(open_page):
    app = open_page("brief", lang="en")
    assert len(_sentences(app)) == 6
    assert "the other firms" not in words(app)
    assert app.title[0].value == "Brief: All firms"


def test_choosing_a_district_moves_the_filters_and_the_address(open_page):
    app = open_page("brief", lang="de", sector=["F"], size=["10-49"])
    (box,) = [each for each in app.main.selectbox if each.label == "Steckbrief über"]
    assert box.value is not None
    assert "Kreis: Magdeburg" in box.options
    app = box.select((Filter(Cut("district", "district"), ("15003",)),)).run()
    assert not app.exception
    assert app.title[0].value == "Steckbrief: Magdeburg"
    found = address(app)
    assert found["district"] == ["15003"]
    assert "sector" not in found
    assert "size" not in found
    sidebar = {each.label: each.value for each in app.sidebar.multiselect}
    assert sidebar["Kreis"] == ["15003"]
    assert sidebar["Branche"] == []


@pytest.mark.parametrize("lang", ["de", "en"])
def test_too_few_firms_say_what_to_do(open_page, lang):
    app = open_page("brief", lang=lang, sector=["J"], size=["GE250"], district=["15090"])
    assert not app.exception
    assert not _sentences(app)
    assert app.info
    assert any(button.key == "reset-here" for button in app.button)


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_form_becomes_a_profile_beside_the_group(open_page, lang):
    app = open_page("self_check", lang=lang, sector=["F"], size=["10-49"])
    assert not app.exception
    assert not charts(app)
    app = _fill(app, lang)
    assert not app.exception
    assert len(charts(app)) == 1
    text = words(app)
    own = {"de": "Ihr Unternehmen: 100 von 100 Punkten", "en": "Your firm: 100 of 100 points"}[lang]
    group = {
        "de": "Baugewerbe · 10–49 Beschäftigte: ",
        "en": "Construction · 10–49 employees: ",
    }[lang]
    assert own in text
    assert group in text.replace("\N{WORD JOINER}", "")
    assert "Mittelstand-Digital Zentrum Magdeburg" in text
    (paper,) = [each for each in app.get("download_button") if each.proto.label in _SAVE]
    assert paper.proto.url or paper.proto.deferred_file_id


_SAVE = ("Als PDF speichern", "Save as PDF")


def test_answers_are_in_no_address_no_file_and_no_cache(open_page, published_home, monkeypatch):
    seen = []
    make = kept.once
    for module in ("pages.parts.page", "figures.kept"):
        monkeypatch.setattr(
            f"{module}.once", lambda *a, **o: (seen.append(repr((a, o))), make(*a, **o))[1]
        )
    app = open_page("self_check", lang="en", sector=["F"])
    before = {path: path.stat().st_mtime_ns for path in Path(published_home).rglob("*")}
    where = address(app)
    app = _fill(app, "en")
    assert charts(app)
    assert address(app) == where
    assert {path: path.stat().st_mtime_ns for path in Path(published_home).rglob("*")} == before
    assert not any("Assessment" in each or "100.0" in each for each in seen)


def test_another_firm_sees_its_own_group_and_nothing_of_the_first(open_page):
    first = words(_fill(open_page("self_check", lang="en", sector=["F"]), "en"))
    second = words(_fill(open_page("self_check", lang="en", sector=["J"]), "en"))
    rows = [re.findall(r"<tbody>.*?</tbody>", each)[-1] for each in (first, second)]
    assert rows[0] != rows[1]
    assert "Construction" not in second


def test_answers_stay_over_a_change_of_page_and_language_until_they_are_deleted(open_page):
    app = _fill(open_page("self_check", lang="en", sector=["F"]), "en")
    app = app.switch_page("maturity.py").run()
    app = app.switch_page("self_check.py").run()
    assert "Your firm: 100 of 100 points" in words(app)
    (language,) = [each for each in app.sidebar.get("button_group")]
    app = language.set_value("de").run()
    assert "Ihr Unternehmen: 100 von 100 Punkten" in words(app)
    assert all(radio.value is not None for radio in app.main.radio)
    (delete,) = [b for b in app.main.button if b.label == "Meine Antworten löschen"]
    app = delete.click().run()
    assert not charts(app)
    assert all(radio.value is None for radio in app.main.radio)
    assert not any(box.value for box in app.main.checkbox)


def test_too_few_answers_name_the_dimension(open_page):
    app = _fill(open_page("self_check", lang="en"), "en", but="green_digital")
    assert not charts(app)
    said = " ".join(each.value for each in app.info).replace("\\", "")
    assert "Please answer more of: Green digitalisation." in said


@pytest.mark.parametrize("lang", ["de", "en"])
def test_another_survey_has_its_own_questions(open_page, lang):
    app = open_page("self_check", lang=lang, survey="handwerk-umfrage")
    assert not app.exception
    assert app.main.radio
    assert not _sentences(open_page("self_check", lang=lang, survey="handwerk-umfrage"))
    app = open_page("brief", lang=lang, survey="handwerk-umfrage")
    assert not app.exception
    assert len(_sentences(app)) >= 3


@pytest.mark.parametrize(
    "text", ["3D-Modelle, Simulation (ERP)", "Your firm: Sector", "62 %. Wirklich?", "1 gar nicht"]
)
def test_a_label_that_is_no_markdown_stays_as_it_is(text):
    assert label(text) == text


@pytest.mark.parametrize("text", ["*b*", "[x](y)", ":smile:", "# h", "1. a", "a_b_", "$x$", "`c`"])
def test_a_label_that_markdown_would_change_is_escaped(text):
    assert label(text) == plain(text) != text
