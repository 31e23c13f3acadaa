"""What python-pptx has no call for: intervals as error bars, and each point's own label.

Written into the chart's XML in the order of its schema (ECMA-376 part 1, 21.2.2: CT_BarSer,
CT_ScatterSer, CT_DLbl); PowerPoint repairs or refuses a file that has another.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from lxml import etree
from pptx.oxml.ns import qn

from charts.marks import bounds
from charts.values import Value
from charts.wording import Wording

# what follows c:dLbls and c:errBars in a series
_AFTER = ("c:cat", "c:val", "c:xVal", "c:yVal", "c:smooth", "c:shape", "c:extLst")


class Label(NamedTuple):
    """The label of a point: how its number is written, in which colour, how far it is moved to
    the right and down (as shares of the chart), and where it stands; empty leaves it out.
    """

    pattern: str
    colour: str
    shift: float = 0.0
    drop: float = 0.0
    place: str = "outEnd"


def pattern(wording: Wording, digits: int, *, limited: bool, unit: bool = True) -> str:
    """The number format that prints a value as the page does: `0" %"`, `"("0" %)"`."""
    number = "#,##0" + (f".{'0' * digits}" if digits else "")
    sign = (
        ("\N{NO-BREAK SPACE}%" if wording.lang == "de" else "%")
        if wording.unit == "percent"
        else ""
    )
    sign = sign if unit else ""
    if limited:
        return f'"("{number}"{sign})";"("-{number}"{sign})"'
    return f'{number}"{sign}"' if sign else number


def error_bars(
    series: Any, values: Sequence[Value | None], wording: Wording, line: str, *, upright: bool
) -> None:
    """The intervals of a series; a value without one has a bar of no length."""
    ends = [
        bounds(v, wording) if v is not None and v.estimate is not None else None for v in values
    ]
    if not any(ends):
        return
    ser = series._element
    bars = etree.SubElement(ser, qn("c:errBars"))
    if upright:  # of bars the direction follows from the chart
        _value(bars, "c:errDir", "y")
    _value(bars, "c:errBarType", "both")
    _value(bars, "c:errValType", "cust")
    _value(bars, "c:noEndCap", "1")
    for name, sign in (("c:plus", 1), ("c:minus", -1)):
        lengths = [
            0.0
            if span is None or v is None
            else sign * (span[(sign + 1) // 2] - (v.estimate or 0.0))
            for v, span in zip(values, ends, strict=True)
        ]
        literal = etree.SubElement(etree.SubElement(bars, qn(name)), qn("c:numLit"))
        etree.SubElement(literal, qn("c:formatCode")).text = "General"
        _value(literal, "c:ptCount", str(len(lengths)))
        for at, length in enumerate(lengths):
            point = etree.SubElement(literal, qn("c:pt"), idx=str(at))
            etree.SubElement(point, qn("c:v")).text = repr(max(length, 0.0))
    _line(etree.SubElement(bars, qn("c:spPr")), line, 12700)
    _in_order(ser, bars)


def labels(series: Any, written: Sequence[Label | None], size: float) -> None:
    """A label for each point, linked to its number: it follows when the number is edited."""
    ser = series._element
    for old in ser.findall(qn("c:dLbls")):
        ser.remove(old)
    every = etree.SubElement(ser, qn("c:dLbls"))
    for at, label in enumerate(written):
        one = etree.SubElement(every, qn("c:dLbl"))
        _value(one, "c:idx", str(at))
        if label is None:
            _value(one, "c:delete", "1")
            continue
        if label.shift or label.drop:
            layout = etree.SubElement(etree.SubElement(one, qn("c:layout")), qn("c:manualLayout"))
            _value(layout, "c:x", f"{label.shift:.5f}")
            _value(layout, "c:y", f"{label.drop:.5f}")
        _described(one, label, size)
    _described(every, Label("General", "#000000", place=""), size)
    _in_order(ser, every)


def spoken(chart: Any, tag: str) -> None:
    """The language of the chart: a German one has decimal commas, where the program asks for it."""
    space = chart._chartSpace
    for old in space.findall(qn("c:lang")):
        space.remove(old)
    language = etree.Element(qn("c:lang"), val=tag)
    first = space.find(qn("c:date1904"))
    space.insert(0 if first is None else space.index(first) + 1, language)


def inner_plot(chart: Any, x: float, y: float, width: float, height: float) -> None:
    """Where the plot itself stands, as shares of the chart: names and labels keep their room."""
    area = chart._chartSpace.find(f".//{qn('c:plotArea')}")
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    outer = etree.Element(qn("c:layout"))
    layout = etree.SubElement(outer, qn("c:manualLayout"))
    _value(layout, "c:layoutTarget", "inner")
    _value(layout, "c:xMode", "edge")
    _value(layout, "c:yMode", "edge")
    for name, share in (("c:x", x), ("c:y", y), ("c:w", width), ("c:h", height)):
        _value(layout, name, f"{share:.4f}")
    area.insert(0, outer)


def _described(parent: Any, label: Label, size: float) -> None:
    form = etree.SubElement(parent, qn("c:numFmt"))
    form.set("formatCode", label.pattern)
    form.set("sourceLinked", "0")
    etree.SubElement(etree.SubElement(parent, qn("c:spPr")), qn("a:noFill"))
    text = etree.SubElement(parent, qn("c:txPr"))
    etree.SubElement(text, qn("a:bodyPr"), wrap="none")
    etree.SubElement(text, qn("a:lstStyle"))
    paragraph = etree.SubElement(text, qn("a:p"))
    run = etree.SubElement(etree.SubElement(paragraph, qn("a:pPr")), qn("a:defRPr"))
    run.set("sz", str(round(size * 100)))
    fill = etree.SubElement(run, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=label.colour.removeprefix("#"))
    if label.place:
        _value(parent, "c:dLblPos", label.place)
    _value(parent, "c:showLegendKey", "0")
    _value(parent, "c:showVal", "1" if label.place else "0")
    for name in ("c:showCatName", "c:showSerName", "c:showPercent", "c:showBubbleSize"):
        _value(parent, name, "0")


def _line(properties: Any, shade: str, width: int) -> None:
    line = etree.SubElement(properties, qn("a:ln"), w=str(width))
    fill = etree.SubElement(line, qn("a:solidFill"))
    etree.SubElement(fill, qn("a:srgbClr"), val=shade.removeprefix("#"))


def _in_order(ser: Any, element: Any) -> None:
    """Put an element of a series before those that come after it in the schema."""
    following = [ser.find(qn(name)) for name in _AFTER]
    ser.remove(element)
    first = min((list(ser).index(each) for each in following if each is not None), default=len(ser))
    if element.tag == qn("c:dLbls"):  # error bars come after labels
        bars = ser.find(qn("c:errBars"))
        first = first if bars is None else list(ser).index(bars)
    ser.insert(first, element)


def _value(parent: Any, name: str, value: str) -> None:
    etree.SubElement(parent, qn(name)).set("val", value)
