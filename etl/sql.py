"""SQL in small named pieces: quoted identifiers, bound values, types made from bound lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb

Connection = duckdb.DuckDBPyConnection


def identifier(name: str) -> str:
    """`name` quoted as a column, table or type."""
    return '"' + name.replace('"', '""') + '"'


@dataclass(frozen=True)
class Expression:
    """A piece of SQL and the values that are bound to its question marks, in their order."""

    sql: str
    values: tuple[Any, ...] = ()

    def within(self, template: str) -> Expression:
        """This expression in place of `{}`; the template must hold it exactly once."""
        assert template.count("{}") == 1, template
        return Expression(template.replace("{}", self.sql), self.values)


def joined(expressions: Sequence[Expression], separator: str = ", ") -> Expression:
    """Several expressions as one, values in the same order."""
    return Expression(
        separator.join(each.sql for each in expressions),
        tuple(value for each in expressions for value in each.values),
    )


def select_list(columns: Mapping[str, Expression]) -> Expression:
    """`expression AS "name", …` in the order of the mapping."""
    return joined(
        [
            Expression(f"{each.sql} AS {identifier(name)}", each.values)
            for name, each in columns.items()
        ],
        ",\n    ",
    )


def create_enum(con: Connection, name: str, values: Sequence[str]) -> str:
    """Create (or replace) the ENUM type `name`; returns it quoted, ready for a cast."""
    quoted = identifier(name)
    con.execute(f"DROP TYPE IF EXISTS {quoted}")
    con.execute(f"CREATE TYPE {quoted} AS ENUM (SELECT unnest(?::VARCHAR[]))", [list(values)])
    return quoted


def by_spelling(column: str, spelling_type: str, values: Sequence[Any], to: str) -> Expression:
    """The value that stands beside a raw text in a list: one hash lookup per row, no join.

    `spelling_type` is an ENUM of the raw texts in the order of `values`; a raw text that is not
    among them is NULL.
    """
    kind = "DOUBLE" if to == "DOUBLE" else "VARCHAR"
    return Expression(
        f"list_extract(?::{kind}[], enum_code(TRY_CAST({column} AS {spelling_type})) + 1)::{to}",
        (list(values),),
    )


def rows(con: Connection, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """All rows of a query with bound values."""
    return con.execute(sql, list(values)).fetchall()


def one(con: Connection, sql: str, *values: Any) -> tuple[Any, ...]:
    """The single row of a query with bound values."""
    row = con.execute(sql, list(values)).fetchone()
    assert row is not None, sql
    return tuple(row)
