"""Eurostat's SDMX-CSV: every row, flags and empty values kept, instrument versions told apart."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from etl.benchmark import load_benchmark
from survey.benchmark import UnknownBenchmark, published_benchmark
from survey.failure import Failure
from survey.snapshot import current_snapshot
from tests.etl.surveys import Place, rows

SHARED = Path(__file__).parents[3] / "shared/data"
needs_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="../shared/data is missing: Eurostat's files"
)
HEADER = (
    "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,freq,Time frequency,size_emp,"
    "Size classes in number of persons employed,nace_r2,Statistical classification of economic "
    "activities in the European Community (NACE Rev. 2),indic_is,Information society indicator,"
    "unit,Unit of measure,geo,Geopolitical entity (reporting),TIME_PERIOD,Time,OBS_VALUE,"
    "Observation value,OBS_FLAG,Observation status (Flag) V2 structure,CONF_STATUS,"
    "Confidentiality status (flag)"
)


def line(indicator: str, label: str, value: str, flag: str = "", conf: str = "") -> str:
    return (
        f'dataflow,ESTAT:ISOC_E_DII(1.0),Intensity,A,Annual,10-49,From 10 to 49,C,"All, but",'
        f"{indicator},{label},PC_ENT,Percentage,DE,Germany,2024,,{value},,{flag},,{conf},"
    )


SMALL = "\r\n".join(
    [
        HEADER,
        line("E_DI3_HI", "High index (DII version 3)", "12.5", "bu"),
        line("E_DI4_GELO", "At least basic (DII Version 4)", "", "", "C"),
        line("E_DI4_HI", "A label without its version", "0", "d"),
        line("E_AI_TANY", "Any AI technology", "20.01"),
        "",
    ]
)


@pytest.fixture
def home(place: Place) -> Path:
    """A warehouse with one survey: benchmarks stand beside surveys, not alone."""
    place.write(rows(3)).load()
    return place.home


def test_a_small_file(tmp_path: Path, home: Path) -> None:
    file = tmp_path / "dii.csv"
    file.write_bytes(SMALL.encode())
    dataset, snapshot, count, changed = load_benchmark(file, home)
    assert (dataset, count, changed) == ("isoc_e_dii", 4, True)
    assert load_benchmark(file, home) == (dataset, snapshot, 4, False)
    benchmark = published_benchmark(current_snapshot(home), dataset)
    figures = benchmark.figures
    assert list(figures["instrument"]) == ["v3", "v4", "v4", ""]
    assert list(figures["flag"]) == ["bu", "", "d", ""]
    assert list(figures["confidentiality"]) == ["", "C", "", ""]
    assert list(figures["value"].isna()) == [False, True, False, False]
    assert list(figures["line"]) == [2, 3, 4, 5]
    assert list(figures["sector_label"]) == ["All, but"] * 4
    assert benchmark.instruments == ("", "v3", "v4")
    assert len(benchmark.of_instrument("v4")) == 2
    assert benchmark.source["sha256"] and benchmark.source["producer"] == "Eurostat"


def test_it_stands_beside_the_surveys(place: Place, tmp_path: Path) -> None:
    file = tmp_path / "dii.csv"
    file.write_bytes(SMALL.encode())
    place.write(rows(3)).load()
    load_benchmark(file, place.home)
    place.write(rows(4)).load()
    snapshot = current_snapshot(place.home)
    assert snapshot.surveys == ("small",)
    assert list(snapshot.manifest.benchmarks) == ["isoc_e_dii"]
    with pytest.raises(UnknownBenchmark) as caught:
        published_benchmark(snapshot, "nonsense")
    assert "isoc_e_dii" in caught.value.text("en")


@pytest.mark.parametrize(
    "text", ["a,b\n1,2\n", SMALL.replace("12.5", "k.A."), "nonsense", "Größe;Anteil\n10–49;7\n"]
)
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "other.csv"
    file.write_bytes(text.encode("cp1252"))
    with pytest.raises(Failure) as caught:
        load_benchmark(file, tmp_path / "home")
    assert "SDMX-CSV" in caught.value.text("en")
    assert "SDMX-CSV" in caught.value.text("de")
    assert "Error" not in caught.value.text("de"), "the words of a program"


def test_a_missing_file_is_not_looked_for_in_a_codebook(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        load_benchmark(tmp_path / "none.csv", tmp_path / "home")
    assert caught.value.text("de") == f"Die Datei {tmp_path / 'none.csv'} gibt es nicht."


@needs_shared
def test_the_digital_intensity_index(home: Path) -> None:
    path = SHARED / "eurostat_isoc_e_dii.csv"
    assert load_benchmark(path, home)[2] == 2860
    benchmark = published_benchmark(current_snapshot(home), "isoc_e_dii")
    figures, raw = benchmark.figures, pd.read_csv(path, dtype=str, keep_default_na=False)
    assert len(figures) == len(raw) == 2860
    assert figures["value"].isna().sum() == 30
    assert list(figures["flag"]) == list(raw["OBS_FLAG"])
    assert (figures["confidentiality"] == "C").sum() == 9
    texts = raw["OBS_VALUE"][raw["OBS_VALUE"] != ""].astype(float)
    assert list(figures["value"].dropna()) == list(texts)
    versions = figures.groupby("instrument")["indicator"].unique()
    assert set(versions.index) == {"v3", "v4"}
    assert all(name.startswith("E_DI3_") for name in versions["v3"])
    assert all(name.startswith("E_DI4_") for name in versions["v4"])
    both = figures.groupby(["indicator", "geo", "size", "period"])["instrument"].nunique()
    assert both.max() == 1


@needs_shared
def test_ai_use(home: Path) -> None:
    assert load_benchmark(SHARED / "eurostat_isoc_eb_ai.csv", home)[:3:2] == ("isoc_eb_ai", 81)
    benchmark = published_benchmark(current_snapshot(home), "isoc_eb_ai")
    assert benchmark.instruments == ("",)
    assert benchmark.figures["value"].isna().sum() == 1
