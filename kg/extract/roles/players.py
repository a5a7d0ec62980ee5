"""Players and coaches whom an article takes up by their post: «این هافبک».

Sport news names somebody in the headline and then says «هافبک عراقی», «سرمربی تیم» or
«این بازیکن», mostly without the club, which headline or sentence tells. Tried when
everything else is known, of persons without a post in sport.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.coreference import name_words
from kg.extract.roles.scene import Holding
from kg.extract.roles.speech import entity_key
from kg.extract.roles.vocabulary import countries, is_of_origin, origins, sports
from kg.lexicon import word_keys
from kg.model import EntityKind, Part


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Person, Scene
    from kg.model import Mention


_THIS = frozenset({"این", "همین"})
_COACHES = frozenset({"head_coach", "coach"})
_PLAYERS = frozenset(
    {"player", "forward", "midfielder", "defender", "goalkeeper", "captain"}
)
# «به یک مربی نیاز داریم», «بهترین بازیکن», «هر بازیکنی»: nobody in particular
_ANY = frozenset(
    {"همان", "یا", "یک", "هر", "هیچ", "چند", "چه", "کدام", "تنها", "دومین", "اولین"}
)


def taken_up(scene: Scene, holdings: Sequence[Holding]) -> list[Holding]:
    """Return the posts in sport by which an article takes somebody up.

    Of several ways to call one person that which tells most, and only with a club.

    Args:
        scene: Titles and persons.
        holdings: All that is known so far.
    """
    if _is_undecided(scene):
        return []
    held = {holding.title.first for holding in holdings}
    found: dict[str, tuple[Person, Title]] = {}
    ranks: dict[str, tuple[bool, bool]] = {}
    for title in scene.titles:
        if title.first in held or not _takes_up(scene, title):
            continue
        person = _meant(scene, title, holdings)
        key = None if person is None else _key_at(scene, person.mention)
        if person is None or key is None:
            continue
        told = _with_club(scene, title)
        rank = (title.entry.key not in _BROAD, told is title)
        if told.body is not None and (key not in ranks or rank > ranks[key]):
            found[key], ranks[key] = (person, told), rank
    return [
        Holding(title=title, mention=one.mention, rule="taken_up", confidence=0.6)
        for one, title in found.values()
    ]


def _is_undecided(scene: Scene) -> bool:
    """Whether a headline names several, or who may come for another.

    «قلعه‌بانی: نوری پول زیادی خواست», «نوری جانشین کریمی می‌شود؟».
    """
    heads = [s for s in scene.context.document.sentences if s.part is Part.TITLE]
    named = {
        _key_at(scene, person.mention)
        for person in scene.persons
        if any(head.first <= person.first < head.last for head in heads)
    }
    keys = {key for s in heads for key in scene.context.keys[s.first : s.last]}
    return len(named) > 1 or not _CHANGE.isdisjoint(keys)


_CHANGE = frozenset(
    {"جانشین", "جانشینی", "جایگزین", "گزینه", "کاندیدا", "کاندیدای", "نامزد", "بعدی"}
    | {"جدید"}
)


def with_club(scene: Scene, holding: Holding) -> Holding:
    """Return a player's or coach's post with the club that the article tells of."""
    title = holding.title
    bare = title.body is None and not title.plural
    if not bare or title.entry.key not in _COACHES | _PLAYERS:
        return holding
    if _is_of_country(scene, title):
        return holding  # «اسطوره فوتبال پرو»
    sentence = scene.context.sentence_at(title.first)
    keys = scene.context.keys[sentence.first : sentence.last]
    if not _WANTING.isdisjoint(keys):
        return holding  # «باران خواهان رضایی، مهاجم جوان، است»
    key = _key_at(scene, holding.mention)
    if key is not None and _is_topic(scene, key):
        return replace(holding, title=_with_club(scene, title))
    club = _next_club(scene, title, sentence.last)
    return holding if club is None else replace(holding, title=_of_club(title, club))


def _is_of_country(scene: Scene, title: Title) -> bool:
    """Whether a post's own words tell of which sport, and so whose it is."""
    return any(scene.key(at) in sports() for at in range(title.head_last, title.last))


def _next_club(scene: Scene, title: Title, limit: int) -> Mention | None:
    """«رضایی، دروازه‌بان | چهار بازی اخیر | باران»: a club soon after a post."""
    end = min(limit, title.last + _CLUB_REACH)
    if any(title.last <= person.first < end for person in scene.persons):
        return None
    bodies = [range(*one.body) for one in scene.titles if one.body is not None]
    after = [club for _, club in _clubs(scene) if title.last <= club.first < end]
    after = [club for club in after if scene.key(club.first - 1) != "از"]
    owned = any(club.first in body for club in after for body in bodies)
    return after[0] if len(after) == 1 and not owned else None


_CLUB_REACH = 9


