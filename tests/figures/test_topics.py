"""Figures of the topic pages: the way to use, both ends of a dimension, joint rows, views."""

from __future__ import annotations

import shlex

import pytest

from charts.values import read
from estimation.__main__ import main
from figures.comparisons import ALL, dimension_on, ends_apart
from figures.funnels import steps_of, way
from figures.matrices import grid_matrix, items_by, options_by
from figures.of_question import views
from figures.offers import fitting
from figures.rankings import items
from figures.weights import ratings_by


def test_the_steps_add_up_from_the_end(reading):
    context = reading(lang="de")
    steps = steps_of(context, context.codebook.question["programmes"])
    assert steps == {
        "1|2|3|4": "bekannt",
        "2|3|4": "erwogen",
        "3|4": "beantragt",
        "4": "genutzt",
    }


def test_steps_without_names_of_their_own_are_at_least_their_options(reading):
    context = reading(lang="en")
    steps = steps_of(context, context.codebook.question["strategy_status"])
    assert steps["3|4"] == "at least “Written down”"


def test_the_way_only_gets_narrower_and_its_headline_has_its_numbers(reading):
    context = reading(lang="en")
    made = way(context, "w", context.codebook.question["programmes"])
    for _, shares in made.table.groupby("item"):
        assert list(shares["estimate"]) == sorted(shares["estimate"], reverse=True)
    best = made.table[made.table["option"] == "1|2|3|4"].nlargest(1, "estimate").iloc[0]
    assert f"known {100 * best['estimate']:.1f}%" in made.headline
    last = made.table[(made.table["item"] == best["item"]) & (made.table["option"] == "4")]
    assert f"used {100 * last['estimate'].iloc[0]:.1f}%" in made.headline


def test_the_command_beside_the_way_prints_its_table(reading, published_home, capsys):
    context = reading(lang="en", size=["10-49"])
    made = way(context, "w", context.codebook.question["programmes"])
    assert main([*shlex.split(made.command)[3:], "--home", str(published_home)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + len(made.table)
    assert ",".join(map(str, made.table.iloc[0][["item", "option"]])) in lines[1]
    assert str(made.table.iloc[0]["estimate"])[:12] in lines[1]


def test_a_share_of_a_grid_by_size_says_what_is_shown(reading):
    context = reading(lang="en")
    question = context.codebook.question["programmes"]
    made = items_by(context, "u", question, "size", "1|2|3|4", "known")
    assert made.headline.startswith("Clearest difference in “known” – ")
    assert set(made.table["option"]) == {"1|2|3|4"}


def test_the_dimension_that_stands_on_a_question_is_found(reading):
    context = reading()
    assert dimension_on(context, "participation") == "involvement"
    assert dimension_on(context, "support") is None


def test_the_difference_is_that_of_both_ends(reading):
    context = reading(lang="en")
    question = context.codebook.question["acceptance"]
    made = ends_apart(context, "e", question, "involvement", "size")
    means = made.table.set_index("involvement")["estimate"]
    (_, table, wording) = made.tables[1]
    assert table["row"].iloc[0] == ALL
    assert set(table["row"]) > {"0-9", "10-49"}
    first = table.iloc[0]
    assert first["estimate"] == pytest.approx(means["4"] - means["1"])
    assert first["ci_low"] < first["estimate"] < first["ci_high"]
    assert f"+{first['estimate']:.1f}" in made.headline
    assert "no proof of cause" in made.small_print[0]
    assert wording.label("row", ALL) == "all firms"
    for row in table["row"]:
        assert wording.label("row", row) in made.alternative


def test_a_filter_on_the_size_leaves_one_row_that_is_named_by_it(reading):
    context = reading(lang="en", size=["10-49"])
    question = context.codebook.question["acceptance"]
    made = ends_apart(context, "e", question, "involvement", "size")
    (_, table, wording) = made.tables[1]
    assert list(table["row"]) == [ALL]
    assert wording.label("row", ALL) == "10–49 employees in total"


def test_a_filter_on_the_way_itself_is_a_highlight_and_not_a_filter(reading):
    context = reading(lang="en", involvement=["4"])
    question = context.codebook.question["acceptance"]
    made = ends_apart(context, "e", question, "involvement")
    assert made.filters == ""
    assert read(made.tables[1][1])[0].estimate is not None
    rated = ratings_by(context, "r", question, "involvement")
    assert rated.headline.startswith("Acceptance of new procedures – Shaped together: ")


def test_a_rating_is_called_by_its_item_by_its_title_or_a_mean(reading):
    context = reading(lang="en")
    questions = context.codebook.question
    item = ratings_by(context, "r", questions["barrier_weight"], "size", "staff")
    assert item.headline.startswith("Staff shortage – ")
    nameless = questions["acceptance"].model_copy(update={"title": None})
    assert ratings_by(context, "r", nameless, "size").headline.startswith("Mean – ")


def test_what_is_in_bold_is_said(reading):
    context, said = reading(lang="en"), "in bold: what the survey looks at above all"
    barriers = context.codebook.question["barriers"]
    assert barriers.highlight
    for made in (items(context, "i", barriers), items_by(context, "b", barriers, "size")):
        assert said in made.small_print
    goals = context.codebook.question["strategy_goals"]
    assert said not in items(context, "g", goals).small_print


def test_options_have_a_row_for_what_matters_together(reading):
    context = reading(lang="en")
    made = options_by(context, "o", context.codebook.question["pandemic_effect"], "size")
    totals = made.tables[1][1].set_index("option")["estimate"]
    assert totals["1|2"] == pytest.approx(totals["1"] + totals["2"])
    assert made.headline.startswith("Set off or sped up – ")
    assert made.wording.label("option", "1|2") == "Set off or sped up"


def test_lines_of_a_grid_without_order_are_sorted_by_what_matters(reading):
    context = reading(lang="en")
    made = grid_matrix(context, "g", context.codebook.question["pandemic_area"])
    ends = made.tables[1][1]
    assert list(ends["estimate"]) == sorted(ends["estimate"], reverse=True)
    assert list(dict.fromkeys(made.table["item"])) == list(ends["item"])


def test_every_question_has_its_views_and_free_text_none(reading):
    context = reading(lang="en")
    counted = {q.id: len(list(views(context, q))) for q in context.codebook.questions}
    assert counted["change_remark"] == 0
    assert counted["learning_formats"] == 3, "overall, by sector, by size"
    assert counted["role_models"] == 3, "by sector, by size, over the waves"
    assert counted["council_mediator"] == 4, "overall as well"
    assert all(n for name, n in counted.items() if name != "change_remark")


def test_views_can_be_made_and_have_names_of_their_own(reading):
    context = reading(lang="de")
    made = [
        view.make(context, *view.arguments, **view.options)
        for topic in ("learning", "change")
        for question in context.codebook.topic(topic)
        for view in views(context, question)
    ]
    names = [each.id for each in made]
    assert len(names) == len(set(names))
    assert all(not each.empty for each in made)


def test_barriers_come_with_the_offers_that_can_still_be_had(reading):
    found = fitting(reading(lang="en"))
    assert len(found.barriers) == 6
    assert "Lack of time" in found.barriers[0].barrier
    assert all(offer.ended is None for each in found.barriers for offer in each.offers)
    assert any(offer.ended for offer in found.offers), "ended ones are named"
    nobody = reading(sector=["J"], size=["GE250"], district=["15090"])
    assert not fitting(nobody).barriers
