"""Counts of a load: they add up, and each rule of the ETL has its words."""

from __future__ import annotations

from etl.findings import QUARANTINE_RULES, SEVERITY
from survey.loading import hiding, kinds, loaded_files, quarantined
from survey.rules import NOTICED, QUARANTINED, outcome
from survey.snapshot import current_snapshot


def test_each_rule_of_the_etl_has_words():
    assert list(NOTICED) == list(SEVERITY)
    assert frozenset(QUARANTINE_RULES) == QUARANTINED
    assert all(outcome(rule, severity) for rule, severity in SEVERITY.items())


def test_what_became_of_it():
    assert outcome("exact_duplicate", "warning") == outcome("weight", "error")
    assert outcome("spreadsheet_date", "warning") != outcome("spreadsheet_date", "error")
    assert outcome("set_aside", "warning") != outcome("leading_zero", "warning")


def test_rows_and_quarantine_add_up(demo):
    files = loaded_files(demo)
    assert [each.wave for each in files] == list(demo.codebook.wave)
    aside = quarantined(demo)
    counted = {kind.rule: dict(kind.counts) for kind in kinds(demo) if kind.rule in QUARANTINED}
    assert aside == counted
    for each in files:
        assert each.rows_read == each.rows_loaded + each.rows_quarantined
        assert each.rows_quarantined == sum(waves.get(each.wave, 0) for waves in aside.values())
        assert each.respondents <= each.in_scope <= each.rows_loaded
        assert each.response_rate == each.respondents / each.in_scope


def test_every_finding_is_counted_once(demo):
    (total,) = demo.table("SELECT sum(count)::BIGINT AS n FROM finding_count")["n"]
    assert sum(sum(kind.counts.values()) for kind in kinds(demo)) == total


def test_a_file_of_respondents_only_has_no_response_rate(published_home):
    survey = current_snapshot(published_home).survey("handwerk-umfrage")
    assert not survey.codebook.design.include
    assert [each.response_rate for each in loaded_files(survey)] == [None] * len(
        survey.codebook.waves
    )


def test_the_plan_is_told_for_each_table_once(demo):
    tables = hiding(demo)
    names = [each.cuts for each in tables]
    assert len(names) == len(set(names))
    assert {"sector:group", "size", "sector:group,size"} <= set(names)
    assert [name.count(",") for name in names] == sorted(name.count(",") for name in names)
    for each in tables:
        assert 0 <= each.hidden <= each.cells
        assert 0 <= each.firms_hidden <= each.firms
        assert (each.hidden == 0) == (each.firms_hidden == 0)
