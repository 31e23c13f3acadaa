"""Figure, table and command line say the same numbers of the same selection.

Each page is drawn in Streamlit's harness. Of every figure on it, the command that the page prints
under it is run; what it answers is compared with what the figure and the table print.
"""

from __future__ import annotations

import json
import re
import shlex
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from estimation.__main__ import main
from tests.figures.shown import Figure, Number, figures_shown

ROOT = Path(__file__).parents[2]
SHOWN = ("", "limited")
_BAR_OF = ("item", "sector", "size", "district", "council", "involvement", "wave")
PAGES: dict[str, dict[str, list[str]]] = {
    "overview": {},
    "maturity": {},
    "strategy": {},
    "barriers": {},
    "support": {},
    "participation": {},
    "learning": {},
    "change": {},
    "region": {},
    "explorer": {"question": ["it_spend"], "by": ["size"]},
}
FILTERS: dict[str, dict[str, list[str]]] = {
    "de": {"lang": ["de"]},
    "en": {"lang": ["en"], "wave": ["2021"], "size": ["10-49", "50-249"]},
}


@pytest.fixture
def figures_of(published_home, monkeypatch):
    """The figures of a page at an address."""
    monkeypatch.setenv("BAROMETER_HOME", str(published_home))

    def figures(page: str, address: dict[str, list[str]]) -> list[Figure]:
        app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60)
        for name, values in address.items():
            app.query_params[name] = values
        if page != "overview":
            app.switch_page(f"{page}.py")
        app.run()
        assert not app.exception and not app.warning and not app.error
        return list(figures_shown(app))

    return figures


def calculated(command: str, capsys) -> list[dict[str, Any]]:
    """What the command line answers."""
    words = shlex.split(command)
    assert words[:3] == ["python", "-m", "estimation"]
    capsys.readouterr()
    assert main([*words[3:], "--format", "json"]) == 0
    rows: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    assert rows
    return rows


def amounts(text: str, lang: str) -> list[float]:
    """The numbers in a printed text; a dash between two of them is no sign."""
    found = re.findall(r"−?\d[\d.,]*", text.replace("\N{WORD JOINER}", ""))
    point = {"de": str.maketrans({".": None, ",": ".", "−": "-"}),
             "en": str.maketrans({",": None, "−": "-"})}[lang]  # fmt: skip
    return [float(number.rstrip(".,").translate(point)) for number in found]


def agrees(text: str, exact: float, lang: str) -> bool:
    """Whether a printed number is the exact one, rounded as it is printed."""
    printed, decimals = amounts(text, lang), _decimals(text, lang)
    return len(printed) == 1 and abs(printed[0] - exact) <= 0.5 * 10**-decimals + 1e-9


def says(number: Number, row: dict[str, Any], lang: str) -> bool:
    """Whether a printed number is that of a row of the command line."""
    scale = 100 if row["statistic"] == "proportion" else 1
    if not agrees(number.value, row["estimate"] * scale, lang):
        return False
    if amounts(number.n, lang) != [row["n"]]:
        return False
    if row["ci_low"] is None:
        return not amounts(number.interval, lang)
    low, high = re.split("–| to | bis ", number.interval.replace("\N{WORD JOINER}", ""))
    ends = [row["ci_low"] * scale, row["ci_high"] * scale]
    if re.match(r"maturity", row["question"]) and scale == 1:  # not beyond the scale of a score
        ends = [max(ends[0], 0.0), min(ends[1], 100.0)]
    return agrees(low, ends[0], lang) and agrees(high, ends[1], lang)


def drawn(traces: list[dict[str, Any]]) -> list[tuple[set[str], Number, dict[str, Any]]]:
    """Codes, numbers in the hover text and place of each mark of a figure."""
    found = []
    for trace in traces:
        codes = trace.get("customdata") or [[]] * len(trace.get("hovertext") or ())
        for i, text in enumerate(trace.get("hovertext") or ()):
            lines = str(text).split("<br>")
            if not lines[-1].startswith("n = "):
                continue
            mark = codes[i] if isinstance(codes[i], list) else [codes[i]]
            at = 3 if lines[-2].startswith(("Intervall ", "Interval ")) else 2
            interval = lines[-2] if at == 3 else ""
            number = Number(lines[-at], re.sub(r"^\w+ ", "", interval), lines[-1])
            place = {axis: trace[axis][i] for axis in ("x", "y")}
            found.append((set(map(str, mark)) - {""}, number, place))
    return found


def codes_of(row: dict[str, Any]) -> set[str]:
    return {str(value) for value in row.values() if isinstance(value, str)}


