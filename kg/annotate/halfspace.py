"""Lost and misplaced half-spaces: where they belong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.normalize import ZWNJ


if TYPE_CHECKING:
    from collections.abc import Iterator


_GAP = re.compile(r"(?:(?<=\bمی)|(?<=\bنمی)) (?=\w)| (?=(?:ها|های|هایی|ترین)\b)")


def find_repairs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the edits that mend half-spaces: start, end, and what belongs there."""
    for match in _GAP.finditer(text):
        yield match.start(), match.end(), ZWNJ
