"""The topic pages beyond what every page has: offers, the comparison of both ends, waves."""

from __future__ import annotations

import re
from html import unescape

import pytest

from stage.download import download
from survey import offers as list_of_offers
from tests.pages.conftest import charts, words
from tests.stage.asking import ask


@pytest.mark.parametrize("lang", ["de", "en"])
def test_offers_stand_beside_the_barriers_most_named_with_their_dates(open_page, lang):
    text = words(open_page("support", lang=lang))
    (table,) = re.findall(r'<table class="db"><caption>(?!.*<caption>).*?</table>', text)[-1:]
    rows = re.findall(r"<tr>.*?</tr>", table)[1:]
    assert len(rows) == 6
    shares = [float(re.search(r">([\d.,]+)\s?%", row)[1].replace(",", ".")) for row in rows]
    assert shares == sorted(shares, reverse=True)
    offers = re.findall(r'<div class="db-offer">.*?</div>', text)
    stated = {"de": "Stand: ", "en": "as of: "}[lang]
    source = {"de": "Quelle: ", "en": "Source: "}[lang]
    assert len(offers) == len(list_of_offers.offers().offers)
    assert all(stated in offer and source in offer for offer in offers)


def test_an_offer_that_ended_is_said_so_and_fits_nothing(open_page):
    text = words(open_page("support", lang="en"))
    (table,) = re.findall(r'<table class="db"><caption>(?!.*<caption>).*?</table>', text)[-1:]
    assert "go-digital" not in table
    assert "ended: 31 December 2024" in text


def test_offers_serve_a_survey_with_other_barriers(open_page):
    text = words(open_page("support", survey="handwerk-umfrage", lang="de"))
    assert "Es fehlen Leute" in text
    assert "Mittelstand-Digital Zentrum Magdeburg" in text


def test_a_broken_list_of_offers_is_said_and_leaves_the_figures(open_page, monkeypatch, tmp_path):
    broken = tmp_path / "offers.yaml"
    broken.write_text("offers:\n  - {id: a, name: A}\n", encoding="utf-8")
    read = list_of_offers.offers
    monkeypatch.setattr("figures.offers.offers", lambda: read(broken))
    app = open_page("support", lang="en")
    assert not app.exception
    assert charts(app)
    said = app.error[0].value.replace("\\", "")
    assert "offers.yaml" in said
    assert "offers[0].provider" in said


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_difference_of_both_ends_comes_with_the_sentence_on_cause(open_page, lang):
    text = words(open_page("participation", lang=lang))
    assert {"de": "beweist keine Ursache", "en": "no proof of cause"}[lang] in text
    ends = {
        "de": r"„Gemeinsam gestaltet“ gegenüber „Von oben angeordnet“: \+\d,\d \(\d,\d–\d,\d\)",
        "en": r"“Shaped together” against “Ordered from above”: \+\d\.\d \(\d\.\d–\d\.\d\)",
    }[lang]
    assert re.search(ends, text.replace("\N{WORD JOINER}", ""))


def test_what_was_not_asked_in_a_wave_is_said_and_the_rest_is_shown(open_page):
    app = open_page("change", wave="2019", lang="en")
    notes = [note.value.replace("\\", "") for note in app.info]
    assert len(notes) == 2, "one for each question, however many figures show it"
    assert "Overall, how did the COVID-19 pandemic" in notes[0]
    assert all("2021 survey" in note for note in notes)
    assert charts(app)


def test_the_council_is_asked_about_only_where_there_is_one(open_page):
    text = words(open_page("learning", lang="en"))
    assert "(asked of: firms with a works council)" in text


@pytest.mark.parametrize("page", ["barriers", "region"])
def test_all_figures_of_a_page_are_taken_along_with_its_filters(open_page, page):
    text = words(open_page(page, lang="en", size="10-49"))
    (links,) = re.findall(r'<p class="db-actions db-page-files">.*?</p>', text)
    addresses = [unescape(each) for each in re.findall(r'href="([^"]+)"', links)]
    assert [address.partition("?")[0] for address in addresses] == ["download"] * 2
    for address in addresses:
        answer = ask(download, address.partition("?")[2])
        assert answer.status_code == 200
        assert f"kmu-st-2024-page-{page}_size-10-49." in answer.headers["content-disposition"]
