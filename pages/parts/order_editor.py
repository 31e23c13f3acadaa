"""The running order on its page: its slides in order, the chosen one to be changed, ways on."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from figures.context import Context
from locales import N_
from pages.parts import order_pictures as pictures
from pages.parts import working_order as work
from pages.parts.html import text as _html
from pages.parts.plain import label, plain
from stage.figure_slide import Show
from stage.orders import RunningOrder, folder
from stage.orders.figures import problems, snapshot_of
from stage.orders.model import FigureSlide, LogosSlide, PictureSlide, TextSlide, TitleSlide
from stage.orders.writing import write_order
from stage.screen import SCREENS
from stage.slides import slides
from survey.codebook.values import Text
from survey.failure import Failure
from survey.served import served_snapshot
from survey.site import site
from survey.warehouse import home

_LANGUAGES = {"de": N_("in German"), "en": N_("in English")}
_KINDS = {"title": N_("Title"), "text": N_("Text with points"), "logos": N_("Logos, sponsors")}


def what_is_there(context: Context) -> None:
    """Saved orders to go on with, and a file to be taken over."""
    say, names = context.say, folder.names()
    with st.expander(say("Open or upload a running order"), expanded=work.working().order is None):
        if names:
            with st.container(horizontal=True, vertical_alignment="bottom"):
                name = st.selectbox(say("Saved running orders"), names, key="saved-order")
                st.button(say("Open"), on_click=work.open_saved, args=(name,), key="open-order")
        st.file_uploader(
            say("Upload a running order (YAML)"),
            type=["yaml", "yml"],
            key="upload-order",
            on_change=work.uploaded,
            args=("upload-order",),
        )


def about(context: Context, order: RunningOrder) -> None:
    """Name, title, language, format, and whether it is frozen to today's data."""
    say, turn = context.say, work.working().turn
    left, right = st.columns(2)
    with left:
        _text(context, say("Title of the event"), order.title, "title", work.change)
        key = f"order-name:{turn}"
        st.session_state[key] = work.working().name
        st.text_input(say("File name"), key=key, on_change=work.rename, args=(key,), max_chars=60)
    with right:
        languages = {"de": "Deutsch", "en": "English"}
        _box(say("Language"), languages, order.language, "language")
        _box(say("Format"), {name: name for name in SCREENS}, order.format, "format")
        key = f"order-seconds:{turn}"
        st.session_state[key] = order.foyer_seconds
        st.number_input(
            say("Seconds for each slide in the foyer"),
            3,
            600,
            key=key,
            on_change=work.change,
            args=("foyer_seconds", key),
        )
        published = served_snapshot(home()).name
        states = {"": say("always the newest data"), published: say("today's data")}
        if order.snapshot is not None:
            states.setdefault(order.snapshot, order.snapshot)
        _box(say("Data state"), states, order.snapshot or "", "snapshot")
    pictures.logo_of_all(context, order)


def slide_list(context: Context, order: RunningOrder) -> None:
    """The slides as a list to choose from, and what can be done with the chosen one."""
    say, turn = context.say, work.working().turn
    made = _shown(context, order)
    names = [f"{n}. {each}" for n, each in enumerate(made, start=1)]
    key = f"slides:{turn}"
    st.session_state[key] = work.chosen()
    st.radio(
        say("Slides"),
        range(len(names)),
        format_func=lambda place: plain(names[place]),
        key=key,
        on_change=work.choose,
        args=(key,),
    )
    with st.container(horizontal=True, gap="small"):
        st.button(say("Up"), on_click=work.move, args=(-1,), shortcut="Alt+Up", key="slide-up")
        st.button(say("Down"), on_click=work.move, args=(1,), shortcut="Alt+Down", key="slide-down")
        st.button(say("Remove"), on_click=work.remove, key="slide-out")
    with st.container(horizontal=True, gap="small"):
        for kind, name in _KINDS.items():
            word = say("Add: {kind}", kind=say(name))
            st.button(word, on_click=work.add, args=(kind,), key=f"add-{kind}", type="tertiary")
    with st.expander(say("Add: {kind}", kind=say("Picture"))):
        pictures.add_picture(context)


