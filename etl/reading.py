"""What a raw text turned out to be: an answer, a missing one, or something to report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from locales import Message
from survey.codebook import MissingKind


@dataclass(frozen=True)
class Reading:
    """One raw text, understood.

    `value` is the code or number it stands for, None where it stands for none. `rule` names the
    finding it causes, if any; a value with a rule was repaired or guessed. An empty text is
    `Reading()`: missing, and nothing to report.
    """

    value: str | float | None = None
    missing: MissingKind | None = None
    rule: str | None = None
    message: Message | None = None

    @property
    def is_unusable(self) -> bool:
        """Whether something stood there that nobody could read."""
        return self.rule is not None and self.value is None and self.missing is None


@dataclass(frozen=True)
class Place:
    """Where a raw text of a dimension stands: its code at each level that it tells, by level."""

    codes: Mapping[str, str]
    rule: str | None = None
    message: Message | None = None

    @property
    def is_unusable(self) -> bool:
        return self.rule is not None and not self.codes


EMPTY = Reading()
Reader = Callable[[str], Reading]
