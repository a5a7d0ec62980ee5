"""IRIs are readable, stable and safe."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.graph.iri import Minter, digest, escape, slug


MINTER = Minter("https://news.example/")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("رئیس‌جمهور", "رییس جمهور"),
        ("علي  كريمي", "علی کریمی"),
        ("خانهٔ هنر", "خانه هنر"),
        ("FIFA", "fifa"),
        ("تیم ۲", "تیم 2"),
    ],
)
def test_spellings_of_a_name_have_one_slug(one: str, other: str) -> None:
    assert slug(one) == slug(other)


def test_a_slug_is_readable() -> None:
    assert slug("محمدعلی  رضایی‌نژاد (وزیر)") == "محمدعلی_رضایی_نژاد_وزیر"


def test_a_name_without_letters_still_has_a_slug() -> None:
    assert slug("؟!") != slug("…") != ""


@pytest.mark.parametrize("hostile", ["a/b", "a b", "a#b", "a?b", "<a>", "a%2Fb", "‌"])
def test_an_id_is_one_segment_of_an_iri(hostile: str) -> None:
    iri = MINTER.article(hostile)

    assert ox.NamedNode(iri).value == iri
    assert iri.count("/") == 4
    assert "#" not in iri
    assert "?" not in iri


def test_different_ids_have_different_iris() -> None:
    ids = ["a/b", "a%2Fb", "a b", "a%20b", "a-b", "a_b"]

    assert len({escape(one) for one in ids}) == len(ids)


def test_persian_letters_stay_readable() -> None:
    assert MINTER.entity("person/علی_رضایی") == "https://news.example/person/علی_رضایی"


def test_the_parts_of_a_key_cannot_break_out_of_it() -> None:
    assert MINTER.entity("person/علی/a#b") == "https://news.example/person/علی/a%23b"


def test_a_digest_depends_on_every_part_and_its_place() -> None:
    parts = [["a", "b"], ["b", "a"], ["ab"], ["a", None], ["a", ""], ["a"]]

    assert len({digest(one) for one in parts}) == len(parts)


@pytest.mark.parametrize("base", ["", "news", "https://a.example", "https://a b/"])
def test_a_wrong_base_is_refused(base: str) -> None:
    with pytest.raises(ValueError, match="not a base IRI"):
        Minter(base)