# sentences that name a club which wants a player, or a captain of the air
_WANTING = frozenset(
    {"خواهان", "پیشنهاد", "مذاکره", "جذب", "علاقه", "علاقهمند", "مشتری", "حریف"}
    | {"پرواز", "هواپیما", "خلبان", "گزینه", "گزینههای", "مدنظر", "مد", "مدنظرش"}
)


# «هافبک» tells more than «بازیکن», «سرمربی» than «مربی», a club of its own than one
# that is told elsewhere
_BROAD = frozenset({"player", "coach"})


def _takes_up(scene: Scene, title: Title) -> bool:
    """Whether a post points to somebody known: «این هافبک», «هافبک عراقی سپیدرود»."""
    if title.plural or title.entry.key not in _COACHES | _PLAYERS:
        return False
    before, after = scene.key(title.first - 1), scene.key(title.last)
    if before in _ANY or before.endswith("ترین") or after in _DENIALS:
        return False
    if _is_of_unknown(scene, title):
        return False
    if not _NEW.isdisjoint(scene.context.keys[title.head_last : title.last]):
        return False  # «سرمربی جدید تیم معرفی می‌شود»
    if not _HIS.isdisjoint(scene.context.keys[title.head_last : title.last + 1]):
        return False  # «عصبانیت رضایی از هافبک فرانسوی تیمش»: another's player
    return not _is_any(scene, title) and _is_pointed(scene, title)


def _is_of_unknown(scene: Scene, title: Title) -> bool:
    """«ژول نوواک مهاجم پرویی …»: a name that nothing else knows stands before it."""
    at = title.first - 1
    if at < scene.context.sentence_at(title.first).first:
        return False
    word = scene.context.document.tokens[at]
    return word.pos == "PROPN" and scene.context.mention_at(at) is None


def _is_pointed(scene: Scene, title: Title) -> bool:
    """«این هافبک», «هافبک عراقی»: what takes up who was named before."""
    return scene.key(title.first - 1) in _THIS or any(
        (is_of_origin(scene.key(at)) or scene.key(at) in origins())
        and scene.key(at) not in _FROM_ANYWHERE
        for at in range(title.head_last, title.last)
    )


_FROM_ANYWHERE = frozenset({"خارجی", "داخلی", "وطنی", "بومی"})
_HIS = frozenset({"تیمش", "تیمشان", "رقیبش", "رقیبشان", "حریف"})
_NEW = frozenset({"جدید", "بعدی", "اینده", "موقت"})
_DENIALS = frozenset({"شود", "بشود", "میشد", "نشد", "نیست", "نبود", "شدن"})


def _is_any(scene: Scene, title: Title) -> bool:
    """«بازیکن بزرگی», «مربی خوبی»: an indefinite «ی» ends the phrase."""
    tokens = scene.context.document.tokens
    last = tokens[title.last - 1]
    described = title.last > title.head_last and title.body is None
    return (
        described
        and last.pos == "ADJ"
        and last.form.endswith("ی")
        and scene.key(title.last - 1) not in origins()
        and not is_of_origin(scene.key(title.last - 1))
    )


def _meant(scene: Scene, title: Title, holdings: Sequence[Holding]) -> Person | None:
    """Return whom a post means: who was named last before it, of the headline's.

    ``None`` where the article gives that person a post in sport anyhow.
    """
    before = [person for person in scene.persons if person.first < title.first]
    if not before:
        return None
    person = before[-1]
    key = _key_at(scene, person.mention)
    posted = any(
        holding.title.entry.domain == "sport" and _key_at(scene, holding.mention) == key
        for holding in holdings
    )
    if key is None or posted or not _is_topic(scene, key):
        return None
    return person if _may_mean(scene, title, person) else None


def _may_mean(scene: Scene, title: Title, person: Person) -> bool:
    """Whether a post may take up a person, from where both stand and whence he is.

    Within one clause «رضایی با این بازیکن …» are two.
    """
    together = scene.same_sentence(person.first, title.first)
    acted = any(
        person.last <= group.tokens[-1] < title.first
        for group in scene.context.document.verb_groups
    )
    if together and not acted:
        return False
    words = name_words(scene.context.keys[person.first : person.last])
    local = len(words) > 1 and words[-1] in word_keys("surnames")
    return not (local and _is_foreign(scene, title))


def _is_foreign(scene: Scene, title: Title) -> bool:
    """Whether a post is told of a foreigner («مهاجم برزیلی»)."""
    return any(
        scene.key(at)[:-1] in countries() and scene.key(at) != "ایرانی"
        for at in range(title.head_last, title.last)
    )


def _is_topic(scene: Scene, key: str) -> bool:
    """Whether the headline names a person."""
    return any(
        scene.context.sentence_at(person.first).part is Part.TITLE
        and _key_at(scene, person.mention) == key
        for person in scene.persons
    )


def _key_at(scene: Scene, mention: int) -> str | None:
    return entity_key(scene.context.coreference.entity_at(mention))


