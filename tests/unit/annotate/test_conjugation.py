from __future__ import annotations

import pytest

from kg.annotate.conjugation import Form, inflections
from kg.lexicon import rows
from kg.model import Polarity, Tense
from kg.normalize import match_key


CASES = {
    "می‌شود": ("شد#شو", Tense.PRESENT, 3, False),
    "میگویند": ("گفت#گو", Tense.PRESENT, 3, True),
    "گفته‌ام": ("گفت#گو", Tense.PRESENT_PERFECT, 1, False),
    "بیاید": ("آمد#آ", Tense.SUBJUNCTIVE, 3, False),
    "برمی‌گردد": ("برگشت#برگرد", Tense.PRESENT, 3, False),
    "می‌کشد": ("کشید#کش", Tense.PRESENT, 3, False),
    "می‌برد": ("برد#بر", Tense.PRESENT, 3, False),
    "نمی‌رساند": ("رساند#رسان", Tense.PRESENT, 3, False),
    "می‌کوشید": ("کوشید#کوش", Tense.PAST, 3, False),
    "برد": ("برد#بر", Tense.PAST, 3, False),
    "دارند": ("داشت#دار", Tense.PRESENT, 3, True),
    "هستیم": ("بود#است", Tense.PRESENT, 1, True),
    "بگو": ("گفت#گو", Tense.IMPERATIVE, 2, False),
}


@pytest.mark.parametrize("form", CASES)
def test_finite_forms(form: str) -> None:
    found = inflections()[match_key(form)]

    assert (found.lemma, found.tense, found.person, found.plural) == CASES[form]


@pytest.mark.parametrize("form", ["نمی‌شود", "نگفت", "نیفتاد", "نیاید", "نیست", "نباید"])
def test_negative_forms(form: str) -> None:
    assert inflections()[match_key(form)].polarity is Polarity.NEGATIVE


@pytest.mark.parametrize(
    ("form", "kind"),
    [("گفته", Form.PARTICIPLE), ("گفتن", Form.INFINITIVE), ("گفت", Form.FINITE)],
)
def test_kinds_of_form(form: str, kind: Form) -> None:
    assert inflections()[match_key(form)].form is kind


@pytest.mark.parametrize(
    "name", ["verb_stems", "compound_verbs", "chain_heads", "fixed_pairs"]
)
def test_lexicons_are_sorted_and_without_duplicates(name: str) -> None:
    entries = rows(name, 3)

    assert list(entries) == sorted(set(entries))


def test_no_compound_is_listed_twice() -> None:
    keys = [match_key(row[0]) for row in rows("compound_verbs", 2)]

    assert len(keys) == len(set(keys))


def test_every_verb_of_a_compound_has_stems() -> None:
    known = {form.past + "ن" for form in inflections().values()}
    named = {
        verb.split()[-1]
        for _, verbs in rows("compound_verbs", 2)
        for verb in verbs.split(",")
    }

    assert sorted(named - known) == []
