"""Tables and figures made once for all readers, of pages and of figures on their own.

Keys begin with the version of the survey, so nothing in here grows old: a new version is asked for
under another key, and what nobody asks for any more is dropped.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any, TypeVar, cast

import pandas as pd

from estimation import Query, estimate
from estimation.contrasts import contrasts
from estimation.levels import readable_level
from estimation.nonresponse import nonresponse
from estimation.pairs import Pair
from figures.context import Asking, Context
from figures.exhibit import Exhibit
from survey.memory import Memory
from survey.snapshot import PublishedSurvey

T = TypeVar("T")

_tables = Memory(96_000_000)  # bytes; a public site with many filters fills this in hours
_levels = Memory(4000)  # so many of them
_made = Memory(96_000_000)  # bytes
_FRAME = 8000  # bytes of a table without rows
_EXHIBIT = 40_000  # bytes of a figure with its words, about; its tables are in `_tables`


def _bytes(frame: pd.DataFrame) -> int:
    return _FRAME + 16 * frame.size


def _one(_: object) -> int:
    return 1


def _room(made: object) -> int:
    """Bytes of what `once` keeps, about."""
    return 2 * len(made) if isinstance(made, str) else _EXHIBIT


def _frame(key: Hashable, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
    """A table of its own for each who asks; they share their columns until one writes to it."""
    table = _tables.kept(key, make, _bytes)
    if table is None:  # too large to be kept: made for each who asks
        table = make()
    return table.copy(deep=False)


def _estimates(survey: PublishedSurvey, query: Query) -> pd.DataFrame:
    return _frame((survey.version, "estimates", query), lambda: estimate(survey, query))


def _nonresponse(survey: PublishedSurvey, query: Query) -> pd.DataFrame:
    return _frame((survey.version, "answered", query), lambda: nonresponse(survey, query))


def _contrasts(survey: PublishedSurvey, query: Query, pairs: Sequence[Pair]) -> pd.DataFrame:
    key = (survey.version, "contrasts", query, tuple(pairs))
    return _frame(key, lambda: contrasts(survey, query, pairs, _estimates))


def _level(survey: PublishedSurvey, query: Query, dimension: str) -> str:
    key = (survey.version, query, dimension)
    return cast(
        str, _levels.kept(key, lambda: readable_level(survey, query, dimension, _estimates), _one)
    )


ASKING = Asking(estimates=_estimates, nonresponse=_nonresponse, level=_level, contrasts=_contrasts)
"""How a server has its numbers: each table computed once per published version."""


def once(context: Context, make: Callable[..., T], *arguments: Any, **options: Any) -> T:
    """`make(context, …)`, done once per version, selection, language, theme and width.

    Kept as it is and not copied for each session: nobody changes an exhibit or a sentence.
    """
    key = key_of(context, make, arguments, options)
    return cast(T, _made.kept(key, lambda: make(context, *arguments, **options), _room))


def already(context: Context, make: Callable[..., T], *arguments: Any, **options: Any) -> T | None:
    """What `once` has kept of this; None where it has not been made, or is no longer kept."""
    return cast("T | None", _made.known(key_of(context, make, arguments, options)))


def key_of(
    context: Context,
    make: Callable[..., object],
    arguments: Sequence[object],
    options: Mapping[str, object] = {},
) -> str:
    """Tells apart whatever `make(context, …)` may give."""
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
