"""How a survey was loaded, in counts only: files, kinds of findings, what the plan hides.

Lines, ids and values of single firms stand in the published file too; nothing here reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from survey.snapshot import PublishedSurvey


@dataclass(frozen=True)
class LoadedFile:
    """The file of a wave: rows_read = rows_loaded + rows_quarantined."""

    wave: str
    file: str
    sha256: str
    encoding: str
    delimiter: str
    decimal: str
    rows_read: int
    rows_loaded: int
    rows_quarantined: int
    in_scope: int
    respondents: int
    asked_all: bool
    """Whether the file has those too that did not answer, so that a response rate can be told."""

    @property
    def response_rate(self) -> float | None:
        """Respondents as a share of the firms in scope; None where only respondents are in it."""
        return self.respondents / self.in_scope if self.asked_all and self.in_scope else None


@dataclass(frozen=True)
class Kind:
    """Findings of one rule and severity: wave -> how many."""

    rule: str
    severity: str
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Hiding:
    """What the release plan hides of one table, all waves together; cells are those not empty."""

    cuts: str
    cells: int
    hidden: int
    firms: int
    firms_hidden: int


def loaded_files(survey: PublishedSurvey) -> tuple[LoadedFile, ...]:
    """The files in the order of the codebook's waves."""
    rows = survey.table(
        "SELECT wave::VARCHAR AS wave, file, sha256, encoding, delimiter, decimal, rows_read, "
        "rows_loaded, rows_quarantined, in_scope, respondents FROM file"
    )
    asked_all = bool(survey.codebook.design.include)
    found = {str(row["wave"]): row for row in rows.to_dict("records")}
    return tuple(
        LoadedFile(asked_all=asked_all, **{str(name): value for name, value in found[wave].items()})
        for wave in survey.codebook.wave
        if wave in found
    )


def kinds(survey: PublishedSurvey) -> tuple[Kind, ...]:
    """Everything that was noticed, by rule and severity."""
    rows = survey.table(
        "SELECT rule, severity, wave::VARCHAR AS wave, sum(count)::BIGINT AS n "
        "FROM finding_count JOIN file USING (file) GROUP BY ALL ORDER BY ALL"
    )
    return tuple(
        Kind(str(rule), str(severity), dict(zip(part["wave"], map(int, part["n"]), strict=True)))
        for (rule, severity), part in rows.groupby(["rule", "severity"], sort=True)
    )


def quarantined(survey: PublishedSurvey) -> Mapping[str, Mapping[str, int]]:
    """rule -> wave -> how many rows stand in quarantine."""
    rows = survey.table(
        "SELECT rule, wave::VARCHAR AS wave, count(*) AS n "
        "FROM quarantine JOIN file USING (file) GROUP BY ALL ORDER BY ALL"
    )
    return {
        str(rule): dict(zip(part["wave"], map(int, part["n"]), strict=True))
        for rule, part in rows.groupby("rule", sort=True)
    }


def hiding(survey: PublishedSurvey) -> tuple[Hiding, ...]:
    """The tables of one and two cuts that the plan was made for; none with `min_n: 0`."""
    if survey.codebook.disclosure.min_n == 0:
        return ()
    rows = survey.table(
        "SELECT cuts, sum(cells)::BIGINT AS cells, sum(hidden)::BIGINT AS hidden, "
        "sum(firms)::BIGINT AS firms, sum(firms_hidden)::BIGINT AS firms_hidden "
        "FROM release_cost GROUP BY cuts HAVING sum(cells) > 0 "
        "ORDER BY length(cuts) - length(replace(cuts, ',', '')), min(rowid)"
    )
    return tuple(
        Hiding(
            str(row["cuts"]), *(int(row[n]) for n in ("cells", "hidden", "firms", "firms_hidden"))
        )
        for row in rows.to_dict("records")
    )
