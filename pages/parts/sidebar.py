"""The sidebar: language, survey, wave and filters. Turns what is chosen into a selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from locales import N_, Lang, Message, translate
from pages.parts.address import reset_filters
from survey.address import AUTOMATIC, Selection
from survey.codebook import Codebook
from survey.labels import cut_labels, level_label, survey_title, wave_labels
from survey.offered_level import offered_level
from survey.selection import Cut, Filter

LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}
_IN_VIEW = 3  # further filters stand in an expander


def language(lang: Lang, languages: Sequence[Lang], *, fresh: bool) -> Lang:
    """Deutsch | English. `fresh` sets the widget to `lang`, whatever it held before."""
    if len(languages) < 2:
        return lang
    key = "lang"
    _start(key, lang, fresh)
    chosen = st.segmented_control(
        translate(st.session_state[key] or lang, "Language"),
        languages,
        format_func=LANGUAGE_NAMES.__getitem__,
        key=key,
        label_visibility="collapsed",
        required=True,
    )
    return chosen or lang


def filters(
    selection: Selection, codebooks: Mapping[str, Codebook], *, fresh: bool
) -> tuple[Selection, list[Message]]:
    """Survey, wave, one multiselect per dimension, the level; and what the reader should know.

    `fresh` sets the widgets to the selection, whatever they held before.
    """
    selection, notes = survey_and_wave(selection, codebooks, fresh=fresh)
    codebook = codebooks[selection.survey]
    dimensions = list(codebook.dimensions)
    for dimension in dimensions[:_IN_VIEW]:
        selection = _dimension(selection, codebook, dimension, fresh)
    if dimensions[_IN_VIEW:]:
        selection = _more(selection, codebook, dimensions[_IN_VIEW:], fresh)
    if selection.where:
        label = translate(selection.lang, "Reset filters")
        st.button(label, on_click=reset_filters, type="tertiary", key="reset")
    return selection, notes


def survey_and_wave(
    selection: Selection, codebooks: Mapping[str, Codebook], *, fresh: bool
) -> tuple[Selection, list[Message]]:
    """Survey and wave, on pages of all firms: filters chosen elsewhere are kept for the others."""
    before, notes = selection, []
    selection = which_survey(selection, codebooks, fresh=fresh)
    if selection.survey != before.survey and before.where:
        notes.append(Message(N_("Another survey has other filters: those chosen were dropped.")))
    return _wave(selection, codebooks[selection.survey], fresh), notes


def which_survey(
    selection: Selection, codebooks: Mapping[str, Codebook], *, fresh: bool
) -> Selection:
    """Which survey, where several are published. Another survey starts without filters."""
    if len(codebooks) < 2:
        return selection
    lang = selection.lang
    key = f"survey:{lang}"
    _start(key, selection.survey, fresh)
    chosen = st.selectbox(
        translate(lang, "Survey"),
        list(codebooks),
        format_func=lambda name: survey_title(codebooks[name], lang),
        key=key,
        placeholder=translate(lang, "choose"),
    )
    if chosen == selection.survey:
        return selection
    return Selection(chosen, codebooks[chosen].latest_wave, lang=lang)


def _wave(selection: Selection, codebook: Codebook, fresh: bool) -> Selection:
    lang = selection.lang
    waves = wave_labels(codebook, lang)
    if len(waves) < 2:
        return selection
    key = f"wave:{codebook.survey}:{lang}"
    _start(key, selection.wave, fresh)
    chosen = st.selectbox(
        translate(lang, "Survey wave"),
        list(reversed(waves)),
        format_func=lambda wave: waves.get(wave, wave),
        key=key,
        placeholder=translate(lang, "choose"),
    )
    return replace(selection, wave=chosen)


def _more(
    selection: Selection, codebook: Codebook, dimensions: Sequence[str], fresh: bool
) -> Selection:
    """Further filters, put away; open, and counted in the label, where one of them is set."""
    lang, name = selection.lang, codebook.survey
    where = _held(selection, codebook, dimensions, fresh)
    label = translate(lang, "More filters")
    if where:
        label = translate(lang, "More filters ({n} set)", n=where)
    with st.expander(label, expanded=where > 0, key=f"more:{name}:{lang}"):
        for dimension in dimensions:
            selection = _dimension(selection, codebook, dimension, fresh)
    return selection


def _held(selection: Selection, codebook: Codebook, dimensions: Sequence[str], fresh: bool) -> int:
    """How many of these filters are set, as their widgets hold them, which may be ahead."""
    return sum(
        bool(
            selection.codes(each)
            if fresh
            else st.session_state.get(_key(selection, codebook, each), selection.codes(each))
        )
        for each in dimensions
    )


def _dimension(selection: Selection, codebook: Codebook, dimension: str, fresh: bool) -> Selection:
    """The filter on a dimension; below the first one that has levels, at which figures cut it."""
    lang, chosen = selection.lang, selection.codes(dimension)
    described = codebook.dimensions[dimension]
    level = offered_level(selection, codebook, dimension, chosen)
    labels = cut_labels(codebook, Cut(dimension, level), lang)
    key = _key(selection, codebook, dimension)
    _start(key, list(chosen), fresh)
    codes = st.multiselect(
        described.label.text(lang),
        list(labels),
        format_func=lambda code: labels.get(code, code),
        key=key,
        placeholder=translate(lang, "all"),
        select_all=False,
    )
    found = selection.without(dimension)
    if codes:
        found = selection.filtered(codebook, Filter(Cut(dimension, level), tuple(codes)))
    levelled = [name for name, each in codebook.dimensions.items() if len(each.level_ids) > 1]
    return _level(found, codebook, dimension, fresh) if levelled[:1] == [dimension] else found


def _key(selection: Selection, codebook: Codebook, dimension: str) -> str:
    level = offered_level(selection, codebook, dimension, selection.codes(dimension))
    return f"{dimension}@{level}:{codebook.survey}:{selection.lang}"


def _level(selection: Selection, codebook: Codebook, dimension: str, fresh: bool) -> Selection:
    """At which level figures cut a dimension. That of another dimension, chosen on a page, stays
    until one is chosen here.
    """
    levels = tuple(reversed(codebook.dimensions[dimension].level_ids))
    lang = selection.lang
    key = f"level:{codebook.survey}:{lang}"
    _start(key, selection.level if selection.level in levels else AUTOMATIC, fresh)
    chosen = st.selectbox(
        translate(lang, "Level of: {dimension}", dimension=_label(codebook, dimension, lang)),
        [AUTOMATIC, *levels],
        format_func=lambda level: (
            level_label(level, lang) if level else translate(lang, "as fine as can be read")
        ),
        key=key,
        placeholder=translate(lang, "choose"),
    )
    if chosen == AUTOMATIC and selection.level not in levels:
        return selection
    return replace(selection, level=chosen)


def _label(codebook: Codebook, dimension: str, lang: Lang) -> str:
    return codebook.dimensions[dimension].label.text(lang)


def _start(key: str, value: Any, fresh: bool) -> None:
    """Set a widget to the selection, the first time and when the address was changed by hand."""
    if fresh or key not in st.session_state:
        st.session_state[key] = value
