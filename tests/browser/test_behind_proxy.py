"""Behind the documented nginx, below /barometer: pages, links, files, the stage and the API."""

from __future__ import annotations

import http.client
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest
from playwright.sync_api import Page, expect

from tests.browser.nginx import proxying
from tests.browser.reading import open_all, open_page, settled
from tests.browser.server import serving
from tests.browser.watching import Watch

pytestmark = pytest.mark.browser
BASE = "/barometer"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where proxy and server write."""
    return tmp_path_factory.mktemp("proxy")


@pytest.fixture(scope="module")
def proxy(published_home: Path, folder: Path) -> Iterator[str]:
    """The address of the proxy."""
    log, rate = folder / "log", {"BAROMETER_API_RATE": "20/minute"}
    with (
        serving(published_home, log, "barometer", **rate) as server,
        proxying(server, folder) as it,
    ):
        yield it


def get(address: str, source: str = "127.0.0.1", **headers: str) -> http.client.HTTPResponse:
    """The answer to a client that has the address `source`; read to its end."""
    at = urlparse(address)
    assert at.hostname
    asking = http.client.HTTPConnection(at.hostname, at.port, 60, source_address=(source, 0))
    asking.request("GET", address.partition(at.netloc)[2], headers=headers)
    answer = asking.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    asking.close()
    return answer


def test_pages_their_links_and_files_all_lie_below_the_path(
    page: Page, proxy: str, watch: Watch, tmp_path: Path
) -> None:
    open_page(page, f"{proxy}{BASE}")
    assert urlparse(page.url).path == f"{BASE}/"
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    page.get_by_test_id("stSidebarNavLink").and_(page.locator('[href$="/barriers"]')).click()
    page.wait_for_url(f"**{BASE}/barriers?*")
    open_page(page, f"{proxy}{BASE}/barriers?survey=kmu-st&sector=F&lang=en")
    expect(page.locator("h1")).to_have_text("What holds digitalisation back?")
    assert "sector=F" in page.url
    open_all(page)
    settled(page)
    links = page.locator("a[href]").evaluate_all("links => links.map(each => each.href)")
    assert len(links) > 30
    assert {
        urlparse(link).path for link in links if not link.startswith(f"{proxy}{BASE}/")
    } == set()
    figure = next(link for link in links if f"{BASE}/figure?" in link)
    page.goto(figure)
    page.locator(".main-svg").first.wait_for()
    assert f"{proxy}{BASE}/embed?" in page.locator("details.embed-code pre").text_content()
    with page.expect_download() as saved:
        page.locator('.take a[href*="format=xlsx"]').click()
    assert Path(saved.value.path()).read_bytes().startswith(b"PK")
    sockets = {url for url in watch.asked if url.startswith("ws:")}
    assert {urlparse(url).path for url in sockets} == {f"{BASE}/_stcore/stream"}
    outside = {url for url in watch.asked if urlparse(url).path.startswith("/")}
    assert {url for url in outside if not urlparse(url).path.startswith(BASE)} == set()


def test_the_stage_and_its_code_for_phones(page: Page, proxy: str) -> None:
    page.goto(f"{proxy}{BASE}/stage?order=demo")
    page.locator(".main-svg").first.wait_for(state="attached")
    links = page.locator("[data-link]").evaluate_all("all => all.map(each => each.dataset.link)")
    assert links
    assert all(link.startswith(f"{proxy}{BASE}/figure?") for link in links)
    page.wait_for_event("response", lambda found: f"{BASE}/stage/state" in found.url and found.ok)
    page.goto(f"{proxy}{BASE}/stage/check?order=demo")
    expect(page.locator("html")).to_have_attribute("data-ready", "yes")
    expect(page.locator("#check-network")).to_have_attribute("data-right", "yes")
    expect(page.locator("#check-phones .value")).to_have_text(re.compile(f"^{proxy}{BASE}/"))


def test_the_api_knows_its_path_and_https(proxy: str) -> None:
    catalogue = get(f"{proxy}{BASE}/api/v1/catalogue", "127.0.0.3")
    assert catalogue.status == 200
    assert f'"{proxy}{BASE}/api/v1/catalogue"' in catalogue.body.decode()
    document = get(f"{proxy}{BASE}/api/v1/openapi.json", "127.0.0.3")
    assert f'"servers": [{{"url": "{BASE}/api/v1"}}]' in document.body.decode()


def test_each_reader_has_a_rate_of_their_own_whatever_they_claim(proxy: str) -> None:
    address = f"{proxy}{BASE}/api/v1/surveys"
    assert [get(address, "127.0.0.4").status for _ in range(20)] == [200] * 20
    assert get(address, "127.0.0.4").status == 429
    claimed = {"X-Forwarded-For": "198.51.100.7"}
    assert get(address, "127.0.0.4", **claimed).status == 429
    assert get(address, "127.0.0.5").status == 200


def test_scripts_come_packed_and_from_the_proxys_store(proxy: str) -> None:
    start = get(f"{proxy}{BASE}/").body.decode()
    (script,) = re.findall(r'src="\./(static/js/index\.[^"]+)"', start)
    for name in (script, "figure-assets/plotly.js?1"):
        for _ in range(2):
            found = get(f"{proxy}{BASE}/{name}", **{"Accept-Encoding": "gzip"})
            assert found.headers["Content-Encoding"] == "gzip"
        assert found.headers["X-Cache"] == "HIT"
        plain = get(f"{proxy}{BASE}/{name}")
        assert plain.headers["Content-Encoding"] is None
        assert len(plain.body) > 2 * len(found.body)


def test_the_headers_come_through_once(proxy: str) -> None:
    for path in ("/", "/embed?page=barriers&figure=barriers", "/figure-assets/figure.js"):
        found = get(f"{proxy}{BASE}{path}").headers
        assert len(found.get_all("Content-Security-Policy")) == 1
        assert found.get_all("X-Content-Type-Options") == ["nosniff"]


def test_a_foreign_page_opens_no_websocket_and_the_server_asks_nobody(
    proxy: str, folder: Path
) -> None:
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    stream = f"{proxy}{BASE}/_stcore/stream"
    assert get(stream, **upgrade, Origin="https://evil.example").status == 403
    health = get(f"{proxy}{BASE}/_stcore/health", Origin="https://evil.example")
    assert health.status == 200
    assert health.headers["Access-Control-Allow-Origin"] is None
    assert "external IP" not in (folder / "log").read_text()
    free = get(f"{proxy}{BASE}/api/v1/health", Origin="https://any.example")
    assert free.headers["Access-Control-Allow-Origin"] == "*"
