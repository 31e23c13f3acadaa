"""Messages: translated where they are shown, nested, in the right number."""

from __future__ import annotations

import pytest

from locales import LANGUAGES, Message, catalogue, translate, translate_plural
from locales.terminal import terminal_language

PO = """
msgid ""
msgstr ""
"Language: de\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "{name} is late"
msgstr "{name} kommt zu spät"

msgid "the {n}th train"
msgstr "der {n}. Zug"

msgid "{n} firm of {all}"
msgid_plural "{n} firms of {all}"
msgstr[0] "{n} Betrieb von {all}"
msgstr[1] "{n} Betriebe von {all}"

#, fuzzy
msgid "guessed"
msgstr "geraten"
"""


@pytest.fixture(autouse=True)
def small_catalogue(tmp_path, monkeypatch):
    """A catalogue of its own, so that these tests know every word."""
    (tmp_path / "de.po").write_text(PO, encoding="utf-8")
    monkeypatch.setattr(catalogue, "__file__", str(tmp_path / "catalogue.py"))
    catalogue._catalogue.cache_clear()
    yield
    catalogue._catalogue.cache_clear()


def test_places_are_filled_after_translating():
    assert translate("de", "{name} is late", name="{name}") == "{name} kommt zu spät"
    assert translate("en", "{name} is late", name="Ida") == "Ida is late"


def test_what_the_catalogue_lacks_or_guesses_stays_english():
    assert translate("de", "unheard of {x}", x=1) == "unheard of 1"
    assert translate("de", "guessed") == "guessed"


def test_a_text_without_values_keeps_its_braces():
    assert translate("en", "write {name} here") == "write {name} here"


@pytest.mark.parametrize(
    ("n", "de", "en"),
    [
        (0, "0 Betriebe von 9", "0 firms of 9"),
        (1, "1 Betrieb von 9", "1 firm of 9"),
        (2, "2 Betriebe von 9", "2 firms of 9"),
    ],
)
def test_plural(n, de, en):
    texts = ("{n} firm of {all}", "{n} firms of {all}", n)
    assert translate_plural("de", *texts, all=9) == de
    assert translate_plural("en", *texts, all=9) == en


def test_a_message_in_a_message_is_translated_with_it():
    message = Message("{name} is late", name=Message("the {n}th train", n=5))
    assert message.text("de") == "der 5. Zug kommt zu spät"
    assert message.text("en") == str(message) == "the 5th train is late"


def test_values_are_never_taken_for_places():
    message = Message("{name} is late", name=Message("{raw}", raw="{n} {0} {"))
    assert message.text("de") == "{n} {0} { kommt zu spät"


@pytest.mark.parametrize(
    ("asked", "environment", "lang"),
    [
        (None, {}, "de"),
        ("en", {"BAROMETER_LANG": "de"}, "en"),
        (None, {"BAROMETER_LANG": "en", "LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LANG": "de_AT.UTF-8"}, "de"),
        (None, {"LANG": "en_US.UTF-8"}, "en"),
        (None, {"LC_ALL": "en_GB", "LANG": "de_DE"}, "en"),
        (None, {"LANG": "C.UTF-8"}, "de"),
        (None, {"LANG": "fr_FR.UTF-8"}, "de"),
        (None, {"BAROMETER_LANG": "", "LANG": "en_US"}, "en"),
    ],
)
def test_the_language_of_a_terminal(monkeypatch, asked, environment, lang):
    for name in ("BAROMETER_LANG", "LC_ALL", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert terminal_language(asked) == lang
    assert lang in LANGUAGES
