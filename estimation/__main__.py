"""`python -m estimation QUESTION[.ITEM] --survey S …`: estimates or contrasts on the terminal."""

from __future__ import annotations

import argparse
import os
import sys

from estimation.comparisons import comparison, relation
from estimation.estimates import estimate
from estimation.query import parse_query
from estimation.release import why_hidden
from estimation.written import as_csv, as_json
from locales.terminal import terminal_language
from survey.failure import Failure
from survey.snapshot import current_snapshot
from survey.warehouse import home


def arguments() -> argparse.ArgumentParser:
    """The command's parameters; docs/commands.md lists them."""
    parser = argparse.ArgumentParser(
        prog="python -m estimation",
        description="Estimates of the published snapshot with interval, base, n and mark.",
    )
    parser.add_argument("question", metavar="QUESTION[.ITEM]", help="such as barriers.staff")
    parser.add_argument("--survey", metavar="S", help="needed where several are published")
    parser.add_argument("--wave", metavar="W", help="a wave or 'all'; default: the latest")
    parser.add_argument("--by", metavar="DIM[:LEVEL],…", default="", help="sector:group,size")
    parser.add_argument(
        "--where",
        metavar="DIM=CODE|CODE",
        action="append",
        default=[],
        help="size=10-49|50-249; several hold together",
    )
    parser.add_argument("--option", metavar="CODE|CODE,…", help="joint shares of options")
    parser.add_argument("--statistic", choices=["proportion", "mean", "total", "median"])
    parser.add_argument("--ci", choices=["beta", "logit"], default="beta")
    compared = parser.add_mutually_exclusive_group()
    compared.add_argument(
        "--contrast",
        metavar="rest|GROUP:GROUP|wave[:W]|item|trend",
        help="differences with their tests instead of the estimates",
    )
    compared.add_argument(
        "--related",
        metavar="DIM[:LEVEL]|QUESTION[.ITEM]",
        help="tests of independence instead of the estimates",
    )
    parser.add_argument("--deff", action="store_true", help="adds the design effect as a column")
    parser.add_argument("--format", choices=["csv", "json"], default="csv")
    parser.add_argument("--home", metavar="H", help="the warehouse; default $BAROMETER_HOME")
    parser.add_argument("--lang", choices=["de", "en"], help="of messages")
    return parser


def main(argv: list[str] | None = None) -> int:
    """Print the table to stdout; 1 and a sentence on stderr where it cannot be had."""
    options = arguments().parse_args(argv)
    try:
        snapshot = current_snapshot(home(options.home))
        survey = snapshot.survey(options.survey or snapshot.only_survey())
        query = parse_query(
            survey.codebook,
            options.question,
            wave=options.wave,
            by=options.by,
            where=options.where,
            statistic=options.statistic,
            interval=options.ci,
            option=options.option,
        )
        if options.contrast is not None:
            table = comparison(survey, query, options.contrast)
        elif options.related is not None:
            table = relation(survey, query, options.related)
        else:
            table = estimate(survey, query, deff=options.deff)
    except Failure as failure:
        print(failure.text(terminal_language(options.lang)), file=sys.stderr)
        return 1
    if reason := why_hidden(survey, query):
        print(reason.text(terminal_language(options.lang)), file=sys.stderr)
    text = as_json(table) if options.format == "json" else as_csv(table)
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader has seen enough: `… | head`
        os.dup2(
            os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno()
        )  # or Python complains at exit
    return 0


if __name__ == "__main__":
    sys.exit(main())
