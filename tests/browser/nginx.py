"""The documented configuration of nginx, run as it is but for ports and folders."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import pytest

from tests.browser.server import ROOT, free_port

CONFIG = ROOT / "deploy" / "nginx.conf"
# as whoever runs the tests: the folder is theirs alone
_AROUND = """
{user}daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off; types_hash_max_size 2048; include /etc/nginx/mime.types;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
{server}
}}
"""


def path() -> str:
    """Where nginx is; skips the test where it is not installed, in CI fails it."""
    found = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if found is None:
        reason = "nginx is missing: apt-get install nginx-light"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    return found


def written(folder: Path, port: int, behind: str) -> Path:
    """The configuration for this port, in front of the server at `behind`."""
    server = CONFIG.read_text(encoding="utf-8")
    for there, here in (
        ("listen 80;", f"listen 127.0.0.1:{port};"),
        ("server 127.0.0.1:8501;", f"server {urlparse(behind).netloc};"),
        ("/var/cache/nginx/barometer", f"{folder}/cache"),
    ):
        assert there in server
        server = server.replace(there, here)
    user = "user root; " if os.geteuid() == 0 else ""  # others may not name one
    file = folder / "nginx.conf"
    file.write_text(_AROUND.format(user=user, folder=folder, server=server), encoding="utf-8")
    return file


@contextlib.contextmanager
def proxying(behind: str, folder: Path) -> Iterator[str]:
    """The address of the proxy in front of `behind`; ended on leaving."""
    port = free_port()
    command = [path(), "-p", str(folder), "-e", f"{folder}/error.log"]
    command += ["-c", str(written(folder, port, behind))]
    process = subprocess.Popen(command)
    try:
        _wait(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 20
    while time.monotonic() < end and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError("nginx does not listen")
