"""Taking off the furniture of news pages: what stands around an article's text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Stripped:
    """Lines that are text, and what the furniture says of the article."""

    lines: Sequence[str]
    found: Mapping[str, str] = field(default_factory=dict)


def strip_furniture(lines: Sequence[str]) -> Stripped:
    """Return the lines that are text, and the metadata of those that are not."""
    return Stripped([line for line in lines if line.strip("./ ") != "انتهای پیام"])
