"""Files may be asked for so many times a minute; who asks too often is told what to do."""

from __future__ import annotations

import re
import urllib.error
import urllib.request

import pytest

from stage.download import download
from stage.limited import FILES, limited
from stage.show_routes import pack
from tests.browser.server import serving
from tests.stage.asking import ask

ONE = "survey=kmu-st&page=barriers&figure=barriers&format=codes"
FIRST, SECOND = "198.51.100.7", "198.51.100.8"


@pytest.fixture(autouse=True)
def home(published_home, monkeypatch):
    monkeypatch.setenv("BAROMETER_HOME", str(published_home))
    monkeypatch.setenv(FILES.variable, "2/minute")
    FILES.forget()
    yield
    FILES.forget()


@pytest.mark.parametrize(
    ("lang", "said"),
    [("de", "Sekunden warten"), ("en", "wait {seconds} seconds")],
)
def test_who_asks_too_often_is_told_what_to_do(lang, said):
    answers = [ask(limited(download), f"{ONE}&lang={lang}", client=FIRST) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    refused, text = answers[-1], answers[-1].body.decode()
    seconds = refused.headers["retry-after"]
    assert 1 <= int(seconds) <= 60
    assert said.format(seconds=seconds) in text and seconds in text
    assert f'lang="{lang}"' in text and "/api/v1" in text
    assert refused.headers["cache-control"] == "no-store"
    assert "content-disposition" not in refused.headers
    assert ask(limited(download), ONE, client=SECOND).status_code == 200


def test_the_pack_of_a_show_counts_too_and_leads_back():
    answers = [ask(limited(pack, up="../"), "order=demo", client=FIRST) for _ in range(3)]
    assert [each.status_code for each in answers] == [200, 200, 429]
    assert re.search(r'href="(?!\.\./|data:)', answers[-1].body.decode()) is None


def test_who_has_no_address_does_not_wait_for_others():
    answers = [ask(limited(download), ONE) for _ in range(4)]
    assert {each.status_code for each in answers} == {200}


def test_behind_a_proxy_each_reader_counts_for_himself(published_home, tmp_path):
    """As `make run` serves it: the proxy on the same machine says who asks."""
    with serving(published_home, tmp_path / "log") as address:

        def status(reader: str) -> int:
            request = urllib.request.Request(f"{address}/download?{ONE}")
            request.add_header("X-Forwarded-For", reader)
            try:
                with urllib.request.urlopen(request, timeout=60) as answer:
                    return answer.status
            except urllib.error.HTTPError as error:
                return error.code

        assert [status(FIRST) for _ in range(3)] == [200, 200, 429]
        assert status(SECOND) == 200
