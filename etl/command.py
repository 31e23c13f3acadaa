"""The command line of the ETL: what was typed, and what is printed.

With --json stdout is exactly one JSON object; everything else goes to stderr.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from etl import history, load, retention, summary
from etl.benchmark import load_benchmark
from etl.cube import ENGINES
from etl.cube import cube as build_cube
from etl.progress import CUBE_STEPS, announcing
from etl.refusal import NotPublishable
from locales import LANGUAGES, Lang
from locales.terminal import terminal_language
from survey.failure import Failure
from survey.warehouse import current_name, home

Result = dict[str, Any]


def main(argv: Sequence[str]) -> int:
    """0 done, 1 it cannot be published (says why), 2 wrong call."""
    options = arguments().parse_args(argv)
    lang = terminal_language(options.lang)
    try:
        result = options.run(options, lang)
    except Failure as failure:
        _print_failure(options, lang, failure)
        return 1
    except KeyboardInterrupt:
        return 130
    if options.json:
        _print_json(result)
    else:
        summary.show(result, lang)
    return 0


def arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m etl", description="Load surveys, check them and publish them."
    )
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--home", type=Path, help="the warehouse (default: $BAROMETER_HOME)")
    common.add_argument("--json", action="store_true", help="print exactly one JSON object")
    common.add_argument("--lang", choices=LANGUAGES, help="language of what is printed")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: Callable[..., Result], about: str) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, parents=[common], help=about, description=about)
        sub.set_defaults(run=run)
        return sub

    for name, run, about in (
        ("load", _load, "check a survey and publish it"),
        ("check", _check, "check a survey without publishing it"),
    ):
        sub = command(name, run, about)
        sub.add_argument("folder", type=Path, metavar="DIR", help="the folder of the codebook")
        sub.add_argument("--files", type=Path, help="where the survey files lie, if not there")
        sub.add_argument(
            "--accept-quarantine",
            action="store_true",
            help="publish although more than 5 %% is unusable",
        )
    commands.choices["load"].add_argument(
        "--keep", type=_positive, metavar="N", help="drop all but the N latest snapshots"
    )
    command("history", _history, "what was published when")
    rollback = command("rollback", _rollback, "go back to an earlier snapshot")
    rollback.add_argument("snapshot", nargs="?", metavar="SNAPSHOT", help="default: the one before")
    cube = command("cube", _cube, "sum a survey once, so that large ones answer at once")
    cube.add_argument("--survey", required=True, metavar="S", help="the published survey")
    cube.add_argument(
        "--dimensions",
        action="append",
        default=[],
        metavar="CUTS",
        help="a cross to hold, such as sector:section,size (default: every pair of dimensions)",
    )
    cube.add_argument("--engine", choices=ENGINES, default="duckdb", help="what sums")
    cube.add_argument("--master", metavar="URL", help="the Spark cluster (default: local[*])")
    cube.add_argument(
        "--input",
        type=Path,
        metavar="PARQUET_DIR",
        help="sum these Parquet files instead; the responses are not published then",
    )
    benchmark = command("benchmark", _benchmark, "publish figures of Eurostat (SDMX-CSV 2.0)")
    benchmark.add_argument("file", type=Path, metavar="FILE")
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _load(options: argparse.Namespace, lang: Lang) -> Result:
    with announcing(lang) as announce:
        outcome = load.load(
            options.folder,
            home(options.home),
            files=options.files,
            accept_quarantine=options.accept_quarantine,
            announce=announce,
        )
    removed = retention.keep(home(options.home), options.keep) if options.keep else []
    return _of_outcome("load", outcome) | {"removed": removed}


def _check(options: argparse.Namespace, lang: Lang) -> Result:
    with announcing(lang) as announce:
        outcome = load.check_only(
            options.folder,
            home(options.home),
            files=options.files,
            accept_quarantine=options.accept_quarantine,
            announce=announce,
        )
    return _of_outcome("check", outcome)


def _of_outcome(command: str, outcome: load.Outcome) -> Result:
    return {
        "command": command,
        "survey": outcome.survey,
        "snapshot": outcome.snapshot,
        "changed": outcome.changed,
        **outcome.report,
    }


def _history(options: argparse.Namespace, lang: Lang) -> Result:
    where = home(options.home)
    current = current_name(where).removesuffix(".json")
    entries = [
        {"time": e.time, "action": e.action, "snapshot": e.snapshot, "rows": dict(e.rows)}
        for e in history.entries(where)
    ]
    there = retention.manifests(where)
    return {"command": "history", "current": current, "there": there, "history": entries}


def _rollback(options: argparse.Namespace, lang: Lang) -> Result:
    snapshot, manifest = retention.rollback(home(options.home), options.snapshot)
    return {"command": "rollback", "snapshot": snapshot, "surveys": dict(manifest.surveys)}


def _cube(options: argparse.Namespace, lang: Lang) -> Result:
    with announcing(lang, CUBE_STEPS) as announce:
        built = build_cube(
            home(options.home),
            options.survey,
            dimensions=options.dimensions,
            engine=options.engine,
            master=options.master,
            source=options.input,
            announce=announce,
        )
    return {
        "command": "cube",
        "survey": options.survey,
        "snapshot": built.snapshot,
        "changed": built.changed,
        "cuboids": built.cuboids,
        "answers": built.answers,
    }


def _benchmark(options: argparse.Namespace, lang: Lang) -> Result:
    dataset, snapshot, rows, changed = load_benchmark(options.file, home(options.home))
    return {
        "command": "benchmark",
        "benchmark": dataset,
        "snapshot": snapshot,
        "changed": changed,
        "rows": rows,
    }


def _print_json(result: Result) -> None:
    json.dump(result, sys.stdout, ensure_ascii=False, default=str)
    sys.stdout.write("\n")


def _print_failure(options: argparse.Namespace, lang: Lang, failure: Failure) -> None:
    report = failure.report if isinstance(failure, NotPublishable) else {}
    if options.json:
        texts = {each: failure.text(each) for each in LANGUAGES}
        _print_json({"error": texts, "snapshot": None, **report})
    if report and not options.json:
        summary.show_report(report, lang, sys.stderr)
    sys.stderr.write(failure.text(lang) + "\n")
