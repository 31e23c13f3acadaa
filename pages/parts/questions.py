"""The explorer's choices, kept in the address: question and part, what divides it, two groups."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st

from figures.context import Context
from figures.explored import cuts_of, target_of
from figures.one_number import one_number
from locales import N_
from pages.parts import choices
from pages.parts.address import explore
from pages.parts.ways_out import WayOut
from survey.explored import (
    EVERYBODY,
    EVERYONE,
    REST,
    WAVES,
    Explored,
    contrast_level,
    sides,
    targets,
)
from survey.labels import cut_labels, part_label, question_text
from survey.offered_level import offered_level
from survey.selection import Cut

_TOPICS = {
    "maturity": N_("Maturity"),
    "strategy": N_("Strategy"),
    "barriers": N_("Barriers"),
    "support": N_("Support"),
    "participation": N_("Participation"),
    "learning": N_("Learning"),
    "change": N_("Change"),
}
_NONE = ""


def boxes(context: Context) -> None:
    """The select boxes, each showing the selection; a choice makes a new one."""
    _question(context)
    with st.container(horizontal=True, gap="small"):
        _part(context)
        _first(context)
        if context.selection.explored.contrast == "":
            _second(context)
    with st.container(horizontal=True, gap="small"):
        _groups(context)
        _level(context)


def ways_out(context: Context) -> list[WayOut]:
    """Where two dimensions are too many under the filters: each of them alone."""
    by = cuts_of(context)
    if len(by) < 2:
        return []
    names = _dimensions(context)
    return [
        WayOut(
            context.say("Only divided by: {characteristic}", characteristic=names[each]),
            explore,
            (replace(context.selection.explored, by=(each,)),),
        )
        for each in by
    ]


def _question(context: Context) -> None:
    asked = [each for each in targets(context.codebook) if "." not in each]
    labels = {each: _asked(context, each) for each in asked}
    now = target_of(context).partition(".")[0]
    _box(
        context,
        "question",
        context.say("Question"),
        labels,
        now,
        lambda e, chosen: replace(e, question=chosen),
    )


def _asked(context: Context, name: str) -> str:
    question = context.codebook.question.get(name)
    text = question_text(context.codebook, name, context.lang)
    topic = _TOPICS.get(question.topic) if question is not None else _TOPICS["maturity"]
    return f"{context.say(topic)} – {text}" if topic else text


def _part(context: Context) -> None:
    now = target_of(context)
    name = now.partition(".")[0]
    offered = [each for each in targets(context.codebook) if each.partition(".")[0] == name]
    if len(offered) < 2:
        return
    if len(cuts_of(context)) > 1 or cuts_of(context) == (WAVES,):
        offered = [each for each in offered if one_number(context, each) is not None]
    score = name in context.codebook.score
    whole = context.say("total score") if score else context.say("all parts together")
    parts = {each: each.partition(".")[2] for each in offered}
    labels = {
        each: part_label(context.codebook, name, part, context.lang) if part else whole
        for each, part in parts.items()
    }
    _box(
        context,
        "part",
        context.say("Part of the question"),
        labels,
        now,
        lambda e, chosen: replace(e, question=chosen),
    )


def _first(context: Context) -> None:
    labels = {**_dimensions(context)}
    if len(context.codebook.waves) > 1:
        labels[WAVES] = context.say("survey waves")
    labels[EVERYBODY] = context.say("not divided")
    by = cuts_of(context)

    def chosen(explored: Explored, code: str) -> Explored:
        rest = tuple(each for each in by[1:] if each != code)
        alone = code in (WAVES, EVERYBODY)
        return replace(explored, by=(code,) if alone else (code, *rest), contrast="")

    _box(context, "by", context.say("Divided by"), labels, by[0], chosen)


def _second(context: Context) -> None:
    """A second dimension, where the question has one number or a part with one."""
    by = cuts_of(context)
    if by[0] in (WAVES, EVERYBODY):
        return
    labels = {_NONE: context.say("nothing else")} | {
        name: label for name, label in _dimensions(context).items() if name != by[0]
    }

    def chosen(explored: Explored, code: str) -> Explored:
        return replace(explored, by=(by[0], code) if code else by[:1])

    _box(context, "and", context.say("and by"), labels, (*by, _NONE)[1], chosen)


def _groups(context: Context) -> None:
    """Two groups of the first dimension side by side."""
    dimension = cuts_of(context)[0]
    if dimension in (WAVES, EVERYBODY):
        return
    group, against = sides(context.selection.explored.contrast)
    known = _known(context, dimension)
    labels = {_NONE: context.say("all groups"), **known}

    def first(explored: Explored, code: str) -> Explored:
        other = against if against and against != code else REST
        contrast = f"{code}:{other}" if code else ""
        return replace(explored, by=(dimension,), contrast=contrast)

    _box(context, "group", context.say("Group"), labels, group, first)
    if not group:
        return
    others = {
        REST: context.say("all other firms"),
        EVERYONE: context.say("all firms"),
        **{code: label for code, label in known.items() if code != group},
    }

    def second(explored: Explored, code: str) -> Explored:
        return replace(explored, contrast=f"{group}:{code}")

    _box(context, "against", context.say("compared with"), others, against, second)


def _known(context: Context, dimension: str) -> Mapping[str, str]:
    """The groups that are offered: at the level of those chosen, else at the reader's."""
    contrast = context.selection.explored.contrast
    level = contrast_level(context.codebook, dimension, contrast) if contrast else None
    if level is None:
        level = offered_level(context.selection, context.codebook, dimension, ())
    return cut_labels(context.codebook, Cut(dimension, level), context.lang)


def _level(context: Context) -> None:
    """At which level the first dimension is cut, where the sidebar does not offer it."""
    codebook, dimension = context.codebook, cuts_of(context)[0]
    levelled = [name for name, each in codebook.dimensions.items() if len(each.level_ids) > 1]
    contrast = context.selection.explored.contrast
    if dimension in levelled[1:] and not contrast:
        with st.container(width="stretch" if context.narrow else 280):
            choices.level(context, dimension)


def _dimensions(context: Context) -> dict[str, str]:
    dimensions = context.codebook.dimensions.items()
    return {name: each.label.text(context.lang) for name, each in dimensions}


def _box(
    context: Context,
    name: str,
    label: str,
    labels: Mapping[str, str],
    chosen: str,
    make: Callable[[Explored, str], Explored],
) -> None:
    key = f"explore:{name}:{context.codebook.survey}:{context.lang}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        list(labels),
        format_func=lambda code: labels.get(code, code),
        key=key,
        on_change=lambda: explore(make(context.selection.explored, st.session_state[key])),
        placeholder=context.say("choose"),
        width="stretch" if name == "question" or context.narrow else 280,
    )
