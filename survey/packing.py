"""Several coded columns as one small whole number: the key that a GROUP BY is fast with.

Grouping by four ENUM columns hashes and compares each of them for every row. One number of 16 bits
is the index of an array instead (DuckDB's perfect hash aggregate), at less than half of the time.
The published table holds the number of each code beside it (`number_column`): asking DuckDB for it
costs as much as the sums.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import prod

import numpy as np
import numpy.typing as npt
import pandas as pd

KEY = "_key"
_TYPES = ((2**16, "USMALLINT"), (2**32, "UINTEGER"), (2**63, "BIGINT"))
_USUAL, _MOST = 12, 18


@dataclass(frozen=True)
class Packing:
    """Columns that are packed, each with its codes in the order of their numbers.

    The number after the last is that of a missing code.
    """

    codes: Mapping[str, tuple[str, ...]]

    @property
    def size(self) -> int:
        """How many keys there can be."""
        return prod(len(codes) + 1 for codes in self.codes.values())

    def sql(self, numbers: Mapping[str, str]) -> str:
        """SQL of the key; `numbers`: column -> SQL of its code's number."""
        whole = next(name for most, name in _TYPES if self.size < most)
        key = ""
        for column, codes in self.codes.items():
            number = f"{numbers[column]}::{whole}"
            key = f"({key} * {len(codes) + 1}::{whole} + {number})" if key else number
        return key or f"0::{whole}"

    def unpack(self, keys: npt.NDArray[np.integer]) -> dict[str, pd.Categorical]:
        """Each column's code of every key."""
        rest, found = keys.astype(np.int64), {}
        for column, codes in reversed(list(self.codes.items())):
            rest, number = np.divmod(rest, len(codes) + 1)
            known = np.where(number < len(codes), number, -1)
            found[column] = pd.Categorical.from_codes(known, dtype=category(codes))
        return {column: found[column] for column in self.codes}


def number_column(column: str) -> str:
    """The companion column with the number of each code, 0 for the first; see `number_sql`."""
    return f"{column}#"


def number_sql(column: str, codes: int) -> str:
    """SQL of the number of a code of an ENUM column; the number after the last where it is missing.

    Never NULL: a column with NULLs in it takes twice as long to group by.
    """
    kind = "UTINYINT" if codes < 256 else "USMALLINT" if codes < 65536 else "UINTEGER"
    return f"coalesce(enum_code({quoted(column)})::{kind}, {codes}::{kind})"


def quoted(name: str) -> str:
    """A column's name in SQL."""
    return '"' + name.replace('"', '""') + '"'


@lru_cache(maxsize=1024)
def category(codes: tuple[str, ...]) -> pd.CategoricalDtype:
    """The type of a column with these codes; kept, because making it costs more than its use."""
    return pd.CategoricalDtype(list(codes))


def array_bits(sums: int) -> int:
    """Up to how many bits DuckDB shall use keys as an index: it reserves all sums of all keys.

    18 bits for one sum, 15 for eight (a few megabytes), never less than DuckDB's own 12.
    """
    return max(_USUAL, _MOST - max(sums - 1, 0).bit_length())
