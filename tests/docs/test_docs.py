"""The docs say what there is: each command and parameter, and what they show runs."""

from __future__ import annotations

import argparse
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from estimation.__main__ import arguments as estimation_arguments
from etl.command import arguments as etl_arguments

ROOT = Path(__file__).parents[2]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def parameters(parser: argparse.ArgumentParser) -> set[str]:
    found = {option for action in parser._actions for option in action.option_strings}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= set(action.choices)
            for inner in action.choices.values():
                found |= parameters(inner)
    return found - {"-h", "--help"}


@pytest.mark.parametrize("parser", [estimation_arguments(), etl_arguments()], ids=lambda p: p.prog)
def test_every_parameter_is_documented(parser):
    missing = [name for name in parameters(parser) if f"`{name}" not in COMMANDS]
    assert not missing


def test_every_documented_parameter_exists():
    known = parameters(estimation_arguments()) | parameters(etl_arguments())
    for name in re.findall(r"`(--[a-z-]+)", COMMANDS):
        assert name in known


def test_every_make_target_is_documented():
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    for target in targets:
        assert f"`{target}`" in COMMANDS


@pytest.mark.parametrize(
    "line", re.findall(r"^python -m estimation .*$", README, re.MULTILINE), ids=str
)
def test_the_estimates_of_the_readme_run(line, published_home):
    command = [sys.executable, *shlex.split(line)[1:], "--home", str(published_home)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) >= 2 or done.stdout.startswith("[{")


def test_pictures_and_links_of_the_readme_exist():
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
