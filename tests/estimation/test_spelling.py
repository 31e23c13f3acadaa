"""The command beside a figure asks for that figure: parsing it gives the query back."""

from __future__ import annotations

import shlex
from dataclasses import replace

import pytest

from estimation.__main__ import main
from estimation.query import parse_query
from estimation.spelling import command
from survey.selection import parse_cuts, parse_filter

TARGETS = [
    ("strategy_status", {}),
    ("strategy_status", {"option": "3|4"}),
    ("programmes", {"option": "1|2|3|4,2|3|4,3|4,4"}),
    ("strategy_status", {"wave": "all"}),
    ("barriers", {}),
    ("barriers.staff", {}),
    ("barriers.staff,barriers.cost", {}),
    ("barrier_weight", {}),
    ("barrier_weight.staff", {"statistic": "proportion"}),
    ("barrier_weight.staff", {"statistic": "proportion", "option": "4|5"}),
    ("barrier_weight.staff", {"statistic": "total", "option": "4|5"}),
    ("strategy_status", {"statistic": "total"}),
    ("barriers", {"statistic": "total"}),
    ("it_share", {"statistic": "median"}),
    ("maturity", {"statistic": "median"}),
    ("maturity", {"wave": "2021"}),
    ("maturity.level", {}),
    ("maturity,maturity.strategy", {"interval": "logit"}),
]


@pytest.mark.parametrize(("target", "more"), TARGETS, ids=str)
def test_the_way_back(demo, target, more):
    codebook = demo.codebook
    query = replace(
        parse_query(codebook, target, **more),
        by=parse_cuts(codebook, "sector:group,size"),
        where=(parse_filter(codebook, "district=15001|15003"),),
    )
    words = shlex.split(command(codebook, query))
    assert words[:3] == ["python", "-m", "estimation"]
    names = {"--wave": "wave", "--by": "by", "--option": "option"}
    names |= {"--statistic": "statistic", "--ci": "interval"}
    options = dict(zip(words[4::2], words[5::2], strict=True))
    assert options.pop("--survey") == codebook.survey
    where = [options.pop("--where")]
    read = {names[name]: value for name, value in options.items()}
    assert parse_query(codebook, words[3], where=where, **read) == query


def test_the_command_runs_and_names_the_wave(demo, published_home, capsys):
    query = parse_query(demo.codebook, "strategy_status")
    words = shlex.split(command(demo.codebook, query))
    assert main([*words[3:], "--home", str(published_home)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert ",2024," in lines[1]
