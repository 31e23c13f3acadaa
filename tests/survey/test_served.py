"""A warehouse that is copied while a server reads it: rsync, an object store, a shared volume.

Whatever arrives first, the server shows a whole snapshot: the one before until the next is there.
"""

from __future__ import annotations

import json
import shutil
from itertools import permutations
from pathlib import Path

import pytest

from api.app import health
from estimation import estimate, parse_query
from etl import retention
from survey import served
from survey.served import awaited, served_snapshot, served_survey, served_surveys
from survey.snapshot import current_snapshot
from survey.warehouse import NoSnapshot, UnreadableSnapshot
from tests.etl.surveys import Place, codebook, rows
from tests.stage.asking import ask


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A warehouse with two surveys, one of them with 20 firms."""
    monkeypatch.setattr(served, "_AGAIN", 0.0)  # looked for at each request
    origin = Place(tmp_path / "survey", tmp_path / "origin")
    Place(tmp_path / "other", origin.home).write(rows(25), codebook(survey="other")).load()
    origin.write(rows(20)).load()
    return origin


@pytest.fixture
def copy(tmp_path: Path, origin: Place) -> Path:
    """A copy that is served; in the origin there are 30 firms by now."""
    home = Path(shutil.copytree(origin.home, tmp_path / "copy"))
    assert shown(home) == (current_snapshot(origin.home).name, 20)
    origin.write(rows(30)).load()
    return home


def shown(home: Path) -> tuple[str, int]:
    """The snapshot that a server has now, and the firms in it: each of its surveys answers."""
    published = served_snapshot(home)
    surveys, damaged = served_surveys(published)
    assert not damaged
    counts = {
        name: int(estimate(survey, parse_query(survey.codebook, "status"))["n"].iloc[0])
        for name, survey in surveys.items()
    }
    assert counts.pop("other") == 25
    return published.name, counts["small"]


def to_bring(origin: Place) -> tuple[str, str, str]:
    """What the newest publication consists of: the pointer, the manifest, the survey's file."""
    published = current_snapshot(origin.home)
    return "current", f"{published.name}.json", published.file("small").name


def arrive(origin: Place, copy: Path, name: str) -> None:
    """As copying programs do it: aside, then renamed."""
    shutil.copyfile(origin.home / name, copy / ".partial")
    (copy / ".partial").rename(copy / name)


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_files_may_arrive_in_any_order(origin, copy, order):
    before = shown(copy)
    for place in order:
        assert shown(copy) == before
        arrive(origin, copy, to_bring(origin)[place])
    assert shown(copy) == (current_snapshot(origin.home).name, 30)
    assert awaited(copy) is None


@pytest.mark.parametrize("share", [0.0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_file_that_is_written_in_place_is_shown_when_it_is_whole(origin, copy, share):
    """DuckDB opens a file whose last part is missing; the queries fail, some of them."""
    before, (pointer, manifest, file) = shown(copy), to_bring(origin)
    for name in (pointer, manifest):
        arrive(origin, copy, name)
    content = (origin.home / file).read_bytes()
    with (copy / file).open("wb", buffering=0) as stream:
        stream.write(content[: int(share * len(content))])
        assert shown(copy) == before
        assert file in str(awaited(copy))
        stream.write(content[int(share * len(content)) :])
    assert shown(copy) == (current_snapshot(origin.home).name, 30)


@pytest.mark.parametrize("text", ["", "snapsh", "snapshot-gone.json\n", None])
def test_half_a_pointer_or_none_at_all(origin, copy, text):
    before = shown(copy)
    if text is None:
        (copy / "current").unlink()
    else:
        (copy / "current").write_text(text)
    assert shown(copy) == before
    assert awaited(copy) is not None
    for name in to_bring(origin):
        arrive(origin, copy, name)
    assert shown(copy)[1] == 30


def test_what_is_dropped_at_the_origin_may_be_dropped_in_the_copy_first(origin, copy):
    """`--delete` before the rest has come: the files are open already."""
    before = shown(copy)
    retention.keep(origin.home, 1)
    for path in copy.iterdir():
        if path.is_file() and not (origin.home / path.name).exists():
            path.unlink()
    assert shown(copy) == before
    for name in to_bring(origin):
        arrive(origin, copy, name)
    assert shown(copy)[1] == 30


def test_the_monitor_is_told_what_is_awaited(origin, copy, monkeypatch):
    monkeypatch.setenv("BAROMETER_HOME", str(copy))
    arrive(origin, copy, "current")
    answer = ask(health)
    body = json.loads(answer.body)
    assert (answer.status_code, body["status"]) == (200, "ok")
    assert body["snapshot"] == shown(copy)[0] != current_snapshot(origin.home).name
    assert current_snapshot(origin.home).name in body["awaiting"]
    for name in to_bring(origin):
        arrive(origin, copy, name)
    body = json.loads(ask(health).body)
    assert body == {"status": "ok", "snapshot": current_snapshot(origin.home).name}


def test_a_server_that_starts_too_early_says_so_until_all_is_there(origin, tmp_path, monkeypatch):
    home = tmp_path / "new"
    home.mkdir()
    monkeypatch.setenv("BAROMETER_HOME", str(home))
    with pytest.raises(NoSnapshot):
        served_snapshot(home)
    for name in to_bring(origin):
        assert ask(health).status_code == 503
        arrive(origin, home, name)
    # the other survey is not there yet: this one has its pages, the other its sentence
    published = served_snapshot(home)
    assert served_survey(published, "small")
    with pytest.raises(UnreadableSnapshot):
        served_survey(published, "other")
    assert awaited(home) is not None
    arrive(origin, home, published.file("other").name)
    assert shown(home)[1] == 20
    assert awaited(home) is None
