"""The attacker asks for everything that pages, command line and API can be asked for.

Of each answer he keeps which firms it is about: a set counts as told as soon as one number of it
is, be it the estimate, its error, df, n or n_eff.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, product

import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation import Query, estimate, parse_query
from estimation.contrasts import contrast_table
from estimation.nonresponse import COUNTS, nonresponse
from estimation.release.visible import NUMBERS
from survey.selection import Cut, Filter
from survey.snapshot import PublishedSurvey

Bits = npt.NDArray[np.bool_]
RESPONDENTS = "all respondents"


class Attacker:
    """Knows every firm's codes and who answered what, but no answer."""

    def __init__(self, survey: PublishedSurvey, items: tuple[str, ...], seed: int = 0) -> None:
        self.survey, self.items = survey, items
        self.cuts = [
            Cut(name, level)
            for name, dimension in survey.codebook.dimensions.items()
            for level in dimension.level_ids
        ]
        codes = ", ".join(f'"{cut}"::VARCHAR AS "{cut}"' for cut in self.cuts)
        answered = ", ".join(f'"{item}" IS NOT NULL AS "{item}"' for item in items)
        self.firms = survey.table(f"SELECT {codes}, {answered} FROM response WHERE respondent")
        self.told: dict[str, set[bytes]] = {item: set() for item in (*items, RESPONDENTS)}
        self._random = np.random.default_rng(seed)

    def ask_everything(self, more: int) -> None:
        """All tables of up to two cuts, then `more` filters, multi-selects and third dimensions."""
        for count in (0, 1, 2):
            for by in combinations(self.cuts, count):
                if len({cut.dimension for cut in by}) == count:
                    self._estimates(self._query(by=by))
        for query in self._filtered(more):
            self._estimates(query)
            self._counts(query)
        self._counts(self._query())
        for cut in self.cuts:
            for code in self._codes(cut):
                self._counts(self._query(where=(Filter(cut, (code,)),)))
            if len(self._codes(cut)) < 6:  # of finer cuts one contrast is like another
                self._contrasts(cut)

    def sets(self, item: str) -> Bits:
        """The sets that were told of an item: (sets x firms)."""
        firms = len(self.firms)
        packed = [np.frombuffer(each, dtype=np.uint8) for each in sorted(self.told[item])]
        return np.array([np.unpackbits(each)[:firms] for each in packed], dtype=bool)

    def _query(self, by: tuple[Cut, ...] = (), where: tuple[Filter, ...] = ()) -> Query:
        query = parse_query(self.survey.codebook, ",".join(self.items), wave="3")
        return replace(query, by=by, where=where)

    def _codes(self, cut: Cut) -> list[str]:
        return sorted(self.firms[str(cut)].dropna().unique())

    def _filtered(self, more: int) -> Iterator[Query]:
        random = self._random
        for _ in range(more):
            chosen = random.permutation(len(self.cuts))[: random.integers(1, 4)]
            where = []
            for cut in (self.cuts[at] for at in chosen):
                codes = self._codes(cut)
                count = min(len(codes), int(random.integers(1, 4)))
                where.append(Filter(cut, tuple(random.choice(codes, count, replace=False))))
            by = [self.cuts[at] for at in random.permutation(len(self.cuts))]
            by = by[: random.integers(0, 3)]
            names = [cut.dimension for cut in by]
            yield self._query(
                by=tuple(cut for i, cut in enumerate(by) if cut.dimension not in names[:i]),
                where=tuple(where),
            )

    def _estimates(self, query: Query) -> None:
        table = estimate(self.survey, query)
        shown = table[table[list(NUMBERS)].notna().any(axis=1)]
        keys = ["question", "item", *(cut.dimension for cut in query.by)]
        for row in shown[keys].drop_duplicates().to_dict("records"):
            item = ".".join(part for part in (row["question"], row["item"]) if part)
            cells = [Filter(cut, (row[cut.dimension],)) for cut in query.by]
            self._tell(item, [*query.where, *cells])

    def _counts(self, query: Query) -> None:
        for row in nonresponse(self.survey, query).to_dict("records"):
            if not all(pd.isna(row[name]) for name in COUNTS):
                item = ".".join(part for part in (row["question"], row["item"]) if part)
                self._tell(item, query.where)
                self._tell(RESPONDENTS, query.where)

    def _contrasts(self, cut: Cut) -> None:
        for other, code in [(None, "")] + [
            each for o in self.cuts if o.dimension != cut.dimension
            for each in product([o], self._codes(o))
        ]:  # fmt: skip
            where = () if other is None else (Filter(other, (code,)),)
            query = self._query((cut,), where)
            query = replace(query, measures=query.measures[:1])
            table = contrast_table(self.survey, query, "rest")
            numbers = table.select_dtypes("number").columns
            for row in table[table[numbers].notna().any(axis=1)].to_dict("records"):
                item = ".".join(part for part in (row["question"], row["item"]) if part)
                group = self._inside([*where, Filter(cut, (row["group"],))])
                self._keep(item, group)
                self._keep(item, self._inside(where) & ~group)

    def _inside(self, where: list[Filter] | tuple[Filter, ...]) -> Bits:
        inside = np.ones(len(self.firms), dtype=bool)
        for each in where:
            inside &= self.firms[str(each.cut)].isin(each.codes).to_numpy()
        return inside

    def _tell(self, item: str, where: list[Filter] | tuple[Filter, ...]) -> None:
        self._keep(item, self._inside(where))

    def _keep(self, item: str, inside: Bits) -> None:
        if item != RESPONDENTS:
            inside = inside & self.firms[item].to_numpy()
        self.told[item].add(np.packbits(inside).tobytes())
