"""Where running orders lie: `data/running_orders/NAME.yaml`, or in `$BAROMETER_ORDERS`.

Names are safe as file names and in addresses; a file is written whole or not at all.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from tempfile import NamedTemporaryFile

from locales import N_, Message
from stage.orders.model import PICTURES, RunningOrder
from stage.orders.reading import read_order
from stage.orders.writing import write_order
from survey.failure import Failure

DEFAULT = Path(__file__).parents[2] / "data" / "running_orders"
_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
_SHOWN = 60
_PICTURES = "pictures"


def folder() -> Path:
    """`$BAROMETER_ORDERS`, else `data/running_orders`."""
    return Path(os.environ.get("BAROMETER_ORDERS") or DEFAULT)


def names() -> tuple[str, ...]:
    """The running orders there are, in alphabetical order."""
    found = folder().glob("*.yaml")
    return tuple(sorted(each.stem for each in found if _NAME.fullmatch(each.stem)))


def checked(name: str) -> str:
    """The name, where it may be one. Raises Failure: it becomes a file name and an address."""
    if not _NAME.fullmatch(name):
        raise Failure(
            Message(
                N_(
                    "'{name}' cannot be the name of a running order. Use up to 60 small letters "
                    "without accents, digits, hyphens and underscores."
                ),
                name=name[:_SHOWN],
            )
        )
    return name


def text_of(name: str) -> str:
    """The file's text. Raises Failure where there is none of this name, or it cannot be read."""
    file = folder() / f"{checked(name) if name else name}.yaml"
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Failure(
            Message(
                N_("There is no running order '{name}'. Possible: {known}."),
                name=name or "–",
                known=", ".join(names()) or "–",
            )
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(
            Message(
                N_("The running order {file} cannot be used: {detail}"),
                file=file.name,
                detail=error,
            )
        ) from None


def load(name: str) -> RunningOrder:
    """The running order called `name`. Raises Failure, with what is wrong where it is."""
    return read_order(text_of(name), f"{name}.yaml")


def save(name: str, order: RunningOrder) -> Path:
    """Write it under this name: whole or not at all. Raises Failure where that is not possible."""
    file = folder() / f"{checked(name)}.yaml"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(
            "w", encoding="utf-8", dir=file.parent, prefix=f".{name}-", delete=False
        ) as written:
            written.write(write_order(order))
            written.flush()
            os.fsync(written.fileno())
        Path(written.name).chmod(0o644)
        os.replace(written.name, file)
    except OSError as error:
        raise Failure(
            Message(
                N_("The running order cannot be saved in {folder}: {detail}"),
                folder=file.parent,
                detail=error.strerror or error,
            )
        ) from None
    return file


def pictures_folder() -> Path:
    """Where the pictures of slides lie."""
    return folder() / _PICTURES


def pictures() -> tuple[str, ...]:
    """The pictures there are, in alphabetical order."""
    try:
        found = [each.name for each in pictures_folder().iterdir()]
    except OSError:
        return ()
    return tuple(sorted(name for name in found if picture(name) is not None))


def picture(name: str) -> Path | None:
    """A picture that slides name; None where there is none."""
    if name.startswith(".") or set(name) & set("/\\:\0") or not name.lower().endswith(PICTURES):
        return None
    file = pictures_folder() / name
    return file if file.is_file() else None
