"""(d) The same shares from the cube at 10,000, 1,000,000 and 10,000,000 firms; (e) building it.

The responses are written as Parquet files and summed by `python -m etl cube --input`, a process of
its own: 50 items, every pair of three dimensions. Targets: each query under 20 ms, the slowest at
most 1.3 times the fastest; building at 10,000,000 firms under 4 GB. Nobody else offers this, so
the rival is the smaller survey.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks import firms
from benchmarks.process import Run, measure
from benchmarks.shares import BY, ITEM, seconds
from estimation import estimate, parse_query
from survey.snapshot import PublishedSurvey, current_snapshot

SIZES = (10_000, 1_000_000, 10_000_000)
MAX_SECONDS, MAX_RATIO, MAX_GB, ROUNDS = 0.020, 1.3, 4.0, 61


def built(place: Path, count: int) -> tuple[PublishedSurvey, Run]:
    """The survey of so many firms as a cube, and what building it took."""
    home, folder = place / f"home-{count}", place / f"parquet-{count}"
    firms.published(home, 2_000).close()  # gives the codebook
    firms.write_parquet(folder, count)
    command = ("-m", "etl", "cube", "--survey", "firms", "--input", str(folder))
    run = measure(sys.executable, *command, "--home", str(home), "--json")
    for file in folder.iterdir():
        file.unlink()
    return current_snapshot(home).survey("firms"), run


def main(arguments: list[str]) -> int:
    """Print times, ratios and verdicts; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, nargs="+", default=list(SIZES))
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        surveys, runs = zip(*(built(Path(folder), count) for count in options.firms), strict=True)
        queries = [parse_query(s.codebook, ITEM, by=BY) for s in surveys]
        pairs = list(zip(surveys, queries, strict=True))
        for survey, query in pairs:
            estimate(survey, query)
        rounds = [
            [seconds(lambda s=s, q=q: estimate(s, q)) for s, q in pairs] for _ in range(ROUNDS)
        ]
        times = [statistics.median(each) for each in zip(*rounds, strict=True)]
        for survey in surveys:
            survey.close()
    for count, time, run in zip(options.firms, times, runs, strict=True):
        print(
            f"{count:>12,} firms  query {time * 1e3:5.1f} ms   "
            f"built in {run.seconds:6.1f} s, {run.gigabytes:.2f} GB"
        )
    ratio = max(times) / min(times)
    quick = max(times) < MAX_SECONDS and ratio <= MAX_RATIO
    small = max(run.gigabytes for run in runs) < MAX_GB
    print(
        f"(d) slowest {max(times) * 1e3:.1f} ms (under {MAX_SECONDS * 1e3:g}), ratio {ratio:.2f} "
        f"(at most {MAX_RATIO:g}): {'met' if quick else 'MISSED'}"
    )
    print(
        f"(e) {max(options.firms):,} firms in {runs[-1].seconds:.0f} s, peak "
        f"{max(run.gigabytes for run in runs):.2f} GB (under {MAX_GB:g}): "
        f"{'met' if small else 'MISSED'}"
    )
    return 0 if quick and small else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
