from __future__ import annotations

from kg.graph.blocks import Block, written
from kg.graph.entities import HeldRole, entity_blocks, post_blocks
from kg.model import CanonicalEntity, EntityKind, Member, Status
from tests.statements import GAZETTEER, SETTINGS


PERSON = CanonicalEntity(
    key="person/بهرام_کیانفر",
    kind=EntityKind.PERSON,
    name="بهرام کیانفر",
    members=(Member("n1", "e0"),),
    reason="one name",
)
ROLE = HeldRole(PERSON.key, "استاندار", "place/کوهپایه", Status.CURRENT)


def block(person: CanonicalEntity, *held: HeldRole) -> Block[object]:
    (found,) = entity_blocks([person], held, SETTINGS, gazetteer=GAZETTEER)
    return found  # type: ignore[return-value]


def test_a_block_is_written_only_when_asked_for() -> None:
    asked = []
    one = Block("https://kg.example/a", "الف", lambda iri, _: asked.append(iri) or b"")

    one.signature("terms")
    assert asked == []

    one.payload()
    assert asked == ["https://kg.example/a"]


def test_blocks_of_one_content_have_one_signature() -> None:
    assert block(PERSON, ROLE).signature("1") == block(PERSON, ROLE).signature("1")


def test_a_signature_changes_with_each_thing_that_the_quads_tell() -> None:
    changes = {"name": "ب کیانفر", "aliases": ("کیانفر",), "reason": "a decision"}
    changes |= {
        "decisions": ("d1",),
        "members": (Member("n1", "e0"), Member("n2", "e")),
    }
    fields = {name: getattr(PERSON, name) for name in PERSON.__slots__}
    others = [CanonicalEntity(**{**fields, one: changes[one]}) for one in changes]
    blocks = [block(PERSON), block(PERSON, ROLE), *map(block, others)]

    assert len({one.payload() for one in blocks}) == len(blocks)
    assert len({one.signature("1") for one in blocks}) == len(blocks)


def test_another_version_of_the_code_signs_otherwise() -> None:
    one = written("https://kg.example/a", b"quads")

    assert one.signature("1") != one.signature("2")
    assert one.payload() == b"quads"


def test_a_minister_is_called_by_the_field() -> None:
    body = "organization/وزارت_نفت"
    held = [
        HeldRole("person/الف", "وزير", body, Status.CURRENT),
        HeldRole("person/ب", "وزیر", body, Status.FORMER),
        HeldRole("person/پ", "سخنگوی", body, Status.CURRENT),
    ]

    blocks = list(post_blocks(held, {body: "وزارت نفت"}, SETTINGS))
    written = b"".join(one.payload() for one in blocks).decode()

    assert '"وزیر نفت"' in written
    assert '"سخنگوی وزارت نفت"' in written
