"""Are two questions related? Pearson's X² of a weighted table with the second-order correction.

Source: Rao & Scott (1984), Annals of Statistics 12, 46-60, as F with the degrees of freedom of
Thomas & Rao (1987), JASA 82, 630-636. R: `svychisq(statistic = "F")` on the design of those who
answered both.

With cell shares p of rows × columns, V their covariance from the design, C the contrasts of the
interaction and D = diag(p): Δ = (C'D⁻¹C)⁻¹ (C'D⁻¹ V D⁻¹C), F = X² / tr Δ with d = (tr Δ)² / tr Δ²
and d · ν degrees of freedom, ν = PSUs less strata. X² and Δ are taken per respondent: their number
cancels out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import stats

from estimation.moments import Array
from estimation.raked_tables import RakedGroups, raked_covariance
from estimation.variance import Index


@dataclass(frozen=True)
class Crossed:
    """A table of two answers, as sums of groups of respondents who gave both.

    first, second, stratum, psu
        What each group answered (0 … rows − 1 and 0 … columns − 1), the row of `design` it
        belongs to and its PSU (unique over strata); `psu` is None without clusters, where every
        respondent is one.
    n, w, w2
        Respondents, sum of weights and of squared weights of each group.
    design
        psus (n_h) and population (N_h or NaN) of the strata.
    raked
        What raked weights need besides.
    """

    first: Index
    second: Index
    stratum: Index
    psu: Index | None
    n: Array
    w: Array
    w2: Array
    design: pd.DataFrame
    raked: RakedGroups | None = None


@dataclass(frozen=True)
class RaoScott:
    """The test: F with its two degrees of freedom, p and the respondents it rests on.

    f, df and p are NaN where there is nothing to test: fewer than two rows or columns, no degrees
    of freedom, or empty cells so many that a part of the table says nothing.
    """

    f: float
    df_1: float
    df_2: float
    p: float
    n: int


def rao_scott(table: Crossed) -> RaoScott:
    """The test of independence of rows and columns. Empty rows and columns do not count."""
    n = int(table.n.sum())
    nothing = RaoScott(np.nan, np.nan, np.nan, np.nan, n)
    first, second = (np.unique(codes, return_inverse=True) for codes in (table.first, table.second))
    rows, columns = len(first[0]), len(second[0])
    nu = _degrees_of_freedom(table)
    if rows < 2 or columns < 2 or nu <= 0:
        return nothing
    cell = first[1].ravel() * columns + second[1].ravel()
    share = np.bincount(cell, table.w, rows * columns) / table.w.sum()
    by_row = share.reshape(rows, columns)
    expected = np.outer(by_row.sum(axis=1), by_row.sum(axis=0)).ravel()
    pearson = float(((share - expected) ** 2 / expected).sum())
    inverse = np.divide(1.0, share, out=np.zeros_like(share), where=share > 0)
    contrasts = np.kron(_orthogonal(rows), _orthogonal(columns))
    scaled = inverse[:, None] * contrasts
    if np.linalg.matrix_rank(contrasts[share > 0]) < contrasts.shape[1]:
        return nothing
    delta = np.linalg.solve(
        contrasts.T @ scaled, scaled.T @ _covariance(table, cell, share) @ scaled
    )
    trace, squares = float(np.trace(delta)), float(np.trace(delta @ delta))
    if not trace > 0:
        return nothing
    f, df_1 = pearson / trace, trace**2 / squares
    return RaoScott(f, df_1, df_1 * nu, float(stats.f.sf(f, df_1, df_1 * nu)), n)


def _degrees_of_freedom(table: Crossed) -> int:
    strata = len(np.unique(table.stratum))
    units = int(table.n.sum()) if table.psu is None else len(np.unique(table.psu))
    return units - strata


def _orthogonal(count: int) -> Array:
    """Columns that are orthogonal to 1: (count x count − 1)."""
    basis = np.linalg.qr(np.column_stack([np.ones(count), np.eye(count)[:, 1:]]))[0]
    return np.asarray(basis[:, 1:])


def _covariance(table: Crossed, cell: Index, share: Array) -> npt.NDArray[np.float64]:
    """The covariance of the cell shares: of z = w (1[cell] − p) / Σw within strata."""
    n_h = table.design["psus"].to_numpy(dtype=float)
    population = table.design["population"].to_numpy(dtype=float)
    finite = np.where(np.isnan(population), 1.0, 1.0 - n_h / population)
    lonely = n_h == 1
    more = np.divide(1.0, n_h - 1, out=np.zeros_like(n_h), where=~lonely)
    of_squares, of_totals = finite * np.where(lonely, 1.0, n_h * more), finite * more
    if table.raked is not None:
        of_group = (np.eye(len(share))[cell] - share) / table.w.sum()
        return raked_covariance(table.raked, of_group, table.w, table.w2, of_squares, of_totals)

    def z(of: Index, size: int) -> Array:
        """Σz of every cell over the groups with the same `of`: (size x cells)."""
        w = np.zeros((size, len(share)))
        np.add.at(w, (of, cell), table.w)
        return np.asarray((w - w.sum(axis=1)[:, None] * share) / table.w.sum())

    totals = z(table.stratum, len(n_h))
    if table.psu is None:
        w2 = np.zeros((len(n_h), len(share)))
        np.add.at(w2, (table.stratum, cell), table.w2)
        per_cell = of_squares @ w2
        crossed = np.outer(share, per_cell)
        squares = (
            np.diag(per_cell) - crossed - crossed.T + per_cell.sum() * np.outer(share, share)
        ) / table.w.sum() ** 2
    else:
        _, first, unit = np.unique(table.psu, return_index=True, return_inverse=True)
        of_units = z(unit.ravel(), len(first))
        squares = of_units.T @ (of_squares[table.stratum[first]][:, None] * of_units)
    return np.asarray(squares - totals.T @ (of_totals[:, None] * totals))
