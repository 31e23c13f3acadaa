"""What stands in files that a reader took along, in one form: a row per number, as it is printed.

Each reader takes the file apart by a library of its own, none of ours.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

_NUMBER = re.compile(r"[+−-]?\d[\d.]*(?:,\d+)?")
_CELLS = """tables => tables.map(table => [...table.tBodies[0].rows].map(row => ({
  labels: [...row.querySelectorAll("th")].map(cell => cell.textContent),
  value: row.querySelector("td").firstChild.textContent,
  interval: row.querySelectorAll("td")[1].textContent,
  n: row.querySelectorAll("td")[2].textContent})))"""


@dataclass(frozen=True)
class Row:
    """An estimate under its labels: its number with its mark, its interval, its base.

    Numbers are those of print, in percent or points; `digits` are the decimals printed.
    """

    labels: tuple[str, ...]
    value: float | None
    mark: str
    low: float | None = None
    high: float | None = None
    n: int | None = None
    digits: int = 0
    labelled: bool = True  # whether the number is written at its mark


def of_page(page: Any) -> list[list[Row]]:
    """The tables under a figure on its own page, in German."""
    return [
        [_printed(cell) for cell in rows] for rows in page.eval_on_selector_all("table.db", _CELLS)
    ]


def _printed(cell: Mapping[str, Any]) -> Row:
    value, interval = (
        cell[name].replace("\N{NO-BREAK SPACE}", " ") for name in ("value", "interval")
    )
    labels = tuple(each.replace("\N{SOFT HYPHEN}", "") for each in cell["labels"])
    if value in "/·":
        return Row(labels, None, value, n=number(cell["n"]) if cell["n"] else None)
    ends = [_german(each) for each in _NUMBER.findall(interval)] or [None, None]
    (text,) = _NUMBER.findall(value)
    mark = "( )" if value.startswith("(") else ""
    base = number(cell["n"]) if cell["n"] else None
    return Row(labels, _german(text), mark, *ends, base, len(text.partition(",")[2]))


def number(text: str) -> int:
    """ "1.542"."""
    return int(text.replace(".", ""))


def _german(text: str) -> float:
    plain = text.replace("−", "-").replace(".", "").replace(",", ".")
    return float(plain.removeprefix("+"))


def of_spreadsheet(content: bytes) -> list[list[Row]]:
    """The tables of a CSV for German spreadsheets: below a head that ends with the mark."""
    found: list[list[Row]] = []
    inside = False
    for line in csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"):
        if line and line[-1] == "Zeichen":
            found.append([])
            inside = True
        elif not line:
            inside = False
        elif inside:
            *words, value, low, high, n, mark = line
            numbers = [_german(each) if each else None for each in (value, low, high)]
            row = Row(tuple(words[::2]), numbers[0], mark, numbers[1], numbers[2])
            found[-1].append(_with(row, int(n) if n else None, len(value.partition(",")[2])))
    return found


def _with(row: Row, n: int | None, digits: int) -> Row:
    return Row(row.labels, row.value, row.mark, row.low, row.high, n, digits)


def of_codes(content: bytes) -> list[Row]:
    """The rows of a CSV of codes; the labels are its codes of rows and answers."""
    lines = csv.DictReader(StringIO(content.decode("utf-8-sig")))
    return [_estimate((line["item"], line["option"]), line) for line in lines]


def of_workbook(content: bytes) -> list[list[Row]]:
    """The sheets of numbers of a workbook: labels, then the estimate table under its names."""
    found = []
    for sheet in load_workbook(BytesIO(content)).worksheets[:-1]:  # the last one has the notes
        head, *lines = ([cell.value for cell in row] for row in sheet.iter_rows())
        labels = head.index("Wie angezeigt")
        rows = [dict(zip(head, line, strict=True)) for line in lines]
        found.append(
            [_estimate(tuple(line[:labels]), row) for line, row in zip(lines, rows, strict=True)]
        )
    return found


_MARKS = {"": "", "limited": "( )", "unreliable": "/", "hidden": "·"}


def _estimate(labels: tuple[str, ...], row: Mapping[str, Any]) -> Row:
    """A row of the estimate table: shares are 0–1 there; "/" has its number, with the mark."""
    times = 100.0 if row["statistic"] == "proportion" else 1.0
    estimate, low, high = (
        None if row[name] in (None, "") else float(row[name]) * times
        for name in ("estimate", "ci_low", "ci_high")
    )
    n = row.get("n")
    return Row(labels, estimate, _MARKS[row["flag"] or ""], low, high, int(n) if n else None)


def chart_of(content: bytes) -> Iterator[Row]:
    """The points of the chart on the first slide: name and series, number, mark, error bar."""
    slide = Presentation(BytesIO(content)).slides[0]
    chart = next(shape for shape in slide.shapes if shape.has_chart).chart
    for series in chart.plots[0].series:
        names = [str(name) for name in chart.plots[0].categories] or _places(series)
        lengths = {side: _numbers(series, side) for side in ("plus", "minus")}
        labels = {
            int(label.find(qn("c:idx")).get("val")): label.find(qn("c:numFmt"))
            for label in series._element.iter(qn("c:dLbl"))
        }
        for at, (name, value) in enumerate(zip(names, series.values, strict=True)):
            written = labels.get(at)
            limited = written is not None and written.get("formatCode").startswith('"("')
            ends = [None, None]
            if value is not None and lengths["plus"]:
                ends = [value - lengths["minus"][at], value + lengths["plus"][at]]
            mark = "( )" if limited else ""
            yield Row((name, series.name), value, mark, *ends, labelled=written is not None)


def _places(series: Any) -> list[str]:
    """The waves of points that have no names."""
    values = series._element.find(qn("c:xVal")).iter(qn("c:v"))
    return [f"Erhebung {float(each.text):.0f}" for each in values]


def _numbers(series: Any, side: str) -> list[float]:
    bars = series._element.find(qn("c:errBars"))
    if bars is None:
        return []
    return [float(each.text) for each in bars.find(qn(f"c:{side}")).iter(qn("c:v"))]


def table_of(content: bytes) -> Sequence[Sequence[str]]:
    """The cells of the table on the first slide."""
    slide = Presentation(BytesIO(content)).slides[0]
    table = next(shape for shape in slide.shapes if shape.has_table).table
    return [[cell.text_frame.text for cell in row.cells] for row in table.rows]
