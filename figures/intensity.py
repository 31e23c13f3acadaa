"""The Digital Intensity Index by size of firm, each version of it in panels of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from charts.alternative import describe
from charts.drawing import drawing
from charts.instruments import instruments
from charts.wording import Wording
from estimation.reliability import HIDDEN, LIMITED
from figures.context import Context
from figures.exhibit import Exhibit, SmallPrint
from figures.facts_in_words import sizes_in_words
from figures.sentences import headed
from locales import N_, Lang
from locales.numbers import EN_DASH, NO_BREAK_SPACE, decimal
from survey.comparability import Line, Point, lines
from survey.facts import Facts, Sizes
from survey.intensity import SIZES, Series

_REGIONS = {"DE": N_("Germany"), "EU27_2020": N_("EU27")}
_SHORT = {"DE": N_("DE"), "EU27_2020": N_("EU27")}
_HEADS = {"10-49": "10-49", "50-249": "50-249", "GE250": "250+"}
_LOW_RELIABILITY = "u"


def intensity(context: Context, name: str, series: Series, facts: Facts) -> Exhibit:
    """The share of firms with at least basic digital intensity, as `series` has it."""
    say, lang = context.say, context.lang
    joined = lines(series.points)
    table = pd.DataFrame(list(_rows(joined)))
    wording = _wording(context, table)
    described = {
        f"{say('Version {number}', number=each.version.removeprefix('v'))}: "
        f"{each.definition.text(lang)}; {each.base.text(lang)}": None
        for each in facts.intensity
    }
    notes = [
        say("Version 3 and version 4 count different variables: their levels are not comparable"),
        say("Not comparable with the survey's maturity score, which counts something else"),
        *described,
    ]
    if facts.intensity_aim is not None:
        notes.append(facts.intensity_aim.text(lang))
    if not series.loaded and any(each.third_party for each in facts.intensity):
        notes.append(say("[3P] read in a copy by others, not on the producer's own page"))
    drawn = drawing(instruments, table, wording)
    return Exhibit(
        id=name,
        headline=_headline(context, joined),
        question=say("Digital Intensity Index: firms with at least basic digital intensity"),
        unit=say("share of firms, by number of employees"),
        drawing=drawn,
        chart=drawn.figure(context.theme, narrow=context.narrow),
        alternative=f"{_headline(context, joined)}. {describe(table, wording, 'row')}",
        under=SmallPrint(tuple(notes), source="Eurostat, isoc_e_dii", licence="CC BY 4.0"),
        legend=(),
        tables=(("", table, wording),),
        headings={
            "instrument": say("Version"),
            "geo": say("Region"),
            "size": say("Firm size"),
        },
        filters="",
        command="python -m etl benchmark FILE",
    )


def _rows(joined: list[Line]) -> Iterator[dict[str, object]]:
    """The points as rows of an estimate table; a number of low reliability carries its mark.

    A line that begins again after a break has a code of its own.
    """
    begun: Counter[tuple[str, str, str]] = Counter()
    for line in sorted(joined, key=lambda each: SIZES.index(each.points[0].size)):
        first = line.points[0]
        kind = (first.instrument, first.geo, first.size)
        begun[kind] += 1
        again = f"/{begun[kind]}" if begun[kind] > 1 else ""
        for point in line.points:
            yield _row(point, point.geo + again)


def _row(point: Point, line: str) -> dict[str, object]:
    flag = HIDDEN if point.value is None else LIMITED if _LOW_RELIABILITY in point.flag else ""
    return {
        "survey": "isoc_e_dii",
        "wave": point.year,
        "question": "isoc_e_dii",
        "item": "",
        "option": "",
        "instrument": point.instrument,
        "geo": point.geo,
        "size": point.size,
        "line": line,
        "row": f"{point.instrument} {point.geo} {point.size} {point.year}",
        "statistic": "proportion",
        "estimate": float("nan") if point.value is None else point.value / 100,
        "base": "",
        "flag": flag,
    }


def _wording(context: Context, table: pd.DataFrame) -> Wording:
    lang, say = context.lang, context.say
    sizes = {code: _sizes(code) for code in SIZES}
    labels = {
        "instrument": {
            code: say("Version {number}", number=code.removeprefix("v"))
            for code in table["instrument"].unique()
        },
        "geo": {code: say(name) for code, name in _REGIONS.items()},
        "size": {code: sizes_in_words(each, lang) for code, each in sizes.items()},
    }
    labels["line"] = labels["geo"]
    labels["row"] = {
        row.row: f"{labels['instrument'][row.instrument]}, {labels['geo'][row.geo]}, "
        f"{labels['size'][row.size_code]}, {row.wave}"
        for row in table.rename(columns={"size": "size_code"}).itertuples()
    }
    heads = {
        "size": {code: each.replace("-", EN_DASH) for code, each in _HEADS.items()},
        "line": {code: say(name) for code, name in _SHORT.items()},
    }
    return Wording(lang, labels, digits=1, heads=heads)


def _sizes(code: str) -> Sizes:
    """The sizes that a code of Eurostat's means."""
    low, _, high = code.removeprefix("GE").partition("-")
    return Sizes.model_validate({"from": int(low), "to": int(high) if high else None})


def _headline(context: Context, joined: list[Line]) -> str:
    """The latest year of each version for the smallest firms: Germany beside the EU."""
    say, lang, parts = context.say, context.lang, []
    for instrument in dict.fromkeys(line.instrument for line in joined):
        last = {
            line.points[-1].geo: line.points[-1]
            for line in joined
            if line.instrument == instrument and line.points[-1].size == SIZES[0]
        }
        said = [
            f"{say(_REGIONS[geo])} {_percent(point.value, lang)}"
            for geo, point in last.items()
            if point.value is not None
        ]
        if said:
            year = max(point.year for point in last.values())
            version = say("version {number}", number=instrument.removeprefix("v"))
            parts.append(f"{year} ({version}): {', '.join(said)}")
    return headed(sizes_in_words(_sizes(SIZES[0]), lang), "; ".join(parts))


def _percent(value: float, lang: Lang) -> str:
    text = decimal(value, lang, 0)
    return f"{text}{NO_BREAK_SPACE}%" if lang == "de" else f"{text}%"
