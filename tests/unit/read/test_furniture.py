"""Furniture goes, sentences stay."""

import pytest

from kg import lexicon
from kg.normalize import match_key
from kg.read.furniture import read_furniture, strip_furniture


SENTENCE = "باران شب گذشته در شهر نیلان بیش از ده خانه را خراب کرد."
GONE = [
    "انتهای پیام",
    "انتهاي ‌پيام/ص",
    "انتهای‌پیام/۶۰۰۲۴/م۲۰/د۹",
    "انتهای پیام.",
    "پایان پیام/ب",
    "\u200bانتهای پیام",
    "نسخه قابل چاپ",
    "کد خبر: ۱۲۳۴۵",
    "کد خبر 12345",
    "لینک کوتاه: https://example.ir/x1",
    "برچسب‌ها: باران، نیلان، سیل، خانه، استان",
    "بیشتر بخوانید: سیل در راه نیلان",
    "»بیشتر بخوانید:",
    "عکس: مهرک نیلانی",
    "(عکس از: مهرک نیلانی)",
    "عکس‌ها: مهرک نیلانی",
    "منبع:نیلان نیوز",
    "کپی شد",
    "لینک کوتاه کپی شد",
    "به اشتراک بگذارید",
    "مرورگر شما از ویدئو پشتیبانی نمی‌کند.",
    "فایل آن‌را از اینجا دانلود کنید: video/mp4",
    "برای دیدن سایر خبرهای ورزشی کلیک کنید",
    "ما را در تلگرام دنبال کنید",
    "به کانال تلگرام نیلان بپیوندید",
    "شریک سازید",
    "به متن اصلی بروید",
]
KEPT = [
    SENTENCE,
    "بله.",
    "خبرنگار: نظر شما درباره این موضوع چیست؟",
    "وی گفت: تا انتهای پیام صبر می‌کنم.",
    "نوشته او تا پایان متن خواندنی است.",
    "منبع: این خبر را یک مقام نیلانی که نخواست نامش برده شود به ما داد.",
    "عکس این خانه را همه دیدند.",
    "بیشتر بخوانید و کمتر بنویسید.",
    "سرویس مدرسه در راه ماند.",
    "تلگرام و اینستاگرام از دیروز در نیلان بسته است.",
    "لینک خبر را پلیس بررسی کرد.",
    "نظر شما چیست که مردم نیلان خانه ندارند؟",
    "برای مشاهده این بنا هزاران تن به نیلان آمدند.",
]


@pytest.mark.parametrize("line", GONE)
def test_furniture_goes(line):
    assert strip_furniture([SENTENCE, line, SENTENCE]).lines == [SENTENCE, SENTENCE]


@pytest.mark.parametrize("line", KEPT)
def test_what_may_be_a_sentence_stays(line):
    assert strip_furniture([SENTENCE, line, SENTENCE]).lines == [
        SENTENCE,
        line,
        SENTENCE,
    ]


@pytest.mark.parametrize(
    "ending", ["انتهای پیام", " انتهای پیام/۱۲", "انتهای‌پیام/م", " پایان پیام/ت ۳"]
)
def test_the_end_mark_goes_off_a_paragraph(ending):
    assert strip_furniture([SENTENCE + ending]).lines == [SENTENCE]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("شناسهٔ خبر: 12345 - سرویس استانی", {"id": "12345", "section": "استانی"}),
        ("نسخه قابل چاپ منبع: نیلان نیوز | لینک خبر", {"publisher": "نیلان نیوز"}),
        ("تاریخ انتشار: ۱۴۰۳/۰۴/۰۲ - ۱۲:۳۰", {"published": "۱۴۰۳/۰۴/۰۲ - ۱۲:۳۰"}),
        ("کد خبر : ۱۲۳۴۵", {"id": "۱۲۳۴۵"}),
        ("نویسنده: مهرک نیلانی", {"author": "مهرک نیلانی"}),
        ("سرویس استانی", None),
        (SENTENCE, None),
    ],
)
def test_labels_are_metadata(line, found):
    assert read_furniture(line) == found


def test_headlines_at_the_end_go_with_their_heading():
    lines = [SENTENCE, "بیشتر بخوانید:", "سیل در راه نیلان", "خانه‌های نیلان را آب برد"]

    assert strip_furniture(lines).lines == [SENTENCE]


def test_plain_lines_before_more_text_stay():
    lines = [SENTENCE, "بیشتر بخوانید:", "• سیل در نیلان", "میان‌تیتر", SENTENCE]

    assert strip_furniture(lines).lines == [SENTENCE, "میان‌تیتر", SENTENCE]


def test_comments_are_cut_off():
    lines = [SENTENCE, "نظر شما", "ناشناس", "کاش کمک برسد. ممنون از خبر شما."]

    assert strip_furniture(lines).lines == [SENTENCE]


def test_a_comment_heading_above_the_text_cuts_nothing():
    lines = ["نظرات", SENTENCE]

    assert strip_furniture(lines).lines == ["نظرات", SENTENCE]


@pytest.mark.parametrize(
    ("name", "columns"),
    [("page_furniture", 3), ("article_fields", 3), ("foreign_months", 3)],
)
def test_lexicon_is_sorted_and_has_no_duplicates(name, columns):
    rows = lexicon.rows(name, columns)
    keys = [(match_key(row[0]).casefold(), row[1]) for row in rows]

    assert list(rows) == sorted(rows, key="\t".join)
    assert len(keys) == len(set(keys))
    assert all(len(row) == columns for row in rows)
