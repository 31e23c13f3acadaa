"""A firm's profile as a paper to keep: built in words from its answers, stored nowhere."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from charts.marks import bounds, count, digits_of, interval, number, printed
from charts.values import Value, read
from charts.wording import Wording
from export.papers import AnswerGiven, PrintedOffer, ProfilePaper, ProfileRow, Strip
from figures.context import Context
from figures.papers import about, notes_on
from figures.questionnaire import Asked, answer_label
from figures.scores import SCORE_UNIT
from figures.selection_words import filters_in_words
from figures.self_check import (
    Beside,
    against_group,
    answer_in_words,
    left_out_in_words,
    spread_in_words,
    weakest_in_words,
)
from locales import N_
from locales.numbers import NO_BREAK_SPACE, period
from survey.codebook import Score
from survey.labels import item_labels, wave_labels
from survey.offers import Offer
from survey.self_assessment import Answers, Assessment

_MADE = N_("Made from your own answers; they were not stored.")


def profile_paper(
    context: Context,
    score: Score,
    own: Assessment,
    beside: Beside,
    answers: Answers,
    asked: Mapping[str, tuple[Asked, ...]],
    offers: tuple[Offer, ...],
    barriers: Collection[str],
    printed_on: date,
) -> ProfilePaper:
    """The paper of an assessment that is complete.

    asked
        dimension -> the questions asked of it, in the order of the questionnaire.
    offers, barriers
        The offers that fit, and the barriers that the firm named.
    """
    say, (wave,) = context.say, beside.query.waves
    wording = context.wording(beside.query, SCORE_UNIT)
    values = [beside.total, *read(beside.table, "item")]
    notes = [left_out_in_words(context, beside), say("{text}.", text=spread_in_words(context))]
    labels = wave_labels(context.codebook, context.lang)
    return ProfilePaper(
        **about(context, printed_on),
        kind=say("Self-check"),
        title=score.title.text(context.lang),
        answer=answer_in_words(context, score, own, beside),
        selection=f"{labels[wave]} · {filters_in_words(context, beside.query.where)}",
        notes=(*filter(None, notes), *notes_on(context, values, wave), say(_MADE)),
        heads=(
            say("Dimension"),
            say("your firm"),
            say("comparison group"),
            say("95% interval"),
            "n",
            say("your firm is"),
        ),
        rows=tuple(_rows(context, score, own, values, wording)),
        weakest=weakest_in_words(context, own, beside),
        offers_heading=say("Offers that fit"),
        offers=tuple(offer_in_words(context, score, own, each, barriers) for each in offers),
        no_offers=say("There is no offer for it in this list."),
        answers_heading=say("Your answers"),
        answers=tuple(
            (each.label.text(context.lang), _given(context, asked[each.id], answers))
            for each in score.dimensions
        ),
    )


def offer_in_words(
    context: Context, score: Score, own: Assessment, offer: Offer, barriers: Collection[str]
) -> PrintedOffer:
    """The offer with the reason why it is named: weakest dimension, barriers."""
    say, lang = context.say, context.lang
    reasons = []
    if offer.strengthened(own.weakest):
        reasons.append(item_labels(context.codebook, score.id, lang)[own.weakest])
    named = {
        item.id: item.label.text(lang)
        for question in context.codebook.topic("barriers")
        for item in question.items
    }
    reasons += [named[each] for each in barriers if offer.fits(each)]
    source = [
        say("as of: {day}", day=period(offer.as_of, lang)),
        say("Source: {source}", source=offer.source.text(lang)),
        *([say("not read at the provider")] if offer.copied else []),
    ]
    return PrintedOffer(
        name=offer.name.text(lang),
        provider=offer.provider.text(lang),
        what=f"{offer.what.text(lang)} – {offer.who.text(lang)}",
        reason=say("Fits: {reasons}", reasons=", ".join(reasons)),
        source=" · ".join(source),
        link=offer.link or "",
    )


def _rows(
    context: Context,
    score: Score,
    own: Assessment,
    values: list[Value],
    wording: Wording,
) -> list[ProfileRow]:
    """The whole score, then its dimensions."""
    names = ["", *(each.id for each in score.dimensions)]
    labels = {"": score.title.text(context.lang)}
    labels |= item_labels(context.codebook, score.id, context.lang)
    digits = digits_of(values, wording)
    rows = []
    for name, group in zip(names, values, strict=True):
        mine = own.dimensions[name] if name else own.total
        low, high = bounds(group, wording) or (None, None)
        rows.append(
            ProfileRow(
                name=labels[name],
                own="–" if mine is None else number(mine, wording, digits),
                group=printed(group, wording, digits),
                interval=interval(group, wording, digits),
                n=count(group, wording).removeprefix(f"n{NO_BREAK_SPACE}={NO_BREAK_SPACE}"),
                place=against_group(context, mine, group, wording),
                strip=Strip(group.estimate, low, high, group.limited, own=mine),
                weakest=name != "" and name == own.weakest,
            )
        )
    return rows


def _given(context: Context, asked: tuple[Asked, ...], answers: Answers) -> tuple[AnswerGiven, ...]:
    return tuple(
        AnswerGiven(each.words(context.lang), answer_label(context, each, answers))
        for each in asked
    )
