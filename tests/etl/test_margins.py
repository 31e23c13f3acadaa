"""Files of margins: what is understood, and what is refused with its file, line and figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from etl.margins import read_margins
from survey.codebook import Codebook
from survey.failure import Failure
from tests.etl.surveys import codebook

WAVES = [
    {"id": "2021", "label": "2021", "file": "a.csv"},
    {"id": "2024", "label": "2024", "file": "b.csv"},
]


def read(folder: Path, text: str | bytes, margin: str = "size"):
    (folder / "m.csv").write_bytes(text if isinstance(text, bytes) else text.encode())
    book = codebook(waves=WAVES, weighting={"margins": {margin: "m.csv"}})
    (found,) = read_margins(Codebook.model_validate(book), [folder])
    return found.counts


def test_without_a_wave_the_counts_hold_for_all_waves(tmp_path):
    counts = {"0-9": 800.0, "10-49": 150.0}
    assert read(tmp_path, "category,count\n0-9,800\n10-49,150\n") == {
        "2021": counts,
        "2024": counts,
    }


def test_counts_by_wave(tmp_path):
    text = "wave,category,count\n2021,0-9,8\n2024,0-9,9\n2024,GE250,1.5\n"
    assert read(tmp_path, text) == {"2021": {"0-9": 8.0}, "2024": {"0-9": 9.0, "GE250": 1.5}}


@pytest.mark.parametrize(
    "text",
    [
        "category;count;note\r\n0-9;12,5;Größe\r\n\r\nGE250;1 000;\r\n".encode("cp1252"),
        "\ufeffcount\tcategory\n12.5\t0-9\n1000\tge250\n",
        'category,count\n" 0-9 ","12,5"\nGE250,1000\n',
    ],
    ids=["German", "tabs", "quotes"],
)
def test_spellings(tmp_path, text):
    assert read(tmp_path, text)["2024"] == {"0-9": 12.5, "GE250": 1000.0}


def test_a_level_of_a_dimension(tmp_path):
    text = 'category,count\n"B-E",10\nJ,20\n'
    assert read(tmp_path, text, "sector:group")["2021"] == {"B-E": 10.0, "J": 20.0}


REFUSED = {
    "no column": ("kategorie,count\n0-9,1\n", ["Missing: category", "kategorie, count"]),
    "no counts": ("category,count\n\n", ["no counts"]),
    "unknown": ("category,count\n0-9,1\n50-99,1\n", ["line 3", "'50-99'", "10-49, 50-249"]),
    "twice": ("category,count\n0-9,1\n0-9,2\n", ["line 3", "0-9", "second time"]),
    "zero": ("category,count\n0-9,0\n", ["line 2", "0-9", "'0'", "above 0"]),
    "negative": ("category,count\n0-9,-3\n", ["line 2", "'-3'", "above 0"]),
    "no number": ("category,count\n0-9,many\n", ["line 2", "'many'"]),
    "nothing": ("category,count\n0-9\n", ["line 2", "''"]),
    "thousands": ("category;count\n0-9;12.345\n", ["line 2", "'12.345'", "thousands"]),
    "more thousands": ("category,count\n0-9,12,345\n", ["line 2", "more fields"]),
    "wave": ("category,count,wave\n0-9,1,2020\n", ["line 2", "'2020'", "2021, 2024"]),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused(tmp_path, name):
    text, parts = REFUSED[name]
    with pytest.raises(Failure) as failure:
        read(tmp_path, text)
    for part in ["m.csv", *parts]:
        assert part in failure.value.text("en")
    assert "m.csv" in failure.value.text("de")


def test_no_file(tmp_path):
    book = codebook(weighting={"margins": {"size": "none.csv"}})
    with pytest.raises(Failure, match=r"none\.csv"):
        read_margins(Codebook.model_validate(book), [tmp_path])


def test_a_file_beside_the_data_goes_before_one_beside_the_codebook(tmp_path):
    for number, name in enumerate(("data", "book"), start=1):
        (tmp_path / name).mkdir()
        (tmp_path / name / "m.csv").write_text(f"category,count\n0-9,{number}\n")
    book = Codebook.model_validate(codebook(weighting={"margins": {"size": "m.csv"}}))
    folders = [tmp_path / "data", tmp_path / "book"]
    assert read_margins(book, folders)[0].total("2024") == 1
    (tmp_path / "data" / "m.csv").unlink()
    assert read_margins(book, folders)[0].total("2024") == 2
