"""Heat maps: two dimensions of firms, items or options of a question by a dimension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from charts.alternative import describe
from charts.cells import Classes, classes_for
from charts.drawing import drawing
from charts.heatmap import heatmap
from charts.wording import Wording
from estimation import Query
from figures.context import Context
from figures.exhibit import Exhibit, exhibit, in_rows, in_rows_of, kept_in_view
from figures.selection_words import everyone_in_words
from figures.sentences import chosen_beside_all, first_and_last, headed, widest_difference
from figures.shares import matters
from locales import N_
from survey.codebook import MultipleQuestion, SingleQuestion, variable

_SHARE = N_("share of firms")
_SEVERAL = N_("share of firms, several answers possible")


def two_dimensions(
    context: Context,
    name: str,
    target: str,
    rows: str,
    columns: str,
    *,
    unit: str,
    words: str,
    option: str | None = None,
    label: str = "",
) -> Exhibit:
    """An estimate by two dimensions; rows sorted by their total, which stands apart.

    `option` (`3|4`) is a joint share and `label` what it is called.
    """
    query = context.query(target, option=option)
    row, column = context.coarsest(rows), context.coarsest(columns)
    cut_query = context.cut_by(query, row, column)
    whole = replace(cut_query, by=())
    totals = in_rows(context.table(replace(cut_query, by=(row,))), context.order(rows))
    table = in_rows_of(context.table(cut_query), rows, totals)
    wording = context.wording(cut_query, unit)
    headline = chosen_beside_all(
        totals,
        rows,
        context.chosen(row),
        context.table(whole),
        everyone_in_words(context, whole.where),
        wording,
        label,
    )
    chart = drawing(
        heatmap,
        table,
        rows,
        columns,
        wording,
        totals=totals,
        totals_label=context.say("total"),
        order=context.order(rows),
        highlight=context.chosen(row),
        highlight_columns=context.chosen(column),
    )
    return exhibit(
        context,
        name,
        cut_query,
        chart=chart,
        alternative=describe(table, wording, rows, columns, totals=totals),
        headline=headline,
        unit=words,
        table=table,
        wording=wording,
        further=[(context.say("total"), totals, wording)],
    )


def items_by(
    context: Context,
    name: str,
    question: MultipleQuestion | SingleQuestion,
    dimension: str,
    option: str | None = None,
    label: str = "",
) -> Exhibit:
    """The items of a question by the codes of a dimension.

    Of a grid of single questions the joint share of `option` (`3|4`) is shown, called `label`.
    """
    ticked = question if isinstance(question, MultipleQuestion) else None
    highlight = ticked.highlight if ticked else ()
    return answers_by(
        context,
        name,
        context.query(question.id, option=option),
        "item",
        dimension,
        highlight=highlight,
        notes=kept_in_view(context, highlight),
        label=label,
        words=_SEVERAL if ticked else _SHARE,
    )


def options_by(
    context: Context, name: str, question: SingleQuestion, dimension: str, item: str = ""
) -> Exhibit:
    """The options of a single question, or of an `item` of one, by the codes of a dimension.

    Those that matter (`highlight` of the codebook) have a row of their own with their joint share,
    which the headline speaks of.
    """
    target = variable(question.id, item)
    if question.highlight is None:
        return answers_by(context, name, context.query(target), "option", dimension)
    joint, label = matters(context, target)
    every = ",".join(dict.fromkeys([*question.codes, joint]))
    query = context.query(target, option=every)
    return answers_by(
        context, name, query, "option", dimension, highlight=(joint,), label=label, speak_of=joint
    )


def answers_by(
    context: Context,
    name: str,
    query: Query,
    rows: str,
    dimension: str,
    *,
    highlight: Sequence[str] = (),
    label: str = "",
    words: str = _SHARE,
    unit: str = "percent",
    speak_of: str = "",
    notes: Sequence[str] = (),
) -> Exhibit:
    """The rows of a query ("item", "option") by the codes of a dimension, their total apart.

    The headline names the row that differs most, or the highest and the lowest column of the row
    `speak_of`. `label` is what that row is called, or all the numbers.
    """
    cut = context.coarsest(dimension)
    cut_query = context.cut_by(query, cut)
    totals = in_rows(context.table(replace(cut_query, by=())), "estimate")
    table = in_rows_of(context.table(cut_query), rows, totals)
    wording = context.wording(cut_query, unit)
    if speak_of:
        names = {**wording.labels[rows], speak_of: headed("", label)}
        wording = replace(wording, labels={**wording.labels, rows: names})
        headline = chosen_beside_all(
            table[table[rows] == speak_of],
            dimension,
            context.chosen(cut),
            totals[totals[rows] == speak_of],
            everyone_in_words(context, cut_query.where),
            wording,
            label,
        )
    else:
        headline = widest_difference(table, rows, dimension, wording, label)
    chart = drawing(
        heatmap,
        table,
        rows,
        dimension,
        wording,
        totals=totals,
        totals_label=context.say("total"),
        highlight=highlight,
        highlight_columns=context.chosen(cut),
        classes=_shared_classes(context, query, wording),
    )
    return exhibit(
        context,
        name,
        cut_query,
        chart=chart,
        alternative=describe(table, wording, rows, dimension, totals=totals),
        headline=headline,
        unit=context.say(words),
        table=table,
        wording=wording,
        further=[(context.say("total"), totals, wording)],
        marks=(rows, str(cut)),
        notes=notes,
    )


def grid_matrix(context: Context, name: str, question: SingleQuestion) -> Exhibit:
    """The lines of a grid by its options where these have no order; the share that matters apart.

    The options of `highlight` are printed as a joint share, sorted by and spoken of.
    """
    query = context.query(question.id)
    matter, label = matters(context, question.id)
    ends = in_rows(context.table(context.query(question.id, option=matter)), "estimate")
    table = in_rows_of(context.table(query), "item", ends)
    wording = context.wording(query)
    chart = drawing(
        heatmap,
        table,
        "item",
        "option",
        wording,
        totals=ends,
        totals_label=label,
    )
    return exhibit(
        context,
        name,
        query,
        chart=chart,
        alternative=describe(
            table, wording, "item", "option", totals=ends, totals_label=headed("", label)
        ),
        headline=first_and_last(ends, "item", wording, label),
        unit=context.say("share of firms"),
        table=table,
        wording=wording,
        further=[(headed("", label), ends, wording)],
    )


def _shared_classes(context: Context, query: Query, wording: Wording) -> Classes | None:
    """One scale for the heat maps of a question by the first two dimensions, side by side."""
    first_two = list(context.codebook.dimensions)[:2]
    cuts = [context.cut_by(query, context.coarsest(dimension)) for dimension in first_two]
    return classes_for([context.table(each) for each in cuts], wording)
