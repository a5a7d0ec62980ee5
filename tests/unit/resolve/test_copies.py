"""Near-copies of one wire text."""

from __future__ import annotations

from datasketch import MinHashLSH

from kg.model import Article, Calendar, Precision, PublicationDate, Source
from kg.resolve import copies
from kg.resolve.copies import CopyGroup, Signature, are_copies, group_copies, signature


WIRE = " ".join(f"واژهٔ{number} از خبر نخست" for number in range(60))
OTHER = " ".join(f"سخن{number} در خبر دیگر" for number in range(60))


def article(id_: str, body: str, *, day: str = "", publisher: str = "") -> Article:
    published = (
        PublicationDate(
            surface=day,
            iso=day,
            calendar=Calendar.GREGORIAN,
            precision=Precision.DAY,
        )
        if day
        else None
    )
    return Article(
        id=id_,
        title="",
        lead="",
        body=body,
        source=Source(path="x"),
        publisher=publisher or None,
        published=published,
    )


def sign(one: Article) -> Signature:
    found = signature(one)
    assert found is not None
    return found


def test_a_reprint_with_another_ending_is_a_copy() -> None:
    reprint = WIRE + " پایان خبر با چند واژهٔ دیگر که سردبیر افزوده است"

    assert are_copies(sign(article("a", WIRE)), sign(article("b", reprint)))


def test_other_letters_and_half_spaces_are_still_a_copy() -> None:
    retyped = WIRE.replace("ی", "ي").replace("ک", "ك")

    assert are_copies(sign(article("a", WIRE)), sign(article("b", retyped)))


def test_another_text_is_no_copy() -> None:
    assert not are_copies(sign(article("a", WIRE)), sign(article("b", OTHER)))


def test_a_bulletin_of_another_day_is_no_copy() -> None:
    monday, tuesday = f"امروز (دوشنبه) {WIRE}", f"امروز (سه شنبه) {WIRE}"

    assert not are_copies(sign(article("a", monday)), sign(article("b", tuesday)))


def test_a_template_with_other_numbers_is_no_copy() -> None:
    words = " ".join(f"واژه{'ی' * number} تا" for number in range(1, 90))
    one = f"{words} {' '.join(str(number) for number in range(100, 108))}"
    other = f"{words} {' '.join(str(number) for number in range(200, 208))}"

    assert not are_copies(sign(article("a", one)), sign(article("b", other)))


def test_an_undated_text_does_not_join_two_days() -> None:
    texts = {"a": f"دوشنبه {WIRE}", "b": WIRE, "c": f"سه‌شنبه {WIRE}"}

    (group,) = group_copies(sign(article(id_, text)) for id_, text in texts.items())

    assert {"a", "c"} - set(group.members)


def test_a_short_text_has_no_signature() -> None:
    assert signature(article("a", "چند واژه بیش نیست")) is None


def test_the_earliest_is_the_origin() -> None:
    signs = [
        sign(article("b", WIRE, day="2024-07-02")),
        sign(article("a", WIRE)),
        sign(article("c", WIRE, day="2024-07-01")),
        sign(article("d", OTHER, day="2024-06-01")),
    ]

    assert group_copies(signs) == (
        CopyGroup(key="c", origin="c", members=("a", "b", "c")),
    )


def test_the_agency_that_copies_credit_is_the_origin() -> None:
    credit = "به گزارش خبرگزاری فارس، "
    signs = [
        sign(article("a", credit + WIRE, day="2024-07-01", publisher="تابناک")),
        sign(article("b", WIRE, day="2024-07-02", publisher="خبرگزاري فارس")),
    ]

    assert group_copies(signs)[0].origin == "b"


def test_groups_do_not_depend_on_the_order_of_articles() -> None:
    signs = [sign(article(id_, WIRE)) for id_ in "abc"]

    assert group_copies(reversed(signs)) == group_copies(signs)


def test_the_bands_are_those_that_datasketch_finds_best() -> None:
    index = MinHashLSH(threshold=0.35, num_perm=copies._PERMUTATIONS)

    assert (index.b, index.r) == (copies._BANDS, copies._ROWS)
