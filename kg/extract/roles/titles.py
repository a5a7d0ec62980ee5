"""Role titles: the lexicon of their heads, and their concepts in the SKOS scheme."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import PhraseMatcher, rows
from kg.model import Status
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Rest(StrEnum):
    """What follows a title in its ezafe chain."""

    BODY = "body"
    FIELD = "field"
    MINISTRY = "ministry"
    PLACE = "place"
    NONE = "none"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleEntry:
    """An entry of ``role_titles.tsv``.

    Attributes:
        title: As listed.
        key: Key of its concept.
        domain: Government, sport, arts …
        rest: What follows it.
        plural: Whether the form found is a plural.
        craft: Whether it is the noun of the work («کارگردانی»), not of the worker.
    """

    title: str
    key: str
    domain: str
    rest: Rest
    plural: bool = False
    craft: bool = False


def _spellings(form: str) -> tuple[str, ...]:
    """The form, and how it looks with a written ezafe («سخنگوی», «نماینده‌ی»)."""
    if form.endswith(("ا", "و", "ه")):
        return (form, form + "ی")
    return (form,)


def _indefinite(heads: tuple[str, ...]) -> tuple[str, ...]:
    """Plurals, and those of «بازیگرانی چون …»."""
    return (*heads, *(head + "ی" for head in heads if head.endswith("ان")))


def _regular_plurals(word: str) -> tuple[str, ...]:
    if word.endswith("ه"):
        return (word[:-1] + "گان", word + "ها")
    if word.endswith(("ا", "و")):
        return (word + "یان", word + "ها")
    return (word + "ان", word + "ها", word + "های")


@cache
def _irregular_plurals() -> Mapping[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for plural, singular in rows("role_plurals", 2):
        key = match_key(singular)
        found[key] = (*found.get(key, ()), plural)
    return found


def _craft(title: str) -> str:
    """The work of a worker: «نویسندگی» of «نویسنده», «کارگردانی» of «کارگردان»."""
    return title[:-1] + "گی" if title.endswith("ه") else title + "ی"


def _forms(title: str) -> Iterator[tuple[str, bool]]:
    first, _, tail = title.partition(" ")
    irregular = _irregular_plurals().get(match_key(first), ())
    for plural in (False, True):
        plurals = _indefinite((*_regular_plurals(first), *irregular))
        heads = plurals if plural else (first,)
        for head in heads:
            for spelling in _spellings(head):
                yield f"{spelling} {tail}", plural
    if tail.endswith(("کا", "کننده")):  # «کاراته‌کای ایران»
        yield f"{first} {tail}ی", False
    if tail.endswith(_AGENTS):  # «دروازه بانان», «تهیه کنندگان»
        for plural_tail in _indefinite(_regular_plurals(tail)):
            yield f"{first} {plural_tail}", True


_AGENTS = ("بان", "کننده", "نگار", "گیر", "نویس", "مربی", "ساز", "پوش", "پرداز", "دان")


@cache
def title_starts() -> frozenset[str]:
    """Return every key that a title may begin with: a quick first look."""
    return title_matcher().starts


@cache
def title_matcher() -> PhraseMatcher[TitleEntry]:
    """Return a matcher of all titles, singular and plural, with a written ezafe."""
    entries: dict[str, TitleEntry] = {}
    for title, key, _, _, domain, rest in rows("role_titles", 6):
        if rest == Rest.GROUP:
            continue
        for form, plural in _forms(title):
            entry = TitleEntry(
                title=title, key=key, domain=domain, rest=Rest(rest), plural=plural
            )
            written = match_key(form)
            found = entries.get(written)
            if found is None or (found.plural and not plural):
                entries[written] = entry
    for craft, entry in _crafts():
        entries.setdefault(craft, entry)
    return PhraseMatcher(entries.items())


def _crafts() -> Iterator[tuple[str, TitleEntry]]:
    for title, key, _, _, domain, rest in rows("role_titles", 6):
        one_word = " " not in title.replace("تهیه کننده", "")
        works = domain == "arts" and key != "artist"  # «با هنرمندی رضایی» is acting
        if works and rest != Rest.GROUP and one_word:
            yield (
                match_key(_craft(title)),
                TitleEntry(
                    title=title, key=key, domain=domain, rest=Rest.NONE, craft=True
                ),
            )


@cache
def field_matcher() -> PhraseMatcher[str]:
    """Return a matcher of fields of government and work («راه و شهرسازی»)."""
    return PhraseMatcher((row[0], row[0]) for row in rows("role_fields", 1))


@cache
def status_words() -> Mapping[str, Status]:
    """Return the words that tell how a role is held, by match key."""
    return {match_key(word): Status(status) for word, status in rows("role_status", 2)}


@cache
def _broader() -> Mapping[str, str]:
    return {key: wide for _, key, _, wide, _, _ in rows("role_titles", 6)}


def broader(key: str) -> str | None:
    """Return the key of the next broader concept, ``None`` at the top."""
    return _broader().get(key)