def chosen_slide(context: Context, order: RunningOrder) -> None:
    """The chosen slide: its words, notes, steps."""
    say, place, turn = context.say, work.chosen(), work.working().turn
    slide = order.slides[place]
    st.header(say("Slide {n}", n=place + 1), anchor=False)
    if isinstance(slide, FigureSlide):
        code = f"{slide.page} / {slide.figure} · {slide.address}"
        st.html(f'<p class="db-small"><code>{_html(code)}</code></p>')
        _text(context, say("Headline of your own"), slide.headline, "headline")
    else:
        _text(context, say("Title"), slide.title, "title")
    if isinstance(slide, TitleSlide):
        _text(context, say("Below it"), slide.subtitle, "subtitle")
    if isinstance(slide, TextSlide):
        _points(context, slide)
    if isinstance(slide, PictureSlide):
        pictures.picture_slide(context, slide)
        shows = say("What the picture shows, for those who do not see it")
        _text(context, shows, slide.alternative, "alternative")
        _text(context, say("Whose picture it is"), slide.credit, "credit")
    if isinstance(slide, LogosSlide):
        pictures.logos_slide(context, slide)
    if isinstance(slide, FigureSlide | TextSlide):
        word = say("First the question, then the result")
        if isinstance(slide, TextSlide):
            word = say("One point after the other")
        key = f"build:{turn}:{place}"
        st.session_state[key] = slide.build
        st.checkbox(word, key=key, on_change=work.change_slide, args=("build", key))
    if isinstance(slide, FigureSlide):
        key = f"first_rows:{turn}:{place}"
        st.session_state[key] = slide.first_rows
        word = say("Where the figure is too high for a slide: its first rows only")
        st.checkbox(word, key=key, on_change=work.change_slide, args=("first_rows", key))
    _text(context, say("Notes for presenting"), slide.notes, "notes", area=True)
    key = f"seconds:{turn}:{place}"
    st.session_state[key] = slide.seconds or 0
    st.number_input(
        say("Seconds in the foyer (0: as for all slides, {n})", n=order.foyer_seconds),
        0,
        600,
        key=key,
        on_change=work.change_slide,
        args=("seconds", key),
    )


def ways_on(context: Context, order: RunningOrder) -> None:
    """Save, download, and the pages of the show; what has to be mended before."""
    say, now = context.say, work.working()
    for problem in problems(order, site()):
        st.warning(plain(problem.text(context.lang)))
    with st.container(horizontal=True, gap="medium"):
        if site().save_orders:
            st.button(say("Save"), on_click=work.save, type="primary", key="save-order")
        st.download_button(
            say("Download (YAML)"),
            write_order(order),
            file_name=f"{now.name or 'event'}.yaml",
            mime="application/yaml",
            on_click="ignore",
            key="download-order",
        )
    if now.name not in folder.names():
        hint = _html(say("Save it, and it can be shown."))
        st.html(f'<p class="db-small">{hint}</p>')
        return
    asked = urlencode({"order": now.name, "lang": context.lang})
    links = (
        (f"stage?{asked}", say("Open the stage")),
        (f"presenter?{asked}", say("Open the presenter view")),
        (f"stage/check?{asked}", say("Check before the event")),
        (f"stage?{asked}&foyer=1", say("Foyer: plays by itself")),
        (f"stage/pack?{asked}", say("Take along as one file (works offline)")),
        (f"download?{asked}&format=pptx", say("Take along as slides (PPTX)")),
    )
    shown = "".join(
        f'<a class="db-open" href="{_html(href)}" target="_blank" rel="noopener">{_html(word)}</a>'
        for href, word in links
    )
    st.html(f'<p class="db-actions">{shown}</p>')


def _shown(context: Context, order: RunningOrder) -> list[str]:
    """What each slide says, in one line."""
    lang, screen = context.lang, SCREENS[order.format]
    try:
        show = Show(snapshot_of(order), site(), lang, screen, "")
    except Failure:
        return [slide.kind for slide in order.slides]
    made = slides(order, show)
    return [s.get("headline") or s.get("title") or s.get("alternative") or "–" for s in made]


def _text(
    context: Context,
    name: str,
    text: Text | None,
    field: str,
    change: Any = work.change_slide,
    *,
    area: bool = False,
) -> None:
    """A text in both languages, side by side."""
    now = work.working()
    columns = st.columns(2) if change is work.change_slide else (st.container(), st.container())
    for column, lang in zip(columns, _LANGUAGES, strict=True):
        key = f"{field}:{lang}:{now.turn}:{change.__name__}:{work.chosen()}"
        st.session_state[key] = "" if text is None else getattr(text, lang)
        with column:
            make = st.text_area if area else st.text_input
            word = f"{name} ({context.say(_LANGUAGES[lang])})"
            make(label(word), key=key, on_change=change, args=(field, key, lang))


def _points(context: Context, slide: TextSlide) -> None:
    points = context.say("Points, one a line")
    for column, lang in zip(st.columns(2), _LANGUAGES, strict=True):
        key = f"points:{lang}:{work.working().turn}:{work.chosen()}"
        st.session_state[key] = "\n".join(getattr(point, lang) for point in slide.points)
        with column:
            word = f"{points} ({context.say(_LANGUAGES[lang])})"
            st.text_area(word, key=key, on_change=work.change_slide, args=("points", key, lang))


def _box(name: str, labels: dict[Any, str], value: Any, field: str) -> None:
    key = f"{field}:{work.working().turn}"
    st.session_state[key] = value
    st.selectbox(
        name,
        list(labels),
        format_func=lambda each: labels.get(each, str(each)),
        key=key,
        on_change=work.change,
        args=(field, key),
    )
