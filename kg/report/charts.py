"""Charts as inline SVG: small pure functions from numbers to markup.

Each chart is an image with a title and a description for screen readers; the template
puts the same numbers beside it as a table. Lengths across are percentages, so a chart
fits a phone without its letters shrinking, and colours come from the style sheet. In a
page that runs right to left, so do the charts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup


if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_SVG = Markup(
    '<svg class="chart {kind}" role="img" aria-labelledby="{id}-title {id}-desc" '
    '{size} xmlns="http://www.w3.org/2000/svg">'
    '<title id="{id}-title">{title}</title><desc id="{id}-desc">{description}</desc>'
    "{content}</svg>"
)
_RECT = Markup(
    '<rect class="{style}" x="{x:.3f}%" y="{y:.1f}" width="{width:.3f}%" '
    'height="{height:.1f}"><title>{words}</title></rect>'
)
_LABEL = Markup('<text class="{style}" x="{x:.2f}%" y="{y}">{words}</text>')
_LINE = Markup('<line class="grid" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"></line>')
_DOT = Markup(
    '<circle class="{style}" cx="{x:.2f}" cy="{y:.2f}" r="{radius:.2f}">'
    "<title>{words}</title></circle>"
)

_COLUMNS_HEIGHT = 180.0
_TOP, _BOTTOM = 18.0, 24.0
_ROW = 46.0
_MOST_LABELS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every chart has.

    Attributes:
        id: Unique on its page.
        title: Its name for screen readers.
        description: What it shows, in a sentence.
        rtl: Whether it runs right to left.
    """

    id: str
    title: str
    description: str
    rtl: bool = True


