"""A document as the quotation rules see it: keys, marks, finite verbs, boundaries."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.marks import DASHES
from kg.extract.quotes import lexicon
from kg.extract.quotes.interviews import question_paragraphs
from kg.extract.quotes.lexicon import CueClass
from kg.extract.quotes.marks import Marks, pair_marks
from kg.lexicon import word_keys
from kg.model import EntityKind, Part


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.model import Sentence


COMMAS = frozenset({"،", ","})
# «باید | باشد»
MODALS = frozenset({"باید", "نباید", "میتوان", "نمیتوان", "بتوان", "توان"})
STOPS = frozenset(
    {".", "؟", "?", "!", "؛", ";", "…", "...", "،", ",", ":", "-", "–", "—"}
)
_AFTER_MEDIUM = DASHES | {":", "؛"}
_LONGEST_DATELINE = 4
_CONJUNCTIONS = frozenset({"و", "که", "اما", "ولی", "تا", "لیکن", "بلکه", "زیرا"})
_FINITE = frozenset({"VERB", "AUX"})
_INFINITIVE = ("دن", "تن")
_NOUNS = frozenset({"NOUN", "PROPN"})


@cache
def _outlets() -> frozenset[str]:
    return word_keys("outlets") | word_keys("media_nouns")


@dataclass(slots=True)
class Reading:
    """One document with what the rules ask of it again and again.

    Attributes:
        context: The document, its keys and its coreference.
        keys: ``match_key`` of each token.
        sentences: The document's sentences.
        marks: Which quotation marks belong together.
        finite: For each token, whether it ends a finite verb.
        verbal: For each token, whether it belongs to a verb («لبخند زد»).
        questions: Numbers of the paragraphs that an interviewer asks.
        own_verbs: Last tokens of the verbs of the first person, ascending.
        is_broken: Whether the body has a line for each sentence, and so no paragraphs.
    """

    context: Context
    keys: tuple[str, ...] = field(init=False)
    sentences: tuple[Sentence, ...] = field(init=False)
    marks: Marks = field(init=False)
    finite: bytearray = field(init=False)
    verbal: bytearray = field(init=False)
    questions: frozenset[int] = field(init=False)
    own_verbs: tuple[int, ...] = field(init=False)
    is_broken: bool = field(init=False)

    def __post_init__(self) -> None:
        self.keys = self.context.keys
        self.sentences = self.context.document.sentences
        self.marks = pair_marks(self.keys, self.sentences)
        self.finite = _finite_verbs(self.context)
        self.verbal = bytearray(len(self.keys))
        for group in self.context.document.verb_groups:
            for token in group.tokens:
                self.verbal[token] = 1
        self.questions = question_paragraphs(self.keys, self.sentences, self.finite)
        self.is_broken = _has_line_for_each(self.sentences)
        self.own_verbs = tuple(
            group.tokens[-1]
            for group in self.context.document.verb_groups
            if group.person == 1
        )

    def key(self, token: int) -> str:
        """Return the key of a token, ``""`` outside the document."""
        return self.keys[token] if 0 <= token < len(self.keys) else ""

    def sentence(self, token: int) -> Sentence:
        """Return the sentence of a token, the last one after the last token."""
        token = min(token, len(self.keys) - 1)
        return self.sentences[self.context.sentence_of[token]]

    def pos(self, token: int) -> str:
        """Return the part of speech of a token."""
        return self.context.document.tokens[token].pos

    def start(self, sentence: Sentence) -> int:
        """Return where a sentence starts, after a dateline or «خبرگزاری …:»."""
        dateline = self._after_dateline(sentence)
        if dateline is not None:
            return dateline
        first = "".join(self.keys[sentence.first : sentence.first + 2])
        media = word_keys("media_nouns")  # «خبر گزاری» is written, too
        if self.keys[sentence.first] not in media and first not in media:
            return self._after_source(sentence)
        for token in range(sentence.first + 1, min(sentence.first + 7, sentence.last)):
            if self.finite[token]:
                break
            if self.keys[token] in _AFTER_MEDIUM and not self._joins(token):
                return token + 1
        return sentence.first

    def _joins(self, token: int) -> bool:
        """Say whether a dash is a word's own («پایگاه خبری-تحلیلی»)."""
        return token + 1 < len(self.keys) and self.pos(token + 1) == "ADJ"

    def _after_dateline(self, sentence: Sentence) -> int | None:
        """Return the token after «تهران - ایرنا -» at the start of a paragraph."""
        place = self.context.mention_at(sentence.first)
        if (
            place is None
            or place.kind is not EntityKind.PLACE
            or not self.starts_paragraph(sentence.first)
        ):
            return None
        dash = self._find_form(DASHES, sentence.first + 1, sentence.last)
        if dash is None or self.key(dash + 1) not in _outlets():
            return None if dash is None else dash + 1
        end = self._find_form(DASHES | {":"}, dash + 1, sentence.last)
        return dash + 1 if end is None else end + 1

    def _find_form(self, forms: frozenset[str], first: int, last: int) -> int | None:
        """Return the first of the next few tokens that is one of ``forms``."""
        tokens = self.context.document.tokens
        reach = range(first, min(first + _LONGEST_DATELINE, last))
        return next((token for token in reach if tokens[token].form in forms), None)

    def _after_source(self, sentence: Sentence) -> int:
        """Return the token after «به گزارش …» at the start of a sentence."""
        match = lexicon.reporting_phrases().match(self.keys, sentence.first)
        if match is None or match.value is not CueClass.SOURCE:
            return sentence.first
        for token in range(match.last, min(match.last + 18, sentence.last)):
            mention = self.context.mention_at(token)
            if mention is not None and mention.kind is EntityKind.PERSON:
                return token
            if self._is_outlet_alone(token, sentence.last):
                return token + 1
            if self._is_dateline_end(token):
                return mention.last if mention is not None else token + 1
            if self.finite[token]:
                break
        return sentence.first

    def _is_outlet_alone(self, token: int, last: int) -> bool:
        """Say whether «ایسنا» of «به گزارش ایسنا روابط عمومی …» is at a token."""
        if self.keys[token] not in word_keys("outlets") or token + 1 >= last:
            return False
        after = self.context.document.tokens[token + 1]
        return not self.context.document.tokens[token].ezafe and after.pos in _NOUNS

    def _is_dateline_end(self, token: int) -> bool:
        """Say whether a comma, or the place of «به گزارش … از کرمان», is at a token."""
        if self.keys[token] in COMMAS or self.keys[token] in {"؛", ":"}:
            return True
        mention = self.context.mention_at(token)
        return (
            mention is not None
            and mention.kind is EntityKind.PLACE
            and mention.first == token
            and self.keys[token - 1] == "از"
            and self.key(mention.last) not in COMMAS
        )

    def has_finite(self, first: int, last: int) -> bool:
        """Say whether a finite verb ends within a token range."""
        return 1 in self.finite[first:last]

    @property
    def body(self) -> int:
        """First token of the body."""
        firsts = (one.first for one in self.sentences if one.part is Part.BODY)
        return next(firsts, 0)

    @property
    def paragraphs(self) -> int:
        """Number of the last paragraph, headline and lead included."""
        return self.sentences[-1].paragraph if self.sentences else 0

    def starts_paragraph(self, token: int) -> bool:
        """Say whether a paragraph begins at a token."""
        if token == 0:
            return True
        sentence = self.sentence(token)
        return (
            sentence.first == token
            and self.sentence(token - 1).paragraph != sentence.paragraph
        )

    def segment_start(self, token: int, floor: int) -> int:
        """Return where the clause of ``token`` starts, at or after ``floor``.

        The clause starts after the last finite verb before ``token`` and after the
        comma or conjunction that follows it.
        """
        at = token
        while at > floor and not self.finite[at - 1]:
            at -= 1
        if at == floor:
            return floor
        while at < token and (
            self.keys[at] in STOPS
            or self.keys[at] in _CONJUNCTIONS
            or self.marks.is_closing(at)
        ):
            at += 1
        return at

    def trim(self, first: int, last: int) -> tuple[int, int]:
        """Drop punctuation and outer marks from both ends of a token range."""
        while first < last and self.keys[first] in STOPS:
            first += 1
        while first < last and self._hangs(last - 1, first):
            last -= 1
        if first < last and self.marks.partner(first) == last - 1:
            return self.trim(first + 1, last - 1)
        if first < last and self.marks.opens_beyond(first, last):
            return self.trim(first + 1, last)
        return first, last

    def _hangs(self, token: int, first: int) -> bool:
        """Say whether a last token is a stop or a mark opened outside."""
        if self.keys[token] in STOPS:
            return True
        partner = self.marks.partner(token)
        if self.marks.is_closing(token):
            return partner is None or partner < first
        return self.marks.is_opening(token)


