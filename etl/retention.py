"""Going back to an earlier snapshot, and dropping old ones."""

from __future__ import annotations

import re
from pathlib import Path

from etl import history, publish
from etl.workspace import publication_lock
from locales import N_, Message
from survey.failure import Failure
from survey.warehouse import Manifest, current_name, read_manifest

_PUBLISHED = re.compile(r"[a-z][a-z0-9_-]*-[0-9a-f]{16}\.duckdb")


def manifests(home: Path) -> list[str]:
    """The snapshots whose manifest is still there, by name."""
    return sorted(path.stem for path in home.glob("snapshot-*.json"))


def rollback(home: Path, wanted: str | None) -> tuple[str, Manifest]:
    """Publish an earlier snapshot: the one named (or the beginning of its name), else the one
    before the current one. Raises Failure where there is none or its files are gone."""
    with publication_lock(home):
        current = current_name(home).removesuffix(".json")
        snapshot = _named(home, wanted) if wanted else _previous(home, current)
        manifest = read_manifest(home, f"{snapshot}.json")
        gone = [
            file
            for file in [*manifest.surveys.values(), *manifest.benchmarks.values()]
            if not (home / file).exists()
        ]
        if gone:
            raise Failure(
                Message(
                    N_("The snapshot {name} cannot be published: {files} is no longer there."),
                    name=snapshot,
                    files=", ".join(gone),
                )
            )
        if snapshot != current:
            rows = publish.rows_of(home, manifest)
            publish.set_current(home, snapshot, current, "rollback", rows)
    return snapshot, manifest


def _named(home: Path, wanted: str) -> str:
    name = wanted.removesuffix(".json").removeprefix("snapshot-")
    fitting = [each for each in manifests(home) if each.startswith(f"snapshot-{name}")]
    if len(fitting) != 1 or not name:
        raise Failure(
            Message(
                N_("There is no single snapshot '{name}' in {home}. Choose from: {known}."),
                name=wanted,
                home=home,
                known=", ".join(manifests(home)),
            )
        )
    return fitting[0]


def _previous(home: Path, current: str) -> str:
    there = set(manifests(home))
    earlier = [name for name in history.stack(home) if name in there]
    if current in earlier:
        earlier = earlier[: len(earlier) - 1 - earlier[::-1].index(current)]
    earlier = [name for name in earlier if name != current]
    if not earlier:
        raise Failure(
            Message(N_("There is no snapshot before {name}; nothing was changed."), name=current)
        )
    return earlier[-1]


def keep(home: Path, number: int) -> list[str]:
    """Drop all but the `number` snapshots published last, and the files that none of them names.

    The current snapshot always stays. Returns the names of what was removed.
    """
    with publication_lock(home):
        current = current_name(home).removesuffix(".json")
        order = [entry.snapshot for entry in history.entries(home)]
        latest = sorted(
            manifests(home),
            key=lambda name: (name == current, _last(order, name)),
            reverse=True,
        )
        kept, dropped = latest[:number], latest[number:]
        needed: set[str] = set()
        for name in kept:
            manifest = read_manifest(home, f"{name}.json")
            needed |= {*manifest.surveys.values(), *manifest.benchmarks.values()}
        files = [path.name for path in home.glob("*.duckdb") if _PUBLISHED.fullmatch(path.name)]
        removed = [f"{name}.json" for name in dropped]
        removed += sorted(file for file in files if file not in needed)
        for name in removed:
            (home / name).unlink(missing_ok=True)
    return removed


def _last(order: list[str], name: str) -> int:
    return len(order) - 1 - order[::-1].index(name) if name in order else -1
