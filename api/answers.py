"""What each address answers."""

from __future__ import annotations

import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from api.described import as_catalogue, described
from api.package import packed
from api.parameters import estimates_asked, only, survey_asked
from estimation.estimates import estimate
from estimation.release import why_hidden
from estimation.written import as_csv, as_json
from survey.served import served_survey
from survey.site import site
from survey.snapshot import Snapshot

JSON, CSV, ZIP, LD = "application/json", "text/csv; charset=utf-8", "application/zip", (
    "application/ld+json"
)  # fmt: skip


def estimates(request: Request, published: Snapshot) -> Response:
    """The estimate table. Where nothing of it may be shown a header says why."""
    asked = estimates_asked(request.query_params, published)
    table = estimate(asked.survey, asked.query, deff=asked.deff)
    headers = {"Barometer-Data-State": asked.survey.version}
    if reason := why_hidden(asked.survey, asked.query):
        headers["Barometer-Hidden"] = reason.text("en").encode("ascii", "replace").decode()
    if asked.format == "csv":
        return Response(as_csv(table), media_type=CSV, headers=headers)
    return Response(as_json(table), media_type=JSON, headers=headers)


def surveys(request: Request, published: Snapshot) -> Response:
    """The published surveys: what they are called, their waves and sources."""
    only(request.query_params, ())
    every = [served_survey(published, name) for name in published.surveys]
    return _json({"snapshot": published.name, "surveys": [described(each) for each in every]})


def codebook(request: Request, published: Snapshot) -> Response:
    """The codebook as the program understood it: questions, options, dimensions, scores."""
    only(request.query_params, ("survey",))
    survey = survey_asked(request.query_params, published)
    return _json(survey.codebook.model_dump(mode="json", by_alias=True, exclude_defaults=True))


def datapackage(request: Request, published: Snapshot) -> Response:
    """All that a survey publishes as one Frictionless Data Package."""
    only(request.query_params, ("survey",))
    survey = survey_asked(request.query_params, published)
    name = f"{survey.codebook.survey}-datapackage.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(packed(survey), media_type=ZIP, headers=headers)


def catalogue(request: Request, published: Snapshot) -> Response:
    """The surveys for an open-data portal, as DCAT-AP in JSON-LD."""
    only(request.query_params, ())
    every = [served_survey(published, name) for name in published.surveys]
    root = str(request.url.replace(query="")).removesuffix("?").removesuffix("catalogue")
    return _json(as_catalogue(every, site(), root), LD)


def _json(body: Any, media_type: str = JSON) -> Response:
    return Response(json.dumps(body, ensure_ascii=False) + "\n", media_type=media_type)
