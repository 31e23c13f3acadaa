"""Which respondents and which of their answers: one narrow query over the published responses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from survey.packing import KEY, Packing, number_column, number_sql, quoted
from survey.selection import UNKNOWN, Filter

if TYPE_CHECKING:
    from survey.opened import PublishedSurvey


def answers(
    survey: PublishedSurvey,
    columns: Mapping[str, str],
    present: Sequence[str],
    packed: Sequence[str],
    waves: Sequence[str],
    where: Sequence[Filter],
) -> tuple[str, Packing]:
    """The respondents of these waves who pass all filters and have a code in every column
    `present`: a query, and how its column `packing.KEY` is read.

    columns
        What it gives beside the key: name -> SQL of the answer.
    present
        Columns of `response` with ENUM codes.
    packed
        Columns with ENUM codes that are packed into the one key; missing codes are none of theirs.
    """
    packing = Packing({column: survey.codes[column] for column in packed})
    known = {*present, *packed, *(each.cut.column for each in where), "wave"}
    numbers = {column: _number(survey, column) for column in known}
    chosen = [f"{packing.sql(numbers)} AS {KEY}"]
    chosen += [f"{expression} AS {quoted(name)}" for name, expression in columns.items()]
    conditions = ["respondent", *(f"{numbers[key]} < {len(survey.codes[key])}" for key in present)]
    if set(waves) != set(survey.codes["wave"]):
        conditions.append(_one_of(survey, numbers, "wave", waves))
    conditions += [_one_of(survey, numbers, each.cut.column, each.codes) for each in where]
    return f"SELECT {', '.join(chosen)} FROM response WHERE {' AND '.join(conditions)}", packing


def _number(survey: PublishedSurvey, column: str) -> str:
    """SQL of the number of a column's code; files that were made without have none stored."""
    stored = number_column(column)
    if stored in survey.columns:
        return quoted(stored)
    return number_sql(column, len(survey.codes[column]))


def _one_of(
    survey: PublishedSurvey, numbers: Mapping[str, str], column: str, codes: Sequence[str]
) -> str:
    """The column has one of these codes; they are compared by number, so none stands in the SQL."""
    known = (*survey.codes[column], UNKNOWN)  # the number after the last is that of no code
    places = [str(known.index(code)) for code in codes if code in known]
    return f"{numbers[column]} IN ({', '.join(places)})" if places else "false"
