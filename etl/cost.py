"""What the release plan costs, for a person: cells and firms hidden of each two-way table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TextIO

from rich.console import Console
from rich.table import Table

from locales import N_, Lang, translate
from locales.numbers import integer, percent

_SUMS = ("cells", "small", "hidden", "firms", "firms_hidden", "items_hidden")
_HEADS = (
    N_("Release plan"),
    N_("cells"),
    N_("too small"),
    N_("hidden"),
    N_("hidden, mean of all questions"),
    N_("firms in hidden cells"),
)


def show_cost(
    costs: Sequence[Mapping[str, Any]], lang: Lang, stream: TextIO, *, is_rounded: bool
) -> None:
    """A line per table of one or two cuts, all waves together; nothing without a plan."""
    if not costs:
        return
    sums: dict[str, dict[str, float]] = {}
    for each in costs:
        line = sums.setdefault(each["cuts"], dict.fromkeys(_SUMS, 0))
        for name in _SUMS:
            line[name] += each[name]
    table = Table(box=None, pad_edge=False)
    for head in _HEADS:
        table.add_column(
            translate(lang, head), justify="left" if head == _HEADS[0] else "right", no_wrap=True
        )
    for cuts, line in sums.items():
        table.add_row(
            cuts.replace(",", " × "),
            integer(line["cells"], lang),
            integer(line["small"], lang),
            _with_share(line["hidden"], line["cells"], lang),
            percent(line["items_hidden"] / max(line["cells"], 1), lang),
            _with_share(line["firms_hidden"], line["firms"], lang),
        )
    console = Console(file=stream, highlight=False, width=None if stream.isatty() else 140)
    console.print(table)
    text = N_(
        "The plan hides cells of fewer than min_n firms (empty cells are not counted here), "
        "and more where these could be worked out (docs/decisions). Filters and cuts use at most "
        "two dimensions at once."
    )
    console.print(translate(lang, text), markup=False)
    if not is_rounded:
        text = N_(
            "Numbers are published with all their digits. Who knows the weights of the firms could "
            "take numbers of small cells apart; 'rounded: true' under 'disclosure' in the codebook "
            "rounds them to their error."
        )
        console.print(translate(lang, text), markup=False)


def _with_share(part: float, whole: float, lang: Lang) -> str:
    return f"{integer(part, lang)} ({percent(part / max(whole, 1), lang)})"
