"""How the data came in, in the reader's words: waves, files, what was noticed."""

from __future__ import annotations

from figures.context import Context
from figures.listing import Listing
from locales import translate
from locales.numbers import EN_DASH, day, integer, percent
from survey.labels import wave_labels
from survey.loading import LoadedFile, kinds, loaded_files
from survey.rules import NOTICED, outcome

NONE = EN_DASH
_HASH = 12  # characters of a checksum that tell files apart; the download has all


def in_a_sentence(context: Context) -> str:
    """How many answered in the latest wave, and what could not be used of all files."""
    files, say, lang = loaded_files(context.survey), context.say, context.lang
    if not files:
        return ""
    latest = next(f for f in reversed(files) if f.wave in context.codebook.regular_waves)
    values = {
        "wave": wave_labels(context.codebook, lang)[latest.wave],
        "firms": integer(latest.respondents, lang),
        "read": integer(sum(each.rows_read for each in files), lang),
        "aside": integer(sum(each.rows_quarantined for each in files), lang),
    }
    if latest.response_rate is None:
        answered = say("{wave}: {firms} firms answered.", **values)
    else:
        values["rate"] = percent(latest.response_rate, lang)
        answered = say("{wave}: {firms} firms answered, {rate} of those asked.", **values)
    rows = say(
        "Of {read} rows read in all waves, {aside} could not be used and are quarantined.", **values
    )
    return f"{answered} {rows}"


def waves(context: Context) -> Listing:
    """The waves with their field periods, firms and response rates."""
    say, lang = context.say, context.lang
    labels = wave_labels(context.codebook, lang)
    return Listing(
        say("Waves and response"),
        (
            say("Wave"),
            say("Field period"),
            say("Firms in scope"),
            say("Firms that answered"),
            say("Response rate"),
        ),
        tuple(
            (
                labels[each.wave],
                _field_period(context, each.wave),
                integer(each.in_scope, lang),
                integer(each.respondents, lang),
                NONE if each.response_rate is None else percent(each.response_rate, lang, 1),
            )
            for each in loaded_files(context.survey)
        ),
        numbers=3,
        details=1,
    )


def files(context: Context) -> Listing:
    """The files: rows read = rows loaded + rows quarantined."""
    say, lang = context.say, context.lang
    return Listing(
        say("Files"),
        (
            say("File"),
            say("Written as"),
            say("SHA-256, beginning"),
            say("Rows read"),
            say("Loaded"),
            say("Quarantined"),
        ),
        tuple(
            (
                each.file,
                _written_as(context, each),
                each.sha256[:_HASH],
                *(
                    integer(n, lang)
                    for n in (each.rows_read, each.rows_loaded, each.rows_quarantined)
                ),
            )
            for each in loaded_files(context.survey)
        ),
        numbers=3,
        details=2,
    )


def noticed(context: Context) -> Listing:
    """What was noticed while loading, by kind and wave, the rows that were set aside first."""
    say, lang = context.say, context.lang
    labels = wave_labels(context.codebook, lang)
    loaded = [each.wave for each in loaded_files(context.survey)]
    order = list(NOTICED)
    found = sorted(kinds(context.survey), key=lambda kind: (order.index(kind.rule), kind.severity))
    return Listing(
        say("What was noticed while loading"),
        (say("What was noticed"), say("What became of it"), *(labels[wave] for wave in loaded)),
        tuple(
            (
                translate(lang, NOTICED[kind.rule]),
                translate(lang, outcome(kind.rule, kind.severity)),
                *(integer(kind.counts.get(wave, 0), lang) for wave in loaded),
            )
            for kind in found
        ),
        numbers=len(loaded),
        details=1,
    )


def _field_period(context: Context, wave: str) -> str:
    period, lang = context.codebook.wave[wave].period, context.lang
    if period is None:
        return NONE
    return f"{day(period[0], lang)} {EN_DASH} {day(period[1], lang)}"


def _written_as(context: Context, file: LoadedFile) -> str:
    """ "UTF-8, Komma": encoding and delimiter as they were recognised."""
    names = {
        ",": context.say("comma"),
        ";": context.say("semicolon"),
        "\t": context.say("tab"),
    }
    return f"{file.encoding}, {names.get(file.delimiter, file.delimiter)}"
