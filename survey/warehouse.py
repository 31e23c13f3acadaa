"""The warehouse folder seen by a reader: which snapshot is current, and which files it names.

H/current                    one line: the name of the published manifest
H/snapshot-<hash>.json       a manifest: one file per survey
H/<survey>-<hash>.duckdb     a published survey, never changed again
H/benchmark-<id>-<hash>.duckdb   figures of another producer, beside the surveys
"""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from locales import N_, Message
from survey.failure import Failure
from survey.published import CURRENT, FORMAT

DEFAULT_HOME = Path("data/warehouse")


class Manifest(BaseModel):
    """What a snapshot holds. Files stand in the warehouse folder itself."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    format: int
    surveys: dict[str, str]  # survey -> file name
    benchmarks: dict[str, str] = {}  # dataset -> file name


class _Version(BaseModel):
    """The one key that every version of the manifest has."""

    format: int


class NoSnapshot(Failure):
    """Nothing has been published in this warehouse yet."""


class UnreadableSnapshot(Failure):
    """The published snapshot cannot be read: damaged, or made by a newer version."""


def home(path: str | os.PathLike[str] | None = None) -> Path:
    """The warehouse folder: `path`, else `$BAROMETER_HOME`, else `data/warehouse`."""
    return Path(path or os.environ.get("BAROMETER_HOME") or DEFAULT_HOME)


def current_name(folder: Path) -> str:
    """The file name of the published manifest. Raises NoSnapshot where there is none."""
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8", errors="replace").strip()
    except (FileNotFoundError, NotADirectoryError):
        raise nothing_published(folder) from None
    except OSError as error:
        raise _unreadable(folder, CURRENT, error) from None
    return name


def nothing_published(folder: Path) -> NoSnapshot:
    """The sentence for a warehouse without a survey."""
    return NoSnapshot(
        Message(
            N_(
                "Nothing has been published in {home} yet. Load a survey first: "
                "python -m etl load data/kmu-st"
            ),
            home=folder,
        )
    )


def read_manifest(folder: Path, name: str) -> Manifest:
    """The manifest called `name`. Raises UnreadableSnapshot: missing, damaged, or too new."""
    try:
        text = (folder / name).read_bytes()
        found = _Version.model_validate_json(text).format
        # a newer layout may have other keys: its version is all that can be relied on
        manifest = Manifest.model_validate_json(text) if found <= FORMAT else None
    except (OSError, ValueError) as error:  # ValueError: not JSON, not a manifest, no file name
        raise _unreadable(folder, name, error) from None
    if manifest is None:
        raise UnreadableSnapshot(
            Message(
                N_(
                    "The snapshot {name} was made by a newer version of Digitalbarometer (format "
                    "{found}, this version reads up to {known}). Update this installation, or go "
                    "back to an earlier snapshot with python -m etl rollback SNAPSHOT"
                ),
                name=name,
                found=found,
                known=FORMAT,
            )
        )
    return manifest


def _unreadable(folder: Path, name: str, error: Exception) -> UnreadableSnapshot:
    detail = error.strerror if isinstance(error, OSError) else None
    return UnreadableSnapshot(
        Message(
            N_(
                "The snapshot {name} in {home} cannot be read ({detail}). Go back to an "
                "earlier one: python -m etl history, then python -m etl rollback SNAPSHOT"
            ),
            name=name,
            home=folder,
            detail=detail or Message(N_("its content is damaged")),
        )
    )