@dataclass(frozen=True, slots=True)
class Bar:
    """A column, or a bar.

    Attributes:
        label: What it stands for.
        value: Its length, 0 or more.
        words: The value for people to read.
        style: Class for its colour.
    """

    label: str
    value: float
    words: str
    style: str = "bar"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on a map: degrees, its weight, and words for it."""

    longitude: float
    latitude: float
    value: int
    words: str


def _draw(frame: Frame, kind: str, size: Markup, content: Markup) -> Markup:
    return _SVG.format(
        kind=kind,
        id=frame.id,
        size=size,
        title=frame.title,
        description=frame.description,
        content=content,
    )


def _joined(parts: Iterable[Markup]) -> Markup:
    return Markup().join(parts)


def round_up(value: float) -> int:
    """Return the least round number that is not below ``value``, at least 1.

    >>> [round_up(value) for value in (0, 3, 17, 200, 201)]
    [1, 3, 20, 200, 300]
    """
    scale = 1
    while True:
        for step in (1, 2, 3, 4, 5, 6, 8):
            if step * scale >= value:
                return step * scale
        scale *= 10


def column_chart(frame: Frame, bars: Sequence[Bar], top_words: str) -> Markup:
    """Draw columns over time, first to last.

    Args:
        frame: Title, description, direction.
        bars: In order of time, of equal widths.
        top_words: ``round_up`` of the greatest value, for people to read.
    """
    top = round_up(max((bar.value for bar in bars), default=0))
    space = _COLUMNS_HEIGHT - _TOP - _BOTTOM
    base = _COLUMNS_HEIGHT - _BOTTOM
    width = 100 / max(1, len(bars))
    parts = [
        _LINE.format(y=_TOP),
        _LABEL.format(style="axis edge", x=_side(0, frame), y=12, words=top_words),
        _LINE.format(y=base),
    ]
    for at, bar in enumerate(bars):
        height = bar.value / top * space
        parts.append(
            _RECT.format(
                style=bar.style,
                x=_mirrored(at * width + width * 0.1, width * 0.8, frame),
                y=base - height,
                width=width * 0.8,
                height=height,
                words=f"{bar.label}: {bar.words}",
            )
        )
    parts.extend(_time_labels(frame, bars))
    size = Markup('width="100%" height="{:.0f}"').format(_COLUMNS_HEIGHT)
    return _draw(frame, "columns", size, _joined(parts))


def _time_labels(frame: Frame, bars: Sequence[Bar]) -> Iterable[Markup]:
    """Yield a few labels beneath the columns; a phone shows every other one."""
    count = len(bars)
    step = max(1, math.ceil(count / _MOST_LABELS))
    for number, at in enumerate(range(step // 2, count, step)):
        middle = (at + 0.5) / count * 100
        yield _LABEL.format(
            style="axis extra" if number % 2 else "axis",
            x=_mirrored(middle, 0, frame),
            y=_COLUMNS_HEIGHT - 6,
            words=bars[at].label,
        )


def _mirrored(start: float, width: float, frame: Frame) -> float:
    return 100 - start - width if frame.rtl else start


def _side(start: float, frame: Frame) -> float:
    return 100 - start if frame.rtl else start


def bar_chart(frame: Frame, bars: Sequence[Bar]) -> Markup:
    """Draw bars beneath one another, each under its label."""
    top = max((bar.value for bar in bars), default=0) or 1
    parts: list[Markup] = []
    for at, bar in enumerate(bars):
        width, y = bar.value / top * 100, at * _ROW
        parts.append(
            _LABEL.format(
                style="name edge",
                x=_side(0, frame),
                y=f"{y + 16:.0f}",
                words=f"\u2068{bar.label}\u2069 — {bar.words}",
            )
        )
        parts.append(
            _RECT.format(
                style=bar.style,
                x=_mirrored(0, width, frame),
                y=y + 24,
                width=width,
                height=12,
                words=f"{bar.label}: {bar.words}",
            )
        )
    size = Markup('width="100%" height="{:.0f}"').format(max(1, len(bars)) * _ROW)
    return _draw(frame, "bars", size, _joined(parts))


def share_chart(frame: Frame, parts: Sequence[Bar]) -> Markup:
    """Draw one bar, under its title, that is divided among ``parts``."""
    total = sum(part.value for part in parts) or 1
    x = _side(0, frame)
    content = [_LABEL.format(style="axis edge", x=x, y=14, words=frame.title)]
    start = 0.0
    for part in parts:
        width = part.value / total * 100
        content.append(
            _RECT.format(
                style=part.style,
                x=_mirrored(start, width, frame),
                y=22,
                width=width,
                height=24,
                words=f"{part.label}: {part.words}",
            )
        )
        start += width
    size = Markup('width="100%" height="46"')
    return _draw(frame, "share", size, _joined(content))


def map_chart(
    frame: Frame,
    outline: Sequence[tuple[float, float]],
    towns: Iterable[tuple[float, float]],
    spots: Sequence[Spot],
) -> Markup:
    """Draw spots on an outline map, their areas as their values.

    The projection is equirectangular with the outline's middle parallel kept true,
    good enough for one country.

    Args:
        frame: Title and description; a map never runs right to left.
        outline: Longitude and latitude of the border's corners, in order.
        towns: Small dots that give the map its texture.
        spots: What is shown, largest first, so that small ones lie on top.
    """
    longitudes = [longitude for longitude, _ in outline]
    latitudes = [latitude for _, latitude in outline]
    west, north = min(longitudes) - 0.3, max(latitudes) + 0.3
    squeeze = math.cos(math.radians((min(latitudes) + max(latitudes)) / 2))
    scale = 30.0

    def at(longitude: float, latitude: float) -> tuple[float, float]:
        return (longitude - west) * squeeze * scale, (north - latitude) * scale

    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in (at(*one) for one in outline))
    dots = "".join(f"M{x:.0f} {y:.0f}h0" for x, y in (at(*one) for one in towns))
    top = max((spot.value for spot in spots), default=1)
    shown = [
        _DOT.format(
            style="spot",
            x=at(spot.longitude, spot.latitude)[0],
            y=at(spot.longitude, spot.latitude)[1],
            radius=4 + 22 * math.sqrt(spot.value / top),
            words=spot.words,
        )
        for spot in spots
    ]
    width, height = at(max(longitudes) + 0.3, min(latitudes) - 0.3)
    content = Markup(
        '<polygon class="land" points="{}"></polygon><path class="towns" d="{}"></path>'
    ).format(corners, dots) + _joined(shown)
    size = Markup('viewBox="0 0 {:.0f} {:.0f}"').format(width, height)
    return _draw(frame, "map", size, content)
