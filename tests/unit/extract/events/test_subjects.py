"""Of whom verbs tell whose names do not say."""

from __future__ import annotations

import pytest

from kg.extract.events import propose_events
from kg.extract.events.statements import to_statement
from kg.model import EventStatement

from .scenes import scene_of


NOURI = "{person|علی نوری}"
TEAM = "{organization|تیم کارون}"


def proposed(body: str, *, title: str = "") -> list[EventStatement]:
    """Return all proposed events as statements."""
    scene = scene_of(body, title=title)
    return [to_statement(scene, event, 1.0) for event in propose_events(scene)]


def names(body: str) -> list[str]:
    """Return the names of all proposed events."""
    return [each.event for each in proposed(body)]


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            f"{NOURI} ، مدیر+ شهر ، دیروز به/ADP {{place|ساری}} سفر کرد/VERB .",
            "علی نوری به ساری سفر کرد",
        ),
        (
            f"{TEAM} در/ADP پایان+ فصل ، دیروز به/ADP {{place|ساری}} سفر کرد/VERB .",
            "تیم کارون در پایان فصل به ساری سفر کرد",
        ),
        (
            "دولت+ شهر مجوز+ پل را/ADP ، دیروز صادر کرد/VERB .",
            "دولت شهر مجوز پل را صادر کرد",
        ),
        (
            f"شهید {NOURI} ، دیروز در/ADP {{place|ساری}} بازداشت شد/VERB .",
            "شهید علی نوری در ساری بازداشت شد",
        ),
        (
            "یکی از/ADP کارگران ، دیروز در/ADP {place|ساری} بازداشت شد/VERB .",
            "یکی از کارگران در ساری بازداشت شد",
        ),
    ],
)
def test_subject_stands_before_a_mark(body: str, name: str) -> None:
    assert name in names(body)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            f"{NOURI} خسته شد/VERB و/CCONJ دیروز به/ADP {{place|ساری}} رفت/VERB .",
            "علی نوری به ساری رفت",
        ),
        (
            "کارگران خسته شدند/VERB و/CCONJ دیروز به/ADP {place|ساری} سفر کردند/VERB .",
            "کارگران به ساری سفر کردند",
        ),
    ],
)
def test_subject_stands_in_the_clause_that_is_joined(body: str, name: str) -> None:
    assert name in names(body)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            f"{NOURI} خسته بود/VERB اما دیروز به/ADP {{place|ساری}} رفت/VERB .",
            "علی نوری به ساری رفت",
        ),
        (
            f"{NOURI} ماند/VERB تا دیروز به/ADP {{place|ساری}} برود/VERB .",
            "علی نوری به ساری برود",
        ),
        (
            f"{NOURI} که/SCONJ دیروز در/ADP حکمی منصوب شد/VERB خوب بود .",
            "علی نوری که در حکمی منصوب شد",
        ),
        (
            f"{NOURI} ، نماینده+ شهر دیروز به/ADP {{place|ساری}} رفت/VERB .",
            "علی نوری نماینده شهر به ساری رفت",
        ),
        (
            f"{NOURI} معلم است/VERB که/SCONJ دیروز در/ADP بم کشته شد/VERB .",
            "علی نوری در بم کشته شد",
        ),
        (
            f"اعضای+ {TEAM} ، دیروز آزمون دادند/VERB .",
            "اعضای تیم کارون آزمون دادند",
        ),
        (
            "{organization|WHO} ( {organization|سازمان} ) دیروز تعطیل شد/VERB .",
            "WHO ( سازمان ) تعطیل شد",
        ),
    ],
)
def test_subject_is_shared_with_what_was_before(body: str, name: str) -> None:
    assert name in names(body)


def test_who_goes_to_meet_somebody_is_named() -> None:
    found = names(f"{TEAM} دیروز به/ADP مصاف+ {{organization|فولاد}} رفت/VERB .")

    assert "تیم کارون به مصاف فولاد رفت" in found


