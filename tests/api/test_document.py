"""The OpenAPI document is true: every request that it allows is answered as it says."""

from __future__ import annotations

import csv
import json
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from api.app import api
from api.package import FIELDS

PATHS = ("/estimates", "/surveys", "/codebook", "/datapackage", "/catalogue", "/health")


ASKED = [(path, mode) for path in PATHS for mode in GenerationMode if path != "/health"]


@pytest.mark.parametrize(("path", "mode"), [*ASKED, ("/health", GenerationMode.POSITIVE)])
def test_every_request_is_answered_as_the_document_says(path, mode):
    operation = schemathesis.openapi.from_asgi("/openapi.json", api)[path]["GET"]

    @given(case=operation.as_strategy(generation_mode=mode))
    @settings(
        max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
    )
    def answered(case):
        # which codes go together only the codebook knows: a wrong one is refused with 400
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    answered()


def test_the_document_names_the_published_surveys(ask):
    found = json.loads(ask("/openapi.json").body)
    assert "kmu-st" in found["components"]["parameters"]["survey"]["schema"]["enum"]
    for path in found["paths"]:
        assert ask(path, survey="kmu-st", question="maturity").status in (200, 400), path


def test_a_data_package_holds_what_it_describes(ask):
    answer = ask("/datapackage", survey="kmu-st")
    assert answer.status == 200
    with ZipFile(BytesIO(answer.body)) as file:
        about = json.loads(file.read("datapackage.json"))
        rows = list(csv.DictReader(StringIO(file.read("estimates.csv").decode())))
    fields = [each["name"] for each in about["resources"][0]["schema"]["fields"]]
    assert fields == list(rows[0]) == list(FIELDS)
    assert {each["path"] for each in about["resources"]} == {"estimates.csv", "codebook.json"}
    assert {"maturity", "barriers"} <= {row["question"] for row in rows}
    assert all(not row["estimate"] for row in rows if row["flag"] == "hidden")
    assert any(row["flag"] == "hidden" for row in rows)
    assert ask("/datapackage", survey="kmu-st").body == answer.body


def test_a_portal_is_told_of_every_survey(ask):
    found = json.loads(ask("/catalogue").body)
    assert found["@type"] == "dcat:Catalog"
    (dataset,) = [d for d in found["dcat:dataset"] if d["@id"].endswith("survey=kmu-st")]
    address = dataset["dcat:distribution"][0]["dcat:accessURL"]["@id"]
    assert address == "http://example.org/datapackage?survey=kmu-st"
    assert dataset["dct:temporal"]["dcat:startDate"]["@value"] < "2020"


def test_surveys_say_what_can_be_asked(ask):
    (survey,) = [
        each for each in json.loads(ask("/surveys").body)["surveys"] if each["survey"] == "kmu-st"
    ]
    assert survey["synthetic"] is True
    assert {"barriers", "strategy_status"} <= set(survey["questions"])
    assert json.loads(ask("/codebook", survey="kmu-st").body)["survey"] == "kmu-st"
