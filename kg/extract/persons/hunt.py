"""The search for persons in a document: which words are free, and may be of a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.persons.words import (
    LONGEST_NAME,
    NOT_NAMES,
    common_words,
    everyday_words,
    first_names,
    honorifics,
    is_deed,
)
from kg.extract.roles.titles import title_matcher
from kg.extract.roles.vocabulary import bodies, match_at
from kg.lexicon import word_keys
from kg.model import EntityKind, Mention


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.model import Sentence


OPENERS = frozenset({"ADP", "CCONJ", "SCONJ", "PUNCT"})
# a name may hang on these by ezafe: «با حضور علی رضایی», «به گفته علی رضایی»
_GOVERNORS = frozenset(
    {"حضور", "گفته", "توسط", "نقل", "قول", "دیدار", "نظر", "اعتقاد", "برای", "همراه"}
    | {"سخنان", "اظهارات", "ریاست", "دعوت", "بین", "باور", "نوشته", "قلم", "دست"}
)
_NAMED_AFTER = frozenset({"خیابان", "میدان", "بلوار", "کوچه", "شهید", "جایزه", "مرکز"})


@dataclass(slots=True)
class Hunt:
    """The search for persons in one document."""

    context: Context
    taken: list[bool] = field(init=False)
    found: list[Mention] = field(init=False, default_factory=list)
    posts: set[int] = field(init=False, default_factory=set)  # ends of «name, post»
    surnames: frozenset[str] = field(init=False)  # persons named by one word

    def __post_init__(self) -> None:
        self.taken = [index >= 0 for index in self.context.mention_of]
        self.surnames = frozenset(
            self.context.keys[mention.first]
            for mention in self.context.document.mentions
            if mention.kind is EntityKind.PERSON and mention.last == mention.first + 1
        )

    def may_be_name(self, token: int) -> bool:
        """Whether a token may be a word of a person's name."""
        key = self.context.keys[token]
        pos = self.context.document.tokens[token].pos
        if self.taken[token] or pos in NOT_NAMES or key in common_words():
            return False
        if not key[:1].isalpha():
            return False
        listed = key in first_names() or key in word_keys("surnames")
        return pos == "PROPN" or listed

    def is_unlisted(self, token: int) -> bool:
        """Whether a token may be a word of a name although no list has it."""
        pos = self.context.document.tokens[token].pos
        return (
            pos in {"NOUN", "PROPN", "ADJ"}
            and self.is_free(token)
            and match_at(title_matcher(), self.context.keys, token, token + 1) is None
        )

    def is_free(self, token: int) -> bool:
        """Whether a token is a word of no name yet, and none that never is of one."""
        key = self.context.keys[token]
        plain = key[:1].isalpha() and key not in common_words()
        most = key.endswith("ترین")  # «نوواک | بهترین بازیکن است»
        none = most or is_deed(self.context, token)
        return plain and not self.taken[token] and not none

    def is_person(self, token: int) -> bool:
        """Whether a person's name, of the model's or found here, ends at a token."""
        mention = self.context.mention_at(token)
        if mention is not None:
            return mention.kind is EntityKind.PERSON
        return any(found.last == token + 1 for found in self.found[-2:])

    def run_back(self, last: int, limit: int) -> int:
        """Return where the run of name-like words that ends before ``last`` starts."""
        first = last
        while first > max(limit, last - LONGEST_NAME) and self.may_be_name(first - 1):
            first -= 1
        return first

    def run_on(self, first: int, limit: int) -> int:
        """Return where the run of name-like words that starts at ``first`` ends."""
        last = first
        while last < min(limit, first + LONGEST_NAME) and self.may_be_name(last):
            if last > first and self._begins_post(last):
                break
            last += 1
        return last

    def _begins_post(self, token: int) -> bool:
        """«صادق | رئیس سازمان آب»: a title that an ezafe ties to what follows."""
        tied = self.context.document.tokens[token].ezafe
        keys = self.context.keys
        return tied and match_at(title_matcher(), keys, token, token + 1) is not None

    def is_open(self, first: int, sentence: Sentence) -> bool:
        """Whether a name may start here: nothing ties it to the word before."""
        if first == sentence.first:
            return True
        before = self.context.document.tokens[first - 1]
        key = self.context.keys[first - 1]
        if self.context.keys[first] in first_names() and key not in bodies():
            return key not in _NAMED_AFTER
        return (
            before.pos in OPENERS
            or not key[:1].isalnum()
            or key in _GOVERNORS
            or key in honorifics()
        )

    def is_governor(self, token: int) -> bool:
        """Whether a name may hang on a word by ezafe («حضور», «دکتر»)."""
        key = self.context.keys[token]
        return key in _GOVERNORS or key in honorifics()

    def is_full_name(self, first: int, last: int) -> bool:
        """Whether a run reads as first name and surname."""
        if last - first < 2:
            return False
        keys, tokens = self.context.keys, self.context.document.tokens
        if keys[first] in first_names():
            return True
        listed = keys[last - 1] in word_keys("surnames")
        return (listed or keys[first] in word_keys("first_names")) and all(
            token.pos == "PROPN" for token in tokens[first:last]
        )

    def add(self, first: int, last: int, rule: str, confidence: float) -> None:
        """Add a person and mark its tokens; «نامه تازه | وزیر …» is none."""
        word = self.context.document.tokens[first]
        plain = self.context.keys[first] in everyday_words() and word.pos != "PROPN"
        if last - first > 1 and plain and word.ezafe and rule == "before_title":
            return
        if last - first == 1 and self.context.keys[first] in word_keys("no_persons"):
            return
        self.found.append(
            Mention(
                span=self.context.document.tokens_span(first, last),
                first=first,
                last=last,
                kind=EntityKind.PERSON,
                confidence=confidence,
                rule=rule,
            )
        )
        self.taken[first:last] = [True] * (last - first)
