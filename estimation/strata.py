"""The design table as arrays, made once of each: every estimate looks at all of its strata."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from estimation.moments import Array


@dataclass(frozen=True)
class Strata:
    """wave, stratum, psus (n_h) and population (N_h or NaN) of each row of a design table.

    row_of
        The row of each wave and stratum.
    single_psu
        Whether the wave of each row has but one PSU in all its strata together.
    """

    row_of: Mapping[tuple[str, str], int]
    psus: Array
    population: Array
    single_psu: npt.NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.psus)


def strata(design: pd.DataFrame) -> Strata:
    """The arrays of a design table, which nobody changes any more."""
    return _strata(_Same(design))


class _Same:
    """A table as a key: the same as itself alone. Keeping it keeps its place in memory taken."""

    def __init__(self, design: pd.DataFrame) -> None:
        self.design = design

    def __hash__(self) -> int:
        return id(self.design)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.design is other.design


@lru_cache(maxsize=32)
def _strata(same: _Same) -> Strata:
    design = same.design
    psus = design["psus"].to_numpy(dtype=float)
    names = zip(design["wave"].tolist(), design["stratum"].tolist(), strict=True)
    wave, _ = pd.factorize(design["wave"])
    return Strata(
        row_of={name: row for row, name in enumerate(names)},
        psus=psus,
        population=design["population"].to_numpy(dtype=float),
        single_psu=np.asarray(np.bincount(wave, weights=psus)[wave] == 1),
    )
