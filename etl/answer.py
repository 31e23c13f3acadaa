"""One answer as SQL: cast where it is plainly written; why it is missing where a code says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.decimals import plain_number
from etl.numbers import parse
from etl.sql import Connection, Expression, create_enum, identifier
from survey.codebook import (
    Codebook,
    MultipleQuestion,
    NumericQuestion,
    Question,
    ScaleQuestion,
    SingleQuestion,
    TextQuestion,
    answer_codes,
)
from survey.published import MISSING_KINDS, missing_column

KIND = '"missing_kind"'


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
                f"list_extract(?::VARCHAR[], list_position(?::{kind}[], {self.cast}))::{KIND}",
                (list(codes.values()), list(codes)),
            )
        code = f"TRY_CAST({self.column} AS {identifier(f'missing:{question.id}')})"
        return Expression(
            f"CASE WHEN {self.cast} IS NULL THEN "
            f"list_extract(?::VARCHAR[], enum_code({code}) + 1)::{KIND} END",
            (list(question.missing.values()),),
        )

    def _plain_missing(self) -> tuple[Mapping[Any, str], str]:
        """Missing codes as the first stage casts them, with what they mean, and their type."""
        missing = self.question.missing
        if not isinstance(self.question, NumericQuestion):
            return dict(missing), "VARCHAR"
        numbers = {code: parse(code, ".") for code in missing}
        return {n.value: missing[code] for code, n in numbers.items() if n is not None}, "DOUBLE"

    @property
    def published(self) -> tuple[str, ...]:
        """Its published columns: itself and, where it has missing codes, why it is missing."""
        return (self.name, missing_column(self.name)) if self.question.missing else (self.name,)

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
