"""A codebook from its YAML file, or every reason why it is none."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from locales import N_, Lang, Message, translate_plural
from survey.codebook.consistency import Problem, problems
from survey.codebook.model import Codebook
from survey.failure import Failure

FILE_NAME = "codebook.yaml"

# What pydantic found -> what was expected. `{...}` are filled from the error's own context.
EXPECTED = {
    "missing": N_("this key is required"),
    "extra_forbidden": N_("this key is not known"),
    "truth_value": N_(
        "YAML reads an unquoted Yes, No, TRUE, FALSE, On or Off as a truth value; "
        "a code or a text is expected: put it in quotes"
    ),
    "code_type": N_("a code is a whole number or a text in quotes"),
    "code_grammar": N_("a code is not empty and holds no '|', '=' or ',' and no outer spaces"),
    "column_or_items": N_("a question has either `column` or `items`, not both, not neither"),
    "classification_or_options": N_("a dimension has either `classification` or `options`"),
    "unknown_classification": N_("this classification is not known; known are: {known}"),
    "unknown_level": N_("this classification has the levels: {known}"),
    "trim_bounds": N_(
        "two multiples of the mean weight are expected, the first below 1, the second above"
    ),
    "scale_ends": N_("`min` of a scale must be smaller than `max`"),
    "string_type": N_("a text is expected"),
    "string_pattern_mismatch": N_("small letters, digits and underscores, a letter first"),
    "int_type": N_("a whole number is expected"),
    "int_parsing": N_("a whole number is expected"),
    "int_from_float": N_("a whole number is expected"),
    "float_type": N_("a number is expected"),
    "float_parsing": N_("a number is expected"),
    "bool_parsing": N_("true or false is expected"),
    "bool_type": N_("true or false is expected"),
    "tuple_type": N_("a list is expected"),
    "dict_type": N_("keys with values are expected"),
    "model_type": N_("keys with values are expected"),
    "model_attributes_type": N_("keys with values are expected"),
    "too_short": N_("at least {min_length} entries are expected"),
    "too_long": N_("at most {max_length} entries are expected"),
    "literal_error": N_("expected is one of: {expected}"),
    "union_tag_invalid": N_("`type` is one of: {expected_tags}"),
    "union_tag_not_found": N_(
        "`type` is missing: one of 'single', 'multiple', 'scale', 'numeric', 'text'"
    ),
    "greater_than": N_("a number above {gt:g} is expected"),
    "greater_than_equal": N_("a number of at least {ge:g} is expected"),
    "less_than_equal": N_("a number of at most {le:g} is expected"),
    "date_from_datetime_parsing": N_("a date such as 2024-03-01 is expected"),
    "date_parsing": N_("a date such as 2024-03-01 is expected"),
    "date_type": N_("a date such as 2024-03-01 is expected"),
}
_TYPES = ("single", "multiple", "scale", "numeric", "text")


class CodebookError(Failure):
    """The codebook cannot be used: one line per problem, each with the key's path."""

    def __init__(self, file: Path, found: list[Problem]) -> None:
        self.file = file
        self.problems = found
        super().__init__(Message(N_("The codebook {file} cannot be used."), file=str(file)))
        self.args = (self.text("en"),)

    def text(self, lang: Lang) -> str:
        head = translate_plural(
            lang,
            "{file} cannot be used: {n} place to mend.",
            "{file} cannot be used: {n} places to mend.",
            len(self.problems),
            file=self.file,
        )
        lines = [f"  {_path(p)}: {p.message.text(lang)}" for p in self.problems]
        return "\n".join([head, *lines])


