"""Marks and pronouns that rules of all kinds look at, by form and by key."""

from __future__ import annotations


DASHES = frozenset({"-", "–", "—", "ـ", "−"})
"""Forms of dashes; a tatweel that stands alone is used as one."""

DASH_KEYS = DASHES - {"ـ"} | {""}
"""Keys of dashes; that of a lone tatweel is empty."""

OPENING_QUOTES = frozenset({"«", '"', "“"})
CLOSING_QUOTES = frozenset({"»", '"', "”"})
PRONOUNS = frozenset({"وی", "او", "ایشان", "نامبرده"})  # of one person