@pytest.mark.parametrize(
    "before",
    [
        "شش/NUM گل زد/VERB و/CCONJ",  # an object
        "کارگران خسته شدند/VERB و/CCONJ",  # several
        f"{NOURI} گفت/VERB و/CCONJ",  # what is said may be of another
        f"به/ADP {TEAM} داد/VERB و/CCONJ",
    ],
)
def test_verb_without_a_subject_stays_alone(before: str) -> None:
    found = names(f"{before} دیروز به/ADP {{place|ساری}} سفر کرد/VERB .")

    assert "به ساری سفر کرد" in found


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (
            "سدهای+ بزرگ/ADJ ، پل و/CCONJ راه دیروز در/ADP بم افتتاح شد/VERB .",
            "سدهای بزرگ ، پل و راه در بم افتتاح شد",
        ),
        (
            f"{NOURI} ، مترجم و/CCONJ استاد دیروز در/ADP {{place|ساری}} کشته شد/VERB .",
            "علی نوری ، مترجم و استاد در ساری کشته شد",
        ),
        (
            "خانه‌ها از/ADP پل ، راه و/CCONJ رود دیروز در/ADP بم تخریب شد/VERB .",
            "خانه‌ها تخریب شد",
        ),
        (
            "در/ADP این برنامه ، پل و/CCONJ راه دیروز افتتاح شد/VERB .",
            "پل و راه افتتاح شد",
        ),
        (
            "طبق/ADP برنامه ، {person|رضا راد} و/CCONJ کارگران دیروز کشته شدند/VERB .",
            "رضا راد و کارگران کشته شدند",
        ),
    ],
)
def test_list_that_starts_a_name_is_whole(body: str, name: str) -> None:
    assert name in names(body)


def test_subject_is_whom_the_sentence_before_tells_of() -> None:
    found = proposed(
        f"{NOURI} از/ADP {TEAM} جدا شد/VERB ."
        " دیروز به/ADP {place|ساری} سفر کرد/VERB ."
    )[-1]

    assert found.event == "علی نوری به ساری سفر کرد"
    assert "علی نوری" in [each.text for each in found.evidence]


@pytest.mark.parametrize(
    "before",
    [
        f"{NOURI} گفت/VERB .",
        f"ماجرای+ {NOURI} روشن شد/VERB .",  # a story about him
        f"{NOURI} و/CCONJ {{person|رضا راد}} خسته شدند/VERB .",
        "تیم خسته شد/VERB .",
        "پس از/ADP آن زنگ زد/VERB .",
    ],
)
def test_nobody_of_another_sentence_is_guessed(before: str) -> None:
    found = names(f"{before} دیروز به/ADP {{place|ساری}} سفر کرد/VERB .")

    assert "به ساری سفر کرد" in found


def test_pronoun_is_the_subject_of_the_sentence_before() -> None:
    (found,) = proposed(
        f"{NOURI} خسته شد/VERB . {{person|رضا راد}} خسته شد/VERB ."
        " او دیروز در/ADP {place|ساری} بازداشت شد/VERB ."
    )

    assert found.event == "رضا راد در ساری بازداشت شد"
    assert [each.text for each in found.evidence] == [
        "او دیروز در ساری بازداشت شد",
        "رضا راد",
    ]


def test_pronoun_is_the_fullest_name_of_the_only_person() -> None:
    found = names(
        f"زندگی+ {NOURI} خوب بود/VERB . او دیروز در/ADP {{place|ساری}} کشته شد/VERB ."
    )

    assert "علی نوری در ساری کشته شد" in found


def test_pronoun_of_what_somebody_says_is_not_the_speaker() -> None:
    found = names(f"{NOURI} گفت/VERB : او دیروز در/ADP {{place|ساری}} کشته شد/VERB .")

    assert "او در ساری کشته شد" in found


def test_who_is_led_is_not_whom_words_after_a_comma_tell_of() -> None:
    found = names(
        f"با/ADP {NOURI} ، نماینده+ شهر دیروز به/ADP {{place|ساری}} رفت/VERB ."
    )

    assert "نماینده شهر به ساری رفت" in found


def test_pronoun_is_not_who_reported_before_it() -> None:
    found = names(
        f"{NOURI} گفت/VERB پیکر+ {{person|رضا راد}} دیروز دفن شد/VERB ."
        " او دیروز در/ADP {place|ساری} کشته شد/VERB ."
    )

    assert "او در ساری کشته شد" in found


def test_pronoun_that_may_mean_another_stays() -> None:
    found = names(
        f"زندگی+ {NOURI} و/CCONJ {{person|رضا راد}} خوب بود/VERB ."
        " او دیروز در/ADP {place|ساری} کشته شد/VERB ."
    )

    assert "او در ساری کشته شد" in found


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("شهر ، دیروز مقرر شد/VERB ساعت+ کار کم شود/VERB .", "مقرر شد ساعت کار کم شود"),
        ("مدیر ، دیروز در/ADP {place|ساری} سفر کردم/VERB .", "در ساری سفر کردم"),
        (
            "در/ADP {place|بم} ، {place|یزد} ، {place|ساری} دیروز تعطیل شد/VERB .",
            "ساری تعطیل شد",
        ),
    ],
)
def test_what_is_no_subject_is_not_named(body: str, name: str) -> None:
    assert name in names(body)
