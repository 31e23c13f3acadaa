"""The small values a codebook is made of: texts in two languages, codes, ids."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from locales import Lang


class Entry(BaseModel):
    """Any part of a codebook: frozen, and a key it does not know is an error, not a guess."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Entry):
    """A text in German and English. In YAML a plain string counts for both."""

    de: str
    en: str

    @model_validator(mode="before")
    @classmethod
    def _plain_string_counts_for_both(cls, value: Any) -> Any:
        if isinstance(value, bool):
            raise truth_value(value)
        if isinstance(value, str | int | float):
            return {"de": str(value), "en": str(value)}
        return value

    def text(self, lang: Lang) -> str:
        return self.de if lang == "de" else self.en


def truth_value(value: bool) -> PydanticCustomError:
    """The error for an unquoted Yes, No, TRUE, off …, which YAML reads as a truth value."""
    return PydanticCustomError("truth_value", "truth value where a code is meant", {"read": value})


def as_code(value: Any) -> Any:
    """A code as text: `1` and `"1"` are the same code, `Yes` without quotes is an error."""
    if isinstance(value, bool):
        raise truth_value(value)
    if isinstance(value, int):
        return str(value)
    if not isinstance(value, str):
        raise PydanticCustomError("code_type", "a code is a whole number or a text", {})
    return value


Code = Annotated[str, BeforeValidator(as_code)]

ID_PATTERN = r"^[a-z][a-z0-9_]*$"
SURVEY_PATTERN = r"^[a-z][a-z0-9-]*$"
# What separates parts of the selection grammar (QUESTION.ITEM, sector:group, size=10-49|50-249)
# must not stand in an id or in a code.
Id = Annotated[str, StringConstraints(pattern=ID_PATTERN)]
SurveyId = Annotated[str, StringConstraints(pattern=SURVEY_PATTERN)]
_GRAMMAR = re.compile(r"[|=,]|^$|^\s|\s$")


def _without_grammar(code: str) -> str:
    if _GRAMMAR.search(code):
        raise PydanticCustomError("code_grammar", "'|', '=' and ',' separate codes", {})
    return code


OptionCode = Annotated[str, AfterValidator(_without_grammar), BeforeValidator(as_code)]
"""A code of an option: it can be written in `--where` and in an address."""
