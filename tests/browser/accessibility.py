"""Serious findings of axe-core on a page as it stands, less what Streamlit's frame causes."""

from __future__ import annotations

from typing import NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE = ("serious", "critical")

# What Streamlit's own frame causes: rule -> selector. Written down with the version in
# docs/decisions/0016-accessibility.md; nothing else is excused.
FRAME = {
    "list": 'ul[data-testid="stSidebarNavItems"]',
    "listitem": 'ul[data-testid="stSidebarNavItems"] > div > li',
}

_MATCHES = "([target, selector]) => document.querySelector(target).matches(selector)"


class Finding(NamedTuple):
    """What a rule says of one element."""

    rule: str
    impact: str
    target: str
    html: str
    summary: str


def grave(page: Page, axe: Axe) -> tuple[list[Finding], set[str]]:
    """Serious and critical findings that are ours, and the rules that the frame breaks."""
    response = axe.run(page, options={"resultTypes": ["violations"]}).response
    ours, frame = list[Finding](), set[str]()
    for found in response["violations"]:
        if found["impact"] not in GRAVE:
            continue
        for node in found["nodes"]:
            (target,) = node["target"]  # more than one only inside frames and shadow roots
            rule = found["id"]
            if rule in FRAME and page.evaluate(_MATCHES, [target, FRAME[rule]]):
                frame.add(rule)
                continue
            summary = node["failureSummary"]
            ours.append(Finding(rule, found["impact"], target, node["html"][:200], summary))
    return ours, frame
