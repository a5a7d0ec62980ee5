"""The word lists of reporting, ready to be matched against token keys."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from kg.extract.quotes.inflection import Inflection, inflect
from kg.lexicon import PhraseMatcher, rows, word_keys
from kg.model import Tense
from kg.normalize import match_key


class CueClass(StrEnum):
    """What a reporting expression may do.

    ``say`` takes content in every form; ``state`` with a colon, marks or «که»;
    ``clause`` with «که» or a colon only; ``colon`` with a colon or marks only;
    ``judge`` «… را … دانست»; ``accuse`` «… را به … متهم کرد»; ``deny`` and ``confirm``
    also a noun phrase; ``announce`` «از … خبر داد»; ``request`` a wish; ``ask`` a
    question; ``written`` «در بیانیه آمده است: …»; ``none`` reports nothing.
    ``nominal`` «به گفته …», ``clausal`` «با بیان اینکه …», ``source`` «به گزارش …»
    and ``label`` «استاندار: …» are no verbs.
    """

    SAY = "say"
    STATE = "state"
    CLAUSE = "clause"
    COLON = "colon"
    JUDGE = "judge"
    ACCUSE = "accuse"
    DENY = "deny"
    CONFIRM = "confirm"
    ANNOUNCE = "announce"
    WRITTEN = "written"
    REQUEST = "request"
    ASK = "ask"
    NONE = "none"
    NOMINAL = "nominal"
    CLAUSAL = "clausal"
    SOURCE = "source"
    LABEL = "label"


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A reporting verb of the lexicon: its infinitive and class."""

    infinitive: str
    cue_class: CueClass


@cache
def _forms() -> dict[str, Inflection]:
    forms: dict[str, Inflection] = {}
    for verb, past, presents in rows("reporting_stems", 3):
        for form, told in inflect(verb, past, tuple(presents.split(","))):
            forms.setdefault(match_key(form), told)
    return forms


@cache
def verb_forms() -> PhraseMatcher[Inflection]:
    """Return the matcher of all finite forms of simple and light verbs."""
    return PhraseMatcher(_forms().items())


@cache
def words(name: str) -> frozenset[str]:
    """Return the keys of one set of ``quote_words``: ``preposition``, ``when`` …."""
    return frozenset(
        match_key(word) for word, told in rows("quote_words", 2) if told == name
    )


@cache
def cue_starts() -> frozenset[str]:
    """Return all keys that a token can have at which a cue's form or phrase begins."""
    phrases = (match_key(row[0]) for row in rows("reporting_phrases", 2))
    starts = {
        key[:size] for key in (*_forms(), *phrases) for size in range(1, len(key) + 1)
    }
    return frozenset(starts.union(joined_cues()))


@cache
def reporting_verbs() -> dict[tuple[str, str], VerbEntry]:
    """Return the lexicon by (key of the non-verbal part, verb).

    The non-verbal part of a simple verb is ``""``.
    """
    found = {}
    for infinitive, name in rows("reporting_verbs", 2):
        *before, verb = infinitive.split()
        key = match_key("".join(before))
        found[key, verb] = VerbEntry(infinitive, CueClass(name))
    return found


@cache
def reporting_heads() -> frozenset[str]:
    """Return the verbs that report, alone or with a non-verbal part."""
    return frozenset(verb for _, verb in reporting_verbs())


@cache
def copular_phrases() -> PhraseMatcher[tuple[VerbEntry, Inflection]]:
    """Return the matcher of «بر این باورند»: words before an adjective and copula."""
    found: dict[str, tuple[VerbEntry, Inflection]] = {}
    for (before, verb), entry in reporting_verbs().items():
        if verb == "بودن" and " " in entry.infinitive.removesuffix(" بودن"):
            for form, told in inflect(verb, "بود", ("باش",)):
                if _may_be_joined(before, verb, form, told):
                    found[before + form] = (entry, told)
    return PhraseMatcher(found.items())


@cache
def joined_cues() -> dict[str, tuple[VerbEntry, Inflection]]:
    """Return cues written as one word: «معتقدند», «اظهارداشت», «وگفت», by key."""
    stems = {verb: (past, now) for verb, past, now in rows("reporting_stems", 3)}
    found: dict[str, tuple[VerbEntry, Inflection]] = {}
    for (before, verb), entry in reporting_verbs().items():
        past, presents = stems[verb]
        for form, told in inflect(verb, past, tuple(presents.split(","))):
            if _may_be_joined(before, verb, form, told):
                found.setdefault(match_key(before + form), (entry, told))
            if not before and not told.bare and told.tense is Tense.PAST:
                found.setdefault("و" + match_key(form), (entry, told))
    return found


_FULL_COPULAS = frozenset({"است", "هست", "بود", "ست", "بودم", "بودی"})


def _may_be_joined(before: str, verb: str, form: str, told: Inflection) -> bool:
    if not before or told.person != 3 or told.bare:
        return False
    if verb == "بودن":
        return len(form) <= 4 and not told.negative and form not in _FULL_COPULAS
    return True


@cache
def reporting_phrases() -> PhraseMatcher[CueClass]:
    """Return the matcher of «به گفته», «با بیان», «به گزارش» …."""
    return PhraseMatcher(
        (phrase, CueClass(name)) for phrase, name in rows("reporting_phrases", 2)
    )


@cache
def narrator_phrases() -> PhraseMatcher[bool]:
    """Return the matcher of the narrator's openings; the value says «always»."""
    return PhraseMatcher(
        (phrase, strength == "strong")
        for phrase, strength in rows("narrator_phrases", 2)
    )


@cache
def linking_phrases() -> PhraseMatcher[bool]:
    """Return the matcher of «در ادامه», «با این حال» …, after which a subject comes."""
    return PhraseMatcher((row[0], True) for row in rows("linking_phrases", 1))


@cache
def honorifics() -> PhraseMatcher[bool]:
    """Return the matcher of «دکتر», «آیت‌الله» …."""
    return PhraseMatcher((row[0], True) for row in rows("honorifics", 4))


@cache
def first_names() -> frozenset[str]:
    """Return the keys of first names."""
    return word_keys("first_names")


@cache
def speaker_nouns() -> frozenset[str]:
    """Return the keys of nouns that can head a speaker's description."""
    return word_keys("speaker_nouns")


@cache
def person_nouns() -> frozenset[str]:
    """Return the keys of nouns that name a person by what he or she is."""
    return _nouns_of("person")


@cache
def people_nouns() -> frozenset[str]:
    """Return the keys of nouns that name several persons («مقامات», «مردم»)."""
    return _nouns_of("people")


@cache
def body_nouns() -> frozenset[str]:
    """Return the keys of nouns that head the name of a body."""
    return _nouns_of("body")


def _nouns_of(kind: str) -> frozenset[str]:
    return frozenset(
        match_key(noun) for noun, told in rows("speaker_nouns", 2) if told == kind
    )


@cache
def text_nouns() -> frozenset[str]:
    """Return the keys of nouns that name a text that states something."""
    return _nouns_of("text")


@cache
def reporting_nouns() -> frozenset[str]:
    """Return the keys of nouns for what somebody says («اظهارات», «سخنان»)."""
    return word_keys("reporting_nouns")


@cache
def media() -> frozenset[str]:
    """Return the keys of nouns and names of media."""
    return word_keys("media_nouns") | word_keys("outlets")
