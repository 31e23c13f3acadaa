"""A figure in another page: what its author pastes there."""

from __future__ import annotations

from html import escape

from stage.asked import Asked
from stage.figure import embed_address

_HEIGHT = 480  # pixels until the figure says how high it is
_LISTEN = (
    '<script>addEventListener("message", (e) => { '
    'if (e.data?.digitalbarometer === "height") '
    'for (const f of document.querySelectorAll("iframe")) '
    "if (f.contentWindow === e.source) f.height = e.data.height; });</script>"
)


def snippet(found: Asked, title: str, root: str) -> str:
    """The frame and the line that gives it the height of the figure, also after it has changed.

    `root` is the address of this server as the reader called it. Only the frame's own messages
    count, and only a number is taken from them.
    """
    address = escape(root + embed_address(found.context, found.page, found.view.id), quote=True)
    frame = (
        f'<iframe src="{address}" title="{escape(title, quote=True)}" width="100%" '
        f'height="{_HEIGHT}" style="border: 0" loading="lazy"></iframe>'
    )
    return f"{frame}\n{_LISTEN}"
