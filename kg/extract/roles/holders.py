"""Offices that an article names without their holder, and a holder without his office.

«ظریف به ادعای رئیس‌جمهور آمریکا پاسخ داد. وزیر امور خارجه کشورمان …»: a reader knows
that both are one man. ``known_offices.tsv`` and ``office_holders.tsv`` know it of a
hundred offices, month by month. They are asked only where the article itself names the
office, gives it to nobody, and names one of its holders, to whom it gives no post: what
is stated is whom the office's own words refer to, and their sentence is the evidence.
They also tell that an office is not that of who just speaks.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.coreference import is_same_person, is_short_form, name_words
from kg.extract.roles.predicates import COPULAS
from kg.extract.roles.scene import Holding
from kg.extract.roles.titles import Rest, status_words
from kg.extract.roles.vocabulary import honors
from kg.lexicon import rows
from kg.model import Status
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Person, Scene


_ALONE = "-"
_CLUB = "club."
_MONTH = 7  # characters of «2020-03»
# ties over the flow of the article, which what is known may gainsay
_LOOSE = frozenset(
    {"title_of_speaker", "title_before_speaker", "title_of_sole_person"}
    | {"title_before_name", "headline_name"}
)


class Term(NamedTuple):
    """Who held an office, and when.

    Attributes:
        words: Match keys of the name.
        first: Month in which it began («2013-08»).
        last: Month in which it ended, ``""`` where it has not.
    """

    words: tuple[str, ...]
    first: str
    last: str


@cache
def _offices() -> Mapping[str, str]:
    """Return the offices by how they are written, joined match keys."""
    return {
        match_key(title) + ("" if body == _ALONE else match_key(body)): office
        for office, titles, bodies in rows("known_offices", 3)
        for title in titles.split("|")
        for body in bodies.split("|")
    }


@cache
def _terms() -> Mapping[str, tuple[Term, ...]]:
    """Return the terms of each office, in file order."""
    found: dict[str, list[Term]] = {}
    for office, name, first, last in rows("office_holders", 4):
        words = name_words([match_key(word) for word in name.split()])
        found.setdefault(office, []).append(Term(words, first, last))
    return {office: tuple(terms) for office, terms in found.items()}


def known_holders(scene: Scene, holdings: Sequence[Holding]) -> list[Holding]:
    """Return the offices that the article gives nobody, and a known holder has.

    Args:
        scene: Titles and persons.
        holdings: All that is known so far.
    """
    month = _month(scene)
    if month is None:
        return []
    found: list[Holding] = []
    free = _without_office(scene, holdings)
    for title, office in _unheld_offices(scene, holdings):
        told = [one for one in free if _held(scene, one, office, title, month)]
        if len(told) == 1:
            full = len(_words(scene, told[0].mention)) > 1
            found.append(
                Holding(
                    title=title,
                    mention=told[0].mention,
                    rule="known_holder",
                    confidence=0.75 if full else 0.65,
                )
            )
    return found


def not_gainsaid(scene: Scene, holdings: Sequence[Holding]) -> list[Holding]:
    """Return the holdings but those that give a known office to somebody else.

    «علی کریمی گفت: … رئیس مجلس افزود: …»: who spoke last need not be who speaks now.
    """
    return [
        holding
        for holding in holdings
        if holding.rule not in _LOOSE
        or not is_gainsaid(scene, holding.title, holding.mention)
    ]


def is_gainsaid(scene: Scene, title: Title, mention: int) -> bool:
    """Say whether somebody is known not to have an office when the article appeared.

    Somebody else whom the article names held it then, or he held another.
    """
    month, office = _month(scene), _office_of(scene, title)
    if month is None or title.body is None or title.told:
        return False
    if office is None:
        return _has_another(scene, title, mention, month)
    if office.startswith(_CLUB):
        return False  # a club has several teams, and a coach each
    terms = [
        term
        for term in _terms()[office]
        if term.first <= month and (not term.last or month <= term.last)
    ]
    name = "".join(_words(scene, mention))
    return not any(term.words[-1] in name for term in terms) and any(
        _names(_words(scene, person.mention), term.words)
        for person in scene.persons
        for term in terms
    )


def _has_another(scene: Scene, title: Title, mention: int, month: str) -> bool:
    """Whether who may be a minister, governor or the like is known as another one."""
    words = _words(scene, mention)
    if title.entry.rest not in _OFFICES or len(words) < _FULL:
        return False
    return any(
        _names(words, term.words) and _is_within(term, month)
        for terms in _terms().values()
        for term in terms
    )


_OFFICES = frozenset({Rest.PLACE, Rest.MINISTRY})
_FULL = 2  # words of a first name and a surname


def _is_within(term: Term, month: str) -> bool:
    """Whether a month lies in a term, those of a change of office left out."""
    return term.first < month and (not term.last or month < term.last)


def _month(scene: Scene) -> str | None:
    """Return the month in which an article was published («2020-03»), if it is told."""
    published = scene.context.document.article.published
    if published is None or len(published.iso) < _MONTH:
        return None
    return published.iso[:_MONTH]


def _office_of(scene: Scene, title: Title) -> str | None:
    """Return the listed office that a title names, courtesies and status left out."""
    if title.plural or title.entry.craft:
        return None
    skipped = honors() | status_words().keys()
    last = title.role_last if title.body is None else title.body[1]
    keys = scene.context.keys[title.first : last]
    return _offices().get("".join(key for key in keys if key not in skipped))


def _unheld_offices(
    scene: Scene, holdings: Sequence[Holding]
) -> Iterator[tuple[Title, str]]:
    """Yield the listed offices that nobody of the article has, in order."""
    held = {holding.title.first for holding in holdings}
    given = {_office_of(scene, holding.title) for holding in holdings}
    for title in scene.titles:
        office = None if title.first in held else _office_of(scene, title)
        if office is None or office in given or _is_vacant(scene, title):
            continue
        if title.body is not None or not _is_anothers(scene, title, office):
            yield title, office


def _is_vacant(scene: Scene, title: Title) -> bool:
    """«کرسی رئیس مجلس», «رئیس مجلس آینده», «او رئیس‌جمهور بود»: not who has it now."""
    before, after = scene.key(title.first - 1), scene.key(title.last)
    return before in _SEATS or after in COPULAS | _FUTURE


_SEATS = frozenset(
    {"کرسی", "تعیین", "انتخاب", "گزینش", "عنوان", "سمت", "مقام", "هر", "یک", "نقش"}
)
_FUTURE = frozenset({"شود", "بشود", "شدن", "اینده", "بعدی", "اتی"})


def _is_anothers(scene: Scene, title: Title, office: str) -> bool:
    """Whether a bare «رئیس‌جمهور» may be another country's, of which is told, too."""
    return any(
        one.entry.key == title.entry.key
        and one.body is not None
        and _office_of(scene, one) != office
        for one in scene.titles
    )


