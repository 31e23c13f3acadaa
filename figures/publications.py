"""The data states of a survey: what was published when, and how to cite the one on the screen."""

from __future__ import annotations

from datetime import UTC, date, datetime

from figures.context import Context
from figures.listing import Listing
from locales import N_, translate
from locales.numbers import EN_DASH, day, integer
from survey.history import Entry, entries
from survey.labels import wave_labels
from survey.served import served_snapshot

_ACTIONS = {
    "load": N_("survey loaded"),
    "cube": N_("sums precalculated"),
    "benchmark": N_("figures of another source loaded"),
    "rollback": N_("back to an earlier data state"),
    "found": N_("published, entered in the log later"),
}
_SHOWN = 20


def publications(context: Context) -> Listing:
    """The latest publications with this survey, the newest first; the one on show is named."""
    say, lang = context.say, context.lang
    folder, survey = context.survey.file.parent, context.codebook.survey
    current = served_snapshot(folder).name
    known = [each for each in entries(folder) if survey in each.rows or not each.rows]
    newest = known[::-1][:_SHOWN]
    shown = next((i for i, each in enumerate(newest) if each.snapshot == current), None)
    on_show = say("(on show)")
    return Listing(
        say("Publications"),
        (say("Published (UTC)"), say("What happened"), say("Snapshot"), say("Rows of the survey")),
        tuple(
            (
                _time(each, context),
                translate(lang, _ACTIONS.get(each.action, each.action)),
                each.snapshot.removeprefix("snapshot-") + (f" {on_show}" * (i == shown)),
                integer(each.rows[survey], lang) if survey in each.rows else EN_DASH,
            )
            for i, each in enumerate(newest)
        ),
        numbers=1,
    )


def citation(context: Context, today: date) -> str:
    """How to cite the survey in the data state on the screen."""
    codebook, lang = context.codebook, context.lang
    return context.say(
        "Digitalbarometer, {title}, {wave}; retrieved on {day}, data state {version}.",
        title=codebook.title.text(lang),
        wave=wave_labels(codebook, lang)[context.selection.wave],
        day=day(today, lang),
        version=context.survey.version,
    )


def _time(entry: Entry, context: Context) -> str:
    """The day in words and the minute; as it stands where the log has something else."""
    try:
        moment = datetime.fromisoformat(entry.time).astimezone(UTC)
    except ValueError:
        return entry.time
    return f"{day(moment.date(), context.lang)}, {moment:%H:%M}"
