"""Choices on a page itself that belong to the selection: kept in the address like the filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import streamlit as st

from figures.context import Context
from pages.parts.address import choose
from survey.address import AUTOMATIC
from survey.labels import level_label


def measure(context: Context, labels: Mapping[str, str]) -> None:
    """Which indicator a page shows; the first where none is chosen."""
    first = next(iter(labels))
    chosen = context.selection.measure or first
    _box(context, "measure", context.say("What is shown"), list(labels), labels, chosen)


def level(context: Context, dimension: str) -> None:
    """At which level a dimension is cut, where it has several."""
    described = context.codebook.dimensions[dimension]
    if len(described.level_ids) < 2:
        return
    levels = [AUTOMATIC, *reversed(described.level_ids)]
    labels = {each: level_label(each, context.lang) for each in described.level_ids}
    labels[AUTOMATIC] = context.say("as fine as can be read")
    chosen = context.selection.level if context.selection.level in levels else AUTOMATIC
    name = described.label.text(context.lang)
    _box(
        context,
        "level",
        context.say("Level of: {dimension}", dimension=name),
        levels,
        labels,
        chosen,
    )


def _box(
    context: Context,
    name: Literal["level", "measure"],
    label: str,
    codes: Sequence[str],
    labels: Mapping[str, str],
    chosen: str,
) -> None:
    """A select box that always shows the selection; a choice makes a new one."""
    key = f"choice:{name}:{context.codebook.survey}:{context.lang}"
    st.session_state[key] = chosen
    st.selectbox(
        label,
        codes,
        format_func=lambda code: labels.get(code, code),
        key=key,
        on_change=choose,
        args=(name, key),
        placeholder=context.say("choose"),
    )
