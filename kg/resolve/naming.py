"""Names as keys: what counts as one spelling, and the readable key of an entity."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.kept import Kept
from kg.normalize import ZWNJ, fold, match_key, persian_letters


if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence


_MARKS = frozenset({"Mn", "Lm", "Cf"})


class _Letters(dict[int, str]):
    """What each character becomes in a word: itself, a space, or nothing for marks."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        kept = char if char.isalnum() else " "
        self[code] = "" if unicodedata.category(char) in _MARKS else kept
        return self[code]


_LETTERS = _Letters()


def words_of(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; half-spaces part words here.

    >>> words_of("محمدعلي رضایی‌نژاد")
    ('محمدعلی', 'رضایی', 'نژاد')
    """
    return _words[name]


def _words_of(name: str) -> tuple[str, ...]:
    spaced = unicodedata.normalize("NFKC", name).replace(ZWNJ, " ").casefold()
    return tuple(fold(spaced).translate(_LETTERS).split())


def spelling(name: str) -> str:
    """Return the key that all spellings of a name share; empty for no letters."""
    return _spellings[name]


def _spelling(name: str) -> str:
    return match_key("".join(words_of(name)))


_words = Kept(_words_of, most=1 << 18)
_spellings = Kept(_spelling, most=1 << 18)


def take_spellings(
    names: Sequence[str], words: Iterable[tuple[str, ...]], spellings: Iterable[str]
) -> None:
    """Take for granted what :func:`words_of` and :func:`spelling` give for names."""
    _words.update(zip(names, words, strict=True))
    _spellings.update(zip(names, spellings, strict=True))


def readable_key(names: Iterable[str]) -> str:
    """Return the readable key of one entity's names: of what is written most often.

    >>> readable_key(["علیرضا رضایی", "علی رضا رضایی", "علی‌رضا رضایی"])
    'علی_رضا_رضایی'
    """
    found = list(map(words_of, names))
    words = found[0]
    if any(one != words for one in found):
        counts = Counter(found)
        words = min(counts, key=lambda one: (-counts[one], one))
    return "_".join(words) or "unnamed"


def canonical_name(names: Iterable[str]) -> str:
    """Return the name written most often, in its commonest spelling.

    Spellings are counted together; of names as frequent the longest counts, then the
    first. Letters of the Arabic keyboard become Persian ones: they are a matter of
    typing, and stay in the aliases.

    >>> canonical_name(["علي رضایی", "علی رضایی", "رضایی", "رضایی", "علی‌رضایی"])
    'علی رضایی'
    """
    found = list(names)
    if len(set(found)) == 1:
        return _persian(found[0])
    written = _sums(Counter(found), _persian)
    if len(written) == 1:  # as of most entities
        return next(iter(written))
    key = _foremost(_sums(written, spelling))
    return _foremost({one: written[one] for one in written if spelling(one) == key})


def _sums(counts: Mapping[str, int], change: Callable[[str], str]) -> dict[str, int]:
    """Return how often forms come once they are changed."""
    sums: dict[str, int] = {}
    for form, count in counts.items():
        changed = change(form)
        sums[changed] = sums.get(changed, 0) + count
    return sums


def _foremost(counts: Mapping[str, int]) -> str:
    """Return the form that comes most often; of equals the longest, then the first."""
    return min(counts, key=lambda one: (-counts[one], -len(one), one))


@lru_cache(maxsize=1 << 18)
def _persian(name: str) -> str:
    return persian_letters(name)
