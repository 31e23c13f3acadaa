"""Which step a load is at: a bar on a terminal, a line per step elsewhere. Always on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from locales import N_, Lang, translate

STEPS = {
    "read": N_("read"),
    "check": N_("check"),
    "score": N_("score"),
    "weight": N_("weight"),
    "release": N_("release"),
    "publish": N_("publish"),
}
CUBE_STEPS = {"read": N_("read"), "cube": N_("sum"), "publish": N_("publish")}


class Announce(Protocol):
    """Called when a step begins on something."""

    def __call__(self, step: str, what: str) -> None: ...


def silent(step: str, what: str) -> None:
    """For loads that nobody watches."""


@contextmanager
def announcing(lang: Lang, steps: Mapping[str, str] = STEPS) -> Iterator[Announce]:
    """Announce steps to a person or into a log."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda step, what: _line(lang, steps, step, what)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=len(steps))

        def show(step: str, what: str) -> None:
            done = list(steps).index(step)
            bar.update(task, completed=done, description=f"{translate(lang, steps[step])}: {what}")

        yield show


def _line(lang: Lang, steps: Mapping[str, str], step: str, what: str) -> None:
    number = list(steps).index(step) + 1
    sys.stderr.write(f"[{number}/{len(steps)}] {translate(lang, steps[step])}: {what}\n")
    sys.stderr.flush()
