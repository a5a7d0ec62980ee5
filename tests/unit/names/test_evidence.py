from __future__ import annotations

from kg.annotate.names.evidence import Vote, collect_votes, find_votes
from kg.annotate.names.features import KINDS
from kg.annotate.names.labeling import (
    Name,
    complete_persons,
    find_returning,
    join_surnames,
)
from kg.model import Span, Token


PER, ORG = KINDS.index("PER"), KINDS.index("ORG")


def test_surname_inherits_the_vote_of_the_full_name() -> None:
    keys = ["رضا", "کاوه", "پور", "امد"]

    votes = collect_votes([Name(0, 3, "PER", 4.0)], keys)

    kinds = {words: vote.kind for words, vote in votes.items()}
    assert kinds == {
        ("رضا", "کاوه", "پور"): PER,
        ("کاوه", "پور"): PER,
        ("پور",): PER,
    }


def test_organization_lends_no_vote_to_its_last_word() -> None:
    votes = collect_votes([Name(0, 2, "ORG", 4.0)], ["باشگاه", "ستاره"])

    assert list(votes) == [("باشگاه", "ستاره")]


def test_unsure_and_divided_names_have_no_vote() -> None:
    names = [
        Name(0, 1, "PER", 0.2),
        Name(1, 2, "PER", 3.0),
        Name(2, 3, "LOC", 3.0),
    ]

    votes = collect_votes(names, ["نیلا", "سمن", "سمن"])

    assert votes == {}


def test_longest_row_of_words_is_found_first() -> None:
    votes = {("کاوه",): Vote(PER, 1.0), ("کاوه", "پور"): Vote(PER, 2.0)}

    found = list(find_votes(votes, ["کاوه", "پور", "و", "کاوه"]))

    assert found == [(0, 2, Vote(PER, 2.0)), (3, 4, Vote(PER, 1.0))]


KEYS = ["نیلا", "کاوه", "پور", "و", "کاوه", "پور"]
NAMES = [Name(0, 2, "PER", 4.0), Name(4, 6, "PER", 2.0)]


def test_name_is_completed_as_it_stands_elsewhere() -> None:
    found = complete_persons(NAMES, KEYS, frozenset({0}))

    assert found == [Name(0, 3, "PER", 4.0), Name(4, 6, "PER", 2.0)]


def test_name_is_not_completed_over_the_end_of_a_sentence() -> None:
    assert complete_persons(NAMES, KEYS, frozenset({0, 2})) == NAMES


def test_single_word_joins_the_person_before_it() -> None:
    names = [Name(0, 2, "PER", 4.0), Name(2, 3, "PER", 2.0), Name(3, 4, "ORG", 1.0)]

    joined = join_surnames(names, frozenset({0}))

    assert joined == [Name(0, 3, "PER", 4.0), Name(3, 4, "ORG", 1.0)]
    assert join_surnames(names, frozenset({0, 2})) == names


def _tokens(text: str) -> list[Token]:
    """One token a word: «کاوه+» has ezafe, «*پل» is a proper noun."""
    return [
        Token(
            span=Span(0, 1),
            form=word.strip("*+"),
            lemma=word.strip("*+"),
            pos="PROPN" if word.startswith("*") else "NOUN",
            ezafe=word.endswith("+"),
        )
        for word in text.split()
    ]


def _returning(text: str, *persons: tuple[int, int]) -> frozenset[tuple[str, str]]:
    tokens = _tokens(text)
    names = [Name(first, last, "PER", 4.0) for first, last in persons]
    return find_returning(names, [token.form for token in tokens], tokens, frozenset())


def test_proper_noun_that_keeps_following_ends_a_surname() -> None:
    pairs = _returning("نیلا کاوه *پل امد و کاوه *پل رفت", (0, 2), (5, 6))

    assert pairs == {("کاوه", "پل")}


def test_word_that_follows_once_or_by_ezafe_or_seldom_ends_none() -> None:
    assert _returning("نیلا کاوه *پل امد", (0, 2)) == frozenset()
    assert _returning("کاوه+ *پل و کاوه+ *پل", (0, 1), (3, 4)) == frozenset()
    assert _returning("کاوه پل و کاوه پل", (0, 1), (3, 4)) == frozenset()
    seldom = "کاوه *پل و کاوه *پل و کاوه امد و کاوه رفت"
    assert _returning(seldom, (0, 1), (3, 4), (6, 7), (9, 10)) == frozenset()