def _has_club(scene: Scene, title: Title) -> bool:
    """Whether a title's own words name a club, not «تیم» alone, nor a country."""
    mentions = () if title.body is None else scene.context.mentions[slice(*title.body)]
    return any(
        mention is not None and mention.kind is EntityKind.ORGANIZATION
        for mention in mentions
    )


def _with_club(scene: Scene, title: Title) -> Title:
    """Return a post with the only club of its sentence, the headline or the lead.

    Else with the club that the article names far more often than any other.
    """
    if _has_club(scene, title):
        return title
    sentences = scene.context.document.sentences
    own = scene.context.sentence_at(title.first)
    if _is_wanted(scene, title):
        return _of_club(title, None)
    heads = [one for one in sentences if one.part is not Part.BODY]
    opening = sentences[min(len(heads), len(sentences) - 1)]
    every = list(_clubs(scene))
    for sentence in (own, *heads, opening):
        clubs = {
            name: club
            for name, club in every
            if sentence.first <= club.first < sentence.last
        }
        if clubs:
            one = next(iter(clubs.values())) if len(clubs) == 1 else None
            return _of_club(title, one)
    return _of_club(title, _commonest(every))


def _is_wanted(scene: Scene, title: Title) -> bool:
    """Whether the clubs that an article names need not be the player's.

    They want him («بایرن خواهان رضایی شد»), or he is one of old («مربی پیشکسوت»).
    """
    sentence = scene.context.sentence_at(title.first)
    leading = [
        one for one in scene.context.document.sentences if one.part is not Part.BODY
    ]
    words = {
        key
        for one in (sentence, *leading)
        for key in scene.context.keys[one.first : one.last]
    }
    old = "پیشکسوت" in scene.context.keys[title.first : title.last]
    return old or not _SEEKING.isdisjoint(words)


_SEEKING = frozenset({"خواهان", "مشتری", "مشتریان", "علاقهمند", "جذب", "پیشنهاد"})


def _of_club(title: Title, club: Mention | None) -> Title:
    bare = replace(title, body=None)
    return bare if club is None else bare.of_body((club.first, club.last))


def _commonest(clubs: Sequence[tuple[str, Mention]]) -> Mention | None:
    """Return the first place of a name that stands twice as often as any other."""
    (name, times), *rest = (*Counter(name for name, _ in clubs).most_common(2), ("", 0))
    if times < _OFTEN or times < _OFTEN * rest[0][1]:
        return None
    return next(club for told, club in clubs if told == name)


_OFTEN = 2


def _clubs(scene: Scene) -> Iterator[tuple[str, Mention]]:
    """Yield the clubs that an article names, «باشگاه» and «تیم» taken off."""
    for mention in scene.context.document.mentions:
        if mention.kind is EntityKind.ORGANIZATION and _is_club(scene, mention):
            if _is_anothers(scene, mention):
                continue
            keys = scene.context.keys[mention.first : mention.last]
            yield "".join(key for key in keys if key not in _CLUB_NOUNS), mention


def _is_anothers(scene: Scene, mention: Mention) -> bool:
    """«… جایش را به بازیکن سابق سپیدرود داد»: the club of somebody's own post."""
    return any(
        one.body is not None and one.body[0] <= mention.first < one.body[1] and one.told
        for one in scene.titles
    )


_CLUB_NOUNS = frozenset({"باشگاه", "تیم", "فوتبال"})


def _is_club(scene: Scene, mention: Mention) -> bool:
    """Whether a body is neither an outlet, a federation nor the rival of a match."""
    at = mention.first - 1
    while scene.form(at) in {'"', "«", "“"} or scene.key(at) in _CLUB_NOUNS:
        at -= 1
    keys = scene.context.keys[mention.first : mention.last]
    outlet = "".join(keys) in word_keys("news_agencies")
    rival = scene.key(at) == "از" and scene.key(at - 1) in _OVER
    apart = rival or outlet or scene.key(at) in _NOT_OF
    return not apart and _NO_CLUBS.isdisjoint(keys)


_NOT_OF = frozenset(
    {"گزارش", "خبرنگار", "خبرگزاری", "سایت", "روزنامه", "نقل", "به", "بر"}
    | {"مقابل", "برابر", "علیه", "حریف", "رقیب", "مصاف"}
)
_OVER = frozenset({"شکست", "باخت", "پیروزی", "برد"})  # «شکست از باران»
_NO_CLUBS = frozenset(
    {"فدراسیون", "لیگ", "کنفدراسیون", "سازمان", "کمیته", "وزارت", "فیفا", "یوفا"}
    | {"فیسبوک", "توییتر", "اینستاگرام", "دیوان", "دادگاه", "هواپیمایی", "شورای"}
    | {"خبرگزاری", "ایسنا", "فارس", "مهر", "تسنیم", "روزنامه", "شبکه", "سایت"}
    | {
        "سفارت",
        "اتحادیه",
        "بانک",
        "دانشگاه",
        "دادگاه",
        "نشریه",
        "هیات",
        "پلیس",
        "شورای",
    }
)
