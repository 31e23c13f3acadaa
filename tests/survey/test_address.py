"""A selection survives its address; nonsense in an address falls back and is complained of."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from survey.address import (
    AUTOMATIC,
    Selection,
    language,
    read_address,
    write_address,
)
from survey.codebook import read_codebook
from survey.explored import EVERYBODY, WAVES, Explored, contrast_level, targets
from survey.indicators import indicators
from survey.selection import Cut, Filter, filter_level

CODEBOOKS = {
    codebook.survey: codebook
    for codebook in map(read_codebook, [Path("data/kmu-st"), Path("tests/surveys/handwerk")])
}
DEMO = CODEBOOKS["kmu-st"]
NAMES = ("survey", "wave", "level", "measure", "lang", "sector", "size", "district")
# a busy machine is no reason to fail
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(address, **more):
    return read_address(address, CODEBOOKS, default_survey="kmu-st", **more)


@st.composite
def explorations(draw, codebook) -> Explored:
    """Anything that can be explored in a survey."""
    names = list(codebook.dimensions)
    cuts = st.lists(st.sampled_from(names), max_size=2, unique=True).map(tuple)
    by = draw(st.one_of(cuts, st.sampled_from([(EVERYBODY,), (WAVES,)])))
    contrast = ""
    dimension = (*by, names[0])[0]
    if dimension in names and draw(st.booleans()):
        described = codebook.dimensions[dimension]
        codes = described.scheme.codes(draw(st.sampled_from(described.level_ids)))
        group = draw(st.sampled_from(codes))
        against = draw(st.sampled_from([code for code in (*codes, "rest", "all") if code != group]))
        contrast = f"{group}:{against}"
        assert contrast_level(codebook, dimension, contrast) is not None
    return Explored(draw(st.sampled_from(["", *targets(codebook)])), by, contrast)


@st.composite
def selections(draw) -> Selection:
    """Any selection of a survey, filters at the coarsest level that knows all their codes."""
    codebook = CODEBOOKS[draw(st.sampled_from(sorted(CODEBOOKS)))]
    where = []
    for name, dimension in codebook.dimensions.items():
        level = draw(st.sampled_from(dimension.level_ids))
        codes = draw(st.lists(st.sampled_from(dimension.scheme.codes(level)), unique=True))
        if codes:
            found = filter_level(codebook, name, codes)
            assert found is not None
            where.append(Filter(Cut(name, found), tuple(codes)))
    levels = sorted({level for d in codebook.dimensions.values() for level in d.level_ids})
    return Selection(
        survey=codebook.survey,
        wave=draw(st.sampled_from(sorted(codebook.wave))),
        where=tuple(where),
        level=draw(st.sampled_from([AUTOMATIC, *levels])),
        lang=draw(st.sampled_from(["de", "en"])),
        measure=draw(st.sampled_from(["", *indicators(codebook)])),
        explored=draw(explorations(codebook)),
    )


@patient
@given(selections())
def test_round_trip(selection):
    address = write_address(selection, CODEBOOKS[selection.survey])
    found = read(address)
    assert found.selection == selection
    assert found.complaints == ()


@patient
@given(selections())
def test_an_address_holds_codes_and_the_language_changes_nothing_else(selection):
    address = write_address(selection, CODEBOOKS[selection.survey])
    assert all(isinstance(value, str) for values in address.values() for value in values)
    english = read({**address, "lang": ["en"]}).selection
    german = read({**address, "lang": ["de"]}).selection
    assert (
        (english.where, english.wave)
        == (german.where, german.wave)
        == (
            selection.where,
            selection.wave,
        )
    )


@patient
@given(
    st.dictionaries(
        st.sampled_from([*NAMES, "question", "by", "contrast", "x"]),
        st.lists(
            st.one_of(
                st.text(max_size=50),
                st.sampled_from(["C", "F", "B-E", "10-49", "sector", "wave", "all", "F:B-E"]),
            )
        ),
    )
)
def test_any_address_gives_a_selection_that_exists(address):
    found = read(address)
    codebook = CODEBOOKS[found.selection.survey]
    assert found.selection.wave in codebook.wave
    for each in found.selection.where:
        assert set(each.codes) <= set(
            codebook.dimensions[each.cut.dimension].scheme.codes(each.cut.level)
        )
    assert all(complaint.text("de") and complaint.text("en") for complaint in found.complaints)
    # what was understood is written again and understood without a word
    again = read(write_address(found.selection, codebook))
    assert (again.selection, again.complaints) == (found.selection, ())


def test_an_empty_address_is_the_default():
    found = read({})
    assert found.selection == Selection("kmu-st", DEMO.latest_wave)
    assert found.complaints == ()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("survey", "kmu"),
        ("wave", "1999"),
        ("sector", "Baugewerbe"),
        ("sector", "Z"),
        ("size", "250+"),
        ("district", "15004"),
        ("district", "Magdeburg"),
        ("level", "letter"),
        ("measure", "maturity.level"),
        ("lang", "fr"),
        ("size", "10-49|50-249"),
        ("sector", "x" * 500),
    ],
)
def test_a_wrong_value_is_left_out_and_complained_of(name, value):
    found = read({name: [value]})
    assert found.selection == read({}).selection
    (complaint,) = found.complaints
    assert f"{name}={value[:40]}" in complaint.text("en")
    assert "Possible values: " in complaint.text("en")
    assert value[:40] in complaint.text("de")
    assert len(complaint.text("en")) < 600


def test_right_values_stay_beside_a_wrong_one():
    found = read({"sector": ["C", "nonsense", "G"], "size": ["10-49"], "wave": ["x"]})
    assert found.selection.codes("sector") == ("C", "G")
    assert found.selection.codes("size") == ("10-49",)
    assert len(found.complaints) == 2


def test_codes_of_several_levels_keep_those_of_the_first():
    found = read({"sector": ["C", "B-E", "62"]})
    assert found.selection.where == (Filter(Cut("sector", "section"), ("C",)),)
    assert [c.values["value"] for c in found.complaints] == ["B-E", "62"]


def test_letters_of_one_level_alone_decide_about_those_of_two():
    # F is a section and a group: the same firms; C is a section only
    assert read({"sector": ["F"]}).selection.where[0].cut.level == "group"
    assert read({"sector": ["F", "C"]}).selection.where[0].cut.level == "section"
    assert read({"sector": ["F", "B-E"]}).selection.where[0].cut.level == "group"
    assert read({"sector": ["62", "63"]}).selection.where[0].cut.level == "division"


def test_codes_that_stand_twice_or_are_empty():
    found = read({"size": ["10-49", "", "10-49"], "wave": [""]})
    assert found.selection.codes("size") == ("10-49",)
    assert found.complaints == ()


def test_the_wave_of_another_survey_falls_back():
    found = read({"survey": ["handwerk-umfrage"], "wave": ["2024"], "sector": ["C"]})
    assert found.selection == Selection("handwerk-umfrage", "herbst-2025")
    assert [c.values["name"] for c in found.complaints] == ["wave", "sector"]


@pytest.mark.parametrize("name", ["branche", "Sector", "sektor", "x" * 500])
def test_a_name_that_is_no_filter_is_complained_of(name):
    found = read({name: ["F"], "size": ["10-49"]})
    assert found.selection.codes("size") == ("10-49",)
    (complaint,) = found.complaints
    assert f"{name[:40]}=F" in complaint.text("en")
    assert "sector (Sector), size (Firm size)" in complaint.text("en")
    assert "sector (Branche), size (Unternehmensgröße)" in complaint.text("de")


@pytest.mark.parametrize(
    "name", ["embed", "embed_options", "utm_source", "utm_campaign", "mtm_x", "gclid", "lang"]
)
def test_what_is_no_filter_but_known_is_not_complained_of(name):
    assert read({name: ["de"]}).complaints == ()


def test_complaints_name_labels_in_the_readers_language():
    (complaint,) = read({"sector": ["Z"]}).complaints
    assert "F (Baugewerbe), G (Handel, Kfz)" in complaint.text("de")
    assert "F (Construction)" in complaint.text("en")
    (complaint,) = read({"wave": ["1848"]}).complaints
    assert "2024 (Erhebung 2024)" in complaint.text("de")
    (complaint,) = read({"level": ["letter"]}).complaints
    assert "section (Abschnitte)" in complaint.text("de")
    (complaint,) = read({"lang": ["fr"]}).complaints
    assert complaint.text("de").endswith(": de, en.")


def test_complaints_list_the_level_that_matters():
    def known(**address):
        return (
            read({k: [v] if isinstance(v, str) else v for k, v in address.items()})
            .complaints[0]
            .text("de")
        )

    assert "B-E (Industrie" in known(sector="Z")  # nothing said: the coarsest
    assert "C (Verarbeitendes Gewerbe)" in known(sector="Z", level="section")
    assert "C (Verarbeitendes Gewerbe)" in known(sector=["C", "Z"])
    assert "62, 63" in known(sector="Z", level="division")  # many codes stand alone
    assert "0-9 (0–9 Beschäftigte)" in known(size="Z", level="section")


def test_language():
    assert language({}) == "de"
    assert language({"lang": ["en"]}) == "en"
    assert language({"lang": ["fr"]}) == "de"
    assert language({}, languages=("en",)) == "en"
    assert language({"lang": ["de"]}, languages=("en",)) == "en"
    assert read({"lang": ["de"]}, languages=("en",)).complaints


def test_without_a_dimension():
    selection = read({"size": ["10-49"], "sector": ["C"]}).selection
    assert selection.without("size").codes("size") == ()
    assert selection.without("size").codes("sector") == ("C",)
    assert selection.without("district") == selection
