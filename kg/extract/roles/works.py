"""The work that an artist's role belongs to: «فیلم «شب روشن» به کارگردانی رضایی».

A film, series, play or book is what the role is held in. It is named in quotation
marks, mostly after a noun («سریال «…»»), beside the role, before it in the sentence, or
earlier in the article and taken up by «این سریال».
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from kg.extract.roles.appointments import in_hands_of
from kg.extract.roles.joining import run_end
from kg.extract.roles.lists import names_from, names_up_to
from kg.extract.roles.scene import Holding
from kg.lexicon import word_keys
from kg.model import EntityKind


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Person, Scene


_MARKS = {"«": "»", '"': '"', "“": "”"}
_CLOSING = frozenset(_MARKS.values())
_LONGEST_NAME = 14  # tokens between quotation marks, a title in two languages
_DESCRIBED = 3  # words of «فیلم سینمایی کوتاه «…»» between the noun and the name
_THIS = frozenset({"این", "همین"})
_REACH = 10  # tokens of «در این سریال تلویزیونی تاکنون بازیگرانی چون …»


_ANY_WORK = frozenset({"اثر", "پروژه"})


class Work(NamedTuple):
    """The name of a work in quotation marks.

    Attributes:
        opening: The opening mark.
        last: Token after the closing mark.
        noun: Key of the noun before it, ``""`` where there is none.
    """

    opening: int
    last: int
    noun: str


def _nouns() -> frozenset[str]:
    return word_keys("work_nouns")


def work_at(scene: Scene, opening: int) -> Work | None:
    """Return the work whose name an opening mark at a token begins."""
    closing = _MARKS.get(scene.form(opening))
    if closing is None:
        return None
    limit = scene.context.sentence_at(opening).last
    for token in range(opening + 1, min(limit, opening + _LONGEST_NAME)):
        if scene.form(token) == closing:
            noun = _noun_before(scene, opening)
            if opening + 1 == token or _names_person(scene, opening + 1, token, noun):
                return None
            return Work(opening, token + 1, "" if noun is None else scene.key(noun))
    return None


def _noun_before(scene: Scene, opening: int) -> int | None:
    """Return the noun of «فیلم سینمایی | «شب روشن»», adjectives stepped over."""
    start = scene.context.sentence_at(opening).first
    for token in range(opening - 1, max(start, opening - _DESCRIBED) - 1, -1):
        if scene.key(token) in _nouns():
            return token
        if scene.context.document.tokens[token].pos not in {"ADJ", "NOUN"}:
            break
    return None


def _names_person(scene: Scene, first: int, last: int, noun: int | None) -> bool:
    """«کارگردان «علی رضایی»»: whether the marks hold a person's name, and no work's.

    «سریال «علی رضایی»» is a work, if no title has the noun («کارگردان سریال «…»»).
    """
    mention = scene.context.mention_at(first)
    if mention is None or mention.kind is not EntityKind.PERSON or mention.last < last:
        return False
    titled = any(
        noun is not None and one.first <= noun < one.last for one in scene.titles
    )
    return noun is None or (titled and last - first > 1)  # «سریال «شهرزاد»»


def _works(scene: Scene, first: int, last: int) -> Iterator[Work]:
    """Yield the works that are named between two tokens, in order."""
    at = first
    while at < last:
        work = work_at(scene, at)
        if work is not None:
            yield work
        at = at + 1 if work is None else work.last


def _antecedent(scene: Scene, noun: str, before: int) -> tuple[int, int] | None:
    """Return the work that «این سریال» means: the last one called so before it.

    Else another kind of work before it, or the first one called so after it («این اثر»
    means any).
    """
    named = [
        work
        for work in _works(scene, 0, len(scene.context.keys))
        if work.noun and (work.opening < before or noun in {work.noun, *_ANY_WORK})
    ]
    earlier = [work for work in named if work.opening < before]
    alike = [work for work in earlier if work.noun == noun]
    chosen = (alike or earlier)[-1:] or named[:1]
    return _span(chosen[0]) if chosen else None


def _pointed(scene: Scene, token: int) -> tuple[int, int] | None:
    """Return the work that «این سریال» at a token points back to."""
    if not _points(scene, token):
        return None
    return _antecedent(scene, scene.key(token + 1), token)


def _told(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Return the work that the words after a title's head begin with, if any."""
    for at in range(first, last):
        pointed = _pointed(scene, at)
        work = None if pointed else work_at(scene, at)
        if pointed is not None:
            return pointed
        if work is not None:
            return _span(work)
    return None


