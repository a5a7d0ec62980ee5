"""Lemmas: what hazm's lemmatizer says, loaded faster."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from kg.annotate.hazm_parts import hazm_part
from kg.annotate.lemmas import lemma_of, read_words


if TYPE_CHECKING:
    from pathlib import Path


FORMS = ["کتاب‌ها", "دوستانش", "شهرهای", "بزرگ‌تر", "آب", "مهرگان", "نویسندگان", "خانه"]


def test_lemmas_are_those_of_hazm() -> None:
    whole = hazm_part("Lemmatizer")(verbs_file=os.devnull, joined_verb_parts=False)

    nouns = [whole.lemmatize(form, pos="N") or form for form in FORMS]
    adjectives = [whole.lemmatize(form, pos="AJ") or form for form in FORMS]
    assert [lemma_of(form, "NOUN") for form in FORMS] == nouns
    assert [lemma_of(form, "ADJ") for form in FORMS] == adjectives


def test_verbs_have_both_stems() -> None:
    assert lemma_of("می‌گویند", "VERB") == "گفت#گو"


def test_words_of_closed_classes_are_their_own_lemma() -> None:
    assert lemma_of("ایشان", "PRON") == "ایشان"


def test_words_are_the_first_column_of_hazms_list() -> None:
    kind = hazm_part("WordTokenizer")

    words = read_words(kind.__init__.__defaults__[0])

    assert words == kind(verbs_file=os.devnull).words.keys()


def test_a_list_of_another_shape_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "words.dat"
    path.write_text("کتاب\t5\nخانه\t5\tN\n", encoding="utf-8")

    assert read_words(path) == frozenset()
