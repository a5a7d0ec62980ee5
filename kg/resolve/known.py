"""What names become when they are read, kept from one build to the next.

Reading the names of 11,586 articles (folding, parting into words, looking up lists)
takes each process that resolves them most of a second, and of a build with few changes
nearly all were read before. What a name becomes depends on nothing but the name, the
code and the word lists of this package.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import EntityKind
from kg.resolve.names import name_words, take_name_words
from kg.resolve.naming import spelling, take_spellings, words_of
from kg.resolve.organizations import organization_key, take_organization_keys


if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

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
        bodies: Names of organizations, sorted.
        body_keys: Their keys.
    """

    names: tuple[str, ...] = ()
    words: tuple[tuple[str, ...], ...] = ()
    spellings: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    person_words: tuple[tuple[str, ...], ...] = ()
    bodies: tuple[str, ...] = ()
    body_keys: tuple[str, ...] = ()


def known_names(profiles: Iterable[Profile]) -> KnownNames:
    """Read all names of entities of a corpus."""
    found: dict[EntityKind, set[str]] = {kind: set() for kind in EntityKind}
    for profile in profiles:
        for entity in profile.entities:
            found[entity.kind].add(entity.name)
    names = sorted(set().union(*found.values()))
    persons = sorted(found[EntityKind.PERSON])
    bodies = sorted(found[EntityKind.ORGANIZATION])
    return KnownNames(
        names=tuple(names),
        words=tuple(map(words_of, names)),
        spellings=tuple(map(spelling, names)),
        persons=tuple(persons),
        person_words=tuple(map(name_words, persons)),
        bodies=tuple(bodies),
        body_keys=tuple(map(organization_key, bodies)),
    )


def recall_names(known: KnownNames) -> None:
    """Take what names become for granted, in this process."""
    take_spellings(known.names, known.words, known.spellings)
    take_name_words(known.persons, known.person_words)
    take_organization_keys(known.bodies, known.body_keys)


def are_outgrown(names: Collection[str], profiles: Iterable[Profile]) -> bool:
    """Say whether a corpus has so many other names that they are to be kept anew.

    Args:
        names: Names that are kept.
        profiles: The corpus.
    """
    known = frozenset(names)
    now = {entity.name for profile in profiles for entity in profile.entities}
    return len(now - known) > _NEW_SHARE * len(known)
