"""What the release plan hides, in the reader's words: its rules, and what they cost."""

from __future__ import annotations

from figures.context import Context
from figures.listing import Listing
from locales import translate
from locales.numbers import integer, percent
from survey.labels import level_label
from survey.loading import Hiding, hiding
from survey.selection import Cut, parse_cuts


def rules(context: Context) -> tuple[str, ...]:
    """The plan's rules, with the numbers of this survey."""
    say, limits = context.say, context.codebook.disclosure
    if limits.min_n == 0:
        return (say("The codebook switches hiding off (min_n: 0): every number is shown."),)
    return (
        say(
            "At most two dimensions are used at once beside the wave, in filters and cuts "
            "together; more only where every cell of their cross is large enough."
        ),
        say(
            "Cells of fewer than {n} firms are hidden, and as many others as it takes that nothing "
            "of them can be calculated from rows, columns and totals.",
            n=limits.min_n,
        ),
        say(
            "Where one firm makes up more than {share} of an amount, everything about that amount "
            "is hidden: total, mean and median.",
            share=percent(limits.dominance, context.lang),
        ),
    )


def partly_hidden(context: Context) -> Listing:
    """Tables with some hidden cells: which share of the cells, and of the firms."""
    say, lang = context.say, context.lang
    return Listing(
        say("Tables with hidden cells"),
        (
            say("Table"),
            say("Cells with firms"),
            say("Hidden cells"),
            say("Firms in hidden cells"),
        ),
        tuple(
            (
                in_words(context, each),
                integer(each.cells, lang),
                percent(each.hidden / each.cells, lang),
                percent(each.firms_hidden / max(each.firms, 1), lang),
            )
            for each in hiding(context.survey)
            if 0 < each.hidden < each.cells
        ),
        numbers=3,
    )


def never_hidden(context: Context) -> tuple[str, ...]:
    """The tables that are shown whole."""
    return tuple(in_words(context, e) for e in hiding(context.survey) if e.hidden == 0)


def always_hidden(context: Context) -> tuple[str, ...]:
    """The tables that are not shown at all."""
    return tuple(in_words(context, e) for e in hiding(context.survey) if e.hidden == e.cells)


def in_words(context: Context, table: Hiding) -> str:
    """ "Branche (Branchengruppen) × Unternehmensgröße"."""
    return " × ".join(_cut(context, cut) for cut in parse_cuts(context.codebook, table.cuts))


def _cut(context: Context, cut: Cut) -> str:
    dimension = context.codebook.dimensions[cut.dimension]
    name = dimension.label.text(context.lang)
    if len(dimension.level_ids) < 2:
        return name
    level = level_label(cut.level, context.lang)
    return translate(context.lang, "{dimension} ({level})", dimension=name, level=level)
