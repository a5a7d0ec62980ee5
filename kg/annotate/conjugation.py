"""Inflected forms of simple verbs, made from their stems.

The table is keyed by :func:`kg.normalize.match_key`, so «می‌شود», «میشود» and
«می شود» are one form. Periphrastic tenses («گفته بود», «خواهد گفت») are put together
in :mod:`kg.annotate.verbs`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING

from kg.lexicon import rows
from kg.model import Polarity, Tense
from kg.normalize import fold, match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Form(StrEnum):
    """The kinds of single-word verb form."""

    FINITE = "finite"
    PARTICIPLE = "participle"
    INFINITIVE = "infinitive"


@dataclass(frozen=True, slots=True, kw_only=True)
class Inflection:
    """What one written verb form may stand for.

    Attributes:
        past: Past stem with its preverb, the base of the infinitive.
        present: Present stem, without the glide.
        form: Finite, participle («گفته») or infinitive.
        tense: Tense or mood; ``PAST`` for participles.
        polarity: Negative for «نگفت».
        person: 1, 2, 3, or ``None``.
        plural: Whether the ending is plural.
    """

    past: str
    present: str
    form: Form
    tense: Tense
    polarity: Polarity = Polarity.POSITIVE
    person: int | None = None
    plural: bool = False

    @property
    def lemma(self) -> str:
        """``past#present``, as hazm writes it."""
        return f"{self.past}#{self.present}"

    @property
    def infinitive(self) -> str:
        """The infinitive («گفتن»)."""
        return f"{self.past}ن"


_PERSONS = ((1, False), (2, False), (3, False), (1, True), (2, True), (3, True))
_PAST_ENDINGS = ("م", "ی", "", "یم", "ید", "ند")
_PRESENT_ENDINGS = ("م", "ی", "د", "یم", "ید", "ند")
_PERFECT_ENDINGS = ("ام", "ای", "است", "ایم", "اید", "اند")
_POSITIVE, _NEGATIVE = Polarity.POSITIVE, Polarity.NEGATIVE
# forms that no rule gives
_IRREGULAR: tuple[tuple[str, str, str, Tense, Polarity], ...] = (
    ("است", "بود", "است", Tense.PRESENT, _POSITIVE),
    ("نیست", "بود", "است", Tense.PRESENT, _NEGATIVE),
    ("باید", "بایست", "باید", Tense.PRESENT, _POSITIVE),
    ("نباید", "بایست", "باید", Tense.PRESENT, _NEGATIVE),
    ("می‌توان", "توانست", "توان", Tense.PRESENT, _POSITIVE),
    ("نمی‌توان", "توانست", "توان", Tense.PRESENT, _NEGATIVE),
    ("بتوان", "توانست", "توان", Tense.SUBJUNCTIVE, _POSITIVE),
    ("نتوان", "توانست", "توان", Tense.SUBJUNCTIVE, _NEGATIVE),
    ("می‌بایست", "بایست", "باید", Tense.PAST, _POSITIVE),
    ("نمی‌بایست", "بایست", "باید", Tense.PAST, _NEGATIVE),
    ("بایست", "بایست", "باید", Tense.PRESENT, _POSITIVE),
    ("بایستی", "بایست", "باید", Tense.PRESENT, _POSITIVE),
    ("می‌بایستی", "بایست", "باید", Tense.PAST, _POSITIVE),
    ("می‌باید", "بایست", "باید", Tense.PRESENT, _POSITIVE),
)


@dataclass(frozen=True, slots=True)
class _Verb:
    """A verb with its preverb, letters folded."""

    before: str
    past: str
    present: str

    def inflect(
        self, tense: Tense, polarity: Polarity, number: int, *, form: Form = Form.FINITE
    ) -> Inflection:
        """Return the analysis of one form; ``number`` indexes ``_PERSONS``."""
        person, plural = _PERSONS[number]
        return Inflection(
            past=self.before + self.past,
            present=self.before + _without_glide(self.present),
            form=form,
            tense=tense,
            polarity=polarity,
            person=person if form is Form.FINITE else None,
            plural=plural and form is Form.FINITE,
        )


