"""Published data for the pages: one read-only connection per file, tables cached by version."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar, cast

import pandas as pd
import streamlit as st

from estimation import Query, estimate
from estimation.contrasts import contrasts
from estimation.levels import readable_level
from estimation.nonresponse import nonresponse
from estimation.pairs import Pair
from figures.context import Asking, Context
from figures.exhibit import Exhibit
from survey.benchmark import PublishedBenchmark, published_benchmark
from survey.memory import Memory
from survey.snapshot import PublishedSurvey, Snapshot, current_snapshot
from survey.warehouse import home

T = TypeVar("T")

# Frames are small (a few kB); a public site with many filters fills this in hours, not minutes.
_TABLES = 4000
_MADE = 2000


def snapshot() -> Snapshot:
    """The snapshot that is published now: asked at each run, so a new one appears by itself."""
    return current_snapshot(home())


def _name(published: Snapshot) -> str:
    return published.name


@st.cache_resource(max_entries=4, show_spinner=False, hash_funcs={Snapshot: _name})
def _benchmark(published: Snapshot, dataset: str) -> PublishedBenchmark:
    return published_benchmark(published, dataset)


def loaded_benchmark(dataset: str) -> PublishedBenchmark | None:
    """A benchmark of the snapshot that is published now; None where it is not loaded."""
    published = snapshot()
    if dataset not in published.manifest.benchmarks:
        return None
    return _benchmark(published, dataset)


@st.cache_data(max_entries=_TABLES, show_spinner=False, hash_funcs={Query: repr})
def _estimates(version: str, query: Query, _survey: PublishedSurvey) -> pd.DataFrame:
    return estimate(_survey, query)


@st.cache_data(max_entries=_TABLES, show_spinner=False, hash_funcs={Query: repr})
def _nonresponse(version: str, query: Query, _survey: PublishedSurvey) -> pd.DataFrame:
    return nonresponse(_survey, query)


@st.cache_data(max_entries=_TABLES, show_spinner=False, hash_funcs={Query: repr})
def _level(version: str, query: Query, dimension: str, _survey: PublishedSurvey) -> str:
    return readable_level(_survey, query, dimension)


@st.cache_data(max_entries=_TABLES, show_spinner=False, hash_funcs={Query: repr, Pair: repr})
def _contrasts(
    version: str, query: Query, pairs: Sequence[Pair], _survey: PublishedSurvey
) -> pd.DataFrame:
    return contrasts(_survey, query, pairs, estimates)


def estimates(survey: PublishedSurvey, query: Query) -> pd.DataFrame:
    """The estimate table of a query, computed once per published version."""
    return _estimates(survey.version, query, survey)


def answered(survey: PublishedSurvey, query: Query) -> pd.DataFrame:
    """Who answered the questions of a query, computed once per published version."""
    return _nonresponse(survey.version, query, survey)


def level_to_show(survey: PublishedSurvey, query: Query, dimension: str) -> str:
    """The finest level of a dimension that can be read, found once per published version."""
    return _level(survey.version, query, dimension, survey)


def compared(survey: PublishedSurvey, query: Query, pairs: Sequence[Pair]) -> pd.DataFrame:
    """The contrast table of a query, computed once per published version."""
    return _contrasts(survey.version, query, pairs, survey)


_made = Memory(_MADE)


def once(context: Context, make: Callable[..., T], *arguments: Any, **options: Any) -> T:
    """`make(context, …)`, done once per version, selection, language, theme and width.

    Kept as it is and not copied for each session: nobody changes an exhibit or a sentence.
    """
    key = _key(context, make, arguments, options)
    made = _made.kept(key, lambda: make(context, *arguments, **options), lambda _: 1)
    return cast(T, made)


@st.cache_resource(max_entries=_MADE, show_spinner=False)
def _drawn(key: str, _draw: Callable[[], None]) -> None:
    _draw()


def drawn(context: Context, draw: Callable[..., None], *arguments: Any) -> None:
    """What `draw(context, …)` puts on the page, made once as `once` does; no widgets among it.

    Streamlit keeps the messages to the browser and sends them again: a figure is written as JSON
    once, not for each session.
    """
    _drawn(_key(context, draw, arguments, {}), lambda: draw(context, *arguments))


def _key(
    context: Context,
    make: Callable[..., object],
    arguments: Sequence[object],
    options: Mapping[str, object],
) -> str:
    return repr(
        (
            make.__module__,
            make.__qualname__,
            [_named(each) for each in arguments],
            sorted(options.items()),
            context.survey.version,
            context.selection,
            context.theme_name,
            context.narrow,
        )
    )


def _named(argument: object) -> object:
    if isinstance(argument, Exhibit):
        return argument.id, argument.headline, argument.unit, argument.command
    return getattr(argument, "id", argument)


ASKING = Asking(estimates=estimates, nonresponse=answered, level=level_to_show, contrasts=compared)
"""How the pages have their numbers: through the caches above."""
