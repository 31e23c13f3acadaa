"""A load that is killed at any moment leaves the published snapshot whole.

`python -m etl load`, here forked from a process that has imported it already, says on stderr which
step it begins. Each attempt has the kernel send SIGKILL some part of a step's measured duration
after that step began: from another process it would come too late on a busy machine, the short
steps being over. The step announced last is the one that was hit. After every kill: what was
published opens and is the earlier state or, only if publishing had
begun, the new one; and the next load succeeds and cleans up.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import shutil
import signal
import struct
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from io import FileIO, TextIOWrapper
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TextIO

import pytest

from benchmarks import firms
from etl import history
from etl.command import main
from etl.load import load
from survey.snapshot import current_snapshot
from tests.etl.surveys import Place, rows

pytestmark = pytest.mark.faults

STEPS = ("read", "check", "score", "weight", "release", "publish")
PER_STEP = 10  # inside each step, 60 moments at least
MOST_ATTEMPTS = 200
FIRMS = 10_000


def content(home: Path) -> dict[str, tuple[object, ...]]:
    """What a reader sees: for each survey rows, and a sum over the hashes of all its cells."""
    snapshot = current_snapshot(home)
    seen: dict[str, tuple[object, ...]] = {}
    for name in snapshot.surveys:
        survey = snapshot.survey(name)
        frame = survey.table(
            "SELECT count(*) AS n, bit_xor(hash(response)) AS digest FROM response"
        )
        tables = [len(survey.table(f"FROM {t}")) for t in ("design", "finding", "quarantine")]
        seen[name] = (*frame.iloc[0].tolist(), *tables)
        survey.close()
    return seen


@dataclass
class Scene:
    """A warehouse before the load, the survey to load, and what is published before and after."""

    template: Path
    survey: Path
    scratch: Path
    before: dict[str, tuple[object, ...]]
    after: dict[str, tuple[object, ...]]
    durations: dict[str, float]
    hits: Counter[str] = field(default_factory=Counter)
    attempts: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Fatal(TextIOWrapper):
    """A stderr that kills the process some time after it has announced a step."""

    def __init__(self, step: str, seconds: float) -> None:
        super().__init__(FileIO(2, "w", closefd=False), encoding="utf-8", write_through=True)
        self.step, self.seconds, self.set = step, seconds, False

    def write(self, text: str) -> int:
        written = super().write(text)
        if step_of(text) == self.step and not self.set:
            self.set = True
            kill_me_in(self.seconds)
        return written


def kill_me_in(seconds: float) -> None:
    """Have the kernel send this process SIGKILL, whatever it is doing then: timer_create(2)."""
    libc, timer = ctypes.CDLL(None, use_errno=True), ctypes.c_void_p()
    event = struct.pack("QiI48x", 0, signal.SIGKILL, 0)  # sigevent with SIGEV_SIGNAL
    when = struct.pack("qqqq", 0, 0, int(seconds), int(seconds % 1 * 1e9))
    failed = libc.timer_create(time.CLOCK_MONOTONIC, event, ctypes.byref(timer))
    failed = failed or libc.timer_settime(timer, 0, when, None)
    assert not failed, os.strerror(ctypes.get_errno())


def _load(arguments: list[str], stderr: Connection, fatal: tuple[str, float] | None) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    os.dup2(stderr.fileno(), 2)
    if fatal:
        sys.stderr = Fatal(*fatal)
    sys.exit(main(arguments))


class Load:
    """A load in a process of its own, and what it says on stderr; killed so many seconds after a
    step began where `fatal` says so.
    """

    def __init__(self, survey: Path, home: Path, fatal: tuple[str, float] | None = None) -> None:
        fork = multiprocessing.get_context("forkserver")
        fork.set_forkserver_preload([__name__])
        heard, said = fork.Pipe(duplex=False)
        arguments = ["load", str(survey), "--home", str(home), "--lang", "en"]
        self.process = fork.Process(target=_load, args=(arguments, said, fatal))
        self.process.start()
        said.close()
        self.stderr: TextIO = os.fdopen(os.dup(heard.fileno()), encoding="utf-8")
        heard.close()

    def ended(self) -> int | None:
        """How it ended: 0, or minus the signal."""
        self.process.join()
        self.stderr.close()
        return self.process.exitcode


def step_of(line: str) -> str | None:
    """The step that a line of stderr announces: "[2/6] check: firms.csv"."""
    name = line.partition("] ")[2].partition(":")[0]
    return name if line.startswith("[") and name in STEPS else None


def measure(survey: Path, home: Path) -> dict[str, float]:
    """How long each step of an undisturbed load takes."""
    running, began = Load(survey, home), dict[str, float]()
    for line in running.stderr:
        if step := step_of(line):
            began.setdefault(step, time.perf_counter())
    end = time.perf_counter()
    assert running.ended() == 0
    times = [*(began[step] for step in STEPS), end]
    return {step: times[i + 1] - times[i] for i, step in enumerate(STEPS)}


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = tmp_path_factory.mktemp("kill")
    template, survey = folder / "template", folder / "survey"
    Place(folder / "small", template).write(rows(20)).load()
    firms.write_survey(survey, 300)
    load(survey, template)
    before = content(template)
    firms.write_survey(survey, FIRMS)
    shutil.copytree(template, folder / "measured")
    durations = measure(survey, folder / "measured")
    after = content(folder / "measured")
    assert before.keys() == after.keys() and before["firms"] != after["firms"]
    yield Scene(template, survey, folder, before, after, durations)
    shutil.rmtree(folder, ignore_errors=True)


def kill_in(scene: Scene, wanted: str, share: float, number: int) -> str | None:
    """Kill a load some way into a step, check everything; returns the step that was hit."""
    home = scene.scratch / f"home{number}"
    shutil.copytree(scene.template, home)
    seconds = max(share * scene.durations[wanted], 1e-6)  # none would set no alarm
    killed, last = Load(scene.survey, home, fatal=(wanted, seconds)), None
    for line in killed.stderr:
        last = step_of(line) or last
    if killed.ended() != -signal.SIGKILL:
        last = None  # it was done before
    published = content(home)
    if published != scene.before:
        assert published == scene.after
        assert last in ("publish", None), f"published while in the step {last}"
    outcome = load(scene.survey, home)
    assert content(home) == scene.after
    assert history.stack(home)[-1] == outcome.snapshot
    assert not list(home.glob(".build-*"))
    shutil.rmtree(home)
    return last


def test_a_killed_load_leaves_the_snapshot_whole(scene: Scene) -> None:
    numbers = iter(range(MOST_ATTEMPTS))

    def worker() -> None:
        while True:
            with scene.lock:
                missing = [step for step in STEPS if scene.hits[step] < PER_STEP]
                number = next(numbers, None)
                if not missing or number is None:
                    return
                wanted = min(missing, key=lambda step: scene.attempts[step])
                nth = scene.attempts[wanted]
                scene.attempts[wanted] += 1
            share = ((nth * 0.618) % 1.0) * (0.9 if nth < PER_STEP else 0.5)
            hit = kill_in(scene, wanted, share, number)
            with scene.lock:
                scene.hits[hit or "after the end"] += 1

    with ThreadPoolExecutor(2) as pool:
        for future in [pool.submit(worker) for _ in range(2)]:
            future.result()
    print("killed in", dict(scene.hits), "of", dict(scene.attempts))
    print("durations", {step: round(s, 3) for step, s in scene.durations.items()})
    assert all(scene.hits[step] >= 10 for step in STEPS), scene.hits
    assert sum(scene.hits[step] for step in STEPS) >= 60
