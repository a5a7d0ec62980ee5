"""Concepts of the SKOS schemes: event types and role titles, from their word lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.graph import vocab
from kg.lexicon import PhraseMatcher, rows
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of a scheme.

    Attributes:
        key: Last segment of its IRI.
        fa: Preferred Persian label.
        en: Preferred English label.
        broader: Key of the broader concept, or ``None``.
        alternatives: Other Persian titles, sorted.
    """

    key: str
    fa: str
    en: str
    broader: str | None = None
    alternatives: tuple[str, ...] = ()


@cache
def roles() -> Mapping[str, Concept]:
    """Return the concepts of the scheme of roles by key, sorted."""
    titles: dict[str, list[str]] = {}
    about: dict[str, tuple[str, str]] = {}
    for title, key, english, broader, *_ in rows("role_titles", 6):
        titles.setdefault(key, []).append(title)
        about.setdefault(key, (english, broader))
    found = {}
    for key in sorted(titles):
        preferred, *others = sorted(titles[key], key=lambda title: (len(title), title))
        english, broader = about[key]
        parent = broader if broader in titles and broader != key else None
        found[key] = Concept(key, preferred, english, parent, tuple(sorted(others)))
    return MappingProxyType(found)


@cache
def _role_matcher() -> PhraseMatcher[str]:
    return PhraseMatcher((row[0], row[1]) for row in rows("role_titles", 6))


@lru_cache(maxsize=1 << 16)
def role_concept(title: str) -> str | None:
    """Return the key of the role that ``title`` begins with, or ``None``.

    Its first word may be written with its ezafe, be a plural, or name the work.

    >>> role_concept("استاندار"), role_concept("سخنگوی"), role_concept("وزرای خارجه")
    ('governor', 'spokesperson', 'foreign_minister')
    >>> role_concept("بازیکنان"), role_concept("تهیه‌کنندگی")
    ('player', 'producer')
    """
    first, *rest = [match_key(word) for word in title.split()] or [""]
    found = (_role_matcher().match([one, *rest], 0) for one in _dictionary_forms(first))
    return next((match.value for match in found if match is not None), None)


_ENDINGS = (("گان", "ه"), ("گی", "ه"), ("یان", ""), ("ان", ""), ("ی", ""))
_PLURALS = ("های", "ها")


@cache
def _singulars() -> Mapping[str, str]:
    """Return the singular of each irregular plural («وزرا»), as match keys."""
    pairs = rows("role_plurals", 2)
    return {match_key(plural): match_key(singular) for plural, singular in pairs}


def _dictionary_forms(word: str) -> Iterator[str]:
    """Yield what a title's first word may stand for, itself first."""
    yield word
    for plural in (word, word.removesuffix("ی")):
        if plural in _singulars():
            yield _singulars()[plural]
    for ending in _PLURALS:
        if word.endswith(ending):
            yield word.removesuffix(ending)
    for ending, singular in _ENDINGS:
        for form in (word, word.removesuffix("ی")):
            if form.endswith(ending):
                yield form.removesuffix(ending) + singular


@cache
def event_types() -> Mapping[str, Concept]:
    """Return the concepts of the scheme of event types by key, sorted."""
    found = {
        key: Concept(key, fa, en, broader or None)
        for key, fa, en, broader, *_ in rows("event_types", 6)
    }
    return MappingProxyType(dict(sorted(found.items())))


def event_type_iri(key: str) -> str:
    """Return the IRI of an event type."""
    return f"{vocab.EVENT_TYPE}{key}"


def role_iri(key: str) -> str:
    """Return the IRI of a role concept."""
    return f"{vocab.ROLE}{key}"
