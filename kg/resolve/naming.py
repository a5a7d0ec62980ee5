"""Names as keys: what counts as one spelling, and the readable key of an entity."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from kg.normalize import ZWNJ, fold, match_key


if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable


_MARKS = frozenset({"Mn", "Lm", "Cf"})


class _Letters(dict[int, str]):
    """What each character becomes in a word: itself, a space, or nothing for marks."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kept = char if char.isalnum() else " "
        self[code] = "" if unicodedata.category(char) in _MARKS else kept
        return self[code]


_LETTERS = _Letters()


@lru_cache(maxsize=1 << 18)
def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; half-spaces part words here.

    >>> words_of("محمدعلي رضایی‌نژاد")
    ('محمدعلی', 'رضایی', 'نژاد')
    """
    spaced = unicodedata.normalize("NFKC", name).replace(ZWNJ, " ").casefold()
    return tuple(fold(spaced).translate(_LETTERS).split())


@lru_cache(maxsize=1 << 18)
def spelling(name: str) -> str:
    """Return the key that all spellings of a name share; empty for no letters."""
    return match_key("".join(words_of(name)))


def readable_key(names: Iterable[str]) -> str:
    """Return the readable key of one entity's names: of what is written most often.

    >>> readable_key(["علیرضا رضایی", "علی رضا رضایی", "علی‌رضا رضایی"])
    'علی_رضا_رضایی'
    """
    words = _most_often(map(words_of, names), lambda one: one)
    return "_".join(words) or "unnamed"


def canonical_name(names: Iterable[str]) -> str:
    """Return the form written most often; of equals the longest, then the first."""
    return _most_often(names, lambda name: (-len(name), name))


_Form = TypeVar("_Form", bound="Hashable")


def _most_often(forms: Iterable[_Form], order: Callable[[_Form], Any]) -> _Form:
    """Return the form that comes most often; of equals the first in ``order``."""
    found = list(forms)
    if len(found) == 1:  # as of most entities
        return found[0]
    counts = Counter(found)
    return min(counts, key=lambda one: (-counts[one], order(one)))
