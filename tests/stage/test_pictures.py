"""Uploaded pictures: what is kept under which name, and what is refused with a sentence."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from stage.orders import folder
from stage.orders.pictures import LARGEST, keep_picture
from survey.failure import Failure

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
PLAIN = SVG.format('<defs><path id="a" d="M0 0"/></defs><use href="#a" fill="url(#b)"/>')
RUNS = {
    "script": SVG.format("<script>alert(1)</script>"),
    "event": SVG.format('<rect onload="alert(1)"/>'),
    "page": SVG.format("<foreignObject><p/></foreignObject>"),
    "link": SVG.format('<a href="https://example.org"><rect/></a>'),
    "image": SVG.format('<image href="https://example.org/x.png"/>'),
    "old link": SVG.format(
        '<use xmlns:x="http://www.w3.org/1999/xlink" x:href="javascript:alert(1)"/>'
    ),
    "drawing in a drawing": SVG.format('<image href="data:image/svg+xml;base64,AAAA"/>'),
    "style": SVG.format("<style>@import 'https://example.org/x.css';</style>"),
    "fill": SVG.format('<rect style="fill: url(https://example.org/x)"/>'),
    "animation": SVG.format('<set attributeName="href" to="javascript:alert(1)"/>'),
    "entity": f'<!DOCTYPE svg [<!ENTITY a "b">]>{PLAIN}',
    "sheet": f'<?xml-stylesheet href="https://example.org/x.css"?>{PLAIN}',
    "UTF-16": PLAIN.encode("utf-16-le"),
}


@pytest.fixture(autouse=True)
def orders(tmp_path, monkeypatch):
    monkeypatch.setenv("BAROMETER_ORDERS", str(tmp_path))
    return tmp_path


def picture_of(kind: str, colour: str = "red", size: tuple[int, int] = (40, 30)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("Logo Groß & Söhne.PNG", picture_of("PNG"), "logo-gross-sohne.png"),
        ("../../etc/passwd.jpeg", picture_of("JPEG"), "etc-passwd.jpg"),
        ("is a photograph.png", picture_of("JPEG"), "is-a-photograph.jpg"),
        ("….svg", PLAIN.encode(), "bild.svg"),
        ("inkscape.svg", f'<?xml version="1.0"?><!DOCTYPE svg>{PLAIN}'.encode(), "inkscape.svg"),
    ],
)
def test_a_picture_is_kept_under_a_safe_name_by_its_content(orders, name, content, kept):
    assert keep_picture(name, content) == kept
    assert (orders / "pictures" / kept).read_bytes() == content
    assert folder.pictures() == (kept,)
    assert folder.picture(kept) is not None


def test_another_picture_of_the_same_name_gets_a_number_and_the_same_none():
    red, blue = picture_of("PNG"), picture_of("PNG", "blue")
    names = [keep_picture("logo.png", each) for each in (red, blue, red, blue)]
    assert names == ["logo.png", "logo-2.png", "logo.png", "logo-2.png"]
    assert len(folder.pictures()) == 2


@pytest.mark.parametrize("kind", RUNS)
def test_a_drawing_that_runs_something_or_asks_somebody_is_refused(kind):
    content = RUNS[kind] if isinstance(RUNS[kind], bytes) else RUNS[kind].encode()
    with pytest.raises(Failure) as failure:
        keep_picture("logo.svg", content)
    assert "logo.svg" in failure.value.text("de")
    assert "PNG" in failure.value.text("en")
    assert folder.pictures() == ()


@pytest.mark.parametrize(
    "content",
    [b"", b"GIF89a", b"<html><p>x</p></html>", b"<svg", picture_of("PNG")[:60], picture_of("BMP")],
    ids=["nothing", "gif", "page", "torn drawing", "torn picture", "bitmap"],
)
def test_what_is_no_picture_is_refused_in_both_languages(content):
    with pytest.raises(Failure) as failure:
        keep_picture("logo.png", content)
    assert "kein Bild" in failure.value.text("de")
    assert "no picture" in failure.value.text("en")


def test_a_picture_that_is_too_large_is_refused(orders):
    with pytest.raises(Failure) as failure:
        keep_picture("big.png", picture_of("PNG") + b"\0" * LARGEST)
    assert failure.value.text("de").startswith("big.png hat 5 MB; höchstens 5 MB")
    with pytest.raises(Failure, match=r"wide\.png"):
        keep_picture("wide.png", picture_of("PNG", size=(9000, 5000)))
    assert not (orders / "pictures").exists()
