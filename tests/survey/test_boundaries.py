"""Boundaries: those that ship are whole, valid and share their borders; others are checked."""

from __future__ import annotations

import json
from itertools import combinations, pairwise
from typing import Any

import pytest

from survey.boundaries import FOLDER, Boundaries, of_classification, parse_boundaries
from survey.classification import classification
from survey.failure import Failure
from survey.rings import Ring, merge, signed_area, turned

FILE = FOLDER / "district-st.geojson"
DISTRICTS = classification("district-st").codes("district")


def square(x: float, y: float, size: float = 1.0) -> Ring:
    return ((x, y), (x + size, y), (x + size, y + size), (x, y + size))


def geojson(*features: tuple[str, Any], **more: Any) -> str:
    """A collection of features given by code and coordinates of a polygon."""
    made = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": rings},
        }
        for code, rings in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": made, **more})


def closed(ring: Ring) -> list[tuple[float, float]]:
    return [*ring, ring[0]]


@pytest.fixture(scope="module")
def shipped() -> Boundaries:
    found = of_classification("district-st", DISTRICTS)
    assert found is not None
    return found


def test_every_district_has_its_boundaries_in_a_small_file_with_its_credit(shipped):
    raw = json.loads(FILE.read_text(encoding="utf-8"))
    assert len(raw["features"]) == 14
    assert set(shipped.areas) == set(DISTRICTS)
    assert FILE.stat().st_size < 60_000
    for lang in ("de", "en"):
        assert "© GeoBasis-DE / BKG" in shipped.credit.text(lang)
    assert "GeoNutzV" in raw["licence"]


def test_names_in_the_file_are_those_of_the_classification():
    scheme = classification("district-st")
    for feature in json.loads(FILE.read_text(encoding="utf-8"))["features"]:
        code, name = feature["properties"]["code"], feature["properties"]["name"]
        assert scheme.label("district", code, "de") == name


def test_polygons_are_closed_and_do_not_cross_themselves(shipped):
    for feature in json.loads(FILE.read_text(encoding="utf-8"))["features"]:
        geometry = feature["geometry"]
        several = geometry["type"] == "MultiPolygon"
        for polygon in geometry["coordinates"] if several else [geometry["coordinates"]]:
            for ring in polygon:
                assert ring[0] == ring[-1] and len(ring) >= 4
    for code, rings in shipped.areas.items():
        for ring in rings:
            assert len(set(ring)) == len(ring), code
            assert not crossings(ring), code


def crossings(ring: Ring) -> list[tuple[Any, Any]]:
    """The pairs of edges that cross each other."""

    def side(a, b, c):
        return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])

    def cross(one, other):
        (a, b), (c, d) = one, other
        return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0

    edges = list(pairwise([*ring, ring[0]]))
    return [(one, other) for one, other in combinations(edges, 2) if cross(one, other)]


def test_a_crossing_would_be_found():
    assert crossings(((0, 0), (1, 1), (1, 0), (0, 1)))
    assert not crossings(square(0, 0))


def test_neighbours_share_the_very_same_border(shipped):
    """Joined to one, the districts lose no area and keep no edge within the state."""
    whole = shipped.merged(dict.fromkeys(DISTRICTS, "all"))
    area = sum(signed_area(ring) for rings in shipped.areas.values() for ring in rings)
    (rings,) = whole.areas.values()
    assert sum(map(signed_area, rings)) == pytest.approx(area, rel=1e-9)
    assert sum(signed_area(ring) < 0 for ring in rings) == 0, "no gap between districts"
    points = sum(len(ring) for each in shipped.areas.values() for ring in each)
    assert sum(map(len, rings)) < points / 2


def test_regions_are_made_of_their_districts(shipped):
    scheme = classification("district-st")
    parents = {code: scheme.roll_up("district", code, "region") for code in DISTRICTS}
    merged = shipped.merged(parents)
    assert set(merged.areas) == set(scheme.codes("region"))
    for region, rings in merged.areas.items():
        members = [r for code, r in shipped.areas.items() if parents[code] == region]
        area = sum(signed_area(ring) for each in members for ring in each)
        assert sum(map(signed_area, rings)) == pytest.approx(area, rel=1e-9)


def test_merging_drops_the_common_border_and_keeps_holes():
    assert len(merge([square(0, 0), square(1, 0)])) == 1
    assert signed_area(merge([square(0, 0), square(1, 0)])[0]) == 2
    apart = merge([square(0, 0), square(5, 0)])
    assert sorted(map(signed_area, apart)) == [1, 1]
    ring_of_eight = [square(x, y) for x in range(3) for y in range(3) if (x, y) != (1, 1)]
    assert sorted(map(signed_area, merge(ring_of_eight))) == [-1, 9]


def test_rings_are_turned_as_they_should_run():
    clockwise = square(0, 0)[::-1]
    text = geojson(("A", [closed(clockwise), closed(square(0.2, 0.2, 0.5))]))
    outer, hole = parse_boundaries(text, "own.geojson", ["A"]).areas["A"]
    assert signed_area(outer) == 1
    assert signed_area(hole) == pytest.approx(-0.25)
    assert turned(clockwise, against_the_clock=False) == clockwise


def test_features_of_one_code_belong_together():
    text = geojson(("A", [closed(square(0, 0))]), ("A", [closed(square(3, 0))]), credit="Us")
    found = parse_boundaries(text, "own.geojson", ["A"])
    assert len(found.areas["A"]) == 2
    assert found.credit.text("de") == "Us"


GOOD = [closed(square(0, 0))]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("nonsense", "own.geojson"),
        ('{"type": "FeatureCollection", "features": []}', "features"),
        ('{"type": "Topology"}', "type"),
        (geojson(("B", GOOD)), "features.0.properties.code: B; known: A"),
        (geojson(("A", GOOD)).replace('"Polygon"', '"Point"'), "features.0.geometry"),
        (geojson(("A", [[[0, 0], [1, 0], [0, 0]]])), "features.0.geometry.Polygon.coordinates.0"),
        (geojson(("A", GOOD)).replace('"code"', '"ags"'), "features.0.properties.code"),
    ],
)
def test_what_is_wrong_is_said_with_file_and_key(text, says):
    with pytest.raises(Failure) as caught:
        parse_boundaries(text, "own.geojson", ["A"])
    for lang in ("de", "en"):
        assert "own.geojson" in caught.value.text(lang)
        assert says in caught.value.text(lang)


def test_a_classification_without_boundaries_has_none():
    assert of_classification("wz2008", ()) is None
    assert of_classification("", ()) is None
