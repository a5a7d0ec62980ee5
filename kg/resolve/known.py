"""What names become when they are read, kept from one build to the next.

Reading the names of 11,586 articles (folding, parting into words, looking up lists)
takes each process that resolves them most of a second, and comparing those of persons
that may be one takes another. Of a build with few changes nearly all were read before,
and what comes of a name depends on nothing but the name, the code and the word lists.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from kg.model import EntityKind
from kg.resolve.names import (
    Score,
    compare_names,
    name_words,
    take_name_words,
    take_scores,
)
from kg.resolve.naming import spelling, take_spellings, words_of
from kg.resolve.organizations import (
    BodyKeys,
    body_keys,
    shorter_names,
    take_body_keys,
)
from kg.resolve.persons import pairs_to_compare


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from kg.resolve.profile import Profile


_NEW_SHARE = 0.1
"""Share of names that are not kept, from which all are kept anew."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """Names and what they become: the n-th of each tuple for the n-th name.

    Attributes:
        names: Names of entities, sorted.
        words: Their words.
        spellings: Their spellings.
        persons: Names of persons, sorted.
        person_words: Their words, as those of persons' names.
        bodies: Names of organizations, and those less a word, sorted.
        body_keys: What they are looked up by.
        compared: Pairs of places in ``persons``, and the place of their score.
        scores: What comparisons of names come to.
    """

    names: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    spellings: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    person_words: tuple[tuple[str, ...], ...] = ()
    bodies: tuple[str, ...] = ()
    body_keys: tuple[BodyKeys, ...] = ()
    compared: tuple[tuple[int, int, int], ...] = ()
    scores: tuple[Score, ...] = ()


def known_names(profiles: Iterable[Profile]) -> KnownNames:
    """Read all names of entities of a corpus, and compare those that may be one."""
    found: dict[EntityKind, Counter[str]] = {kind: Counter() for kind in EntityKind}
    for profile in profiles:
        for entity in profile.entities:
            found[entity.kind][entity.name] += 1
    names = sorted(set().union(*found.values()))
    persons = sorted(found[EntityKind.PERSON])
    of_bodies = found[EntityKind.ORGANIZATION].keys()
    bodies = sorted({*of_bodies, *chain.from_iterable(map(shorter_names, of_bodies))})
    compared, scores = _compared(persons, found[EntityKind.PERSON])
    return KnownNames(
        names=tuple(names),
        words=tuple(map(words_of, names)),
        spellings=tuple(map(spelling, names)),
        persons=tuple(persons),
        person_words=tuple(map(name_words, persons)),
        bodies=tuple(bodies),
        body_keys=tuple(map(body_keys, bodies)),
        compared=compared,
        scores=scores,
    )


def _compared(
    persons: Sequence[str], counts: Mapping[str, int]
) -> tuple[tuple[tuple[int, int, int], ...], tuple[Score, ...]]:
    """Compare names of persons: pairs of places with the place of their score."""
    at = {name: place for place, name in enumerate(persons)}
    scores: dict[Score, int] = {}
    pairs = []
    for one, other in pairs_to_compare(counts):
        score = scores.setdefault(compare_names(one, other), len(scores))
        pairs.append((at[one], at[other], score))
    return tuple(pairs), tuple(scores)


def recall_names(known: KnownNames) -> None:
    """Take what names become for granted, in this process."""
    take_spellings(known.names, known.words, known.spellings)
    take_name_words(known.persons, known.person_words)
    take_body_keys(known.bodies, known.body_keys)
    names, scores = known.persons, known.scores
    pairs = [(names[one], names[other]) for one, other, _ in known.compared]
    take_scores(pairs, [scores[score] for _, _, score in known.compared])


def are_outgrown(names: Collection[str], profiles: Iterable[Profile]) -> bool:
    """Say whether a corpus has so many other names that they are to be kept anew.

    Args:
        names: Names that are kept.
        profiles: The corpus.
    """
    known = frozenset(names)
    now = {entity.name for profile in profiles for entity in profile.entities}
    return len(now - known) > _NEW_SHARE * len(known)
