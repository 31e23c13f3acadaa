"""What can be chosen on the stage without leaving it: the wave, and one filter per dimension."""

from __future__ import annotations

from typing import NamedTuple

from figures.context import Context
from survey.labels import cut_labels, wave_labels
from survey.offered_level import offered_level
from survey.selection import Cut

_MOST = 5  # lists that fit a panel beside the figure
SEVERAL = "|"


class Choice(NamedTuple):
    """A list: the parameter of the address that it sets, what it is called, what it offers.

    Options are code, label and whether it is chosen; an empty code is "all".
    """

    name: str
    label: str
    options: tuple[tuple[str, str, bool], ...]


def choices(context: Context) -> tuple[Choice, ...]:
    """The lists for a figure's survey. What the release plan refuses is said where it is asked."""
    codebook, selection, lang = context.codebook, context.selection, context.lang
    made: list[Choice] = []
    options: list[tuple[str, str, bool]]
    waves = wave_labels(codebook, lang)
    if len(waves) > 1:
        options = [(wave, waves[wave], wave == selection.wave) for wave in reversed(list(waves))]
        made.append(Choice("wave", context.say("Survey wave"), tuple(options)))
    for name, dimension in codebook.dimensions.items():
        chosen = selection.codes(name)
        level = offered_level(selection, codebook, name, chosen)
        labels = cut_labels(codebook, Cut(name, level), lang)
        options = [("", context.say("all"), not chosen)]
        if len(chosen) > 1:
            several = ", ".join(labels[code] for code in chosen)
            options.append((SEVERAL.join(chosen), several, True))
        options += [(code, label, chosen == (code,)) for code, label in labels.items()]
        made.append(Choice(name, dimension.label.text(lang), tuple(options)))
    return tuple(made[:_MOST])
