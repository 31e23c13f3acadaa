"""Whatever is handed out is the same to the byte in worlds that differ in hidden cells only.

Not a table that is compared with a table: real files, pages, headers and refusals, each made from
responses of its own. What a file hides is then nowhere in it: not in a chart's data sheet, not in
a script of the page, not in a tag, nor in its length.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
import yaml
from streamlit.testing.v1 import AppTest

from figures import kept
from figures.briefs import brief
from figures.context import Context
from stage.download import FORMATS
from survey.address import Selection
from survey.codebook import Codebook
from survey.explored import targets
from survey.memory import Memory
from survey.selection import Cut, parse_filter
from survey.served import served_snapshot, served_survey
from survey.warehouse import home
from tests.archives import parts
from tests.attack.reading import figures, get, named
from tests.attack.worlds import ITEMS, codebook, exchangeable, frame, moved, worlds
from tests.conftest import ROOT
from tests.estimation.published import published, warehouse

SURVEY, SEED, FIRMS, MORE = "firms", 1, 300, 40
BOOK = Codebook.model_validate(codebook())
CUTS = [Cut(name, level) for name, d in BOOK.dimensions.items() for level in d.level_ids]
SELECTIONS: tuple[dict[str, Any], ...] = (
    {},
    {"size": "10-49"},
    {"sector": "J", "lang": "en"},
    {"district": "15083", "council": "1"},
    {"sector": ["F", "G"], "size": ["10-49", "50-249"]},
    {"size": "GE250", "district": "15083", "council": "1"},
)
EXPLORED: tuple[dict[str, Any], ...] = (
    {"question": "plan", "by": ["sector", "district"]},
    {"question": "ticks", "by": "sector", "level": "division"},
    {"question": "amount", "by": ["size", "council"]},
    {"question": "ticks.a", "by": "sector", "contrast": "J:rest"},
    {"question": "fit", "by": "district", "contrast": "15083:all", "size": "10-49"},
    {"question": "rated.x", "by": "wave"},
)
Found = dict[str, int | str | bytes]


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("worlds")
    made = frame(FIRMS, SEED)
    fours = exchangeable(published(folder, codebook(), made), SEED)
    one, other = worlds(made, fours)
    third, count = moved(folder, one, fours)
    assert len(fours) > 8 and count > 5
    found = {}
    for name, world in {"first": one, "answers": other, "counts": third}.items():
        (folder / name).mkdir()
        found[name] = warehouse(folder / name, {SURVEY: (codebook(), world)})
    return found


@pytest.fixture
def enter(monkeypatch: pytest.MonkeyPatch):
    """Serve a world, and nothing that was made for another."""

    def served(home: Path) -> None:
        monkeypatch.setenv("BAROMETER_HOME", str(home))
        monkeypatch.setenv("BAROMETER_ORDERS", str(home))
        (home / "all.yaml").unlink(missing_ok=True)
        for name, most in (("_tables", 96_000_000), ("_levels", 4000), ("_made", 2000)):
            monkeypatch.setattr(kept, name, Memory(most))

    return served


def tables() -> Iterator[dict[str, Any]]:
    """Every question by every cut and pair of cuts, then some with filters and other statistics."""
    for target in targets(BOOK):
        yield {"question": target, "deff": "true"}
        pairs = combinations(CUTS, 2) if target in ITEMS else ()
        for by in (*((cut,) for cut in CUTS), *pairs):
            if len({cut.dimension for cut in by}) == len(by):
                yield {"question": target, "by": ",".join(map(str, by))}
    chance = random.Random(SEED)
    for _ in range(MORE):
        where = []
        for cut in chance.sample(CUTS, chance.randint(1, 3)):
            codes = list(BOOK.dimensions[cut.dimension].scheme.codes(cut.level))
            where.append(f"{cut}={'|'.join(chance.sample(codes, min(len(codes), 2)))}")
        by = chance.choice([cut for cut in CUTS if cut.dimension not in str(where)] or [""])
        yield {"question": "amount", "statistic": chance.choice(["mean", "total", "median"]),
               "where": where, "by": str(by)}  # fmt: skip
        yield {"question": "plan", "statistic": "total", "where": where, "ci": "beta"}
        yield {"question": "ticks", "where": where, "by": str(by), "format": "json"}
    for cut in ("no", "sector:division=62", "sector:division=99", "sector=5", "council=1|0"):
        yield {"question": "plan", "where": cut}
    for wrong in ({"by": "no"}, {"wave": "1"}, {"wave": "9"}, {"option": "9"}):
        yield {"question": "plan", **wrong}


def api() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in ("surveys", "codebook", "datapackage", "catalogue", "openapi.json", "health"):
        yield f"/api/v1/{name}", {}
    for asked in tables():
        yield "/api/v1/estimates", {"format": "csv", **asked}


def files() -> Iterator[tuple[str, dict[str, Any]]]:
    """Each figure as page, as frame and as each file; each page as a file; under selections."""
    for page, figure in figures(SURVEY):
        for chosen in SELECTIONS:
            asked = {"page": page, "figure": figure, **chosen}
            yield "/figure", asked
            if len(chosen) in (0, 2):
                yield "/embed", asked
                for form in FORMATS:
                    yield "/download", {**asked, "format": form}
    for explored in EXPLORED:
        for name in named(get("/figure", page="explorer", figure="?", lang="en", **explored)):
            asked = {"page": "explorer", "figure": name, **explored}
            yield "/figure", asked
            yield "/download", {**asked, "format": "codes"}
    for page in dict.fromkeys(page for page, _ in figures(SURVEY)):
        for form in ("pptx", "html"):
            yield "/download", {"page": page, "format": form}


def show(home: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A running order with every figure: stage, presenter, check, pack, slides, presentation."""
    slides = [
        {"kind": "figure", "page": page, "figure": figure, "address": "wave=3"}
        for page, figure in figures(SURVEY)
    ]
    order = {"title": "All", "slides": slides}
    (home / "all.yaml").write_text(yaml.safe_dump(order))
    for path in ("", "/check", "/pack", "/slides", "/state"):
        yield f"/stage{path}", {"order": "all"}
    yield "/presenter", {"order": "all"}
    yield "/download", {"order": "all", "format": "pptx"}
    for place in range(len(slides)):
        yield "/stage/slide", {"order": "all", "slide": place, "size": "10-49", "council": "1"}


