"""Web pages: text, metadata, and the pages that are no article."""

import json

import pytest

from kg.model import Article, Problem
from kg.read import read


PARAGRAPHS = [
    "باران شب گذشته در شهر نیلان از خانه‌ها گذشت و راه کوهستان را بست.",
    "پریا نیلانی، رئیس شورای شهر، گفت: کمک‌ها تا فردا به مردم می‌رسد.",
    "به گفتهٔ او بیش از ده خانه آسیب دیده و مدرسه‌ها تعطیل است. کارشناسان در راه‌اند.",
]
NEWS = {
    "@type": "NewsArticle",
    "headline": "باران در نیلان",
    "description": "شورای شهر نیلان می‌گوید کمک در راه است.",
    "datePublished": "2024-06-22T12:30:00+03:30",
    "articleSection": "استانی",
    "author": {"@type": "Person", "name": "مهرک نیلانی"},
    "publisher": {"@type": "Organization", "name": "نیلان نیوز | صفحه اصلی"},
}
URL = "https://nilan.example/news/17/باران"


def page(*, head="", ld=None, paragraphs=PARAGRAPHS, url=URL, foot=""):
    script = f'<script type="application/ld+json">{json.dumps(ld)}</script>'
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html><html lang="fa"><head><meta charset="utf-8">{head}'
        f'<link rel="canonical" href="{url}">{script if ld else ""}</head>'
        '<body><nav><a href="/">خانه</a> <a href="/a">استان‌ها</a></nav>'
        f"<main><article><h1>باران در نیلان</h1>{text}</article></main>"
        f"<footer>{foot}</footer></body></html>"
    )


def read_page(tmp_path, text):
    path = tmp_path / "a.html"
    path.write_text(text, encoding="utf-8")
    return list(read([path]))


def test_json_ld_gives_the_metadata_and_half_spaces_stay(tmp_path):
    [found] = read_page(tmp_path, page(ld={"@graph": [{"@type": "WebPage"}, NEWS]}))

    assert isinstance(found, Article)
    assert found.title == "باران در نیلان"
    assert found.lead == "شورای شهر نیلان می‌گوید کمک در راه است."
    assert found.body == "\n".join(PARAGRAPHS)
    assert (found.publisher, found.section, found.author, found.url) == (
        "نیلان نیوز",
        "استانی",
        "مهرک نیلانی",
        URL,
    )
    assert found.published is not None
    assert found.published.iso == "2024-06-22T12:30+03:30"


def test_meta_elements_serve_where_json_ld_is_missing(tmp_path):
    head = (
        '<meta property="og:title" content="باران در نیلان - نیلان نیوز">'
        '<meta property="og:site_name" content="نیلان نیوز">'
        '<meta property="og:type" content="website">'
        '<meta name="author" content="نیلان نیوز">'
        '<meta property="article:published_time" content="۱۴۰۳/۰۴/۰۲ - ۱۲:۳۰">'
    )
    [found] = read_page(tmp_path, page(head=head, foot="کد خبر: ۱۲۳۴۵"))

    assert isinstance(found, Article)
    assert (found.id, found.title, found.publisher, found.author) == (
        "12345",
        "باران در نیلان",
        "نیلان نیوز",
        None,
    )
    assert found.published is not None
    assert found.published.iso == "2024-06-22T12:30"


def test_the_date_may_stand_in_the_text_of_the_page(tmp_path):
    [found] = read_page(tmp_path, page(foot="تاریخ انتشار: ۲ تیر ۱۴۰۳ - ۱۲:۳۰"))

    assert isinstance(found, Article)
    assert found.published is not None
    assert found.published.iso == "2024-06-22T12:30"


def test_written_out_half_spaces_are_half_spaces(tmp_path):
    text = page(ld=NEWS).replace("\u200c", "&zwnj;")

    [found] = read_page(tmp_path, text)

    assert isinstance(found, Article)
    assert found.body == "\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    ("description", "lead"),
    [
        (PARAGRAPHS[0], PARAGRAPHS[0]),  # and the body begins after it
        (PARAGRAPHS[1], ""),
        (PARAGRAPHS[0] + " دو", ""),
        ("شورای شهر نیلان می‌گوید که کمک‌ها…", ""),
        ("نیلان نیوز", ""),
    ],
)
def test_a_description_is_a_lead_only_if_the_body_lacks_it(tmp_path, description, lead):
    [found] = read_page(tmp_path, page(ld=NEWS | {"description": description}))

    assert isinstance(found, Article)
    assert found.lead == lead
    assert found.text.count(PARAGRAPHS[0]) == 1


def test_broken_json_ld_is_passed_over(tmp_path):
    broken = '<script type="application/ld+json">{"@type": </script>'

    [found] = read_page(tmp_path, page(head=broken, ld=NEWS))

    assert isinstance(found, Article)
    assert found.publisher == "نیلان نیوز"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (page(url="https://nilan.example/"), "a front page, no article"),
        (
            page(
                url="https://web.archive.org/web/20250101000000/https://nilan.example/fa"
            ),
            "a front page, no article",
        ),
        (page(ld={"@type": "VideoObject"}), "a video or audio page, no article"),
        (
            page(head='<meta property="og:type" content="video.other">'),
            "a video or audio page, no article",
        ),
        (page(ld={"@type": ["CollectionPage"]}), "a page of links, no article"),
        (
            page(paragraphs=["باران نیلان", "سیل در راه است"]),
            "no article on the page: 0 words of running text",
        ),
        (
            page(head='<meta property="og:title" content="اصل هفتاد و سوم">'),
            "a section of a law, no news article",
        ),
        (
            page(head='<meta name="generator" content="kg">'),
            "a page that kg wrote, no article",
        ),
    ],
)
def test_pages_without_an_article_say_why(tmp_path, text, reason):
    [found] = read_page(tmp_path, text)

    assert isinstance(found, Problem)
    assert (found.reason, found.kind) == (reason, "skipped")


def test_a_short_report_is_an_article_if_the_page_says_so(tmp_path):
    [found] = read_page(tmp_path, page(ld=NEWS, paragraphs=PARAGRAPHS[:2]))

    assert isinstance(found, Article)
