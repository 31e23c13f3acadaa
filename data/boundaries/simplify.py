"""Makes district-st.geojson from the full boundaries. Needs shapely 2.1.2, which nothing else here
does: `python -m pip install shapely==2.1.2`, then `python simplify.py districts_st.geojson`.

All districts are simplified together as one coverage, so that neighbours keep the very same points
along their common border: no gaps, no overlaps, and merging districts only has to drop the edges
that occur twice.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry import mapping, shape

TARGET = Path(__file__).with_name("district-st.geojson")
TOLERANCE = 0.008  # degrees of latitude: two pixels of a map 600 pixels high
DECIMALS = 4
HEAD = {
    "type": "FeatureCollection",
    "name": "Districts of Saxony-Anhalt, simplified for the web",
    "credit": {
        "de": "© GeoBasis-DE / BKG (Grenzen vereinfacht)",
        "en": "© GeoBasis-DE / BKG (boundaries simplified)",
    },
    "licence": "GeoNutzV; the credit has to be shown wherever the boundaries are",
}


def main(source: Path) -> None:
    raw = json.loads(source.read_text(encoding="utf-8"))["features"]
    codes = [str(feature["properties"]["ags"]) for feature in raw]
    names = [str(feature["properties"]["name"]) for feature in raw]
    shapes = [shape(feature["geometry"]) for feature in raw]
    shapes = without_gaps(shapes)
    # a degree of longitude is shorter than one of latitude: simplify where both are alike
    narrow = math.cos(math.radians(52))
    flat = shapely.transform(shapes, lambda points: points * [narrow, 1])
    simple = shapely.coverage_simplify(flat, tolerance=TOLERANCE)
    back = shapely.transform(simple, lambda points: (points / [narrow, 1]).round(DECIMALS))
    assert shapely.is_valid(back).all(), "a border crosses itself"
    assert shapely.coverage_is_valid(back), "neighbours no longer share their borders"
    assert not gaps(list(back)), "rounding opened a gap"
    features = [
        {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": mapping(made)}
        for code, name, made in sorted(zip(codes, names, back, strict=True))
    ]
    lines = ",\n".join(
        json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in features
    )
    head = json.dumps(HEAD, ensure_ascii=False)[:-1]
    TARGET.write_text(f'{head}, "features": [\n{lines}\n]}}\n', encoding="utf-8")


def without_gaps(shapes: list[Any]) -> list[Any]:
    """Slivers between districts that belong to none, given to the neighbour they touch most."""
    filled = list(shapes)
    for ring in gaps(shapes):
        gap = shapely.Polygon(ring)
        most = max(range(len(filled)), key=lambda i: filled[i].intersection(gap.boundary).length)
        filled[most] = filled[most].union(gap)
    return filled


def gaps(shapes: list[Any]) -> list[Any]:
    """The holes within the state."""
    whole = shapely.union_all(shapes)
    return [ring for part in shapely.get_parts(whole) for ring in part.interiors]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
