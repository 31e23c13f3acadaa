"""Sessions without a browser: Streamlit's websocket protocol (BackMsg, ForwardMsg).

So it is the server that is measured. A run lasts from the request to `script_finished`.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.serving import Server

_LONGEST = 300.0
_CHART = 'class="db-chart"'  # a figure of ours is HTML that carries what it is drawn from


@dataclass(frozen=True)
class Run:
    """One run of a page's script as a session sees it."""

    session: int
    number: int
    seconds: float
    charts: int


@dataclass(frozen=True)
class Runs:
    """All runs, and the wall-clock seconds that they took together."""

    runs: tuple[Run, ...]
    seconds: float

    @property
    def per_second(self) -> float:
        return len(self.runs) / self.seconds

    def times(self, *, first: bool = False) -> list[float]:
        """Seconds of the runs, the first of each session left out unless asked for."""
        return sorted(run.seconds for run in self.runs if first or run.number > 0)

    def at(self, share: float) -> float:
        """The time that this share of the runs stays below."""
        times = self.times()
        return times[min(len(times) - 1, int(share * len(times)))]


def run_sessions(
    server: Server,
    page: str,
    sessions: int,
    queries: Sequence[str],
    settled: Callable[[], None] = lambda: None,
) -> Runs:
    """So many sessions at once, each of which runs the page once for each query string.

    `settled` is called while the sessions are still open. Raises SystemExit where a run shows an
    exception or no chart: a page that fails is fast.
    """
    return asyncio.run(_together(server, page, sessions, queries, settled))


async def _together(
    server: Server,
    page: str,
    sessions: int,
    queries: Sequence[str],
    settled: Callable[[], None],
) -> Runs:
    url = server.address.replace("http", "ws", 1) + "/_stcore/stream"
    opened = [
        await websockets.connect(
            url, subprotocols=["streamlit"], max_size=None, open_timeout=60, ping_interval=None
        )
        for _ in range(sessions)
    ]
    begin = time.perf_counter()
    found = await asyncio.gather(
        *(_session(socket, i, page, queries) for i, socket in enumerate(opened))
    )
    seconds = time.perf_counter() - begin
    settled()
    for socket in opened:
        await socket.close()
    return Runs(tuple(run for each in found for run in each), seconds)


async def _session(
    socket: websockets.ClientConnection, number: int, page: str, queries: Sequence[str]
) -> list[Run]:
    runs = []
    for i, query in enumerate(queries):
        ask = BackMsg()
        ask.rerun_script.query_string, ask.rerun_script.page_name = query, page
        begin = time.perf_counter()
        await socket.send(ask.SerializeToString())
        charts = await _finished(socket, page, query)
        runs.append(Run(number, i, time.perf_counter() - begin, charts))
    return runs


async def _finished(socket: websockets.ClientConnection, page: str, query: str) -> int:
    """Read until the script has finished; how many charts it has drawn."""
    charts = 0
    while True:
        message = ForwardMsg.FromString(await asyncio.wait_for(socket.recv(), _LONGEST))
        kind = message.WhichOneof("type")
        if kind == "script_finished":
            if not charts:
                raise SystemExit(f"{page}?{query} has drawn no chart")
            return charts
        if kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind == "exception":
                raise SystemExit(f"{page}?{query}: {element.exception.message}")
            charts += kind == "plotly_chart" or (kind == "html" and _CHART in element.html.body)
