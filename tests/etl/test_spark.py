"""Spark on two worker processes builds the cube that DuckDB builds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import numpy as np
import pytest

from etl import spark
from etl.command import main
from etl.cube import cube
from survey.snapshot import current_snapshot
from tests.estimation.firms import codebook, firms
from tests.estimation.published import warehouse

ROOT = Path(__file__).parents[2]
TWO_WORKERS = "local-cluster[2,1,1024]"


@pytest.fixture(scope="module")
def cluster() -> str:
    """The master's address; where Spark cannot run the test is skipped, in CI it fails."""
    missing = spark.missing_parts()
    if missing is not None:
        reason = missing.text("en")
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return TWO_WORKERS


@pytest.mark.spark
def test_two_workers_build_the_same_cube(cluster, tmp_path, capfd):
    folder = tmp_path / "parquet"
    folder.mkdir()
    homes = []
    book = codebook()
    book["design"] = {**book["design"], "cluster": "psu"}
    frame = firms(900)
    frame["psu"] = frame["stratum"] + (frame.index % 7).astype(str)
    for engine in ("duckdb", "spark"):
        (tmp_path / engine).mkdir()
        homes.append(warehouse(tmp_path / engine, {"firms": (book, frame)}))
    file = current_snapshot(homes[0]).file("firms")
    with duckdb.connect(str(file), read_only=True) as con:
        for n in range(4):
            target = folder / f"part{n}.parquet"
            con.execute(f"COPY (FROM response WHERE line % 4 = {n}) TO '{target}' (FORMAT parquet)")
    cuts = ["sector:section,size"]
    cube(homes[0], "firms", source=folder, dimensions=cuts)
    capfd.readouterr()
    command = ["cube", "--survey", "firms", "--home", str(homes[1]), "--input", str(folder)]
    command += ["--dimensions", *cuts, "--engine", "spark", "--master", cluster, "--json"]
    assert main(command) == 0
    assert json.loads(capfd.readouterr().out)["changed"]
    ours, theirs = (current_snapshot(home).file("firms") for home in homes)
    assert ours.name == theirs.name  # the engine changes no number, so it is not in the hash
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{ours}' AS one (READ_ONLY)")
        con.execute(f"ATTACH '{theirs}' AS two (READ_ONLY)")
        sums = ("n", "n_y", "w", "w2", "wy", "wy2", "w2y", "w2y2")
        keys = [c for c, *_ in con.execute("DESCRIBE one.cube").fetchall() if c not in sums]
        same = " AND ".join(f'a."{key}" IS NOT DISTINCT FROM b."{key}"' for key in keys)
        assert con.execute(
            f"SELECT count(*) FROM one.cube a FULL JOIN two.cube b ON {same} "
            "WHERE a.answer IS NULL OR b.answer IS NULL"
        ).fetchone() == (0,)
        lines = con.execute("SELECT count(*) FROM one.cube").fetchone()
        assert lines is not None and lines[0] > 1000
        for name in sums:
            pairs = con.execute(
                f"SELECT a.{name}, b.{name} FROM one.cube a JOIN two.cube b ON {same} "
                f"WHERE a.{name} IS NOT NULL"
            ).fetchnumpy()
            found, expected = pairs.values()
            np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-9, err_msg=name)
        assert con.execute("FROM one.design EXCEPT FROM two.design").fetchall() == []


def test_without_java_one_line_says_what_to_install(tmp_path, monkeypatch, capsys):
    home = warehouse(tmp_path, {"firms": (codebook(), firms(60))})
    monkeypatch.setattr("etl.spark.shutil.which", lambda name: None)
    assert main(["cube", "--survey", "firms", "--home", str(home), "--engine", "spark"]) == 1
    said = capsys.readouterr().err.splitlines()
    assert "openjdk-17-jre-headless" in said[-1]
    assert not list(home.glob(".build-*"))
    assert current_snapshot(home).survey("firms").cube is None


def test_nothing_but_the_engine_imports_spark():
    code = "import etl.command, estimation, sys; sys.exit('pyspark' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0
