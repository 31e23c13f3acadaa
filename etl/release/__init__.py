"""Step 5, release: the plan of what may be shown, made once per load and published with the data.

Per wave, and per variable that not everybody answered, the cells of every one-way and two-way table
that may be shown: those of fewer than min_n firms are hidden, then as many more as it takes that
nothing smaller can be worked out from what is shown, in one table (`pairs`) or in all of them
together (`derivable`). `survey/published.py` describes the tables; docs/decisions has the reasons.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd
from threadpoolctl import threadpool_limits

from etl.release.atoms import cuts_of, read_atoms
from etl.release.sets import Bits, Table
from etl.release.suppress import Wave, codes_of, suppress
from etl.sql import Connection
from survey.codebook import Codebook
from survey.published import IN_USE, RESPONDENTS

_COLUMNS = {
    "release": "wave VARCHAR, item VARCHAR, cuts VARCHAR, shown BIT",
    "release_code": "cut VARCHAR, place INTEGER, code VARCHAR",
    "release_cost": "wave VARCHAR, cuts VARCHAR, cells BIGINT, small BIGINT, hidden BIGINT, "
    "firms BIGINT, firms_hidden BIGINT, items_hidden DOUBLE",
}


def release(con: Connection, codebook: Codebook, table: str) -> None:
    """Make the tables `release`, `release_code` and `release_cost` from the responses in `table`.

    They stay empty with `min_n: 0`, which switches the plan off.
    """
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in _COLUMNS}
    if codebook.disclosure.min_n > 0:
        for cut in cuts_of(codebook):
            places = enumerate(codes_of(codebook, cut))
            rows["release_code"] += [(str(cut), place, code) for place, code in places]
        with threadpool_limits(1):  # many small systems: threads would only wait for each other
            for atoms in read_atoms(con, codebook, table):
                wave = Wave(codebook, atoms)
                plan = suppress(wave)
                rows["release"] += _plan(wave, plan)
                rows["release_cost"] += _cost(wave, plan)
    for name, columns in _COLUMNS.items():
        con.execute(f"CREATE TABLE {name} ({columns})")
        if rows[name]:
            frame = pd.DataFrame(rows[name])
            con.register("made", frame)
            con.execute(f"INSERT INTO {name} FROM made")
            con.unregister("made")


def _plan(wave: Wave, plan: Mapping[str, Bits]) -> Iterator[tuple[object, ...]]:
    """A row per table for all respondents, and per variable where it shows less."""
    sets, everybody = wave.sets, plan[RESPONDENTS]
    for item, shown in plan.items():
        for table, (start, end) in sets.ranges.items():
            if item == RESPONDENTS or (shown[start:end] != everybody[start:end]).any():
                bits = _bits(wave, table, shown)
                yield wave.atoms.wave, item, ",".join(map(str, table)), bits


def _bits(wave: Wave, table: Table, shown: Bits) -> str:
    """A digit per cell, codes in their order, the last cut fastest; one digit for a cross."""
    start, end = wave.sets.ranges[table]
    if len(table) > IN_USE:
        return str(int(shown[start:end].any()))
    cells = np.zeros(int(np.prod([wave.sizes[cut] for cut in table])), dtype=np.uint8)
    cells[wave.sets.place[start:end][shown[start:end]]] = 1
    return (cells + ord("0")).tobytes().decode("ascii")


def _cost(wave: Wave, plan: Mapping[str, Bits]) -> Iterator[tuple[object, ...]]:
    """What the plan hides of each table of one or two cuts: cells and firms, of all respondents."""
    sets, least = wave.sets, wave.codebook.disclosure.min_n
    counts = sets.count(wave.atoms.counts[RESPONDENTS])
    shown = plan[RESPONDENTS]
    of_items = np.mean([each for item, each in plan.items() if item != RESPONDENTS], axis=0)
    for table, (start, end) in sets.ranges.items():
        if len(table) not in (1, IN_USE):
            continue
        n, hidden = counts[start:end], ~shown[start:end]
        yield (
            wave.atoms.wave,
            ",".join(map(str, table)),
            end - start,
            int((n < least).sum()),
            int(hidden.sum()),
            int(n.sum()),
            int(n[hidden].sum()),
            float((end - start) * (1 - of_items[start:end].mean())),
        )


__all__ = ["release"]
