"""Accounts of several articles that tell of one event."""

from __future__ import annotations

import random
from collections import defaultdict

from kg.model import EntityKind, Modality, Verdict
from kg.resolve import find_occurrences
from kg.resolve.profile import EntityProfile, EventProfile, Profile


def account(
    article: str,
    name: str = "سیل در مهرگان‌دشت",
    people: tuple[str, ...] = (),
    **changes: object,
) -> Profile:
    """Return an article that tells of one event.

    Args:
        article: The article's id.
        name: What the event is called.
        people: Who takes part.
        changes: Other values of the event.
    """
    place = str(changes.get("location", "مهرگان‌دشت"))
    values: dict[str, object] = {
        "name": name,
        "trigger": name.split(maxsplit=1)[0],
        "type": "disaster",
        "date": "2024-06-22",
        "location": place,
        "where": "0-10",
        "place": f"e{len(people)}",
        "participants": tuple(f"e{at}" for at in range(len(people))),
    }
    return Profile(
        article_id=article,
        publisher=None,
        day="2024-06-23",
        entities=tuple(
            EntityProfile(key=f"e{at}", kind=EntityKind.ORGANIZATION, name=one)
            for at, one in enumerate((*people, place))
        ),
        roles=(),
        events=(EventProfile(**(values | changes)),),  # type: ignore[arg-type]
    )


def canonical_of(profiles: list[Profile]) -> dict[str, dict[str, str]]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one in profiles:
        for entity in one.entities:
            found[one.article_id][entity.key] = f"organization/{entity.name}"
    return found


def merged(*profiles: Profile, copies: dict[str, str] | None = None) -> list[set[str]]:
    told = list(profiles)
    occurrences, _ = find_occurrences(told, canonical_of(told), copies or {})
    return [{account.article_id for account in one.accounts} for one in occurrences]


# Other events, so that a place or a day is something that tells.
OTHERS = [
    account(f"x{at}", f"نشست {at}", type="meeting", location=f"تالار {at}")
    for at in range(200)
]


def test_accounts_of_one_type_day_place_and_wording_are_one_event() -> None:
    assert merged(account("1"), account("2"), *OTHERS) == [{"1", "2"}]


def test_another_place_is_another_event() -> None:
    assert merged(account("1"), account("2", location="کوهپایه‌سرا"), *OTHERS) == []


def test_another_type_is_another_event() -> None:
    assert merged(account("1"), account("2", type="attack"), *OTHERS) == []


def test_another_week_is_another_event() -> None:
    assert merged(account("1"), account("2", date="2024-07-02"), *OTHERS) == []


def test_two_tolls_of_one_event_are_no_obstacle() -> None:
    profiles = [
        account("1", casualties=(("killed", 3),)),
        account("2", casualties=(("killed", 7),)),
        *OTHERS,
    ]

    assert merged(*profiles) == [{"1", "2"}]


def test_a_graph_of_two_articles_joins_what_a_large_one_would() -> None:
    tolls = (("killed", 5),), (("killed", 7),)
    one, other = (
        account(article, "تصادف اتوبوس", type="accident", casualties=toll)
        for article, toll in zip("12", tolls, strict=True)
    )

    assert merged(one, other) == [{"1", "2"}]
    assert merged(one, account("2", "واژگونی کامیون", type="accident")) == []


def test_tellings_that_differ_in_the_toll_alone_are_one_event() -> None:
    one, other = (
        account(
            article,
            f"در تصادف اتوبوس در مهرگان‌دشت روز شنبه {killed} نفر کشته شدند",
            type="death",
            casualties=(("killed", killed),),
        )
        for article, killed in (("1", 5), ("2", 7))
    )

    assert merged(one, other) == [{"1", "2"}]


def test_one_long_name_and_one_day_are_enough() -> None:
    unplaced = {"type": "protest", "location": "", "place": None}
    march = account("1", "راهپیمایی روز درختکاری", **unplaced)

    assert merged(march, account("2", "راهپیمایی روز درختکاری", **unplaced)) == [
        {"1", "2"}
    ]
    assert merged(march, account("2", "راهپیمایی روز آب", **unplaced)) == []


def test_what_is_denied_is_not_merged() -> None:
    denied = account("2", modality=Modality.DENIED)

    assert merged(account("1"), denied, *OTHERS) == []


def test_what_was_planned_becomes_what_happened() -> None:
    profiles = [account("1", modality=Modality.PLANNED), account("2"), *OTHERS]

    occurrences, _ = find_occurrences(profiles, canonical_of(profiles), {})

    assert [one.modality for one in occurrences] == [Modality.ASSERTED]


def test_common_participants_make_up_for_other_words() -> None:
    who = ("شرکت شاهین‌افزار", "انجمن کوهنوردان مهرگان")
    one = account("1", "امضای تفاهم‌نامه", people=who, type="agreement")
    other = account("2", "توافق دو نهاد", people=who, type="agreement")

    assert merged(one, other, *OTHERS) == [{"1", "2"}]


def test_each_merge_and_refusal_has_a_score_and_a_reason() -> None:
    profiles = [account("1"), account("2"), account("3", "حریق"), *OTHERS]

    _, judgements = find_occurrences(profiles, canonical_of(profiles), {})

    same = [one for one in judgements if one.verdict is Verdict.SAME]
    refused = [one for one in judgements if one.verdict is not Verdict.SAME]
    assert [(one.reason, one.articles) for one in same] == [
        ("same type; alike: day، place، wording", 2)
    ]
    assert all(0 <= one.score <= 1 and one.reason for one in refused)
    assert "account/3/0-10/حریق" in {one.other for one in refused} | {
        one.one for one in refused
    }


def test_order_of_articles_does_not_matter() -> None:
    profiles = [
        account("1"),
        account("2"),
        account("3", casualties=(("killed", 4),)),
        *OTHERS,
    ]
    shuffled = profiles[:]
    random.Random(3).shuffle(shuffled)  # noqa: S311

    assert find_occurrences(profiles, canonical_of(profiles), {}) == find_occurrences(
        shuffled, canonical_of(shuffled), {}
    )
