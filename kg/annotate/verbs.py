"""Verb groups: a verb with its auxiliaries and its non-verbal part.

«برگزار خواهد شد», «به قتل رسیده بود» and «ابراز امیدواری کرد» are one predicate each.
Forms come from :mod:`kg.annotate.conjugation`, compounds from the lexicon
``compound_verbs``; words are compared by match key, so half-spaces do not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kg.annotate.conjugation import Form, Inflection, inflections
from kg.kept import Kept
from kg.lexicon import rows
from kg.model import Polarity, Span, Tense, VerbGroup, Voice
from kg.normalize import key_of, match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.model import Sentence, Token


_VERBAL = frozenset({"VERB", "AUX"})
_BE, _BECOME, _DO = "بود", frozenset({"شد", "گردید", "گشت"}), frozenset({"کرد", "نمود"})
_MAKE = frozenset({"کردن", "نمودن", "ساختن"})
_WILL = "خواست"
_MODAL = "بایست"
# what may stand between the two parts: «اعلام هم کرد», «رد آن را کرد»
_SKIPPED = frozenset({"نیز", "هم", "را", "خود", "ان", "انها", "خواهد", "همچنین"})
_STOPS = frozenset(
    {".", "،", ":", "؛", "؟", "!", "«", "»", "که", "تا", "اما", "ولی", "و"}
)
_PREVERBS = frozenset({"باز", "فرا", "فرو"})
_TWINS = {"گردید": "گشت"}  # one present stem, and only the second takes preverbs
# verbs that a complement may part from their non-verbal part
_PARTED = frozenset(
    [
        "کردن",
        "نمودن",
        "دادن",
        "داشتن",
        "شدن",
        "گردیدن",
        "رسیدن",
        "رساندن",
        "زدن",
        "برداشتن",
    ]
)
# these govern a noun also where no ezafe was found on them
_GOVERNING = frozenset(["باعث", "موجب", "سبب", "خواستار", "دچار", "وارد", "مانع"])
_LONGEST_PART = 5  # words of a non-verbal part
_REACH = 10  # words between the two parts
_PERFECT = {
    Tense.PAST: Tense.PAST_PERFECT,
    Tense.PRESENT: Tense.PRESENT_PERFECT,
    Tense.SUBJUNCTIVE: Tense.SUBJUNCTIVE,
    Tense.PRESENT_PERFECT: Tense.PRESENT_PERFECT,
}


class _Core(NamedTuple):
    """A verb with its auxiliaries, without a non-verbal part."""

    first: int
    last: int
    past: str
    tense: Tense
    polarity: Polarity
    voice: Voice
    person: int | None
    plural: bool


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of a sentence as this module reads them."""

    tokens: Sequence[Token]
    keys: Sequence[str]
    forms: Sequence[Inflection | None]
    offset: int

    def form(self, index: int) -> Inflection | None:
        """Return the analysis of word ``index``; ``None`` past the end."""
        return self.forms[index] if index < len(self.forms) else None


def find_verb_groups(
    tokens: Sequence[Token], sentences: Sequence[Sentence]
) -> tuple[VerbGroup, ...]:
    """Return the verb groups of a document in order of their verbs.

    Args:
        tokens: Tagged tokens of the document.
        sentences: Its sentences; no group crosses their borders.
    """
    found: list[VerbGroup] = []
    for sentence in sentences:
        found += _groups(_read(tokens, sentence))
    return tuple(found)


def _groups(words: _Words) -> list[VerbGroup]:
    """Return the verb groups of a sentence."""
    found: list[VerbGroup] = []
    previous = 0
    for core in _cores(words):
        group = _group(words, core, previous)
        previous = core.last
        if found and _joined_progressive(found[-1], group, words):
            has = found.pop()
            group = replace(
                group,
                tokens=(*has.tokens, *group.tokens),
                span=Span(has.span.start, group.span.end),
                tense=has.tense,  # «داشت می‌برد» is past, though «می‌برد» is not
            )
        found.append(group)
    return found


def _read(tokens: Sequence[Token], sentence: Sentence) -> _Words:
    inside = tokens[sentence.first : sentence.last]
    keys = [key_of[token.form] or token.form for token in inside]
    return _Words(inside, keys, [_inflected[key] for key in keys], sentence.first)


def _find_inflection(key: str) -> Inflection | None:
    return inflections().get(key)


