"""Answer columns: a typed column for each answer and, where codes say so, why it is missing.

Plain codes and numbers are cast by DuckDB, all rows at once. Texts that no cast accepts are rare:
each distinct one is read by itself, and the rows that hold it are repaired (`etl.spelling`).
"""

from __future__ import annotations

from functools import cached_property

from etl import spelling
from etl.answer import KIND, Answer, sql_type
from etl.codes import answer_reader
from etl.findings import Finding, record
from etl.read import RawFile, wanted_columns
from etl.reading import Reading
from etl.sql import Connection, Expression, identifier, one
from locales import N_, Message
from survey.codebook import Codebook, MultipleQuestion, TextQuestion, column_of, variable
from survey.published import missing_column


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
                    answer.reason() if answer else Expression(f"'not_asked'::{KIND}")
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
            " + ".join(f"count({identifier(name)})" for name in answer.published)
            for answer in checked
        )
        there = one(con, f"SELECT {filled} FROM {self._raw.table}")
        accepted = one(con, f"SELECT {known} FROM {table}")
        counts = zip(checked, there, accepted, strict=True)
        return [answer for answer, texts, values in counts if texts != values]

    def _read(self, con: Connection, answer: Answer, table: str) -> None:
        pair = ", ".join(identifier(name) for name in answer.published)
        nothing = " AND ".join(f"{identifier(name)} IS NULL" for name in answer.published)
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
        kind = f", {identifier(missing_column(answer.name))} = meant.kind::{KIND}"
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
        columns = {name: identifier(name) for name in names}
        ticked = " OR ".join(
            f"coalesce({table}.{column} = 1, false)" for column in columns.values()
        )
        seen = ", ".join(
            f"nullif(trim({self.asked[name].column}), '') IS NULL AS {column}"
            for name, column in columns.items()
        )
        values = ", ".join(
            f"{column} = CASE WHEN empty.{column} THEN 0 ELSE {table}.{column} END"
            for column in columns.values()
        )
        con.execute(
            f"UPDATE {table} SET {values} "
            f"FROM (SELECT rowid AS row, {seen} FROM {self._raw.table}) AS empty "
            f"WHERE {table}.rowid = empty.row AND ({ticked})"
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
