"""The release plan applied: which sets of firms a reader may be told numbers for.

One module for estimates, contrasts, counts, charts, exports, API and command line, so that all of
them give the same answer. The plan itself is made by the ETL step *release*.
"""

from estimation.release.reasons import dimensions_in_use, nothing_shown, why_hidden
from estimation.release.rounded import digits, is_rounded, rounded
from estimation.release.visible import hide, hide_unions, visible

__all__ = [
    "digits",
    "dimensions_in_use",
    "hide",
    "hide_unions",
    "is_rounded",
    "nothing_shown",
    "rounded",
    "visible",
    "why_hidden",
]
