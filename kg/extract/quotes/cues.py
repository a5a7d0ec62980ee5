"""Finding reporting expressions: «افزود», «اظهار داشت», «به گفته», «با بیان اینکه»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kg.extract.quotes import lexicon
from kg.extract.quotes.lexicon import CueClass, VerbEntry, words
from kg.extract.quotes.subjects import head_noun


if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.quotes.inflection import Inflection
    from kg.extract.quotes.reading import Reading


class Cue(Struct, frozen=True, kw_only=True):
    """A reporting expression at tokens ``first`` to ``last`` (exclusive).

    Attributes:
        first: First token, of the non-verbal part where there is one.
        last: Token after the last.
        infinitive: Dictionary form of a verb, the phrase's class otherwise.
        cue_class: What it may do.
        inflection: What a verb's form tells; ``None`` for phrases.
    """

    first: int
    last: int
    infinitive: str
    cue_class: CueClass
    inflection: Inflection | None = None

    @property
    def is_first_person(self) -> bool:
        """Whether the speaker's own «می‌گویم»."""
        return self.inflection is not None and self.inflection.person == 1

    @property
    def is_plural(self) -> bool:
        """Whether the verb's ending is plural."""
        return self.inflection is not None and self.inflection.plural


_LONGEST_PREVERB = 6
_MIDDLES = frozenset({"هم", "نیز", "را", "ان", "این"})  # «خواستار آن شد که»
_PASSIVE_LIGHTS = frozenset({"شدن", "گردیدن", "گشتن"})
_ACTIVE_LIGHTS = ("کردن", "نمودن", "دادن", "داشتن")
_THAT = "که"
_JOINED_THAT = frozenset({"اینکه", "انکه", "اینکهکه"})


def find_cues(reading: Reading) -> list[Cue]:
    """Return the reporting expressions of a document in order of appearance.

    Passives («گفته شد») and compounds that report nothing («تسلیت گفت») are left out.
    """
    found: list[Cue] = []
    starts = lexicon.cue_starts()
    after = 0
    for token in [at for at, key in enumerate(reading.keys) if key in starts]:
        if token < after:
            continue
        cue = _phrase_at(reading, token) or _verb_at(reading, token)
        if cue is None:
            continue
        after = cue.last
        if cue.cue_class is not CueClass.NONE:
            found.append(cue)
    return found


def _phrase_at(reading: Reading, token: int) -> Cue | None:
    match = lexicon.reporting_phrases().match(reading.keys, token)
    if match is None:
        return None
    last = match.last
    if match.value is CueClass.CLAUSAL:
        last = _after_that(reading, last)
        if last == -1:
            return None
    elif reading.key(last) in _NEVER_AFTER_PHRASE:
        return None
    return Cue(
        first=token, last=last, infinitive=match.value.value, cue_class=match.value
    )


_NEVER_AFTER_PHRASE = frozenset(
    {"می", "میرسد", "میاید", "نمیرسد", "رسید", "میرسید", "گرفتن", "گرفته", "گرفت"}
)


def _after_that(reading: Reading, token: int) -> int:
    """Return the token after «اینکه», «این مطلب که»; ``-1`` where none follows."""
    keys = [reading.key(token + step) for step in range(4)]
    if keys[0] in _JOINED_THAT or keys[0] == _THAT:
        return token + 1
    if keys[0] in {"این", "ان"}:
        if keys[1] == _THAT:
            return token + 2
        if keys[1] in words("content") and keys[2] == _THAT:
            return token + 3
    if keys[0] in words("content") and keys[1] == _THAT:
        return token + 2
    return -1


def _verb_at(reading: Reading, token: int) -> Cue | None:
    return _joined_at(reading, token) or _form_at(reading, token)


def _joined_at(reading: Reading, token: int) -> Cue | None:
    known = lexicon.joined_cues().get(reading.keys[token])
    last = token + 1
    if known is None:
        match = lexicon.copular_phrases().match(reading.keys, token)
        if match is None:
            return None
        known, last = match.value, match.last
    entry, inflection = known
    return Cue(
        first=token,
        last=last,
        infinitive=entry.infinitive,
        cue_class=entry.cue_class,
        inflection=inflection,
    )


def _form_at(reading: Reading, token: int) -> Cue | None:
    match = lexicon.verb_forms().match(reading.keys, token)
    if match is None or _is_noun(reading, match.last, match.value):
        return None
    inflection = match.value
    verb = inflection.verb
    if verb not in lexicon.reporting_heads() and verb not in _PASSIVE_LIGHTS:
        return None
    for first, before in _befores(reading, token):
        if before == "نه" and reading.key(first - 1) == "یا":
            continue  # «… یا نه هم گفت»
        entry = _entry(before, inflection)
        if entry is not None and entry.cue_class is CueClass.NONE:
            entry = _written(reading, first, entry) or entry
        if entry is not None:
            return Cue(
                first=first,
                last=match.last,
                infinitive=entry.infinitive,
                cue_class=entry.cue_class,
                inflection=inflection,
            )
    return None


def _written(reading: Reading, first: int, entry: VerbEntry) -> VerbEntry | None:
    """«در این بیانیه تاکید شده است: …»: a passive is a text's that «در» names."""
    floor = reading.sentence(first).first
    for at in range(max(floor, first - _TEXT_REACH), first):
        noun = reading.keys[at - (reading.key(at - 1) == "این")]
        if head_noun(reading.keys[at]) not in lexicon.text_nouns():
            continue
        before = reading.keys[max(floor, at - _TEXT_FRAME) : at]
        if noun and "در" in before and not reading.has_finite(at, first):
            return VerbEntry(entry.infinitive, CueClass.WRITTEN)
    return None


_TEXT_REACH = 12  # tokens between «در بیانیه …» and its verb
_TEXT_FRAME = 4  # tokens of «در بخشی از این»


def _is_noun(reading: Reading, after: int, inflection: Inflection) -> bool:
    """Say whether «گفت» begins «گفت و گو», or «گفته» «گفته‌ها»."""
    following = reading.key(after)
    if following in {"وگو", "وگوی", "وگوها", "وشنود", "وگویی"}:
        return True
    if following == "و" and reading.key(after + 1)[:2] in {"گو", "شن"}:
        return reading.key(after + 1) in {"گو", "گوی", "گوها", "گویی", "شنود", "گوهای"}
    return inflection.bare and following in {"ها", "های", "ی", "اش"}


def _befores(reading: Reading, token: int) -> Iterator[tuple[int, str]]:
    """Yield where a non-verbal part may begin and its key, the longest first."""
    floor = max(reading.sentence(token).first, token - _LONGEST_PREVERB)
    end = token
    if token > floor and reading.keys[token - 1] in _MIDDLES:
        end = token - 1
    starts = [(first, "".join(reading.keys[first:end])) for first in range(floor, end)]
    if end != token:
        starts += [
            (first, "".join(reading.keys[first:token])) for first in range(floor, token)
        ]
    yield from starts
    yield token, ""


def _entry(before: str, inflection: Inflection) -> VerbEntry | None:
    """Return the lexicon's entry, one of class ``none`` for passives."""
    verbs = lexicon.reporting_verbs()
    entry = verbs.get((before, inflection.verb))
    if entry is not None:
        if inflection.passive:
            return VerbEntry(entry.infinitive, CueClass.NONE)
        return entry
    if before and inflection.verb in _PASSIVE_LIGHTS:
        for light in _ACTIVE_LIGHTS:
            if (before, light) in verbs:
                return VerbEntry(f"{before} {inflection.verb}", CueClass.NONE)
    return None
