"""What is said where a question was not part of the wave."""

from __future__ import annotations

from estimation.query import NotAsked
from figures.context import Context
from survey.labels import question_text, wave_labels


def not_asked(context: Context, failure: NotAsked) -> str:
    """The question, that this wave did not ask it, and the waves that did."""
    waves = wave_labels(context.codebook, context.lang)
    sentence = context.say(
        "Not asked in this wave ({wave}). Choose another one: {waves}.",
        wave=waves[context.selection.wave],
        waves=", ".join(waves[wave] for wave in failure.waves) or "–",
    )
    return f"{question_text(context.codebook, failure.names[0], context.lang)} – {sentence}"