@pytest.mark.parametrize("lang", list(FILTERS))
@pytest.mark.parametrize("page", list(PAGES))
def test_figure_table_and_command_line_agree(figures_of, capsys, page, lang):
    figures = figures_of(page, {**PAGES[page], **FILTERS[lang]})
    assert figures
    numbers = 0
    for figure in figures:
        rows = calculated(figure.command, capsys)
        table_agrees(figure, rows, lang)
        numbers += figure_agrees(figure, rows, lang)
    assert numbers >= 3, "hardly anything was compared"


def table_agrees(figure: Figure, rows: list[dict[str, Any]], lang: str) -> None:
    """Every row of the command line stands in the table, once, and nothing else does."""
    table = figure.tables[0]
    assert len(table) == len(rows), figure.command
    left = [Number(*row[-3:]) for row in table]
    for row in rows:
        sign = {"hidden": "·", "unreliable": "/"}.get(row["flag"])
        fitting = [n for n in left if (n.value == sign if sign else says(n, row, lang))]
        assert fitting, f"not in the table: {figure.command}: {row}"
        left.remove(fitting[0])


def figure_agrees(figure: Figure, rows: list[dict[str, Any]], lang: str) -> int:
    """Every mark has the numbers of a row under the figure, and every row of the command line has
    its mark, at its place; how many marks there are.
    """
    marks = drawn(figure.traces)
    printed = [Number(*row[-3:]) for table in figure.tables for row in table]
    for codes, number, _ in marks:
        if not figure.name.endswith("-ends"):  # its table has the differences of its marks
            known = any(_same(number, each, lang) for each in printed)
            assert known, f"only in {figure.name}: {codes}, {number}"
    for row in rows:
        if row["flag"] not in SHOWN or not is_drawn(figure, row, rows):
            continue
        fitting = [m for m in marks if m[0] <= codes_of(row) and says(m[1], row, lang)]
        assert fitting, f"not drawn: {figure.name}: {row}"
        if has_a_scale(figure):
            value = row["estimate"] * (100 if row["statistic"] == "proportion" else 1)
            off = min(abs(place - value) for m in fitting for place in m[2].values())
            assert off <= max(0.051, abs(value) * 1e-3), f"elsewhere: {figure.name}: {row}"
    return len(marks)


def _same(number: Number, other: Number, lang: str) -> bool:
    """The same but for a decimal more in one of them: a table of totals may have one."""
    pairs = [
        (one, two)
        for texts in zip(number, other, strict=True)
        for one, two in zip_longest(*(amounts(text, lang) for text in texts))
    ]
    coarse = min(_decimals(number.value, lang), _decimals(other.value, lang))
    return all(
        one is not None and two is not None and abs(one - two) <= 0.5 * 10**-coarse + 1e-9
        for one, two in pairs
    )


def _decimals(text: str, lang: str) -> int:
    after = text.partition("," if lang == "de" else ".")[2]
    return len(re.sub(r"\D", "", after))


def is_drawn(figure: Figure, row: dict[str, Any], rows: list[dict[str, Any]]) -> bool:
    """Two ends of a dimension leave out what lies between; a bar of shares has segments only as
    far as all of them may be shown.
    """
    if figure.name.endswith("-ends"):
        return False
    bar = {key: value for key, value in row.items() if key in _BAR_OF and value is not None}
    return not has_a_scale(figure) or all(
        each["flag"] in SHOWN for each in rows if all(each[k] == v for k, v in bar.items())
    )


def has_a_scale(figure: Figure) -> bool:
    """Whether marks lie where their value is: not the cells of a heat map, not areas on a map."""
    bars = [trace for trace in figure.traces if trace["type"] == "bar"]
    cells = bool(bars) and all(x == 1 for trace in bars for x in trace["x"])
    return not cells and not figure.name.startswith("map-") and not figure.name.endswith("-way")


def test_the_comparison_notices_a_difference(figures_of, capsys):
    (figure,) = figures_of("explorer", {"question": ["barriers"], "by": ["all"]})
    for column, by in (("estimate", 0.002), ("ci_low", 0.002), ("ci_high", -0.002), ("n", 1)):
        rows = calculated(figure.command, capsys)
        table_agrees(figure, rows, "de")
        figure_agrees(figure, rows, "de")
        rows[3][column] += by
        with pytest.raises(AssertionError):
            table_agrees(figure, rows, "de")
        with pytest.raises(AssertionError):
            figure_agrees(figure, rows, "de")
    rows = calculated(figure.command, capsys)
    moved = [trace for trace in figure.traces if "customdata" in trace]
    moved[0]["x"][0] += 1
    with pytest.raises(AssertionError, match="elsewhere"):
        figure_agrees(figure, rows, "de")
