"""Players and coaches whom an article takes up by their post."""

from __future__ import annotations

import pytest

from kg.extract.roles import find_roles
from tests.builders import context


TAKEN_UP = [
    # the club of the headline, of the sentence, of the post itself
    (
        "{person|رضایی} در/ADP تمرین {organization|سپیدرود} آمد/VERB",
        "حال این/DET هافبک خوب است/VERB.",
        [("رضایی", "هافبک", "سپیدرود")],
    ),
    (
        "{person|رضایی} آمد/VERB",
        "باشگاه {organization|سپیدرود} با/ADP این/DET مربی کار کرد/VERB.",
        [("رضایی", "مربی", "سپیدرود")],
    ),
    (
        "{person|رضایی} آمد/VERB",
        "خبر خوب است/VERB. هافبک عراقی/ADJ {organization|سپیدرود} رفت/VERB.",
        [("رضایی", "هافبک", "سپیدرود")],
    ),
    # the club that is named far more often than any other
    (
        "{person|رضایی} آمد/VERB",
        "این/DET مدافع رفت. {organization|سپیدرود} و/CCONJ {organization|سپیدرود}.",
        [("رضایی", "مدافع", "سپیدرود")],
    ),
    # what tells most of several
    (
        "{person|رضایی} در/ADP {organization|سپیدرود} آمد/VERB",
        "این/DET بازیکن رفت/VERB. این/DET دروازه‌بان رفت/VERB.",
        [("رضایی", "دروازه‌بان", "سپیدرود")],
    ),
    # no club, two clubs, a rival, an outlet
    ("{person|رضایی} آمد/VERB", "این/DET هافبک رفت/VERB.", []),
    (
        "{person|رضایی} از/ADP {organization|باران} به/ADP {organization|سپیدرود}",
        "{organization|باران} و/CCONJ {organization|سپیدرود} با/ADP این/DET هافبک.",
        [],
    ),
    (
        "گل {person|رضایی} مقابل/ADP {organization|باران}",
        "این/DET هافبک رفت/VERB.",
        [],
    ),
    (
        "{person|رضایی} و/CCONJ شکست از/ADP {organization|باران}",
        "این/DET هافبک رفت/VERB.",
        [],
    ),
    (
        "{person|رضایی} به/ADP {organization|سفارت پرو} رفت/VERB",
        "این/DET هافبک رفت/VERB.",
        [],
    ),
    # a headline of two, or of who may come for another
    (
        "{person|رضایی} با/ADP {person|کریمی} در/ADP {organization|سپیدرود}",
        "این/DET هافبک رفت/VERB.",
        [],
    ),
    (
        "جانشین {person|رضایی} در/ADP {organization|سپیدرود}",
        "این/DET هافبک رفت/VERB.",
        [],
    ),
    # a coach from anywhere, and who is named by a name that nobody knows
    (
        "{person|رضایی} در/ADP {organization|سپیدرود}",
        "خبر این است/VERB. سرمربی خارجی/ADJ رفت/VERB.",
        [],
    ),
    (
        "{person|رضایی} در/ADP {organization|سپیدرود}",
        "خبر این است/VERB. دتکو/PROPN مهاجم پرویی/ADJ رفت/VERB.",
        [],
    ),
    # who is not in the headline, or is named right before
    ("خبر روز", "{person|رضایی} آمد/VERB. این/DET هافبک {organization|باران}.", []),
    ("کاش {person|رضایی} مربی {organization|باران} شود/VERB", "خبر.", []),
    # nobody in particular, what somebody is like, a post to be filled
    (
        "{person|رضایی} در/ADP {organization|سپیدرود}",
        "یک مربی {organization|سپیدرود} آمد/VERB.",
        [],
    ),
    (
        "{person|رضایی} در/ADP {organization|سپیدرود}",
        "سرمربی جدید/ADJ {organization|سپیدرود} آمد/VERB.",
        [],
    ),
    # another, where nothing points back, or in the clause that names the person
    ("{person|رضایی} آمد/VERB", "سرمربی {organization|سپیدرود} رفت/VERB.", []),
    (
        "{person|رضایی} آمد/VERB",
        "{person|رضایی} با/ADP این/DET هافبک {organization|سپیدرود} رفت/VERB.",
        [],
    ),
    (
        "{person|علی رضایی} آمد/VERB",
        "هافبک برزیلی/ADJ {organization|سپیدرود} رفت/VERB.",
        [],
    ),
]


@pytest.mark.parametrize(("title", "lead", "expected"), TAKEN_UP)
def test_post_takes_up_the_headlines_player(
    title: str, lead: str, expected: list[tuple[str, str, str | None]]
) -> None:
    others = "{person|مینا بهاری} و/CCONJ {person|رضا محبی} آمدند/VERB."

    found = find_roles(context(f"{lead} {others}", title=title))

    rows = [(r.person, r.role, r.organization) for r in found if r.rule == "taken_up"]
    assert rows == expected


def test_post_in_sport_that_is_told_leaves_nothing_to_take_up() -> None:
    text = "{person|رضایی}، مدافع {organization|سپیدرود}، آمد/VERB. این/DET بازیکن رفت."

    found = find_roles(context(text, title="{person|رضایی} آمد/VERB"))

    assert [role.role for role in found] == ["مدافع"]


CLUBS = [
    # of whom the headline names, its club; of others one that follows the post
    (
        "{person|رضایی} در/ADP تمرین {organization|سپیدرود}",
        "{person|رضایی}، مهاجم جوان/ADJ، گفت/VERB.",
        "سپیدرود",
    ),
    (
        "خبر روز",
        "{person|رضایی}، مدافع ۲۵ ساله و/CCONJ محبوب {organization|سپیدرود} آمد/VERB.",
        "سپیدرود",
    ),
    # who is wanted elsewhere, another's club, a club before the name
    (
        "{person|رضایی} آمد/VERB",
        "{organization|باران} خواهان {person|رضایی}، مهاجم جوان/ADJ، است/VERB.",
        None,
    ),
    (
        "{person|رضایی} آمد/VERB",
        "{person|رضایی}، مهاجم جوان/ADJ، با/ADP بازیکن سابق/ADJ {organization|باران}.",
        None,
    ),
    (
        "خبر روز",
        "{organization|باران} به/ADP {person|رضایی}، مهاجم جوان/ADJ، باخت/VERB.",
        None,
    ),
]


@pytest.mark.parametrize(("title", "body", "club"), CLUBS)
def test_players_have_the_club_that_is_told(
    title: str, body: str, club: str | None
) -> None:
    found = find_roles(context(body, title=title))

    assert [one.organization for one in found if one.role != "بازیکن"] == [club]


def test_club_that_a_player_comes_from_is_his_no_more() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی} مدافع+ پرویی/ADJ که/SCONJ از/ADP "
            "{organization|سپیدرود} به/ADP شهر آمد/VERB."
        )
    )

    assert [r.organization for r in found] == [None]
