"""Files that people edit without code: YAML read as a model, or a sentence what is wrong in it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from locales import N_, Message
from survey.failure import Failure

M = TypeVar("M", bound=BaseModel)


def read_edited(file: Path, model: type[M], wrong: str) -> M:
    """The content of a file as `model`.

    Raises Failure with the sentence `wrong` where the file cannot be read, is no YAML in UTF-8 or
    does not fit; its `{detail}` names the first key that does not: "offers[2].as_of: …".
    """
    detail: str | Message
    try:
        return model.model_validate(yaml.safe_load(file.read_text(encoding="utf-8")))
    except ValidationError as error:
        first = error.errors()[0]
        detail = f"{_path(first['loc'])}: {first['msg']}"
    except UnicodeDecodeError as error:
        said = N_("the file is not UTF-8 (byte {position}); save it as UTF-8")
        detail = Message(said, position=error.start)
    except (OSError, yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2024-02-30
        detail = str(error)
    raise Failure(Message(wrong, file=file, detail=detail))


def _path(location: tuple[int | str, ...]) -> str:
    """ "offers[2].as_of"; a dash for the whole file."""
    text = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in location)
    return text.lstrip(".") or "–"