def _has_line_for_each(sentences: tuple[Sentence, ...]) -> bool:
    body = [one.paragraph for one in sentences if one.part is Part.BODY]
    return len(body) >= _FEWEST_LINES and len(set(body)) >= _SHARE * len(body)


_FEWEST_LINES = 4
_SHARE = 0.9


def _is_nominal(keys: tuple[str, ...], token: int) -> bool:
    """Say whether a verb's form is an infinitive or the first half of «گفت و گو»."""
    if keys[token].endswith(_INFINITIVE):
        return True
    following = keys[token + 1] if token + 1 < len(keys) else ""
    if following in {"شدن", "شدنش", "بودن"}:
        return True
    happened = keys[token] == "داده" and keys[token - 1] in {"رخ", "روی"}
    if (keys[token] in _PARTICIPLES or happened) and (
        following not in _AFTER_PARTICIPLE
    ):
        return bool(following) and following not in STOPS
    return keys[token] == "گفت" and keys[token + 1 : token + 3] in _TALKS


_PARTICIPLES = frozenset(
    {"شده", "یافته", "گرفته", "زده", "دیده", "امده", "مانده", "رفته"}
)
_AFTER_PARTICIPLE = _CONJUNCTIONS | frozenset(
    {"است", "بود", "بودند", "اند", "باشد", "باشند", "بودن", "ولی", ")", "»", '"'}
)
_TALKS = tuple(("و", word) for word in ("گو", "گوی", "گوها", "گوهای", "گویی", "شنود"))


def _finite_verbs(context: Context) -> bytearray:
    """Mark the last token of each finite verb; names are none, however tagged."""
    document = context.document
    found = bytearray(len(document.tokens))
    for index, token in enumerate(document.tokens):
        if token.pos in _FINITE and not _is_nominal(context.keys, index):
            found[index] = 1
    for mention in document.mentions:
        found[mention.first : mention.last] = bytes(mention.last - mention.first)
    return found
