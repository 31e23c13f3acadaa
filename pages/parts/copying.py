"""A quiet button that copies a finding with its citation; `browser.js` does it."""

from __future__ import annotations

from html import escape

from figures.context import Context


def copy_button(context: Context, cited: str) -> str:
    """The button as HTML. The address and the day stand in the copy as the browser has them."""
    label, done = context.say("Copy the finding with its source"), context.say("Copied")
    return (
        f'<button type="button" class="db-copy" data-text="{escape(cited, quote=True)}" '
        f'data-done="{escape(done, quote=True)}" aria-live="polite">{escape(label)}</button>'
    )
