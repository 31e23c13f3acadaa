"""The tag of an answer (ETag): it stays as long as the answer is the same to the byte.

That depends on the data, on what was asked, and on the program: a new release may print other
bytes from the same data. Servers of the same release give the same tags.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from importlib.metadata import distribution
from pathlib import Path

_ROOT = Path(__file__).parent.parent
_ANSWERING = (
    "api", "charts", "estimation", "export", "figures", "locales", "pages", "stage", "survey"
)  # fmt: skip


@lru_cache
def program(root: Path = _ROOT) -> str:
    """Changes with every file of the program and of the site, and with every package installed."""
    files = [path for room in _ANSWERING for path in (root / room).rglob("*")]
    files += (root / "data").glob("*.*")
    digest = sha256()
    for path in sorted(files):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes())
    packages = Path(str(distribution("starlette").locate_file("")))
    digest.update("\n".join(sorted(path.name for path in packages.glob("*.dist-info"))).encode())
    return digest.hexdigest()


def tag_of(*parts: str) -> str:
    """The tag of what this program answers to `parts`, among them the name of the data state."""
    digest = sha256("\n".join((program(), *parts)).encode()).hexdigest()
    return f'"{digest[:24]}"'


def is_known(tag: str, if_none_match: str) -> bool:
    """Whether a client has the answer already, by its header If-None-Match."""
    given = (each.strip().removeprefix("W/") for each in if_none_match.split(","))
    return any(each in (tag, "*") for each in given)