def work_among(scene: Scene, first: int, last: int) -> tuple[int, int] | None:
    """Return the work that tokens tell of, an empty range where it has no name.

    «این فیلم», «فیلم «شب روشن»»; ``None`` where no noun of a work stands there.
    """
    told = _told(scene, first, last)
    if told is not None:
        return told
    noun = any(scene.key(at) in _nouns() for at in range(first, last))
    return (first, first) if noun else None


def work_told(scene: Scene, before: int) -> tuple[int, int] | None:
    """Return the work that a list of credits is of: named in or before its sentence.

    «عوامل سریال «شب روشن» عبارتند از: | تدوین: …», «عوامل این فیلم: ⏎ تدوین: …».
    """
    sentence = scene.context.sentence_at(before)
    starts = [sentence.first]
    if sentence.first:
        starts.append(scene.context.sentence_at(sentence.first - 1).first)
    for start in starts:
        for at in range(before - 1, start - 1, -1):
            pointed = _pointed(scene, at)
            if pointed is not None:
                return pointed
        named = list(_works(scene, start, before))
        if named:
            return _span(named[-1])
    return None


def _span(work: Work) -> tuple[int, int]:
    """Return the tokens of a work's name, without its noun and marks."""
    return work.opening + 1, work.last - 1


def _in_title(scene: Scene, title: Title) -> tuple[int, int] | None:
    """«کارگردان | فیلم «شب روشن»», «بازیگران اصلی | این سریال», «تهیه‌کننده سریال»."""
    limit = scene.context.sentence_at(title.first).last
    nouns = [
        at for at in range(title.first + 1, title.last) if scene.key(at) in _nouns()
    ]
    end = min(limit, title.last + (_DESCRIBED if nouns else 1))
    found = _told(scene, title.head_last, end)
    if found is not None or not nouns:
        return found
    bare = nouns[-1] + 1 == title.last and scene.key(title.last) not in {"و", "های"}
    return _antecedent(scene, scene.key(nouns[-1]), title.first) if bare else None


def _before(scene: Scene, title: Title) -> tuple[int, int] | None:
    """«فیلم «شب روشن» | به کارگردانی …», «در این سریال | بازیگرانی چون …».

    A worker's own noun («رضایی کارگردان») takes no work from before it, and a cast only
    one that is pointed to.
    """
    if not (title.entry.craft or title.plural):
        return None
    start = _clause_start(scene, title)
    if title.plural:
        start = max(start, title.first - _REACH)
    for at in range(title.first - 1, start - 1, -1):
        pointed = _pointed(scene, at)
        if pointed is not None:
            return pointed
    if title.plural:
        return None
    named = list(_works(scene, start, title.first))
    return _span(named[-1]) if named else _unmarked(scene, title)


def _clause_start(scene: Scene, title: Title) -> int:
    """Return the token after the last verb before a title in its sentence.

    What stands within marks is a name («ما همه با هم هستیم»).
    """
    start = scene.context.sentence_at(title.first).first
    names = [range(*_span(work)) for work in _works(scene, start, title.first)]
    ends = (
        group.tokens[-1] + 1
        for group in scene.context.document.verb_groups
        if start <= group.tokens[-1] < title.first
        and not any(group.tokens[-1] in name for name in names)
    )
    return max(ends, default=start)


_UNMARKED = 6  # tokens of «سریال شب روشن»


