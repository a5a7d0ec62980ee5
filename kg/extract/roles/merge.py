"""From holdings to statements: what says the same of a person is one statement."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.roles.posts import depth, is_same_post
from kg.extract.roles.tenure import Tenure, read_tenure
from kg.model import EntityKind, RoleStatement, Status


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Holding
    from kg.model import DocumentEntity, Evidence


_CERTAIN = 0.97


@dataclass(slots=True)
class _Post:
    """Holdings of one person that name one post."""

    person: DocumentEntity
    holdings: list[Holding] = field(default_factory=list)


def _gather(context: Context, holdings: list[Holding]) -> list[_Post]:
    posts: list[_Post] = []
    for holding in sorted(holdings, key=lambda h: h.title.first):
        person = context.coreference.entity_at(holding.mention)
        if person is None:
            continue
        home = next(
            (
                post
                for post in posts
                if post.person.key == person.key
                and is_same_post(context.keys, post.holdings[0].title, holding.title)
            ),
            None,
        )
        if home is None:
            home = _Post(person)
            posts.append(home)
        home.holdings.append(holding)
    return posts


def _body_key(context: Context, title: Title) -> str:
    return "" if title.body is None else "".join(context.keys[slice(*title.body)])


def _is_byname(context: Context, title: Title) -> bool:
    """Whether a club goes by its colour («سرخ‌پوشان تبریز»)."""
    return title.body is not None and context.keys[title.body[0]].endswith("پوشان")


def _fullest(context: Context, holdings: list[Holding]) -> Holding:
    """The holding to state: narrowest title, then the longest, then the commonest."""
    bodies = [_body_key(context, holding.title) for holding in holdings]
    return max(
        holdings,
        key=lambda h: (
            depth(h.title.entry.key),
            h.title.body is not None,
            not _is_byname(context, h.title),
            h.title.last - h.title.first,
            bodies.count(_body_key(context, h.title)),
            h.confidence,
            -h.title.first,
        ),
    )


def _status(holdings: list[Holding], tenures: list[Tenure]) -> Status:
    if any(tenure.ended for tenure in tenures):
        return Status.FORMER
    told = [h.status or h.title.status for h in holdings if h.status or h.title.told]
    return told[0] if told else Status.CURRENT


def _confidence(holdings: list[Holding]) -> float:
    """Several holdings confirm one another a little."""
    best = max(holding.confidence for holding in holdings)
    return min(_CERTAIN, round(best + 0.02 * (len(holdings) - 1), 2))


def _evidence(context: Context, holdings: list[Holding]) -> tuple[Evidence, ...]:
    document = context.document
    found = []
    for holding in holdings:
        mention = document.mentions[holding.mention]
        title = holding.title
        if context.sentence_of[mention.first] == context.sentence_of[title.first]:
            first = min(mention.first, title.first)
            found.append(context.evidence(first, max(mention.last, title.last)))
        else:
            found.append(context.evidence(title.first, title.last))
    return tuple(dict.fromkeys(found))


def _body_entity(context: Context, title: Title) -> DocumentEntity | None:
    """The entity that the body's name is, or begins with."""
    if title.body is None:
        return None
    for token in range(*title.body):
        index = context.mention_of[token]
        if index >= 0:
            return context.coreference.entity_at(index)
    return None


def _role(context: Context, title: Title) -> str:
    """The title as written, but for the «ی» that points on («شاعرانی چون …»)."""
    text = context.verbatim(title.first, title.role_last)
    pointing = title.plural and title.role_last - title.first == 1
    return text[:-1] if pointing and text.endswith(("انی", "گانی")) else text


def _statement(context: Context, post: _Post) -> RoleStatement:
    best = _fullest(context, post.holdings)
    title = best.title
    body = _body_entity(context, title)
    tenures = [read_tenure(context, holding) for holding in post.holdings]
    certain = max(post.holdings, key=lambda h: h.confidence)
    return RoleStatement(
        person=post.person.name,
        role=_role(context, title),
        organization=None if title.body is None else context.verbatim(*title.body),
        status=_status(post.holdings, tenures),
        evidence=_evidence(context, post.holdings),
        rule=certain.rule,
        confidence=_confidence(post.holdings),
        start=next((t.start for t in tenures if t.start is not None), None),
        end=next((t.end for t in tenures if t.end is not None), None),
        person_key=post.person.key,
        organization_key=None if body is None else body.key,
        jurisdiction=body is not None and body.kind is EntityKind.PLACE,
    )


def merge(context: Context, holdings: list[Holding]) -> list[RoleStatement]:
    """Return one statement for each person and post, in order of appearance."""
    return [_statement(context, post) for post in _gather(context, holdings)]
