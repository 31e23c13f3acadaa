"""Two servers on one warehouse answer every request while surveys are published under them.

Each answer must be whole and of one data state: which one it names and what it counts belong
together. Nothing may fail, not once, and in the end both servers show what was published last.
"""

from __future__ import annotations

import csv
import json
import shutil
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from http.client import HTTPConnection
from io import StringIO
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from benchmarks.serving import Server
from benchmarks.sessions import run_sessions
from estimation import estimate, parse_query
from survey.snapshot import current_snapshot
from tests.browser.server import serving
from tests.conftest import ROOT, load

pytestmark = pytest.mark.faults

REQUESTS, READERS, PUBLICATIONS, RUNS = 2_000, 3, 4, 3
NAME = "handwerk-umfrage"
ESTIMATES = f"/api/v1/estimates?survey={NAME}&question=fahrplan"
BY_TRADE = f"{ESTIMATES}&by=trade&format=csv"
DEMO = "/api/v1/estimates?survey=kmu-st&question=barriers&by=size&format=csv"
FIGURE = f"/figure?survey={NAME}&page=strategy&figure=fahrplan-by-trade"
WAVE = "herbst-2025"


@dataclass
class Answers:
    """What the servers answered: how often each address, and which data states."""

    counts: Counter[str] = field(default_factory=Counter)
    respondents: dict[str, set[int]] = field(default_factory=dict)  # data state -> n
    lock: threading.Lock = field(default_factory=threading.Lock)

    def estimates(self, state: str, n: int) -> None:
        with self.lock:
            self.respondents.setdefault(state, set()).add(n)


def check_json(answers: Answers, state: str, text: str) -> None:
    rows = json.loads(text)
    assert rows and all(row["estimate"] is not None for row in rows)
    answers.estimates(state, rows[0]["n"])


def check_csv(answers: Answers, state: str, text: str) -> None:
    rows = list(csv.DictReader(StringIO(text)))
    assert len(rows) > 5 and all(None not in row.values() for row in rows)
    assert text.endswith("\n")


def check_surveys(answers: Answers, state: str, text: str) -> None:
    assert {each["survey"] for each in json.loads(text)["surveys"]} == {NAME, "kmu-st"}


def check_health(answers: Answers, state: str, text: str) -> None:
    body = json.loads(text)
    assert body["status"] == "ok" and "awaiting" not in body


def check_page(answers: Answers, state: str, text: str) -> None:
    assert text.rstrip().endswith("</html>")


def check_figure(answers: Answers, state: str, text: str) -> None:
    check_page(answers, state, text)
    assert text.count("<table") == text.count("</table>") > 0


MIX: dict[str, Callable[[Answers, str, str], None]] = {
    ESTIMATES: check_json,
    FIGURE: check_figure,
    BY_TRADE: check_csv,
    "/api/v1/health": check_health,
    DEMO: check_csv,
    "/api/v1/surveys": check_surveys,
    f"{FIGURE}&lang=en": check_figure,
    "/": check_page,
    "/figure?survey=kmu-st&page=barriers&figure=barriers": check_figure,
}


def read(address: str, begin: int, answers: Answers, done: threading.Event) -> None:
    """Ask one server on one connection until `done`; whatever fails is raised."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    mix = list(MIX.items())
    for path, check in cycle(mix[begin:] + mix[:begin]):
        if done.is_set():
            break
        connection.request("GET", path)
        response = connection.getresponse()
        text = response.read().decode()  # raises where less comes than was announced
        assert response.status == 200, (path, response.status, text[:500])
        check(answers, response.headers.get("Barometer-Data-State", ""), text)
        with answers.lock:
            answers.counts[path] += 1
    connection.close()


def publications(folder: Path, home: Path) -> Iterator[tuple[str, int]]:
    """Publish the survey again and again, with three firms less: data state and respondents."""
    shutil.copytree(ROOT / "tests" / "surveys" / "handwerk", folder)
    file = folder / "handwerk.tsv"
    for _ in range(PUBLICATIONS):
        rows = file.read_bytes().splitlines(keepends=True)
        file.write_bytes(b"".join(rows[:-3]))
        load(folder, home)
        yield state_of(home)


def state_of(home: Path) -> tuple[str, int]:
    survey = current_snapshot(home).survey(NAME)
    n = estimate(survey, parse_query(survey.codebook, "fahrplan"))["n"].iloc[0]
    survey.close()
    return survey.version, int(n)


def page_runs(address: str) -> int:
    """Runs of a page by a session that stays open: how many. Raises where one draws no chart."""
    query = f"survey={NAME}&wave={WAVE}"
    return len(run_sessions(Server(address, 0), "strategy", 1, [query] * RUNS).runs)


def test_no_request_fails_while_surveys_are_published(own_home, tmp_path, monkeypatch):
    monkeypatch.setenv("BAROMETER_API_RATE", "100000/minute")  # the readers here are one client
    answers, done, runs = Answers(), threading.Event(), 0
    published = dict([state_of(own_home)])
    with ExitStack() as stack, ThreadPoolExecutor(2 * READERS) as pool:
        both = [stack.enter_context(serving(own_home, tmp_path / f"log{i}")) for i in (1, 2)]
        reading = [
            pool.submit(read, address, 3 * i, answers, done)
            for address in both
            for i in range(READERS)
        ]
        try:
            for state, n in publications(tmp_path / "survey", own_home):
                published[state] = n
                runs += sum(page_runs(address) for address in both)
            while answers.counts.total() < REQUESTS and not any(each.done() for each in reading):
                done.wait(0.2)
        finally:
            done.set()
        for each in reading:
            each.result()
        newest = current_snapshot(own_home).name
        for address in both:
            assert (ask(address, "/api/v1/health"))["snapshot"] == newest
            assert (ask(address, ESTIMATES))[0]["n"] == n
            assert state in str(ask(address, "/api/v1/surveys"))
    print(dict(answers.counts), runs, "page runs;", answers.respondents)
    assert answers.counts.total() >= REQUESTS and set(answers.counts) == set(MIX)
    assert runs == 2 * RUNS * PUBLICATIONS
    assert len(published) == PUBLICATIONS + 1 == len(set(published.values()))
    assert len(answers.respondents) > 2  # they were seen meanwhile, each with its own numbers
    for seen, ns in answers.respondents.items():
        assert ns == {published[seen]}
    for log in (tmp_path / "log1", tmp_path / "log2"):
        assert "Traceback" not in log.read_text()


def ask(address: str, path: str):
    connection = HTTPConnection(urlsplit(address).netloc, timeout=60)
    connection.request("GET", path)
    found = json.loads(connection.getresponse().read())
    connection.close()
    return found
