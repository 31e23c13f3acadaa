"""Pictures on the page of running orders: uploaded, refused, chosen; time in the foyer."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from stage.orders import folder
from survey.site import site
from tests.pages.conftest import words
from tests.pages.test_running_orders import press, slides, uploader

ORDER = """
title: Abend
slides:
  - {kind: logos, title: Dank, logos: [{name: Kammer}]}
  - {kind: figure, page: barriers, figure: barriers, address: wave=2024}
"""


@pytest.fixture(autouse=True)
def orders(tmp_path, monkeypatch):
    made = tmp_path / "orders"
    made.mkdir()
    (made / "abend.yaml").write_text(ORDER)
    monkeypatch.setenv("BAROMETER_ORDERS", str(made))
    return made


def png() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


def uploaded(app, label, name, content, kind="image/png"):
    uploader(app, label).upload(name, content, kind)
    return app.run()


def box(app, kind, label):
    (found,) = [each for each in getattr(app.main, kind) if each.label == label]
    return found


def test_an_uploaded_picture_becomes_a_slide_with_what_it_shows(open_page, orders):
    app = open_page("running_orders", order="abend")
    app = uploaded(app, "Bild hochladen", "Saal im Rathaus.png", png())
    assert not app.exception
    slide = slides(app)[-1]
    assert (slide.kind, slide.file) == ("picture", "saal-im-rathaus.png")
    assert (orders / "pictures" / slide.file).read_bytes() == png()
    assert app.main.radio[0].options[-1].endswith("Saal im rathaus")
    shows = "Was das Bild zeigt, für alle, die es nicht sehen (deutsch)"
    box(app, "text_input", shows).set_value("Blick in den vollen Saal").run()
    assert slides(app)[-1].alternative.de == "Blick in den vollen Saal"
    app = press(app, "Speichern")
    assert folder.load("abend").pictures == ("saal-im-rathaus.png",)


@pytest.mark.parametrize(
    ("lang", "label", "sentence"),
    [
        ("de", "Bild hochladen", "mehr enthält als eine Zeichnung"),
        ("en", "Upload a picture", "holds more than a drawing"),
    ],
)
def test_a_drawing_with_a_script_is_a_sentence_and_nothing_is_kept(
    open_page, orders, lang, label, sentence
):
    app = open_page("running_orders", order="abend", lang=lang)
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    app = uploaded(app, label, "logo.svg", svg, "image/svg+xml")
    assert sentence in app.error[0].value
    assert len(slides(app)) == 2
    assert not (orders / "pictures").exists()


def test_organisations_get_their_pictures_and_the_order_its_logo(open_page):
    app = open_page("running_orders", order="abend")
    app = uploaded(app, "Organisation mit ihrem Bild", "Land.png", png())
    assert [(logo.name.de, logo.file) for logo in slides(app)[0].logos] == [
        ("Kammer", None),
        ("Land", "land.png"),
    ]
    first = next(each for each in app.main.selectbox if each.label == "Bild")
    app = first.select("land.png").run()
    assert [logo.file for logo in slides(app)[0].logos] == ["land.png", "land.png"]
    names = [each for each in app.main.text_input if each.label == "Name (deutsch)"]
    app = names[1].set_value("Ministerium").run()
    assert slides(app)[0].logos[1].name.de == "Ministerium"
    app = app.main.button(key="logo-out-0").click().run()
    assert [logo.name.de for logo in slides(app)[0].logos] == ["Ministerium"]
    app = uploaded(app, "Logo für jede Folie", "land.png", png())
    assert app.session_state["working_order"].order.logo == "land.png"
    app = box(app, "selectbox", "Logo auf jeder Folie").select("").run()
    assert app.session_state["working_order"].order.logo is None


def test_a_slide_has_a_time_of_its_own_in_the_foyer(open_page):
    app = open_page("running_orders", order="abend")
    label = "Sekunden im Foyer (0: wie alle Folien, 20)"
    app = box(app, "number_input", label).set_value(45).run()
    assert slides(app)[0].seconds == 45
    app = box(app, "number_input", label).set_value(2).run()
    assert slides(app)[0].seconds == 45
    assert app.error
    app = box(app, "number_input", label).set_value(0).run()
    assert slides(app)[0].seconds is None


def test_a_high_figure_may_keep_to_its_first_rows(open_page):
    app = open_page("running_orders", order="abend")
    app.main.radio[0].set_value(1).run()
    label = "Ist die Abbildung zu hoch für eine Folie: nur die ersten Zeilen"
    app = box(app, "checkbox", label).check().run()
    assert slides(app)[1].first_rows


def test_where_nothing_is_saved_no_picture_is_either(open_page, monkeypatch):
    closed = site().model_copy(update={"save_orders": False})
    for module in ("pages.parts.order_pictures", "pages.parts.order_editor"):
        monkeypatch.setattr(f"{module}.site", lambda: closed)
    app = open_page("running_orders", order="abend")
    assert not app.exception
    assert [each.label for each in app.main.file_uploader] == ["Einen Ablaufplan hochladen (YAML)"]
    assert "Bilder legt auf dem Server ab" in words(app)
