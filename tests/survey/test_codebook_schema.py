"""The committed JSON Schema: up to date, accepts the codebooks, refuses what an editor can see."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from survey.codebook.schema import FILE, as_text

CODEBOOKS = ["data/kmu-st", "tests/real/ict", "tests/surveys/handwerk"]
VALIDATOR = jsonschema.Draft202012Validator(json.loads(FILE.read_text(encoding="utf-8")))


class _EditorLoader(yaml.SafeLoader):
    """YAML as editors read it for JSON Schema: dates are texts."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_json(text: str) -> Any:
    """What an editor validates: keys are texts, as in JSON."""
    return json.loads(json.dumps(yaml.load(text, _EditorLoader)))


def errors(text: str) -> list[str]:
    return [error.json_path for error in VALIDATOR.iter_errors(as_json(text))]


def test_the_committed_schema_is_up_to_date():
    assert FILE.read_text(encoding="utf-8") == as_text(), "python -m survey.codebook.schema"


def test_it_is_a_schema():
    VALIDATOR.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("folder", CODEBOOKS)
def test_codebooks_validate(folder):
    assert errors(Path(folder, "codebook.yaml").read_text(encoding="utf-8")) == []


SMALL = """
survey: small
title: Both languages
design: {id: firm, stratum: [a, b], scope: {in: 1}, include: {done: ["1", 2]}}
waves: [{id: 2024, label: {de: Welle, en: Wave}, file: a.csv, period: [2024-03-01, 2024-05-31]}]
dimensions: {size: {column: n, classification: size-eu, label: Size}}
questions:
  - {id: q, topic: strategy, type: single, ordered: true, column: q, text: 2024,
     options: [{code: 0, label: No}, {code: "1", label: {de: Ja, en: "Yes"}}],
     missing: {98: refused}, waves: [2024]}
scores:
  - {id: s, title: S,
     dimensions: [{id: d, label: D, items: [{question: q, points: {0: 0, 1: 9.5}}]}],
     levels: [{id: low, from: 0, label: Low}]}
"""


def test_short_spellings_are_accepted():
    assert errors(SMALL.replace("label: No}", 'label: "No"}')) == []


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("title:", "titel:"),
        ("topic:", "topics:"),
        ("from: 0", "start: 0"),
        ("type: single", "type: choice"),
        ("classification: size-eu", "classification: size-us"),
        ("{size:", "{Size:"),
        ("code: 0", "code: false"),
        ("98: refused", "98: declined"),
        ("{de: Welle, en: Wave}", "{de: Welle}"),
        ("9.5", "950"),
        ("survey: small", "survey: Small Survey"),
    ],
)
def test_a_slip_is_refused(right, wrong):
    text = SMALL.replace("label: No}", 'label: "No"}')
    assert right in text
    assert errors(text.replace(right, wrong))