def _unmarked(scene: Scene, title: Title) -> tuple[int, int] | None:
    """«سریال شب روشن | به کارگردانی …»: a name without marks."""
    end = title.first - 1
    if scene.key(end) not in {"به", "با"}:
        return None
    tokens = scene.context.document.tokens
    for at in range(end - 1, max(_clause_start(scene, title), end - _UNMARKED) - 1, -1):
        if scene.key(at) in _nouns():
            plain = (t for t in range(at + 1, end) if tokens[t].pos != "ADJ")
            first = next(plain, end)  # «فیلم سینمایی | شب روشن»
            return (first, end) if first < end else None
        if tokens[at].pos in _NO_NAME or scene.key(at) == "و":
            break
    return None


_NO_NAME = frozenset({"ADP", "VERB", "PUNCT", "SCONJ", "PRON", "DET"})


def with_work(scene: Scene, holding: Holding) -> Holding:
    """Give an artist's role the work it is held in, where the text tells it."""
    title = holding.title
    if title.entry.domain != "arts" or title.body is not None:
        return holding
    body = _work_of(scene, title)
    if body is None:
        return holding
    inside = (at for at in range(title.first + 1, title.role_last) if _opens(scene, at))
    role_last = next(inside, title.role_last)
    return replace(holding, title=replace(title, body=body, role_last=role_last))


def _work_of(scene: Scene, title: Title) -> tuple[int, int] | None:
    """Return the name of the work that a title is told of."""
    return _in_title(scene, _last_craft(scene, title)) or _before(scene, title)


def _last_craft(scene: Scene, title: Title) -> Title:
    """«نویسندگی و | کارگردانی این سریال»: the last of joined works tells of all."""
    if not title.entry.craft:
        return title
    last = scene.titles[run_end(scene, scene.titles.index(title))]
    return last if last.entry.craft else title


def _opens(scene: Scene, token: int) -> bool:
    """Whether the words of a work begin at a token."""
    return scene.key(token) in _nouns() or scene.form(token) in _MARKS


def craft_held(scene: Scene, index: int) -> list[Holding]:
    """«رضایی نویسندگی و کارگردانی این سریال را برعهده دارد», «… را رضایی برعهده دارد».

    Not «کارهایی که رضایی کارگردانی آنها را …», which names none.
    """
    title = scene.titles[index]
    given = in_hands_of(scene, title.last)
    if given is not None:
        return craft_holdings(title, names_from(scene, given))
    mark = _object_mark(scene, title)
    if mark is None or not (_is_bare(scene, title, mark) or _work_of(scene, title)):
        return []
    after = mark + 1 + (scene.key(mark + 1) in ALSO)
    person = scene.starting(after)
    if person is not None:
        held: Sequence[Person] = names_from(scene, person)
    else:
        start = _clause_start(scene, title)
        near = [p for p in scene.persons if start <= p.first and p.last <= title.first]
        held = names_up_to(scene, near[-1]) if near else ()
    return craft_holdings(title, held)


def _is_bare(scene: Scene, title: Title, mark: int) -> bool:
    """«صدابرداری | (این) اثر | را»: a work that has no name here."""
    at = title.last + (scene.key(title.last) in _THIS)
    return scene.key(at) in _nouns() and at + 1 == mark


def craft_holdings(title: Title, held: Sequence[Person]) -> list[Holding]:
    """Return the holdings of a work that persons have in hand."""
    return [
        Holding(title=title, mention=one.mention, rule="craft_held", confidence=0.65)
        for one in held
    ]


ALSO = frozenset({"نیز", "هم"})
HELD = frozenset({"عهده", "برعهده", "عهدهدار"})
_HELD_REACH = 10  # tokens of «را نیز علی رضایی و حسن کریمی بر عهده»


