"""Means of a scale as a column beside bars: "3,0 (2,9–3,1)"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from charts import marks
from charts.columns import Column, column, with_interval
from charts.values import HIDDEN, Value
from charts.wording import Wording
from locales.catalogue import translate


def means_column(codes: Sequence[str], means: Mapping[str, Value], wording: Wording) -> Column:
    """The means of these rows with their intervals, under "Mean"; one decimal if not told."""
    digits = 1 if wording.digits is None else wording.digits
    plain = replace(wording, unit="", digits=digits)
    texts = []
    for code in codes:
        value = means.get(code, HIDDEN)
        span = marks.interval(value, plain, digits)
        texts.append(with_interval(marks.printed(value, plain, digits), span))
    return column(texts, translate(wording.lang, "Mean"))
