"""Regions: an indicator on the map, and ranked beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from charts.alternative import describe
from charts.drawing import drawing
from charts.map import area_map
from charts.wording import Wording
from estimation import Query
from estimation.contrasts import contrasts
from estimation.pairs import ALL, Pair
from figures.context import Context
from figures.exhibit import Exhibit, exhibit, in_rows
from figures.one_number import Shown, one_number
from figures.rankings import groups
from figures.selection_words import everyone_in_words
from figures.sentences import chosen_beside_all, headed, nothing_to_say, reliable
from survey.boundaries import Boundaries
from survey.indicators import indicators
from survey.labels import level_label
from survey.selection import Cut

MAP_WIDTH, RANKING_WIDTH = 400, 460
_CLEAR = 0.05  # of the corrected p values


def mapped_dimension(context: Context) -> str | None:
    """The first dimension of the survey that has boundaries; None where none has."""
    for name in context.codebook.dimensions:
        if context.survey.boundaries(name) is not None:
            return name
    return None


def indicator_labels(context: Context) -> Mapping[str, str]:
    """code -> label of what can be mapped."""
    return {code: text.text(context.lang) for code, text in indicators(context.codebook).items()}


def shown(context: Context, code: str) -> Shown:
    """How the indicator `code` is asked for."""
    found = one_number(context, code)
    assert found is not None, "an indicator is a single number"
    return replace(found, label=indicator_labels(context)[code])


def region_map(context: Context, name: str, indicator: str, dimension: str) -> Exhibit:
    """The indicator on the map, at the finest level of the dimension that can be read."""
    asked = shown(context, indicator)
    query = context.query(asked.target, option=asked.option)
    cut = context.cut(dimension, query)
    cut_query, whole = context.cut_by(query, cut), context.without(query, dimension)
    table = in_rows(context.table(cut_query), context.order(dimension))
    wording = context.wording(cut_query, asked.unit)
    everyone, label = context.table(whole), everyone_in_words(context, whole.where)
    boundaries = areas_of(context, cut)
    chosen = context.chosen(cut)
    if chosen:
        tested = 0
        headline = chosen_beside_all(
            table, dimension, chosen, everyone, label, wording, asked.label
        )
    else:
        headline, tested = standing_out(context, cut_query, dimension, wording, asked.label)
    return exhibit(
        context,
        name,
        cut_query,
        chart=drawing(
            area_map,
            table,
            dimension,
            wording,
            areas=boundaries.areas,
            highlight=chosen,
            width=MAP_WIDTH,
        ),
        alternative=describe(table, wording, dimension, reference=everyone, reference_label=label),
        headline=headline,
        unit=asked.words,
        table=table,
        wording=wording,
        further=[(label, everyone, wording)],
        notes=_notes(context, cut, tested, boundaries),
    )


def region_ranking(context: Context, name: str, indicator: str, dimension: str) -> Exhibit:
    """The same numbers as the map, sorted, with their intervals."""
    asked = shown(context, indicator)
    return groups(
        context,
        name,
        asked.target,
        dimension,
        unit=asked.unit,
        words=asked.words,
        option=asked.option,
        label=asked.label,
        width=RANKING_WIDTH,
    )


def areas_of(context: Context, cut: Cut) -> Boundaries:
    """The areas of a cut; those of a coarser level are merged from the finest."""
    found = context.survey.boundaries(cut.dimension)
    assert found is not None, "mapped_dimension() names a dimension with boundaries"
    scheme = context.codebook.dimensions[cut.dimension].scheme
    if cut.level == scheme.finest:
        return found
    above = {code: scheme.roll_up(scheme.finest, code, cut.level) for code in found.areas}
    return found.merged({code: parent for code, parent in above.items() if parent is not None})


def standing_out(
    context: Context, query: Query, dimension: str, wording: Wording, label: str
) -> tuple[str, int]:
    """Which areas lie above or below all firms together, and how many were tested for it.

    The p values are corrected for their number; areas whose value carries a mark are not tested.
    """
    table = context.table(query)
    codes = [v.code for v in reliable(table, dimension)]
    if len(codes) < 2:
        return nothing_to_say(table, wording), 0
    (wave,) = query.waves
    pairs = [Pair(wave, code, wave, ALL) for code in codes]
    tested = contrasts(context.survey, query, pairs, context.asking.estimates)
    clear = tested[(tested["flag"] == "") & (tested["p_adjusted"] < _CLEAR)]
    above, below = (
        ", ".join(wording.label(dimension, str(code)) for code in clear[sign]["group"])
        for sign in (clear["estimate"] > 0, clear["estimate"] < 0)
    )
    say = context.say
    parts = [say("above all firms together: {areas}", areas=above)] if above else []
    parts += [say("below all firms together: {areas}", areas=below)] if below else []
    return headed(
        label, "; ".join(parts) or say("no area stands out from all firms together")
    ), len(pairs)


def _notes(context: Context, cut: Cut, tested: int, boundaries: Boundaries) -> list[str]:
    say, notes = context.say, []
    if tested:
        notes.append(
            say(
                "Each area tested against all firms together at 5 percent, corrected for {count} "
                "comparisons",
                count=tested,
            )
        )
    if cut.level != context.codebook.dimensions[cut.dimension].level_ids[0]:
        level = level_label(cut.level, context.lang)
        notes.append(say("Neighbours joined to larger areas: {level}", level=level))
    credit = boundaries.credit.text(context.lang)
    return [*notes, say("Boundaries: {credit}", credit=credit)] if credit else notes
