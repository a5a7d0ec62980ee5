"""Words stuck together where a space or a line break was lost."""

from __future__ import annotations

import pytest

from kg.annotate.glued import find_gaps
from kg.annotate.normalizer import normalize
from kg.model import Span


CASES = {
    "a preposition after a place": (
        "سفر وزیر نفت تهرانبه پایان",
        "سفر وزیر نفت تهران به پایان",
    ),
    "a preposition before a noun": ("باران درتهران بارید", "باران در تهران بارید"),
    "who reported": ("به گزارشخبرگزاری باران", "به گزارش خبرگزاری باران"),
    "a pronoun after a verb": (
        "بهای برنج در بازار شهر کمتر شده استوی گفت",
        "بهای برنج در بازار شهر کمتر شده است\nوی گفت",
    ),
    "a verb with a half-space": (
        "پل تازهٔ شهر امروز ساخته می\u200cشودوی گفت",
        "پل تازهٔ شهر امروز ساخته می\u200cشود\nوی گفت",
    ),
    "a conjunction after a verb": (
        "بهای برنج در بازار شهر کمتر شده بودکه باران آمد",
        "بهای برنج در بازار شهر کمتر شده بود که باران آمد",
    ),
    "a post below a headline": (
        "ساخت بیست پل در لرستانمعاون استاندار گفت",
        "ساخت بیست پل در لرستان\nمعاون استاندار گفت",
    ),
    "a post after a surname that begins a line": (
        "نیکونهاد رضاییرئیس شورا",
        "نیکونهاد رضایی رئیس شورا",
    ),
    "two known words whose line break was lost": (
        "پل تازه\u200cای بر رودخانهفرماندار شهر آن را دید",
        "پل تازه\u200cای بر رودخانه\nفرماندار شهر آن را دید",
    ),
    "two known words whose letters stand apart": (
        "خانم مدیرمدرسه آمد",
        "خانم مدیر مدرسه آمد",
    ),
    "the words of a name": (
        "آقای سیدمحمدصادق نیازی و دکترحسینی آمدند",
        "آقای سید محمدصادق نیازی و دکتر حسینی آمدند",
    ),
    "a first name and a surname": (
        "خانم ناهیدرضایی آمد",
        "خانم ناهید رضایی آمد",
    ),
    "a surname of a first name": ("آقای محمدنیازی آمد", "آقای محمدنیازی آمد"),
    "a conjunction before a word": (
        "وزیر علوم وفناوری آمد",
        "وزیر علوم و فناوری آمد",
    ),
    "a word that governs the next": (
        "آقای سخنگویشهرداری آمد",
        "آقای سخنگوی شهرداری آمد",
    ),
    "a common first name after a word that is none": (
        "در پایان مسابقاتحمیدرضا آمد",
        "در پایان مسابقات حمیدرضا آمد",
    ),
    "an inflected word that begins with a verb": (
        "او استراحتی نکرد",
        "او استراحتی نکرد",
    ),
    "a word with a prefix": ("نیروی فرامذهبی", "نیروی فرامذهبی"),
    "a surname of two parts": ("آقای سعیدنیا آمد", "آقای سعیدنیا آمد"),
    "a town": ("مردم بردسیر آمدند", "مردم بردسیر آمدند"),
    "a verb with a prefix": ("آنان دریافتند", "آنان دریافتند"),
    "a surname": ("آقای کردبچه آمد", "آقای کردبچه آمد"),
    "an inflected compound": ("رفت\u200cوآمدهای شهر", "رفت\u200cوآمدهای شهر"),
    "a common word that ends in a listed one": ("شبکه و راست", "شبکه و راست"),
}


@pytest.mark.parametrize(("text", "parted"), CASES.values(), ids=CASES)
def test_parts_words_that_a_lost_space_joined(text: str, parted: str) -> None:
    assert part(text) == parted


def part(text: str) -> str:
    for start, end, gap in reversed(list(find_gaps(text))):
        text = text[:start] + gap + text[end:]
    return text


def test_parts_the_rows_of_a_list_that_run_on() -> None:
    text = "به این شرح است:۱سارا ملکی معلم۲نادر افشار نجار۳کاوه رادمنش باغبان"

    assert part(text).split("\n") == [
        "به این شرح است:۱سارا ملکی معلم",
        "۲نادر افشار نجار",
        "۳کاوه رادمنش باغبان",
    ]


def test_numbers_that_do_not_count_on_make_no_list() -> None:
    text = "موشک تی۲تازه، جت اف۷تازه و تانک تی۵تازه"

    assert "\n" not in part(text)


def test_every_character_still_leads_back() -> None:
    received = "بهای برنج در بازار شهر کم شده استوی گفت"

    normalized = normalize(received)

    at = normalized.text.index("وی گفت")
    assert normalized.alignment.to_received(Span(at, at + 2)) == Span(33, 35)


def test_a_first_name_begins_a_line_after_a_verb() -> None:
    text = "کارگاه قالی‌بافی روستا باز خواهد شدفرزاد کوهی پرتو گفت"

    assert part(text).split("\n")[1] == "فرزاد کوهی پرتو گفت"
    assert part("پیش از استحمام با آب داغ کمی راه بروید") == (
        "پیش از استحمام با آب داغ کمی راه بروید"
    )
