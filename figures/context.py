"""Who looks at what: the survey, the selection, the language and the room on the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from charts.ranking import Order
from charts.theme import Theme
from charts.theme import theme as chart_theme
from charts.wording import Wording
from estimation import Query, estimate, parse_query
from estimation.contrasts import contrasts
from estimation.levels import readable_level
from estimation.measures import Statistic
from estimation.nonresponse import nonresponse
from estimation.pairs import Pair
from locales import Lang, translate
from survey.address import Selection
from survey.codebook import Codebook
from survey.labels import cut_heads, cut_labels, item_labels, option_labels, wave_labels
from survey.selection import Cut
from survey.snapshot import PublishedSurvey


@dataclass(frozen=True)
class Asking:
    """How numbers are had; a server puts caches here."""

    estimates: Callable[[PublishedSurvey, Query], pd.DataFrame] = estimate
    nonresponse: Callable[[PublishedSurvey, Query], pd.DataFrame] = nonresponse
    level: Callable[[PublishedSurvey, Query, str], str] = readable_level
    contrasts: Callable[[PublishedSurvey, Query, Sequence[Pair]], pd.DataFrame] = contrasts


@dataclass(frozen=True)
class Context:
    """One reader at one moment; a change of the selection is a new one."""

    survey: PublishedSurvey
    selection: Selection
    theme_name: str = "light"
    narrow: bool = False
    asking: Asking = Asking()

    @property
    def lang(self) -> Lang:
        return self.selection.lang

    @property
    def codebook(self) -> Codebook:
        return self.survey.codebook

    @property
    def theme(self) -> Theme:
        return chart_theme(self.theme_name)

    def say(self, msgid: str, **values: object) -> str:
        """`msgid` in the reader's language."""
        return translate(self.lang, msgid, **values)

    def query(
        self,
        target: str,
        by: Sequence[Cut] = (),
        *,
        wave: str | None = None,
        statistic: Statistic | None = None,
        option: str | None = None,
    ) -> Query:
        """The query of a figure under the reader's filters.

        Raises NotAsked where the question was not part of the wave.
        """
        query = parse_query(
            self.codebook,
            target,
            wave=wave or self.selection.wave,
            statistic=statistic,
            option=option,
        )
        return replace(query, by=tuple(by), where=self.selection.where)

    def table(self, query: Query) -> pd.DataFrame:
        """The estimate table of a query."""
        return self.asking.estimates(self.survey, query)

    def contrasts(self, query: Query, *pairs: Pair) -> pd.DataFrame:
        """The contrast table of a query: its sides against each other."""
        return self.asking.contrasts(self.survey, query, pairs)

    def cut(self, dimension: str, query: Query) -> Cut:
        """The dimension at the level chosen, else at the finest at which `query` can be read."""
        levels = self.codebook.dimensions[dimension].level_ids
        if len(levels) == 1 or self.selection.level in levels:
            return Cut(dimension, self.selection.level if len(levels) > 1 else levels[0])
        whole = self.without(query, dimension)  # choosing a sector must not change the level
        return Cut(dimension, self.asking.level(self.survey, whole, dimension))

    def coarsest(self, dimension: str) -> Cut:
        """The dimension at the level chosen, else its coarsest, for figures with two dimensions.

        A phone has no room for the columns of a finer level.
        """
        levels = self.codebook.dimensions[dimension].level_ids
        chosen = "" if self.narrow else self.selection.level
        return Cut(dimension, chosen if chosen in levels else levels[-1])

    def cut_by(self, query: Query, *cuts: Cut) -> Query:
        """The query cut by dimensions, all their codes shown: a filter on one becomes a highlight.

        Who looks at construction wants to see it among the sectors, not alone.
        """
        names = {cut.dimension for cut in cuts}
        kept = tuple(f for f in query.where if f.cut.dimension not in names)
        return replace(query, by=cuts, where=kept)

    def chosen(self, cut: Cut) -> tuple[str, ...]:
        """The codes at `cut` that the reader's filter on its dimension means."""
        for each in self.selection.where:
            if each.cut.dimension == cut.dimension:
                scheme = self.codebook.dimensions[cut.dimension].scheme
                return tuple(
                    code
                    for code in scheme.codes(cut.level)
                    if code in {scheme.roll_up(each.cut.level, c, cut.level) for c in each.codes}
                    or scheme.roll_up(cut.level, code, each.cut.level) in each.codes
                )
        return ()

    def order(self, dimension: str) -> Order:
        """How the codes of a dimension are arranged: sizes as they are, sectors by estimate."""
        return "estimate" if self.codebook.dimensions[dimension].nominal else "given"

    def without(self, query: Query, dimension: str) -> Query:
        """The same query over all codes of a dimension: what a row is compared with."""
        kept = tuple(f for f in query.where if f.cut.dimension != dimension)
        return replace(query, by=(), where=kept)

    def wording(self, query: Query, unit: str = "percent") -> Wording:
        """Labels of everything in the query's table."""
        question, item = query.measures[0].question, query.measures[0].item
        labels = {cut.dimension: cut_labels(self.codebook, cut, self.lang) for cut in query.by}
        labels |= {
            "item": item_labels(self.codebook, question, self.lang),
            "option": option_labels(self.codebook, question, item, self.lang),
            "wave": wave_labels(self.codebook, self.lang),
        }
        heads = {cut.dimension: cut_heads(self.codebook, cut, self.lang) for cut in query.by}
        return Wording(self.lang, labels, unit, heads=heads)
