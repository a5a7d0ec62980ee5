"""Further posts of who goes on to speak, by verbs that the sentences have."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.annotate.verbs import find_verb_groups
from kg.extract.context import Context
from kg.extract.roles import find_roles
from tests.builders import document


FIRST = "{person|علی رضایی} رئیس {organization|سازمان آب} گفت/VERB: باران هست/VERB.\n"
POST = ("علی رضایی", "رئیس", "سازمان آب")
OTHER = "{person|رضا محبی} امام جمعه {place|میبد} گفت/VERB: آری.\n"
PRAYED = ("رضا محبی", "امام جمعه", "میبد")
CASES = [
    # the only speaker goes on under another post of a body
    (
        FIRST + "معاون {organization|وزارت نفت} افزود/VERB: برف هست/VERB.",
        [POST, ("علی رضایی", "معاون", "وزارت نفت")],
    ),
    # not where somebody else has spoken, far within a sentence, or of a like post
    (
        FIRST + OTHER + "معاون {organization|وزارت نفت} افزود/VERB: برف هست/VERB.",
        [POST, PRAYED],
    ),
    (
        FIRST + "دیروز و امروز هم معاون {organization|وزارت نفت} افزود/VERB: نه.",
        [POST],
    ),
    (FIRST + "رئیس {organization|باشگاه نور} افزود/VERB: برف هست/VERB.", [POST]),
    # a body's voice is another man
    (OTHER + "سخنگوی {organization|وزارت نفت} گفت/VERB: برف هست/VERB.", [PRAYED]),
    (OTHER + "وزیر نفت می‌گوید/VERB: برف هست/VERB.", [PRAYED]),
    (OTHER + "مدیر سابق {organization|مدرسه نور} گفت/VERB: نه.", [PRAYED]),
    (
        OTHER + "مدیر {organization|مدرسه نور} سخن را/ADP دراز دانست/VERB و/CCONJ "
        "گفت/VERB: نه.",
        [PRAYED, ("رضا محبی", "مدیر", "مدرسه نور")],
    ),
    (
        OTHER + "مدیر {organization|مدرسه نور} گفت/VERB: برف هست/VERB.",
        [PRAYED, ("رضا محبی", "مدیر", "مدرسه نور")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_the_only_speaker_goes_on_under_another_post(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    made = document(text)
    verbs = find_verb_groups(made.tokens, made.sentences)

    found = find_roles(Context(replace(made, verb_groups=verbs)))

    assert [(r.person, r.role, r.organization) for r in found] == expected
