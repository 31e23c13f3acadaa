"""The show: what its addresses answer, without a browser."""

from __future__ import annotations

import asyncio
import json
import re
from html import unescape
from shutil import copytree
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from starlette.applications import Starlette
from starlette.responses import Response

from stage.orders import folder
from stage.routes import ROUTES
from survey.snapshot import current_snapshot
from tests.loop import alone

APP = Starlette(routes=list(ROUTES))


@pytest.fixture(autouse=True)
def home(published_home, monkeypatch, tmp_path):
    """The demo survey, and a folder of orders of its own with the demo order in it."""
    orders = tmp_path / "orders"
    orders.mkdir()
    (orders / "demo.yaml").write_bytes((folder.DEFAULT / "demo.yaml").read_bytes())
    monkeypatch.setenv("BAROMETER_HOME", str(published_home))
    monkeypatch.setenv("BAROMETER_ORDERS", str(orders))
    return orders


def ask(address: str) -> Response:
    """The answer of the server to one request."""
    parts = urlsplit(address)
    scope = {
        "type": "http",
        "method": "GET",
        "path": parts.path,
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "headers": [(b"host", b"barometer.example")],
        "scheme": "https",
        "server": ("barometer.example", 443),
        "root_path": "",
    }
    found = Response()
    body = bytearray()

    async def receive() -> dict:
        await asyncio.sleep(3600)  # nobody hangs up
        return {"type": "http.disconnect"}

    async def send(message: dict) -> None:
        if message["type"] == "http.response.start":
            found.status_code = message["status"]
            found.raw_headers = message["headers"]
        else:
            body.extend(message.get("body", b""))

    alone(APP(scope, receive, send))
    found.body = bytes(body)
    return found


def text(address: str, status: int = 200) -> str:
    answer = ask(address)
    assert answer.status_code == status, answer.body.decode()
    return answer.body.decode()


def slides(page: str) -> list[str]:
    return re.findall(r"<section class=\"slide.*?</section>", page, re.S)


def headline(slide: str) -> str:
    found = re.search(r"<h2.*?</h2>", slide, re.S)
    assert found
    return unescape(re.sub(r"<[^>]+>", "", found[0]))


def put(home, name="own", **changed) -> None:
    raw = {"title": "Abend", "slides": [{"kind": "title", "title": "Willkommen"}], **changed}
    (home / f"{name}.yaml").write_text(yaml.safe_dump(raw), encoding="utf-8")


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("format_", ["16:9", "4:3"])
def test_all_slides_are_in_the_first_answer(lang, format_):
    page = text(f"/stage?order=demo&lang={lang}&format={format_}")
    found = slides(page)
    assert len(found) == 8
    drawn = [re.search(r'type="application/json">(.*?)</script>', each, re.S) for each in found]
    assert sum(json.loads(each[1])["data"] != [] for each in drawn if each) == 5
    assert all(headline(each) for each in found)
    said = {"de": "synthetische Demodaten", "en": "synthetic demo data"}[lang]
    assert all(said in each for each in found)
    assert f'<html lang="{lang}"' in page


def fonts(part, name="") -> list[float]:
    """The sizes of type in a drawing, whatever it belongs to."""
    if isinstance(part, str):
        return [float(size) for size in re.findall(r"font-size:([\d.]+)px", part)]
    if isinstance(part, list):
        return [size for each in part for size in fonts(each)]
    if not isinstance(part, dict):
        return []
    own = [float(part["size"])] if name.endswith("font") and "size" in part else []
    return own + [size for key, each in part.items() for size in fonts(each, key)]


def test_no_type_of_a_slide_is_laid_out_smaller_than_the_usual_one():
    drawn = [
        json.loads(found[1])
        for slide in slides(text("/stage?order=demo&format=4:3"))
        if (found := re.search(r'type="application/json">(.*?)</script>', slide, re.S))
    ]
    assert len(drawn) == 5
    for each in drawn:
        assert min(fonts(each)) >= 14


def test_the_filters_of_a_slide_are_those_of_its_order_until_somebody_chooses():
    planned = slides(text("/stage?order=demo"))[3]
    assert '<option value="10-49" selected>' in planned
    (changed,) = slides(text("/stage/slide?order=demo&slide=3&size=0-9&wave=2024"))
    assert '<option value="0-9" selected>' in changed
    assert headline(changed) != headline(planned)
    code = re.search(r'data-link="([^"]+)"', changed)
    assert code
    link = urlsplit(unescape(code[1]))
    assert (link.netloc, link.path) == ("barometer.example", "/figure")
    assert parse_qs(link.query)["size"] == ["0-9"]


def test_an_own_headline_holds_as_long_as_nobody_chooses(home):
    figure = {"kind": "figure", "page": "barriers", "figure": "barriers"}
    put(home, slides=[{**figure, "headline": {"de": "Zeit fehlt", "en": "Time is short"}}])
    assert headline(text("/stage?order=own")) == "Zeit fehlt"
    assert headline(text("/stage?order=own&lang=en")) == "Time is short"
    assert headline(text("/stage/slide?order=own&slide=0&size=0-9")) != "Zeit fehlt"


@pytest.mark.parametrize("path", ["/stage", "/presenter", "/stage/check", "/stage/pack"])
@pytest.mark.parametrize(("lang", "heading"), [("de", "Tasten"), ("en", "Keys")])
def test_the_help_has_a_heading(path, lang, heading):
    found = text(f"{path}?order=demo&lang={lang}")
    assert f"<h2>{heading}</h2>" in found
    assert "built-in" not in found.partition("<script>")[0]


