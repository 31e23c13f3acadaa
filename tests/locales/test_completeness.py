"""Every text in the code has its German, with the same places to fill, and nothing is left over.

`make messages` brings `locales/de.po` up to date with the code.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

import pytest
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po

ROOT = Path(__file__).parents[2]
ROOMS = ("survey", "locales", "estimation", "charts", "figures", "export", "etl", "pages",
         "stage", "api", "live")  # fmt: skip
FILES = sorted(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))
KEYWORDS: dict[str, Any] = {
    "N_": None, "translate": (2,), "translate_plural": (2, 3), "say": (1,),
}  # fmt: skip

with (ROOT / "locales" / "de.po").open("rb") as stream:
    CATALOGUE = read_po(stream, locale="de")


def texts() -> dict[str, tuple[str | tuple[str, ...], str]]:
    """The first form of every text in the code -> all its forms, and where it stands."""
    found: dict[str, tuple[str | tuple[str, ...], str]] = {}
    for file in FILES:
        with file.open("rb") as source:
            for line, msgid, _, _ in extract("python", source, keywords=KEYWORDS):
                first = msgid if isinstance(msgid, str) else msgid[0]
                found.setdefault(first, (msgid, f"{file.relative_to(ROOT)}:{line}"))
    return found


TEXTS = texts()


def places(text: str) -> set[tuple[str, str]]:
    """The `{places}` of a text with their formats."""
    return {(name, form or "") for _, name, form, _ in Formatter().parse(text) if name is not None}


def forms(value: str | tuple[str, ...] | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def test_there_are_texts():
    assert len(TEXTS) > 100


def test_every_text_has_its_german():
    missing, differing = [], []
    for first, (msgid, place) in TEXTS.items():
        entry = CATALOGUE.get(first)
        german = forms(entry.string) if isinstance(entry, Message) else []
        if not german or not all(text.strip() for text in german) or entry.fuzzy:
            missing.append(f"{place}: {first}")
            continue
        allowed = set().union(*map(places, forms(msgid)))
        needed = places(forms(msgid)[-1])
        if any(places(text) - allowed for text in german) or places(german[-1]) != needed:
            differing.append(f"{place}: {first} -> {german}")
        if len(forms(msgid)) != len(german):
            differing.append(f"{place}: {first} lacks a form")
    assert missing == [], f"{len(missing)} texts without German"
    assert differing == []


def test_spaces_and_line_breaks_at_the_ends_are_kept():
    """A text that is put together with others must not lose its joint."""
    wrong = [
        first
        for first in TEXTS
        if isinstance(entry := CATALOGUE.get(first), Message)
        for german in forms(entry.string)
        if german
        and (german[0].isspace(), german[-1].isspace()) != (first[0].isspace(), first[-1].isspace())
    ]
    assert wrong == []


def test_nothing_is_left_over():
    left = [str(entry.id) for entry in CATALOGUE if entry.id and forms(entry.id)[0] not in TEXTS]
    assert left == []
    assert not CATALOGUE.obsolete


def calls(file: Path) -> Iterator[tuple[int, list[str], set[str]]]:
    """Line, forms and names of the values of each text that is filled where it is written."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or any(k.arg is None for k in node.keywords):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else node.func
        called = called.id if isinstance(called, ast.Name) else called
        arguments = {"Message": [0], "say": [0], "translate": [1], "translate_plural": [1, 2]}
        written = []
        for position in arguments.get(str(called), []):
            argument = node.args[position] if position < len(node.args) else None
            if isinstance(argument, ast.Call) and getattr(argument.func, "id", "") == "N_":
                argument = argument.args[0]
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                written.append(argument.value)
        values = {str(keyword.arg) for keyword in node.keywords}
        if called == "translate_plural":
            values.add("n")
        if written:
            yield node.lineno, written, values


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_place_is_filled(file):
    for line, written, values in calls(file):
        for text in written:
            empty = {name for name, _ in places(text)} - values
            assert not empty, f"line {line}: {text!r} has no value for {empty}"
        named = set().union(*({name for name, _ in places(text)} for text in written))
        assert values - {"n"} <= named, f"line {line}: {values - named} stands nowhere in {written}"


def test_no_german_sentence_is_the_english_one():
    same = [
        first
        for first in TEXTS
        if isinstance(entry := CATALOGUE.get(first), Message)
        and len(first.split()) > 3
        and first in forms(entry.string)
    ]
    assert same == []
