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
_PERSIAN = str.maketrans("يىك", "ییک")


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
    """Return the name written most often, in its commonest spelling.

    Spellings are counted together; of names as frequent the longest counts, then the
    first. Letters of the Arabic keyboard become Persian ones: they are a matter of
    typing, and stay in the aliases.

    >>> canonical_name(["علي رضایی", "علی رضایی", "رضایی", "رضایی", "علی‌رضایی"])
    'علی رضایی'
    """
    written = [_persian(name) for name in names]
    if len(written) == 1:
        return written[0]
    key = _most_often(map(spelling, written), lambda one: (-len(one), one))
    forms = (name for name in written if spelling(name) == key)
    return _most_often(forms, lambda name: (-len(name), name))


def _persian(name: str) -> str:
    return " ".join(name.translate(_PERSIAN).split())


_Form = TypeVar("_Form", bound="Hashable")


def _most_often(forms: Iterable[_Form], order: Callable[[_Form], Any]) -> _Form:
    """Return the form that comes most often; of equals the first in ``order``."""
    found = list(forms)
    if len(found) == 1:  # as of most entities
        return found[0]
    counts = Counter(found)
    return min(counts, key=lambda one: (-counts[one], order(one)))
