"""The questionnaire as the generator sees it: one `Variable` per answer column of the codebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
Settings = dict[str, Any]


@dataclass(frozen=True)
class Variable:
    """One answer column. `name` is `question` or `question.item`; `position` runs from 0 to 1."""

    name: str
    question: str
    topic: str
    type: str
    column: str
    codes: tuple[int, ...]  # in the order of the options or the scale; empty for numbers and text
    ordered: bool
    missing: dict[str, str]  # meaning -> code
    dimension: str | None  # of the score, where the answer counts in it
    waves: tuple[str, ...] | None
    position: float

    def asked_in(self, wave: str) -> bool:
        return self.waves is None or wave in self.waves


def load(file: str) -> Settings:
    """A YAML file beside this module."""
    settings: Settings = yaml.safe_load((FOLDER / file).read_text(encoding="utf-8"))
    return settings


def variables(codebook: Settings) -> list[Variable]:
    """All answer columns in the order of the questionnaire."""
    dimension_of = {
        ".".join(filter(None, (item["question"], item.get("item")))): dimension["id"]
        for score in codebook["scores"]
        for dimension in score["dimensions"]
        for item in dimension["items"]
    }
    last = len(codebook["questions"]) - 1
    return [
        Variable(
            name=name,
            question=question["id"],
            topic=question["topic"],
            type=question["type"],
            column=column,
            codes=_codes(question),
            ordered=question.get("ordered", question["type"] == "scale"),
            missing={kind: str(code) for code, kind in question.get("missing", {}).items()},
            dimension=dimension_of.get(name),
            waves=tuple(question["waves"]) if "waves" in question else None,
            position=number / last,
        )
        for number, question in enumerate(codebook["questions"])
        for name, column in _columns(question)
    ]


def _columns(question: Settings) -> Iterator[tuple[str, str]]:
    if "column" in question:
        yield question["id"], question["column"]
    for item in question.get("items", ()):
        yield f"{question['id']}.{item['id']}", item["column"]


def _codes(question: Settings) -> tuple[int, ...]:
    if question["type"] == "multiple":
        return int(question["unselected"]), int(question["selected"])
    if question["type"] == "scale":
        return tuple(range(question["scale"]["min"], question["scale"]["max"] + 1))
    return tuple(int(option["code"]) for option in question.get("options", ()))
