"""`python -m etl`: exit codes, one JSON object on stdout, two languages."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from etl.command import main
from survey.snapshot import current_snapshot
from tests.etl.surveys import Place, rows
from tests.etl.test_benchmark import SMALL

ROOT = Path(__file__).parents[2]


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if k not in ("LANG", "LC_ALL", "BAROMETER_LANG")}
    return subprocess.run(
        [sys.executable, "-m", "etl", *map(str, arguments)],
        cwd=ROOT, capture_output=True, text=True, env={**clean, **environment},
    )  # fmt: skip


def as_json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_load_prints_one_object(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.write(rows(40, lambda n, row: row.update(weight="0" if n == 7 else "1")))
    assert main(["load", str(place.folder), "--home", str(place.home), "--json"]) == 0
    result = as_json(capsys)
    assert result["survey"] == "small"
    assert result["snapshot"].startswith("snapshot-")
    (file,) = result["files"]
    assert (file["file"], file["rows_read"], file["rows_loaded"], file["rows_quarantined"]) == (
        "small.csv", 40, 39, 1
    )  # fmt: skip
    assert result["findings"] == {"weight": 1}
    (detail,) = result["details"]
    assert detail["example"]["line"] == 9


def test_a_refusal_prints_one_object_too(place: Place, capsys: pytest.CaptureFixture[str]) -> None:
    place.write(rows(10, lambda n, row: row.update(weight="0")))
    assert main(["load", str(place.folder), "--home", str(place.home), "--json"]) == 1
    result = as_json(capsys)
    assert set(result["error"]) == {"de", "en"}
    assert "10 of 10 rows" in result["error"]["en"]
    assert result["files"][0]["rows_quarantined"] == 10
    assert main(["load", str(place.folder / "nowhere"), "--home", str(place.home), "--json"]) == 1
    assert "no such file" in as_json(capsys)["error"]["en"]


@pytest.mark.parametrize(
    "arguments",
    [[], ["lod"], ["load"], ["load", "x", "--keep", "0"], ["rollback", "a", "b"]],
)
def test_a_wrong_call(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().out == ""


def test_the_whole_path_as_a_user_goes_it(place: Place) -> None:
    home = {"BAROMETER_HOME": str(place.home), "BAROMETER_LANG": "en"}
    nothing = run("history", **home)
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "Nothing has been published" in nothing.stderr

    place.write(rows(20, lambda n, row: row.update(q1="k.A." if n == 3 else "1")))
    checked = run("check", place.folder, **home)
    assert checked.returncode == 0, checked.stderr
    assert "It can be published" in checked.stdout
    first = run("load", place.folder, **home)
    assert first.returncode == 0, first.stderr
    assert "[1/6] read: small.csv" in first.stderr
    assert "[6/6] publish: small" in first.stderr
    assert "small.csv, line 5, q1: 'k.A.' is not one of the codes" in " ".join(first.stdout.split())
    assert "100%" in first.stdout
    again = run("load", place.folder, **home)
    assert "Nothing changed" in again.stdout

    place.write(rows(21))
    second = json.loads(run("load", place.folder, "--json", "--keep", "5", **home).stdout)
    assert second["removed"] == []
    listed = json.loads(run("history", "--json", **home).stdout)
    assert listed["current"] == second["snapshot"]
    assert [entry["rows"] for entry in listed["history"]] == [{"small": 20}, {"small": 21}]
    back = run("rollback", **home)
    assert back.returncode == 0
    assert listed["history"][0]["snapshot"] in back.stdout
    assert place.query("SELECT count(*) FROM response") == [(20,)]
    assert " *" in run("history", **home).stdout


def test_a_table_of_eurostat_is_published_and_refused_by_the_command(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place.write(rows(3)).load()
    file = tmp_path / "dii.csv"
    file.write_text(SMALL, encoding="utf-8")
    call = ["benchmark", str(file), "--home", str(place.home), "--json"]
    assert main(call) == 0
    first = as_json(capsys)
    assert (first["benchmark"], first["rows"], first["changed"]) == ("isoc_e_dii", 4, True)
    assert current_snapshot(place.home).name == first["snapshot"]
    assert main(call) == 0
    assert as_json(capsys) == {**first, "changed": False}
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    assert main(call) == 1
    assert "SDMX-CSV" in as_json(capsys)["error"]["en"]
    assert current_snapshot(place.home).name == first["snapshot"]


def test_german_is_the_default_and_follows_the_environment(place: Place) -> None:
    place.write("")
    arguments = ("load", place.folder, "--home", place.home)
    assert "Datei ist leer" in run(*arguments).stderr
    assert "Datei ist leer" in run(*arguments, LANG="C.UTF-8").stderr
    assert "file is empty" in run(*arguments, LANG="en_GB.UTF-8").stderr
    assert "Datei ist leer" in run(*arguments, LANG="en_GB.UTF-8", BAROMETER_LANG="de").stderr
    assert "file is empty" in run(*arguments, "--lang", "en", BAROMETER_LANG="de").stderr


def test_files_in_another_folder(place: Place, tmp_path: Path) -> None:
    place.write(rows(3))
    (tmp_path / "data").mkdir()
    (place.folder / "small.csv").rename(tmp_path / "data" / "small.csv")
    arguments = ["load", str(place.folder), "--home", str(place.home), "--json"]
    assert main(arguments) == 1
    assert main([*arguments, "--files", str(tmp_path / "data")]) == 0
