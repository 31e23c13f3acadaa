"""Files that people edit: whatever is wrong with one, a sentence names it, in either language."""

from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from locales import N_
from survey.edited import read_edited
from survey.facts import FILE as FACTS
from survey.facts import facts
from survey.failure import Failure
from survey.offers import FILE as OFFERS
from survey.offers import offers
from survey.site import FILE as SITE
from survey.site import site

WRONG = N_("The list of offers {file} cannot be used: {detail}")


class Shop(BaseModel):
    name: str
    open: list[int]


def write(tmp_path: Path, content: bytes) -> Path:
    file = tmp_path / "shop.yaml"
    file.write_bytes(content)
    return file


def test_a_file_in_utf_8_with_or_without_its_mark(tmp_path):
    content = "name: Märkte\nopen: [8, 20]\n".encode()
    for mark in (b"", b"\xef\xbb\xbf"):
        found = read_edited(write(tmp_path, mark + content), Shop, WRONG)
        assert found == Shop(name="Märkte", open=[8, 20])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "–: "),
        (b"name: [", "line"),
        (b"name: 2024-02-30\nopen: [8]", "day is out of range"),
        (b"name: a\nopen: [8, late]", "open[1]: "),
        (b"open: [8]", "name: "),
    ],
)
def test_an_error_names_the_file_and_the_key(tmp_path, content, says):
    file = write(tmp_path, content)
    with pytest.raises(Failure) as caught:
        read_edited(file, Shop, WRONG)
    for lang in ("de", "en"):
        assert str(file) in caught.value.text(lang)
        assert says in caught.value.text(lang)


@pytest.mark.parametrize(("read", "file"), [(offers, OFFERS), (site, SITE), (facts, FACTS)])
def test_a_file_saved_by_an_old_editor(tmp_path, read, file):
    """Windows-1252, as Notepad saved for decades: said in the reader's language."""
    old = write(tmp_path, file.read_text(encoding="utf-8").encode("cp1252", errors="replace"))
    with pytest.raises(Failure) as caught:
        read(old)
    assert "bitte als UTF-8 speichern" in caught.value.text("de")
    assert "save it as UTF-8" in caught.value.text("en")


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(Failure, match="cannot be used"):
        read_edited(tmp_path / "none.yaml", Shop, WRONG)
