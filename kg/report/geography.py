"""Where events took place: Iran's outline, its towns, and counts of places."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from kg.lexicon import rows


Point = tuple[float, float]
"""Longitude and latitude, in degrees."""

_REACH = 0.5


@cache
def outline() -> tuple[Point, ...]:
    """Return the corners of Iran's border and coast, in order."""
    text = (files("kg.report") / "assets" / "iran_outline.tsv").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    pairs = (line.split("\t") for line in lines)
    return tuple((float(longitude), float(latitude)) for longitude, latitude in pairs)


@cache
def towns() -> tuple[Point, ...]:
    """Return Iran's cities that the gazetteer has coordinates of, sorted."""
    return tuple(
        sorted(
            (float(row[6]), float(row[5]))
            for row in rows("places", 8)
            if row[0].startswith("IR-") and row[3] == "city" and row[5] and row[6]
        )
    )


def is_in_iran(point: Point) -> bool:
    """Say whether a point lies within the outline, or within half a degree of it.

    >>> is_in_iran((51.4, 35.7)), is_in_iran((52.6, 29.6)), is_in_iran((69.2, 34.5))
    (True, True, False)
    """
    return _is_within(point) or _is_near(point)


def _is_within(point: Point) -> bool:
    """Count the sides that a ray to the east crosses."""
    x, y = point
    inside = False
    corners = outline()
    for (x1, y1), (x2, y2) in zip(corners, (*corners[1:], corners[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _is_near(point: Point) -> bool:
    """Say whether a point (an island, a port) lies near a side of the outline."""
    corners = outline()
    return any(
        _distance(point, one, other) <= _REACH
        for one, other in zip(corners, (*corners[1:], corners[0]), strict=True)
    )


def _distance(point: Point, one: Point, other: Point) -> float:
    """Return the distance of a point from the line between two, in degrees."""
    along = (other[0] - one[0], other[1] - one[1])
    to = (point[0] - one[0], point[1] - one[1])
    length = along[0] ** 2 + along[1] ** 2
    share = max(0.0, min(1.0, (to[0] * along[0] + to[1] * along[1]) / length))
    return float(
        ((to[0] - share * along[0]) ** 2 + (to[1] - share * along[1]) ** 2) ** 0.5
    )
