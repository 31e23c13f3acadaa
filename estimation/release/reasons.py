"""Why a selection has no numbers, in a sentence for the reader."""

from __future__ import annotations

from collections.abc import Sequence

from estimation.query import Query
from estimation.release.visible import visible
from locales import N_, Lang, Message
from survey.codebook import Codebook, Text
from survey.published import IN_USE
from survey.snapshot import PublishedSurvey


class _Names(Message):
    """Labels of the codebook, in the language of the sentence that they stand in."""

    def __init__(self, names: Sequence[Text]) -> None:
        super().__init__("")
        self._names = names

    def text(self, lang: Lang) -> str:
        return ", ".join(name.text(lang) for name in self._names)


def dimensions_in_use(codebook: Codebook, query: Query) -> tuple[str, ...]:
    """The dimensions that a query cuts or filters by; levels of one count once."""
    used = {cut.dimension for cut in query.by} | {each.cut.dimension for each in query.where}
    return tuple(name for name in codebook.dimensions if name in used)


def nothing_shown(survey: PublishedSurvey, query: Query) -> Message | None:
    """Why no cell of the query may be shown; None where at least one may."""
    if survey.codebook.disclosure.min_n == 0 or _any_shown(survey, query):
        return None
    return why_hidden(survey, query) or Message(N_("too few respondents in this selection"))


def why_hidden(survey: PublishedSurvey, query: Query) -> Message | None:
    """Why nothing of the query may be shown, whatever its numbers: too many dimensions in use.

    None where the query is allowed; single cells may be hidden all the same.
    """
    used = dimensions_in_use(survey.codebook, query)
    if len(used) <= IN_USE or survey.codebook.disclosure.min_n == 0:
        return None
    if _any_shown(survey, query):
        return None
    return Message(
        N_(
            "Only two of these can be combined, because three would lead to single firms: {names}. "
            "Choose fewer filters."
        ),
        names=_Names([survey.codebook.dimensions[name].label for name in used]),
    )


def _any_shown(survey: PublishedSurvey, query: Query) -> bool:
    by = [(cut, survey.codebook.dimensions[cut.dimension].scheme.codes(cut.level))
          for cut in query.by]  # fmt: skip
    return any(
        visible(survey, wave, measure.column, by, query.where).any()
        for wave in query.waves
        for measure in query.measures
    )
