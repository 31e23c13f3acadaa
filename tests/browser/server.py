"""The dashboard as a process, as `make run` serves it."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

from pages.parts.ahead import OFF as AHEAD_OFF

ROOT = Path(__file__).parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def serving(home: Path, log: Path, base: str = "", **variables: str) -> Iterator[str]:
    """The address of a dashboard that reads the warehouse `home`; ended on leaving.

    `base` is the path below which it lies, `variables` more of its environment.
    """
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--server.baseUrlPath", base]
    # tests have the cores for themselves: nothing is made ahead of them
    environment = {**os.environ, "BAROMETER_HOME": str(home), AHEAD_OFF: "off", **variables}
    with log.open("wb") as out:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            address = f"http://127.0.0.1:{port}/{base}".rstrip("/")
            _wait(address + "/_stcore/health", process, log)
            yield address
        finally:
            process.terminate()
            process.wait(20)


def _wait(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"the dashboard ended by itself:\n{log.read_text()}")
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2) as answer:
            if answer.status == 200:
                return
        time.sleep(0.1)
    raise TimeoutError(f"no answer from {url}:\n{log.read_text()}")
