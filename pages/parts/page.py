"""The frame of a page and of a figure: title, answer, selection; headline, chart, small print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from charts.marks import HIDDEN, UNRELIABLE
from estimation.query import NotAsked
from figures.blocks import Findings, KeyFigures, Lead, Section, View
from figures.catalogue import CONTENTS
from figures.context import Context
from figures.exhibit import Exhibit
from figures.kept import once
from figures.key_figures import KeyFigure, key_figures
from figures.listing import Listing
from figures.not_asked import not_asked
from figures.selection_words import selection_in_words
from pages.parts.ahead import AHEAD, Make
from pages.parts.drawing import (
    card,
    draw_unaddressed,
    figure_html,
    findings_html,
    signs_explained,
)
from pages.parts.html import Written
from pages.parts.html import text as _html
from pages.parts.jumps import heading, jump_marks
from pages.parts.listing import listing_table
from pages.parts.opening import page_links
from pages.parts.plain import note
from pages.parts.respondents import respondents
from pages.parts.ways_out import WayOut, ways_out
from survey.labels import survey_title


class Page:
    """A reader's question and the figures that answer it, drawn from the top down.

    Used as `with Page(context, title, answer) as page:`; on leaving, a page on which nothing could
    be shown says so under its title, once, with the way out.
    """

    def __init__(
        self,
        context: Context,
        title: str,
        answer: str | Callable[[Context], str] = "",
        ways_out: Sequence[WayOut] = (),
        *,
        selected: bool = True,
        explore: bool = True,
    ) -> None:
        """`answer`: the sentence under the title, or what makes it.
        `selected`: name the reader's selection, where it counts for what the page shows.
        `explore`: lead from each figure to the explorer.
        """
        self._context, self._ways_out, self._explore = context, ways_out, explore
        self._heading, self._sections = "h2", 0
        self._shown, self._empty, self._reason = 0, list[str](), ""
        self._unasked = set[str]()
        self._lines = list[tuple[Any, str]]()
        self._makes = list[Make]()
        st.title(title, anchor=False)
        said = answer if isinstance(answer, str) else self._once(answer)
        lines = [f'<p class="db-answer">{_html(said)}</p>'] if said else []
        about = [survey_title(context.codebook, context.lang)]
        if selected:
            about = [self._once(selection_in_words), self._once(respondents)]
        printed = [_html(text) for text in about]
        if context.codebook.synthetic:
            said = _html(context.say("synthetic demo data"))
            printed.append(f'<span class="db-synthetic">{said}</span>')
        lines.append(f'<p class="db-selection">{" · ".join(printed)}</p>')
        st.html(Written("".join(lines)))
        self._place = st.empty()

    def __enter__(self) -> Page:
        AHEAD.begin()
        return self

    def __exit__(self, failed: type[BaseException] | None, *_: object) -> None:
        AHEAD.end(self._context, [] if failed else self._makes)
        if failed is None and self._empty and not self._shown:
            with self._place.container():
                self._nothing_shown()

    def fill(self, name: str, further: Sequence[str] = ()) -> None:
        """All blocks of the page `name`, in their order; a sentence where there is none.

        `further`: the headings of what the page shows after them.
        """
        blocks = list(CONTENTS[name](self._context))
        titles = [block.title for block in blocks if isinstance(block, Section)]
        self.jumps([*titles, *further])
        for block in blocks:
            match block:
                case View():
                    self.view(name, block)
                case Section(title):
                    self.section(title)
                case Lead(text):
                    self.lead(text)
                case Findings(targets):
                    self.findings(targets)
                case KeyFigures():
                    self.key_figures(self._once(key_figures))
        if not blocks:
            self.nothing_asked()
        if sum(isinstance(block, View) for block in blocks) > 1:
            self.take_along(name)

    def take_along(self, name: str) -> None:
        """The ways to all figures of the page `name` at once, where any is shown."""
        if self._shown:
            st.html(Written(page_links(self._context, name)))

    def view(self, name: str, view: View) -> None:
        """A figure of the page `name`, which gives it an address of its own."""
        self._show(name, view.make, view.arguments, view.options)

    def notes_here(self) -> None:
        """Say here that nothing could be shown: below the choices that the page offers."""
        self._place = st.empty()

    def jumps(self, titles: Sequence[str]) -> None:
        """Jump marks to all sections of the page, named before they come so that nothing moves."""
        if marks := jump_marks(titles, self._context.lang):
            st.html(Written(marks))

    def section(self, title: str) -> None:
        """A heading over a group of figures; their own headings are one level below it."""
        st.html(Written(heading(title, self._sections)))
        self._heading, self._sections = "h3", self._sections + 1

    def lead(self, text: str) -> None:
        """A sentence that introduces a group of figures."""
        st.html(f'<p class="db-question">{_html(text)}</p>')

    def key_figures(self, figures: Iterable[KeyFigure]) -> None:
        """Key figures side by side, each with its interval, its base and how it moved."""
        context, figures = self._context, list(figures)
        if not figures:
            return
        label = context.say("95% interval")
        cells = "".join(card(figure, label) for figure in figures)
        signs = signs_explained([figure.value for figure in figures], context)
        st.html(Written(f'<div class="db-figures">{cells}</div>{signs}'))
        self._shown += sum(figure.value not in (HIDDEN, UNRELIABLE) for figure in figures)

    def findings(self, targets: Sequence[str]) -> None:
        """The strongest differences in these questions and scores, each with its evidence."""
        dimensions = tuple(self._context.codebook.dimensions)[:2]  # those that pages cut by
        if said := self._once(findings_html, tuple(targets), dimensions):
            st.html(Written(said))

    def show(self, make: Callable[..., Exhibit], *arguments: Any, **options: Any) -> None:
        """The exhibit `make(context, …)` with all that belongs to it.

        A line instead where the question was not asked in this wave, or nothing can be drawn.
        """
        self._show("", make, arguments, options)

    def show_own(self, made: Exhibit) -> None:
        """An exhibit with a reader's own answers: nothing of it enters a cache that others use."""
        draw_unaddressed(self._context, made, self._heading, explore=False)
        self._shown += 1

    def _show(
        self,
        name: str,
        make: Callable[..., Exhibit],
        arguments: Sequence[Any],
        options: Mapping[str, Any],
    ) -> None:
        """A figure of the page `name`; of none, and so without an address, where it is empty."""
        context, heading, explore = self._context, self._heading, self._explore
        asked = make, arguments, options, name, heading, explore
        self._makes.append(lambda other: _figure(other, *asked))
        try:
            made, written = _figure(context, *asked)
        except NotAsked as failure:
            self._not_asked(not_asked(context, failure))
            return
        if made.empty:
            self._nothing_drawn(made.question, made.reason)
            return
        if name:
            st.html(Written(written))
        else:
            draw_unaddressed(context, made, heading, explore=explore)
        self._shown += 1

    def _once(self, make: Callable[..., Any], *arguments: Any) -> Any:
        """`make(context, …)` as it is kept for all readers; made ahead in other waves, too."""
        self._makes.append(lambda context: once(context, make, *arguments))
        return once(self._context, make, *arguments)

    def listing(self, heads: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> None:
        """A table of words; on a phone the first column holds what the others would."""
        table = Listing(caption, tuple(heads), tuple(map(tuple, rows)), details=len(heads) - 1)
        st.html(listing_table(table, self._context.lang, "db db-words"))

    def counts(self, listing: Listing, *, folded: bool = False) -> None:
        """A table of words and counts; `folded` where it is long, to be opened by its caption."""
        table = listing_table(listing, self._context.lang)
        if folded:
            summary = _html(listing.caption)
            table = f'<details class="db-entry"><summary>{summary}</summary>{table}</details>'
        st.html(table)

    def nothing_asked(self) -> None:
        """The survey has no question of the page's topic."""
        say = self._context.say
        note(say("This survey asks nothing on this topic. Choose another page."))

    def anything(self, printed: Sequence[str]) -> bool:
        """Whether one of these printed values is a number; if not, the page says what to do."""
        found = any(value not in (HIDDEN, UNRELIABLE) for value in printed)
        self._shown += found
        self._empty += [] if found else [""]
        return found

    def _not_asked(self, text: str) -> None:
        """Once for each question, however many figures show it."""
        if text not in self._unasked:
            note(text)
        self._unasked.add(text)

    def _nothing_drawn(self, question: str, reason: str) -> None:
        """A quiet line, once for each question."""
        why = reason or self._context.say("too few respondents in this selection")
        line = f"{question} – {why}"
        if line not in self._empty:
            place = st.empty()
            place.html(f'<p class="db-question db-empty">{_html(line)}</p>')
            self._lines.append((place, question))
        self._empty.append(line)
        self._reason = self._reason or reason

    def _nothing_shown(self) -> None:
        say = self._context.say
        if not self._context.selection.where and not self._ways_out:
            note(say("Too few firms took part in this wave for anything to be shown."))
            return
        note(
            self._reason
            or say(
                "Too few firms took part in this selection for anything to be shown. "
                "Choose fewer filters or broader groups."
            )
        )
        said = set[str]()
        for place, question in self._lines:  # each question once: the reason has just been said
            place.html(f'<p class="db-question db-empty">{_html(question)}</p>')
            if question in said:
                place.empty()
            said.add(question)
        ways_out(self._context, self._ways_out)


def _figure(
    context: Context,
    make: Callable[..., Exhibit],
    arguments: Sequence[Any],
    options: Mapping[str, Any],
    name: str,
    heading: str,
    explore: bool,
) -> tuple[Exhibit, str]:
    """A figure and, where it has an address, what the page shows of it; both are kept."""
    made = once(context, make, *arguments, **options)
    if made.empty or not name:
        return made, ""
    return made, once(context, figure_html, made, heading, name, explore)
