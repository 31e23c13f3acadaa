"""Each kind of chart as every file there is, from the links of its own page: the same numbers.

A file is read by a library that is not ours and compared with the table under the figure, mark by
mark. One server and one browser serve all of it.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree
from zlib import crc32

import pytest
from playwright.sync_api import Locator, Page

from tests.browser import taken
from tests.browser.taken import Row

pytestmark = pytest.mark.browser
Window = Callable[..., Page]
Tables = list[list[Row]]
Key = tuple[str, str]
SVG = "{http://www.w3.org/2000/svg}"


class Kind(NamedTuple):
    """A figure of its kind under filters that leave marks in it; `printed`: of which of its tables
    every number stands in the picture.
    """

    address: str
    printed: Sequence[int] = (0,)


_CONTRAST = "explorer&figure=maturity-sector-F:rest&question=maturity&by=sector&contrast=F:rest"
KINDS = {
    "ranking": Kind("barriers&figure=barriers&sector=I&size=50-249"),
    "ordered": Kind("strategy&figure=strategy_status-by-sector&level=division", (1,)),
    "diverging": Kind("participation&figure=acceptance-by-involvement&district=15003", (1,)),
    "heatmap": Kind("maturity&figure=maturity-matrix", (0, 1)),
    "profile": Kind("maturity&figure=maturity-profile&sector=J&size=GE250"),
    "change": Kind("maturity&figure=maturity-waves&sector=I&size=50-249"),
    "two groups": Kind("participation&figure=acceptance-ends&district=15003", (1,)),
    "contrast": Kind(f"{_CONTRAST}&size=GE250", (1,)),
    "funnel": Kind("support&figure=programmes-way&sector=I&size=50-249"),
    "map": Kind("region&figure=map-maturity&size=GE250"),
}
_seen: set[str] = set()  # marks that occurred


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_has_the_numbers_of_the_page(
    kind: str, dashboard: str, window: Window, tmp_path: Path
) -> None:
    page = window()
    page.goto(f"{dashboard}/figure?page={KINDS[kind].address}")
    tables = taken.of_page(page)
    assert len(tables[0]) > 2
    _seen.update(row.mark for table in tables for row in table)

    def saved(link: Locator) -> bytes:
        with page.expect_download() as waiting:
            link.click()
        path = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(path)
        return path.read_bytes()

    def file(format_: str) -> bytes:
        return saved(page.locator(f'a[href$="format={format_}"]'))

    for read in (taken.of_spreadsheet(file("csv")), taken.of_workbook(file("xlsx"))):
        assert len(read) == len(tables)
        for rows, wanted in zip(read, tables, strict=True):
            assert [row.labels for row in rows] == [row.labels for row in wanted]
            same(rows, wanted)
    same(taken.of_codes(file("codes")), tables[0])
    slide(kind, file("pptx"), tables)
    drawing(saved(page.locator('[data-save="svg"]')), tables, KINDS[kind].printed)
    picture(saved(page.locator('[data-save="png"]')))
    (tmp_path / "offline.html").write_bytes(file("html"))
    page.goto((tmp_path / "offline.html").as_uri())
    assert taken.of_page(page) == tables
    page.locator(".chart .main-svg").first.wait_for()


def test_every_mark_was_among_them() -> None:
    assert _seen == {"", "( )", "/", "·"}


def same(rows: Sequence[Row], wanted: Sequence[Row]) -> None:
    """Number by number, rounded as printed; what is hidden has none, "/" may have one."""
    assert len(rows) == len(wanted)
    for row, printed in zip(rows, wanted, strict=True):
        assert (row.mark, row.n or None) == (printed.mark, printed.n or None), printed
        if printed.mark == "·":
            assert (row.value, row.low, row.high) == (None, None, None), row
        elif printed.mark != "/":
            near(row, printed)


def near(row: Row, printed: Row) -> None:
    """The number and its interval; that of a score is printed up to the ends of its scale."""
    assert row.value is not None
    assert round(row.value, printed.digits) == printed.value, (row, printed)
    assert (row.low is None) == (printed.low is None)
    if row.low is not None and row.high is not None:
        low, high = round(row.low, printed.digits), round(row.high, printed.digits)
        assert printed.low == low or (printed.low == 0 and low < 0), (row, printed)
        assert printed.high == high or (printed.high == 100 and high > 100), (row, printed)


def slide(kind: str, content: bytes, tables: Tables) -> None:
    """What PowerPoint draws is on the page, and all of the page that can be drawn is there."""
    if kind == "heatmap":
        head, *lines = taken.table_of(content)
        cells = {(name, at): text for name, *texts in lines for at, text in enumerate(texts)}
        columns = list(dict.fromkeys(row.labels[1] for row in tables[0]))
        for row in tables[0]:
            assert as_printed(row) == cells[row.labels[0], columns.index(row.labels[1])]
        for row in tables[1]:
            assert as_printed(row) == cells[row.labels[0], len(head) - 2]
        return
    drawn = {(_name(point.labels[0]), point.labels[1]): point for point in taken.chart_of(content)}
    wanted = _wanted(kind, tables, list(dict.fromkeys(series for _, series in drawn)))
    found = {key for key, point in drawn.items() if point.value is not None and key in wanted}
    for key in found:
        if drawn[key].labelled:
            assert drawn[key].mark == wanted[key].mark, key
        if kind in ("ordered", "diverging"):  # segments have no interval of their own
            assert round(drawn[key].value or 0.0, wanted[key].digits) == wanted[key].value
            assert drawn[key].labelled or (drawn[key].value or 0.0) < 4.5  # too narrow for it
        else:
            assert drawn[key].labelled
            near(drawn[key], wanted[key])
    shown = {key for key, row in wanted.items() if row.value is not None}
    if kind in ("ordered", "diverging"):  # a bar is drawn whole or not at all
        torn = {key[0] for key in wanted if key not in shown}
        shown = {key for key in shown if key[0] not in torn}
    assert found == shown
    beside = [each.labels[0].partition("\N{EN SPACE}")[2] for each in taken.chart_of(content)]
    if kind in ("two groups", "contrast"):
        for row in tables[1]:
            if row.value is not None:
                assert any(as_printed(row) in text.replace("+", "") for text in beside)


def _name(category: str) -> str:
    return category.removeprefix("▸ ").partition("\N{EN SPACE}")[0]


def _wanted(kind: str, tables: Tables, series: Sequence[str]) -> dict[Key, Row]:
    """The rows of the page by name and series of the chart."""
    main = tables[0]
    if kind in ("ordered", "diverging", "funnel"):
        return {(row.labels[0], row.labels[1]): row for row in main}
    if kind == "contrast":
        return {(r.labels[0], r.labels[1]): r for r in main if r.labels[1] in series[:1]}
    if kind == "two groups":
        return {("Magdeburg insgesamt", r.labels[0]): r for r in main if r.labels[0] in series}
    wanted = {(row.labels[0], series[0]): row for row in main}
    if len(series) > 1:
        wanted |= {(row.labels[0], series[1]): row for row in tables[1]}
    return wanted


def drawing(content: bytes, tables: Tables, printed: Sequence[int]) -> None:
    """The texts of an SVG hold the printed numbers with their marks."""
    root = ElementTree.fromstring(content)
    texts = [" ".join(text.itertext()) for text in root.iter(f"{SVG}text")]
    words = {word for text in texts for word in re.sub(r"[\u00a0\u202f]", "", text).split()}
    plain = {word.removesuffix("%").replace("%)", ")").replace("+", "") for word in words}
    for at in printed:
        missing = [
            row for row in tables[at] if as_printed(row) not in plain and row.value is not None
        ]
        assert missing == []


def as_printed(row: Row) -> str:
    """ "(1.204)", without its unit; a sign in place of a number."""
    if row.value is None:
        return row.mark
    text = f"{row.value:,.{row.digits}f}".translate(str.maketrans(",.-", ".,−"))
    return f"({text})" if row.mark else text


def picture(content: bytes) -> None:
    """A PNG is 3,200 pixels wide and says that these are 16 centimetres, a page's width of text."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    chunks: dict[bytes, Any] = {}
    place = 8
    while place < len(content):
        (length,), kind = (
            struct.unpack(">I", content[place : place + 4]),
            content[place + 4 : place + 8],
        )
        body = content[place + 8 : place + 8 + length]
        (check,) = struct.unpack(">I", content[place + 8 + length : place + 12 + length])
        assert check == crc32(kind + body)
        chunks[kind] = body
        place += 12 + length
    width, height = struct.unpack(">II", chunks[b"IHDR"][:8])
    across, down, unit = struct.unpack(">IIB", chunks[b"pHYs"])
    assert (width, across, down, unit) == (3200, 20_000, 20_000, 1)
    assert 0.03 < height / down < 0.4  # metres
    assert list(chunks)[-1] == b"IEND"
    assert len(content) > 100_000  # there is something in it