_inflected = Kept(_find_inflection, most=1 << 17)


# ------------------------------------------------------------- verb and auxiliaries


def _cores(words: _Words) -> Iterator[_Core]:
    """Yield the verbs of a sentence with their auxiliaries, from left to right."""
    index = 0
    while index < len(words.tokens):
        if words.forms[index] is None and words.tokens[index].pos != "VERB":
            index += 1
            continue
        core = _core_at(words, index)
        if core is None:
            index += 1
        else:
            yield core
            index = core.last


def _core_at(words: _Words, index: int) -> _Core | None:
    form = words.form(index)
    if form is None:
        return _unknown_verb(words, index)
    if form.past == _MODAL or form.form is Form.INFINITIVE:
        return None
    if form.form is Form.PARTICIPLE:
        return _with_auxiliaries(words, index, form)
    if form.past.endswith(_WILL) and form.tense is Tense.SUBJUNCTIVE:
        return _future(words, index, form) or _simple(words, index, form)
    return _simple(words, index, form)


def _unknown_verb(words: _Words, index: int) -> _Core | None:
    """Take a verb that the table does not know if «می» shows one."""
    token, key = words.tokens[index], words.keys[index]
    negative = key.startswith("نمی")
    if token.pos != "VERB" or not (negative or key.startswith("می")):
        return None
    return _Core(
        first=index,
        last=index + 1,
        past=token.form,
        tense=Tense.PRESENT,
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        voice=Voice.ACTIVE,
        person=3,
        plural=key.endswith("ند"),
    )


def _simple(words: _Words, index: int, form: Inflection) -> _Core | None:
    key = words.keys[index]
    marked = key.startswith(("می", "نمی")) and len(key) > 4
    if words.tokens[index].pos not in _VERBAL and not marked:
        return None
    return _Core(
        first=index,
        last=index + 1,
        past=form.past,
        tense=form.tense,
        polarity=form.polarity,
        voice=Voice.ACTIVE,
        person=form.person,
        plural=form.plural,
    )


def _future(words: _Words, index: int, will: Inflection) -> _Core | None:
    """Read «خواهد گفت»; a preverb may stand on the auxiliary («برخواهد گشت»)."""
    main = words.form(index + 1)
    if main is None or main.tense is not Tense.PAST or main.form is not Form.FINITE:
        return None
    if main.person != 3 or main.plural or main.polarity is Polarity.NEGATIVE:
        return None
    return _Core(
        first=index,
        last=index + 2,
        past=will.past.removesuffix(_WILL) + main.past,
        tense=Tense.FUTURE,
        polarity=will.polarity,
        voice=Voice.ACTIVE,
        person=will.person,
        plural=will.plural,
    )


def _with_auxiliaries(words: _Words, index: int, main: Inflection) -> _Core | None:
    """Read a participle with what follows: «گفته است», «گفته شده بود», «گفته شد»."""
    following = words.form(index + 1)
    if following is not None and following.past in _BECOME:
        passive = _core_at(words, index + 1)
        if passive is not None and main.past not in _BECOME:
            return passive._replace(
                first=index,
                past=main.past,
                voice=Voice.PASSIVE,
                polarity=_either(main.polarity, passive.polarity),
            )
    if following is not None and following.past.endswith(_WILL):
        future = _future(words, index + 1, following)
        if future is not None and future.past in _BECOME:
            return future._replace(first=index, past=main.past, voice=Voice.PASSIVE)
    return _perfect(words, index, main)


def _perfect(words: _Words, index: int, main: Inflection) -> _Core | None:
    """Read «گفته است», «گفته بود», «گفته باشد», or a participle that stands alone."""
    be = words.form(index + 1)
    if be is not None and be.past == _BE:
        last = index + 2
        if be.form is Form.PARTICIPLE:  # «گفته بوده است»
            following = words.form(index + 2)
            last += following is not None and following.past == _BE
        return _Core(
            first=index,
            last=last,
            past=main.past,
            tense=_PERFECT.get(be.tense, Tense.PAST_PERFECT),
            polarity=_either(main.polarity, be.polarity),
            voice=Voice.ACTIVE,
            person=be.person or 3,
            plural=be.plural,
        )
    if words.tokens[index].pos not in _VERBAL:
        return None
    return _Core(
        first=index,
        last=index + 1,
        past=main.past,
        tense=Tense.PRESENT_PERFECT,
        polarity=main.polarity,
        voice=Voice.ACTIVE,
        person=3,
        plural=False,
    )