def test_what_the_plan_hides_is_refused_in_the_same_words():
    filters = "size=0-9&sector=F&district=15003"
    (slide,) = slides(text(f"/stage/slide?order=demo&slide=3&lang=en&{filters}"))
    assert "application/json" not in slide
    alone = text(f"/figure?page=barriers&figure=barriers&lang=en&{filters}")
    said = re.search(r'<p class="refused">(.*?)</p>', slide)
    assert said
    assert said[1] in alone


def test_a_question_that_was_not_asked_is_a_slide_with_the_sentence(home):
    figure = {"kind": "figure", "page": "change", "figure": "pandemic_effect"}
    put(home, slides=[{**figure, "address": "wave=2019"}])
    assert "Not asked in this wave" in text("/stage?order=own&lang=en")


def test_a_figure_that_does_not_exist_takes_no_other_slide_away(home):
    figure = {"kind": "figure", "page": "barriers", "figure": "none"}
    put(home, slides=[{"kind": "title", "title": "Willkommen"}, figure])
    first, second = slides(text("/stage?order=own"))
    assert headline(first) == "Willkommen"
    assert "barriers-by-sector" in second


@pytest.mark.parametrize(
    ("address", "word"),
    [
        ("/stage", "demo"),
        ("/stage?order=none", "demo"),
        ("/stage?order=../site", "Kleinbuchstaben"),
        ("/stage/slide?order=demo&slide=8", "slide"),
        ("/stage/slide?order=demo&slide=x", "slide"),
    ],
)
def test_what_is_not_there_is_said(address, word):
    assert word in text(address, 404)


def test_a_broken_order_is_said_with_its_place(home):
    put(home, format="A4")
    assert "own.yaml" in text("/stage?order=own", 404)
    assert "format: " in text("/stage?order=own", 404)
    text("/stage?order=demo")


def test_a_new_order_and_new_data_change_the_state(home, published_home, tmp_path, monkeypatch):
    def state() -> str:
        return json.loads(text("/stage/state?order=own"))["state"]

    put(home)
    first = state()
    assert state() == first
    put(home, foyer_seconds=9)
    second = state()
    assert second != first
    assert state() == second

    other = tmp_path / "home"
    copytree(published_home, other)
    name = current_snapshot(other).name
    renamed = "snapshot-" + "0" * 16
    (other / f"{name}.json").rename(other / f"{renamed}.json")
    (other / "current").write_text(f"{renamed}.json")
    monkeypatch.setenv("BAROMETER_HOME", str(other))
    assert state() != second
    put(home, snapshot=renamed)
    assert json.loads(text("/stage/state?order=own"))["snapshot"] == renamed
    put(home, snapshot=name)
    assert name in text("/stage?order=own", 404)


def test_pictures_are_shown_and_run_nothing(home):
    (home / "pictures").mkdir()
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    (home / "pictures" / "logo.svg").write_text(svg)
    logos = {"kind": "logos", "title": "Dank", "logos": [{"name": "Halle", "file": "logo.svg"}]}
    put(home, slides=[logos], logo="logo.svg")
    assert text("/stage?order=own").count('src="stage/picture/logo.svg"') == 2
    answer = ask("/stage/picture/logo.svg")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert ask("/stage/picture/none.svg").status_code == 404
    assert ask("/stage/picture/..%2fown.yaml").status_code == 404


def test_no_page_of_the_show_has_a_script_of_its_own_or_asks_another_host():
    for path in ("/stage", "/presenter", "/stage/check"):
        page = text(f"{path}?order=demo")
        scripts = re.findall(r"<script([^>]*)>", page)
        assert scripts
        assert all("src=" in each or "application/json" in each for each in scripts)
        markup = re.sub(r"<script[^>]*>.*?</script>", "", page, flags=re.S)
        assert not re.search(r"\son\w+=|<style|\sstyle=", markup)
        links = re.findall(r'(?:src|href)="([^"]+)"', page)
        assert not [each for each in links if "//" in each]


def test_the_pack_needs_no_server(home):
    (home / "pictures").mkdir()
    (home / "pictures" / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    raw = yaml.safe_load((home / "demo.yaml").read_text(encoding="utf-8"))
    put(home, **{**raw, "logo": "logo.png"})
    answer = ask("/stage/pack?order=own&lang=en")
    page = answer.body.decode()
    assert "own-en.html" in answer.headers["content-disposition"]
    assert len(slides(page)) == 8
    shown = "".join(slides(page))
    assert shown.count("data:image/png;base64,") == 8
    assert "data:font/woff2;base64," in page
    assert not re.search(r'(?:src|href)="(?!data:)', shown)
    assert "choices" not in shown


def test_the_check_names_what_cannot_be_shown(home):
    page = text("/stage/check?order=demo")
    assert page.count('data-right="yes"') == 8 + 2
    assert 'class="of-slide" data-place="3" data-right="yes"' in page
    figure = {"kind": "figure", "page": "barriers", "figure": "none"}
    put(home, slides=[figure], logo="none.png")
    page = text("/stage/check?order=own")
    assert 'class="of-slide" data-place="0" data-right="no"' in page
    assert "none.png" in page


def test_the_foyer_plays_by_itself_only_where_it_is_asked_for():
    assert 'data-foyer="1"' in text("/stage?order=demo&foyer=1")
    assert 'data-foyer="0"' in text("/stage?order=demo")
    assert 'data-seconds="10"' in slides(text("/stage?order=demo"))[7]
    assert 'data-seconds="15"' in slides(text("/stage?order=demo"))[0]
