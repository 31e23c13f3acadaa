"""When something goes wrong the reader gets a sentence in his language, and no stack trace."""

from __future__ import annotations

import pytest

import figures.context
from survey.site import FILE, site
from tests.pages.conftest import words


@pytest.mark.parametrize(("lang", "said"), [("de", "ließ sich"), ("en", "could not be drawn")])
def test_a_mistake_of_ours(open_page, monkeypatch, lang, said):
    def broken(*_: object) -> None:
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(figures.context.Context, "table", broken)
    app = open_page("strategy", lang=lang, district=["15001"])
    assert not app.exception
    assert said in app.error[0].value
    assert "secret" not in words(app)


def test_a_site_file_with_a_mistake(open_page, tmp_path, monkeypatch):
    file = tmp_path / "site.yaml"
    file.write_text(FILE.read_text(encoding="utf-8").replace("imprint:", "imprnt:", 1))
    wrong = lambda: site(file)  # noqa: E731
    monkeypatch.setattr("survey.site.site", wrong)
    app = open_page("overview")
    assert not app.exception
    assert "imprint" in app.error[0].value.replace("\\", "")


def test_markdown_in_an_address_is_no_markdown(open_page):
    app = open_page("overview", wave="![x](//evil.example/p.png)", size="[klick](//evil.example)")
    said = "\n".join(warning.value for warning in app.warning)
    assert r"\!\[x\]" in said
    assert r"\[klick\]" in said