class Loader(yaml.SafeLoader):
    """YAML that refuses a key that stands twice, where PyYAML would silently keep the last."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[Any] = set()
        for key_node, _ in node.value:
            if key_node.tag == "tag:yaml.org,2002:merge" or not isinstance(
                key_node, yaml.ScalarNode
            ):
                continue  # `<<: *base` is merged, a key that is a list refused by PyYAML itself
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(
                    None, None, f"key {key!r} stands twice", key_node.start_mark
                )
            seen.add(key)
        return super().construct_mapping(node, deep)


def read_codebook(file: Path) -> Codebook:
    """The codebook in `file` (or in `file/codebook.yaml` where `file` is a folder).

    Raises CodebookError with every problem found, not only the first.
    """
    file = file / FILE_NAME if file.is_dir() else file
    try:
        raw = yaml.load(file.read_text(encoding="utf-8-sig"), Loader)
    except FileNotFoundError:
        raise CodebookError(file, [Problem((), Message(N_("there is no such file")))]) from None
    except UnicodeDecodeError as error:
        raise CodebookError(
            file,
            [
                Problem(
                    (),
                    Message(
                        N_("the file is not UTF-8 (byte {position}); save it as UTF-8"),
                        position=error.start,
                    ),
                )
            ],
        ) from None
    except (yaml.YAMLError, ValueError) as error:  # ValueError: a date such as 2024-02-30
        raise CodebookError(file, [_not_yaml(error)]) from None
    if not isinstance(raw, dict):
        raise CodebookError(file, [Problem((), Message(N_("keys with values are expected")))])
    try:
        codebook = Codebook.model_validate(raw)
    except ValidationError as error:
        found = [_problem(detail, raw) for detail in _causes(error.errors())]
        raise CodebookError(file, found) from None
    if found := list(problems(codebook)):
        raise CodebookError(file, found)
    return codebook


def _not_yaml(error: Exception) -> Problem:
    mark = getattr(error, "problem_mark", None)
    detail = getattr(error, "problem", None) or str(error)
    if mark is None:
        return Problem((), Message(N_("not readable as YAML: {detail}"), detail=detail))
    return Problem(
        (),
        Message(
            N_("not readable as YAML in line {line}, column {column}: {detail}"),
            line=mark.line + 1,
            column=mark.column + 1,
            detail=detail,
        ),
    )


def _causes(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """Without "too short" for lists whose entries are wrong: pydantic does not count those."""
    places = [detail["loc"] for detail in details]

    def follows(detail: ErrorDetails) -> bool:
        loc = detail["loc"]
        return detail["type"] == "too_short" and any(
            place[: len(loc)] == loc and place != loc for place in places
        )

    return [detail for detail in details if not follows(detail)]


def _problem(detail: ErrorDetails, raw: object) -> Problem:
    path = _place(detail, raw)
    msgid = EXPECTED.get(detail["type"])
    if detail["type"] == "string_type" and isinstance(detail["input"], bool):
        msgid = EXPECTED["truth_value"]
    if detail["type"] == "string_pattern_mismatch" and path == ("survey",):
        msgid = N_("small letters, digits and hyphens, a letter first")
    if detail["type"] == "missing" and isinstance(detail["loc"][-1], int):
        msgid = N_("an entry is missing here")
    if msgid is None:
        return Problem(path, Message(N_("not as expected: {detail}"), detail=detail["msg"]))
    if detail["type"] == "extra_forbidden" and (near := _near(str(detail["loc"][-1]))):
        return Problem(
            path, Message(N_("this key is not known; did you mean `{near}`?"), near=near)
        )
    return Problem(path, Message(msgid, **(detail.get("ctx") or {})))


def _place(detail: ErrorDetails, raw: object) -> tuple[str | int, ...]:
    """The path as the reader's file has it.

    pydantic's own steps (the question's type, the branches of a union, the key of a mapping) are
    left out: they are nowhere in the file.
    """
    path: list[str | int] = []
    loc = detail["loc"]
    for i, part in enumerate(loc):
        if i == 2 and loc[0] == "questions" and part in _TYPES:
            continue
        if isinstance(raw, dict) and part in raw:
            path.append(next(str(key) for key in raw if key == part))
            raw = raw[part]
        elif isinstance(raw, list) and isinstance(part, int) and part < len(raw):
            path.append(part)
            raw = raw[part]
    return (*path, loc[-1]) if detail["type"] == "missing" else tuple(path)


def _near(key: str) -> str | None:
    """The known key closest to a mistyped one."""
    return next(iter(difflib.get_close_matches(key, _known_keys(), n=1, cutoff=0.7)), None)


def _known_keys() -> set[str]:
    schema = Codebook.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return {key for part in parts for key in part.get("properties", {})}


def _path(problem: Problem) -> str:
    """`questions[3].options[0].code`, the way the key is reached in the file."""
    text = ""
    for part in problem.path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else str(part)
    return text or "codebook"
