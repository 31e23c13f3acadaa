"""Data and method: what came in and what is hidden, a codebook to search, nothing of any firm."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from survey.snapshot import current_snapshot
from tests.pages.conftest import address, words

TITLE = {"de": "Woher kommen die Zahlen?", "en": "Where do the numbers come from?"}
HEADS = {
    "de": ("Rücklauf", "Quarantäne", "Was nicht gezeigt wird", "Codebuch"),
    "en": ("Response rate", "Quarantined", "What is not shown", "Codebook"),
}


@pytest.fixture
def open_data(open_page):
    """The page after its first run. It is called otherwise in the address than its file, which the
    harness learns from the run of another page."""

    def open_(**address) -> AppTest:
        app = open_page("imprint", **address)
        return app.switch_page("data_and_method.py").run()

    return open_


def search(app: AppTest, text: str) -> list[str]:
    """The names of the entries that are found."""
    (box,) = app.main.text_input
    box.set_value(text).run()
    assert not app.exception
    return entries(app)


def entries(app: AppTest) -> list[str]:
    return re.findall(r"<summary>[^<]*<code>([^<]*)</code>", words(app))


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("survey", ["kmu-st", "handwerk-umfrage"])
def test_the_page_tells_what_came_in(open_data, published_home, survey, lang):
    app = open_data(lang=lang, survey=survey)
    assert not app.exception and not app.error and not app.warning
    text = words(app)
    assert TITLE[lang] in text
    for head in HEADS[lang]:
        assert head in text
    opened = current_snapshot(published_home).survey(survey)
    assert opened.version.replace("-", r"\-") in text, "the citation names the data state"
    for _, row in opened.files.iterrows():
        assert row["file"] in text
        assert row["sha256"][:12] in text
    assert current_snapshot(published_home).name.removeprefix("snapshot-") in text


@pytest.mark.parametrize("lang", ["de", "en"])
def test_nothing_of_a_single_firm_is_shown(open_data, demo, lang):
    text = words(open_data(lang=lang, survey="kmu-st"))
    ids = demo.table("SELECT DISTINCT id FROM response WHERE id IS NOT NULL")["id"]
    assert len(ids) > 1000
    assert not [each for each in ids if re.search(rf"\b{re.escape(each)}\b", text)]
    found = demo.table("SELECT DISTINCT value, message_de, message_en FROM finding")
    for message in (*found["message_de"], *found["message_en"]):
        assert message not in text
    # values that are no ordinary numbers would be recognised at once
    odd = [v for v in found["value"].dropna() if not re.fullmatch(r"[\d.,\s-]*", v) and len(v) > 3]
    assert odd
    assert not [each for each in odd if f">{each}<" in text]


def test_all_questions_dimensions_and_scores_can_be_looked_up(open_data, demo):
    app = open_data(survey="kmu-st")
    book = demo.codebook
    assert set(entries(app)) == {*book.question, *book.dimensions, *book.score}
    for _, _, name in book.variables():
        assert f">{name}<" in words(app)


def test_a_search_finds_wording_codes_and_columns_in_the_reader_s_language(open_data):
    app = open_data(survey="kmu-st", lang="de")
    assert "strategy_status" in search(app, "Gelebt überprüft")
    assert search(app, "q30_1") == ["programmes"]
    assert search(app, "STRATEGY_STATUS")[0] == "strategy_status"
    assert search(app, "lived reviewed") == []
    assert "Kein Eintrag" in app.info[0].value
    assert len(search(app, "")) == len(entries(open_data(survey="kmu-st")))
    english = open_data(survey="kmu-st", lang="en")
    assert "strategy_status" in search(english, "lived reviewed")


def test_a_link_leads_to_what_was_found_and_other_pages_do_without(open_data):
    app = open_data(survey="kmu-st", lang="de")
    found = search(app, "Gelebt überprüft")
    copied = address(app)
    assert copied["search"] == ["Gelebt überprüft"]
    opened = open_data(**copied)
    assert not opened.warning
    assert entries(opened) == found
    assert opened.text_input[0].value == "Gelebt überprüft"
    opened.switch_page("barriers.py").run()
    assert "search" not in address(opened)
    opened.switch_page("data_and_method.py").run()
    assert address(opened)["search"] == ["Gelebt überprüft"]
    search(opened, "")
    assert "search" not in address(opened)


def test_few_entries_found_are_open(open_data):
    app = open_data(survey="kmu-st")
    assert '<details class="db-entry" open' not in words(app)
    search(app, "strategy_status")
    assert '<details class="db-entry" open' in words(app)


def test_which_survey_is_chosen_and_the_filters_stay(open_data):
    app = open_data(survey="kmu-st", size=["10-49"])
    assert not app.multiselect
    (box,) = app.sidebar.selectbox
    assert address(app)["size"] == ["10-49"]
    app.switch_page("barriers.py").run()
    assert address(app)["size"] == ["10-49"]
    app.switch_page("data_and_method.py").run()
    (box,) = app.sidebar.selectbox
    box.set_value("handwerk-umfrage").run()
    assert not app.exception
    assert address(app)["survey"] == ["handwerk-umfrage"]
    assert "handwerk.tsv" in words(app)


def test_labels_of_a_codebook_are_no_markup(open_data):
    app = open_data(survey="kmu-st")
    text = words(app)
    assert text.count("<details") == text.count("</details>")
    assert text.count("<table") == text.count("</table>")
