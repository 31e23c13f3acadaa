"""The running order a reader is putting together: kept in the session, changed by callbacks."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st
from pydantic import ValidationError

from figures.context import Context
from locales import N_, Message
from pages.parts.reader import reader, spoken
from stage.orders import RunningOrder, Slide, folder, read_order
from stage.orders.model import FigureSlide, LogosSlide, TextSlide, TitleSlide
from survey.address import write_address
from survey.codebook.values import Text
from survey.failure import Failure
from survey.site import site

_WORKING = "working_order"
PLACE = "working_place"
_NAME = "event"


@dataclass(frozen=True)
class Working:
    """The order with the name it is saved under; `order` is None as long as it has no slide.

    `turn` grows with each change that moves slides, so that widgets start anew with it; `said` is
    what the last action has to say, `wrong` whether it failed.
    """

    name: str = _NAME
    order: RunningOrder | None = None
    turn: int = 0
    said: Message | None = None
    wrong: bool = False


def working() -> Working:
    """What there is in this session."""
    found: Working = st.session_state.get(_WORKING) or Working()
    return found


def _keep(new: Working) -> None:
    st.session_state[_WORKING] = new


def tell(message: Message, *, wrong: bool = False) -> None:
    """What the last action has to say."""
    _keep(replace(working(), said=message, wrong=wrong))


def said() -> tuple[Message | None, bool]:
    """What the last action has to say, once."""
    now = working()
    _keep(replace(now, said=None, wrong=False))
    return now.said, now.wrong


def pin(figure: str, context: Context) -> None:
    """Put a figure (`barriers/barriers-by-size`) with the filters of `context` at the end."""
    page, _, name = figure.partition("/")
    codes = write_address(context.selection, context.codebook)
    codes.pop("lang", None)
    append(FigureSlide(kind="figure", page=page, figure=name, address=urlencode(codes, doseq=True)))


def pin_link_clicked(search: str) -> None:
    """Pin what a link on a page names (`?pin=barriers/barriers&…`). For a component's callback."""
    codes = parse_qs(search.removeprefix("?"))
    page, _, name = codes.pop("pin", ["/"])[-1].partition("/")
    codes.pop("lang", None)
    with suppress(ValidationError):  # of a link that somebody wrote by hand
        append(
            FigureSlide(kind="figure", page=page, figure=name, address=urlencode(codes, doseq=True))
        )


def add(kind: str) -> None:
    """A slide of words at the end, to be written. For a button's callback."""
    title = Text(de="Titel", en="Title")
    if kind == "title":
        append(TitleSlide(kind="title", title=title))
    elif kind == "text":
        append(TextSlide(kind="text", title=title, points=(Text(de="Punkt", en="Point"),)))
    else:
        append(LogosSlide.model_validate({"kind": "logos", "title": title, "logos": [_LOGO]}))


_LOGO = {"name": {"de": "Veranstalter", "en": "Organiser"}}


def append(slide: Slide) -> None:
    """A slide at the end, which is then worked on."""
    now = working()
    if now.order is None:
        title = Text(de="Neue Veranstaltung", en="New event")
        order = RunningOrder(title=title, language=spoken(), slides=(slide,))
    else:
        order = now.order.model_copy(update={"slides": (*now.order.slides, slide)})
    _moved(order, len(order.slides) - 1)


def _moved(order: RunningOrder | None, place: int) -> None:
    now = working()
    _keep(replace(now, order=order, turn=now.turn + 1))
    st.session_state[PLACE] = place


def chosen() -> int:
    """The place of the slide that is being worked on."""
    held = working().order
    most = len(held.slides) - 1 if held else 0
    return min(max(int(st.session_state.get(PLACE) or 0), 0), most)


def choose(key: str) -> None:
    """Work on the slide that the widget `key` holds. For a widget's callback."""
    st.session_state[PLACE] = st.session_state[key]


def move(by: int) -> None:
    """The chosen slide one place up or down. For a button's callback."""
    held, place = working().order, chosen()
    if held is None or not 0 <= place + by < len(held.slides):
        return
    slides = list(held.slides)
    slides.insert(place + by, slides.pop(place))
    _moved(held.model_copy(update={"slides": tuple(slides)}), place + by)


def remove() -> None:
    """The chosen slide out of the order. For a button's callback."""
    held, place = working().order, chosen()
    if held is None:
        return
    slides = held.slides[:place] + held.slides[place + 1 :]
    _moved(held.model_copy(update={"slides": slides}) if slides else None, max(place - 1, 0))


