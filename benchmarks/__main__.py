"""`make bench`: every comparison in one run; ends with 1 where a target is missed."""

from __future__ import annotations

import sys

from benchmarks import cube, first_load, idle, load, pages, rivals, shares, soak, wave

BENCHMARKS = (load, shares, rivals, cube, pages, soak, idle, first_load, wave)


def main() -> int:
    """Run one after the other, so that none takes another's cores."""
    missed = 0
    for benchmark in BENCHMARKS:
        print(
            f"== {benchmark.__name__.removeprefix('benchmarks.')}: {benchmark.__doc__}", flush=True
        )
        missed |= benchmark.main([])
    return missed


if __name__ == "__main__":
    sys.exit(main())
