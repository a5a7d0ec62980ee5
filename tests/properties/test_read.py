"""What holds of reading whatever the input."""

import io
import json
import re
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.jalali import JALALI_MONTHS, gregorian_to_jalali
from kg.model import Article, Problem
from kg.read import read
from kg.read.cleaning import clean, split_lines
from kg.read.furniture import strip_furniture
from kg.read.published import parse_published


_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_WORDS = st.text("ابپتخدرسشعکگلمنهویآ\u200c ", min_size=1, max_size=40)
_DAYS = st.dates(date(1930, 1, 1), date(2090, 1, 1))


def found(data):
    return list(read(["-"], stdin=io.BytesIO(data)))


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_bytes_raise(data):
    assert all(isinstance(item, Article | Problem) for item in found(data))


@given(st.text(st.characters(codec=None, categories=None), max_size=200))
def test_cleaned_text_is_safe_and_stays_so(text):
    cleaned = clean(text)

    assert _UNSAFE.search(cleaned) is None
    assert clean(cleaned) == cleaned


@given(st.lists(_WORDS, min_size=1, max_size=6))
def test_an_article_is_its_lines(lines):
    sentences = [f"خبر {line.strip()} رسید." for line in lines]

    [article, _] = found(json.dumps({"body": "\r\n\n".join(sentences)}).encode())

    assert article.text == "\n".join(sentences)
    assert (
        "".join(span.slice(article.text) for _, span in article.parts) == article.body
    )


@given(st.lists(_WORDS, max_size=8))
def test_furniture_only_takes_away(words):
    lines = split_lines("\n".join(words))

    kept = strip_furniture(lines).lines

    rest = iter(lines)
    assert all(any(one == line for one in rest) for line in kept)


@given(_DAYS, st.sampled_from("/-."), st.booleans())
def test_a_day_reads_the_same_in_every_shape(day, separator, persian):
    year, month, number = gregorian_to_jalali(day)
    digits = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹") if persian else {}
    shapes = [
        f"{year}{separator}{month:02}{separator}{number:02}",
        f"{number} {JALALI_MONTHS[month - 1]} {year}",
        f"{number} {JALALI_MONTHS[month - 1]}‌ماه {year} - ۱۲:۳۰",
        day.isoformat(),
        day.strftime("%d %B %Y"),
    ]

    read_days = [parse_published(shape.translate(digits)) for shape in shapes]

    assert [one.day for one in read_days if one] == [day.isoformat()] * len(shapes)


@given(_DAYS, st.integers(0, 23), st.integers(0, 59))
def test_an_iso_time_reads_as_itself(day, hour, minute):
    surface = f"{day + timedelta(days=1)}T{hour:02}:{minute:02}:59+04:30"

    one = parse_published(surface)

    assert one is not None
    assert one.iso == surface.replace(":59+", "+")


@given(st.permutations([f"{name}.jsonl" for name in "abcd"]))
def test_the_order_does_not_depend_on_the_file_system(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("order")
    for name in names:
        (folder / name).write_text(json.dumps({"id": name, "body": "باران آمد."}))

    ids = [item.id for item in read([folder]) if isinstance(item, Article)]

    assert ids == sorted(names)
