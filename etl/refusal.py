"""When too much of a survey is unusable to publish it, and the sentences that say so."""

from __future__ import annotations

from collections.abc import Sequence

from etl.check import CheckedFile
from etl.report import Report
from etl.sql import Connection, rows
from locales import N_, Lang, Message, translate
from survey.codebook import Codebook
from survey.failure import Failure

LIMIT = 0.05
_LINES = 8


class NotPublishable(Failure):
    """The survey was checked and must not be published; `report` says what was found."""

    def __init__(self, reasons: Sequence[Message], remedy: Message, report: Report) -> None:
        super().__init__(reasons[0])
        self.reasons = tuple(reasons)
        self.remedy = remedy
        self.report = report

    def text(self, lang: Lang) -> str:
        head = translate(lang, "Nothing was published.")
        parts = [f"  {reason.text(lang)}" for reason in self.reasons]
        return "\n".join([head, *parts, self.remedy.text(lang)])


def without_respondents(codebook: Codebook, files: Sequence[CheckedFile]) -> list[Message]:
    """A wave without a respondent: `scope` or `include` fit no row."""
    conditions = {**codebook.design.scope, **codebook.design.include}
    named = "; ".join(f"{column}: {', '.join(codes)}" for column, codes in conditions.items())
    return [
        Message(
            N_(
                "{file}: no row is a respondent. Respondents are rows with {conditions}; compare "
                "`scope` and `include` in the codebook with the file."
            ),
            file=each.raw.file,
            conditions=named or "–",
        )
        for each in files
        if not each.respondents
    ]


def too_much_unusable(con: Connection, files: Sequence[CheckedFile]) -> list[Message]:
    """More than 5 % of a file's rows quarantined, or of a dimension's values unusable.

    Unusable is a value that is not empty and that nobody could read; the share is of the values
    that are not empty.
    """
    found = []
    for each in files:
        if each.quarantined_share > LIMIT:
            found.append(
                Message(
                    N_(
                        "{file}: {n} of {rows} rows ({share} %) had to be quarantined, more than "
                        "{limit} %. First lines: {lines}."
                    ),
                    file=each.raw.file,
                    n=each.rows_quarantined,
                    rows=each.raw.rows,
                    share=_percent(each.quarantined_share),
                    limit=_percent(LIMIT),
                    lines=_lines(
                        con,
                        "SELECT line, rule FROM quarantine WHERE file = ? ORDER BY line",
                        each.raw.file,
                    ),
                )
            )
        for column, share in each.unusable.items():
            if share > LIMIT:
                found.append(
                    Message(
                        N_(
                            "{file}: {share} % of the values in the column {column} cannot be "
                            "read, more than {limit} %. First lines: {lines}."
                        ),
                        file=each.raw.file,
                        column=column,
                        share=_percent(share),
                        limit=_percent(LIMIT),
                        lines=_lines(
                            con,
                            'SELECT line, value FROM finding WHERE file = ? AND "column" = ? '
                            "AND severity = 'error' ORDER BY line",
                            each.raw.file,
                            column,
                        ),
                    )
                )
    return found


def _percent(share: float) -> str:
    return f"{100 * share:.3g}"


def _lines(con: Connection, sql: str, *values: str) -> str:
    found = rows(con, f"{sql} LIMIT {_LINES}", *values)
    return ", ".join(f"{line} ({what})" for line, what in found)
