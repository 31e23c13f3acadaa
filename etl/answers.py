"""Answer columns: a typed column for each answer and, where codes say so, why it is missing.

Plain codes and numbers are cast by DuckDB, all rows at once. Texts that no cast accepts are rare:
each distinct one is read by itself, and the rows that hold it are repaired (`etl.spelling`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from etl import spelling
from etl.codes import answer_reader
from etl.decimals import plain_number
from etl.findings import Finding, record
from etl.numbers import parse
from etl.read import RawFile, wanted_columns
from etl.reading import Reading
from etl.sql import Connection, Expression, create_enum, identifier, one
from locales import N_, Message
from survey.codebook import (
    Codebook,
    MultipleQuestion,
    NumericQuestion,
    Question,
    ScaleQuestion,
    SingleQuestion,
    TextQuestion,
    answer_codes,
    column_of,
    variable,
)
from survey.published import MISSING_KINDS, missing_column

_KIND = '"missing_kind"'


@dataclass(frozen=True)
class Answer:
    """One answer of one wave: its question, and the column it stands in: in the file, raw."""

    name: str
    question: Question
    file_column: str
    column: str

    @property
    def cast(self) -> str:
        """The column of the first stage that holds its plainly written texts."""
        return identifier(f"cast {self.name}")

    @property
    def _codes(self) -> str:
        return identifier(f"codes:{self.question.id}")

    def first_stage(self, decimal: str) -> Expression:
        """The code (an ENUM), the number or the text where it is written plainly, else NULL."""
        if isinstance(self.question, TextQuestion):
            return Expression(f"nullif(trim({self.column}), '')")
        if isinstance(self.question, NumericQuestion):
            return plain_number(self.column, decimal)
        return Expression(f"TRY_CAST({self.column} AS {self._codes})")

    def second_stage(self) -> Expression:
        """The answer as it is published."""
        question = self.question
        if isinstance(question, ScaleQuestion):
            return Expression(f"(enum_code({self.cast}) + ?)::SMALLINT", (question.scale.min,))
        if isinstance(question, MultipleQuestion):
            return Expression(f"enum_code({self.cast})::UTINYINT")
        conditions: list[str] = []
        values: list[object] = []
        if isinstance(question, NumericQuestion) and question.range:
            conditions.append(f"{self.cast} BETWEEN ? AND ?")
            values += [float(end) for end in question.range]
        if question.missing and not isinstance(question, SingleQuestion):
            codes, kind = self._plain_missing()
            conditions.append(f"NOT list_contains(?::{kind}[], {self.cast})")
            values.append(list(codes))
        if not conditions:
            return Expression(self.cast)
        return Expression(
            f"CASE WHEN {' AND '.join(conditions)} THEN {self.cast} END", tuple(values)
        )

    def reason(self) -> Expression:
        """Why the answer is missing, where a plainly written missing code says so.

        The CASE tries the second cast only where the first gave nothing: a cast that fails costs
        ten times one that succeeds.
        """
        question = self.question
        if isinstance(question, NumericQuestion | TextQuestion):
            codes, kind = self._plain_missing()
            return Expression(
                f"list_extract(?::VARCHAR[], list_position(?::{kind}[], {self.cast}))::{_KIND}",
                (list(codes.values()), list(codes)),
            )
        code = f"TRY_CAST({self.column} AS {identifier(f'missing:{question.id}')})"
        return Expression(
            f"CASE WHEN {self.cast} IS NULL THEN "
            f"list_extract(?::VARCHAR[], enum_code({code}) + 1)::{_KIND} END",
            (list(question.missing.values()),),
        )

    def _plain_missing(self) -> tuple[dict[str, str] | dict[float, str], str]:
        """Missing codes as the first stage casts them, with what they mean, and their type."""
        missing = self.question.missing
        if not isinstance(self.question, NumericQuestion):
            return dict(missing), "VARCHAR"
        numbers = {code: parse(code, ".") for code in missing}
        return {n.value: missing[code] for code, n in numbers.items() if n is not None}, "DOUBLE"

    def written(self, value: str | float | None) -> str | None:
        """A value that was read from an odd text, as DuckDB casts it to the published type."""
        if isinstance(self.question, MultipleQuestion) and value is not None:
            return "1" if value == self.question.selected else "0"
        return None if value is None else str(value)


def sql_type(question: Question) -> str:
    """The type of a question's published columns."""
    if isinstance(question, SingleQuestion):
        return identifier(f"codes:{question.id}")
    if isinstance(question, MultipleQuestion):
        return "UTINYINT"
    if isinstance(question, ScaleQuestion):
        return "SMALLINT"
    return "DOUBLE" if isinstance(question, NumericQuestion) else "VARCHAR"


