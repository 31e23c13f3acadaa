"""Boundaries: the areas of a dimension as rings of longitude and latitude, read from GeoJSON.

A classification has its boundaries in `data/boundaries/<classification>.geojson`; a survey with
other regions brings a file of its own (`boundaries` of a dimension in the codebook), which the ETL
keeps in the published file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError

from locales import N_, Message
from survey.codebook.values import Code, Text
from survey.failure import Failure
from survey.rings import Point, Ring, merge, turned

FOLDER = Path(__file__).parent.parent / "data" / "boundaries"

Position = Annotated[tuple[float, ...], Field(min_length=2)]
Line = Annotated[tuple[Position, ...], Field(min_length=4)]
Rings = Annotated[tuple[Line, ...], Field(min_length=1)]


class _Polygon(BaseModel):
    type: Literal["Polygon"]
    coordinates: Rings


class _MultiPolygon(BaseModel):
    type: Literal["MultiPolygon"]
    coordinates: Annotated[tuple[Rings, ...], Field(min_length=1)]


class _Properties(BaseModel):
    code: Code


class _Feature(BaseModel):
    properties: _Properties
    geometry: Annotated[_Polygon | _MultiPolygon, Field(discriminator="type")]


class _Collection(BaseModel):
    type: Literal["FeatureCollection"]
    features: Annotated[tuple[_Feature, ...], Field(min_length=1)]
    credit: Text = Text(de="", en="")


@dataclass(frozen=True)
class Boundaries:
    """The rings of each area by its code, and whom to thank for them.

    Outer rings run against the clock, holes with it; the first point is not repeated.
    """

    areas: Mapping[str, tuple[Ring, ...]]
    credit: Text

    def merged(self, groups: Mapping[str, str]) -> Boundaries:
        """Areas joined to larger ones: `groups` names the larger one of each code.

        The common border of two neighbours vanishes where both have the very same points.
        """
        together: dict[str, list[Ring]] = {}
        for code, rings in self.areas.items():
            if code in groups:
                together.setdefault(groups[code], []).extend(rings)
        return Boundaries({code: merge(rings) for code, rings in together.items()}, self.credit)


def parse_boundaries(text: str, name: str, codes: Iterable[str]) -> Boundaries:
    """The boundaries in a GeoJSON text called `name`.

    Every feature is a Polygon or MultiPolygon in WGS 84 with the property `code`, one of `codes`;
    several features of one code belong together. `credit` of the collection is a text in German
    and English. Raises Failure with file and key.
    """
    try:
        read = _Collection.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        raise _failure(name, ".".join(map(str, first["loc"])) or "–", first["msg"]) from None
    areas: dict[str, tuple[Ring, ...]] = {}
    known = tuple(codes)
    for at, feature in enumerate(read.features):
        code = feature.properties.code
        if code not in known:
            raise _failure(
                name, f"features.{at}.properties.code", f"{code}; known: {', '.join(known)}"
            )
        areas[code] = (*areas.get(code, ()), *_rings(feature.geometry))
    return Boundaries(areas, read.credit)


@lru_cache
def of_classification(name: str, codes: tuple[str, ...]) -> Boundaries | None:
    """The boundaries that ship with a classification; None for one without."""
    file = FOLDER / f"{name}.geojson"
    if not name or not file.is_file():
        return None
    return parse_boundaries(file.read_text(encoding="utf-8"), file.name, codes)


def _rings(geometry: _Polygon | _MultiPolygon) -> Iterable[Ring]:
    polygons = (geometry.coordinates,) if isinstance(geometry, _Polygon) else geometry.coordinates
    for outer, *holes in polygons:
        yield turned(_open(outer), against_the_clock=True)
        for hole in holes:
            yield turned(_open(hole), against_the_clock=False)


def _open(line: tuple[tuple[float, ...], ...]) -> Ring:
    points: list[Point] = [(position[0], position[1]) for position in line]
    return tuple(points[:-1] if points[0] == points[-1] else points)


def _failure(name: str, key: str, detail: str) -> Failure:
    return Failure(
        Message(
            N_("The boundaries {file} cannot be used: {key}: {detail}"),
            file=name,
            key=key,
            detail=detail,
        )
    )
