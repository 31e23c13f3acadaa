"""The explorer's figures: every question by anything, and two groups with their difference."""

from __future__ import annotations

import shlex
from dataclasses import replace

import pytest

from charts.dumbbell import side_of
from charts.values import read
from estimation.__main__ import main
from estimation.query import NotAsked
from figures.context import Context
from figures.explored import explored, target_of
from figures.two_groups import two_groups
from survey.explored import Explored, targets

CUTS = (("all",), ("wave",), ("sector",), ("size",), ("sector", "size"))


def asking(context: Context, question: str, by: tuple[str, ...], contrast: str = "") -> Context:
    selection = replace(context.selection, explored=Explored(question, by, contrast))
    return replace(context, selection=selection)


def made(context: Context):
    view = explored(context)
    return view.make(context, *view.arguments, **view.options)


@pytest.mark.parametrize("by", CUTS, ids="-".join)
def test_everything_that_is_asked_has_a_figure(reading, demo, by):
    everyone = reading(lang="de")
    names = set()
    for target in targets(demo.codebook):
        context = asking(everyone, target, by)
        exhibit = made(context)
        assert exhibit.headline and exhibit.question and exhibit.unit, target
        assert exhibit.alternative.startswith(exhibit.headline)
        shown = target_of(context)
        assert set(exhibit.table["question"]) == {shown.partition(".")[0]}
        item = shown.partition(".")[2]
        if item and item not in exhibit.table.columns:
            assert set(exhibit.table["item"]) == {item}
        for name in by:
            if name in demo.codebook.dimensions:
                assert exhibit.table[name].nunique() > 1
        names.add(exhibit.id)
    assert len(names) > 40


def test_a_question_of_several_parts_shows_one_of_them_where_it_is_cut_twice(reading):
    twice = asking(reading(lang="en"), "barriers", ("sector", "size"))
    assert target_of(twice) == "barriers.staff"
    assert "Staff shortage" in made(twice).question
    assert target_of(asking(twice, "barriers", ("sector",))) == "barriers"
    assert target_of(asking(twice, "maturity.weakest", ("wave",))) == "maturity"


def test_a_question_that_was_not_asked_says_so(reading):
    context = asking(reading(wave="2019"), "pandemic_effect", ("sector",))
    with pytest.raises(NotAsked):
        made(context)


@pytest.mark.parametrize(
    ("target", "rows"),
    [
        ("maturity", 7),
        ("maturity.strategy", 1),
        ("maturity.level", 4),
        ("strategy_status", 6),
        ("role_models", 1),
        ("barriers", 10),
        ("barriers.cost", 1),
        ("strategy_anchoring", 4),
        ("acceptance", 1),
        ("programmes", None),
        ("it_spend", 1),
    ],
)
def test_two_groups_have_a_row_for_each_number(reading, target, rows):
    context = reading(lang="en")
    exhibit = two_groups(context, "x", target, "sector", "F:B-E")
    (_, table, wording) = exhibit.tables[1]
    assert rows is None or len(table) == rows
    group, against = (read(side_of(table, side)) for side in ("group", "against"))
    scale = 100.0 if table["statistic"].iloc[0] == "proportion" else 1.0
    for gap, one, other in zip(table["estimate"], group, against, strict=True):
        if one.estimate is not None and other.estimate is not None:
            assert gap * scale == pytest.approx(one.estimate - other.estimate)
    labelled = {"item", "option"} & set(wording.labels)
    assert labelled
    assert exhibit.marks == (), "a click on a row must not be taken for a dimension's code"


def test_the_sides_are_the_published_numbers(reading, published_home, capsys):
    context = reading(lang="en", size=["10-49"])
    exhibit = two_groups(context, "x", "barriers", "sector", "F:B-E")
    assert main([*shlex.split(exhibit.command)[3:], "--home", str(published_home)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + len(exhibit.table)
    (_, table, _) = exhibit.tables[1]
    staff = table[table["item"] == "staff"].iloc[0]
    cells = exhibit.table[exhibit.table["item"] == "staff"].set_index("sector")["estimate"]
    assert staff["group_estimate"] == pytest.approx(cells["F"])
    assert staff["against_estimate"] == pytest.approx(cells["B-E"])


def test_a_headline_names_only_a_difference_that_holds_after_correction(reading):
    for target in ("barriers", "barrier_weight", "maturity", "learning_formats", "programmes"):
        exhibit = two_groups(reading(lang="en"), "x", target, "sector", "F:B-E")
        (_, table, wording) = exhibit.tables[1]
        clear = table[(table["flag"] == "") & (table["p_adjusted"] < 0.05)]
        assert ("no difference beyond chance" in exhibit.headline) == clear.empty
        if not clear.empty:
            widest = clear.loc[clear["estimate"].abs().idxmax()]
            assert wording.label("item", widest["item"]) in exhibit.headline


def test_a_district_is_set_against_the_whole_state(reading):
    exhibit = two_groups(reading(lang="de"), "x", "maturity", "district", "15003:all")
    assert exhibit.headline.startswith("„Magdeburg“ gegenüber „alle Unternehmen“")
    (_, table, _) = exhibit.tables[1]
    assert set(table["against"]) == {"all"}
    assert (table["against_n"] > table["group_n"]).all()


def test_two_groups_under_too_many_filters_say_why(reading):
    context = reading(lang="en", size=["10-49"], council=["1"])
    exhibit = two_groups(context, "x", "maturity", "sector", "F:B-E")
    assert exhibit.empty
    assert "Only two of these" in exhibit.reason
