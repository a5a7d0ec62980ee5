"""Near-copies: articles that reprint one wire text are one source, not many.

Texts are compared as sets of five-word shingles by datasketch's MinHash (Broder 1997)
with locality-sensitive hashing, so no pair of unlike articles is ever looked at. A pair
counts as copies when the estimated share of common shingles, of both texts together
(Jaccard) or of the shorter one (containment), is high enough.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, combinations
from typing import TYPE_CHECKING

import numpy as np

from kg.kept import Kept
from kg.lexicon import PhraseMatcher, rows
from kg.normalize import ZWNJ, fold, match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from datasketch import MinHash
    from numpy.typing import NDArray

    from kg.model import Article

_PERMUTATIONS = 96
_SHINGLE = 5
_SEED = 1
_BANDS, _ROWS = 23, 3
"""The bands that datasketch finds best for a threshold of 0.35 and 96 permutations."""
_JACCARD = 0.6
_CONTAINMENT = 0.8
_SHORTEST = 30
_STRETCH = 3.0
_FEW_NUMBERS = 6
_NUMBERS_SHARE = 0.34
_MOST_NUMBERS = 200
_NUMBER = re.compile(r"[۰-۹]+(?:[.,/٫٬][۰-۹]+)*")
_AROUND = "()،,.:؛«»/"
_WEEKDAYS = frozenset(
    match_key(day)
    for day in (
        *("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنج‌شنبه"),
        "جمعه",
    )
)
_WEEKDAY_ENDS = frozenset(day[at:] for day in _WEEKDAYS for at in range(len(day) + 1))
_CREDIT = re.compile(r"(?:به گزارش|به نقل از|گزارش|منبع\s*:)\s+")
_CREDIT_REACH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What near-copies of an article are found by.

    Attributes:
        article_id: The article's id.
        published: ISO publication date or time, or ``""``.
        publisher: The outlet, or ``""``.
        credited: Agencies that the text names as its source, in order.
        shingles: Number of different shingles.
        minima: MinHash values, 96 unsigned 32-bit integers as bytes.
        weekdays: Keys of the weekdays that it names, sorted.
        numbers: The numbers that it gives, folded and sorted; not more than 200.
    """

    article_id: str
    published: str
    publisher: str
    credited: tuple[str, ...]
    shingles: int
    minima: bytes
    weekdays: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyGroup:
    """Articles that print one text.

    Attributes:
        key: The id of the probable origin.
        origin: The article of the agency that the copies credit, else the earliest.
        members: Ids of all, sorted.
    """

    key: str
    origin: str
    members: tuple[str, ...]


@cache
def _outlets() -> PhraseMatcher[str]:
    return PhraseMatcher((row[0], row[1]) for row in rows("outlets", 2))


def outlet_name(name: str) -> str:
    """Return the canonical name of an outlet, ``name`` itself for an unknown one.

    >>> outlet_name("خبرگزاري فارس")
    'فارس'
    """
    keys = [match_key(word) for word in name.split()]
    match = _outlets().match(keys, 0)
    return name if match is None or match.last < len(keys) else match.value


def credited_outlets(text: str) -> tuple[str, ...]:
    """Return the outlets that a text says it was taken from, in order.

    >>> credited_outlets("به گزارش خبرگزاری فارس به نقل از ایسنا، باران بارید.")
    ('فارس', 'ایسنا')
    """
    found: dict[str, None] = {}
    for cue in _CREDIT.finditer(text):
        words = text[cue.end() : cue.end() + _CREDIT_REACH].split()
        keys = [match_key(word.strip("،,:.؛")) for word in words]
        match = _outlets().match(keys, 0)
        if match is not None:
            found.setdefault(match.value)
    return tuple(found)


@cache
def _template() -> MinHash:
    """Permutations are costly to draw: draw them once."""
    # datasketch imports half of scipy, a third of what a build imports; only texts
    # that are new need it
    from datasketch import MinHash  # noqa: PLC0415

    return MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=zlib.crc32)


def _shingles(folded: str) -> frozenset[bytes]:
    words = folded.replace(ZWNJ, "").split()
    if len(words) < _SHORTEST:
        return frozenset()
    joined = " ".join(words).encode()
    ends = list(accumulate([len(word) + 1 for word in joined.split(b" ")]))
    starts = [0, *ends]
    return frozenset(
        [
            joined[start : end - 1]
            for start, end in zip(starts, ends[_SHINGLE - 1 :], strict=False)
        ]
    )


def signature(article: Article) -> Signature | None:
    """Return what copies of ``article`` are found by; ``None`` for very short texts."""
    text = article.text
    folded = fold(text)
    shingles = _shingles(folded)
    if not shingles:
        return None
    sketch = _template().copy()
    sketch.update_batch(shingles)  # least values are kept, in whatever order
    return Signature(
        article_id=article.id,
        published=article.published.iso if article.published else "",
        publisher=outlet_name(article.publisher or ""),
        credited=credited_outlets(text),
        shingles=len(shingles),
        minima=sketch.hashvalues.astype("<u4").tobytes(),
        weekdays=weekdays_of(text),
        numbers=tuple(sorted(set(_NUMBER.findall(folded)))[:_MOST_NUMBERS]),
    )


