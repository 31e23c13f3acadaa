"""The sidebar: language, survey, wave and filters. Turns what is chosen into a selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from locales import Lang, translate
from pages.parts.address import reset_filters
from survey.address import AUTOMATIC, Selection, filter_level
from survey.codebook import Codebook
from survey.labels import cut_labels, level_label, wave_labels
from survey.selection import Cut, Filter

LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}
_IN_VIEW = 3  # further filters stand in an expander


def draw(
    selection: Selection,
    codebooks: Mapping[str, Codebook],
    languages: Sequence[Lang],
    *,
    fresh: bool,
) -> Selection:
    """All widgets of the sidebar; `fresh` sets them to the selection, whatever they held before."""
    selection = _language(selection, languages, fresh=fresh)
    selection = _survey(selection, codebooks, fresh=fresh)
    return _filters(selection, codebooks[selection.survey], fresh=fresh)


def _language(selection: Selection, languages: Sequence[Lang], *, fresh: bool) -> Selection:
    """Deutsch | English."""
    if len(languages) < 2:
        return selection
    key = "lang"
    _start(key, selection.lang, fresh)
    chosen = st.segmented_control(
        translate(selection.lang, "Language"),
        languages,
        format_func=LANGUAGE_NAMES.__getitem__,
        key=key,
        label_visibility="collapsed",
        required=True,
    )
    return replace(selection, lang=chosen or selection.lang)


def _survey(selection: Selection, codebooks: Mapping[str, Codebook], *, fresh: bool) -> Selection:
    """Which survey, where several are published. Another survey starts without filters."""
    if len(codebooks) < 2:
        return selection
    lang = selection.lang
    key = f"survey:{lang}"
    _start(key, selection.survey, fresh)
    chosen = st.selectbox(
        translate(lang, "Survey"),
        list(codebooks),
        format_func=lambda name: codebooks[name].title.text(lang),
        key=key,
        placeholder=translate(lang, "choose"),
    )
    if chosen == selection.survey:
        return selection
    return Selection(chosen, codebooks[chosen].latest_wave, lang=lang)


def _filters(selection: Selection, codebook: Codebook, *, fresh: bool) -> Selection:
    """Wave, one multiselect per dimension, and the level at which figures are cut."""
    lang, name = selection.lang, codebook.survey
    waves = wave_labels(codebook, lang)
    if len(waves) > 1:
        key = f"wave:{name}:{lang}"
        _start(key, selection.wave, fresh)
        chosen = st.selectbox(
            translate(lang, "Survey wave"),
            list(reversed(waves)),
            format_func=lambda wave: waves.get(wave, wave),
            key=key,
            placeholder=translate(lang, "choose"),
        )
        selection = replace(selection, wave=chosen)
    dimensions = list(codebook.dimensions)
    for dimension in dimensions[:_IN_VIEW]:
        selection = _filter(selection, codebook, dimension, fresh)
    if dimensions[_IN_VIEW:]:
        with st.expander(translate(lang, "More filters")):
            for dimension in dimensions[_IN_VIEW:]:
                selection = _filter(selection, codebook, dimension, fresh)
    selection = _level(selection, codebook, fresh)
    if selection.where:
        st.button(translate(lang, "Reset filters"), on_click=reset_filters, type="tertiary")
    return selection


def _filter(selection: Selection, codebook: Codebook, dimension: str, fresh: bool) -> Selection:
    described = codebook.dimensions[dimension]
    lang, chosen = selection.lang, selection.codes(dimension)
    level = filter_level(codebook, dimension, chosen) if chosen else selection.level
    if level not in described.level_ids:
        level = described.level_ids[-1]
    labels = cut_labels(codebook, Cut(dimension, level), lang)
    key = f"{dimension}@{level}:{codebook.survey}:{lang}"
    _start(key, list(chosen), fresh)
    codes = st.multiselect(
        described.label.text(lang),
        list(labels),
        format_func=lambda code: labels.get(code, code),
        key=key,
        placeholder=translate(lang, "all"),
    )
    rest = selection.without(dimension)
    if not codes:
        return rest
    order = list(codebook.dimensions)
    where = (*rest.where, Filter(Cut(dimension, level), tuple(codes)))
    return replace(rest, where=tuple(sorted(where, key=lambda f: order.index(f.cut.dimension))))


def _level(selection: Selection, codebook: Codebook, fresh: bool) -> Selection:
    levels = [
        level
        for dimension in codebook.dimensions.values()
        for level in reversed(dimension.level_ids)
        if len(dimension.level_ids) > 1
    ]
    if not levels:
        return selection
    lang = selection.lang
    key = f"level:{codebook.survey}:{lang}"
    _start(key, selection.level, fresh)
    chosen = st.selectbox(
        translate(lang, "Detail of sectors"),
        [AUTOMATIC, *levels],
        format_func=lambda level: (
            level_label(level, lang) if level else translate(lang, "as fine as can be read")
        ),
        key=key,
        placeholder=translate(lang, "choose"),
    )
    return replace(selection, level=chosen)


def _start(key: str, value: Any, fresh: bool) -> None:
    """Set a widget to the selection, the first time and when the address was changed by hand."""
    if fresh or key not in st.session_state:
        st.session_state[key] = value