@cache
def inflections() -> Mapping[str, Inflection]:
    """Return the analysis of each inflected form, by match key.

    Where a form may belong to two verbs («برد»), the first in the list stays.
    """
    table: dict[str, Inflection] = {}
    for number, (form, past, present, tense, polarity) in enumerate(_IRREGULAR):
        table[match_key(form)] = Inflection(
            past=past,
            present=present,
            form=Form.FINITE,
            tense=tense,
            polarity=polarity,
            person=3 if number < 2 else None,
        )
    for number, ending in enumerate(_PRESENT_ENDINGS):
        if number != 2:
            for stem, polarity in (("هست", _POSITIVE), ("نیست", _NEGATIVE)):
                verb = _Verb("", "بود", "است")
                table[stem + ending] = verb.inflect(Tense.PRESENT, polarity, number)
    table["هست"] = _Verb("", "بود", "است").inflect(Tense.PRESENT, _POSITIVE, 2)
    for verb in _verbs():
        for form, inflection in _forms(verb):
            table.setdefault(fold(verb.before + form), inflection)
    return table


def _verbs() -> Iterator[_Verb]:
    """Yield simple verbs first, then those with a preverb."""
    stems = rows("verb_stems", 3)
    for past, present, _ in stems:
        yield _Verb("", past, present)
    for past, present, preverbs in stems:
        for before in filter(None, preverbs.split(",")):
            yield _Verb(before, past, present)


def _forms(verb: _Verb) -> Iterator[tuple[str, Inflection]]:
    """Yield the forms of ``verb`` without its preverb."""
    yield from _past_forms(verb)
    yield from _participle_forms(verb)
    yield from _present_forms(verb)


def _past_forms(verb: _Verb) -> Iterator[tuple[str, Inflection]]:
    for number, ending in enumerate(_PAST_ENDINGS):
        form = verb.past + ending
        negated = _joined("ن", form)
        yield form, verb.inflect(Tense.PAST, _POSITIVE, number)
        yield negated, verb.inflect(Tense.PAST, _NEGATIVE, number)
        yield "می" + form, verb.inflect(Tense.PAST, _POSITIVE, number)
        yield "نمی" + form, verb.inflect(Tense.PAST, _NEGATIVE, number)


def _participle_forms(verb: _Verb) -> Iterator[tuple[str, Inflection]]:
    for prefix, polarity in (("", _POSITIVE), ("ن", _NEGATIVE)):
        participle = _joined(prefix, verb.past + "ه")
        yield participle, verb.inflect(Tense.PAST, polarity, 2, form=Form.PARTICIPLE)
        habitual = f"{prefix}می{verb.past}ه"
        yield habitual, verb.inflect(Tense.PAST, polarity, 2, form=Form.PARTICIPLE)
        infinitive = _joined(prefix, verb.past + "ن")
        yield (
            infinitive,
            verb.inflect(Tense.INFINITIVE, polarity, 2, form=Form.INFINITIVE),
        )
        for number, ending in enumerate(_PERFECT_ENDINGS):
            inflection = verb.inflect(Tense.PRESENT_PERFECT, polarity, number)
            yield participle + ending, inflection
            yield prefix + "می" + verb.past + "ه" + ending, inflection


def _present_forms(verb: _Verb) -> Iterator[tuple[str, Inflection]]:
    stem = verb.present
    for number, ending in enumerate(_PRESENT_ENDINGS):
        form = stem + ending
        yield "می" + form, verb.inflect(Tense.PRESENT, _POSITIVE, number)
        yield "نمی" + form, verb.inflect(Tense.PRESENT, _NEGATIVE, number)
        for prefix, polarity in (("ب", _POSITIVE), ("ن", _NEGATIVE), ("", _POSITIVE)):
            tense = Tense.PRESENT if stem == "دار" else Tense.SUBJUNCTIVE
            yield _joined(prefix, form), verb.inflect(tense, polarity, number)
    order = _joined("ب", _without_glide(stem))
    yield order, verb.inflect(Tense.IMPERATIVE, _POSITIVE, 1)


def _joined(prefix: str, form: str) -> str:
    """Put ``prefix`` before ``form``: «نیفتاد», «بیاید»."""
    if prefix and form.startswith("آ"):
        return f"{prefix}ی{form}"
    if prefix and form.startswith("ا") and not form.startswith("ای"):
        return f"{prefix}ی{form[1:]}"
    return prefix + form


def _without_glide(stem: str) -> str:
    """Return «گو» of «گوی», «آ» of «آی»."""
    return stem[:-1] if stem.endswith(("ای", "وی", "آی")) else stem