def _either(one: Polarity, other: Polarity) -> Polarity:
    return Polarity.NEGATIVE if Polarity.NEGATIVE in {one, other} else Polarity.POSITIVE


# ---------------------------------------------------------------- the non-verbal part


class _Part(NamedTuple):
    """A non-verbal part found before a verb."""

    tokens: tuple[int, ...]
    name: str
    verbs: frozenset[str]


@cache
def _compounds() -> Mapping[str, tuple[str, frozenset[str]]]:
    """Return name and verbs of each non-verbal part, by match key."""
    found: dict[str, tuple[str, set[str]]] = {}
    for name, verbs in rows("compound_verbs", 2):
        for verb in verbs.split(","):
            *before, last = verb.split()
            full = " ".join([name, *before])
            found.setdefault(match_key(full), (full, set()))[1].add(last)
    return {key: (name, frozenset(verbs)) for key, (name, verbs) in found.items()}


@cache
def _compound_ends() -> frozenset[str]:
    """Return what the non-verbal parts end with, themselves too."""
    return frozenset(part[at:] for part in _compounds() for at in range(len(part)))


def _group(words: _Words, core: _Core, previous: int) -> VerbGroup:
    """Put a verb and its non-verbal part together."""
    core = _with_preverb(words, core, previous)
    infinitive = f"{core.past}ن"
    part = (
        _progressive(words, core, previous)
        or _beside(words, core, previous, infinitive)
        or _apart(words, core, previous, infinitive)
        or _plain_part(words, core, previous)
    )
    tokens = tuple(range(core.first, core.last))
    voice, lemma = core.voice, infinitive
    if part is not None:
        tokens = (*part.tokens, *tokens)
        lemma = part.name if part.name.endswith("ن ") else f"{part.name} {infinitive}"
        if core.past in _BECOME and infinitive not in part.verbs and part.verbs & _MAKE:
            voice = Voice.PASSIVE
    return VerbGroup(
        span=Span(
            words.tokens[tokens[0]].span.start, words.tokens[tokens[-1]].span.end
        ),
        tokens=tuple([index + words.offset for index in tokens]),
        lemma=lemma.strip(),
        tense=core.tense,
        polarity=core.polarity,
        voice=voice,
        person=core.person,
        plural=core.plural,
    )


def _with_preverb(words: _Words, core: _Core, previous: int) -> _Core:
    """Join a preverb that stands apart: «باز می‌گردد» is «بازگشتن»."""
    index = core.first - 1
    if index < previous or words.keys[index] not in _PREVERBS:
        return core
    for past in (core.past, _TWINS.get(core.past)):
        joined = inflections().get(f"{words.keys[index]}{past}")
        if joined is not None and joined.tense is Tense.PAST:
            return core._replace(first=index, past=joined.past)
    return core


def _makes(verbs: frozenset[str], infinitive: str, past: str) -> bool:
    """Say whether a part with ``verbs`` goes with the verb, also in the passive."""
    return infinitive in verbs or (past in _BECOME and bool(verbs & _MAKE))


def _part_before(words: _Words, end: int, previous: int, core: _Core) -> _Part | None:
    """Return the longest known part that ends before word ``end``."""
    compounds, ends = _compounds(), _compound_ends()
    infinitive = f"{core.past}ن"
    found: _Part | None = None
    joined = ""
    for first in range(end - 1, max(previous, end - _LONGEST_PART) - 1, -1):
        joined = words.keys[first] + joined
        if joined not in ends and _without_glide(joined) not in ends:
            break
        entry = compounds.get(joined) or compounds.get(_without_glide(joined))
        if entry is not None and _makes(entry[1], infinitive, core.past):
            found = _Part(tuple(range(first, end)), *entry)
    return found


def _without_glide(joined: str) -> str:
    """Return «به امضا» of «به امضای», where ezafe is written after a vowel."""
    return joined[:-1] if joined.endswith(("ای", "وی")) else joined


