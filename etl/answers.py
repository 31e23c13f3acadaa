"""Answer columns: a typed column for each answer and, where codes say so, why it is missing.

Plain codes and numbers are cast by DuckDB. Only the texts that no cast accepts are read one by
one, each distinct text once (`etl.spelling`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from etl import spelling
from etl.codes import answer_reader
from etl.decimals import plain_number
from etl.findings import Finding, record
from etl.read import RawFile, wanted_columns
from etl.reading import Reading
from etl.spelling import Spellings
from etl.sql import Connection, Expression, create_enum, identifier, joined, one, select_list
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
)
from survey.published import MISSING_KINDS, missing_column

_KIND = '"missing_kind"'


@dataclass(frozen=True)
class Answer:
    """One answer of one wave: its question and the raw column it stands in (None: not asked)."""

    question: Question
    column: str | None
    decimal: str

    def direct(self) -> Expression:
        """The typed answer of a plainly written text, NULL for any other."""
        assert self.column is not None
        question, codes = self.question, identifier(f"codes:{self.question.id}")
        if isinstance(question, TextQuestion):
            answer = Expression(f"nullif(trim({self.column}), '')")
        elif isinstance(question, NumericQuestion):
            answer = plain_number(self.column, self.decimal)
            if question.range:
                inside = f"CASE WHEN {answer.sql} BETWEEN ? AND ? THEN {answer.sql} END"
                answer = Expression(inside, tuple(map(float, question.range)))
        else:
            return typed(question, Expression(f"TRY_CAST({self.column} AS {codes})"))
        if question.missing:
            answer = answer.within(f"CASE WHEN {self.missing_code()} IS NULL THEN {{}} END")
        return answer

    def missing_code(self) -> str:
        """SQL for the missing code that stands here plainly, NULL for any other text."""
        return f"TRY_CAST({self.column} AS {identifier(f'missing:{self.question.id}')})"

    def recognised(self) -> Expression:
        """SQL that is not NULL where the text is a plain answer or a plain missing code."""
        if not self.question.missing:
            return self.direct()
        either = f"CASE WHEN ({{}}) IS NOT NULL OR {self.missing_code()} IS NOT NULL THEN 1 END"
        return self.direct().within(either)


def typed(question: Question, code: Expression) -> Expression:
    """An answer's code (an ENUM) as the type in which it is published."""
    if isinstance(question, ScaleQuestion):
        shifted = code.within("(enum_code({}) + ?)::SMALLINT")
        return Expression(shifted.sql, (*shifted.values, question.scale.min))
    return code.within("enum_code({})::UTINYINT" if isinstance(question, MultipleQuestion) else "{}")


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


def answers(
    con: Connection, raw: RawFile, codebook: Codebook, decimal: str
) -> dict[str, Expression]:
    """The published answer columns of a wave; findings are recorded."""
    asked = {
        name: (
            Answer(question, raw.column(column_of(question, item)), decimal),
            column_of(question, item),
        )
        for question, item, name in codebook.variables()
        if codebook.asked_in(question, raw.wave)
    }
    odd = _odd_columns(con, raw, {name: answer for name, (answer, _) in asked.items()})
    spelled: dict[str, Spellings[Reading]] = {}
    for name in odd:
        answer, column = asked[name]
        assert answer.column is not None
        seen = answer.recognised()
        spelled[name] = spelling.spell(
            con,
            raw,
            answer.column,
            answer_reader(answer.question, decimal),
            f"{seen.sql} IS NULL",
            seen.values,
        )
        spelling.report(con, raw, column, spelled[name])
    columns: dict[str, Expression] = {}
    read = wanted_columns(codebook, raw.wave)
    for question, item, name in codebook.variables():
        if name not in asked:
            if column_of(question, item) not in read:
                _report_unasked(con, raw, column_of(question, item))
            columns[name] = Expression(f"NULL::{sql_type(question)}")
            reason = Expression(f"'not_asked'::{_KIND}")
        else:
            columns[name] = _answer(asked[name][0], spelled.get(name))
            reason = _reason(asked[name][0], spelled.get(name))
        if question.missing:
            columns[missing_column(name)] = reason
    for question in codebook.questions:
        if isinstance(question, MultipleQuestion) and question.unselected == "":
            _leave_unticked(question, columns, asked)
    return columns


def _odd_columns(con: Connection, raw: RawFile, answers: Mapping[str, Answer]) -> list[str]:
    """The answers whose column holds a text that is neither a plain answer nor a missing code."""
    checked = {n: a for n, a in answers.items() if not isinstance(a.question, TextQuestion)}
    if not checked:
        return []
    counts = select_list(
        {
            name: answer.recognised().within(f"count({answer.column}) - count({{}})")
            for name, answer in checked.items()
        }
    )
    found = one(con, f"SELECT {counts.sql} FROM {raw.table}", *counts.values)
    return [name for name, count in zip(checked, found, strict=True) if count]


def _answer(answer: Answer, spelled: Spellings[Reading] | None) -> Expression:
    direct = answer.direct()
    if spelled is None:
        return direct
    question = answer.question
    if isinstance(question, NumericQuestion):
        other = spelled.map(lambda reading: reading.value, "DOUBLE")
    else:
        codes = identifier(f"codes:{question.id}")
        other = typed(question, spelled.map(lambda reading: reading.value, codes))
    return joined([direct, other]).within("coalesce({})")


def _reason(answer: Answer, spelled: Spellings[Reading] | None) -> Expression:
    """Why the answer is missing, where a missing code says so."""
    if not answer.question.missing:
        return Expression("NULL")
    kinds = list(answer.question.missing.values())
    plain = Expression(
        f"list_extract(?::VARCHAR[], enum_code({answer.missing_code()}) + 1)::{_KIND}", (kinds,)
    )
    if spelled is None:
        return plain
    other = spelled.map(lambda reading: reading.missing, _KIND)
    return joined([plain, other]).within("coalesce({})")


def _leave_unticked(
    question: MultipleQuestion,
    columns: dict[str, Expression],
    asked: Mapping[str, tuple[Answer, str]],
) -> None:
    """Exports that leave an unticked box empty: empty is 0 where the row has any tick."""
    names = [f"{question.id}.{item.id}" for item in question.items]
    if names[0] not in asked:
        return
    ticked = joined([columns[name].within("coalesce({} = 1, false)") for name in names], " OR ")
    for name, answer in {name: columns[name] for name in names}.items():
        empty = f"nullif(trim({asked[name][0].column}), '') IS NULL"
        columns[name] = Expression(
            f"coalesce({answer.sql}, CASE WHEN {empty} AND ({ticked.sql}) THEN 0 END)::UTINYINT",
            (*answer.values, *ticked.values),
        )


def _report_unasked(con: Connection, raw: RawFile, column: str) -> None:
    """A column of a question that was not asked in this wave, but holds something."""
    there = raw.column(column)
    if there is None:
        return
    (count,) = one(con, f"SELECT count(*) FROM {raw.table} WHERE nullif(trim({there}), '') NOTNULL")
    if count:
        message = Message(
            N_(
                "The codebook says that {column} was not asked in this wave, but {n} rows hold a "
                "value; they were left out."
            ),
            column=column,
            n=count,
        )
        found = [Finding(None, None, message)]
        record(con, raw.file, column, "not_asked_column", found, count, "warning")
