"""Ezafe from invented trees, one word a line: form, lemma, tag, head, relation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.train.conllu import read_conllu
from kg.train.ezafe import derive_ezafe


if TYPE_CHECKING:
    from pathlib import Path


CASES = {
    "chain": (
        """کتاب کتاب NOUN 0 root
           بزرگ بزرگ ADJ 1 amod
           مریم مریم PROPN 1 nmod""",
        "کتاب بزرگ",
    ),
    "preposition": (
        """سفر سفر NOUN 0 root
           به به ADP 3 case
           شهر شهر NOUN 1 nmod""",
        "",
    ),
    "article": (
        """مردی مرد NOUN 0 root
           بزرگ بزرگ ADJ 1 amod""",
        "",
    ),
    "article after silent ه": (
        """خانه‌ای خانه NOUN 0 root
           بزرگ بزرگ ADJ 1 amod""",
        "",
    ),
    "written after a vowel": (
        """زیبای زیبا ADJ 0 root
           خفته خفته ADJ 1 amod""",
        "زیبای",
    ),
    "bare plural": (
        """خانه‌ها خانه NOUN 0 root
           بزرگ بزرگ ADJ 1 amod""",
        "",
    ),
    "carried on over و": (
        """وزارت وزارت NOUN 0 root
           راه راه NOUN 1 nmod
           و و CCONJ 4 cc
           شهر شهر NOUN 2 conj
           ما ما PRON 1 nmod""",
        "وزارت شهر",
    ),
    "linking preposition": (
        """برای برای ADP 2 case
           مریم مریم PROPN 0 root""",
        "برای",
    ),
    "plain preposition": (
        """از از ADP 2 case
           مریم مریم PROPN 0 root""",
        "",
    ),
    "title": (
        """دکتر دکتر NOUN 0 root
           مریم مریم PROPN 1 nmod""",
        "",
    ),
    "day and month": (
        """۲۱ ۲۱ NUM 0 root
           آبان آبان NOUN 1 nmod""",
        "۲۱",
    ),
    "quoted name": (
        """فیلم فیلم NOUN 0 root
           « « PUNCT 3 punct
           باران باران PROPN 1 nmod""",
        "فیلم",
    ),
    "of the same clause but no modifier": (
        """امروز امروز NOUN 3 obl
           مریم مریم PROPN 3 nsubj
           رفت رفت VERB 0 root""",
        "",
    ),
}


@pytest.mark.parametrize(("tree", "expected"), CASES.values(), ids=CASES)
def test_derived_ezafe(tree: str, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "tree.conllu"
    path.write_text(conllu(tree), encoding="utf-8")
    (words,) = read_conllu(path)

    linked = derive_ezafe(words)

    found = [
        word.form for word, is_linked in zip(words, linked, strict=True) if is_linked
    ]
    assert found == expected.split()


def test_bare_silent_e_has_none_where_the_treebank_marks_it(tmp_path: Path) -> None:
    path = tmp_path / "tree.conllu"
    path.write_text(
        conllu("خانه خانه NOUN 0 root\nما ما PRON 1 nmod"), encoding="utf-8"
    )
    (words,) = read_conllu(path)

    assert derive_ezafe(words, marked=True) == (False, False)
    assert derive_ezafe(words) == (True, False)


def test_multiword_ranges_are_one_word(tmp_path: Path) -> None:
    path = tmp_path / "tree.conllu"
    path.write_text(
        "1-3\tکتابش.\t_\t_\t_\t_\t_\t_\t_\t_\n"
        + conllu(
            """کتاب کتاب NOUN 0 root
               ش او PRON 1 nmod
               . . PUNCT 1 punct"""
        ),
        encoding="utf-8",
    )

    (words,) = read_conllu(path)

    assert [(word.form, word.pos, word.clitic) for word in words] == [
        ("کتابش", "NOUN", True),
        (".", "PUNCT", False),
    ]


def conllu(tree: str) -> str:
    rows = []
    for number, line in enumerate(tree.splitlines(), start=1):
        form, lemma, tag, head, relation = line.split()
        rows.append(f"{number}\t{form}\t{lemma}\t{tag}\t_\t_\t{head}\t{relation}\t_\t_")
    return "\n".join(rows) + "\n"
