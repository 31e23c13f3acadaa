"""Step 3, score: points of several answers brought together on 0–100, set-wise.

A dimension is the mean of the points of its answered items, missing below `min_answered`. Items
that were not asked (in this wave, or of this firm) leave the base. The total is the mean of the
dimensions, missing where one is.
"""

from __future__ import annotations

from etl.sql import Connection, Expression, create_enum, identifier, joined, select_list
from survey.codebook import (
    Codebook,
    MultipleQuestion,
    Question,
    ScaleQuestion,
    Score,
    ScoreDimension,
    ScoreItem,
    SingleQuestion,
    answer_codes,
    variable,
)
from survey.published import missing_column
from survey.selection import Cut


def score(con: Connection, codebook: Codebook, source: str, target: str) -> None:
    """Write the table `target`: the rows of `source` in their order, with all scores.

    `target` lies in the file that is to be published: a hundred columns of a million firms are
    written once, not copied beforehand to add ten.
    """
    given: dict[str, Expression] = {}
    dimensions: dict[str, Expression] = {}
    totals: dict[str, Expression] = {}
    for each in codebook.scores:
        create_enum(con, f"level:{each.id}", [level.id for level in each.levels])
        create_enum(con, f"weakest:{each.id}", [dimension.id for dimension in each.dimensions])
        for dimension in each.dimensions:
            name = variable(each.id, dimension.id)
            answers = _answers(codebook, name, dimension)
            given |= answers
            dimensions[name] = _dimension(codebook, each, dimension, tuple(answers))
        totals |= _totals(each)
    order = _order(codebook)
    if not given:
        con.execute(f"CREATE TABLE {target} AS FROM {source} {order}")
        return
    first, second, third = select_list(given), select_list(dimensions), select_list(totals)
    scores = ", ".join(identifier(name) for name in dimensions)
    points = ", ".join(identifier(name) for name in given)
    con.execute(
        f"""
        CREATE TABLE {target} AS
        SELECT * EXCLUDE ({scores}), {third.sql}, {scores}
        FROM (
            SELECT * EXCLUDE ({points}), {second.sql}
            FROM (SELECT *, {first.sql} FROM {source})
        )
        {order}
        """,
        [*third.values, *second.values, *first.values],
    )


def _order(codebook: Codebook) -> str:
    """Respondents first, by stratum and dimension: what is summed together lies together.

    A file in this order is smaller, and a query of a million firms takes two thirds of the time.
    """
    finest = [Cut(name, d.level_ids[0]).column for name, d in codebook.dimensions.items()]
    columns = ", ".join(identifier(column) for column in finest)
    return f"ORDER BY wave, respondent DESC, stratum, {columns}, line"


def points(question: Question, item: ScoreItem, column: str) -> Expression:
    """The points of one answer, NULL where there is none."""
    codes = answer_codes(question)
    if isinstance(question, SingleQuestion):
        if item.points is None:
            return Expression(f"enum_code({column}) * 100.0::DOUBLE / ?", (len(codes) - 1,))
        values = [float(item.points[code]) for code in codes]
        return Expression(f"list_extract(?::DOUBLE[], enum_code({column}) + 1)", (values,))
    if isinstance(question, MultipleQuestion):
        selected, unselected = question.selected, question.unselected
        if item.points is None:
            return Expression(f"{column} * 100.0::DOUBLE")
        values = [float(item.points[unselected]), float(item.points[selected])]
        return Expression(f"list_extract(?::DOUBLE[], {column} + 1)", (values,))
    assert isinstance(question, ScaleQuestion)  # numbers and texts have no points
    low, high = question.scale.min, question.scale.max
    if item.points is None:
        return Expression(f"({column} - ?) * 100.0::DOUBLE / ?", (low, high - low))
    values = [float(item.points[code]) for code in codes]
    return Expression(f"list_extract(?::DOUBLE[], {column} - ? + 1)", (values, low))


def _answers(codebook: Codebook, name: str, dimension: ScoreDimension) -> dict[str, Expression]:
    """The points of each item of a score's dimension, in columns that are dropped afterwards."""
    return {
        f"{name}:{i}": points(
            codebook.question[item.question],
            item,
            identifier(variable(item.question, item.item or "")),
        )
        for i, item in enumerate(dimension.items)
    }


def _dimension(
    codebook: Codebook, each: Score, dimension: ScoreDimension, points: tuple[str, ...]
) -> Expression:
    columns = [identifier(name) for name in points]
    total = " + ".join(f"coalesce({column}, 0)" for column in columns)
    answered = " + ".join(f"({column} IS NOT NULL)::INTEGER" for column in columns)
    asked = joined(
        [
            _asked(
                codebook, codebook.question[item.question], variable(item.question, item.item or "")
            )
            for item in dimension.items
        ],
        " + ",
    )
    return Expression(
        f"CASE WHEN {answered} > 0 AND ({answered})::DOUBLE / ({asked.sql}) >= ? "
        f"THEN ({total}) / ({answered}) END",
        (*asked.values, each.min_answered),
    )


def _asked(codebook: Codebook, question: Question, name: str) -> Expression:
    """1 where the firm was asked, 0 where not."""
    conditions: list[str] = []
    values: list[list[str]] = []
    if question.waves is not None:
        conditions.append("list_contains(?::VARCHAR[], wave::VARCHAR)")
        values.append(list(question.waves))
    if "not_asked" in question.missing.values():
        conditions.append(f"{identifier(missing_column(name))} IS DISTINCT FROM 'not_asked'")
    condition = " AND ".join(conditions)
    return Expression(f"({condition})::INTEGER" if condition else "1", tuple(values))


def _totals(each: Score) -> dict[str, Expression]:
    """Total, level, lowest dimension and which one that is."""
    names = [identifier(variable(each.id, dimension.id)) for dimension in each.dimensions]
    complete = " AND ".join(f"{name} IS NOT NULL" for name in names)
    total = f"CASE WHEN {complete} THEN ({' + '.join(names)}) / {len(names)} END"
    least = f"CASE WHEN {complete} THEN least({', '.join(names)}) END"
    weakest = " ".join(f"WHEN {name} = {least} THEN ?" for name in names)
    steps = " ".join(f"WHEN {total} >= ? THEN ?" for _ in each.levels)
    downwards = [v for level in reversed(each.levels) for v in (level.from_, level.id)]
    level_type, weakest_type = identifier(f"level:{each.id}"), identifier(f"weakest:{each.id}")
    levels = f"(CASE {steps} END)" if steps else "NULL"
    return {
        each.id: Expression(total),
        f"{each.id}.level": Expression(f"{levels}::{level_type}", tuple(downwards)),
        f"{each.id}.minimum": Expression(least),
        f"{each.id}.weakest": Expression(
            f"(CASE {weakest} END)::{weakest_type}",
            tuple(dimension.id for dimension in each.dimensions),
        ),
    }
