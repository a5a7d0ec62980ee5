"""Counting half-spaces and learning from the counts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from kg.annotate.halfspace import Repairer
from kg.train.__main__ import parser
from kg.train.halfspace import (
    Text,
    article_number,
    consistency_of,
    count,
    find_superfluous,
    fit,
    is_overdone,
    read_texts,
)


if TYPE_CHECKING:
    from pathlib import Path


_USED = "کتاب‌ها را می‌خواند و نامه‌ها را می‌نویسد و خانه‌ها را می‌سازد. "
_LOST = _USED.replace("\u200c", " ")


CONSISTENCY = {
    "used throughout": (_USED * 3, 2),
    "never used": (_LOST * 3, 0),
    "used too seldom": (_USED, 0),
    "lost once in a while": (_USED * 5 + _LOST, 1),
    "stuck": (_USED * 2 + "میکند میشود کتابهای نامههای خانههای" * 2, 0),
}


@pytest.mark.parametrize(("text", "level"), CONSISTENCY.values(), ids=CONSISTENCY)
def test_consistency_is_judged_by_verbs_and_plurals(text: str, level: int) -> None:
    assert consistency_of(text) == level


def test_article_number_depends_on_the_id_alone() -> None:
    assert article_number("a1") == article_number("a1")
    assert {article_number(str(number)) for number in range(2000)} == set(range(100))


def test_overdone_half_spaces_are_found() -> None:
    usual = "دولت در شهر شده " * 30
    odd = "د‌ولت د‌ر شهر شد‌ه"

    superfluous = find_superfluous([usual, "شد‌ه"])

    assert superfluous == {"شد‌ه"}
    assert is_overdone(odd, superfluous)
    assert not is_overdone(_USED, superfluous)


def test_lexicon_counts_both_spellings() -> None:
    texts = [Text(0, "کتاب‌ها و کتاب ها و کتابها", 2), Text(1, "میز ها", 0)]

    lexicon = count(texts, ["نامه‌ها", "دلفین"])

    assert lexicon.compounds == {
        "کتابها": ("کتاب‌ها", 1),
        "نامهها": ("نامه‌ها", 1),
    }
    assert lexicon.plain == {"و": 2, "کتاب": 1, "ها": 1, "کتابها": 1, "دلفین": 1}
    assert lexicon.apart["کتاب", "ها"] == 1
    assert ("میز", "ها") not in lexicon.apart


def test_models_learn_to_mend() -> None:
    nouns = ["کتاب", "میز", "دفتر", "قلم", "باغ", "برگ", "سنگ", "چراغ"]
    spoken = " و ".join(f"{noun} بود {noun}‌ها" for noun in nouns)
    texts = [Text(number, spoken, 2) for number in range(4)]
    lexicon = count(texts[:3])
    lexicon.weights = fit(lexicon, [Text(9, "فرش و فرش‌ها و " + spoken, 2)])

    repairer = Repairer(lexicon)

    assert repairer.mend("کتابها") == "کتاب‌ها"
    assert repairer.mend("کتاب") == "کتاب"


def test_articles_are_read_with_half_spaces_as_received(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    article = {"id": "a1", "title": "كتاب‌ها", "lead": None, "body": "می روند"}
    path.write_text(json.dumps(article), encoding="utf-8")

    assert read_texts(path) == [Text(article_number("a1"), "کتاب‌ها\nمی روند", 0)]


def test_each_model_has_a_subcommand() -> None:
    arguments = parser().parse_args(["halfspace", "news.jsonl"])

    assert str(arguments.news) == "news.jsonl"
    assert arguments.run.__module__ == "kg.train.halfspace"
