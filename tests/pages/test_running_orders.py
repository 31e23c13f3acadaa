"""The page of running orders: pin, arrange, annotate, save, take over; nothing is lost."""

from __future__ import annotations

import pytest

from stage.orders import folder, read_order
from stage.orders.writing import write_order
from tests.pages.conftest import words


@pytest.fixture(autouse=True)
def orders(tmp_path, monkeypatch):
    made = tmp_path / "orders"
    made.mkdir()
    (made / "demo.yaml").write_bytes((folder.DEFAULT / "demo.yaml").read_bytes())
    monkeypatch.setenv("BAROMETER_ORDERS", str(made))
    return made


def press(app, label):
    (button,) = [each for each in app.main.button if each.label == label]
    return button.click().run()


def uploader(app, label):
    (found,) = [each for each in app.main.file_uploader if each.label.startswith(label)]
    return found


def slides(app):
    order = app.session_state["working_order"].order
    return [] if order is None else list(order.slides)


def headlines(app):
    (radio,) = app.main.radio
    return [each.replace("\\", "") for each in radio.options]


def test_a_figure_is_pinned_with_its_filters(open_page):
    app = open_page("running_orders", pin="barriers/barriers", size=["10-49"], lang="en")
    assert not app.exception
    (slide,) = slides(app)
    assert (slide.page, slide.figure) == ("barriers", "barriers")
    assert "size=10-49" in slide.address
    assert headlines(app)[0].startswith("1. Named most often")
    assert len(slides(app.run())) == 1  # once, whatever is drawn anew
    assert "pin" not in app.query_params


def test_every_figure_of_a_page_has_its_pin(open_page):
    said = words(open_page("barriers", size=["10-49"]))
    assert said.count(" data-pin ") == said.count("running-orders?pin=barriers%2F") > 3
    assert "size=10-49" in said


def test_slides_are_moved_removed_and_saved(open_page, orders):
    app = open_page("running_orders", order="demo")
    before = slides(app)
    assert len(before) == 8
    app.main.radio[0].set_value(2).run()
    app = press(app, "Nach oben")
    assert slides(app)[1] == before[2]
    app = press(app, "Nach oben")
    assert slides(app)[0] == before[2]
    app = press(app, "Nach oben")  # there is nothing above
    assert slides(app)[0] == before[2]
    app = press(app, "Entfernen")
    assert slides(app) == [each for each in before if each is not before[2]]
    app = press(app, "Hinzufügen: Titel")
    assert slides(app)[-1].kind == "title"
    (name,) = [box for box in app.main.text_input if box.label == "Dateiname"]
    name.set_value("abend").run()
    app = press(app, "Speichern")
    assert not app.exception
    assert list(folder.load("abend").slides) == slides(app)
    assert "stage?order=abend" in words(app)
    assert "download?order=abend&amp;lang=de&amp;format=pptx" in words(app)


def test_notes_and_an_own_headline_are_kept(open_page):
    app = open_page("running_orders", order="demo")
    app.main.radio[0].set_value(3).run()
    (notes,) = [b for b in app.main.text_area if b.label == "Notizen (deutsch)"]
    notes.set_value("Langsam sprechen").run()
    (own,) = [b for b in app.main.text_input if b.label == "Eigene Überschrift (deutsch)"]
    own.set_value("Zeit fehlt").run()
    assert not app.exception
    slide = slides(app)[3]
    assert slide.notes.de == "Langsam sprechen"
    assert slide.notes.en.startswith("Press S")
    assert slide.headline.de == "Zeit fehlt"
    assert headlines(app)[3] == "4. Zeit fehlt"


def test_a_name_that_is_none_is_refused_and_nothing_is_lost(open_page, orders):
    app = open_page("running_orders", order="demo")
    (name,) = [box for box in app.main.text_input if box.label == "Dateiname"]
    name.set_value("../../etc").run()
    app = press(app, "Speichern")
    assert "Kleinbuchstaben" in app.error[0].value
    assert len(slides(app)) == 8
    assert [each.name for each in orders.iterdir()] == ["demo.yaml"]


def test_a_bad_upload_is_a_sentence_and_nothing_is_lost(open_page):
    app = open_page("running_orders", order="demo", lang="en")
    upload = uploader(app, "Upload a running order")
    upload.upload("bad.yaml", b"title: x\nslides:\n  - {kind: film}\n", "application/yaml")
    app = app.run()
    assert "slides" in app.error[0].value
    assert "bad" in app.error[0].value
    assert len(slides(app)) == 8


def test_what_was_downloaded_is_taken_over_again(open_page):
    app = open_page("running_orders", order="demo")
    held = app.session_state["working_order"].order
    text = write_order(held)
    assert read_order(text, "x.yaml") == held
    other = open_page("running_orders")
    upload = uploader(other, "Einen Ablaufplan hochladen")
    upload.upload("abend.yaml", text.encode(), "application/yaml")
    other = other.run()
    assert other.session_state["working_order"].order == held
    assert other.session_state["working_order"].name == "abend"


def test_an_order_is_frozen_to_todays_data_and_thawed_again(open_page):
    app = open_page("running_orders", order="demo", lang="en")
    for state, kept in (("today's data", True), ("always the newest data", False)):
        (box,) = [each for each in app.main.selectbox if each.label == "Data state"]
        box.select(next(o for o in box.options if o == state)).run()
        snapshot = app.session_state["working_order"].order.snapshot
        assert (snapshot is not None) is kept
