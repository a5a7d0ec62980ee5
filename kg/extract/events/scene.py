"""A document as events are found in it: clauses, dates, places, and candidates."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING

from msgspec import Struct

from kg.extract.events import lexicon
from kg.extract.events.clauses import Clause, find_clauses
from kg.extract.events.model import Models, models
from kg.extract.events.phrases import (
    Dated,
    Place,
    find_dates,
    find_place_phrases,
    place_at,
)
from kg.extract.marks import DASH_KEYS
from kg.kept import Kept
from kg.model import EntityKind, Part


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.context import Context
    from kg.extract.events.options import Option


_OPENING = 4  # sentences in which a dateline may stand
_CREDIT = 12  # words within which «به گزارش … از …» ends


class How(StrEnum):
    """Where the date or place of a candidate stands."""

    INSIDE = "inside"
    BESIDE = "beside"
    RELATIVE = "relative"
    CLAUSE = "clause"
    COORDINATED = "coordinated"
    OCCASION = "occasion"
    GOAL = "goal"
    OUTER = "outer"
    SENTENCE = "sentence"
    BEFORE = "before"
    OPENING = "opening"
    ARTICLE = "article"
    SCENE = "scene"
    NONE = "none"


class Candidate(Struct, kw_only=True):
    """A noun or verb that may tell of an event.

    Attributes:
        is_verbal: Whether a verb tells it.
        first: First token of the trigger.
        last: Token after the trigger's last.
        name: Token range of its name.
        type: Key of the event type.
        stem: What mentions of one event share («دیدار» for «دیدار کردند» too).
        clause: The clause it stands in.
        is_weak: Whether its noun is no event by itself.
        carrier: The word before it in its chain («برگزاری»), or ``""``.
        is_free: Whether its clause's adverbs may tell of it: it is subject, object or
            occasion («در نشست …»), not «درباره …».
        chain: Token after its ezafe chain; its name may go on («دیدار با …»).
        date: Its date.
        date_how: Where that stands.
        date_sure: The probability that it, or having none, is right.
        place: Its place.
        place_how: Where that stands.
        place_sure: The probability that it, or having none, is right.
        some_sure: The probability that it has a date or a place.
        dates: The dates that it may have, and how likely each is.
        places: The places that it may have, and how likely each is.
        undated_sure: The probability that it has none of the dates.
        unplaced_sure: The probability that it has none of the places.
        held: The clause whose verb says that it took place, if any.
        about: Nouns that a verb's event is about («توافق … امضا شد»).
        words: Keys of its name's content words, kept by
            :func:`~kg.extract.events.merging.content_words`.
    """

    is_verbal: bool
    first: int
    last: int
    name: tuple[int, int]
    type: str
    stem: str
    clause: Clause
    is_weak: bool = False
    carrier: str = ""
    is_free: bool = True
    chain: int = 0
    date: Dated | None = None
    date_how: How = How.NONE
    date_sure: float = 0.0
    place: Place | None = None
    place_how: How = How.NONE
    place_sure: float = 0.0
    some_sure: float = 0.0
    dates: list[tuple[Option[Dated], float]] = []
    places: list[tuple[Option[Place], float]] = []
    undated_sure: float = 1.0
    unplaced_sure: float = 1.0
    held: Clause | None = None
    about: list[Candidate] = []
    words: frozenset[str] | None = None


@dataclass(slots=True)
class Scene:
    """A document's clauses, dates and places, and which clause holds what.

    ``named_at`` tells for each token of an event noun's name where that noun is.
    """

    context: Context
    models: Models = field(default_factory=models)
    clauses: list[Clause] = field(init=False)
    clause_of: dict[int, Clause] = field(init=False)
    dates: list[Dated] = field(init=False)
    date_at: dict[int, Dated] = field(init=False)
    dates_of: dict[int, list[Dated]] = field(init=False)
    places_of: dict[int, list[tuple[int, Place]]] = field(init=False)
    dates_in: dict[int, list[Dated]] = field(init=False)
    relatives: dict[int, list[Clause]] = field(init=False)
    event_count: list[int] = field(init=False)
    title_words: frozenset[str] = field(init=False)
    title_stems: frozenset[str] = field(init=False)
    named_at: dict[int, int] = field(init=False, default_factory=dict)
    dateline: tuple[int, int] | None = field(init=False)
    _phrases: dict[int, list[Place]] = field(init=False, default_factory=dict)
    _places: dict[int, Place | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.clauses = find_clauses(self.context)
        self.clause_of = {
            token: clause for clause in self.clauses for token in clause.tokens
        }
        self.dates = find_dates(self.context)
        self.date_at = {
            token: dated
            for dated in self.dates
            for token in range(dated.first, dated.last)
        }
        self.dates_of, self.dates_in = {}, {}
        for dated in self.dates:
            sentence = self.context.sentence_of[dated.first]
            self.dates_in.setdefault(sentence, []).append(dated)
            clause = self.clause_of.get(dated.first)
            if clause is not None:
                self.dates_of.setdefault(clause.index, []).append(dated)
        self.places_of = {}
        for token, place in find_places(self):
            clause = self.clause_of[token]
            self.places_of.setdefault(clause.index, []).append((token, place))
        self.relatives = {}
        for clause in self.clauses:
            if clause.antecedent is not None:
                self.relatives.setdefault(clause.antecedent, []).append(clause)
        self.event_count = _count_events(self)
        self.dateline = find_dateline(self.context)
        self.title_words = _title_words(self.context)
        self.title_stems = frozenset(
            noun.key.removesuffix("ه")
            for noun in map(lexicon.event_noun, self.title_words)
            if noun is not None
        )

    def place_at(self, first: int) -> Place | None:
        """Return the place or venue whose phrase starts at a token, if any."""
        if first in self._places:
            return self._places[first]
        found = self._places[first] = place_at(self.context, first, self.date_at)
        return found

    def places_in(self, sentence: int) -> list[Place]:
        """Return all phrases of a sentence that may name a place, in order.

        The place of the dateline is none: it is where the report comes from.
        """
        found = self._phrases.get(sentence)
        if found is None:
            bounds = self.context.document.sentences[sentence]
            sent_from = None if self.dateline is None else self.dateline[0]
            found = [
                place
                for place in find_place_phrases(self.context, bounds, self.date_at)
                if sent_from is None or not place.first <= sent_from < place.last
            ]
            self._phrases[sentence] = found
        return found


def find_dateline(context: Context) -> tuple[int, int] | None:
    """Return the tokens of the place an article was sent from, if it names one.

    «اهواز ـ ایرنا» at the start, or «به گزارش خبرگزاری … از اهواز»; a weak default for
    the place of its events.
    """
    for sentence in context.document.sentences[:_OPENING]:
        mention = context.mention_at(sentence.first)
        if mention is not None and mention.kind is EntityKind.PLACE:
            after = context.keys[mention.last : mention.last + 1]
            if after and after[0] in DASH_KEYS:
                return mention.first, mention.last
        keys = context.keys[sentence.first : sentence.first + _CREDIT]
        if "گزارش" not in keys or "از" not in keys:
            continue
        mention = context.mention_at(sentence.first + keys.index("از") + 1)
        if mention is not None and mention.kind is EntityKind.PLACE:
            return mention.first, mention.last
    return None


def _title_words(context: Context) -> frozenset[str]:
    """Return the keys of the content words of a headline."""
    tokens = context.document.tokens
    return frozenset(
        context.keys[at]
        for sentence in context.document.sentences
        if sentence.part is Part.TITLE
        for at in range(sentence.first, sentence.last)
        if tokens[at].pos in {"NOUN", "PROPN", "ADJ", "NUM", "X"}
    )


def _count_events(scene: Scene) -> list[int]:
    """Return for each token how many event nouns and verbs stand before it."""
    context = scene.context
    verbs = {
        clause.predicate.last - 1
        for clause in scene.clauses
        if clause.predicate is not None
    }
    strong = {key for key in set(context.keys) if _strong[key]}
    told = [
        token in verbs or (key in strong and token not in scene.date_at)
        for token, key in enumerate(context.keys)
    ]
    return list(accumulate(told, initial=0))


def _is_strong(key: str) -> bool:
    """Say whether a word is a noun that is an event by itself."""
    noun = lexicon.event_noun(key)
    return noun is not None and not noun.is_weak


_strong = Kept(_is_strong, most=1 << 16)


def find_places(scene: Scene) -> Iterator[tuple[int, Place]]:
    """Yield the places after «در» and the like, with the preposition's token."""
    context = scene.context
    at_words = lexicon.event_words("at")
    keys = context.keys
    for token in [token for token in scene.clause_of if keys[token] in at_words]:
        if token + 1 >= len(keys):
            continue
        if token + 1 in scene.date_at or token + 1 not in scene.clause_of:
            continue
        place = scene.place_at(token + 1)
        if place is not None:
            yield token, place
