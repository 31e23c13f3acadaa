"""The codebook's JSON Schema for editors: `python -m survey.codebook.schema` writes it.

It accepts what `read_codebook` accepts by shape, also the short spellings: a plain string for a
text in both languages, a whole number for a code, one code where several may stand. What must
agree across parts of a codebook (ids that exist, points for every code) only the reader checks.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from survey.classification import known
from survey.codebook.model import Codebook

FILE = Path(__file__).parent.parent / "codebook.schema.json"

_NOTE = (
    "One survey of Digitalbarometer. Every text is {de: …, en: …}; a plain string counts for both "
    "languages. Put codes such as Yes, No, TRUE or 01 in quotes."
)


class AsWritten(GenerateJsonSchema):
    """What may stand in the file, before the codebook's own validators bring it into one form.

    Each of them widens what is accepted: a text may come as a plain string, a code as a whole
    number, a list of one as its entry.
    """

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        inner = super().function_before_schema(schema)
        if inner.get("type") == "string":
            return {**inner, "type": ["string", "integer"]}
        if inner.get("type") == "array":
            return {"anyOf": [inner["items"], inner]}
        return {**inner, "type": ["object", "string", "number"]}


def schema() -> dict[str, Any]:
    """The JSON Schema of a codebook as it is written in YAML."""
    generated = Codebook.model_json_schema(schema_generator=AsWritten)
    column = generated["$defs"]["Dimension"]["properties"]["classification"]
    column["anyOf"][0] = {"enum": list(known())}
    generated["properties"]["dimensions"]["additionalProperties"] = False
    return {"$schema": AsWritten.schema_dialect, **generated, "description": _NOTE}


def as_text() -> str:
    """The content of `survey/codebook.schema.json`."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(as_text(), encoding="utf-8")
