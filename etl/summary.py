"""The summary of a load for a person: rows, response rate, findings with an example, what next."""

from __future__ import annotations

import sys
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table

from etl.cost import show_cost
from etl.report import Report
from locales import N_, Lang, translate, translate_plural
from locales.numbers import decimal, decimal_range, integer, percent

_NEW = N_("Published as {snapshot}. Open pages show it at their next run.")
_SAME = N_("Nothing changed: {snapshot} holds exactly this already.")
_PUBLISHABLE = N_("It can be published: python -m etl load …")
_SEVERITIES = {"error": N_("error"), "warning": N_("warning"), "info": N_("note")}


def show(result: dict[str, Any], lang: Lang) -> None:
    """Print what a command did."""
    out = Console(file=sys.stdout, highlight=False, soft_wrap=True)
    if "files" in result:
        show_report(result, lang, sys.stdout)
    if result["command"] == "history":
        _history(result, lang, out)
    elif result["command"] == "check":
        show_cost(result["release"], lang, sys.stdout, is_rounded=result["rounded"])
        out.print(translate(lang, _PUBLISHABLE), markup=False)
    elif result["command"] == "rollback":
        text = translate(lang, N_("{snapshot} is published again."), snapshot=result["snapshot"])
        out.print(text, markup=False)
    else:
        if "cuboids" in result:
            for cuts, cells in result["cuboids"].items():
                out.print(
                    translate(lang, N_("{cuts}: {n} sums"), cuts=cuts, n=integer(cells, lang)),
                    markup=False,
                )
        if "rows" in result:
            out.print(
                translate(
                    lang,
                    N_("{benchmark}: {rows} figures read, all of them kept."),
                    benchmark=result["benchmark"],
                    rows=integer(result["rows"], lang),
                ),
                markup=False,
            )
        text = _NEW if result["changed"] else _SAME
        out.print(translate(lang, text, snapshot=result["snapshot"]), markup=False)
        if removed := result.get("removed"):
            text = translate_plural(
                lang, "{n} old file was dropped.", "{n} old files were dropped.", len(removed)
            )
            out.print(text, markup=False)


def show_report(report: Report, lang: Lang, stream: TextIO) -> None:
    """The files and the findings of a load or check."""
    out = Console(file=stream, highlight=False, width=None if stream.isatty() else 140)
    out.print(_files(report, lang))
    if report["weighting"]:
        out.print(_weighting(report, lang))
    if report["details"]:
        out.print(_findings(report, lang))
        out.print(
            translate(
                lang,
                N_(
                    "Rows with an unusable id, weight or stratum are quarantined whole; a single "
                    "unusable value is missing. Both stay on record with their original content."
                ),
            ),
            markup=False,
        )


def _files(report: Report, lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False)
    heads = (
        N_("File"),
        N_("written as"),
        N_("rows read"),
        N_("loaded"),
        N_("quarantined"),
        N_("in scope"),
        N_("respondents"),
        N_("response rate"),
    )
    for head in heads:
        table.add_column(
            translate(lang, head), justify="left" if head in heads[:2] else "right", no_wrap=True
        )
    for each in report["files"]:
        delimiter = {"\t": "Tab"}.get(each["delimiter"], each["delimiter"])
        counts = ("rows_read", "rows_loaded", "rows_quarantined", "in_scope", "respondents")
        table.add_row(
            each["file"],
            f"{each['encoding']}  {delimiter}  {each['decimal']}",
            *(integer(each[name], lang) for name in counts),
            percent(each["response_rate"] or 0.0, lang),
        )
    return table


def _weighting(report: Report, lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False)
    heads = (
        N_("Weights raked to"),
        N_("wave"),
        N_("population"),
        N_("largest deviation"),
        N_("times their mean"),
        N_("trimmed"),
        N_("design effect of weights, before"),
        N_("after"),
    )
    for head in heads:
        table.add_column(translate(lang, head), justify="left" if head in heads[:2] else "right")
    for each in report["weighting"]:
        table.add_row(
            ", ".join(dict.fromkeys(margin["margin"] for margin in each["margins"])),
            each["wave"],
            integer(each["population"], lang),
            f"{each['deviation']:.0e}",
            decimal_range(each["low"], each["high"], lang, 2),
            integer(each["trimmed"], lang),
            decimal(each["effect_before"], lang, 2),
            decimal(each["effect_after"], lang, 2),
        )
    return table


def _findings(report: Report, lang: Lang) -> Table:
    table = Table(box=None, pad_edge=False, title_justify="left")
    for head in (N_("Finding"), N_("rule"), N_("number"), N_("for example")):
        right = head == "number"
        table.add_column(translate(lang, head), justify="right" if right else "left")
    order = list(_SEVERITIES)
    by_rule: dict[tuple[str, str], list[Any]] = {}
    for each in report["details"]:
        by_rule.setdefault((each["severity"], each["rule"]), []).append(each)
    for (severity, rule), found in sorted(by_rule.items(), key=lambda i: (order.index(i[0][0]), i)):
        most = max(found, key=lambda each: each["count"])
        table.add_row(
            translate(lang, _SEVERITIES[severity]),
            rule,
            integer(sum(each["count"] for each in found), lang),
            _example(most, lang),
        )
    return table


def _example(found: Any, lang: Lang) -> str:
    example = found["example"]
    if example is None:
        return ""
    place = found["file"]
    if example["line"] is not None:
        line = translate(lang, N_("line {line}"), line=example["line"])
        place = f"{place}, {line}, {found['column']}"
    text: str = f"{place}: {example[f'message_{lang}']}"
    return text.replace("[", r"\[")


def _history(result: dict[str, Any], lang: Lang, out: Console) -> None:
    table = Table(box=None, pad_edge=False)
    for head in (N_("Time (UTC)"), N_("action"), N_("snapshot"), N_("rows")):
        table.add_column(translate(lang, head), no_wrap=True)
    for each in result["history"]:
        rows = ", ".join(f"{name} {integer(n, lang)}" for name, n in each["rows"].items())
        gone = each["snapshot"] not in result["there"]
        current = each["snapshot"] == result["current"]
        mark = " *" if current else translate(lang, N_(" (dropped)")) if gone else ""
        table.add_row(each["time"], each["action"], each["snapshot"] + mark, rows)
    out.print(table)
    out.print(
        translate(lang, N_("* published now: {snapshot}"), snapshot=result["current"]), markup=False
    )
