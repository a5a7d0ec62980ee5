"""Cutting a sentence into clauses, one for each finite verb.

Persian clauses end in their verb. «که» after a noun opens a relative clause within the
one that goes on after the relative clause's verb: «او [سه‌شنبه در مراسمی] {که در شهر
برگزار شد}، [گفت]» has two clauses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kg.extract.events import lexicon
from kg.model import Tense
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import Context
    from kg.model import Sentence, VerbGroup


REPORT = "report"
OTHER = "other"
_LONGEST_NONVERBAL = 4
_FARTHEST = 7
_CUTS = frozenset("/؛:")
_STOPS = _CUTS | {"که"}


class Predicate(Struct, frozen=True, kw_only=True):
    """The verb of a clause.

    Attributes:
        first: First token, of the non-verbal part where there is one.
        last: Token after the last.
        group: The verb group.
        infinitive: Match key of the infinitive with its non-verbal part.
        kind: ``hold``, ``stative``, ``report``, ``other``, or an event type.
    """

    first: int
    last: int
    group: VerbGroup
    infinitive: str
    kind: str


class Clause(Struct, kw_only=True):
    """A finite verb and the tokens that belong to it.

    Attributes:
        sentence: Number of its sentence.
        parent: The clause it is embedded in, or ``None``.
        antecedent: Token that a relative clause follows, or ``None``.
        index: Its number in the document.
        tokens: Its tokens, ascending, those of embedded clauses left out.
        predicate: Its verb; ``None`` at the end of a headline.
    """

    sentence: int
    parent: Clause | None = None
    antecedent: int | None = None
    index: int = -1
    tokens: list[int] = []
    predicate: Predicate | None = None

    @property
    def kind(self) -> str:
        """The kind of its verb, ``none`` without one."""
        return "none" if self.predicate is None else self.predicate.kind


def find_clauses(context: Context) -> list[Clause]:
    """Cut all sentences of a document into clauses, in order of their first token."""
    nouns = lexicon.compound_nouns()
    groups = {
        min(group.tokens): group
        for group in context.document.verb_groups
        if nouns.match(context.keys, min(group.tokens)) is None
    }
    found: list[Clause] = []
    for number, sentence in enumerate(context.document.sentences):
        found.extend(_Cutter(context, groups, number).cut(sentence))
    for index, clause in enumerate(found):
        clause.index = index
    return found


class _Cutter:
    """Cuts one sentence."""

    def __init__(
        self, context: Context, groups: dict[int, VerbGroup], number: int
    ) -> None:
        self._context = context
        self._groups = groups
        self._number = number
        self._clauses: list[Clause] = []
        self._current = self._open(None, None)

    def cut(self, sentence: Sentence) -> Iterator[Clause]:
        """Yield the clauses of the sentence."""
        at, last = sentence.first, sentence.last
        keys, groups = self._context.keys, self._groups
        for stop in range(at, last):
            key = keys[stop]
            if stop < at or (key not in _STOPS and stop not in groups):
                continue
            self._current.tokens.extend(range(at, stop))
            group = groups.get(stop)
            if group is None:
                self._take(stop, key)
                at = stop + 1
            else:
                at = self._close(group, last)
        self._current.tokens.extend(range(at, last))
        return (clause for clause in self._clauses if clause.tokens)

    def _open(self, parent: Clause | None, antecedent: int | None) -> Clause:
        clause = Clause(sentence=self._number, parent=parent, antecedent=antecedent)
        self._clauses.append(clause)
        return clause

    def _take(self, at: int, key: str) -> None:
        """Take the token ``at``, which may open or close a clause without a verb."""
        current = self._current
        if key == "که" and current.tokens and current.predicate is None:
            self._current = self._open(current, current.tokens[-1])
            return
        current.tokens.append(at)
        if key in _CUTS and current.parent is None:
            self._current = self._open(None, None)

    def _close(self, group: VerbGroup, last: int) -> int:
        """End the current clause with a verb; return the token after it."""
        end = min(max(group.tokens) + 1, last)
        first = min(group.tokens)
        clause = self._current
        clause.tokens.extend(range(first, end))
        clause.predicate = read_predicate(self._context, group, clause.tokens[0])
        following = self._context.keys[end] if end < last else ""
        if clause.parent is None:
            self._current = self._open(None, None)
        elif following == "و":
            self._current = self._open(clause.parent, clause.antecedent)
        else:
            self._current = clause.parent
        return end


def read_predicate(context: Context, group: VerbGroup, least: int) -> Predicate:
    """Return a verb group with its non-verbal part and what it tells.

    Args:
        context: The document.
        group: The verb group; its lemma may lack the non-verbal part.
        least: First token of the clause.
    """
    first, last = min(group.tokens), max(group.tokens) + 1
    lemma = match_key(group.lemma)
    for size in range(min(_LONGEST_NONVERBAL, first - least), 0, -1):
        joined = "".join(context.keys[first - size : first]) + lemma
        kind = verb_kind(joined)
        if kind != OTHER:
            return Predicate(
                first=first - size, last=last, group=group, infinitive=joined, kind=kind
            )
    known = REPORT if _introduces(group, lemma) else verb_kind(lemma)
    if known in {OTHER, "stative"}:
        for at in range(first - 1, max(least, first - _FARTHEST) - 1, -1):
            # «وارد خاک کشور شد»: the goal stands within the compound
            if context.keys[at] in lexicon.event_words("split"):
                joined = context.keys[at] + lemma
                kind = verb_kind(joined)
                return Predicate(
                    first=at, last=last, group=group, infinitive=joined, kind=kind
                )
    return Predicate(first=first, last=last, group=group, infinitive=lemma, kind=known)


def _introduces(group: VerbGroup, lemma: str) -> bool:
    """Say whether a verb introduces a text: «در بیانیه آمده است», not «به شهر آمد»."""
    return lemma == "امدن" and group.tense is Tense.PRESENT_PERFECT


def verb_kind(infinitive: str) -> str:
    """Return the class of an infinitive given by its match key."""
    known = lexicon.event_verbs().get(infinitive)
    if known is not None:
        return known
    return REPORT if infinitive in lexicon.reporting_verbs() else OTHER
