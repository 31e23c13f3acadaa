"""The check before the event: what the server knows, and what the browser on site measures."""

from __future__ import annotations

from collections import defaultdict
from typing import Any
from urllib.parse import urlsplit

from locales import N_
from stage.figure import as_json
from stage.orders.figures import problems
from stage.show import Asked

_SCRIPTS = ("stage-draw.js", "stage-check.js")
_OF_THIS_MACHINE = ("localhost", "127.0.0.1", "::1", "0.0.0.0")
_SAID = {
    "right": N_("in order"),
    "wrong": N_("please look"),
    "all": N_("Everything is in order."),
    "some": N_("To look at: {n}"),
    "screen": N_("{width} × {height} pixels, slides of {format}"),
    "shown": N_("shown"),
    "missing": N_("not loaded, another one stands in"),
    "network": N_("answers after {ms} ms"),
    "silent": N_("no answer"),
    "possible": N_("possible"),
    "impossible": N_("not possible in this browser"),
    "type": N_("smallest type {px} px"),
    "words": N_("words only"),
    "picture": N_("a picture is missing"),
    "undrawn": N_("the figure could not be drawn"),
}
_WORDS = {
    "lead": N_("Open this page on the machine and the screen of the event."),
    "here": N_("This machine"),
    "slides": N_("Slides"),
    "slide": N_("Slide"),
    "headline": N_("Headline"),
    "type": N_("Rendered here"),
    "to_stage": N_("Open the stage"),
    "to_presenter": N_("Open the presenter view"),
    "to_pack": N_("Take along as one file (works offline)"),
    "to_orders": N_("Back to the running orders"),
}


def check_page(show: Asked) -> dict[str, Any]:
    """What the template of the check shows. The browser adds what only it can know."""
    found: dict[int | None, list[str]] = defaultdict(list)
    for problem in problems(show.order, show.show.site):
        place = problem.path[1] if len(problem.path) > 1 else None
        found[place if isinstance(place, int) else None].append(problem.text(show.show.lang))
    verdicts = [
        "; ".join(found[each["place"]]) or (each["refused"] if each["kind"] == "figure" else "")
        for each in show.slides
    ]
    slides = [{"headline": "", "title": "", **each, "choices": ()} for each in show.slides]
    page = show.page("check", _SCRIPTS)
    return page | {
        "title": show.say("Check before the event: {title}", title=page["title"]),
        "up": "../",
        "slides": slides,
        "verdicts": verdicts,
        "rows": _rows(show, found[None]),
        "said": as_json({name: show.say(msgid) for name, msgid in _SAID.items()}),
        "words": page["words"] | {name: show.say(msgid) for name, msgid in _WORDS.items()},
        "links": {
            name: f"{path}?{show.query}"
            for name, path in (
                ("stage", "stage"),
                ("presenter", "presenter"),
                ("pack", "stage/pack"),
            )
        },
    }


def _rows(show: Asked, general: list[str]) -> list[tuple[str, str, str, str]]:
    """Name, label, value and verdict ("yes", "no", "" where the browser gives it)."""
    say, host = show.say, urlsplit(show.show.base).hostname or ""
    frozen = say("frozen") if show.order.snapshot else say("newly published data appear")
    local = host in _OF_THIS_MACHINE
    phones = show.show.base
    if local:
        phones += " – " + say(
            "phones cannot reach this address: open the stage under the server's own address, or "
            "write it into data/site.yaml as `address`"
        )
    rows = [
        ("screen", say("Screen"), "", ""),
        ("full", say("Full screen"), "", ""),
        ("network", say("Server"), "", ""),
        ("font", say("Type"), "", ""),
        ("window", say("Second window"), "", ""),
        ("snapshot", say("Data state"), f"{show.show.published.name} ({frozen})", "yes"),
        ("phones", say("Address for phones"), phones, "no" if local else "yes"),
    ]
    if general:
        rows.append(("order", say("Running order"), "; ".join(general), "no"))
    return rows
