"""Pictures on slides: uploaded, chosen among those there are, with what they show."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from figures.context import Context
from pages.parts import working_order as work
from pages.parts.plain import label, note
from stage.orders import folder
from stage.orders.model import Logo, LogosSlide, PictureSlide, RunningOrder
from stage.orders.pictures import LARGEST, keep_picture
from survey.codebook.values import Text
from survey.failure import Failure
from survey.site import site

_TYPES = ["png", "jpg", "jpeg", "svg"]


def add_picture(context: Context) -> None:
    """A slide with an uploaded picture."""
    _uploader(context, context.say("Upload a picture"), "add", _add)


def picture_slide(context: Context, slide: PictureSlide) -> None:
    """Which picture, and another one in its place."""
    _choice(context, context.say("Picture"), slide.file, "file", _replace)
    _uploader(context, context.say("Upload another picture"), "replace", _replace)


def logos_slide(context: Context, slide: LogosSlide) -> None:
    """Each organisation with its name in both languages and its picture."""
    say, turn = context.say, work.working().turn
    for place, logo in enumerate(slide.logos):
        left, middle, right, out = st.columns([3, 3, 3, 2], vertical_alignment="bottom")
        for column, lang, language in (
            (left, "de", say("in German")),
            (middle, "en", say("in English")),
        ):
            key = f"logo:{lang}:{turn}:{place}"
            st.session_state[key] = getattr(logo.name, lang)
            with column:
                word = label(f"{say('Name')} ({language})")
                st.text_input(word, key=key, on_change=_name, args=(place, lang, key))
        with right:
            _choice(context, say("Picture"), logo.file, f"logo-{place}", _logo_at(place))
        with out:
            off = len(slide.logos) < 2
            key = f"logo-out-{place}"
            st.button(say("Remove"), key=key, on_click=_remove, args=(place,), disabled=off)
    _uploader(context, say("Add an organisation by its picture"), "logo", _another)


def logo_of_all(context: Context, order: RunningOrder) -> None:
    """The picture that stands small on every slide."""
    say = context.say
    _choice(context, say("Logo on every slide"), order.logo, "order-logo", work.put_logo)
    _uploader(context, say("Upload a logo for every slide"), "order-logo", work.put_logo)


def _uploader(context: Context, word: str, name: str, use: Callable[[str], None]) -> None:
    """An upload; where nothing is saved on the server, a sentence why there is none."""
    if not site().save_orders:
        note(context.say("Pictures are put into the folder on the server by those who run it."))
        return
    key = f"picture:{name}:{work.working().turn}:{work.chosen()}"
    most = LARGEST // 1_000_000
    help_ = context.say("PNG, JPEG or SVG, at most {most} MB", most=most)
    st.file_uploader(
        f"{word} ({help_})",
        type=_TYPES,
        max_upload_size=most,
        key=key,
        on_change=_uploaded,
        args=(key, use),
    )


def _uploaded(key: str, use: Callable[[str], None]) -> None:
    """Keep the picture and use it; where it may not be kept, what there is stays."""
    held = st.session_state[key]
    if held is None or not site().save_orders:
        return
    try:
        file = keep_picture(held.name, held.getvalue())
    except Failure as failure:
        work.failed(failure)
        return
    use(file)


def _choice(
    context: Context, word: str, file: str | None, name: str, use: Callable[[str], None]
) -> None:
    """One of the pictures there are; a list only where there are some."""
    names = list(folder.pictures())
    if not names and file is None:
        return
    if file is not None and file not in names:
        names.append(file)
    options = names if name == "file" else ["", *names]
    key = f"picture-choice:{name}:{work.working().turn}:{work.chosen()}"
    st.session_state[key] = file or ""
    none = context.say("none")
    st.selectbox(
        word, options, key=key, format_func=lambda n: n or none, on_change=_chosen, args=(key, use)
    )


def _chosen(key: str, use: Callable[[str | None], None]) -> None:
    use(st.session_state[key] or None)


def _title_of(file: str) -> Text:
    """Words to begin with, until somebody writes better ones."""
    name = file.rpartition(".")[0].replace("-", " ").capitalize()
    return Text(de=name, en=name)


def _add(file: str) -> None:
    work.append(PictureSlide(kind="picture", file=file, alternative=_title_of(file)))


def _slide() -> object:
    held = work.working().order
    return None if held is None else held.slides[work.chosen()]


def _replace(file: str) -> None:
    slide = _slide()
    if isinstance(slide, PictureSlide) and file:
        work.put(slide.model_copy(update={"file": file}))


def _with(logos: tuple[Logo, ...]) -> None:
    slide = _slide()
    if isinstance(slide, LogosSlide) and 0 < len(logos) <= 12:
        work.put(slide.model_copy(update={"logos": logos}))


def _logos() -> tuple[Logo, ...]:
    slide = _slide()
    return slide.logos if isinstance(slide, LogosSlide) else ()


def _another(file: str) -> None:
    _with((*_logos(), Logo(name=_title_of(file), file=file)))


def _logo_at(place: int) -> Callable[[str | None], None]:
    def use(file: str | None) -> None:
        _with(
            tuple(
                each.model_copy(update={"file": file}) if at == place else each
                for at, each in enumerate(_logos())
            )
        )

    return use


def _name(place: int, lang: str, key: str) -> None:
    text = str(st.session_state[key]).strip()
    if text:
        _with(
            tuple(
                each.model_copy(update={"name": each.name.model_copy(update={lang: text})})
                if at == place
                else each
                for at, each in enumerate(_logos())
            )
        )


def _remove(place: int) -> None:
    _with(tuple(each for at, each in enumerate(_logos()) if at != place))