def asked(addresses: Iterator[tuple[str, dict[str, Any]]]) -> Found:
    """Everything that comes back, by its address: status, each header, each part of a file."""
    found: Found = {}
    for path, query in addresses:
        answer = get(path, **query)
        assert answer.status in (200, 204, 400, 404), (path, query, answer.body)
        address = f"{path}?{query}"
        found[address] = answer.status
        found |= {f"{address} {name}": value for name, value in answer.headers.items()}
        found |= {f"{address} {name}": part for name, part in parts(answer.body).items()}
    return found


def pages() -> Found:
    """Every page of the dashboard in Streamlit's own harness: all that it sends to the browser."""
    found: Found = {}
    filtered = {"size": "10-49", "council": "1", "lang": "en"}
    for selection, some in (({}, "[bders]*"), (filtered, "*")):  # half of them without filters
        st.cache_resource.clear()
        for page in sorted((ROOT / "pages").glob(f"{some}.py")):
            app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=120)
            for name, value in selection.items():
                app.query_params[name] = value
            app.run()
            if page.stem not in ("navigation", "overview"):
                app = app.switch_page(page.name).run()
            assert not app.exception, page.stem
            every = [each for each in app._tree if getattr(each, "proto", None) is not None]
            for place, element in enumerate(every):
                sent = element.proto.SerializeToString(deterministic=True)
                if element.type == "download_button":  # where its file lies: new for each session
                    sent = re.sub(rb"[0-9a-f]{32}", b"", sent)
                found[f"{page.stem} {selection} {place}"] = sent
    return found


def briefs() -> Found:
    """What the PDF of a brief is set from, for some groups of firms."""
    survey = served_survey(served_snapshot(home()), SURVEY)
    found: Found = {}
    for texts in ((), ("size=10-49",), ("sector:group=J",), ("district=15083", "council=1")):
        where = tuple(parse_filter(survey.codebook, text) for text in texts)
        context = Context(survey, Selection(SURVEY, "3", where))
        found[f"brief {texts}"] = repr(brief(context, "", date(2026, 11, 30)))
    return found


def different(one: Found, other: Found) -> list[str]:
    return [key for key in {**one, **other} if one.get(key) != other.get(key)]


@pytest.mark.parametrize("kind", ["api", "files", "show"])
def test_what_is_hidden_makes_no_difference(homes, enter, kind):
    found = {}
    for name, folder in homes.items():
        enter(folder)
        found[name] = asked({"api": api, "files": files, "show": lambda: show(folder)}[kind]())  # noqa: B023
    first = found.pop("first")
    statuses = Counter(value for value in first.values() if isinstance(value, int))
    print(kind, dict(statuses), "answers,", len(first), "parts and headers")
    assert statuses[200] > 20
    for name, world in found.items():
        assert different(first, world) == [], name


def test_nor_on_the_pages(homes, enter):
    found = {}
    for name, folder in homes.items():
        enter(folder)
        found[name] = pages() | briefs()
    print(len(found["first"]), "elements")
    assert len(found["first"]) > 200
    assert different(found["first"], found["answers"]) == []
    assert different(found["first"], found["counts"]) == []


def test_without_the_plan_it_would(homes, enter, monkeypatch):
    """The worlds do differ, and it shows as soon as only the smallest cells are hidden."""
    monkeypatch.setattr(sys.modules["estimation.release.visible"], "plan_of", lambda survey: None)
    found = {}
    for name, folder in homes.items():
        enter(folder)
        found[name] = asked((path, query) for path, query in api() if "where" not in query)
    assert len(different(found["first"], found["answers"])) > 20
    assert len(different(found["first"], found["counts"])) > 20
