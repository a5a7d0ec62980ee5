"""Folding of letters."""

from __future__ import annotations

import pytest

from kg.normalize import fold


@pytest.mark.parametrize("text", ["رئيس كميسيون 12", "أؤئآةۀ٣4 abc", "", "کتاب"])
def test_long_texts_are_folded_like_short_ones(text: str) -> None:
    assert fold(text * 40) == fold(text) * 40
