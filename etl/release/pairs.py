"""Complementary suppression in one two-way table: minimum cuts of the graph of hidden cells.

Rows and columns are the vertices, hidden cells the edges of a bipartite graph. What the totals of
rows and columns allow to derive is: a set X of vertices such that no hidden cell runs from a row
outside X to a column inside; then the sum of the cells from X to the outside is known. The least
such sum that holds a given cell is a minimum cut with capacity n forwards and none backwards.
Source: Gusfield (1988), A graph theoretic approach to statistical data security.

A total that is hidden itself gives no vertex of its own: all such rows (columns) are one. Where a
coarser level is visible, its cell (section x size) is the vertex instead of the column (size).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from etl.release.atoms import Counts
from etl.release.sets import Bits, Index, Matrix, Sets, Table
from survey.selection import Cut


@dataclass(frozen=True)
class Pair:
    """A two-way table whose cells are split by the codes above them.

    edge
        The edge of each atom. Per edge: `cell`, its set (-1: a code is missing, never shown);
        `rows` and `columns`, the sets that give its vertices, the closest first.
    """

    edge: Index
    cell: Index
    rows: tuple[Index, ...]
    columns: tuple[Index, ...]


def pair_of(sets: Sets, table: Table, coarser: Mapping[Cut, Cut]) -> Pair:
    """The table as a graph; `coarser` names the next level above a cut where there is one."""
    first, second = table
    rows = [sets.member[(first,)]]
    columns = [sets.member[(second,)]]
    if second in coarser:
        rows.insert(0, sets.member[(first, coarser[second])])
    if first in coarser:
        columns.insert(0, sets.member[(coarser[first], second)])
    stacked = np.array([sets.member[table], *rows, *columns])
    kinds, edge = np.unique(stacked, axis=1, return_inverse=True)
    cell, split = kinds[0], 1 + len(rows)
    return Pair(edge.ravel(), cell, tuple(kinds[1:split]), tuple(kinds[split:]))


def protect(pair: Pair, n: Counts, shown: Bits, sensitive: Bits, least: int) -> None:
    """Hide more cells (in `shown`) until each hidden set that can be derived has `least` firms.

    `sensitive` sets are hidden for another reason: what can be derived must hold `least` others.
    """
    weight = np.bincount(pair.edge, weights=n, minlength=len(pair.cell)).astype(np.float64)
    while True:
        graph = _Graph(pair, weight, shown, sensitive)
        if graph.hide_complements(shown, least):
            return


class _Graph:
    """Hidden and visible weight between the vertices, as they are now."""

    def __init__(self, pair: Pair, weight: Matrix, shown: Bits, sensitive: Bits) -> None:
        there = weight > 0
        self.cell = pair.cell[there]
        row, column = _vertices(pair.rows, shown), _vertices(pair.columns, shown)
        self.row_sets, self.row = np.unique(row[there], return_inverse=True)
        self.column_sets, self.column = np.unique(column[there], return_inverse=True)
        self.row, self.column = self.row.ravel(), self.column.ravel()
        self.weight = weight[there]
        self.special = (self.cell >= 0) & sensitive[self.cell]
        self.update(shown)

    def update(self, shown: Bits) -> None:
        """Matrices (rows x columns): hidden weight that protects, hidden at all, visible weight."""
        open_ = (self.cell >= 0) & shown[self.cell]
        self.protecting = self._matrix(~open_ & ~self.special)
        self.hidden = self._matrix(~open_) > 0
        self.visible = self._matrix(open_)

    def _matrix(self, chosen: Bits) -> Matrix:
        rows, columns = len(self.row_sets), len(self.column_sets)
        place = self.row[chosen] * columns + self.column[chosen]
        sums = np.bincount(place, weights=self.weight[chosen], minlength=rows * columns)
        return sums.reshape(rows, columns).astype(np.float64)

    def hide_complements(self, shown: Bits, least: int) -> bool:
        """True when all is protected; False where a total was hidden and vertices changed."""
        safe = self._safe(least)
        while (weak := self.hidden & ~safe).any():
            row, column = divmod(int(weak.argmax()), weak.shape[1])
            if self._flow(row, column, least) >= least:
                safe[row, column] = True
                safe = self._spread(safe)
            elif self._hide_rectangle(row, column, shown, least):
                safe = self._safe(least, safe)
            else:
                return not self._hide_total(row, column, shown)
        return True

    def _safe(self, least: int, known: Bits | None = None) -> Bits:
        """Pairs of row and column with `least` firms in every derivable set that parts them.

        Not all, but what is found at little cost. Hiding more makes none of the `known` unsafe.
        """
        enough: Bits = self.protecting >= least
        safe = self._spread(enough if known is None else enough | known)
        rows = np.flatnonzero((self.hidden & ~safe).any(axis=1))
        if len(rows):
            safe[rows] |= self._firms_at_least(rows) >= least
            safe = self._spread(safe)
        return safe

    def _spread(self, safe: Bits) -> Bits:
        """Safe pairs, and those that follow: a flow from row to column, back, and on to another."""
        there = self.hidden.T.astype(np.float32)
        while True:
            ways = safe.astype(np.float32)
            more = (ways @ (there @ ways) > 0) & ~safe
            if not more.any():
                return safe
            safe = safe | more

    def _firms_at_least(self, rows: Index) -> Matrix:
        """A lower bound of the smallest derivable set that holds each cell of the rows.

        All that passes one other column, or one other row: exact but for flows that need several.
        """
        own, there = self.protecting[rows], self.hidden[rows].astype(float)
        # from the row to column k, from there to all other rows, from them to the column
        onwards = self.hidden.T.astype(float) @ self.protecting  # (k, column), with the row itself
        back = onwards[None, :, :] - there[:, :, None] * own[:, None, :]
        by_column = np.minimum(own[:, :, None], back)
        diagonal = np.arange(own.shape[1])
        by_column[:, diagonal, diagonal] = 0.0
        best: Matrix = own + by_column.max(axis=1)
        return best

    def _flow(self, row: int, column: int, least: int) -> float:
        """The firms in the smallest derivable set that holds the cell, counted up to `least`.

        Augmenting paths; backwards there is always room, so only what is left forwards is kept.
        """
        left, flow = self.protecting.copy(), 0.0
        while flow < least:
            path = self._path(left, row, column)
            if path is None:
                break
            forwards, backwards = path[0::2], path[1::2]
            step = min(left[cell] for cell in forwards)
            for cell in forwards:
                left[cell] -= step
            for cell in backwards:
                left[cell] += step
            flow += step
        return flow

    def _path(self, left: Matrix, row: int, column: int) -> list[tuple[int, int]] | None:
        """Cells from a row to a column, forwards and backwards by turns; None without a way."""
        came_from: dict[int, int] = {row: -1}  # row -> the column by which it was reached
        entered: dict[int, int] = {}  # column -> the row
        queue = [row]
        for i in queue:
            for j in np.flatnonzero(left[i] > 0).tolist():
                if j in entered:
                    continue
                entered[j] = i
                if j == column:
                    path = [(i, j)]
                    while came_from[i] >= 0:
                        back = came_from[i]
                        path += [(i, back), (entered[back], back)]
                        i = entered[back]
                    return path
                for other in np.flatnonzero(self.hidden[:, j]).tolist():
                    if other not in came_from:
                        came_from[other] = j
                        queue.append(other)
        return None

    def _hide_rectangle(self, row: int, column: int, shown: Bits, least: int) -> bool:
        """Hide what adds most firms to the cell's derivable sets for each firm that is lost.

        That is either more of the same row and column, or the cells of a path from the row over
        another column and another row to the column. False where there is nothing of the kind.
        """
        need = least - self.protecting[row, column]
        if self.visible[row, column] >= need:
            self._hide((row, column), shown)
            return True
        ways = self.protecting + self.visible
        there = self.hidden | (self.visible > 0)
        gain = np.minimum(np.minimum(ways[row][None, :], ways[:, column][:, None]), need)
        lost = np.where(self.hidden, 0.0, self.visible)
        near = self.visible * (self.protecting < gain.max())
        cost = near[row][None, :] + lost + near[:, column][:, None]
        usable = there & (gain > 0) & (cost > 0)
        usable[row, :] = usable[:, column] = False
        if not usable.any():
            return False
        worth = np.where(usable, gain, 0) / np.where(usable, cost, 1)
        i, j = divmod(int(worth.argmax()), worth.shape[1])
        for corner in ((row, j), (i, column)):
            if self.protecting[corner] < gain[i, j]:
                self._hide(corner, shown)
        if not self.hidden[i, j]:
            self._hide((i, j), shown)
        return True

    def _hide(self, corner: tuple[int, int], shown: Bits) -> None:
        chosen = (self.row == corner[0]) & (self.column == corner[1]) & (self.cell >= 0)
        shown[self.cell[chosen]] = False
        self.update(shown)

    def _hide_total(self, row: int, column: int, shown: Bits) -> bool:
        """Without a rectangle a total has to go; False where none is left to hide."""
        totals = [
            (self.weight[of].sum(), int(number))
            for number, of in (
                (self.row_sets[row], self.row == row),
                (self.column_sets[column], self.column == column),
            )
            if number >= 0
        ]
        if not totals:
            return False
        shown[min(totals)[1]] = False
        return True


def _vertices(known: tuple[Index, ...], shown: Bits) -> Index:
    """The closest total that is visible; -1 where none is."""
    vertex = np.full_like(known[0], -1)
    for sets in reversed(known):
        visible = (sets >= 0) & shown[sets]
        vertex = np.where(visible, sets, vertex)
    return vertex
