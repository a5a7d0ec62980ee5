"""Persons that are told apart ahead are those that are told apart at once."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.decisions import parse_decision
from kg.model import EntityKind
from kg.pipeline.ahead import PeopleAhead
from kg.pipeline.packing import pack_profile
from kg.resolve import read_people, resolve_people
from kg.resolve.profile import EntityProfile, Profile, RoleProfile


if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.decisions import Decision


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork")

NAMES = ("بهرام کیانفر", "کیانفر", "ب. کیانفر", "مهسا رستگار", "استاندار کوهپایه", "")

articles = st.dictionaries(
    st.integers(0, 5),
    st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True),
    max_size=6,
)


def profiles_of(drawn: Mapping[int, list[str]]) -> dict[str, Profile]:
    """Return articles by digest; their persons' names tell them apart."""
    found = {}
    for number, names in drawn.items():
        digest = f"{number}:{names}"
        found[digest] = Profile(
            article_id=f"n{number}",
            publisher=None,
            day="2024-06-22",
            entities=tuple(
                EntityProfile(
                    key=f"e{at}",
                    kind=EntityKind.PERSON,
                    name=name,
                    described=name.startswith("استاندار"),
                )
                for at, name in enumerate(names)
            ),
            roles=(RoleProfile(person="e0", title="استاندار", organization=None),),
        )
    return found


DECISIONS = tuple(
    parse_decision((*cells, "مهسا رستگار", "2026-11-29", "چون"))
    for cells in (
        ("merge", "person", "بهرام کیانفر @ n1", "مهسا رستگار @ n2"),
        ("rename", "person", "مهسا رستگار", "مهسا رستگار کوهی"),
        ("reject", "person", "کیانفر @ n3", ""),
        ("rename", "place", "کوهپایه", "کوهپایه بالا"),
    )
)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(articles, articles, st.lists(st.sampled_from(DECISIONS), unique=True))
def test_what_comes_of_changes_is_what_comes_of_all(
    before: dict[int, list[str]],
    after: dict[int, list[str]],
    decisions: list[Decision],
) -> None:
    known = {key: pack_profile(one) for key, one in profiles_of(before).items()}
    wanted = profiles_of(after)
    packed = {digest: pack_profile(one) for digest, one in wanted.items()}

    people = PeopleAhead(known)
    found = people.resolve(
        {one.article_id: one for one in wanted.values()},
        {one.article_id: digest for digest, one in wanted.items()},
        packed.get,
        decisions,
    )

    assert found() == resolve_people(map(read_people, wanted.values()), decisions)


def test_persons_are_told_apart_here_where_the_process_died() -> None:
    known = {"a": b"no profile"}
    wanted = profiles_of({1: ["بهرام کیانفر"], 2: ["کیانفر"]})

    found = PeopleAhead(known).resolve(
        {one.article_id: one for one in wanted.values()},
        {one.article_id: digest for digest, one in wanted.items()},
        {digest: pack_profile(one) for digest, one in wanted.items()}.get,
    )

    assert found() == resolve_people(map(read_people, wanted.values()))


def _open_files() -> list[str]:
    return sorted(one.name for one in Path("/proc/self/fd").iterdir())


def _children() -> list[str]:
    """Return the processes that this one has started and not yet taken back."""
    tasks = Path("/proc/self/task").glob("*/children")
    return sorted(" ".join(one.read_text() for one in tasks).split())


@pytest.mark.parametrize("is_told", [False, True])
def test_who_is_dismissed_is_gone_and_leaves_no_file_open(is_told: bool) -> None:
    gc.collect()  # what earlier tests left open
    files, children = _open_files(), _children()
    people = PeopleAhead({})

    if is_told:
        people.resolve({}, {}, {}.get)
    people.dismiss()
    people.dismiss()

    assert _open_files() == files
    assert _children() == children
