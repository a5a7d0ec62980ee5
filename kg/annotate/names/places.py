"""Which entry of the gazetteer a place mention means, by its words and its document."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.annotate import gazetteer
from kg.lexicon import PhraseMatcher, rows
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.model import Place


# Nouns that say which kind of place follows, and the kinds they allow.
_KIND_NOUNS: Mapping[str, tuple[str, ...]] = {
    match_key(noun): kinds
    for noun, kinds in (
        ("استان", ("province",)),
        ("ولایت", ("province",)),
        ("ایالت", ("province", "region")),
        ("شهرستان", ("county",)),
        ("شهر", ("city", "capital")),
        ("بندر", ("city",)),
        ("کشور", ("country",)),
        ("جمهوری", ("country",)),
        ("جزیره", ("island",)),
        ("قاره", ("continent",)),
    )
}


_EPITHETS = frozenset(
    match_key(word) for word in ("مقدس", "اشرف", "معلی", "مکرمه", "منوره", "معظمه")
)
_LONGEST_BEFORE = 4  # words of a phrase before the name in it


def is_division(words: Sequence[str]) -> bool:
    """Say whether a name is a noun of division and a place («ولایت هرات»)."""
    return len(words) > 1 and words[0] in _KIND_NOUNS and bool(candidates(words))


def is_common_word(keys: Sequence[str], first: int, last: int) -> bool:
    """Say whether a place's name is a common word where it stands («بم و زیر»)."""
    phrases = _no_places()
    for start in range(max(0, first - _LONGEST_BEFORE), first + 1):
        found = phrases.match(keys, start)
        if found is not None and found.last >= last and found.last - start > 1:
            return True
    return False


@cache
def _no_places() -> PhraseMatcher[str]:
    return PhraseMatcher([(phrase, phrase) for (phrase,) in rows("no_places", 1)])


def resolve_places(names: Sequence[Sequence[str]]) -> list[str | None]:
    """Return the key of the place that each name of a document means, or ``None``.

    A name of several places means the most prominent one, if one is and no namesake's
    county or province is named; else the one whose containers the document names too.

    Args:
        names: Match keys of the words of each place mention, in order.
    """
    found = [candidates(words) for words in names]
    certain = {keys[0] for keys in found if len(keys) == 1}
    certain |= {keys[0] for keys in found if keys and _is_prominent(keys[0])}
    return [_choose(keys, certain) for keys in found]


def candidates(words: Sequence[str]) -> tuple[str, ...]:
    """Return the keys of the places that a name may mean, the likeliest first.

    >>> [gazetteer.place(key).kind for key in candidates(("استان", "خوزستان"))]
    ['province']
    """
    whole = gazetteer.names().get("".join(words), ())
    if not whole and len(words) > 1 and not _EPITHETS.isdisjoint(words):
        # «مشهد مقدس», «شهر مقدس قم»
        return candidates([word for word in words if word not in _EPITHETS])
    kinds = _KIND_NOUNS.get(words[0]) if len(words) > 1 else None
    if kinds is None:
        return whole
    rest = gazetteer.names().get("".join(words[1:]), ())
    fitting = tuple(key for key in rest if gazetteer.place(key).kind in kinds)
    return whole or fitting


def _is_prominent(key: str) -> bool:
    return gazetteer.place(key).kind in {"country", "province", "capital"}


def _choose(keys: Sequence[str], certain: Iterable[str]) -> str | None:
    if len(keys) < 2:
        return keys[0] if keys else None
    known = set(certain)
    named = (key for key in keys if any(box.key in known for box in _near(key)))
    if _is_prominent(keys[0]):
        # «شهر قدس» of Tehran's province, not Jerusalem; «گلستان» stays the province
        return keys[0] if _is_in_iran(keys[0]) else next(named, keys[0])
    leading = keys[0] if gazetteer.is_leading(keys[0], keys[1:]) else None
    return next(named, leading)


def _is_in_iran(key: str) -> bool:
    return key.partition("-")[0] == "IR"


def _near(key: str) -> list[Place]:
    """Return the containers of a place that tell it from its namesakes."""
    return [place for place in gazetteer.containers(key) if place.kind != "country"]