def rename(key: str) -> None:
    """Save under another name. For a widget's callback."""
    _keep(replace(working(), name=str(st.session_state[key]).strip()))


def change(field: str, key: str, lang: str = "") -> None:
    """A field of the order as the widget `key` holds it. For a widget's callback."""
    held = working().order
    if held is not None:
        value = st.session_state[key]
        order = _changed(held, field, None if value == "" and not lang else value, lang)
        _keep(replace(working(), order=order))


def change_slide(field: str, key: str, lang: str = "") -> None:
    """A field of the chosen slide as the widget `key` holds it. For a widget's callback."""
    held, place = working().order, chosen()
    if held is None:
        return
    slides = list(held.slides)
    slides[place] = _changed(slides[place], field, st.session_state[key], lang)
    _keep(replace(working(), order=held.model_copy(update={"slides": tuple(slides)})))


def put(slide: Slide) -> None:
    """Another slide in place of the chosen one."""
    held, place = working().order, chosen()
    if held is not None:
        slides = (*held.slides[:place], slide, *held.slides[place + 1 :])
        _moved(held.model_copy(update={"slides": slides}), place)


def put_logo(file: str | None) -> None:
    """The picture that stands small on every slide, or none."""
    held = working().order
    if held is not None:
        _moved(held.model_copy(update={"logo": file}), chosen())


def failed(failure: Failure) -> None:
    """Say why something was not done."""
    tell(_Said(failure), wrong=True)


def _changed(part: Any, field: str, value: Any, lang: str) -> Any:
    """The part with another value; what is not possible leaves it and says why."""
    before = getattr(part, field)
    new = value
    if field == "seconds":
        new = value or None  # 0: as all slides
    elif field == "points":  # one a line
        lines = [line.strip() for line in str(value).splitlines() if line.strip()]
        others = list(before) + [None] * (len(lines) - len(before))
        new = tuple(_text(o, line, lang) for o, line in zip(others, lines, strict=False))
    elif lang:
        text = str(value).strip()
        new = _text(before, text, lang) if text or field == "title" else None
    try:
        return type(part).model_validate({**dict(part), field: new})
    except ValidationError as error:
        detail = error.errors()[0]["msg"]
        tell(Message(N_("This was not taken over: {detail}"), detail=detail), wrong=True)
        return part


def _text(before: Text | None, text: str, lang: str) -> Text:
    """The text in one language; the other one stays, or begins with the same."""
    held = before or Text(de=text, en=text)
    return held.model_copy(update={lang: text})


def save() -> None:
    """Write the order into the folder. For a button's callback."""
    now = working()
    if now.order is None or not site().save_orders:
        return
    try:
        file = folder.save(now.name, now.order)
    except Failure as failure:
        tell(failure.message, wrong=True)
        return
    tell(Message(N_("Saved as {file}."), file=file.name))


def open_saved(name: str) -> None:
    """Go on with a saved order; where it cannot be used, what there is stays."""
    try:
        found = folder.load(name)
    except Failure as failure:
        failed(failure)
        return
    _keep(Working(name, found, working().turn + 1))
    st.session_state[PLACE] = 0


def take_over(file: str, content: bytes) -> None:
    """Go on with an uploaded order; where it cannot be used, what there is stays."""
    try:
        found = read_order(content.decode("utf-8-sig"), file)
    except UnicodeDecodeError:
        tell(Message(N_("{file} is no text in UTF-8."), file=file), wrong=True)
        return
    except Failure as failure:
        failed(failure)
        return
    name = file.rpartition(".")[0].lower()
    try:
        folder.checked(name)
    except Failure:
        name = working().name
    _keep(Working(name, found, working().turn + 1))
    st.session_state[PLACE] = 0


class _Said(Message):
    """The sentence of a failure, in the language of the moment."""

    def __init__(self, failure: Failure) -> None:
        super().__init__("")
        self._failure = failure

    def text(self, lang: Any) -> str:
        return self._failure.text(lang)


def uploaded(key: str) -> None:
    """Take over the file that the widget `key` holds. For a widget's callback."""
    held = st.session_state[key]
    if held is not None:
        take_over(held.name, held.getvalue())


def asked_for() -> None:
    """What the address asks the page for: a figure to be pinned, an order to be opened."""
    figure, name = st.session_state.pop("pin", ""), st.session_state.pop("order", "")
    if figure:
        pin(figure, reader())
    if name and name != working().name:
        open_saved(name)
