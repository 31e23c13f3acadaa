"""`python -m etl load` against a bare DuckDB import of the same file, both as processes.

The rival is `CREATE TABLE AS SELECT * FROM read_csv(…)` into a database file with declared types:
no check, no score, no snapshot. Columns that hold text that is no answer are declared VARCHAR,
because a bare import would refuse them otherwise. Target: at most 3 times its time and 3 GB.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import firms
from benchmarks.process import Run, measure

MAX_RATIO, MAX_GB, ROUNDS = 3.0, 3.0, 3
_RIVAL = """
import sys, duckdb
with duckdb.connect(sys.argv[2]) as con:
    con.execute("CREATE TABLE response AS FROM read_csv(?, columns = " + sys.argv[3] + ", "
                "header = true, auto_detect = false, delim = ',', quote = '\\"', escape = '\\"')",
                [sys.argv[1]])
"""


def middle(runs: list[Run]) -> float:
    """The median time."""
    return statistics.median(run.seconds for run in runs)


def declared_types() -> str:
    """The rival's column types as DuckDB's STRUCT literal."""
    kinds = {"s": "UTINYINT", "m": "UTINYINT", "r": "UTINYINT", "n": "DOUBLE"}
    types = {
        name: kinds[name[0]] if name[1:].isdigit() and name[0] in kinds else "VARCHAR"
        for name in firms.columns()
    }
    types |= {name: "VARCHAR" for name in firms.DIRTY}
    types |= {"weight": "DOUBLE", "completed": "UTINYINT", "batch": "UTINYINT", "started": "DATE"}
    return "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in types.items()) + "}"


def main(arguments: list[str]) -> int:
    """Print both times, the ratio and the verdict; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        csv = firms.write_survey(place / "survey", options.firms)
        size = csv.stat().st_size / 1e6
        print(f"{options.firms:,} firms × {len(firms.columns())} columns, {size:.0f} MB")
        rivals, loads = [], []
        for n in range(options.rounds):
            rivals.append(
                measure(
                    sys.executable,
                    "-c",
                    _RIVAL,
                    str(csv),
                    str(place / f"rival{n}.duckdb"),
                    declared_types(),
                )
            )
            loads.append(
                measure(
                    sys.executable,
                    "-m",
                    "etl",
                    "load",
                    str(place / "survey"),
                    "--home",
                    str(place / f"home{n}"),
                    "--json",
                )
            )
    memory = max(run.gigabytes for run in loads)
    print(f"bare DuckDB   {middle(rivals):6.2f} s   {max(run.gigabytes for run in rivals):.2f} GB")
    print(f"etl load      {middle(loads):6.2f} s   {memory:.2f} GB")
    pairs = zip(loads, rivals, strict=True)  # run in turn: other work on the machine hits both
    ratio = statistics.median(load.seconds / rival.seconds for load, rival in pairs)
    good = ratio <= MAX_RATIO and memory <= MAX_GB
    print(
        f"ratio {ratio:.2f} (at most {MAX_RATIO:g}), peak {memory:.2f} GB "
        f"(at most {MAX_GB:g}): {'met' if good else 'MISSED'}"
    )
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
