"""What a page in Streamlit's harness shows of its figures: names, traces, tables, commands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any, NamedTuple

from streamlit.testing.v1 import AppTest


class Number(NamedTuple):
    """A value with its interval and base as they are printed; a sign has the value alone."""

    value: str
    interval: str
    n: str


class Figure(NamedTuple):
    """What a page shows of one figure: its name, the traces, the tables (the main one first), the
    command.
    """

    name: str
    traces: list[dict[str, Any]]
    tables: list[list[list[str]]]
    command: str


class Chart(NamedTuple):
    """What a figure is drawn from: its name, its text alternative, data and layout as JSON."""

    name: str
    alt: str
    spec: str


_CHART = re.compile(
    r'<div class="db-chart"[^>]*? aria-label="([^"]*)"[^>]*? data-chart="([^"]*)" '
    r"[^>]*?data-figure='([^']*)'></div>"
)


def charts_in(body: str) -> list[Chart]:
    """The charts in an HTML message, as the browser would read them."""
    return [Chart(*(unescape(each[i]) for i in (2, 1, 3))) for each in _CHART.finditer(body)]


def without_charts(body: str) -> str:
    """The words of an HTML message, without what its charts are drawn from."""
    return _CHART.sub("", body)


def figures_shown(app: AppTest) -> Iterator[Figure]:
    name, traces, tables = "", [], []
    for element in _elements(app.main):
        if element.type == "html":
            body = element.proto.body
            for chart in charts_in(body):
                name, traces, tables = chart.name, json.loads(chart.spec)["data"], []
            tables = tables or [rows_of(each) for each in body.split('<table class="db">')[1:]]
            command = re.search(r"<code>(python -m estimation .*?)</code>", body)
            if command and traces:
                yield Figure(name, traces, tables, unescape(command[1]))
                traces = []


def _elements(block) -> Iterator[Any]:
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _elements(child)
        else:
            yield child


class _Rows(HTMLParser):
    """The cells of a table; what stands in them a second time for a phone is passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._in, self._under = False, False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
        if tag in ("th", "td"):
            self.rows[-1].append("")
            self._in = True
        if tag == "span":
            self._under = dict(attrs).get("class") == "db-under"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("th", "td"):
            self._in = False
        if tag == "span":
            self._under = False

    def handle_data(self, data: str) -> None:
        if self._in and not self._under:
            self.rows[-1][-1] += data


def rows_of(html: str) -> list[list[str]]:
    """The body of an HTML table, cell by cell."""
    parser = _Rows()
    parser.feed(html)
    return [row for row in parser.rows[1:] if row]
