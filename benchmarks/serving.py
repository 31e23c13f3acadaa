"""A Streamlit server as a process of its own, with its CPU time and memory while it serves."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.process import ROOT

_TICKS, _PAGE = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
_READY, _QUIET = 120.0, 600.0  # seconds to wait at most


@dataclass(frozen=True)
class Server:
    """A server that answers: its address and its process."""

    address: str
    pid: int

    def cpu(self) -> float:
        """Seconds of CPU time so far, all threads together."""
        fields = Path(f"/proc/{self.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS

    def megabytes(self) -> float:
        """Resident memory."""
        return int(Path(f"/proc/{self.pid}/statm").read_text().split()[1]) * _PAGE / 1e6

    def peak(self) -> float:
        """The most resident memory that it ever had."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return next(int(each.split()[1]) * 1024 / 1e6 for each in lines if each.startswith("VmHWM"))

    def until_quiet(self) -> None:
        """Wait until it has been idle for two seconds: all is made that is made beforehand."""
        deadline = time.monotonic() + _QUIET
        while time.monotonic() < deadline:
            before = self.cpu()
            time.sleep(2)
            if self.cpu() - before < 0.1:
                return
        raise SystemExit(f"the server at {self.address} does not come to rest")


@contextlib.contextmanager
def serving(script: Path, folder: Path, **environment: str) -> Iterator[Server]:
    """`streamlit run script` in `folder`, whose `.streamlit/config.toml` counts if it has one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "127.0.0.1"]
    command += ["--browser.gatherUsageStats", "false"]
    search = {"PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        command,
        cwd=folder,
        env={**os.environ, **search, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        server = Server(f"http://127.0.0.1:{port}", process.pid)
        _wait(server, process)
        yield server
    finally:
        process.terminate()
        process.wait(30)


def ours(home: Path) -> contextlib.AbstractContextManager[Server]:
    """The dashboard as `make run` serves it."""
    return serving(ROOT / "dashboard.py", ROOT, BAROMETER_HOME=str(home))


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _READY
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit(f"the server ended by itself with {process.returncode}")
        url = f"{server.address}/_stcore/health"
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=2):
            return
        time.sleep(0.1)
    raise SystemExit(f"no answer from {server.address}")