def _beside(words: _Words, core: _Core, previous: int, infinitive: str) -> _Part | None:
    """Find a part directly before the verb, light words skipped."""
    end = core.first
    while end > previous and words.keys[end - 1] in _SKIPPED:
        end -= 1
    part = _part_before(words, end, previous, core)
    if part is None:
        return None
    first = part.tokens[0]
    # «دیدار و گفت‌وگو کرد»
    if first - 2 >= previous and words.keys[first - 1] == "و" and len(part.tokens) == 1:
        other = _part_before(words, first - 1, previous, core)
        if other is not None and infinitive in other.verbs:
            return _Part(
                (*other.tokens, first - 1, *part.tokens),
                f"{other.name} و {part.name}",
                part.verbs,
            )
    return part


def _apart(words: _Words, core: _Core, previous: int, infinitive: str) -> _Part | None:
    """Find a part with its complement between: «اشاره به این موضوع کرد».

    With «شد» only parts that are listed with it count («باعث تعطیلی مدارس شد»), not
    those of which it makes the passive.
    """
    if infinitive not in _PARTED or core.voice is Voice.PASSIVE:
        return None
    for end in range(core.first - 1, max(previous, core.first - _REACH), -1):
        if words.keys[end] in _STOPS:
            return None
        if not _governs(words, end):
            continue
        part = _part_before(words, end, previous, core)
        if part is not None and (core.past not in _BECOME or infinitive in part.verbs):
            return part
    return None


def _governs(words: _Words, end: int) -> bool:
    """Say whether the word before ``end`` may have its complement there."""
    token = words.tokens[end - 1]
    if words.keys[end - 1] in _GOVERNING:
        return True
    if token.pos not in {"NOUN", "ADJ"}:
        return False
    return token.ezafe or words.tokens[end].pos == "ADP"


def _plain_part(words: _Words, core: _Core, previous: int) -> _Part | None:
    """Take the word before «کردن», and an adjective before «شدن», as its part."""
    index = core.first - 1
    if index < previous or words.tokens[index].ezafe or core.voice is Voice.PASSIVE:
        return None
    pos = words.tokens[index].pos
    modifies = index > previous and words.tokens[index - 1].ezafe  # «حملهٔ قلبی شد»
    does = core.past in _DO and pos in {"NOUN", "ADJ"}
    becomes = core.past in _BECOME and pos == "ADJ" and not modifies
    if not (does or becomes):
        return None
    return _Part((index,), words.tokens[index].form, frozenset({f"{core.past}ن"}))


def _progressive(words: _Words, core: _Core, previous: int) -> _Part | None:
    """Read «در حال بررسی است», «در حال بررسی پرونده است» as what they stand for."""
    if core.past != _BE:
        return None
    for first in range(core.first - 3, max(previous, core.first - _REACH) - 1, -1):
        if words.keys[first] in _STOPS:
            return None
        if words.keys[first : first + 2] == ["در", "حال"]:
            return _in_progress(words, core, first)
    return None


def _in_progress(words: _Words, core: _Core, first: int) -> _Part | None:
    """Read what is «در حال» at ``first``, if it is an action."""
    inner = words.form(first + 2)
    name = words.tokens[first + 2].form
    if inner is None or inner.form is not Form.INFINITIVE:
        known = _compounds().get(words.keys[first + 2])
        beside = first + 3 == core.first
        linked = words.tokens[first + 2].ezafe
        if not beside and not (linked and known is not None and known[1] & _MAKE):
            return None
        name = f"{name} کردن"
    return _Part((first, first + 1, first + 2), f"{name} ", frozenset())


def _is_past_too(words: _Words, at: int, before: VerbGroup) -> bool:
    """Say whether «می‌برد» may be past where a past verb goes before it."""
    form = words.forms[at]
    if form is None or before.tense is not Tense.PAST:
        return False
    return words.keys[at] == match_key(f"می{form.past}")


def _joined_progressive(one: VerbGroup, other: VerbGroup, words: _Words) -> bool:
    """Say whether «داشت» makes one predicate with the verb after it («داشت می‌رفت»)."""
    last = other.tokens[-1] - words.offset
    between = words.keys[one.tokens[-1] - words.offset + 1 : last]
    return (
        one.lemma == "داشتن"
        and len(one.tokens) == 1
        and (one.person, one.plural) == (other.person, other.plural)
        and (one.tense is other.tense or _is_past_too(words, last, one))
        and words.keys[last].startswith("می")
        and _STOPS.isdisjoint(between)
    )
