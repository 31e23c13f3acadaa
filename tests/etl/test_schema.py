"""No definition without a test that it is true: codebook, CSV and published columns, both ways."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import duckdb
import pytest

from etl.load import load
from etl.read import wanted_columns
from survey.codebook import (
    MultipleQuestion,
    NumericQuestion,
    ScaleQuestion,
    SingleQuestion,
    read_codebook,
)
from survey.codebook.model import variable
from survey.packing import number_column
from survey.published import missing_column
from survey.selection import Cut
from survey.warehouse import current_name, read_manifest

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "data/kmu-st"
ICT = ROOT / "tests/real/ict"
SHARED = ROOT.parent / "shared/data"


@pytest.fixture(scope="module")
def home(published_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the warehouse that the demo survey was loaded into."""
    return Path(shutil.copytree(published_home, tmp_path_factory.mktemp("schema") / "home"))


def columns(home: Path, survey: str) -> dict[str, str]:
    file = read_manifest(home, current_name(home)).surveys[survey]
    with duckdb.connect(str(home / file), read_only=True) as con:
        return {name: kind for name, kind, *_ in con.execute("DESCRIBE response").fetchall()}


def test_the_demo_codebook_reads_every_column_of_its_files_and_no_other() -> None:
    codebook = read_codebook(DEMO)
    everything = {c for wave in codebook.wave for c in wanted_columns(codebook, wave)}
    for wave in codebook.waves:
        data = (DEMO / wave.file).read_bytes()
        encoding = "utf-8-sig" if data.startswith(b"\xef\xbb\xbf") else "utf-8"
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            text = data.decode("cp1252")
        head = text.splitlines()[0]
        header = next(csv.reader([head], delimiter=";" if ";" in head else ","))
        assert set(wanted_columns(codebook, wave.id)) - set(header) == set()
        assert set(header) - everything == set()


def test_published_columns_are_those_of_the_codebook(home: Path) -> None:
    codebook = read_codebook(DEMO)
    expected = ["wave", "line", "id", "in_scope", "respondent", "weight", "stratum"]
    for name, dimension in codebook.dimensions.items():
        expected += [Cut(name, level).column for level in dimension.level_ids]
    for question, _, name in codebook.variables():
        expected += [name, missing_column(name)] if question.missing else [name]
    levels = [Cut(n, each).column for n, d in codebook.dimensions.items() for each in d.level_ids]
    choices = [name for q, _, name in codebook.variables() if isinstance(q, SingleQuestion)]
    expected += [number_column(name) for name in ("wave", "stratum", *levels, *choices)]
    for score in codebook.scores:
        expected += [score.id, f"{score.id}.level", f"{score.id}.minimum", f"{score.id}.weakest"]
        expected += [variable(score.id, dimension.id) for dimension in score.dimensions]
    assert list(columns(home, codebook.survey)) == expected


def test_published_types_are_those_of_the_questions(home: Path) -> None:
    codebook = read_codebook(DEMO)
    types = columns(home, codebook.survey)
    for question, _, name in codebook.variables():
        if isinstance(question, MultipleQuestion):
            expected = "UTINYINT"
        elif isinstance(question, ScaleQuestion):
            expected = "SMALLINT"
        elif isinstance(question, NumericQuestion):
            expected = "DOUBLE"
        elif question.type == "text":
            expected = "VARCHAR"
        else:
            expected = "ENUM(" + ", ".join(f"'{code}'" for code in question.codes) + ")"
        assert types[name] == expected, name
    for name, dimension in codebook.dimensions.items():
        for level in dimension.level_ids:
            codes = dimension.scheme.codes(level)
            expected = "ENUM(" + ", ".join(f"'{code}'" for code in codes) + ")"
            assert types[Cut(name, level).column] == expected


def test_the_demo_loads_twice_to_the_same_hash_and_loses_no_row(home: Path) -> None:
    again = load(DEMO, home)
    assert not again.changed
    assert current_name(home) == f"{again.snapshot}.json"
    for file in again.report["files"]:
        assert file["rows_read"] == file["rows_loaded"] + file["rows_quarantined"]
        assert 0 < file["rows_quarantined"] < 0.05 * file["rows_read"]
    assert sorted({file["encoding"] for file in again.report["files"]}) == [
        "UTF-8", "UTF-8 (BOM)", "Windows-1252"
    ]  # fmt: skip


@pytest.mark.skipif(not SHARED.exists(), reason="../shared/data is missing: INSEE's ICT survey")
def test_the_ict_survey(tmp_path: Path) -> None:
    outcome = load(ICT, tmp_path, files=SHARED / "ict")
    (file,) = outcome.report["files"]
    assert (file["rows_read"], file["rows_loaded"], file["respondents"]) == (650, 650, 506)
    assert file["in_scope"] - file["respondents"] == 38
    assert file["rows_read"] - file["in_scope"] == 106
    survey = read_manifest(tmp_path, current_name(tmp_path)).surveys["ict"]
    with duckdb.connect(str(tmp_path / survey), read_only=True) as con:
        assert con.execute("SELECT count(big_data) FROM response").fetchone() == (391,)
        assert con.execute("SELECT sum(psus) FROM design").fetchone() == (506,)
