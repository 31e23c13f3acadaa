"""Publishing: immutable files, manifests, one pointer; history, going back, dropping old ones."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from etl import history, retention
from etl.load import check_only, load
from survey.failure import Failure
from survey.snapshot import current_snapshot
from survey.warehouse import current_name, read_manifest
from tests.conftest import ROOT
from tests.etl.surveys import Place, codebook, published_state, rows


def test_the_same_input_changes_nothing(place: Place) -> None:
    first = place.write(rows(5)).load()
    state = published_state(place.home)
    second = place.load()
    assert (first.changed, second.changed) == (True, False)
    assert first.snapshot == second.snapshot
    assert first.report == second.report
    assert published_state(place.home) == state


def test_the_same_input_elsewhere_gives_the_same_hash(place: Place, tmp_path: Path) -> None:
    first = place.write(rows(5)).load()
    other = Place(tmp_path / "elsewhere", tmp_path / "home2").write(rows(5)).load()
    assert first.snapshot == other.snapshot


def test_any_change_gives_another_hash(place: Place) -> None:
    seen = {place.write(rows(5)).load().snapshot}
    seen.add(place.write(rows(6)).load().snapshot)
    seen.add(place.write(rows(6), codebook(licence="CC0-1.0")).load().snapshot)
    seen.add(place.load(accept_quarantine=True).snapshot)
    assert len(seen) == 4


def test_other_surveys_carry_over(place: Place, tmp_path: Path) -> None:
    place.write(rows(3)).load()
    other = Place(tmp_path / "other", place.home)
    other.write(rows(4), codebook(survey="other")).load()
    snapshot = current_snapshot(place.home)
    assert snapshot.surveys == ("other", "small")
    place.write(rows(9)).load()
    assert place.query("SELECT count(*) FROM response") == [(9,)]
    assert place.query("SELECT count(*) FROM response", "other") == [(4,)]


def test_a_reader_stays_at_its_snapshot_and_moves_on(place: Place) -> None:
    place.write(rows(3)).load()
    before = current_snapshot(place.home)
    survey = before.survey("small")
    place.write(rows(8)).load()
    assert survey.table("SELECT count(*) AS n FROM response")["n"][0] == 3
    after = current_snapshot(place.home)
    assert after.name != before.name
    assert after.survey("small").table("SELECT count(*) AS n FROM response")["n"][0] == 8
    survey.close()


def test_check_publishes_nothing(place: Place) -> None:
    place.write(rows(3))
    outcome = check_only(place.folder, place.home)
    assert outcome.report["files"][0]["rows_loaded"] == 3
    assert published_state(place.home) == {}
    assert not list(place.home.glob(".build-*"))


def test_rollback_goes_back_one_by_one(place: Place) -> None:
    one, two, three = (str(place.write(rows(n)).load().snapshot) for n in (3, 4, 5))
    assert retention.rollback(place.home, None)[0] == two
    assert place.query("SELECT count(*) FROM response") == [(4,)]
    assert retention.rollback(place.home, None)[0] == one
    with pytest.raises(Failure) as caught:
        retention.rollback(place.home, None)
    assert "no snapshot before" in caught.value.text("en")
    assert retention.rollback(place.home, three)[0] == three
    assert retention.rollback(place.home, one.removeprefix("snapshot-")[:8])[0] == one
    actions = [(e.action, e.snapshot) for e in history.entries(place.home)]
    assert actions == [
        ("load", one), ("load", two), ("load", three), ("rollback", two), ("rollback", one),
        ("rollback", three), ("rollback", one),
    ]  # fmt: skip


def test_loading_after_a_rollback(place: Place) -> None:
    one, two = (str(place.write(rows(n)).load().snapshot) for n in (3, 4))
    retention.rollback(place.home, None)
    three = place.write(rows(5)).load().snapshot
    assert retention.rollback(place.home, None)[0] == one
    assert len({one, two, three}) == 3
    again = place.write(rows(4)).load()  # the file of snapshot two is there still
    assert (again.snapshot, again.changed) == (two, True)


def test_rollback_to_what_is_not_there(place: Place) -> None:
    with pytest.raises(Failure):
        retention.rollback(place.home, None)
    place.write(rows(3)).load()
    with pytest.raises(Failure) as caught:
        retention.rollback(place.home, "nonsense")
    assert "nonsense" in caught.value.text("de")
    first = current_snapshot(place.home)
    place.write(rows(4)).load()
    (place.home / first.manifest.surveys["small"]).unlink()
    with pytest.raises(Failure) as caught:
        retention.rollback(place.home, None)
    assert "no longer there" in caught.value.text("en")
    assert place.query("SELECT count(*) FROM response") == [(4,)]


def test_keep_drops_old_snapshots_and_what_only_they_name(place: Place, tmp_path: Path) -> None:
    other = Place(tmp_path / "other", place.home)
    other.write(rows(2), codebook(survey="other")).load()
    for n in (3, 4, 5, 6):
        place.write(rows(n)).load()
    (place.home / "notes.duckdb").write_text("not ours")
    removed = retention.keep(place.home, 2)
    assert len([name for name in removed if name.endswith(".json")]) == 3
    assert len([name for name in removed if name.endswith(".duckdb")]) == 2
    assert place.query("SELECT count(*) FROM response") == [(6,)]
    assert place.query("SELECT count(*) FROM response", "other") == [(2,)]
    assert (place.home / "notes.duckdb").exists()
    retention.rollback(place.home, None)
    assert place.query("SELECT count(*) FROM response") == [(5,)]


def test_keep_never_drops_the_current_one(place: Place) -> None:
    for n in (3, 4, 5):
        place.write(rows(n)).load()
    retention.rollback(place.home, None)
    retention.rollback(place.home, None)
    retention.keep(place.home, 1)
    assert place.query("SELECT count(*) FROM response") == [(3,)]
    assert len(list(place.home.glob("*.duckdb"))) == 1


def test_history_tolerates_a_torn_line(place: Place) -> None:
    one = place.write(rows(3)).load().snapshot
    with (place.home / history.FILE).open("a") as stream:
        stream.write('{"time": "2024-')
    two = place.write(rows(4)).load().snapshot
    assert [entry.snapshot for entry in history.entries(place.home)] == [one, two]
    assert retention.rollback(place.home, None)[0] == one


def test_a_publication_whose_line_is_missing_is_found_again(place: Place) -> None:
    one = place.write(rows(3)).load().snapshot
    two = place.write(rows(4)).load().snapshot
    log = place.home / history.FILE
    log.write_text(log.read_text().splitlines(keepends=True)[0])  # killed before it was written
    assert retention.rollback(place.home, None)[0] == one
    assert [(e.action, e.snapshot) for e in history.entries(place.home)] == [
        ("load", one), ("found", two), ("rollback", one)
    ]  # fmt: skip


def test_loading_again_adds_the_line_that_a_killed_load_did_not_write(place: Place) -> None:
    one = place.write(rows(3)).load().snapshot
    two = place.write(rows(4)).load().snapshot
    log = place.home / history.FILE
    log.write_text(log.read_text().splitlines(keepends=True)[0])
    again = place.load()
    assert (again.snapshot, again.changed) == (two, False)
    assert history.stack(place.home) == [one, two]


def test_leftovers_are_removed_unless_a_process_holds_them(place: Place) -> None:
    place.write(rows(3))
    dead, alive = place.home / ".build-dead", place.home / ".build-alive"
    for folder in (dead, alive):
        folder.mkdir(parents=True)
        (folder / "small.duckdb").write_text("half")
    with FileLock(alive / "owner.lock"):
        place.load()
        assert (dead.exists(), alive.exists()) == (False, True)
    place.write(rows(4)).load()
    assert not alive.exists()


def test_several_loads_at_once(place: Place, tmp_path: Path) -> None:
    folders = []
    for n in range(4):
        folder = tmp_path / f"survey{n}"
        Place(folder, place.home).write(rows(200 + n), codebook(survey=f"s{n}"))
        folders.append(folder)
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "etl", "load", str(folder), "--home", str(place.home), "--json"],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for folder in folders
    ]  # fmt: skip
    outputs = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0] * 4, outputs
    snapshots = {json.loads(out)["snapshot"] for out, _ in outputs}
    assert len(snapshots) == 4
    manifest = read_manifest(place.home, current_name(place.home))
    assert sorted(manifest.surveys) == ["s0", "s1", "s2", "s3"]
    for n in range(4):
        assert place.query("SELECT count(*) FROM response", f"s{n}") == [(200 + n,)]
    assert not list(place.home.glob(".build-*"))


def test_a_damaged_file_is_built_again(place: Place) -> None:
    place.write(rows(3)).load()
    (file,) = place.home.glob("*.duckdb")
    file.write_bytes(b"damaged")
    load(place.folder, place.home)
    assert place.query("SELECT count(*) FROM response") == [(3,)]
