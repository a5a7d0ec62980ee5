"""When two titles name one post."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.roles.titles import Rest, broader


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.roles.model import Title


_TELLING = 3  # letters; shorter words («و», «در») tell nothing of a body


# «رئیس سازمان پزشکی قانونی» is «رئیس پزشکی قانونی کشور»
_GENERIC = frozenset({"سازمان", "اداره", "کشور", "استان", "شهرستان", "وزارت", "شرکت"})


@cache
def _is_kind_of(narrow: str, wide: str) -> bool:
    """Whether a concept is, or lies under, another («forward» under «player»)."""
    at: str | None = narrow
    while at is not None:
        if at == wide:
            return True
        at = broader(at)
    return False


@cache
def depth(key: str) -> int:
    """Return how many broader concepts a concept has: the more, the more it tells."""
    wide = broader(key)
    return 0 if wide is None else 1 + depth(wide)


def is_same_role(keys: Sequence[str], one: Title, other: Title) -> bool:
    """Say whether the titles themselves agree; a profession must be the same word."""
    if Rest.NONE in {one.entry.rest, other.entry.rest}:
        first = "".join(keys[one.first : one.role_last])
        second = "".join(keys[other.first : other.role_last])
        return first.startswith(second) or second.startswith(first)
    if one.entry.rest is other.entry.rest is Rest.FIELD and _differ(keys, one, other):
        return False
    narrow, wide = one.entry.key, other.entry.key
    return _is_kind_of(narrow, wide) or _is_kind_of(wide, narrow)


def _differ(keys: Sequence[str], one: Title, other: Title) -> bool:
    """«مدیر فنی» and «مدیر تبلیغات»: whether two posts have fields of their own."""
    first = keys[one.first + 1 : one.role_last]
    second = keys[other.first + 1 : other.role_last]
    if not first or not second or keys[one.first] != keys[other.first]:
        return False
    joined = "".join(first), "".join(second)
    alike = joined[0].startswith(joined[1]) or joined[1].startswith(joined[0])
    return not alike and set(first).isdisjoint(second)


def _body_words(keys: Sequence[str], title: Title) -> frozenset[str]:
    if title.body is None:
        return frozenset()
    return frozenset(key for key in keys[slice(*title.body)] if len(key) >= _TELLING)


def agree_on_body(keys: Sequence[str], one: Title, other: Title) -> bool:
    """Say whether two bodies may be one: one is missing, or most words are shared."""
    if one.body is None or other.body is None:
        return True
    first = "".join(keys[slice(*one.body)])
    second = "".join(keys[slice(*other.body)])
    if first in second or second in first or _is_one_country(first, second):
        return True
    words, others = _body_words(keys, one), _body_words(keys, other)
    return 2 * len(words & others) > min(len(words), len(others))


# what one country is called in turn, as match keys joined
_COUNTRIES = (
    frozenset({"امریکا", "ایالاتمتحده", "ایالاتمتحدهامریکا"}),
    frozenset({"انگلیس", "انگلستان", "بریتانیا"}),
    frozenset({"ایران", "جمهوریاسلامی", "جمهوریاسلامیایران", "کشورمان"}),
    frozenset({"امارات", "اماراتمتحدهعربی"}),
    frozenset({"روسیه", "فدراسیونروسیه"}),
    frozenset({"عربستان", "عربستانسعودی", "پادشاهیعربستان"}),
)


def _is_one_country(first: str, second: str) -> bool:
    return any(first in names and second in names for names in _COUNTRIES)


def is_same_post(keys: Sequence[str], one: Title, other: Title) -> bool:
    """Say whether two titles of one person name one post.

    Args:
        keys: ``match_key`` of each token of the document.
        one: A title.
        other: Another.
    """
    return is_same_role(keys, one, other) and agree_on_body(keys, one, other)


def names_post(keys: Sequence[str], full: Title, short: Title) -> bool:
    """Say whether ``short`` can stand for the post ``full`` on its own.

    Stricter than :func:`is_same_post`, which already knows the person: bodies must hold
    one another, and a body may be missing only from the shorter phrase.
    """
    if not is_same_role(keys, full, short):
        return False
    if short.body is None:
        return True
    if full.body is None:
        return False
    first = "".join(keys[slice(*full.body)])
    second = "".join(keys[slice(*short.body)])
    if first in second or second in first:
        return True
    words = _body_words(keys, full) - _GENERIC
    others = _body_words(keys, short) - _GENERIC
    return len(others) > 1 and others <= words
