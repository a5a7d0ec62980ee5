from __future__ import annotations

from typing import TYPE_CHECKING

from kg.model import Article, Source
from kg.train.name_examples import (
    Example,
    drop_titles,
    harmonize,
    read_annotations,
    read_iob,
    respell,
)


if TYPE_CHECKING:
    from pathlib import Path


def example(*rows: str) -> Example:
    words = [row.split("/") for row in rows]
    return Example(tuple(w for w, _ in words), tuple(label for _, label in words))


def test_corpus_lines_become_sentences(tmp_path: Path) -> None:
    path = tmp_path / "corpus.tsv"
    path.write_text("نیلا\tB-PER\nآمد\tO\n\nفرودگاه\tB-LOC\nیزد\tI-LOC\n", "utf-8")

    found = read_iob(path, frozenset({"فرودگاه"}))

    assert found == [
        example("نیلا/B-PER", "آمد/O"),
        example("فرودگاه/B-FAC", "یزد/I-FAC"),
    ]


def test_annotations_mark_words_of_the_article(tmp_path: Path) -> None:
    path = tmp_path / "names.tsv"
    path.write_text("# note\na1\t13\t0-9:person\nelsewhere\t9\t\n", "utf-8")
    article = Article(
        id="a1", title="نیلا کاوه رفت", lead="", body="و", source=Source(path="")
    )

    found = read_annotations(path, {"a1": article})

    assert found == [example("نیلا/B-PER", "کاوه/I-PER", "رفت/O")]


def test_lost_half_spaces_join_or_part_words() -> None:
    given = example("بین‌الملل/B-ORG", "رفت/O")

    assert respell(given, "") == example("بینالملل/B-ORG", "رفت/O")
    assert respell(given, " ") == example("بین/B-ORG", "الملل/I-ORG", "رفت/O")


def test_title_alone_is_no_person() -> None:
    given = example("رهبر/B-PER", "انقلاب/I-PER", "نیلا/B-PER")

    assert drop_titles(given) == example("رهبر/O", "انقلاب/O", "نیلا/B-PER")


def test_corpus_names_get_our_bounds() -> None:
    given = example(
        "استان/O", "یزد/B-LOC", "تیم/O", "پیکان/B-ORG", "دولت/O", "مصر/B-LOC"
    )

    assert harmonize(given, frozenset({"تیم"})) == example(
        "استان/B-LOC",
        "یزد/I-LOC",
        "تیم/B-ORG",
        "پیکان/I-ORG",
        "دولت/B-ORG",
        "مصر/I-ORG",
    )
