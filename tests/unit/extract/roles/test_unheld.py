"""Titles that nobody holds, and names beside a title that are not its holder's."""

from __future__ import annotations

import dataclasses

import pytest

from kg.annotate.verbs import find_verb_groups
from kg.extract.context import Context
from kg.extract.roles import find_roles
from tests.builders import context, document


def _acted(body: str) -> Context:
    """Return the context of marked-up text whose verbs are found."""
    made = document(body)
    return Context(
        dataclasses.replace(
            made, verb_groups=find_verb_groups(made.tokens, made.sentences)
        )
    )


NOBODY = [
    # whom somebody will marry
    "نامزد+ {person|علی رضایی} گفت/VERB.",
    "{person|آوا نوواک}، نامزد+ {person|علی رضایی}، گفت/VERB.",
    # who follows somebody, where somebody plays
    "سرمربی+ جایگزین+ {person|علی رضایی} آمد/VERB.",
    "در/ADP پست+ مدافع {person|علی رضایی} ماند/VERB.",
    # a headline that a writer's work quotes
    'نویسنده+ مطلب "{person|علی رضایی} را/ADP ببینید/VERB" آمد/VERB.',
    # a prize that goes by a name
    "داور+ جایزه+ «{person|مهرگان}» آمد/VERB.",
    # a name among names of the dead
    "مرحوم صدر، مرحوم قاضی، مرحوم {person|رضایی} رفتند/VERB.",
    # what is only asked
    "{person|علی رضایی} سرمربی+ {organization|سپیدرود} می‌شود/VERB؟",
    "{person|علی رضایی} رسما/ADV سرمربی+ {organization|سپیدرود} شد/VERB؟",
    # «مقام» is an official there
    ("{person|علی رضایی} از/ADP مقام+ مسئول+ {organization|وزارت راه} شنید/VERB."),
    # another object, an unknown name, and a clause that has ended
    (
        "{person|علی رضایی} یک/NUM ژنرال را/ADP به/ADP عنوان+ "
        "فرمانده+ {organization|سپاه باران} گماشت/VERB."
    ),
    (
        "{person|علی رضایی} از/ADP زمان آمدن ژول/PROPN نوواک/PROPN به/ADP عنوان+ "
        "سرمربی+ {organization|سپیدرود} رفت/VERB."
    ),
]


@pytest.mark.parametrize("text", NOBODY)
def test_names_beside_a_title_need_not_hold_it(text: str) -> None:
    assert find_roles(context(text)) == []


ENDED = [
    (
        "{person|علی رضایی} در/ADP باران بازی می‌کرد/VERB و/CCONJ پس از/ADP آن/PRON "
        "به/ADP عنوان+ سرمربی+ {organization|سپیدرود} انتخاب شد/VERB."
    ),
    # who speaks of himself tells of another
    (
        "{person|علی رضایی} گفت/VERB: باران آمد/VERB. او/PRON مربی+ "
        "{organization|تیم ملی پرو} است/AUX و/CCONJ می‌دانم/VERB."
    ),
    (
        "{person|علی رضایی} گفت/VERB: باران. مدیر+ {organization|سپیدرود} "
        "نداشتیم/VERB و/CCONJ گفت/VERB."
    ),
]


@pytest.mark.parametrize("text", ENDED)
def test_post_of_another_clause_or_speaker_is_anothers(text: str) -> None:
    assert find_roles(_acted(text)) == []


def test_clause_about_a_name_ends_before_his_post() -> None:
    text = (
        "{person|علی رضایی} که/SCONJ در/ADP باران بازی می‌کرد/VERB به/ADP عنوان+ "
        "سرمربی+ {organization|سپیدرود} انتخاب شد/VERB."
    )

    assert [r.role for r in find_roles(_acted(text))] == ["سرمربی"]


def test_who_follows_is_told_in_one_sentence() -> None:
    found = find_roles(
        context(
            "رئیس+ {organization|باشگاه سپیدرود} خبر داد/VERB.",
            title="{person|علی رضایی} جانشین {person|حسن کریمی} شد",
        )
    )

    assert found == []


FLOW = [
    # a subordinate clause is another's than the post of the headline
    (
        "مالک+ {organization|سپیدرود} گفت",
        (
            "در/ADP حالی که/SCONJ {person|علی رضایی} به/ADP دلیل باران نیامد/VERB، "
            "تیم گفت/VERB. {person|حسن کریمی} رفت/VERB."
        ),
    ),
    # the only name of an article is a thing's, or a first name alone
    ("مدیر+ {organization|سپیدرود} سخن گفت/VERB", "{person|لودر} گفت/VERB."),
    ("مدیر+ {organization|سپیدرود} سخن گفت/VERB", "{person|عباس} رفت/VERB."),
    # a club of a town in a match
    (
        "نماینده+ {place|بابل} باخت/VERB",
        (
            "تیم گل زد/VERB و/CCONJ بازی باخت/VERB. لیگ و/CCONJ جام و/CCONJ دیدار "
            "و/CCONJ مسابقه. {person|علی رضایی} گفت/VERB: باران."
        ),
    ),
]


