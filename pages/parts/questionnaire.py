"""The questions of the self-check as a form. Answers live in the session and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from figures.context import Context
from figures.questionnaire import Asked, barrier_labels, choices
from pages.parts.plain import label
from survey.codebook import MultipleQuestion, Score
from survey.labels import cut_labels
from survey.selection import Cut, Filter
from survey.self_assessment import Answers


@dataclass(frozen=True)
class Filled:
    """What a firm said: its answers, the group it belongs to, the barriers it named.

    `turn` counts how often the form was sent.
    """

    answers: Answers
    where: tuple[Filter, ...] = ()
    barriers: tuple[str, ...] = ()
    turn: int = 0


def filled(context: Context) -> Filled | None:
    """What was filled in during this session; None before."""
    found: Filled | None = st.session_state.get(_kept(context))
    return found


def forget(context: Context) -> None:
    """Take all answers back. For a button's callback."""
    ours = f"check:{context.codebook.survey}:"
    for key in [key for key in st.session_state if str(key).startswith(ours)]:
        del st.session_state[key]
    st.session_state.pop(_kept(context), None)


def questionnaire_form(
    context: Context,
    score: Score,
    asked: Mapping[str, Sequence[Asked]],
    where: tuple[Filter, ...],
    section: Callable[[str], None],
) -> None:
    """The form: which firms to be compared with, the questions by dimension, the barriers.

    `where` places the firm before it says so itself; `section` writes a heading.
    """
    say, before = context.say, filled(context) or Filled({}, where)
    answers: dict[str, str] = {}
    with st.form(f"form:{context.codebook.survey}:{context.lang}", border=False):
        where = _group(context, before)
        for title, new in _parts(context, score, asked):
            section(title)
            for question, items in groupby(new, key=lambda each: each.question):
                if isinstance(question, MultipleQuestion):
                    answers |= _ticked(context, list(items), before)
                else:
                    answers |= _chosen(context, list(items), before)
        barriers = _barriers(context, before, section)
        if st.form_submit_button(say("Show my profile"), type="primary"):
            st.session_state[_kept(context)] = Filled(answers, where, barriers, before.turn + 1)
            st.rerun()  # the profile stands above the form


def form_headings(
    context: Context, score: Score, asked: Mapping[str, Sequence[Asked]]
) -> list[str]:
    """The headings of the form, in their order."""
    titles = [title for title, _ in _parts(context, score, asked)]
    return [*titles, context.say("What holds you back?")] if barrier_labels(context) else titles


def _parts(
    context: Context, score: Score, asked: Mapping[str, Sequence[Asked]]
) -> Iterator[tuple[str, list[Asked]]]:
    """The dimensions that ask something of their own; an answer may count in several of them."""
    seen = set[str]()
    for dimension in score.dimensions:
        new = [each for each in asked[dimension.id] if each.variable not in seen]
        seen |= {each.variable for each in new}
        if new:
            yield dimension.label.text(context.lang), new


def asked_dimensions(context: Context) -> tuple[Cut, ...]:
    """The cuts a firm is placed in: the survey's first two dimensions, each at its coarsest."""
    dimensions = list(context.codebook.dimensions.items())[:2]
    return tuple(Cut(name, each.level_ids[-1]) for name, each in dimensions)


def placed_by(context: Context) -> tuple[Filter, ...]:
    """The reader's filters where they name one code of a dimension that is asked for."""
    found = []
    for cut in asked_dimensions(context):
        codes = context.chosen(cut)
        if len(codes) == 1:
            found.append(Filter(cut, codes))
    return tuple(found)


def _group(context: Context, before: Filled) -> tuple[Filter, ...]:
    chosen = {each.cut: each.codes[0] for each in before.where}
    where = []
    with st.container(horizontal=True, gap="medium"):
        for cut in asked_dimensions(context):
            labels = cut_labels(context.codebook, cut, context.lang)
            name = context.codebook.dimensions[cut.dimension].label.text(context.lang)
            code = st.selectbox(
                label(context.say("Your firm: {dimension}", dimension=name)),
                list(labels),
                format_func=lambda code, labels=labels: labels[code],
                key=_start(context, str(cut), chosen.get(cut)),
                index=None,
                placeholder=context.say("choose"),
                width=380,
            )
            if code:
                where.append(Filter(cut, (code,)))
    return tuple(where)


def _chosen(context: Context, items: list[Asked], before: Filled) -> dict[str, str]:
    """One of several answers, line by line where the question has items."""
    found = {}
    if items[0].item:
        _lead(items[0].question.text.text(context.lang))
    for each in items:
        labels = choices(context, each)
        code = st.radio(
            label(each.words(context.lang)),
            list(labels),
            format_func=lambda code, labels=labels: label(labels[code]),
            key=_start(context, each.variable, before.answers.get(each.variable)),
            index=None,
            horizontal=True,
        )
        if code is not None:
            found[each.variable] = code
    return found


def _ticked(context: Context, items: list[Asked], before: Filled) -> dict[str, str]:
    """Boxes to tick. Without a tick, and without "none of these", the question is not answered."""
    question = items[0].question
    assert isinstance(question, MultipleQuestion)
    given = {each.variable: before.answers.get(each.variable) for each in items}
    _lead(question.text.text(context.lang))
    boxes = {
        each.variable: st.checkbox(
            label(each.words(context.lang)),
            key=_start(context, each.variable, given[each.variable] == question.selected),
        )
        for each in items
    }
    nothing = None not in given.values() and question.selected not in given.values()
    none = st.checkbox(
        context.say("none of these"), key=_start(context, f"{items[0].variable}:none", nothing)
    )
    if not none and not any(boxes.values()):
        return {}
    return {name: question.selected if box else question.unselected for name, box in boxes.items()}


def _barriers(context: Context, before: Filled, section: Callable[[str], None]) -> tuple[str, ...]:
    labels = barrier_labels(context)
    if not labels:
        return ()
    section(context.say("What holds you back?"))
    _lead(context.say("Not part of the score; it helps to choose the offers."))
    return tuple(
        code
        for code, name in labels.items()
        if st.checkbox(label(name), key=_start(context, f"barrier:{code}", code in before.barriers))
    )


def _lead(text: str) -> None:
    st.html(f'<p class="db-question db-asked">{escape(text)}</p>')


def _start(context: Context, name: str, value: Any) -> str:
    """The key of a widget, which holds `value` when it is drawn for the first time."""
    key = f"check:{context.codebook.survey}:{context.lang}:{name}"
    if key not in st.session_state:
        st.session_state[key] = value
    return key


def _kept(context: Context) -> str:
    return f"filled:{context.codebook.survey}"


def whole_selection(context: Context) -> Context:
    """The context without the reader's filters, which do not count on this page."""
    return replace(context, selection=replace(context.selection, where=()))
