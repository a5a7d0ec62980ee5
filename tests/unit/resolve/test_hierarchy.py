from __future__ import annotations

import pytest

from kg.model import CanonicalEntity, EntityKind
from kg.resolve.hierarchy import with_wholes


def body(name: str, key: str = "") -> CanonicalEntity:
    kind = EntityKind.ORGANIZATION
    return CanonicalEntity(key=key or f"organization/{name}", kind=kind, name=name)


def wholes(*names: str) -> dict[str, str | None]:
    """Return each body's whole, by name."""
    found = list(with_wholes(map(body, names)))
    called = {one.key: one.name for one in found}
    return {one.name: called.get(one.part_of or "") for one in found}


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("کمیسیون انرژی مجلس شورای اسلامی", "مجلس شورای اسلامی"),
        ("روابط عمومی وزارت راه", "وزارت راه"),
        ("هیئت‌مدیره شرکت کوه‌نور", "شرکت کوه‌نور"),
        ("كميته داوران فدراسیون تیراندازی", "فدراسیون تیراندازی"),
    ],
)
def test_a_part_is_told_by_its_head_and_the_name_of_the_whole(
    part: str, whole: str
) -> None:
    assert wholes(whole, part) == {whole: None, part: whole}


def test_a_part_of_a_part_is_part_of_the_nearer_one() -> None:
    nested = "دفتر طرح معاونت پژوهشی دانشگاه سپید"
    near, far = "معاونت پژوهشی دانشگاه سپید", "دانشگاه سپید"

    assert wholes(far, near, nested) == {far: None, near: far, nested: near}


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("اداره کل ورزش و جوانان", "جوانان"),  # half a name
        ("اداره کل راه و شرکت کوه‌نور", "شرکت کوه‌نور"),  # two bodies
        ("بازار شرکت کوه‌نور", "شرکت کوه‌نور"),  # no word for a part
        ("دفتر کوه‌نور", "کوه‌نور"),  # nothing says that it is a body
        ("اداره کل راه استان مهرگان", "استان مهرگان"),  # a place
    ],
)
def test_other_ends_are_no_wholes(name: str, other: str) -> None:
    assert wholes(other, name)[name] is None


def test_a_body_whose_name_only_its_article_explains_is_no_whole() -> None:
    own = body("شرکت کوه‌نور", "organization/شرکت_کوه_نور/n1")

    *_, part = with_wholes([own, body("دفتر شرکت کوه‌نور")])

    assert part.part_of is None
