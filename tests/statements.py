"""Hand-made extractions and graphs, about invented people, for the back half."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.graph.build import Settings, article_quads
from kg.graph.entities import (
    HeldRole,
    activity_block,
    entity_blocks,
    outlet_blocks,
    post_blocks,
)
from kg.graph.iri import Minter
from kg.graph.ontology import vocabulary_block
from kg.graph.places import Gazetteer, with_containers
from kg.graph.sources import StoreSource
from kg.model import (
    Anchor,
    Article,
    Calendar,
    DocumentEntity,
    EntityKind,
    EventStatement,
    Evidence,
    Extraction,
    Modality,
    Participant,
    Place,
    Precision,
    PublicationDate,
    QuoteKind,
    QuoteStatement,
    RoleStatement,
    Source,
    Span,
    Status,
    TimeExpression,
    TimeKind,
)
from kg.resolve import complete, resolve, to_profile


if TYPE_CHECKING:
    from collections.abc import Iterable


SETTINGS = Settings(minter=Minter("https://news.example/"), version="9.9")
TITLE = "همایش کتاب در بندر سپید"
LEAD = "بهرام کیانفر استاندار مهرگان گفت: «کار ادامه دارد.»"
BODY = "همایش کتاب شنبه در بندر سپید برگزار شد."
PLACES = {
    "P1": Place(key="P1", name="مهرگان", kind="province", parent="P0"),
    "P2": Place(key="P2", name="سروستان", kind="province", parent="P0"),
    "P0": Place(key="P0", name="نیک‌سرا", kind="country", lat=32.5, lon=53.0),
}
GAZETTEER = Gazetteer(PLACES.get)


def evidence(text: str, words: str) -> Evidence:
    """Return the first place of ``words`` in ``text`` as evidence."""
    start = text.index(words)
    return Evidence(start=start, end=start + len(words), text=words)


def news(article_id: str = "n1", **changes: object) -> Article:
    """Return an article that states a role, an event and a quote."""
    values: dict[str, object] = {
        "id": article_id,
        "title": TITLE,
        "lead": LEAD,
        "body": BODY,
        "publisher": "خبرگزاری سپیدار",
        "source": Source(path=f"{article_id}.txt"),
        "published": PublicationDate(
            surface="۱۴۰۳/۰۴/۰۳",
            iso="2024-06-23T10:30",
            calendar=Calendar.JALALI,
            precision=Precision.MINUTE,
        ),
    }
    return Article(**(values | changes))  # type: ignore[arg-type]


def extraction(article_id: str = "n1", **changes: object) -> Extraction:
    """Return what ``news(article_id, **changes)`` states; every name has an entity."""
    article = news(article_id, **changes)
    text = article.text
    return complete(
        Extraction(
            article=article,
            entities=(
                _entity(text, "e0", EntityKind.PERSON, "بهرام کیانفر"),
                _entity(text, "e1", EntityKind.PLACE, "مهرگان", place="P1"),
            ),
            roles=(_role(text),),
            events=(_event(text),),
            quotes=(_quote(text),),
        )
    )


def _entity(
    text: str, key: str, kind: EntityKind, name: str, place: str | None = None
) -> DocumentEntity:
    mentions = (evidence(text, name),)
    return DocumentEntity(key=key, kind=kind, name=name, place=place, mentions=mentions)


def _role(text: str) -> RoleStatement:
    return RoleStatement(
        person="بهرام کیانفر",
        role="استاندار",
        organization="مهرگان",
        status=Status.CURRENT,
        evidence=(evidence(text, "بهرام کیانفر استاندار مهرگان"),),
        rule="title_after_name",
        confidence=0.9,
        start="2023-03-21/2024-03-19",
        person_key="e0",
        organization_key="e1",
        jurisdiction=True,
    )


def _event(text: str) -> EventStatement:
    return EventStatement(
        event="همایش کتاب",
        trigger="همایش",
        type="conference",
        date="2024-06-22",
        date_text="شنبه",
        location="بندر سپید",
        evidence=(evidence(text, BODY),),
        rule="named_event",
        confidence=0.8,
        participants=(Participant(name="بهرام کیانفر", key="e0"),),
        casualties=(("injured", 3),),
        modality=Modality.ASSERTED,
        time=TimeExpression(
            span=Span(0, 4),
            kind=TimeKind.DATE,
            calendar=Calendar.JALALI,
            begin="2024-06-22",
            end="2024-06-22",
            precision=Precision.DAY,
            jalali="۲ تیر ۱۴۰۳",
            anchor=Anchor.PUBLICATION,
        ),
    )


def _quote(text: str) -> QuoteStatement:
    return QuoteStatement(
        speaker="بهرام کیانفر",
        cue="گفت",
        text="کار ادامه دارد.",
        kind=QuoteKind.DIRECT,
        evidence=(evidence(text, "کار ادامه دارد."), evidence(text, "گفت")),
        rule="cue_colon",
        confidence=0.95,
        speaker_key="e0",
    )


def graph(
    extractions: Iterable[Extraction], settings: Settings = SETTINGS
) -> dict[str, bytes]:
    """Return the N-Quads of extractions: of each article, entity, scheme."""
    found = {one.article.id: one for one in extractions}
    resolution = with_containers(
        resolve(to_profile(one) for one in found.values()), GAZETTEER
    )
    canonical: dict[str, dict[str, str]] = {key: {} for key in found}
    for entity in resolution.entities:
        for member in entity.members:
            canonical[member.article_id][member.key] = entity.key
    held = sorted(
        {
            HeldRole(
                canonical[key][role.person_key or ""],
                role.role,
                canonical[key].get(role.organization_key or "", ""),
                role.status,
            )
            for key, one in found.items()
            for role in one.roles
        }
    )
    names = {entity.key: entity.name for entity in resolution.entities}
    outlets = sorted({one.article.publisher or "" for one in found.values()} - {""})
    blocks = [
        *entity_blocks(resolution.entities, held, settings, gazetteer=GAZETTEER),
        *post_blocks(held, names, settings),
        *outlet_blocks(outlets, settings),
        activity_block(settings),
        vocabulary_block(),
    ]
    articles = {
        key: article_quads(one, canonical[key], settings).payload()
        for key, one in found.items()
    }
    return articles | {block.iri: block.payload() for block in blocks}


def source(payloads: Iterable[bytes]) -> StoreSource:
    """Return N-Quads as a graph that can be asked."""
    store = ox.Store()
    store.load(b"".join(payloads), ox.RdfFormat.N_QUADS)
    return StoreSource(store)
