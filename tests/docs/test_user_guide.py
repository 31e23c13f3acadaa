"""The user guide leads somewhere: links and pictures exist, and names in bold are the app's."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from PIL import Image

from pages.parts.sidebar import LANGUAGE_NAMES
from survey.codebook import read_codebook

ROOT = Path(__file__).parents[2]
DOCS = sorted(
    path
    for path in (ROOT / "docs").rglob("*.md")
    if "decisions" not in path.relative_to(ROOT).parts
)
GUIDE = sorted((ROOT / "docs" / "user-guide").glob("??/*.md"))
PICTURES = sorted((ROOT / "docs" / "pictures").glob("*.png"))
NAME = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


def _label(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _targets(text: str) -> list[str]:
    return re.findall(r"\]\(([^)\s]+)\)", text)


def _anchors(file: Path) -> set[str]:
    """As GitHub makes them of headings."""
    heads = re.findall(r"^#+ (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@cache
def _names(lang: str) -> tuple[set[str], list[re.Pattern[str]]]:
    """Every text of the app in a language: those as they are, and those with places to fill."""
    with (ROOT / "locales" / "de.po").open("rb") as file:
        messages = [each for each in read_po(file) if each.id]
    texts = [str(each.string if lang == "de" else each.id) for each in messages]
    codebook = read_codebook(ROOT / "data" / "kmu-st" / "codebook.yaml")
    texts += [each.label.text(lang) for each in codebook.dimensions.values()]
    texts += LANGUAGE_NAMES.values()
    filled = [
        re.compile(re.sub(r"\\\{\w+\\\}", ".+", re.escape(text)))
        for text in texts
        if re.fullmatch(r"[^{}]{4,}\{\w+\}", text)
    ]
    return set(texts), filled


@pytest.mark.parametrize("file", [ROOT / "README.md", *DOCS], ids=_label)
def test_links_and_pictures_exist(file):
    for target in _targets(file.read_text(encoding="utf-8")):
        if target.startswith("https://"):
            continue
        path, _, anchor = target.partition("#")
        found = (file.parent / path).resolve() if path else file
        assert found.exists(), target
        if anchor:
            assert anchor in _anchors(found), target


@pytest.mark.parametrize("file", GUIDE, ids=_label)
def test_names_in_bold_are_those_of_the_app(file):
    texts, filled = _names(file.parent.name)
    for found in NAME.findall(file.read_text(encoding="utf-8")):
        name = " ".join(found.split())
        assert name in texts or any(each.fullmatch(name) for each in filled), name


def test_the_guide_has_the_same_chapters_in_both_languages():
    german, english = (
        [
            (file.name, text.count("\n## "), len(re.findall(r"^\d\. ", text, re.MULTILINE)))
            for name in _targets((ROOT / f"docs/user-guide/{lang}/README.md").read_text("utf-8"))
            if "/" not in name
            for file in [ROOT / "docs" / "user-guide" / lang / name]
            for text in [file.read_text(encoding="utf-8")]
        ]
        for lang in ("de", "en")
    )
    assert [each[1:] for each in german] == [each[1:] for each in english]
    assert {each[0] for each in german} == {f.name for f in GUIDE if f.parent.name == "de"} - {
        "README.md"
    }


@pytest.mark.parametrize("picture", PICTURES, ids=_label)
def test_pictures_are_small_and_shown(picture):
    assert picture.stat().st_size < 150_000
    assert Image.open(picture).mode == "P"
    docs = "".join(path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *GUIDE])
    assert f"pictures/{picture.name}" in docs
