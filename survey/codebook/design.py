"""How the survey was drawn: ids, weights, strata, clusters, who counts, what may be shown."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from survey.codebook.values import Code, Entry, OptionCode, Text


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


Codes = Annotated[tuple[Code, ...], BeforeValidator(_as_list)]


class Design(Entry):
    """Columns of the survey files that carry the sampling design.

    Without `weight` every respondent counts 1 (with `population`: N_h / n_h). `scope` and
    `include` name the codes a row must have in these columns to belong to the population, and to
    be a respondent.
    """

    id: str
    weight: str | None = None
    stratum: str | tuple[str, ...] | None = None
    cluster: str | None = None
    population: str | None = None
    scope: dict[str, Codes] = Field(default_factory=dict)
    include: dict[str, Codes] = Field(default_factory=dict)

    @property
    def strata(self) -> tuple[str, ...]:
        """The columns whose crossing is the stratum; empty without stratification."""
        if self.stratum is None:
            return ()
        return (self.stratum,) if isinstance(self.stratum, str) else self.stratum


class Disclosure(Entry):
    """What may be shown: the least number of respondents, the largest share of one firm.

    `rounded` tells numbers no finer than their own error, for surveys whose weights are known.
    """

    min_n: Annotated[int, Field(ge=0)] = 5
    dominance: Annotated[float, Field(gt=0, le=1)] = 0.8
    rounded: bool = False


class Reliability(Entry):
    """Thresholds of the marks `( )` limited and `/` unreliable.

    Defaults follow the NCHS presentation standards for proportions (Parker et al. 2017).
    Widths are in points of 0–100; coefficients of variation and relative widths are ratios.
    """

    limited_n: float = 30
    unreliable_n: float = 10
    limited_width: float = 30
    unreliable_width: float = 50
    limited_relative_width: float = 1.3
    narrow_width: float = 15
    limited_cv: float = 0.15
    unreliable_cv: float = 0.30
    limited_score_width: float = 15
    unreliable_score_width: float = 30


class Wave(Entry):
    """One wave of the survey and the file it came in. An `event` is never the default wave."""

    id: OptionCode
    label: Text
    file: str
    period: tuple[date, date] | None = None
    event: bool = False


class Weighting(Entry):
    """Known margins of the population to which the design weight is raked.

    `margins` names, per dimension (`size`) or level of one (`sector:group`), a CSV with the
    columns category and count, and wave where the counts differ by wave. `trim` bounds the
    weights, as multiples of their mean.
    """

    margins: Annotated[dict[str, str], Field(min_length=1)]
    trim: tuple[float, float] | None = None

    @model_validator(mode="after")
    def _trim_holds_the_mean(self) -> Weighting:
        if self.trim is not None and not 0 <= self.trim[0] < 1 < self.trim[1]:
            raise PydanticCustomError("trim_bounds", "the mean lies between the bounds", {})
        return self