def code_types(con: Connection, codebook: Codebook) -> None:
    """The ENUM types of all questions: their codes and their missing codes."""
    create_enum(con, "missing_kind", MISSING_KINDS)
    for question in codebook.questions:
        codes = answer_codes(question)
        if isinstance(question, MultipleQuestion):
            codes = (question.unselected, question.selected)  # enum_code: 0, 1
        create_enum(con, f"codes:{question.id}", codes)
        create_enum(con, f"missing:{question.id}", tuple(question.missing))


class Answers:
    """The answers of one wave."""

    def __init__(self, codebook: Codebook, raw: RawFile, decimal: str) -> None:
        self._codebook, self._raw, self._decimal = codebook, raw, decimal

    @cached_property
    def asked(self) -> dict[str, Answer]:
        """The answers that were asked for in this wave, by variable."""
        found = {}
        for question, item, name in self._codebook.variables():
            column = self._raw.column(column_of(question, item))
            if self._codebook.asked_in(question, self._raw.wave) and column:
                found[name] = Answer(name, question, column_of(question, item), column)
        return found

    def casts(self) -> dict[str, Expression]:
        """The columns of the first stage."""
        return {
            f"cast {name}": answer.first_stage(self._decimal) for name, answer in self.asked.items()
        }

    def columns(self) -> dict[str, Expression]:
        """The published columns of all answers, made from the first stage."""
        columns: dict[str, Expression] = {}
        for question, _, name in self._codebook.variables():
            answer = self.asked.get(name)
            columns[name] = (
                answer.second_stage() if answer else Expression(f"NULL::{sql_type(question)}")
            )
            if question.missing:
                columns[missing_column(name)] = (
                    answer.reason() if answer else Expression(f"'not_asked'::{_KIND}")
                )
        return columns

    def repair(self, con: Connection, table: str) -> None:
        """Read what the casts did not accept, row by row of `table` and the raw file alike.

        Findings are recorded. `table` still has all rows of the file, in its order.
        """
        for answer in self._odd(con, table):
            self._read(con, answer, table)
        for question in self._codebook.questions:
            if isinstance(question, MultipleQuestion) and question.unselected == "":
                self._fill_unticked(con, question, table)
        self._report_unasked(con)

    def _odd(self, con: Connection, table: str) -> list[Answer]:
        """The answers with texts that are neither a plain answer nor a plain missing code."""
        checked = [a for a in self.asked.values() if not isinstance(a.question, TextQuestion)]
        if not checked:
            return []
        filled = ", ".join(f"count({answer.column})" for answer in checked)
        known = ", ".join(
            " + ".join(f"count({identifier(name)})" for name in _pair(answer)) for answer in checked
        )
        there = one(con, f"SELECT {filled} FROM {self._raw.table}")
        accepted = one(con, f"SELECT {known} FROM {table}")
        counts = zip(checked, there, accepted, strict=True)
        return [answer for answer, texts, values in counts if texts != values]

    def _read(self, con: Connection, answer: Answer, table: str) -> None:
        pair = ", ".join(identifier(name) for name in _pair(answer))
        nothing = " AND ".join(f"{identifier(name)} IS NULL" for name in _pair(answer))
        rows = (
            f"(SELECT {answer.column} FROM (SELECT {answer.column} FROM {self._raw.table}) "
            f"POSITIONAL JOIN (SELECT {pair} FROM {table}) WHERE {nothing})"
        )
        reader = answer_reader(answer.question, self._decimal)
        found = spelling.read_distinct(con, rows, answer.column, reader)
        spelling.report(con, self._raw, answer.file_column, found)
        meant = {
            text: reading
            for text, reading in found.readings.items()
            if reading.value is not None or reading.missing is not None
        }
        if meant:
            self._write(con, answer, meant, table)

    def _write(
        self, con: Connection, answer: Answer, meant: dict[str, Reading], table: str
    ) -> None:
        value = f"{identifier(answer.name)} = meant.value::{sql_type(answer.question)}"
        kind = f", {identifier(missing_column(answer.name))} = meant.kind::{_KIND}"
        con.execute(
            f"""
            UPDATE {table} SET {value}{kind if answer.question.missing else ""}
            FROM (
                SELECT raw.rowid AS row, value, kind
                FROM {self._raw.table} AS raw
                JOIN (
                    SELECT unnest(?::VARCHAR[]) AS text, unnest(?::VARCHAR[]) AS value,
                           unnest(?::VARCHAR[]) AS kind
                ) ON raw.{answer.column} = text
            ) AS meant
            WHERE {table}.rowid = meant.row
            """,
            [
                list(meant),
                [answer.written(reading.value) for reading in meant.values()],
                [reading.missing for reading in meant.values()],
            ],
        )

    def _fill_unticked(self, con: Connection, question: MultipleQuestion, table: str) -> None:
        """Exports that leave an unticked box empty: empty is 0 where the row has any tick."""
        names = [variable(question.id, item.id) for item in question.items]
        if names[0] not in self.asked:
            return
        ticked = " OR ".join(f"coalesce({identifier(name)} = 1, false)" for name in names)
        empty = {name: f"nullif(trim({self.asked[name].column}), '') IS NULL" for name in names}
        seen = ", ".join(f"{sql} AS {identifier(name)}" for name, sql in empty.items())
        values = ", ".join(
            f"{identifier(name)} = CASE WHEN seen.{identifier(name)} THEN 0 "
            f"ELSE {table}.{identifier(name)} END"
            for name in names
        )
        con.execute(
            f"UPDATE {table} SET {values} FROM (SELECT rowid AS row, {seen} "
            f"FROM {self._raw.table}) AS seen WHERE {table}.rowid = seen.row AND ({{}})".format(
                ticked.replace('coalesce("', f'coalesce({table}."')
            )
        )

    def _report_unasked(self, con: Connection) -> None:
        """Columns of questions that were not asked in this wave, but hold something."""
        read = wanted_columns(self._codebook, self._raw.wave)
        for question, item, name in self._codebook.variables():
            column = column_of(question, item)
            there = self._raw.column(column)
            if name in self.asked or column in read or there is None:
                continue
            filled = (
                f"SELECT count(*) FROM {self._raw.table} WHERE nullif(trim({there}), '') NOTNULL"
            )
            (count,) = one(con, filled)
            if count:
                message = Message(
                    N_(
                        "The codebook says that {column} was not asked in this wave, but {n} rows "
                        "hold a value; they were left out."
                    ),
                    column=column,
                    n=count,
                )
                found = [Finding(None, None, message)]
                record(con, self._raw.file, column, "not_asked_column", found, count, "warning")


def _pair(answer: Answer) -> tuple[str, ...]:
    """The published columns of an answer: itself and, if it has one, its companion."""
    companion = (missing_column(answer.name),) if answer.question.missing else ()
    return (answer.name, *companion)
