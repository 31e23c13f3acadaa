"""The OpenAPI document: `openapi.yaml`, with the surveys, questions and cuts that there are."""

from __future__ import annotations

import json
from copy import deepcopy
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from starlette.requests import Request
from starlette.responses import Response

from api.parameters import cuts, only
from survey.explored import targets
from survey.served import served_survey
from survey.snapshot import Snapshot

FILE = Path(__file__).with_name("openapi.yaml")


def document(request: Request, published: Snapshot) -> Response:
    """The document as JSON; its surveys, questions and waves are those that are published."""
    only(request.query_params, ())
    found = deepcopy(_read())
    books = [served_survey(published, name).codebook for name in published.surveys]
    survey = found["components"]["parameters"]["survey"]
    survey["schema"]["enum"], survey["required"] = list(published.surveys), len(books) > 1
    known = {
        "question": [target for book in books for target in targets(book)],
        "wave": ["all", *(wave for book in books for wave in book.wave)],
        "by": [cut for book in books for cut in cuts(book)],
    }
    for parameter in found["paths"]["/estimates"]["get"]["parameters"]:
        if (name := parameter.get("name")) in ("question", "wave"):
            parameter["schema"]["enum"] = list(dict.fromkeys(known[name]))
        if name == "by":
            parameter["description"] += f": {', '.join(dict.fromkeys(known[name]))}"
    found["servers"] = [{"url": request.url.path.removesuffix("/openapi.json")}]
    return Response(json.dumps(found, ensure_ascii=False), media_type="application/json")


@lru_cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return found
