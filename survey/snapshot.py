"""The published snapshot: which surveys there are, and opening one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from locales import N_, Message
from survey.failure import Failure
from survey.opened import NoResponses, PublishedSurvey
from survey.warehouse import Manifest, current_name, nothing_published, read_manifest

__all__ = [
    "NoResponses",
    "PublishedSurvey",
    "Snapshot",
    "UnknownSurvey",
    "current_snapshot",
    "named_snapshot",
]


class UnknownSurvey(Failure):
    """The snapshot holds no survey of this name."""


@dataclass(frozen=True)
class Snapshot:
    """One published state of all surveys. `name` changes with every publication."""

    name: str
    folder: Path
    manifest: Manifest

    @property
    def surveys(self) -> tuple[str, ...]:
        """The surveys it holds, in alphabetical order."""
        return tuple(sorted(self.manifest.surveys))

    def only_survey(self) -> str:
        """The survey's name where there is just one. Raises UnknownSurvey where there are more."""
        if len(self.surveys) != 1:
            raise UnknownSurvey(
                Message(
                    N_("Several surveys are published. Name one of them: {known}."),
                    known=", ".join(self.surveys),
                )
            )
        return self.surveys[0]

    def file(self, name: str) -> Path:
        """The file of a survey. Raises UnknownSurvey where the snapshot holds none of this name."""
        if name not in self.manifest.surveys:
            raise UnknownSurvey(
                Message(
                    N_(
                        "There is no survey '{name}' in the published snapshot. "
                        "Choose from: {known}."
                    ),
                    name=name,
                    known=", ".join(self.surveys),
                )
            )
        return self.folder / self.manifest.surveys[name]

    def survey(self, name: str) -> PublishedSurvey:
        """The survey called `name`, opened. Raises UnknownSurvey or UnreadableSnapshot."""
        return PublishedSurvey(self.file(name))


def current_snapshot(folder: Path) -> Snapshot:
    """The snapshot that `folder/current` names now.

    Raises NoSnapshot before the first survey is published, UnreadableSnapshot where it is damaged
    or newer than this program.
    """
    name = current_name(folder)
    manifest = read_manifest(folder, name)
    if not manifest.surveys:
        raise nothing_published(folder)
    return Snapshot(name.removesuffix(".json"), folder, manifest)


def named_snapshot(folder: Path, name: str) -> Snapshot:
    """The snapshot `name`, whichever is current. Raises UnreadableSnapshot where it is gone."""
    return Snapshot(name, folder, read_manifest(folder, f"{name}.json"))
