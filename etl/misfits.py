"""Where margins contradict the respondents of a wave or each other, in sentences with figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from etl.margins import Margin
from etl.sql import Connection, identifier, rows
from locales import N_, Message
from survey.codebook import Codebook

_LINES = 8
_SAME_TOTAL = 1e-9  # as a share of it


def misfits(
    con: Connection, codebook: Codebook, margins: Sequence[Margin], wave: str, table: str
) -> Iterator[Message]:
    """Everything for which a wave cannot be raked to its margins."""
    complete = [margin for margin in margins if wave in margin.counts]
    for margin in margins:
        if margin in complete:
            yield from _against_respondents(con, codebook, margin, wave, table)
        else:
            yield Message(
                N_(
                    "{file}: there are no counts for the wave {wave}, but {other} has some. A "
                    "wave is raked to all margins or to none."
                ),
                file=margin.file,
                wave=wave,
                other=complete[0].file,
            )
    first = complete[0]
    for other in complete[1:]:
        here, there = first.total(wave), other.total(wave)
        if abs(here - there) > _SAME_TOTAL * here:
            yield Message(
                N_(
                    "{file}: the counts of the wave {wave} add up to {there}, those in {other} to "
                    "{here}. Margins describe one population: their totals are the same."
                ),
                file=other.file,
                wave=wave,
                there=_number(there),
                other=first.file,
                here=_number(here),
            )


def _against_respondents(
    con: Connection, codebook: Codebook, margin: Margin, wave: str, table: str
) -> Iterator[Message]:
    column = identifier(margin.cut.column)
    found = dict(
        rows(
            con,
            f"SELECT {column}::VARCHAR, count(*) FROM {table} WHERE respondent AND wave = ? "
            "GROUP BY ALL ORDER BY ALL",
            wave,
        )
    )
    if without := found.pop(None, 0):
        lines = rows(
            con,
            f"SELECT line FROM {table} WHERE respondent AND wave = ? AND {column} IS NULL "
            f"ORDER BY line LIMIT {_LINES}",
            wave,
        )
        yield Message(
            N_(
                "{file}: respondents without a code of {margin} in the column {column}: {n}. They "
                "cannot be raked to {margins}. First lines: {lines}."
            ),
            file=codebook.wave[wave].file,
            n=without,
            margin=str(margin.cut),
            column=codebook.dimensions[margin.cut.dimension].column,
            margins=margin.file,
            lines=", ".join(str(line) for (line,) in lines),
        )
    counts = margin.counts[wave]
    for category, n in found.items():
        if category not in counts:
            yield Message(
                N_("{file}: the category {category} of {margin} is missing. Respondents of the "
                   "wave {wave} that have it: {n}."),
                file=margin.file,
                category=category,
                margin=str(margin.cut),
                n=n,
                wave=wave,
            )  # fmt: skip
    for category, count in counts.items():
        if category not in found:
            yield Message(
                N_("{file}: the category {category} of {margin} has {count} units in the "
                   "population, but no respondent of the wave {wave}."),
                file=margin.file,
                category=category,
                margin=str(margin.cut),
                count=_number(count),
                wave=wave,
            )  # fmt: skip


def _number(count: float) -> str:
    return f"{count:.15g}"
