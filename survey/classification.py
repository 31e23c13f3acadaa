"""Classifications: codes with levels that roll up, their labels, and how raw values are read.

The classifications themselves are data: one YAML per classification in `classifications/`, named
with its version, because the same letter is another sector in WZ 2008 and WZ 2025.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from locales import Lang

FOLDER = Path(__file__).parent / "classifications"


@dataclass(frozen=True)
class Category:
    """A code at one level: its labels, its parents at coarser levels, other spellings of it."""

    code: str
    de: str
    en: str
    parents: Mapping[str, str]
    also: tuple[str, ...] = ()
    short_de: str = ""
    short_en: str = ""

    def short(self, lang: Lang) -> str:
        """The label for the head of a column; soft hyphens say where it may be broken."""
        return (self.short_de if lang == "de" else self.short_en) or self.label(lang)

    def label(self, lang: Lang) -> str:
        return self.de if lang == "de" else self.en


@dataclass(frozen=True)
class Classification:
    """Codes in their printed order at each level, finest level first.

    A classification without levels to roll up has the single level `""`.
    """

    id: str
    version: str
    levels: Mapping[str, Mapping[str, Category]]
    default_level: str
    headcount: tuple[tuple[int, int | None, str], ...] = ()  # from, to, code
    ordered: bool = False  # the codes have an order of their own, as sizes do

    @classmethod
    def from_options(cls, options: Iterable[tuple[str, str, str]]) -> Classification:
        """The classification of a dimension that lists its own options (code, German, English)."""
        categories = {code: Category(code, de, en, {}) for code, de, en in options}
        return cls("", "", {"": categories}, "")

    @property
    def level_ids(self) -> tuple[str, ...]:
        return tuple(self.levels)

    @property
    def finest(self) -> str:
        return self.level_ids[0]

    def codes(self, level: str) -> tuple[str, ...]:
        """The codes of a level in their printed order."""
        return tuple(self.levels[level])

    def label(self, level: str, code: str, lang: Lang) -> str:
        """The label of a code; an unknown code is its own label."""
        category = self.levels[level].get(code)
        return category.label(lang) if category else code

    def roll_up(self, level: str, code: str, to: str) -> str | None:
        """The code's parent at the coarser level `to`; None where `to` is finer than `level`."""
        return code if level == to else self.levels[level][code].parents.get(to)


@lru_cache
def classification(name: str) -> Classification:
    """The classification kept as `classifications/<name>.yaml`.

    Raises KeyError where there is none of this name; `known()` lists them.
    """
    if name not in known():
        raise KeyError(name)
    raw = yaml.safe_load((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))
    levels = {
        level: {
            str(entry["code"]): Category(
                code=str(entry["code"]),
                de=entry["de"],
                en=entry["en"],
                parents={k: str(v) for k, v in entry.get("parents", {}).items()},
                also=tuple(str(spelling) for spelling in entry.get("also", ())),
                short_de=entry.get("short", {}).get("de", ""),
                short_en=entry.get("short", {}).get("en", ""),
            )
            for entry in entries
        }
        for level, entries in raw["levels"].items()
    }
    headcount = tuple(
        (int(entry["from"]), entry.get("to"), str(entry["code"]))
        for entry in raw.get("headcount", ())
    )
    return Classification(
        name,
        raw["version"],
        levels,
        raw["default_level"],
        headcount,
        ordered=raw.get("ordered", False),
    )


def known() -> tuple[str, ...]:
    """The names of the classifications that ship."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
