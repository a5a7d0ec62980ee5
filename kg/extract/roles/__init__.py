"""Roles: which person holds which title in which organization.

Titles are found by their lexicon and read as whole phrases (:mod:`.chains`); rules tie
them to persons within a sentence (:mod:`.rules`) and over the flow of speech
(:mod:`.speech`); artists' roles get the work they are held in (:mod:`.works`); what
says the same is merged into one statement (:mod:`.merge`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.roles.appointments import (
    as_members,
    as_title,
    office_matches,
    offices,
    successor,
)
from kg.extract.roles.careers import career, recorded
from kg.extract.roles.chains import ChainReader
from kg.extract.roles.credits import credited
from kg.extract.roles.crews import crew_held
from kg.extract.roles.descriptions import (
    own_as,
    pronoun_as,
    with_new_club,
    with_told_place,
)
from kg.extract.roles.ensembles import ensemble, work_of_names
from kg.extract.roles.holders import known_holders, not_gainsaid
from kg.extract.roles.leading import leaders
from kg.extract.roles.merge import merge
from kg.extract.roles.pairs import PAIR_RULES, paired_sentences
from kg.extract.roles.players import taken_up, with_club
from kg.extract.roles.predicates import copula
from kg.extract.roles.reference import TitleReference
from kg.extract.roles.retold import retold, signed
from kg.extract.roles.rules import CRAFT_RULES, RULES, SECOND_RULES
from kg.extract.roles.scene import OPENING, Holding, Scene
from kg.extract.roles.speech import SpeechFlow
from kg.extract.roles.titles import Rest, status_words, title_starts
from kg.extract.roles.vocabulary import countries, origins, qualities
from kg.extract.roles.works import craft_held, forming, of_this_work, sitting, with_work
from kg.model import EntityKind


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.context import Context
    from kg.extract.roles.model import Title
    from kg.model import RoleStatement


def find_titles(context: Context) -> list[Title]:
    """Return all role phrases of a document, in order; nested ones are not listed."""
    if context.titles is None:
        context.titles = tuple(_read_titles(context))
    return list(context.titles)


def _read_titles(context: Context) -> list[Title]:
    reader = ChainReader(context)
    titles: list[Title] = []
    starts = title_starts()
    after = 0
    for token in [at for at, key in enumerate(context.keys) if key in starts]:
        match = reader.head_at(token) if token >= after else None
        if match is not None:
            title = reader.read(match)
            after = title.last
            if title.body is not None or title.entry.key not in _OF_SOMEBODY:
                titles.append(title)
    return [_with_shared_body(context, titles, at) for at in range(len(titles))]


_OF_SOMEBODY = frozenset({"member_elect"})  # «منتخب» alone is no post


def _with_shared_body(context: Context, titles: list[Title], at: int) -> Title:
    """«معاون و سخنگوی وزارت کشور»: a title without a body has the next one's."""
    title = titles[at]
    if title.body is not None or at + 1 == len(titles):
        return title
    after = titles[at + 1]
    joined = after.first == title.last + 1 and context.keys[title.last] == "و"
    joined = joined and not _is_told_more(context, title)
    joined = joined or _is_shared_in_turn(context, title, after)
    rules = title.entry.key in _HEADS_OF_STATE and after.entry.rest is Rest.BODY
    rules = rules and not _are_of_one_state(context, title, after)
    if not joined or rules or Rest.NONE in {title.entry.rest, after.entry.rest}:
        return title  # «رئیس‌جمهور و رهبر حزب باران»: of no party
    return replace(title, body=after.body)


# of one body, where two of them are told of two persons in a row
_OFFICES = frozenset(
    {
        "رئیس",
        "نایب رئیس",
        "دبیر",
        "دبیر کل",
        "دبیرکل",
        "نائب رئیس",
        "سخنگو",
        "خزانه دار",
    }
    | {"مدیر عامل", "مدیرعامل", "سرپرست", "معاون", "قائم مقام", "رئیس هیئت مدیره"}
    | {"سرمربی", "مربی", "کاپیتان", "بازرس", "منشی"}
)


def _is_told_more(context: Context, title: Title) -> bool:
    """«اسطوره فوتبال پرو و رئیس باشگاه باران»: of what, though no body's name.

    So «سناتور شیلیایی و رئیس کمیسیون …»: of which country.
    """
    said = range(title.role_last, title.last)
    whence = (
        context.keys[at] in origins() for at in range(title.head_last, title.last)
    )
    if title.entry.domain == "legislature" and any(whence):
        return True
    passed = status_words().keys() | origins() | qualities()
    return any(context.keys[at] not in passed for at in said)


