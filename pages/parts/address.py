"""The selection between the address bar and the widgets: the only place that touches either."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

import streamlit as st

from locales import Message
from pages.parts.reader import reader
from survey.address import Selection, read_address, write_address
from survey.codebook import Codebook
from survey.complaints import last
from survey.explored import FIRST, Explored, fits
from survey.indicators import indicators
from survey.selection import Filter, filter_level
from survey.site import Site

_WRITTEN = "address"
_SELECTION = "selection"
_SEARCH = "search"
_FOR_ORDERS = ("pin", "order")
_LONGEST = 200  # characters of a search


def read() -> dict[str, list[str]]:
    """The parameters of the address as they stand."""
    return {name: st.query_params.get_all(name) for name in st.query_params}


def selection(
    codebooks: Mapping[str, Codebook], site: Site
) -> tuple[Selection, tuple[Message, ...], bool]:
    """The selection of this run, complaints about the address, and whether the address is new.

    A page switch empties the address: then the selection of the run before goes on. An address
    that differs from the one written last was typed, followed or gone back to: then it counts.
    """
    address = read()
    known: Selection | None = st.session_state.get(_SELECTION)
    fresh = bool(address) and address != st.session_state.get(_WRITTEN)
    if known is not None and not fresh:
        if known.survey in codebooks and _fits(known, codebooks[known.survey]):
            return known, (), False
        # a snapshot with another codebook was published meanwhile: what it no longer knows is said
        if known.survey in codebooks:
            address = write_address(known, codebooks[known.survey])
    if fresh:
        st.session_state[_SEARCH] = last(address, _SEARCH)[:_LONGEST]
        for name in _FOR_ORDERS:  # the page of running orders takes them from there, once
            st.session_state[name] = last(address, name)[:_LONGEST]
    reading = read_address(
        address,
        codebooks,
        default_survey=_default_survey(codebooks, site),
        languages=site.languages,
    )
    return reading.selection, reading.complaints, True


def write(
    selection: Selection, codebook: Codebook, *, exploring: bool, searching: bool = False
) -> Selection:
    """Keep the selection and show in the address what the page shows of it: its return value.

    What is explored or searched in the codebook is of no matter to other pages, and waits for the
    reader to come back.
    """
    shown = selection if exploring else replace(selection, explored=FIRST)
    address = write_address(shown, codebook)
    if searching and searched():
        address[_SEARCH] = [searched()]
    st.session_state[_SELECTION] = selection
    st.session_state[_WRITTEN] = address
    if read() != address:
        st.query_params.from_dict(address)
    return shown


def _fits(selection: Selection, codebook: Codebook) -> bool:
    """Whether the codebook still has all that is selected."""
    if selection.wave not in codebook.wave:
        return False
    for each in selection.where:
        dimension = codebook.dimensions.get(each.cut.dimension)
        if dimension is None or each.cut.level not in dimension.level_ids:
            return False
        if not set(each.codes) <= set(dimension.scheme.codes(each.cut.level)):
            return False
    if not fits(selection.explored, codebook):
        return False
    return not selection.measure or selection.measure in indicators(codebook)


def searched() -> str:
    """What is searched in the codebook; empty for nothing."""
    return str(st.session_state.get(_SEARCH, ""))


def search(key: str) -> None:
    """Search for what the widget `key` holds. For a widget's callback."""
    st.session_state[_SEARCH] = str(st.session_state[key]).strip()[:_LONGEST]


def reset_filters() -> None:
    """Take all filters back; wave, level and language stay. For a button's callback."""
    known: Selection = st.session_state[_SELECTION]
    _filter(replace(known, where=()))


def drop_filter(dimension: str) -> None:
    """Take the filter on one dimension back. For a button's callback."""
    known: Selection = st.session_state[_SELECTION]
    _filter(known.without(dimension))


def filter_by(chosen: Sequence[str]) -> None:
    """Filter by these codes (`sector:group=F`), or no more by them. For a component's callback.

    They come from the browser: what is no code of the survey is passed over.
    """
    known: Selection = st.session_state[_SELECTION]
    codebook = reader().codebook
    codes = {}
    for text in chosen:
        cut, _, code = str(text).partition("=")
        name = cut.partition(":")[0]
        if name in codebook.dimensions and filter_level(codebook, name, [code]) is not None:
            codes[name] = code
    _filter(known.toggled(codebook, codes))


def explore(explored: Explored) -> None:
    """Ask another question. For a widget's callback."""
    known: Selection = st.session_state[_SELECTION]
    st.session_state[_SELECTION] = replace(known, explored=explored)


def _filter(selection: Selection) -> None:
    """Keep a selection with other filters; the sidebar's widgets start anew with it."""
    st.session_state[_SELECTION] = selection
    for key in [key for key in st.session_state if "@" in str(key)]:
        del st.session_state[key]


def look_at(key: str) -> None:
    """Take over the filters that the widget `key` on a page holds. For a widget's callback."""
    known: Selection = st.session_state[_SELECTION]
    where: tuple[Filter, ...] = st.session_state[key]
    reset_filters()
    st.session_state[_SELECTION] = replace(known, where=where)


def choose(name: Literal["level", "measure"], key: str) -> None:
    """Take over what the widget `key` on a page holds. For a widget's callback.

    Selections are made before the page runs, so that what it draws and the address agree.
    """
    known: Selection = st.session_state[_SELECTION]
    chosen = st.session_state[key]
    st.session_state[_SELECTION] = (
        replace(known, level=chosen) if name == "level" else replace(known, measure=chosen)
    )
    for other in [other for other in st.session_state if str(other).startswith(f"{name}:")]:
        del st.session_state[other]  # the sidebar's widget for the same starts anew


def _default_survey(codebooks: Mapping[str, Codebook], site: Site) -> str:
    return site.default_survey if site.default_survey in codebooks else next(iter(codebooks))
