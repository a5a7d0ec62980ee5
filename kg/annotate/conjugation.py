"""Inflected forms of simple verbs, made from their stems.

The table is keyed by :func:`kg.normalize.match_key`, so «می‌شود», «میشود» and
«می شود» are one form. Periphrastic tenses («گفته بود», «خواهد گفت») are put together
in :mod:`kg.annotate.verbs`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from kg.lexicon import rows
from kg.model import Polarity, Tense
from kg.normalize import fold, match_key


if TYPE_CHECKING:
    from collections.abc import Iterator


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
        if tense is Tense.SUBJUNCTIVE and self.present == "دار":
            tense = Tense.PRESENT  # «دارد»
        return Inflection(
            past=self.before + self.past,
            present=self.before + _without_glide(self.present),
            form=form,
            tense=tense,
            polarity=polarity,
            person=person if form is Form.FINITE else None,
            plural=plural and form is Form.FINITE,
        )


class _Row(NamedTuple):
    """Forms that share their beginning.

    Attributes:
        stem: Which stem they are made from.
        prefix: What stands before it; «ن» and «ب» join it («نیفتاد»).
        endings: What follows it.
        tense: What the forms say.
        polarity: Likewise.
        form: Likewise; all but finite forms are of no person.
        first: Place in ``_PERSONS`` of the first ending; the others follow.
    """

    stem: Literal["past", "present", "order"]
    prefix: str
    endings: tuple[str, ...]
    tense: Tense
    polarity: Polarity = _POSITIVE
    form: Form = Form.FINITE
    first: int = 0


_THIRD = 2  # place in ``_PERSONS``


def _perfect(prefix: str, polarity: Polarity) -> tuple[_Row, ...]:
    endings = tuple(f"ه{ending}" for ending in _PERFECT_ENDINGS)
    habitual = f"{prefix}می"
    past, perfect = Tense.PAST, Tense.PRESENT_PERFECT
    participle = (polarity, Form.PARTICIPLE, _THIRD)
    infinitive = (Tense.INFINITIVE, polarity, Form.INFINITIVE, _THIRD)
    return (
        _Row("past", prefix, ("ه",), past, *participle),
        _Row("past", habitual, ("ه",), past, *participle),
        _Row("past", prefix, ("ن",), *infinitive),
        _Row("past", prefix, endings, perfect, polarity),
        _Row("past", habitual, endings, perfect, polarity),
    )


# Of forms that may be several, the first stays. «می‌برد» is the present of «بردن», and
# hardly ever its habitual past; but «می‌کوشید» is nearly always the past («می‌کوشد»),
# since news says «you» to nobody, and so is «برد».
_ROWS: tuple[_Row, ...] = (
    _Row("present", "می", ("د",), Tense.PRESENT, first=_THIRD),
    _Row("present", "نمی", ("د",), Tense.PRESENT, _NEGATIVE, first=_THIRD),
    _Row("past", "", _PAST_ENDINGS, Tense.PAST),
    _Row("past", "ن", _PAST_ENDINGS, Tense.PAST, _NEGATIVE),
    _Row("past", "می", _PAST_ENDINGS, Tense.PAST),
    _Row("past", "نمی", _PAST_ENDINGS, Tense.PAST, _NEGATIVE),
    *_perfect("", _POSITIVE),
    *_perfect("ن", _NEGATIVE),
    _Row("present", "می", _PRESENT_ENDINGS, Tense.PRESENT),
    _Row("present", "نمی", _PRESENT_ENDINGS, Tense.PRESENT, _NEGATIVE),
    _Row("present", "ب", _PRESENT_ENDINGS, Tense.SUBJUNCTIVE),
    _Row("present", "ن", _PRESENT_ENDINGS, Tense.SUBJUNCTIVE, _NEGATIVE),
    _Row("present", "", _PRESENT_ENDINGS, Tense.SUBJUNCTIVE),
    _Row("order", "ب", ("",), Tense.IMPERATIVE, first=1),
)
_CELLS = 8  # above the number of a row's endings


class _Inflections(Mapping[str, Inflection]):
    """Inflected forms by match key; an analysis is made when it is asked for.

    Making all 46,000 of them costs a fifth of a second, and a text needs few.
    """

    def __init__(self) -> None:
        self._verbs = tuple(_verbs())
        self._known = dict(_irregular())
        self._cells: dict[str, int] = {}
        for verb, stems in enumerate(self._verbs):
            self._add(verb * len(_ROWS), stems)

    def _add(self, number: int, verb: _Verb) -> None:
        """Add the forms of a verb; ``number`` is that of its first row."""
        stems = {
            "past": verb.past,
            "present": verb.present,
            "order": _without_glide(verb.present),
        }
        put = self._cells.setdefault
        for row, (stem, prefix, endings, *_) in enumerate(_ROWS, start=number):
            base = fold(verb.before + _joined(prefix, stems[stem]))
            for cell, ending in enumerate(endings, start=row * _CELLS):
                put(base + ending, cell)

    def __getitem__(self, key: str) -> Inflection:
        """Return the analysis of a form."""
        found = self.get(key)
        if found is None:
            raise KeyError(key)
        return found

    def get(self, key: str, default: Inflection | None = None) -> Inflection | None:  # type: ignore[override]
        """Return the analysis of a form, if it is one."""
        found = self._known.get(key)
        if found is None:
            cell = self._cells.get(key)
            if cell is None:
                return default
            self._known[key] = found = self._read(cell)
        return found

    def _read(self, cell: int) -> Inflection:
        row_number, number = divmod(cell, _CELLS)
        verb, place = divmod(row_number, len(_ROWS))
        row = _ROWS[place]
        return self._verbs[verb].inflect(
            row.tense, row.polarity, row.first + number, form=row.form
        )

    def __contains__(self, key: object) -> bool:
        """Say whether a form is known."""
        return key in self._known or key in self._cells

    def __iter__(self) -> Iterator[str]:
        """Yield the forms."""
        yield from dict.fromkeys((*_irregular(), *self._cells))

    def __len__(self) -> int:
        """Return how many forms there are."""
        return len(dict.fromkeys((*_irregular(), *self._cells)))


@cache
def inflections() -> Mapping[str, Inflection]:
    """Return the analysis of each inflected form, by match key.

    Where a form may belong to two verbs («گشت»), the first in the list stays.
    """
    return _Inflections()


@cache
def _irregular() -> Mapping[str, Inflection]:
    """Return the forms that no rule gives, and those of «بودن» in the present."""
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
    verb = _Verb("", "بود", "است")
    for number, ending in enumerate(_PRESENT_ENDINGS):
        if number != 2:
            for stem, polarity in (("هست", _POSITIVE), ("نیست", _NEGATIVE)):
                table[stem + ending] = verb.inflect(Tense.PRESENT, polarity, number)
    table["هست"] = verb.inflect(Tense.PRESENT, _POSITIVE, 2)
    return table


def _verbs() -> Iterator[_Verb]:
    """Yield simple verbs first, then those with a preverb."""
    stems = rows("verb_stems", 3)
    for past, present, _ in stems:
        yield _Verb("", past, present)
    for past, present, preverbs in stems:
        for before in filter(None, preverbs.split(",")):
            yield _Verb(before, past, present)


def _joined(prefix: str, form: str) -> str:
    """Put ``prefix`` before ``form``: «نیفتاد», «بیاید», «می‌افتاد»."""
    if prefix not in {"ن", "ب"}:
        return prefix + form
    if form.startswith("آ"):
        return f"{prefix}ی{form}"
    if form.startswith("ا") and not form.startswith("ای"):
        return f"{prefix}ی{form[1:]}"
    return prefix + form


def _without_glide(stem: str) -> str:
    """Return «گو» of «گوی», «آ» of «آی»."""
    return stem[:-1] if stem.endswith(("ای", "وی", "آی")) else stem
