"""How a number moved between two waves, with the interval of the difference."""

from __future__ import annotations

import math
from dataclasses import replace

from charts.marks import digits_of, printed
from charts.values import read
from charts.wording import Wording
from estimation import Query
from estimation.pairs import Pair
from figures.context import Context
from figures.difference_words import signed
from locales import N_
from locales.numbers import signed_range

SURE = 0.05
"""p below which a difference is called one."""

_SURE = N_("{change} ({interval}) since {wave} ({before})")
_UNSURE = N_("{change} ({interval}), no difference beyond chance since {wave} ({before})")


def change_since(context: Context, query: Query, wave: str, wording: Wording) -> str:
    """ "+3,0 Punkte (+1,9 bis +4,1) seit Erhebung 2021 (28,7)".

    query
        One estimate in one wave, compared with the same in `wave`.

    Empty where one of both carries a mark or must not be shown.
    """
    (now,) = query.waves
    (row,) = context.contrasts(query, Pair(now, "", wave, "")).to_dict("records")
    if row["flag"] or math.isnan(row["se"]):
        return ""
    scale = 100.0 if row["statistic"] == "proportion" else 1.0
    (before,) = read(context.table(replace(query, waves=(wave,))))
    digits = digits_of([before], wording)
    sure = row["p"] < SURE
    return context.say(
        _SURE if sure else _UNSURE,
        change=signed(row["estimate"] * scale, wording, digits),
        interval=signed_range(row["ci_low"] * scale, row["ci_high"] * scale, context.lang, digits),
        wave=wording.label("wave", wave),
        before=printed(before, wording, digits),
    )