def _without_office(scene: Scene, holdings: Sequence[Holding]) -> list[Person]:
    """Return the first mention of each person to whom no post of a body is given."""
    held = {
        key
        for holding in holdings
        if holding.title.entry.rest is not Rest.NONE
        and (key := _key_of(scene, holding.mention)) is not None
    }
    found: dict[str, Person] = {}
    for person in scene.persons:
        key = _key_of(scene, person.mention)
        if key is not None and key not in held:
            found.setdefault(key, person)
    return list(found.values())


def _key_of(scene: Scene, mention: int) -> str | None:
    entity = scene.context.coreference.entity_at(mention)
    return None if entity is None else entity.key


def _words(scene: Scene, mention: int) -> tuple[str, ...]:
    """Return the match keys of a person's fullest name."""
    entity = scene.context.coreference.entity_at(mention)
    name = "" if entity is None else entity.name
    return name_words([match_key(word) for word in name.split()])


def _held(scene: Scene, person: Person, office: str, title: Title, month: str) -> bool:
    """Whether a person held an office then, or before where the title says «سابق».

    The months of a change of office are left out.
    """
    words = _words(scene, person.mention)
    former = title.told and title.status is Status.FORMER
    return any(
        _names(words, term.words)
        and words != term.words[:1]  # a first name alone is a saint's or a king's
        and (
            bool(term.last) and term.last <= month
            if former
            else _is_within(term, month)
        )
        for term in _terms()[office]
    )


def _names(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether a name of the article is a listed one («جواد ظریف», «سیدعباس موسوی»)."""
    joined = "".join(words) == "".join(full)  # «محمد جواد», «محمدجواد»
    if joined or is_short_form(words, full) or is_same_person(words, full):
        return True
    if not words or words[-1] != full[-1]:
        return False
    return words[0].endswith(full[0]) or full[0].endswith(words[0])
