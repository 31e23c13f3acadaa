"""Dimension columns: every distinct text recognised once, one column of codes per level."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from etl import spelling
from etl.read import RawFile
from etl.reading import Place
from etl.recognise import dimension_reader
from etl.spelling import Spellings
from etl.sql import Connection, Expression, create_enum, joined
from survey.codebook import Codebook
from survey.selection import Cut


@dataclass(frozen=True)
class Places:
    """A dimension of one wave: its columns, by their published names, and what was read."""

    columns: Mapping[str, Expression]
    spellings: Spellings[Place]

    @property
    def finest(self) -> Expression:
        """The code at the finest level that a row tells, as text."""
        levels = [each.within("{}::VARCHAR") for each in self.columns.values()]
        return joined(levels).within("coalesce({})")

    @property
    def unusable_share(self) -> float:
        """Unusable values among those that are not empty."""
        return self.spellings.unusable / max(self.spellings.filled, 1)


def level_types(con: Connection, codebook: Codebook) -> None:
    """One ENUM type per level of each dimension, called as the published column."""
    for name, dimension in codebook.dimensions.items():
        for level in dimension.level_ids:
            create_enum(con, Cut(name, level).column, dimension.scheme.codes(level))


def places(con: Connection, raw: RawFile, codebook: Codebook) -> dict[str, Places]:
    """All dimensions of a wave; their findings are recorded."""
    found = {}
    for name, dimension in codebook.dimensions.items():
        column = raw.column(dimension.column)
        assert column is not None  # `read` refuses a file without it
        spellings = spelling.read_distinct(con, raw.table, column, dimension_reader(dimension))
        spelling.report(con, raw, dimension.column, spellings)
        codes = {Cut(name, level).column: _code_at(level) for level in dimension.level_ids}
        columns = spelling.lookup(con, spellings, codes, "{}")
        found[name] = Places(columns, spellings)
    return found


def _code_at(level: str) -> Callable[[Place], str | None]:
    return lambda place: place.codes.get(level)
