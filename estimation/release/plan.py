"""The plan of a published survey, read once: masks over the cells of its tables."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from survey.published import IN_USE, RESPONDENTS
from survey.selection import Cut
from survey.snapshot import PublishedSurvey

Bits = npt.NDArray[np.bool_]


class Plan:
    """What may be shown of each wave and item.

    codes
        Per cut the place of each code on the axes of the masks.
    """

    def __init__(self, survey: PublishedSurvey) -> None:
        codes = survey.table("SELECT cut, code FROM release_code ORDER BY cut, place")
        self.codes: Mapping[str, Mapping[str, int]] = {
            str(cut): {code: place for place, code in enumerate(part["code"])}
            for cut, part in codes.groupby("cut", sort=False)
        }
        rows = survey.table("SELECT wave, item, cuts, shown::VARCHAR AS shown FROM release")
        keys = zip(rows["wave"], rows["item"], rows["cuts"], strict=True)
        self._written: dict[tuple[str, str, str], str] = dict(zip(keys, rows["shown"], strict=True))
        self._masks: dict[tuple[str, str, str], Bits] = {}

    def mask(self, wave: str, item: str, cuts: tuple[Cut, ...]) -> Bits:
        """Whether each cell may be shown, an axis per cut; of more than two cuts a single value."""
        name = ",".join(map(str, cuts))
        key = (wave, item, name)
        if key not in self._masks:
            written = self._written.get(key, self._written.get((wave, RESPONDENTS, name)))
            self._masks[key] = self._read(written, cuts)
        return self._masks[key]

    def _read(self, written: str | None, cuts: tuple[Cut, ...]) -> Bits:
        if len(cuts) > IN_USE:
            return np.array(written == "1")
        shape = [len(self.codes[str(cut)]) for cut in cuts]
        if written is None:  # a wave without respondents
            return np.zeros(shape, dtype=bool)
        digits = np.frombuffer(written.encode("ascii"), dtype=np.uint8)
        shown: Bits = (digits == ord("1")).reshape(shape)
        return shown


def plan_of(survey: PublishedSurvey) -> Plan | None:
    """The survey's plan; None where the codebook switches hiding off (`min_n: 0`)."""
    if survey.codebook.disclosure.min_n == 0:
        return None
    return survey.remembered(("release", "plan"), lambda: Plan(survey))
