"""`python -m estimation` as a script calls it: stdout, stderr, exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from estimation import parse_query
from estimation.contrasts import contrast_table
from tests.estimation.conftest import ask
from tests.estimation.firms import codebook, firms
from tests.estimation.published import warehouse


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    other = {**codebook(), "survey": "other"}
    surveys = {"firms": (codebook(), firms()), "other": (other, firms(100))}
    return warehouse(tmp_path_factory.mktemp("home"), surveys)


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "estimation", *map(str, arguments)]
    environment = {**os.environ, "BAROMETER_LANG": "en", **environment}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)


def test_csv_is_the_table(home, survey):
    done = run("plan", "--survey", "firms", "--by", "size,council", "--wave", "all", "--home", home)
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    expected = ask(survey, "plan", by="size,council", wave="all")
    assert list(rows[0]) == list(expected)
    for row, wanted in zip(rows, expected.to_dict("records"), strict=True):
        assert float(row["estimate"]) == wanted["estimate"]
        assert float(row["se"]) == wanted["se"]
        assert row["size"] == wanted["size"]


def test_json_is_the_same_table_as_csv(home):
    for target in ("amount", "ticks", "fit.level"):
        call = (target, "--survey", "firms", "--by", "sector:division,size", "--home", home)
        as_csv = list(csv.DictReader(io.StringIO(run(*call).stdout)))
        as_json = json.loads(run(*call, "--format", "json").stdout)
        assert list(as_json[0]) == list(as_csv[0])
        assert len(as_json) == len(as_csv)
        for left, right in zip(as_json, as_csv, strict=True):
            assert {k: "" if v is None else str(v) for k, v in left.items()} == right


def test_all_options_reach_the_query(home, survey):
    done = run("rated.x", "--survey", "firms", "--wave", "2", "--where", "size=0-9|10-49",
               "--where", "council=1", "--statistic", "proportion", "--ci", "logit",
               "--option", "4|5", "--home", home)  # fmt: skip
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    wanted = ask(survey, "rated.x", wave="2", where=["size=0-9|10-49", "council=1"],
                 statistic="proportion", interval="logit", option="4|5")  # fmt: skip
    assert float(row["ci_low"]) == wanted["ci_low"].item()
    assert row["option"] == "4|5"


@pytest.mark.parametrize("statistic", ["total", "median"])
def test_totals_medians_and_design_effects(home, survey, statistic):
    """`--deff` adds one column at the end and changes no other."""
    call = ("amount", "--survey", "firms", "--by", "size", "--statistic", statistic, "--home", home)
    rows = list(csv.DictReader(io.StringIO(run(*call).stdout)))
    more = list(csv.DictReader(io.StringIO(run(*call, "--deff").stdout)))
    wanted = ask(survey, "amount", by="size", statistic=statistic)
    assert [row["statistic"] for row in rows] == [statistic] * 4
    assert [float(row["estimate"]) for row in rows] == list(wanted["estimate"])
    assert list(more[0]) == [*wanted, "deff"]
    assert [{k: v for k, v in row.items() if k != "deff"} for row in more] == rows
    deff = [row["deff"] for row in more]
    assert all(float(each) > 0 for each in deff) if statistic == "total" else not any(deff)


def test_the_home_of_the_environment(home):
    assert run("plan", "--survey", "firms", BAROMETER_HOME=str(home)).returncode == 0


@pytest.mark.parametrize("lang", ["en", "de"])
@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        (["plans", "--survey", "firms"], "plans"),
        (["plan.x", "--survey", "firms"], "plan.x"),
        (["ticks.d", "--survey", "firms"], "ticks.d"),
        (["said", "--survey", "firms"], "said"),
        (["plan", "--survey", "firm"], "firm"),
        (["plan"], "other"),
        (["plan", "--survey", "firms", "--wave", "4"], "4"),
        (["late", "--survey", "firms", "--wave", "1"], "late"),
        (["plan", "--survey", "firms", "--by", "branch"], "branch"),
        (["plan", "--survey", "firms", "--by", "sector:letter"], "letter"),
        (["plan", "--survey", "firms", "--by", "size,size"], "size"),
        (["plan", "--survey", "firms", "--where", "size"], "size"),
        (["plan", "--survey", "firms", "--where", "size=11"], "11"),
        (["plan", "--survey", "firms", "--option", "9"], "9"),
        (["amount", "--survey", "firms", "--option", "1"], "1"),
        (["plan", "--survey", "firms", "--statistic", "mean"], "mean"),
        (["amount", "--survey", "firms", "--statistic", "proportion"], "proportion"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_had_gives_a_sentence_and_1(home, arguments, names, lang):
    done = run(*arguments, "--home", home, BAROMETER_LANG=lang)
    assert (done.returncode, done.stdout) == (1, "")
    assert names in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("lang", ["en", "de"])
def test_nothing_published_yet(tmp_path, lang):
    done = run("plan", "--home", tmp_path, "--lang", lang)
    assert (done.returncode, done.stdout) == (1, "")
    assert "python -m etl load" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [[], ["plan", "--sort", "n"], ["plan", "--format", "xml"], ["plan", "--ci", "wald"],
     ["plan", "ticks"], ["plan", "--statistic", "mode"]],
)  # fmt: skip
def test_a_wrong_call_is_2(home, arguments):
    done = run(*arguments, "--home", home)
    assert (done.returncode, done.stdout) == (2, "")
    assert "usage: python -m estimation" in done.stderr


def test_a_reader_that_has_seen_enough(home):
    command = [sys.executable, "-m", "estimation", "plan", "--survey", "firms", "--home", str(home),
               "--by", "sector:division,size", "--wave", "all"]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


def test_contrasts_are_printed_as_a_table_of_their_own(home, survey):
    done = run("plan", "--survey", "firms", "--by", "size", "--contrast", "rest", "--home", home)
    assert (done.returncode, done.stderr) == (0, "")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    expected = contrast_table(survey, parse_query(survey.codebook, "plan", by="size"), "rest")
    assert list(rows[0]) == list(expected)
    for row, wanted in zip(rows, expected.to_dict("records"), strict=True):
        assert (row["group"], row["against"]) == (wanted["group"], "rest")
        assert float(row["p_adjusted"]) == wanted["p_adjusted"]


def test_a_contrast_that_is_none_is_a_sentence(home):
    done = run("plan", "--survey", "firms", "--contrast", "rest", "--home", home)
    assert (done.returncode, done.stdout) == (1, "")
    assert "--by" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "column"),
    [
        (("fit", "--wave", "all", "--contrast", "trend"), "per"),
        (("ticks.a,ticks.b", "--contrast", "item"), "against_item"),
        (("plan", "--related", "sector:group"), "df_2"),
    ],
)
def test_trends_items_and_relations_are_printed(home, arguments, column):
    done = run(*arguments, "--survey", "firms", "--home", home)
    assert (done.returncode, done.stderr) == (0, "")
    (row,) = csv.DictReader(io.StringIO(done.stdout))
    assert row[column]
    assert 0 <= float(row["p"]) <= 1


def test_a_third_dimension_is_explained_beside_the_hidden_table(published_home):
    call = (
        "barriers.staff",
        "--survey",
        "kmu-st",
        "--by",
        "sector:group,size",
        "--where",
        "district=15003",
    )
    done = run(*call, "--home", published_home)
    assert done.returncode == 0
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert {row["flag"] for row in rows} == {"hidden"}
    assert {row["n"] for row in rows} == {""}
    assert "Only two of these can be combined" in done.stderr
