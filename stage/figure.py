"""The page of a single figure: its words, its chart, its table, and the way to the dashboard."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import plotly.graph_objects as go

from export.printed import html_table
from figures.context import Context
from figures.exhibit import Exhibit
from figures.headings import headings
from figures.taken_along import name_of, picture
from locales import N_
from stage.asked import NARROW, ROOM, SAVE, Asked, narrow
from survey.address import write_address
from survey.labels import survey_title

LABELS = {
    "pptx": N_("Slide with an editable chart (PPTX)"),
    "xlsx": N_("Workbook (XLSX)"),
    "csv": N_("Table for spreadsheets (CSV)"),
    "codes": N_("Codes, all decimals (CSV)"),
    "html": N_("Page that works offline (HTML)"),
}
PAGE_LABELS = {
    "pptx": N_("Slides with editable charts (PPTX)"),
    "html": N_("Page that works offline (HTML)"),
}
DASHBOARD = {"overview": ""}  # the page whose address is not its name


def figure_page(found: Asked, *, alone: bool = True) -> dict[str, Any]:
    """What the template of a figure shows. Raises NotAsked as the figure's `make` does.

    `alone`: with what is taken along; an embed has nothing of it.
    """
    context, view = found.context, found.view
    wide = view.make(context, *view.arguments, **view.options)
    phone = view.make(narrow(found), *view.arguments, **view.options).chart
    say = context.say
    return {
        "lang": context.lang,
        "theme": context.theme,
        "title": wide.headline,
        "survey": survey_title(context.codebook, context.lang),
        "empty": wide.empty,
        "shown": shown_of(context, wide, phone, paper=alone),
        "file": name_of(context, wide, ""),
        "downloads": downloads(context, found.page, wide.id),
        "complaints": [each.text(context.lang) for each in found.complaints],
        "dashboard": dashboard_address(found),
        "words": {
            "dashboard": say("Open in the dashboard"),
            "take": say("Take along"),
            "png": say("Picture (PNG)"),
            "svg": say("Drawing (SVG)"),
            "embed": say("Embed in another website"),
            "paste": say("Paste this where the figure shall stand:"),
        },
    }


def shown_of(
    context: Context, made: Exhibit, phone: go.Figure, *, paper: bool = False
) -> dict[str, Any]:
    """What the template of one figure shows: its words, its charts, its tables.

    The chart stands in it for a wide window, as `phone` for a narrow one, and with `paper` as a
    picture.
    """
    drawn = {"wide": chart(made.chart), "narrow": chart(phone)}
    if paper:
        drawn["paper"] = chart(picture(context, made))
    return {
        "made": made,
        "empty": made.empty,
        "charts": as_json(drawn),
        "tables": tables(context, made),
        "words": {
            "table": context.say("Table"),
            "hidden": made.reason or context.say("too few respondents in this selection"),
        },
    }


def chart(figure: go.Figure) -> Mapping[str, Any]:
    """Data and layout as Plotly's JavaScript takes them."""
    drawn: dict[str, Any] = json.loads(figure.to_json())
    return {"data": drawn["data"], "layout": drawn["layout"]}


def chart_json(made: Exhibit) -> str:
    """The chart as JSON whose angle brackets are written as JSON can: it may stand in HTML."""
    written: str = made.chart.to_json()
    return written.replace("<", "\\u003c").replace(">", "\\u003e")


def as_json(value: object) -> str:
    """JSON that may stand inside a script element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")


def tables(context: Context, made: Exhibit) -> list[tuple[str, str]]:
    """Each table of the figure as HTML, under its name."""
    heads = headings(context, made)
    return [
        (name, html_table(table, wording, heads, name or made.headline))
        for name, table, wording in made.tables
    ]


def dashboard_address(found: Asked) -> str:
    """The page of the dashboard on which the figure stands, with the same selection."""
    context = found.context
    address = urlencode(write_address(context.selection, context.codebook), doseq=True)
    return f"{DASHBOARD.get(found.page, found.page)}?{address}"


def embed_address(context: Context, page: str, name: str) -> str:
    """The address of a figure for a frame in another page."""
    return "embed" + figure_address(context, page, name).removeprefix("figure")


def downloads(context: Context, page: str, name: str) -> list[tuple[str, str]]:
    """The files of a figure: what each is called, and its address."""
    return [
        (context.say(label), download_address(context, page, kind, name))
        for kind, label in LABELS.items()
    ]


def page_downloads(context: Context, page: str) -> list[tuple[str, str]]:
    """All figures of a page as one file: what each is called, and its address."""
    return [
        (context.say(label), download_address(context, page, kind))
        for kind, label in PAGE_LABELS.items()
    ]


def pictures(context: Context, page: str, name: str) -> list[tuple[str, str]]:
    """The pictures of a figure, as `downloads`: its own page makes each and saves it at once."""
    address = figure_address(replace(context, theme_name="light"), page, name)
    return [
        (context.say("Picture (PNG)"), f"{address}&{SAVE}=png"),
        (context.say("Drawing (SVG)"), f"{address}&{SAVE}=svg"),
    ]


def download_address(context: Context, page: str, kind: str, name: str = "") -> str:
    """The address of a file: of the figure `name`, or of the whole page."""
    address = {"page": [page]} | ({"figure": [name]} if name else {})
    address |= write_address(context.selection, context.codebook) | {"format": [kind]}
    return f"download?{urlencode(address, doseq=True)}"


def drawing_address(context: Context, page: str, name: str) -> str:
    """The address of a figure's chart alone, for the width that the page has."""
    address = "drawing" + figure_address(context, page, name).removeprefix("figure")
    return f"{address}&{ROOM}={NARROW}" if context.narrow else address


def figure_address(context: Context, page: str, name: str) -> str:
    """The address of a figure on its own: the page's selection, its name and its theme."""
    address = {"page": [page], "figure": [name]}
    address |= write_address(context.selection, context.codebook)
    if context.theme_name != "light":
        address["theme"] = [context.theme_name]
    return f"figure?{urlencode(address, doseq=True)}"
