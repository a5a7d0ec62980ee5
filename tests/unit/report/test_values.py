"""Words, order, names' genders, places and charts of a report."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from kg.report import charts
from kg.report.charts import Bar, Frame, Spot
from kg.report.collation import ALPHABET, collation_key, initial
from kg.report.genders import GenderCount, count_genders, gender_of
from kg.report.geography import is_in_iran, outline, towns
from kg.report.wording import (
    Wording,
    escape_markdown,
    month_of,
    plain,
    safe_link,
    texts,
)


FA, EN = Wording("fa"), Wording("en")
FRAME = Frame(id="c", title="<نمودار>", description="شرح & شرح")


# ---------------------------------------------------------------------------- wording


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://news.example/a?b=c", "https://news.example/a?b=c"),
        ("http://news.example", "http://news.example"),
        ("javascript:alert(1)", ""),
        ("JAVASCRIPT:alert(1)", ""),
        ("data:text/html,<script>", ""),
        ("//news.example/1", ""),
        ("/1", ""),
        ("https://", ""),
        ("https://a b/", ""),
        ("https://news.example/\u202egpj", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_are_links(url: str, link: str) -> None:
    assert safe_link(url) == link


def test_controls_and_overrides_are_dropped_and_half_spaces_kept() -> None:
    assert plain("می\u200cرود\u202e\u2066\x00\x1b\nرفت") == "می\u200cرود\nرفت"


def test_markdown_is_escaped_and_stays_on_one_line() -> None:
    assert escape_markdown("[a](b)\n# <c> *d*") == r"\[a\](b) \# \<c\> \*d\*"


@pytest.mark.parametrize(
    ("iso", "fa", "en"),
    [
        ("2024-07-10", "۲۰ تیر ۱۴۰۳ (۲۰۲۴/۰۷/۱۰)", "2024-07-10 (20 Tir 1403)"),
        (
            "2024-07",
            "۱۱ تیر ۱۴۰۳ تا ۱۰ مرداد ۱۴۰۳ (۲۰۲۴/۰۷)",
            "2024-07 (11 Tir 1403 – 10 Mordad 1403)",
        ),
        ("", "", ""),
        ("yesterday", "", ""),
        ("2024-13-01", "", ""),
    ],
)
def test_days_are_said_in_both_calendars(iso: str, fa: str, en: str) -> None:
    assert (FA.day(iso), EN.day(iso)) == (fa, en)


def test_a_period_has_two_days_and_a_day_one() -> None:
    assert EN.days("2024-07-10", "2024-07-10") == EN.day("2024-07-10")
    assert EN.days("2024-07-10", "2024-07-12").count("Tir") == 2


def test_a_day_lies_in_a_jalali_month() -> None:
    assert month_of("2024-07-10") == (1403, 4)
    assert month_of("") is None


def test_both_languages_have_the_same_texts() -> None:
    def shape(value: object) -> object:
        if isinstance(value, dict):
            return {key: shape(one) for key, one in value.items()}
        return sorted(part for part in str(value).split() if part.startswith("{"))

    assert list(texts("fa")) == list(texts("en"))
    assert {k: v for k, v in texts("fa").items() if isinstance(v, dict)}.keys() == {
        k: v for k, v in texts("en").items() if isinstance(v, dict)
    }.keys()
    for key, value in texts("fa").items():
        if isinstance(value, dict):
            assert value.keys() == texts("en")[key].keys()


def test_an_unknown_term_is_its_own_name() -> None:
    assert EN.term("status_names", "current") == "current"
    assert FA.term("status_names", "future") == "future"


# -------------------------------------------------------------------------- collation


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    assert sorted(ALPHABET, key=collation_key) == list(ALPHABET)


def test_digits_come_before_letters_and_latin_after_and_spaces_first() -> None:
    names = ["NATO", "گروه", "۲۲ بهمن", "علی رضایی", "علیا"]

    assert sorted(names, key=collation_key) == [
        *("۲۲ بهمن", "علی رضایی", "علیا", "گروه", "NATO"),
    ]


def test_spellings_of_one_name_stand_together() -> None:
    assert collation_key("كيان‌فر") == collation_key("کیانفر")
    assert initial("ئی") == "ی"
    assert initial("") == "#"


# ---------------------------------------------------------------------------- genders


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("مریم سپهرفر", "f"),
        ("سیده زهرا نوربخش", "f"),
        ("فاطمه‌سادات کاوه", "f"),
        ("بهرام کیانفر", "m"),
        ("سید بهمن رادمهر", "m"),
        ("علی رضا مهرجو", "m"),
        ("محمدآرمین رادمهر", "m"),
        ("کیانفر", ""),
        ("زورک تیمرلان", ""),
        ("", ""),
    ],
)
def test_first_names_tell_women_and_men(name: str, gender: str) -> None:
    assert gender_of(name) == gender


def test_the_share_comes_with_its_uncertainty() -> None:
    count = GenderCount(women=20, men=80, unknown=100)

    low, high = count.interval

    assert count.share == 0.2
    assert (round(low, 3), round(high, 3)) == (0.133, 0.289)
    assert count.bounds == (0.1, 0.6)


def test_nobody_has_no_share() -> None:
    count = count_genders([])

    assert (count.share, count.interval, count.bounds) == (0.0, (0.0, 1.0), (0.0, 1.0))


# -------------------------------------------------------------------------- geography


def test_the_outline_holds_irans_towns_and_no_capital_around_it() -> None:
    outside = [town for town in towns() if not is_in_iran(town)]
    around = [(44.4, 33.3), (58.4, 37.95), (69.2, 34.5), (51.5, 25.3), (49.9, 40.4)]

    assert len(towns()) > 1000
    assert len(outside) <= 1  # Abu Musa lies in the Gulf's midst
    # Ashgabat lies within half a degree of the border.
    assert [point for point in around if is_in_iran(point)] == [(58.4, 37.95)]


# ----------------------------------------------------------------------------- charts


def parts(chart: str, tag: str) -> list[ET.Element]:
    root = ET.fromstring(chart)  # noqa: S314 — our own markup
    return list(root.iter(f"{{http://www.w3.org/2000/svg}}{tag}"))


def test_charts_are_images_with_escaped_titles() -> None:
    chart = charts.bar_chart(FRAME, [Bar("<b>", 2, "۲")])

    root = ET.fromstring(chart)  # noqa: S314 — our own markup

    assert root.get("role") == "img"
    assert root.get("aria-labelledby") == "c-title c-desc"
    assert [one.text for one in parts(chart, "desc")] == ["شرح & شرح"]
    assert "&lt;b&gt;" in chart


def test_columns_are_as_high_as_their_values_and_run_right_to_left() -> None:
    bars = [Bar("یک", 1, "۱"), Bar("دو", 2, "۲")]

    first, second = parts(charts.column_chart(FRAME, bars, "۲"), "rect")

    assert float(second.get("height", "")) == 2 * float(first.get("height", ""))
    assert first.get("x") == "55.000%"
    assert second.get("x") == "5.000%"


def test_bars_begin_at_the_side_where_reading_begins() -> None:
    bars = [Bar("یک", 4, "۴"), Bar("دو", 1, "۱")]
    ltr = Frame(id="c", title="t", description="d", rtl=False)

    right = parts(charts.bar_chart(FRAME, bars), "rect")[1]
    left = parts(charts.bar_chart(ltr, bars), "rect")[1]

    assert (right.get("x"), left.get("x")) == ("75.000%", "0.000%")
    assert right.get("width") == "25.000%"


def test_shares_fill_the_bar() -> None:
    shares = charts.share_chart(FRAME, [Bar("زن", 1, "۱"), Bar("مرد", 3, "۳")])

    widths = [one.get("width") for one in parts(shares, "rect")]

    assert widths == ["25.000%", "75.000%"]


def test_north_is_up_and_east_is_right_on_the_map() -> None:
    spots = [Spot(59.6, 36.3, 4, "الف"), Spot(52.6, 29.6, 1, "ب")]

    north_east, south = parts(
        charts.map_chart(FRAME, outline(), [(50.0, 33.0)], spots), "circle"
    )

    assert float(north_east.get("cx", "")) > float(south.get("cx", ""))
    assert float(north_east.get("cy", "")) < float(south.get("cy", ""))
    assert float(north_east.get("r", "")) > float(south.get("r", ""))


@pytest.mark.parametrize("make", [charts.bar_chart, charts.share_chart])
def test_no_values_give_an_empty_chart(make: charts.bar_chart) -> None:  # type: ignore[valid-type]
    assert parts(make(FRAME, []), "rect") == []
