"""A running order from YAML, or every reason why it is none, each with the path of its key."""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from locales import N_, Lang, Message
from stage.orders.model import RunningOrder
from survey.codebook.reading import EXPECTED, Loader
from survey.failure import Failure

_EXPECTED = {
    **EXPECTED,
    "picture_name": N_("the name of a picture file without a folder is expected: {known}"),
    "union_tag_invalid": N_("`kind` is one of: {expected_tags}"),
    "union_tag_not_found": N_(
        "`kind` is missing: one of 'figure', 'title', 'text', 'picture', 'logos'"
    ),
    "string_too_long": N_("at most {max_length} characters are expected"),
    "string_pattern_mismatch": N_("the name of a data state is expected: snapshot-0123abcd"),
}
_LARGEST = 1_000_000  # characters


@dataclass(frozen=True)
class Problem:
    """Something to mend: where in the file, and what is expected there."""

    path: tuple[str | int, ...]
    message: Message

    def text(self, lang: Lang) -> str:
        """ "slides[3].page: …"."""
        place = ""
        for part in self.path:
            place += f"[{part}]" if isinstance(part, int) else f".{part}" if place else str(part)
        said = self.message.text(lang)
        return f"{place}: {said}" if place else said


class OrderError(Failure):
    """A running order that cannot be used, with all that is to be mended."""

    def __init__(self, file: str, problems: Sequence[Problem]) -> None:
        self.file, self.problems = file, tuple(problems)
        super().__init__(
            Message(N_("The running order {file} cannot be used: {detail}"), file=file, detail="")
        )
        self.args = (self.text("en"),)

    def text(self, lang: Lang) -> str:
        detail = "; ".join(each.text(lang) for each in self.problems)
        return Message(self.message.msgid, file=self.file, detail=detail).text(lang)


def read_order(text: str, file: str) -> RunningOrder:
    """The running order that `text` holds; `file` is what it is called where it is refused.

    Raises OrderError with every problem of its shape. Whether its figures exist depends on what
    is published: `stage.orders.figures`.
    """
    if len(text) > _LARGEST:
        most = Message(_EXPECTED["string_too_long"], max_length=_LARGEST)
        raise OrderError(file, [Problem((), most)])
    try:
        raw = yaml.load(text, Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        detail = str(getattr(error, "problem", None) or type(error).__name__)
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        said = Message(
            N_("not readable as YAML in line {line}: {detail}"), line=line, detail=detail
        )
        raise OrderError(file, [Problem((), said)]) from None
    if not isinstance(raw, dict):
        raise OrderError(file, [Problem((), Message(N_("keys with values are expected")))])
    try:
        return RunningOrder.model_validate(raw)
    except ValidationError as error:
        raise OrderError(file, [_problem(each, raw) for each in error.errors()]) from None


def _problem(detail: ErrorDetails, raw: dict[Any, Any]) -> Problem:
    path, last = _place(detail, raw), detail["loc"][-1]
    if detail["type"] == "string_type" and isinstance(detail["input"], bool):
        return Problem(path, Message(_EXPECTED["truth_value"]))
    if detail["type"] == "extra_forbidden":
        known = _keys_beside(detail, raw)
        near = difflib.get_close_matches(str(last), known, n=1, cutoff=0.7)
        if near:
            said = N_("this key is not known; did you mean `{near}`?")
            return Problem(path, Message(said, near=near[0]))
        said = N_("this key is not known; known are: {known}")
        return Problem(path, Message(said, known=", ".join(known)))
    msgid = _EXPECTED.get(detail["type"])
    if msgid is None:
        said = N_("not as expected: {detail}")
        return Problem(path, Message(said, detail=detail["msg"]))
    return Problem(path, Message(msgid, **(detail.get("ctx") or {})))


def _place(detail: ErrorDetails, raw: Any) -> tuple[str | int, ...]:
    """The path as the file has it: pydantic's own step, the kind of a slide, is left out."""
    path: list[str | int] = []
    for step, part in enumerate(detail["loc"]):
        if step == 2 and detail["loc"][0] == "slides":
            continue
        inner = _within(raw, part)
        if inner is not None:
            raw = inner[0]
        elif detail["type"] != "missing" or part != detail["loc"][-1]:
            continue
        path.append(part)
    return tuple(path)


def _within(raw: Any, part: str | int) -> tuple[Any] | None:
    """What stands under a key or at a place of a list; None where there is nothing."""
    if isinstance(raw, dict) and part in raw:
        return (raw[part],)
    if isinstance(raw, list) and isinstance(part, int) and part < len(raw):
        return (raw[part],)
    return None


def _keys_beside(detail: ErrorDetails, raw: Any) -> list[str]:
    """The keys that are known where the unknown one stands."""
    schema = RunningOrder.model_json_schema()
    here: Any = schema
    for part in detail["loc"][:-1]:
        here = _inner(here, part, schema)
    return list(here.get("properties", {}))


def _inner(here: dict[str, Any], part: str | int, schema: dict[str, Any]) -> dict[str, Any]:
    if isinstance(part, int):
        found = here.get("items", here)
    elif "discriminator" in here:
        found = {"$ref": here["discriminator"]["mapping"].get(part, "")}
    else:
        found = here.get("properties", {}).get(part, here)
    for each in (found, *found.get("anyOf", [])):
        name = str(each.get("$ref", "")).rpartition("/")[2]
        if name in schema["$defs"]:
            return dict(schema["$defs"][name])
    return dict(found)
