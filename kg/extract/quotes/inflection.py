"""Finite forms of the verbs that reporting expressions end in.

The forms are made from the stems of ``kg/lexicons/reporting_stems.tsv``, so that cues
are found without a tagger and in every spelling: a form is compared by its match key,
«می‌گوید», «می گوید» and «میگوید» are one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.model import Tense


if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflection:
    """What a verb form tells.

    Attributes:
        verb: Infinitive of the verb, without a non-verbal part.
        tense: Tense or mood.
        person: 1, 2 or 3.
        plural: Whether the ending is plural.
        negative: Whether the form is negated.
        passive: Whether it is a participle with «شدن».
        bare: Whether it is a participle alone («گفته»), which may be a noun.
    """

    verb: str
    tense: Tense
    person: int
    plural: bool = False
    negative: bool = False
    passive: bool = False
    bare: bool = False


_ENDINGS = (
    ("م", 1, False),
    ("ی", 2, False),
    ("یم", 1, True),
    ("ید", 2, True),
    ("ند", 3, True),
)
_PAST = (*_ENDINGS, ("", 3, False))
_PRESENT = (*_ENDINGS, ("د", 3, False))
_PERFECT = (
    ("ام", 1, False),
    ("ای", 2, False),
    ("ایم", 1, True),
    ("اید", 2, True),
    ("اند", 3, True),
    ("است", 3, False),
    ("ست", 3, False),
)
_COPULA = (
    ("است", 3, False),
    ("ست", 3, False),
    ("هست", 3, False),
    ("هستند", 3, True),
    ("ند", 3, True),
    ("اند", 3, True),
    ("هستم", 1, False),
    ("هستیم", 1, True),
    ("م", 1, False),
    ("یم", 1, True),
)
_SIGNS = (("", False), ("ن", True))
_UNPREFIXED = frozenset({"داشتن"})


def inflect(
    verb: str, past: str, presents: tuple[str, ...]
) -> Iterator[tuple[str, Inflection]]:
    """Yield the finite forms of ``verb`` that can report, with what they tell.

    Subjunctives and imperatives are left out: «بگوید» reports nothing.

    Args:
        verb: Infinitive.
        past: Past stem.
        presents: Present stems, the commonest first.
    """
    for sign, negative in _SIGNS:
        yield from _past_forms(verb, past, sign, negative=negative)
        yield from _compound_forms(verb, past, sign, negative=negative)
        yield from _future_forms(verb, past, sign, negative=negative)
        for stem in presents:
            yield from _present_forms(verb, stem, sign, negative=negative)
    if verb == "بودن":
        yield from _copula_forms()


def _past_forms(
    verb: str, past: str, sign: str, *, negative: bool
) -> Iterator[tuple[str, Inflection]]:
    for ending, person, plural in _PAST:
        told = Inflection(
            verb=verb,
            tense=Tense.PAST,
            person=person,
            plural=plural,
            negative=negative,
        )
        yield f"{sign}{past}{ending}", told
        yield f"{sign}می{past}{ending}", told


def _compound_forms(
    verb: str, past: str, sign: str, *, negative: bool
) -> Iterator[tuple[str, Inflection]]:
    participle = f"{sign}{past}ه"
    yield (
        participle,
        Inflection(
            verb=verb,
            tense=Tense.PRESENT_PERFECT,
            person=3,
            negative=negative,
            bare=True,
        ),
    )
    for tense, middle, endings in (
        (Tense.PRESENT_PERFECT, "", _PERFECT),
        (Tense.PAST_PERFECT, "بود", _PAST),
    ):
        for ending, person, plural in endings:
            told = Inflection(
                verb=verb, tense=tense, person=person, plural=plural, negative=negative
            )
            yield f"{participle}{middle}{ending}", told
            if tense is Tense.PRESENT_PERFECT:
                yield f"{sign}می{past}ه{ending}", told
    yield from _passive_forms(verb, f"{past}ه")


def _passive_forms(verb: str, participle: str) -> Iterator[tuple[str, Inflection]]:
    told = Inflection(verb=verb, tense=Tense.PAST, person=3, passive=True)
    for auxiliary in (
        "شد",
        "شده",
        "شدهاست",
        "شدهبود",
        "میشود",
        "میشد",
        "نشد",
        "نشده",
        "نشدهاست",
        "نمیشود",
        "خواهدشد",
        "شود",
        "نشود",
        "میشوند",
        "شدند",
        "شدهاند",
    ):
        yield f"{participle}{auxiliary}", told


def _future_forms(
    verb: str, past: str, sign: str, *, negative: bool
) -> Iterator[tuple[str, Inflection]]:
    for ending, person, plural in _PRESENT:
        yield (
            f"{sign}خواه{ending}{past}",
            Inflection(
                verb=verb,
                tense=Tense.FUTURE,
                person=person,
                plural=plural,
                negative=negative,
            ),
        )


def _present_forms(
    verb: str, stem: str, sign: str, *, negative: bool
) -> Iterator[tuple[str, Inflection]]:
    for ending, person, plural in _PRESENT:
        told = Inflection(
            verb=verb,
            tense=Tense.PRESENT,
            person=person,
            plural=plural,
            negative=negative,
        )
        yield f"{sign}می{stem}{ending}", told
        if verb in _UNPREFIXED:
            yield f"{sign}{stem}{ending}", told


def _copula_forms() -> Iterator[tuple[str, Inflection]]:
    for ending, person, plural in _COPULA:
        yield (
            ending,
            Inflection(verb="بودن", tense=Tense.PRESENT, person=person, plural=plural),
        )
    yield (
        "نیست",
        Inflection(verb="بودن", tense=Tense.PRESENT, person=3, negative=True),
    )
    yield (
        "نیستند",
        Inflection(
            verb="بودن", tense=Tense.PRESENT, person=3, plural=True, negative=True
        ),
    )
