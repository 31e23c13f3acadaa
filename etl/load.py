"""From a folder with a codebook and its files to a published snapshot."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from etl import check, publish, refusal, release, score, weight, workspace
from etl.boundaries import Texts, keep_boundaries, read_boundaries
from etl.calibrate import calibrate
from etl.margins import Margin, read_margins
from etl.progress import Announce, silent
from etl.read import read
from etl.report import Report, is_readable, of_published, report
from etl.set_aside import set_aside
from etl.source import SourceFile, examine
from etl.sql import Connection
from locales import N_, Message
from survey.codebook import Codebook, read_codebook
from survey.codebook.reading import FILE_NAME
from survey.failure import Failure


@dataclass(frozen=True)
class Outcome:
    """What a load came to. `snapshot` is None where it only checked."""

    survey: str
    snapshot: str | None
    changed: bool
    report: Report


def load(
    folder: Path,
    home: Path,
    *,
    files: Path | None = None,
    accept_quarantine: bool = False,
    announce: Announce = silent,
) -> Outcome:
    """Check and publish the survey in `folder`; the same input changes nothing.

    Raises Failure where it cannot be published; then nothing has changed.
    """
    inputs = _inputs(folder, files)
    codebook, file = inputs.codebook, inputs.hashed(accept_quarantine)
    publish.current_manifest(home)  # refused before the work, not after it
    with system_errors(home):
        workspace.remove_leftovers(home)
        file = publish.with_cube(home, codebook.survey, file)
        if is_readable(home / file):
            announce("publish", codebook.survey)
            snapshot, changed = publish.publish(
                home, None, file, "surveys", codebook.survey, "load"
            )
            return Outcome(codebook.survey, snapshot, changed, of_published(home / file))
        with workspace.workspace(home) as build:
            with workspace.connect(build) as con:
                found = _prepare(con, inputs, build / file, accept_quarantine, announce)
                announce("publish", codebook.survey)
                keep_boundaries(con, inputs.boundaries)
                publish.close_survey(con, inputs.yaml, bool(inputs.margins))
            snapshot, changed = publish.publish(
                home, build / file, file, "surveys", codebook.survey, "load"
            )
    return Outcome(codebook.survey, snapshot, changed, found)


def check_only(
    folder: Path,
    home: Path,
    *,
    files: Path | None = None,
    accept_quarantine: bool = False,
    announce: Announce = silent,
) -> Outcome:
    """All that `load` does short of publishing; `rounded` in the report: are numbers told so?"""
    inputs = _inputs(folder, files)
    with system_errors(home), workspace.workspace(home) as build, workspace.connect(build) as con:
        target = build / "checked.duckdb"
        found = _prepare(con, inputs, target, accept_quarantine, announce)
    found["rounded"] = inputs.codebook.disclosure.rounded
    return Outcome(inputs.codebook.survey, None, False, found)


@dataclass(frozen=True)
class _Inputs:
    """All that goes into a published survey."""

    codebook: Codebook
    yaml: str
    sources: dict[str, SourceFile]
    margins: tuple[Margin, ...]
    boundaries: Texts

    def hashed(self, accept_quarantine: bool) -> str:
        """The name of the file that these inputs make."""
        parts: dict[str, object] = {
            "codebook": self.yaml,
            "files": {wave: source.sha256 for wave, source in self.sources.items()},
            "accept_quarantine": accept_quarantine,
        }
        if self.margins:
            parts["margins"] = {str(each.cut): each.sha256 for each in self.margins}
        if self.boundaries:
            parts["boundaries"] = dict(self.boundaries)
        return f"{self.codebook.survey}-{publish.content_hash(parts)}.duckdb"


def _inputs(folder: Path, files: Path | None) -> _Inputs:
    path = folder / FILE_NAME if folder.is_dir() else folder
    codebook = read_codebook(path)
    where = files or path.parent
    sources = {wave.id: examine(where / wave.file) for wave in codebook.waves}
    margins = read_margins(codebook, (where, path.parent))
    boundaries = read_boundaries(codebook, (where, path.parent))
    return _Inputs(codebook, path.read_text(encoding="utf-8-sig"), sources, margins, boundaries)


def _prepare(
    con: Connection,
    inputs: _Inputs,
    target: Path,
    accept_quarantine: bool,
    announce: Announce,
) -> Report:
    """Read, check, score, weight and plan the release into the file `target`, which stays open.

    Raises NotPublishable where too much is unusable.
    """
    codebook, raws = inputs.codebook, []
    for wave, source in inputs.sources.items():
        announce("read", codebook.wave[wave].file)
        raws.append(read(con, codebook, wave, source, target.parent))
    check.prepare(con, codebook)
    checked = []
    for raw in raws:
        announce("check", raw.file)
        checked.append(check.check(con, codebook, raw))
    _refuse(con, codebook, checked, accept_quarantine)
    announce("score", codebook.survey)
    check.together(con, codebook, checked)
    publish.open_file(con, target)
    score.score(con, codebook, check.VIEW, publish.RESPONSE)
    announce("weight", codebook.survey)
    set_aside(con, codebook, publish.RESPONSE)
    weight.weight(con, codebook, publish.RESPONSE)
    if inputs.margins:
        calibrate(con, codebook, inputs.margins, publish.RESPONSE)
    announce("release", codebook.survey)
    release.release(con, codebook, publish.RESPONSE)
    return report(con)


def _refuse(
    con: Connection,
    codebook: Codebook,
    checked: list[check.CheckedFile],
    accept_quarantine: bool,
) -> None:
    unusable = refusal.too_much_unusable(con, checked)
    if nobody := refusal.without_respondents(codebook, checked):
        remedy = Message(N_("Nobody can be estimated from a wave without respondents."))
        raise refusal.NotPublishable([*unusable, *nobody], remedy, report(con))
    if unusable and not accept_quarantine:
        remedy = Message(
            N_(
                "Correct the file, or accept this and publish the rest with --accept-quarantine; "
                "quarantined rows stay on record either way."
            )
        )
        raise refusal.NotPublishable(unusable, remedy, report(con))


@contextmanager
def system_errors(home: Path) -> Iterator[None]:
    """A full disk and too little memory in sentences; nothing has been published then."""
    full = Message(
        N_(
            "There is no space left on the disk that holds {home}. Nothing was published; free "
            "some space (python -m etl load … --keep N drops old snapshots) and load again."
        ),
        home=home,
    )
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise Failure(full) from None
        raise Failure(
            Message(
                N_("The warehouse {home} cannot be written ({detail}). Nothing was published."),
                home=home,
                detail=error.strerror or error,
            )
        ) from None
    except duckdb.Error as error:
        text = str(error)
        if "no space left" in text.lower() or "max_temp_directory_size" in text:
            raise Failure(full) from None
        if not isinstance(error, duckdb.OutOfMemoryException):
            raise
        raise Failure(
            Message(
                N_("There is too little memory to load this survey ({detail})."),
                detail=text.splitlines()[0],
            )
        ) from None
