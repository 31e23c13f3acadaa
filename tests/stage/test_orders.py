"""Running orders: what their YAML may hold, what is said where it cannot, where they lie."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from stage.orders import figures, folder, read_order
from stage.orders.model import (
    FigureSlide,
    Logo,
    LogosSlide,
    PictureSlide,
    RunningOrder,
    TextSlide,
    TitleSlide,
)
from stage.orders.reading import OrderError
from stage.orders.schema import FILE, as_text
from stage.orders.writing import write_order
from survey.codebook.values import Text
from survey.failure import Failure
from survey.site import site

FIGURE = {"kind": "figure", "page": "barriers", "figure": "barriers", "address": "size=10-49"}
ORDER = {"title": "Abend", "slides": [{"kind": "title", "title": "Willkommen"}, FIGURE]}


@pytest.fixture(autouse=True)
def home(published_home, monkeypatch, tmp_path):
    monkeypatch.setenv("BAROMETER_HOME", str(published_home))
    monkeypatch.setenv("BAROMETER_ORDERS", str(tmp_path / "orders"))


def refused(raw: object) -> OrderError:
    with pytest.raises(OrderError) as caught:
        read_order(yaml.safe_dump(raw), "abend.yaml")
    return caught.value


def with_slide(**changed: object) -> dict:
    return {**ORDER, "slides": [ORDER["slides"][0], {**FIGURE, **changed}]}


@pytest.mark.parametrize(
    ("raw", "path", "german", "english"),
    [
        ({"slides": ORDER["slides"]}, "title", "erforderlich", "required"),
        ({**ORDER, "slides": []}, "slides", "mindestens 1", "at least 1"),
        ({**ORDER, "format": "16:10"}, "format", "'16:9' or '4:3'", "'16:9' or '4:3'"),
        ({**ORDER, "foyer": 3}, "foyer", "foyer_seconds", "foyer_seconds"),
        ({**ORDER, "logo": "../secret.png"}, "logo", "ohne Ordner", "without a folder"),
        ({**ORDER, "snapshot": "x"}, "snapshot", "Datenstand", "snapshot-0123abcd"),
        (with_slide(figur="x"), "slides[1].figur", "figure", "figure"),
        (with_slide(kind="film"), "slides[1]", "'picture'", "'picture'"),
        (with_slide(seconds=1), "slides[1].seconds", "mindestens 3", "at least 3"),
        (with_slide(notes=True), "slides[1].notes", "Anführungszeichen", "quotes"),
        ([1, 2], "", "Schlüssel", "keys"),
    ],
)
def test_what_is_wrong_is_said_with_file_path_and_what_is_allowed(raw, path, german, english):
    failure = refused(raw)
    for lang, word in (("de", german), ("en", english)):
        said = failure.text(lang)
        assert "abend.yaml" in said
        assert f"{path}: " in said if path else True
        assert word in said, said


def test_every_mistake_is_named_not_only_the_first():
    failure = refused({**ORDER, "format": "A4", "foyer_seconds": "soon", "language": "fr"})
    assert [each.path for each in failure.problems] == [
        ("language",),
        ("format",),
        ("foyer_seconds",),
    ]


@pytest.mark.parametrize("text", ["title: [", "a: 1\na: 2", "\0", "- - -\n" * 300, "{" * 5000])
def test_what_is_no_yaml_is_a_sentence(text):
    with pytest.raises(OrderError):
        read_order(text, "x.yaml")


words = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=30)
texts = st.builds(Text, de=words, en=words)
maybe = st.none() | texts
seconds = st.none() | st.integers(3, 600)
pictures = st.sampled_from(["a.png", "Logo Halle.svg", "ä.webp"])
slides = st.one_of(
    st.builds(TitleSlide, kind=st.just("title"), title=texts, subtitle=maybe, seconds=seconds),
    st.builds(
        TextSlide,
        kind=st.just("text"),
        title=texts,
        points=st.lists(texts, min_size=1, max_size=7).map(tuple),
        build=st.booleans(),
    ),
    st.builds(
        FigureSlide,
        kind=st.just("figure"),
        page=words,
        figure=words,
        address=words,
        headline=maybe,
        notes=maybe,
        build=st.booleans(),
    ),
    st.builds(PictureSlide, kind=st.just("picture"), file=pictures, alternative=texts),
    st.builds(
        LogosSlide,
        kind=st.just("logos"),
        title=texts,
        logos=st.lists(st.builds(Logo, name=texts, file=st.none() | pictures), min_size=1).map(
            lambda found: tuple(found[:12])
        ),
    ),
)
orders = st.builds(
    RunningOrder,
    title=texts,
    language=st.sampled_from(["de", "en"]),
    format=st.sampled_from(["16:9", "4:3"]),
    snapshot=st.none() | st.just("snapshot-0123abcd"),
    foyer_seconds=st.integers(3, 600),
    logo=st.none() | pictures,
    slides=st.lists(slides, min_size=1, max_size=5).map(tuple),
)


@given(orders)
def test_what_was_written_is_read_back_as_it_was(order):
    assert read_order(write_order(order), "x.yaml") == order


def test_the_schema_for_editors_is_the_models():
    assert FILE.read_text(encoding="utf-8") == as_text(), "run make schema"
    assert json.loads(as_text())["additionalProperties"] is False


@pytest.mark.parametrize("name", ["..", "../x", "a/b", "A", "ä", "x" * 61, ".x", "x.yaml", "-x"])
def test_a_name_never_leaves_the_folder(name):
    order = read_order(yaml.safe_dump(ORDER), "x.yaml")
    for act in (lambda: folder.load(name), lambda: folder.save(name, order)):
        with pytest.raises(Failure) as caught:
            act()
        assert "Kleinbuchstaben" in caught.value.text("de")


@pytest.mark.parametrize("name", ["../site.yaml", "x.yaml", "/etc/passwd", "a\0.png", "none.png"])
def test_only_pictures_of_the_folder_are_shown(name):
    assert folder.picture(name) is None


def test_a_saved_order_is_there_whole_and_alone(tmp_path):
    order = read_order(yaml.safe_dump(ORDER), "x.yaml")
    folder.save("abend", order)
    folder.save("abend", order.model_copy(update={"format": "4:3"}))
    assert folder.names() == ("abend",)
    assert folder.load("abend").format == "4:3"
    assert [each.name for each in (tmp_path / "orders").iterdir()] == ["abend.yaml"]


def test_a_folder_that_cannot_be_written_is_said(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("BAROMETER_ORDERS", str(tmp_path / "file"))
    with pytest.raises(Failure) as caught:
        folder.save("abend", read_order(yaml.safe_dump(ORDER), "x.yaml"))
    assert "file" in caught.value.text("en")


@pytest.mark.parametrize(
    ("changed", "path", "word"),
    [
        ({"page": "barrier"}, ("slides", 1, "page"), "barriers"),
        ({"figure": "barrier"}, ("slides", 1, "figure"), "barriers-by-sector"),
        ({"address": "size=huge"}, ("slides", 1, "address"), "10-49"),
        ({"address": "colour=red"}, ("slides", 1, "address"), "sector"),
    ],
)
def test_a_figure_that_does_not_exist_is_said_with_those_that_do(changed, path, word):
    order = read_order(yaml.safe_dump(with_slide(**changed)), "x.yaml")
    (problem,) = figures.problems(order, site())
    assert problem.path == path
    assert word in problem.text("de")


def test_missing_pictures_and_a_lost_snapshot_are_said():
    picture = {"kind": "picture", "file": "none.png", "alternative": "nothing"}
    order = read_order(yaml.safe_dump({**ORDER, "slides": [picture]}), "x.yaml")
    (problem,) = figures.problems(order, site())
    assert problem.text("en").startswith("slides[0].file: ")
    frozen = order.model_copy(update={"snapshot": "snapshot-0123abcd"})
    (problem,) = figures.problems(frozen, site())
    assert problem.path == ("snapshot",)


def test_the_demo_order_has_eight_slides_and_no_problem(monkeypatch):
    monkeypatch.delenv("BAROMETER_ORDERS")
    order = folder.load("demo")
    assert len(order.slides) == 8
    assert list(figures.problems(order, site())) == []
    for text in _texts(order):
        assert text.de
        assert text.en


def _texts(part) -> list[Text]:
    if isinstance(part, Text):
        return [part]
    if isinstance(part, tuple):
        return [text for each in part for text in _texts(each)]
    fields = getattr(type(part), "model_fields", {})
    return [text for name in fields for text in _texts(getattr(part, name))]


def test_the_folder_of_the_program_is_the_default(monkeypatch):
    monkeypatch.delenv("BAROMETER_ORDERS")
    assert folder.folder() == Path(__file__).parents[2] / "data" / "running_orders"
