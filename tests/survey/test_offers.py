"""The list of offers: what may stand in it, and what its errors say."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from survey.codebook import MultipleQuestion, read_codebook
from survey.failure import Failure
from survey.offers import offers

GOOD = """\
offers:
  - id: centre
    name: Centre
    provider: {de: Netzwerk, en: Network}
    what: {de: Beratung, en: Advice}
    who: {de: alle, en: everybody}
    helps_with: [staff, cost]
    as_of: 2021-07
    source: {de: Brief, en: letter}
"""
BROKEN = {
    "an unknown key": ("id: centre", "id: centre\n    phone: 1", "offers[0].phone"),
    "a missing key": ("    as_of: 2021-07\n", "", "offers[0].as_of"),
    "a month that is none": ("2021-07", "2021-13", "offers[0].as_of"),
    "a day that is none": ("2021-07", "2021-02-30", "day is out of range"),
    "a text that is no day": ("2021-07", '"2021-02-30"', "offers[0].as_of"),
    "a text in one language": ("{de: Brief, en: letter}", "{de: Brief}", "offers[0].source.en"),
    "nothing it helps with": ("[staff, cost]", "[]", "offers[0].helps_with"),
    "an address without https": ("source:", "link: ib.de\n    source:", "offers[0].link"),
    "no YAML": ("offers:", "offers: [", "line"),
    "an id twice": ("offers:\n", "offers:\n" + GOOD.partition("\n")[2], "centre stands here more"),
}


def test_the_list_that_ships_helps_with_barriers_of_the_demo():
    barriers = {
        item.id
        for question in read_codebook(Path("data/kmu-st")).topic("barriers")
        if isinstance(question, MultipleQuestion)
        for item in question.items
    }
    for offer in offers().offers:
        assert barriers & set(offer.helps_with), offer.id


def test_the_list_that_ships_strengthens_dimensions_of_a_survey():
    known = {
        dimension.id
        for folder in ("data/kmu-st", "tests/surveys/handwerk")
        for score in read_codebook(Path(folder)).scores
        for dimension in score.dimensions
    }
    named = {each for offer in offers().offers for each in offer.strengthens}
    assert named
    assert named <= known


def test_an_offer_that_ended_strengthens_nothing():
    ended = [offer for offer in offers().offers if offer.ended]
    assert ended
    assert not any(offer.strengthened(each) for offer in ended for each in offer.strengthens)


@pytest.mark.parametrize(("old", "new", "said"), BROKEN.values(), ids=BROKEN)
def test_an_error_names_the_file_and_the_key(tmp_path, old, new, said):
    assert old in GOOD
    file = tmp_path / "offers.yaml"
    file.write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(Failure) as caught:
        offers(file)
    for lang in ("de", "en"):
        text = caught.value.text(lang)
        assert str(file) in text
        assert said in text


def test_days_may_be_years_months_or_days(tmp_path):
    for written in ("2021", "2021-07", "2021-07-02", '"2021"'):
        file = tmp_path / f"{len(written)}.yaml"
        file.write_text(GOOD.replace("2021-07", written), encoding="utf-8")
        assert offers(file).offers[0].as_of == written.strip('"')


def test_an_offer_that_ended_fits_no_barrier(tmp_path):
    file = tmp_path / "offers.yaml"
    content = yaml.safe_load(GOOD)
    file.write_text(yaml.safe_dump(content), encoding="utf-8")
    (offer,) = offers(file).offers
    assert offer.fits("staff")
    assert not offer.fits("time")
    assert not offer.model_copy(update={"ended": "2024"}).fits("staff")


def test_without_the_file_there_are_no_offers(tmp_path):
    assert offers(tmp_path / "nothing.yaml").offers == ()
