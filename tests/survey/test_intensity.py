"""The Digital Intensity Index: what ships is what Eurostat's own file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.benchmark import load_benchmark
from survey.benchmark import published_benchmark
from survey.facts import facts
from survey.intensity import DATASET, intensity
from survey.snapshot import current_snapshot

FILE = Path(__file__).parents[3] / "shared/data/eurostat_isoc_e_dii.csv"


@pytest.mark.skipif(not FILE.exists(), reason="../shared/data is missing: Eurostat's files")
def test_the_loaded_file_says_the_same_as_what_ships(published_home, tmp_path):
    import shutil

    home = tmp_path / "home"
    shutil.copytree(published_home, home)
    load_benchmark(FILE, home)
    published = published_benchmark(current_snapshot(home), DATASET)
    loaded = intensity((), published)
    assert loaded.loaded
    shipped = intensity(facts().intensity, None)

    def values(series):
        return {(p.instrument, p.geo, p.size, p.year): p.value for p in series.points}

    assert values(loaded) == values(shipped)
    assert loaded.id != shipped.id
