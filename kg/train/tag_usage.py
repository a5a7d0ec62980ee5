"""As what a first tagger reads each word in raw text.

What a word is, its neighbours say better in many sentences than in one. The shares of
its readings over raw text become a feature of a second tagger: «NOUN3,ADJ1» is a word
that is nearly always read as a noun and sometimes as an adjective; ``E`` is ezafe. The
recogniser of names is learnt in the same way (:mod:`kg.train.name_usage`).
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.annotate.tagger import Tagger


_LEVELS = ((3, 0.85), (2, 0.5), (1, 0.15))  # least shares
_LEAST = 3  # occurrences of a word that count
_AT_ONCE = 2_000  # sentences


def count_usage(
    sentences: Iterable[Sequence[str]], tagger: Tagger
) -> Mapping[str, str]:
    """Return the readings of each word's match key, in alphabetical order.

    Words that occur less than three times are left out.
    """
    seen: Counter[str] = Counter()
    read: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for batch in _batches(sentences):
        for forms, tags in zip(batch, tagger.tag(batch), strict=True):
            for form, (pos, ezafe) in zip(forms, tags, strict=True):
                key = match_key(form)
                seen[key] += 1
                read[key][pos] += 1
                read[key]["E"] += ezafe
    return {
        key: ",".join(_levels(read[key], count)) or "none"
        for key, count in sorted(seen.items())
        if key and count >= _LEAST
    }


def _batches(sentences: Iterable[Sequence[str]]) -> Iterable[list[Sequence[str]]]:
    rest = iter(sentences)
    return iter(lambda: list(itertools.islice(rest, _AT_ONCE)), [])


def _levels(read: Mapping[str, int], count: int) -> Iterable[str]:
    """Yield the readings that have a level."""
    for reading, times in sorted(read.items()):
        level = next((n for n, least in _LEVELS if times >= least * count), 0)
        if level:
            yield f"{reading}{level}"