def _object_mark(scene: Scene, title: Title) -> int | None:
    """Return «را» of a work that somebody has in hand, after a title in its clause."""
    limit = scene.context.sentence_at(title.first).last
    for at in range(title.last, min(limit, title.last + _HELD_REACH)):
        if scene.key(at) == "را":
            told = scene.context.keys[at : min(limit, at + _HELD_REACH)]
            return None if HELD.isdisjoint(told) else at
    return None


def of_this_work(scene: Scene, index: int) -> list[Holding]:
    """«نویسنده و کارگردان این سریال | علی رضایی است»: who made what was told of."""
    last = scene.titles[run_end(scene, index)]
    at = last.last
    if last.entry.domain != "arts" or not _points(scene, at):
        return []
    person = scene.starting(at + 2)
    if person is None or not scene.same_sentence(last.first, person.first):
        return []
    held = names_from(scene, person)
    if scene.key(held[-1].last) not in _ARE:
        return []
    body = _pointed(scene, at)
    title = scene.titles[index]
    return [
        Holding(
            title=title if body is None else title.of_body(body),
            mention=one.mention,
            rule="of_this_work",
            confidence=0.8,
        )
        for one in held
    ]


_ARE = frozenset({"است", "هستند", "بود", "بودند", "بوده", "میباشد"})


def _points(scene: Scene, at: int) -> bool:
    return scene.key(at) in _THIS and scene.key(at + 1) in _nouns()


def forming(scene: Scene, index: int) -> list[Holding]:
    """«رضایی، کریمی و محبی گروه بازیگران «شب روشن» را تشکیل می‌دهند».

    All who are named before it in the clause, «با هنرمندی …» among them.
    """
    title = scene.titles[index]
    limit = scene.context.sentence_at(title.first).last
    after = scene.context.keys[title.last : min(limit, title.last + _FORMED_REACH)]
    grouped = title.plural and scene.key(title.first - 1) in _GROUPS
    if not grouped or "را" not in after or "تشکیل" not in after:
        return []
    start = _clause_start(scene, title)
    within = [p for p in scene.persons if start <= p.first < limit]
    before = [p for p in within if p.last < title.first] or [
        p for p in within if p.first > title.last + after.index("را")
    ]
    return [
        Holding(title=title, mention=one.mention, rule="forming", confidence=0.75)
        for one in before
    ]


def sitting(scene: Scene, index: int) -> list[Holding]:
    """«رضایی از پرو و کریمی از هند در هیئت داوران حضور دارند»: their board."""
    title = scene.titles[index]
    board, within = title.first - 1, title.first - 2
    boarded = title.plural and scene.key(board) in _BOARDS
    sits = scene.key(within) == "در" and scene.key(title.last) in _SITTING
    if boarded and scene.key(within) in _AMONG:
        return _are_of_board(scene, title)
    if not (boarded and sits):
        return []
    start = _clause_start(scene, title)
    named = [p for p in scene.persons if start <= p.first and p.last <= within]
    whole = title if title.body is not None else title.of_body((board, title.last))
    return [
        Holding(title=whole, mention=one.mention, rule="sitting", confidence=0.7)
        for one in named
    ]


def _are_of_board(scene: Scene, title: Title) -> list[Holding]:
    """«رضایی، کریمی و محبی (که) جزو هیئت داوران جشنواره باران بودند»."""
    end = title.first - 2
    end -= scene.key(end - 1) == "که"
    last = scene.ending(end)
    whole = replace(title, first=title.first - 1)
    return [
        Holding(title=whole, mention=one.mention, rule="sitting", confidence=0.7)
        for one in (() if last is None else names_up_to(scene, last))
    ]


_AMONG = frozenset({"جز", "جزو", "جزء"})
_BOARDS = frozenset({"هییت", "هیات"})
_SITTING = frozenset({"حضور", "عضویت", "هستند"})
_GROUPS = frozenset({"گروه", "تیم", "جمع", "ترکیب", "اعضای", "هییت", "هیات", "کادر"})
_FORMED_REACH = 22  # tokens of «گشت شبانه را علی رضایی، حسن کریمی و … تشکیل»