def _is_shared_in_turn(context: Context, title: Title, after: Title) -> bool:
    """«رضایی رئیس سابق و کریمی رئیس فعلی فدراسیون»: both are of the federation."""
    offices = {title.entry.title, after.entry.title} <= _OFFICES
    alike = title.entry.key == after.entry.key or offices
    alike = alike or _are_of_one_state(context, title, after)
    if not alike or after.body is None or context.keys[title.last] != "و":
        return False
    tokens = context.document.tokens
    marked = tokens[title.last + 1].form in OPENING  # «… و «علی رضایی» رئیس …»
    mention = context.mention_at(title.last + 1 + marked)
    named = mention is not None and mention.kind is EntityKind.PERSON
    return named and mention is not None and after.first == mention.last + marked


def _are_of_one_state(context: Context, title: Title, after: Title) -> bool:
    """«رضایی رئیس‌جمهور و کریمی وزیر خارجه پرو»: both serve the country told last."""
    body = () if after.body is None else context.keys[slice(*after.body)]
    country = "".join(body) in countries()
    governs = after.entry.rest in {Rest.PLACE, Rest.MINISTRY}
    governs = governs or after.entry.key == "chair"  # «رئیس اجرایی پرو»
    return country and title.entry.key in _HEADS_OF_STATE and governs


_HEADS_OF_STATE = frozenset({"president", "prime_minister", "king", "crown_prince"})
_NO_TITLE = -1  # holdings that no listed title was read for
_RULES = (
    ensemble,
    as_members,
    successor,
    forming,
    sitting,
    of_this_work,
    signed,
    *PAIR_RULES,
    *RULES,
    as_title,
    copula,
)
_CRAFT_RULES = (*CRAFT_RULES, ensemble, work_of_names, craft_held)


def _hold(scene: Scene, index: int) -> list[Holding]:
    rules = _CRAFT_RULES if scene.titles[index].entry.craft else _RULES
    for rule in rules:
        held = rule(scene, index)
        if held:
            return held
    return []


def find_roles(context: Context) -> list[RoleStatement]:
    """Return the roles that a document states, in order of appearance.

    Also tells the context's coreference which titles refer to whom.
    """
    scene = Scene(context, find_titles(context))
    told_of_work, labels = credited(scene)
    for index, title in enumerate(scene.titles):
        if title.first not in labels and (held := _hold(scene, index)):
            scene.held[index] = held
    reader, matches = ChainReader(context), tuple(office_matches(scene))
    told = [
        *told_of_work,
        *crew_held(scene),
        *paired_sentences(scene),
        *offices(scene, reader, matches),
        *leaders(scene, matches),
    ]
    if told:
        scene.held[_NO_TITLE] = told
    flow = SpeechFlow(scene)
    flow.walk()
    for token, entity in flow.subjects:
        context.coreference.note_subject(token, entity)
    holdings = [h for held in scene.held.values() for h in held] + flow.found
    for index in range(len(scene.titles)):
        rules = (*SECOND_RULES, career, pronoun_as, own_as)
        holdings += [h for rule in rules for h in rule(scene, index)]
    holdings += recorded(scene, reader, matches)
    holdings = [
        with_club(
            scene,
            with_work(scene, with_told_place(scene, with_new_club(scene, holding))),
        )
        for holding in _with_rest(scene, holdings)
    ]
    context.coreference.set_titles(TitleReference(scene, holdings))
    _report_unheld(context, scene)
    return merge(context, holdings)


def _with_rest(scene: Scene, holdings: Sequence[Holding]) -> list[Holding]:
    """Return the holdings with what only the rest of the article, or nothing, tells.

    Those that give a known office to somebody else are left out.
    """
    found = list(holdings)
    for rule in (retold, taken_up):
        found += rule(scene, found)
    found = not_gainsaid(scene, found)
    return found + known_holders(scene, found)


def _report_unheld(context: Context, scene: Scene) -> None:
    for title in scene.titles:
        if title.plural or title.entry.craft:
            continue
        if context.referent(title.first, title.last) is None:
            context.drop("title", "no named holder", title.first, title.last)
