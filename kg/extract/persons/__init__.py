"""Mentions of persons put right by what stands beside them: titles and verbs of speech.

A name model errs where a title tells: «سرمربی علی رضایی» is no name of three words, and
«نوری، عضو کمیسیون …» is one although nothing else shows it. Names that ran into others
are parted (:mod:`~kg.extract.persons.parting`), what is no part of a name is taken off
(:mod:`~kg.extract.persons.bounds`), what it lacks is added
(:mod:`~kg.extract.persons.completion`); runs of name-like words beside a title
(:mod:`~kg.extract.persons.titles`), in a list (:mod:`~kg.extract.persons.lists`), or
that begin a sentence of speech (:mod:`~kg.extract.persons.speakers`) become persons
(:mod:`~kg.extract.persons.hunt`), here and wherever they come again.
"""

from __future__ import annotations

import dataclasses
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.context import Context
from kg.extract.persons.bounds import as_maker, bounded, without_title
from kg.extract.persons.completion import completed
from kg.extract.persons.hunt import Hunt
from kg.extract.persons.lists import gentlemen, last_listed_name, listed_name
from kg.extract.persons.parting import parted_names
from kg.extract.persons.speakers import full_speaker, lone_speaker
from kg.extract.persons.titles import beside_title
from kg.extract.persons.words import AFTER_SUBJECT, honorifics, is_surname
from kg.extract.rare import led_by_unknown
from kg.extract.roles import find_titles
from kg.extract.roles.vocabulary import places
from kg.lexicon import PhraseMatcher, rows
from kg.model import EntityKind, Mention


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.model import Document


__all__ = ["read_persons", "with_persons"]


def _holders_of_offices(hunt: Hunt) -> None:
    """Find the full names of those who held a known office, listed or foreign."""
    matcher, keys = _full_names(), hunt.context.keys
    for at in range(len(keys)):
        if hunt.taken[at] or not matcher.may_match(keys, at):
            continue
        found = matcher.match(keys, at, hunt.context.sentence_at(at).last)
        if found is not None and not any(hunt.taken[at : found.last]):
            hunt.add(at, found.last, "known", 0.8)


@cache
def _full_names() -> PhraseMatcher[str]:
    """Return a matcher of the names of two words or more of ``office_holders.tsv``."""
    names = (row[1] for row in rows("office_holders", 4))
    return PhraseMatcher((name, name) for name in names if " " in name)


def _again(hunt: Hunt, mentions: Sequence[Mention]) -> None:
    """Find names wherever they come again, whole or as a bare surname."""
    keys = hunt.context.keys
    persons = [m for m in (*mentions, *hunt.found) if m.kind is EntityKind.PERSON]
    names = {tuple(keys[m.first : m.last]) for m in persons}
    forms = names | {name[-1:] for name in names if is_surname(name[-1])}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(forms, key=lambda words: (-len(words), words)):
        by_first.setdefault(form[0], []).append(form)
    for first, key in enumerate(keys):
        for form in by_first.get(key, ()):
            last = first + len(form)
            if keys[first:last] != form or any(hunt.taken[first:last]):
                continue
            if last - first > 1 or _stands_as_name(hunt, first):
                hunt.add(first, last, "document", 0.7)
                break


def _stands_as_name(hunt: Hunt, at: int) -> bool:
    """Whether a bare surname is used as one, not as a common word."""
    tokens, keys = hunt.context.document.tokens, hunt.context.keys
    if not hunt.is_unlisted(at) and not hunt.may_be_name(at):
        return False
    if keys[at] in places():
        return False
    sentence = hunt.context.sentence_at(at)
    if tokens[at].pos == "PROPN" or keys[at - 1] in honorifics():
        return True
    opens = at == sentence.first or tokens[at - 1].pos == "PUNCT"
    return opens and at + 1 < sentence.last and tokens[at + 1].pos in AFTER_SUBJECT


_IN_SENTENCES = (full_speaker, lone_speaker, listed_name, last_listed_name, gentlemen)


def with_persons(document: Document) -> Document:
    """Return the document with its mentions of persons put right.

    Mentions stay in order and disjoint; those that were right are kept as they are.
    """
    return read_persons(document).document


def read_persons(document: Document) -> Context:
    """Return the context of a document, its mentions of persons put right.

    Most documents stay as they are; what was looked up in them is used again.
    """
    context = Context(document)
    parted = [
        one for mention in document.mentions for one in parted_names(context, mention)
    ]
    made = [as_maker(context, mention) for mention in parted]
    named = [one for mention in made if (one := bounded(context, mention)) is not None]
    kept = [without_title(context, mention) for mention in named]
    mentions = tuple(completed(context, m) for m in kept if m is not None)
    if mentions != document.mentions:
        document = dataclasses.replace(document, mentions=mentions)
        context = Context(document)
    hunt = Hunt(context)
    _holders_of_offices(hunt)
    for title in find_titles(context):
        beside_title(hunt, title)
    for sentence in document.sentences:
        for look in _IN_SENTENCES:
            look(hunt, sentence)
    led_by_unknown(hunt)
    _again(hunt, mentions)
    if not hunt.found:
        return context
    together = sorted((*mentions, *hunt.found), key=lambda m: m.span)
    return Context(dataclasses.replace(document, mentions=tuple(together)))