def weekdays_of(text: str) -> tuple[str, ...]:
    """Return the keys of the weekdays that a text names, sorted.

    >>> weekdays_of("امروز (سه شنبه) و پنج‌شنبه")
    ('سهشنبه', 'پنجشنبه')
    """
    found: set[str] = set()
    keys = [_word_keys[word] for word in text.split()]
    for at in [at for at, key in enumerate(keys) if key in _WEEKDAY_ENDS]:
        joined = keys[at - 1] + keys[at] if at else keys[at]
        if joined in _WEEKDAYS:
            found.add(joined)
        elif keys[at] in _WEEKDAYS:
            found.add(keys[at])
    return tuple(sorted(found))


def _word_key(word: str) -> str:
    return match_key(word.strip(_AROUND))


_word_keys = Kept(_word_key, most=1 << 17)


def _minima(sign: Signature) -> NDArray[np.uint32]:
    return np.frombuffer(sign.minima, dtype="<u4")


def are_copies(one: Signature, other: Signature) -> bool:
    """Say whether two articles print one text, by their signatures."""
    if speak_of_other_days(one, other):
        return False
    jaccard = float(np.mean(_minima(one) == _minima(other)))
    if jaccard >= _JACCARD:
        return True
    sizes = one.shingles, other.shingles
    if max(sizes) > _STRETCH * min(sizes):
        return False
    # |A∩B| = J/(1+J) · (|A|+|B|), so containment follows from J and the sizes.
    common = jaccard / (1 + jaccard) * sum(sizes)
    return common / min(sizes) >= _CONTAINMENT


def speak_of_other_days(one: Signature, other: Signature) -> bool:
    """Say whether weekdays or numbers tell two texts of one template apart."""
    if one.weekdays and other.weekdays and not {*one.weekdays} & {*other.weekdays}:
        return True
    fewer = min(len(one.numbers), len(other.numbers))
    common = len({*one.numbers} & {*other.numbers})
    return fewer >= _FEW_NUMBERS and common < _NUMBERS_SHARE * fewer


def group_copies(signatures: Iterable[Signature]) -> tuple[CopyGroup, ...]:
    """Group articles that print one text.

    Cost grows with the number of articles and of copies, not with its square.

    Returns:
        Groups of two and more, sorted by key.
    """
    signs = sorted(signatures, key=lambda sign: sign.article_id)
    groups = _Groups(signs)
    for one, other in _candidates(signs):
        if groups.are_apart(one, other) and are_copies(signs[one], signs[other]):
            groups.join(one, other)
    found = [_copy_group(group) for group in groups.of_several()]
    return tuple(sorted(found, key=lambda group: group.key))


class _Groups:
    """Signatures that are joined, one by one, to groups of copies."""

    def __init__(self, signs: Sequence[Signature]) -> None:
        self._signs = signs
        self._owner = list(range(len(signs)))
        self._members = {at: [at] for at in self._owner}

    def are_apart(self, one: int, other: int) -> bool:
        """Say whether two signatures are in different groups."""
        return self._owner[one] != self._owner[other]

    def join(self, one: int, other: int) -> None:
        """Join the groups of two signatures, unless any members tell of other days."""
        small, large = sorted(
            (self._owner[one], self._owner[other]),
            key=lambda owner: (len(self._members[owner]), owner),
        )
        if any(
            speak_of_other_days(self._signs[mine], self._signs[theirs])
            for mine in self._members[small]
            for theirs in self._members[large]
        ):
            return
        for at in self._members.pop(small):
            self._owner[at] = large
            self._members[large].append(at)

    def of_several(self) -> list[list[Signature]]:
        """Return the groups of two and more."""
        return [
            [self._signs[at] for at in members]
            for members in self._members.values()
            if len(members) > 1
        ]


def _candidates(signs: Sequence[Signature]) -> Iterator[tuple[int, int]]:
    """Yield the places of signatures that agree in a whole band of minima.

    datasketch's index does this for one query at a time, at twelve times the cost.
    """
    width = 4 * _ROWS
    for start in range(0, _BANDS * width, width):
        buckets: dict[bytes, list[int]] = {}
        for at, sign in enumerate(signs):
            buckets.setdefault(sign.minima[start : start + width], []).append(at)
        for found in buckets.values():
            yield from combinations(found, 2)


def _copy_group(group: Sequence[Signature]) -> CopyGroup:
    credited = {name for sign in group for name in sign.credited}
    own = [sign for sign in group if sign.publisher in credited]
    origin = min(own or group, key=_earliest)
    members = tuple(sorted(sign.article_id for sign in group))
    return CopyGroup(key=origin.article_id, origin=origin.article_id, members=members)


def _earliest(sign: Signature) -> tuple[bool, str, str]:
    """Sort key: dated before undated, then by date, then by id."""
    return (not sign.published, sign.published, sign.article_id)
