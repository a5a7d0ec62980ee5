"""Titles and persons of a document as the rules of roles see them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from kg.extract.roles.lists import each_with_club
from kg.extract.roles.titles import Rest
from kg.lexicon import word_keys
from kg.model import EntityKind, Status


if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.context import Context
    from kg.extract.roles.model import Title
    from kg.model import Mention


OPENING = frozenset({*"«\"“('‘", "''", "‘‘"})
CLOSING = frozenset({*"»\"”)'’", "''", "’’"})
LINKS = frozenset({"،", "-", "ـ", "_", "–", "—", "(", "[", ",", "؛"})
OFFICES = frozenset({Rest.PLACE, Rest.MINISTRY})
_HONORIFIC_LIMIT = 4
_BRACKETED_BLESSINGS = frozenset({"ره", "رح", "رض", "س", "ع", "عج", "ص", "قدس", "حفظه"})
STATES = frozenset({"است", "بود", "بوده", "هست"})


class Person(NamedTuple):
    """A person's mention with the honorifics and quotation marks around it.

    Attributes:
        first: First token, honorifics and marks included.
        last: Token after the last, marks included.
        mention: Index of the mention.
    """

    first: int
    last: int
    mention: int


class Holding(Struct, frozen=True, kw_only=True):
    """A title tied to a person by a rule.

    Attributes:
        title: The title.
        mention: Index of the person's mention.
        rule: Name of the rule.
        confidence: Calibrated probability, 0–1.
        status: Overrides the title's own status, or ``None``.
    """

    title: Title
    mention: int
    rule: str
    confidence: float
    status: Status | None = None


@cache
def _honorifics() -> frozenset[str]:
    return word_keys("honorifics")


@dataclass(slots=True)
class Scene:
    """The titles and persons of a document, as rules see them.

    Attributes:
        context: The document.
        titles: All titles, in order.
        persons: All mentions of persons, in order.
        held: What has been found so far, by index of the title.
    """

    context: Context
    titles: list[Title]
    persons: list[Person] = field(init=False)
    held: dict[int, list[Holding]] = field(init=False, default_factory=dict)
    _starts: dict[int, Person] = field(init=False)
    _ends: dict[int, Person] = field(init=False)

    def __post_init__(self) -> None:
        self.persons = [
            self._person(index, mention)
            for index, mention in enumerate(self.context.document.mentions)
            if mention.kind is EntityKind.PERSON
            and "".join(self.context.keys[mention.first : mention.last])
            not in _honorifics()
        ]
        self._starts = {person.first: person for person in self.persons}
        self._ends = {person.last: person for person in self.persons}

    def form(self, token: int) -> str:
        """Return the form of a token, ``""`` outside the document."""
        tokens = self.context.document.tokens
        return tokens[token].form if 0 <= token < len(tokens) else ""

    def key(self, token: int) -> str:
        """Return the match key of a token, ``""`` outside the document."""
        keys = self.context.keys
        return keys[token] if 0 <= token < len(keys) else ""

    def same_sentence(self, one: int, other: int) -> bool:
        """Say whether two tokens lie in one sentence."""
        of = self.context.sentence_of
        return 0 <= one < len(of) and 0 <= other < len(of) and of[one] == of[other]

    def starting(self, token: int) -> Person | None:
        """Return the person whose mention starts at a token."""
        return self._starts.get(token)

    def ending(self, token: int) -> Person | None:
        """Return the person whose mention ends before a token."""
        return self._ends.get(token)

    def _person(self, index: int, mention: Mention) -> Person:
        first, last = mention.first, mention.last
        sentence = self.context.sentence_at(first)
        while first > sentence.first:
            before = self._before_name(first, sentence.first)
            if before == first:
                break
            first = before
        while last < sentence.last and self.form(last) in CLOSING:
            last += 1
        if self.form(last).isdigit() and self.key(last + 1) == "ساله":
            last += 2  # «علی رضایی ۴۵ ساله، معلم شهر»
        last = self._over_blessing(last)
        return Person(first, last, index)

    def _over_blessing(self, last: int) -> int:
        """«امام رضایی (ره) | رهبر …»: step over a letter or two in brackets."""
        blessed = self.form(last) == "(" and self.key(last + 1) in _BRACKETED_BLESSINGS
        return last + 3 if blessed and self.form(last + 2) == ")" else last

    def _before_name(self, first: int, limit: int) -> int:
        """Step back over one honorific («حجت الاسلام») or opening mark."""
        if self.form(first - 1) in OPENING:
            return first - 1
        for start in range(max(limit, first - _HONORIFIC_LIMIT), first):
            if "".join(self.context.keys[start:first]) in _honorifics():
                return start
        return first


def holding(
    title: Title, person: Person, rule: str, confidence: float
) -> list[Holding]:
    """Return the holding of a title by one person."""
    return [
        Holding(title=title, mention=person.mention, rule=rule, confidence=confidence)
    ]


def each_holds(
    scene: Scene, title: Title, persons: Iterable[Person], rule: str, confidence: float
) -> list[Holding]:
    """Give a title to each of several persons, with each one's own club."""
    return [
        Holding(
            title=each_with_club(scene, title, one),
            mention=one.mention,
            rule=rule,
            confidence=confidence,
        )
        for one in persons
    ]