@pytest.mark.parametrize(("title", "body"), FLOW)
def test_post_of_the_headline_is_not_whoever_is_named(title: str, body: str) -> None:
    assert find_roles(context(body, title=title)) == []


def test_whom_a_letter_addresses_is_not_who_wrote_it() -> None:
    body = (
        "{person|علی رضایی} گفت/VERB: متن نامه. "
        "رئیس+ محترم/ADJ+ {organization|سازمان آب} مدیران محترم/ADJ بخشنامه: باران."
    )

    assert find_roles(context(body)) == []


PRONOUNS = [
    # who speaks tells of another
    "او/PRON مربی+ {organization|تیم ملی پرو} بود/VERB و/CCONJ من/PRON خوشحالم/VERB.",
]


@pytest.mark.parametrize("second", PRONOUNS)
def test_pronoun_in_somebodys_words_is_another(second: str) -> None:
    first = "{person|علی رضایی} گفت/VERB: باران آمد/VERB. "

    assert find_roles(context(first + second)) == []


def test_pronoun_is_not_whoever_was_named_before_an_unknown_name() -> None:
    body = (
        "{person|علی رضایی} رفت/VERB. همه دانستند/VERB که/SCONJ کرامپنباور/PROPN "
        "می‌ماند/VERB. او/PRON وزیر+ دفاع+ {place|پرو} است/VERB."
    )

    assert find_roles(context(body)) == []


def test_legend_of_a_sport_plays_for_no_club_of_the_article() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی}، اسطوره+ فوتبال+ {place|پرو} در/ADP "
            "{organization|سپیدرود} ماند/VERB.",
            title="{person|علی رضایی} در/ADP {organization|سپیدرود}",
        )
    )

    assert [(r.role, r.organization) for r in found] == [("اسطوره", None)]


def test_player_whom_a_club_wants_is_not_its_own() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی} آمد/VERB. بهای این/DET مهاجم+ {place|پرو} زیاد/ADJ "
            "است/VERB.",
            title="{organization|سپیدرود} خواهان+ {person|علی رضایی}",
        )
    )

    assert [r.organization for r in found if r.rule == "taken_up"] == []


def test_names_that_come_first_have_the_posts_after_them() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی}، وزیر راه {person|حسن کریمی}، وزیر نفت "
            "{person|رضا محبی}، وزیر کار."
        )
    )

    assert [(r.person, r.organization) for r in found] == [
        ("علی رضایی", "راه"),
        ("حسن کریمی", "نفت"),
        ("رضا محبی", "کار"),
    ]


def test_who_acts_after_the_dead_has_his_own_post() -> None:
    found = find_roles(
        context(
            "در/ADP پی درگذشت {person|علی رضایی}، کاپیتان+ {organization|تیم سپیدرود}،"
            " رئیس+ {organization|فدراسیون شنا} با/ADP پیامی گفت/VERB."
        )
    )

    assert [(r.role, r.organization) for r in found] == [("کاپیتان", "تیم سپیدرود")]


def test_minister_who_is_to_act_is_not_who_tells_of_it() -> None:
    made = document(
        "{person|علی رضایی} در/ADP باران گفت/VERB: جلسه.",
        title="وزیر+ نفت به/ADP مجلس می‌رود/VERB",
    )
    verbs = find_verb_groups(made.tokens, made.sentences)

    found = find_roles(Context(dataclasses.replace(made, verb_groups=verbs)))

    assert found == []


SPOKEN_OF = [
    # of whom the speaker tells
    (
        "پاسخ وزیر+ نفت به/ADP نمایندگان",
        (
            "{person|علی رضایی} در/ADP باران گفت/VERB: در/ADP جلسه "
            "وزیر+ نفت پاسخ داد/VERB."
        ),
    ),
    # to whose words a headline answers
    (
        "واکنش رضایی به/ADP اظهارات سفیر+ {place|پرو}",
        "{person|علی رضایی} گفت/VERB: نه.\nسفیر+ {place|پرو} گفت/VERB: باران.",
    ),
    # one of several, who is not named
    (
        "بازرس+ {organization|فدراسیون شنا} در/ADP باران",
        (
            "یکی از/ADP بازرسان+ {organization|فدراسیون شنا} آمد/VERB. "
            "{person|علی رضایی} رفت/VERB."
        ),
    ),
]


