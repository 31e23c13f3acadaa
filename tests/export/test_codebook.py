"""The codebook as files: read again it is the same; the table has each code once."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
import yaml

from export.codebook import codebook_table, codebook_yaml
from survey.codebook import Codebook, answer_codes, read_codebook
from tests.conftest import ROOT, SURVEYS


@pytest.fixture(params=SURVEYS)
def codebook(request) -> Codebook:
    return read_codebook(ROOT / request.param / "codebook.yaml")


def table(codebook: Codebook, lang: str) -> list[dict[str, str]]:
    text = codebook_table(codebook, lang).decode("utf-8-sig")
    return list(csv.DictReader(StringIO(text), delimiter=";" if lang == "de" else ","))


def test_the_yaml_is_read_again_as_the_same(codebook, tmp_path):
    file = tmp_path / "codebook.yaml"
    file.write_bytes(codebook_yaml(codebook))
    assert read_codebook(file) == codebook
    assert yaml.safe_load(file.read_bytes())["survey"] == codebook.survey


def test_comments_of_the_owner_stay_with_the_owner():
    loaded = (ROOT / SURVEYS[0] / "codebook.yaml").read_text(encoding="utf-8")
    assert "# " in loaded
    assert b"#" not in codebook_yaml(read_codebook(ROOT / SURVEYS[0] / "codebook.yaml"))


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_table_has_each_code_of_each_answer(codebook, lang):
    rows = table(codebook, lang)
    code = "Code"
    written = [row[code] for row in rows if row[code]]
    assert len(written) == len(set(written))
    for question, _, name in codebook.variables():
        if question.type in ("single", "multiple", "scale"):
            for each in (*answer_codes(question), *question.missing):
                assert f"{name}={each}" in written
        assert any(row["Name"] == name for row in rows)
    for name, dimension in codebook.dimensions.items():
        level = dimension.level_ids[-1]
        prefix = f"{name}:{level}" if level else name
        for each in dimension.scheme.codes(level):
            assert f"{prefix}={each}" in written


def test_the_table_speaks_the_reader_s_language(codebook):
    german, english = table(codebook, "de"), table(codebook, "en")
    assert [row["Code"] for row in german] == [row["Code"] for row in english]
    assert [row["Wortlaut"] for row in german] != [row["Wording"] for row in english]
