"""A person's word on which accounts tell of one event is the last one."""

from __future__ import annotations

import pytest

from kg.decisions import Decision, parse_decision
from kg.model import Modality, Resolution
from kg.resolve import find_occurrences, find_ties
from kg.resolve.profile import Profile
from tests.unit.resolve.test_events import OTHERS, account, canonical_of


FLOOD = "سیل در مهرگان‌دشت"
FIRE = "آتش‌سوزی بازار"


def decision(action: str, target: str, value: str, reason: str = "چون") -> Decision:
    return parse_decision(
        (action, "event", target, value, "مهسا رستگار", "2026-11-29", reason)
    )


def merged(
    profiles: list[Profile], *decisions: Decision
) -> tuple[list[set[str]], dict[str, str]]:
    """Return the articles of each occurrence, and what no longer applies."""
    told = [*profiles, *OTHERS]
    by_id = {one.article_id: one for one in told}
    ties, unapplied = find_ties(decisions, by_id, Resolution())
    occurrences, _ = find_occurrences(told, canonical_of(told), {}, ties)
    found = [{one.article_id for one in it.accounts} for it in occurrences]
    return found, unapplied


def test_a_merge_joins_accounts_that_nothing_else_would() -> None:
    told = [account("1"), account("2", FIRE, type="accident", date="2024-06-25")]
    merge = decision("merge", f"{FLOOD} @ 1", f"{FIRE} @ 2")

    assert merged(told)[0] == []
    assert merged(told, merge) == ([{"1", "2"}], {})


def test_a_merge_may_join_two_accounts_of_one_article_with_others() -> None:
    told = [account("1"), account("2"), account("3", FIRE, type="accident")]
    merge = decision("merge", f"{FLOOD} @ 1", f"{FIRE} @ 3")

    assert merged(told, merge)[0] == [{"1", "2", "3"}]


def test_a_split_keeps_accounts_apart() -> None:
    told = [account("1"), account("2"), account("3")]
    split = decision("split", f"{FLOOD} @ 1,2", f"{FLOOD} @ 3")

    assert merged(told)[0] == [{"1", "2", "3"}]
    assert merged(told, split) == ([{"1", "2"}], {})


def test_an_occurrence_names_the_decisions_on_its_accounts() -> None:
    told = [account("1"), account("2"), *OTHERS]
    merge = decision("merge", f"{FLOOD} @ 1", f"{FLOOD} @ 2")
    by_id = {one.article_id: one for one in told}
    ties, _ = find_ties([merge], by_id, Resolution())

    occurrences, judgements = find_occurrences(told, canonical_of(told), {}, ties)

    assert occurrences[0].decisions == (merge.id,)
    assert "a person's decision" in {one.reason for one in judgements}


def test_a_later_line_on_the_same_accounts_counts() -> None:
    told = [account("1"), account("2")]
    split = decision("split", f"{FLOOD} @ 1", f"{FLOOD} @ 2")
    merge = decision("merge", f"{FLOOD} @ 2", f"{FLOOD} @ 1")

    assert merged(told, split, merge)[0] == [{"1", "2"}]
    assert merged(told, merge, split)[0] == []


def test_what_contradicts_other_lines_is_told() -> None:
    told = [account("1"), account("2"), account("3")]
    lines = [
        decision("split", f"{FLOOD} @ 1", f"{FLOOD} @ 3"),
        decision("merge", f"{FLOOD} @ 1", f"{FLOOD} @ 2"),
        decision("merge", f"{FLOOD} @ 2", f"{FLOOD} @ 3"),
    ]

    found, unapplied = merged(told, *lines)

    assert found == [{"1", "2"}]
    assert unapplied == {lines[2].id: "a split of other lines keeps them apart"}


@pytest.mark.parametrize("target", [f"{FIRE} @ 1", f"{FLOOD} @ gone", f"{FLOOD} @ 3"])
def test_an_account_that_is_gone_or_denied_is_told(target: str) -> None:
    told = [account("1"), account("2"), account("3", modality=Modality.DENIED)]
    merge = decision("merge", target, f"{FLOOD} @ 2")

    _, unapplied = merged(told, merge)

    assert unapplied == {merge.id: f"no such article tells, of a day, that: {target}"}


def test_accounts_are_named_with_their_article() -> None:
    with pytest.raises(ValueError, match="the value names no article"):
        decision("merge", f"{FLOOD} @ 1", FLOOD)
