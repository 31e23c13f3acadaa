"""Rules of the house that no linter knows."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = (
    "survey", "estimation", "locales", "charts", "figures", "export", "etl", "pages",
    "stage", "api", "live", "benchmarks", "tests", "data",
)  # fmt: skip
FILES = sorted(
    [ROOT / "dashboard.py", *(file for room in ROOMS for file in (ROOT / room).rglob("*.py"))]
)
NAMELESS = {"utils", "util", "helpers", "helper", "common", "misc"}


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def test_every_name_says_what_it_holds():
    assert [name(f) for f in FILES if NAMELESS & {f.stem, *f.relative_to(ROOT).parts}] == []


def test_no_page_shadows_a_room():
    """`pages/` comes first on Python's path when Streamlit runs a page."""
    pages = {file.stem for file in (ROOT / "pages").glob("*.py")}
    folders = {folder.name for folder in (ROOT / "pages").iterdir() if folder.is_dir()}
    assert not (pages | folders) & set(ROOMS)


@pytest.mark.parametrize("file", FILES, ids=name)
def test_a_module_says_what_it_is_in_300_lines(file):
    text = file.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300, "split it"
    if text.strip():  # an empty __init__.py has nothing to say
        assert ast.get_docstring(ast.parse(text)), "no docstring"