@pytest.mark.parametrize(("title", "body"), SPOKEN_OF)
def test_posts_that_a_speaker_tells_of_are_others(title: str, body: str) -> None:
    made = document(body, title=title)
    verbs = find_verb_groups(made.tokens, made.sentences)

    assert find_roles(Context(dataclasses.replace(made, verb_groups=verbs))) == []


WISHED = [
    "آیا/ADV {person|علی رضایی} به/ADP عنوان+ سرمربی+ {organization|سپیدرود} آمد/VERB.",
    (
        "نظر+ او این است/VERB که {person|علی رضایی} به/ADP عنوان+ "
        "مشاور+ {organization|سپیدرود} باشد/VERB."
    ),
    (
        "او قصد دارد/VERB {person|علی رضایی} را/ADP به/ADP ریاست+ "
        "{organization|سازمان باران} منصوب کند/VERB."
    ),
    # whom it is asked of, who followed somebody, and one of a family
    (
        "{person|علی رضایی} آمد و به/ADP نظر+ شما به/ADP عنوان+ "
        "سخنگوی+ {organization|شورای باران} رفت/VERB."
    ),
    "از/ADP {person|علی رضایی} به/ADP عنوان+ یکی از/ADP جانشینان نام برد/VERB.",
    "{person|علی رضایی} یکی از/ADP اعضای+ خانواده است/VERB.",
    "{person|علی رضایی} یکی از/ADP بازیکنانی است/VERB که آمد/VERB.",
]


@pytest.mark.parametrize("text", WISHED)
def test_posts_that_are_wished_or_asked_are_not_held(text: str) -> None:
    assert find_roles(_acted(text)) == []


def test_what_a_holder_is_to_do_leaves_the_post() -> None:
    found = find_roles(
        _acted(
            "مهم این است/VERB که {person|علی رضایی} به/ADP عنوان+ سرمربی+ "
            "{organization|سپیدرود} به/ADP باران برسد/VERB."
        )
    )

    assert [r.person for r in found] == ["علی رضایی"]


def test_ranks_among_scorers_are_no_posts() -> None:
    assert (
        find_roles(
            context(
                "{person|علی رضایی} آمد. او پنجمین/ADJ گلزن+ "
                "{organization|باشگاه سپیدرود} است/AUX."
            )
        )
        == []
    )


NO_NAMES = [
    "{person|آوا نوواک}، نامزد+ خود، گفت/VERB.",
    "طلبه+ {person|فاضلی} بوده/VERB است/AUX.",
    "کارگردان+ شهید+ {person|رضایی} آمد/VERB.",
    "{person|میرزا علی} معلم+ {person|نیک‌روش} آمد/VERB.",
]


@pytest.mark.parametrize("text", NO_NAMES)
def test_qualities_and_surnames_make_no_holders(text: str) -> None:
    assert find_roles(context(text)) == []


def test_longer_rows_of_names_first_may_end_in_an_unknown_name() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی}، وزیر راه {person|حسن کریمی}، وزیر نفت "
            "{person|رضا محبی}، وزیر کار {person|آوا نوواک}، وزیر نیرو "
            "{person|مینا نیک}، بندر."
        )
    )

    assert ("علی رضایی", "راه") in [(r.person, r.organization) for r in found]
    assert ("مینا نیک", "نیرو") not in [(r.person, r.organization) for r in found]


NOT_OWN = [
    # a player who acts is whom the article names first, not who speaks later
    (
        "آتش‌بازی {person|رضا محبی}",
        (
            "مهاجم+ {organization|سپیدرود} برد/VERB.\n"
            "{person|علی رضایی} در/ADP باران گفت/VERB: باران."
        ),
        "علی رضایی",
    ),
    # that somebody became a minister is told, and no minister acts
    (
        "وزیر+ مالیه شدن+ نوواک",
        "{person|علی رضایی} در/ADP باران گفت/VERB: باران.",
        "علی رضایی",
    ),
]


@pytest.mark.parametrize(("title", "body", "speaker"), NOT_OWN)
def test_who_acts_first_is_not_who_speaks_later(
    title: str, body: str, speaker: str
) -> None:
    made = document(body, title=title)
    verbs = find_verb_groups(made.tokens, made.sentences)

    found = find_roles(Context(dataclasses.replace(made, verb_groups=verbs)))

    assert [r.role for r in found if r.person == speaker] == []


WITHIN = [
    "به/ADP نشانی دبستان قاضی+ {person|رضایی} آمد/VERB.",
    "کتاب «سقوط {person|رضایی}، باران» که مدیر+ {organization|نشر باران} است/AUX.",
]


@pytest.mark.parametrize("text", WITHIN)
def test_names_within_other_names_hold_nothing(text: str) -> None:
    assert find_roles(context(text)) == []
