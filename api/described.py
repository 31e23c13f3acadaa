"""A survey in words for machines: in our own list, and as DCAT-AP for an open-data portal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from locales import LANGUAGES
from survey.codebook import Text
from survey.site import Site
from survey.snapshot import PublishedSurvey

_DCAT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_LICENCES = {
    "CC0-1.0": "http://dcat-ap.de/def/licenses/cc-zero",
    "CC-BY-4.0": "http://dcat-ap.de/def/licenses/cc-by/4.0",
    "DL-DE-BY-2.0": "http://dcat-ap.de/def/licenses/dl-by-de/2.0",
    "DL-DE-ZERO-2.0": "http://dcat-ap.de/def/licenses/dl-zero-de/2.0",
}


def described(survey: PublishedSurvey) -> dict[str, Any]:
    """Name, titles, waves, source, licence, data state, and what can be asked and divided by."""
    book = survey.codebook
    return {
        "survey": book.survey,
        "title": _texts(book.title),
        "synthetic": book.synthetic,
        "source": _texts(book.source) if book.source else None,
        "licence": book.licence,
        "data_state": survey.version,
        "waves": [
            {
                "id": wave.id,
                "label": _texts(wave.label),
                "period": [day.isoformat() for day in wave.period] if wave.period else None,
            }
            for wave in book.waves
        ],
        "questions": [question.id for question in book.questions],
        "scores": [score.id for score in book.scores],
        "dimensions": {name: list(each.level_ids) for name, each in book.dimensions.items()},
    }


def as_catalogue(surveys: Sequence[PublishedSurvey], site: Site, root: str) -> dict[str, Any]:
    """A DCAT-AP catalogue in JSON-LD; `root` is the address of this API, ending with a slash."""
    return {
        "@context": _DCAT,
        "@id": f"{root}catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _tagged(site.subtitle),
        "dct:publisher": _publisher(site),
        "dcat:dataset": [_dataset(each, site, root) for each in surveys],
    }


def _dataset(survey: PublishedSurvey, site: Site, root: str) -> dict[str, Any]:
    book = survey.codebook
    periods = [wave.period for wave in book.waves if wave.period]
    found: dict[str, Any] = {
        "@id": f"{root}codebook?survey={book.survey}",
        "@type": "dcat:Dataset",
        "dct:identifier": survey.version,
        "dct:title": _tagged(book.title),
        "dct:description": _tagged(book.source or book.title),
        "dct:publisher": _publisher(site),
        "dcat:contactPoint": {
            "@type": "vcard:Organization",
            "vcard:fn": _tagged(site.contact.organisation),
            "vcard:hasEmail": {"@id": f"mailto:{site.contact.email}"},
        },
        "dct:language": [{"@id": f"{_LANGUAGE}{code}"} for code in ("DEU", "ENG")],
        "dcat:distribution": _distributions(survey, root),
    }
    if periods:
        found["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(min(first for first, _ in periods)),
            "dcat:endDate": _day(max(end for _, end in periods)),
        }
    return found


_LANGUAGE = "http://publications.europa.eu/resource/authority/language/"
_TYPE = "http://www.iana.org/assignments/media-types/"


def _distributions(survey: PublishedSurvey, root: str) -> list[dict[str, Any]]:
    name = survey.codebook.survey
    licence = survey.codebook.licence
    terms = {"dct:license": {"@id": _LICENCES[licence]}} if licence in _LICENCES else {}
    return [
        {
            "@type": "dcat:Distribution",
            "dct:title": "Frictionless Data Package",
            "dcat:accessURL": {"@id": f"{root}datapackage?survey={name}"},
            "dcat:mediaType": {"@id": f"{_TYPE}application/zip"},
            **terms,
        },
        {
            "@type": "dcat:Distribution",
            "dct:title": "API (OpenAPI)",
            "dcat:accessURL": {"@id": f"{root}openapi.json"},
            "dcat:mediaType": {"@id": f"{_TYPE}application/json"},
            **terms,
        },
    ]


def _publisher(site: Site) -> dict[str, Any]:
    return {"@type": "foaf:Agent", "foaf:name": _tagged(site.contact.organisation)}


def _texts(text: Text) -> dict[str, str]:
    return {lang: text.text(lang) for lang in LANGUAGES}


def _tagged(text: Text) -> list[dict[str, str]]:
    return [{"@language": lang, "@value": text.text(lang)} for lang in LANGUAGES]


def _day(day: Any) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": day.isoformat()}
