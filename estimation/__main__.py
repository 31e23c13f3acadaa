"""`python -m estimation QUESTION[.ITEM] --survey S …`: the estimate table on the terminal."""

from __future__ import annotations

import argparse
import sys

from estimation.estimates import estimate
from estimation.query import parse_query
from locales.terminal import terminal_language
from survey.failure import Failure
from survey.snapshot import current_snapshot
from survey.warehouse import home


def arguments() -> argparse.ArgumentParser:
    """The command's parameters; docs/reference.md lists them."""
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
    parser.add_argument("--option", metavar="CODE|CODE", help="the joint share of these options")
    parser.add_argument("--statistic", choices=["proportion", "mean"])
    parser.add_argument("--ci", choices=["beta", "logit"], default="beta")
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
        table = estimate(survey, query)
    except Failure as failure:
        print(failure.text(terminal_language(options.lang)), file=sys.stderr)
        return 1
    if options.format == "json":
        print(table.to_json(orient="records", double_precision=15, force_ascii=False))
    else:
        table.to_csv(sys.stdout, index=False, lineterminator="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
