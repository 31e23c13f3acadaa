"""Benchmarks: ours computed over the same sizes, every source with its base, nothing mixed."""

from __future__ import annotations

import pytest

from charts.values import read
from estimation import estimate, parse_query
from figures.benchmarks import beside, groups_of, occurs, topics
from figures.facts_in_words import not_compared, sizes_in_words
from figures.intensity import intensity as index
from survey.comparability import Counterpart, counterpart
from survey.facts import Sizes, facts
from survey.intensity import intensity


def test_topics_with_something_to_compare(reading):
    assert topics(reading(), facts()) == ["barriers", "strategy", "technology"]


@pytest.mark.parametrize("topic", ["barriers", "strategy", "technology"])
def test_our_number_is_of_the_sizes_of_the_figure_beside_it(reading, demo, topic):
    context = reading(lang="en")
    for group in groups_of(context, facts(), topic):
        for fact in group.facts:
            found = counterpart(demo.codebook, fact)
            assert isinstance(found, Counterpart)
            where = [str(each) for each in found.where]
            if fact.size.from_ >= 10:
                assert where and "0-9" not in where[0], "the smallest firms are in our base"
            query = parse_query(demo.codebook, found.target, option=found.option, where=where)
            (expected,) = read(estimate(demo, query))
            assert group.value == expected


@pytest.mark.parametrize("lang", ["de", "en"])
@pytest.mark.parametrize("topic", ["barriers", "strategy", "technology"])
def test_every_figure_has_its_source_with_base_year_and_sizes(reading, lang, topic):
    context = reading(lang=lang)
    made = beside(context, "b", facts(), topic)
    small = " · ".join(made.small_print)
    labels = made.wording.labels["row"]
    for group in groups_of(context, facts(), topic):
        for fact in group.facts:
            name = f"{fact.source.producer} {fact.year}"
            assert any(label.startswith(name) for label in labels.values())
            assert fact.source.base.text(lang) in small
            assert sizes_in_words(fact.source.size, lang) in small
            if fact.source.third_party:
                assert any(label.endswith("[3P]") for label in labels.values())
                assert "[3P]" in small
    assert made.headline
    assert "nan" not in made.alternative.split()
    assert made.headings == {"row": {"de": "Zahl und Quelle", "en": "Number and source"}[lang]}


def test_filters_of_the_reader_do_not_reach_the_numbers(reading):
    """A figure for all firms is never beside ours of one sector."""
    plain = beside(reading(lang="en"), "b", facts(), "barriers")
    filtered = beside(reading(lang="en", sector=["F"]), "b", facts(), "barriers")
    assert plain.table.equals(filtered.table)


def test_a_question_that_the_wave_did_not_ask_is_left_out(reading, demo):
    for wave in demo.codebook.wave:
        context = reading(wave=wave)
        for topic in topics(context, facts()):
            for group in groups_of(context, facts(), topic):
                question = demo.codebook.question[group.query.measures[0].question]
                assert demo.codebook.asked_in(question, wave)


def test_what_is_not_compared_is_listed_with_its_reason(reading, demo):
    def has(cut, code):
        return occurs(reading(), cut, code)

    entries = not_compared(demo.codebook, facts(), "en", has)
    reasons = {entry.source: entry.reason for entry in entries}
    assert "no limit there" in reasons["Bitkom 2025"]
    assert "how small" in reasons["ZEW/KfW 2016"]
    assert "no share" in reasons["BMWK/IW 2022"]
    assert "employees" in reasons["DGB 2022 [3P]"]
    listed = sum(entry.figures.count("%") for entry in entries if "Bitkom 2025" in entry.source)
    assert listed == 4


@pytest.mark.parametrize("lang", ["de", "en"])
def test_the_index_keeps_its_versions_apart_and_says_so(reading, lang):
    made = index(reading(lang=lang), "i", intensity(facts().intensity, None), facts())
    for trace in made.chart.data:
        assert len({code[0] for code in trace.customdata}) == 1
    small = " · ".join(made.small_print)
    assert {"de": "nicht vergleichbar", "en": "not comparable"}[lang] in small
    assert "CC BY 4.0" in small and "[3P]" in small
    assert "77" in made.headline and "71" in made.headline
    assert len(made.table) == 2 * 3 * 5


def test_an_index_of_low_reliability_carries_its_mark(reading):
    from dataclasses import replace

    series = intensity(facts().intensity, None)
    first, *rest = series.points
    marked = series._replace(points=(replace(first, flag="u"), *rest))
    made = index(reading(), "i", marked, facts())
    assert (made.table["flag"] == "limited").sum() == 1


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (0, None, "alle Größen"),
        (10, None, "ab 10 Beschäftigte"),
        (10, 49, "10–49 Beschäftigte"),
    ],
)
def test_sizes_in_words(low, high, words):
    assert sizes_in_words(Sizes.model_validate({"from": low, "to": high}), "de") == words
    assert sizes_in_words(None, "de") == "Untergrenze der Größe nicht bekannt"
