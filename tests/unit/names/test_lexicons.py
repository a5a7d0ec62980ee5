from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.lexicon import rows
from kg.train import name_lists
from kg.train.name_lists import LISTS, listed_phrases, listed_words


FILES = [
    ("first_names", 2),
    ("surnames", 1),
    ("organization_names", 1),
    ("organization_heads", 1),
    ("news_agencies", 1),
    ("name_words", 2),
    ("venue_seats", 2),
    ("province_capitals", 2),
    ("places", 8),
    ("places_more", 7),
]
ANNOTATIONS = Path(name_lists.__file__).parent / "annotations" / "names.tsv"


@pytest.mark.parametrize(("name", "columns"), FILES)
def test_rows_are_unique(name: str, columns: int) -> None:
    found = rows(name, columns)

    assert len(found) == len(set(found))


@pytest.mark.parametrize(
    "name", ["organization_names", "organization_heads", "surnames"]
)
def test_single_columns_are_sorted(name: str) -> None:
    entries = [row[0] for row in rows(name, 1)]

    assert entries == sorted(entries)


def test_words_and_phrases_know_their_lists() -> None:
    words, phrases = listed_words(), listed_phrases()

    assert set().union(*words.values()) <= set(LISTS)
    assert "country" in words["افغانستان"]
    assert phrases["سازمانملل"] == 2
    assert phrases["سیستانوبلوچستان"] == 1


def test_annotations_are_offsets_and_kinds_only() -> None:
    lines = ANNOTATIONS.read_text(encoding="utf-8").splitlines()
    row = re.compile(
        r"[\w.-]+\t\d+\t(\d+-\d+:(person|organization|place|facility|event)( |$))*"
    )

    assert len(lines) > 500
    assert all(line.startswith("#") or row.fullmatch(line) for line in lines)
