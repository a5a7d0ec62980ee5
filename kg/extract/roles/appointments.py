"""Titles that a verb gives or takes: «به عنوان …», «از ریاست … کناره‌گیری کرد».

Here the holder is the subject or object of the clause, not the name beside the title.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.extract.roles.apart import FIRSTS
from kg.extract.roles.groups import several
from kg.extract.roles.lists import COMMAS, back_over_bracket, names_from, names_up_to
from kg.extract.roles.posts import is_same_role
from kg.extract.roles.predicates import clause_start, subject_pronoun
from kg.extract.roles.scene import Holding
from kg.extract.roles.titles import Rest, TitleEntry, title_matcher
from kg.extract.roles.vocabulary import bodies
from kg.lexicon import PhraseMatch, PhraseMatcher, rows
from kg.model import EntityKind, Polarity, Status, Tense
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.roles.chains import ChainReader
    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Person, Scene
    from kg.model import VerbGroup


OfficeMatch = PhraseMatch[TitleEntry]
_AS = frozenset(
    {"عنوان", "سمت", "مقام", "بعنوان", "کسوت", "بهعنوان", "جایگاه", "صفت", "حیث"}
    | {"منحیث"}
)
# «با استعفای علی رضایی», «به جای علی رضایی»: the name is told beside, not appointed
_BESIDE = frozenset(
    {"استعفای", "برکناری", "عزل", "جدایی", "درگذشت", "حضور", "جایگزین", "جای", "جانشین"}
    | {"سوی", "طرف", "حکم", "دستور", "موافقت", "پیشنهاد", "توسط", "دعوت", "خداحافظی"}
    | {"رفتن", "فوت", "کنارهگیری", "همراه", "اخراج"}
)
_LEAVING = frozenset(
    {
        "استعفا",
        "استعفای",
        "برکنار",
        "برکناری",
        "عزل",
        "کنار",
        "کنارهگیری",
        "خلع",
        "اخراج",
    }
    | {"معزول", "جدا", "خداحافظی", "تودیع", "انصراف", "برکنارشده", "کنارگذاشته"}
)
_ENTERING = frozenset(
    {"منصوب", "انتخاب", "برگزیده", "برگزید", "برگزیدند", "گماشت", "گماشته", "رسید"}
    | {"انتصاب", "منسوب", "رسیده", "رسیدند", "درامد", "درامدند", "درامده", "درمیاید"}
)
_CHOICE = frozenset({"انتخاب", "انتصاب"})
_HOLDING = frozenset({"عهده", "برعهده", "عهدهدار"})
_ACTING = frozenset({"سرپرست", "سرپرستی", "کفیل"})  # «سرپرستی | مدیرعاملی باشگاه»
_RECORDS = frozenset({"کارنامه", "سوابق", "کارنامهاش"})
_POSTS = frozenset({"سمت", "مقام", "پست"})  # «از | سمت | نایب رئیسی …»
_OFFICE_REACH = 14  # tokens between an office and the verb that gives or takes it
_MARK = frozenset({"را", "رو"})


@cache
def _offices() -> PhraseMatcher[TitleEntry]:
    """Return a matcher of nouns of office; the value is the entry of their title."""
    entries = {}
    for noun, title in rows("role_offices", 2):
        found = title_matcher().match([match_key(word) for word in title.split()], 0)
        if found is not None:
            entries[noun] = found.value
    return PhraseMatcher(entries.items())


def as_members(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی، حسن کریمی و رضا محبی به عنوان اعضای هیئت رئیسه».

    Tried first: the names that follow in «…، رضا محبی به عنوان اعضای شورا، مینا بهاری
    و … به عنوان بازرسان» are those of the next title.
    """
    title = scene.titles[index]
    if not title.plural or scene.key(title.first - 1) not in _AS:
        return []
    told = _with_later_body(scene, _with_told_body(scene, title, index), index)
    each = _each_with_post(scene, told, index)
    if each:
        return each
    for end in range(title.first - 1, title.first - 5, -1):
        person = scene.ending(back_over_bracket(scene, end))
        if person is not None:
            return several(scene, told, person)
    return []


def _each_with_post(scene: Scene, title: Title, index: int) -> list[Holding]:
    """«رضایی نماینده یزد، کریمی نماینده قم و … به عنوان نمایندگان کمیسیون»."""
    found: list[Person] = []
    end = title.first - 2
    for before in range(index - 1, -1, -1):
        post = scene.titles[before]
        person = scene.ending(post.first)
        near = post.last <= end <= post.last + _LONGEST_LINK
        if person is None or not near or not scene.held.get(before):
            break
        if not scene.same_sentence(person.first, title.first):
            break
        found.insert(0, person)
        end = person.first
    return [
        Holding(title=title, mention=one.mention, rule="as_members", confidence=0.75)
        for one in (found if len(found) > 1 else ())
    ]


_LONGEST_LINK = 2  # «، و»


def as_title(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی را به عنوان سرمربی معرفی کرد», «منحیث وزیر تعیین شد»."""
    title = scene.titles[index]
    given = _given_at(scene, title)
    if given is None:
        return []
    reach = scene.context.keys[max(0, title.first - _SELF_REACH) : title.first]
    one = scene.key(title.first - 1) == "از"  # «به عنوان یکی از مشاوران …»
    successor = title.plural and title.entry.title == "جانشین"  # «یکی از جانشینان او»
    if (title.plural and not one) or successor or not _SELF.isdisjoint(reach):
        return []  # «بنده در سمت فرماندهی …»: the speaker himself
    start = scene.context.sentence_at(title.first).first
    start = max(start, clause_start(scene, title.first))
    posted = _holder_beside(scene, index, given)
    chosen = posted or _appointed(scene, start, title.first)
    if chosen is None or _is_of_pronoun(scene, given - 2):
        return []  # «با او به عنوان دبیر سخن گفت»
    acts = scene.key(chosen.last) not in _MARK and _body_acts(scene, title, posted)
    if acts or _is_refused(scene, title) or _is_wished(scene, title):
        return []
    told = _with_later_body(scene, _with_told_body(scene, title, index), index)
    far = posted is None and _is_far(scene, title, given, chosen)
    if far and (told.body is None or _is_of_another(scene, given, chosen)):
        return []  # «… و بهترین نتیجه‌اش به عنوان بازیکن»
    return [
        Holding(
            title=told,
            mention=chosen.mention,
            rule="as_title",
            confidence=0.65,
        )
    ]


def _is_of_pronoun(scene: Scene, end: int) -> bool:
    """«دو فرزند او | به عنوان دانشجو», «او را | به عنوان …»: another is meant.

    So in «آنها را | به عنوان …», «به نظر شما | به عنوان …».
    """
    at = end - (scene.key(end) in _MARK)
    return scene.key(at) in _PRONOUNS or not _THEM.isdisjoint(
        (scene.key(end), scene.key(end - 1))
    )


def _is_far(scene: Scene, title: Title, given: int, chosen: Person) -> bool:
    """Whether more than «را» or an origin stands between a name and «به عنوان»."""
    judge = title.entry.key == "referee"  # a coach without a club tells too little
    marked = judge and scene.key(chosen.last) in _MARK
    gap = given + 1 - _over_origin(scene, chosen.last) - marked
    return gap > _ADJACENT and title.entry.domain != "arts"


def _is_of_another(scene: Scene, given: int, chosen: Person) -> bool:
    """Whether the words between a name and «به عنوان» tell of somebody else.

    An object that is no name («یک سرهنگ را»), a name that nothing knows («… ژول
    نوواک»), or a main clause that has ended; a relative one («که …») may.
    """
    document, keys, at = scene.context.document, scene.context.keys, given - 2
    if keys[at] in keys[chosen.first : chosen.last]:
        return False  # «حضور رضایی … انتخاب رضایی به عنوان …»
    if keys[at] in _MARK:
        return _is_some_object(scene, chosen.last, at)
    free = scene.context.mention_of[at] < 0 and chosen.last <= at
    titled = any(one.first <= at < one.last for one in scene.titles)
    if free and document.tokens[at].pos == "PROPN" and not titled:
        return True
    ended = any(
        chosen.last <= group.tokens[-1] < given and not _is_talk(scene, group)
        for group in document.verb_groups
    )
    return ended and "که" not in keys[chosen.last : given]


def _is_some_object(scene: Scene, first: int, mark: int) -> bool:
    """«یک سرهنگ | را»: somebody who is not named, and no apposition after a comma."""
    return any(
        scene.key(at) == "یک" and scene.form(at - 1) not in COMMAS
        for at in range(max(first, mark - _LONGEST_OBJECT), mark)
    )


_LONGEST_OBJECT = 4


def _is_talk(scene: Scene, group: VerbGroup) -> bool:
    """«در گفت و گو با …»: no verb there."""
    last = group.tokens[-1]
    return scene.context.keys[last : last + 3] == ("گفت", "و", "گو")


def _is_refused(scene: Scene, title: Title) -> bool:
    """«چرا رضایی به عنوان سرمربی انتخاب نشد»: the verb of the post is denied."""
    limit = scene.context.sentence_at(title.first).last
    after = (
        group
        for group in scene.context.document.verb_groups
        if title.last <= group.tokens[-1] < limit
    )
    verb = next(after, None)
    refused = verb is not None and verb.polarity is Polarity.NEGATIVE
    return refused and verb is not None and verb.tokens[0] <= title.last + 1


def _is_wished(scene: Scene, title: Title | OfficeMatch) -> bool:
    """«آیا رضایی به عنوان سرمربی …», «قصد دارد رضایی را به وزارت … منصوب کند».

    A question, or a wish or plan of somebody, whose verb is subjunctive.
    """
    sentence = scene.context.sentence_at(title.first)
    before = scene.context.keys[sentence.first : title.first]
    if "ایا" in before:
        return True
    after = (
        group
        for group in scene.context.document.verb_groups
        if title.last <= group.tokens[-1] < sentence.last
    )
    verb = next(after, None)
    wished = verb is not None and verb.tense is Tense.SUBJUNCTIVE
    told = any(before[at : at + 3] == _OPINION for at in range(len(before)))
    told = told and verb is not None and scene.key(verb.tokens[-1]) in _BE
    return wished and (told or not _WISHES.isdisjoint(before))


_WISHES = frozenset(
    {"قصد", "بخواهد", "میخواهد", "میخواهند", "میخواست", "خواستار", "تمایل"}
)
_BE = frozenset({"باشد", "باشند", "شود", "بشود", "بماند"})
_OPINION = ("این", "است", "که")  # «نظر من | این است که | …»


def _given_at(scene: Scene, title: Title) -> int | None:
    """Return the token of «عنوان» before a title, or before «یکی (دیگر) از» and it.

    So before «اولین | فرماندار …».
    """
    at = title.first - 1 - (scene.form(title.first - 1) == "«")
    at -= title.body is not None and scene.key(at) in FIRSTS
    if scene.key(at) == "مقام" and scene.key(at - 1) not in {"در", "به"}:
        return None  # «از مقام مسئول وزارت شنید»
    if scene.key(at) == "از":
        other = scene.key(at - 1) == "دیگر"
        if scene.key(at - 1 - other) != "یکی":
            return None
        at -= 2 + other
    return at if scene.key(at) in _AS else None


def _over_origin(scene: Scene, token: int) -> int:
    """«علی رضایی | از ایران | به عنوان ناظر»: step over whence somebody is."""
    place = scene.context.mention_at(token + 1)
    told = scene.key(token) == "از" and place is not None
    return place.last if told and place and place.kind is EntityKind.PLACE else token


_SELF = frozenset({"من", "بنده", "اینجانب"})
_SELF_REACH = 4  # tokens of «بنده در سمت»


def _with_told_body(scene: Scene, title: Title, index: int) -> Title:
    """«معارفه مدیرکل گمرک: … به عنوان مدیرکل جدید»: the body told just before."""
    if title.body is not None or index == 0:
        return title
    before = scene.titles[index - 1]
    keys = scene.context.keys
    if not scene.same_sentence(before.first, title.first):
        return title
    told = _enumerated_body(scene, before)
    if told is not None:
        return title.of_body(told)
    if before.plural or before.body is None or not is_same_role(keys, before, title):
        return title
    return title.of_body(before.body)


def _enumerated_body(scene: Scene, before: Title) -> tuple[int, int] | None:
    """«رضایی به عنوان رئیس شورا، کریمی به عنوان دبیر»: the body of the post before.

    That post, too, is given by «به عنوان», and has the body or got it the same way.
    """
    if scene.key(before.first - 1) not in _AS:
        return None
    held = scene.held.get(scene.titles.index(before), [])
    return held[0].title.body if held else None


def _appointed(scene: Scene, start: int, end: int) -> Person | None:
    """Return whom words between two tokens appoint: object, neighbour or subject."""
    near = [p for p in scene.persons if start <= p.first and p.last <= end]
    posts = {t.first: t.last for t in scene.titles if start <= t.first < end}
    objects = [p for p in near if scene.key(posts.get(p.last, p.last)) in _MARK]
    if objects:
        return objects[-1]
    beside = next((p for p in near if end - p.last <= _ADJACENT), None)
    if beside is not None and scene.key(beside.first - 1) not in _REPLACING | _GIVERS:
        return beside
    free = [p for p in near if not _is_beside(scene, p, start)]
    free = [p for p in free if not _is_served(scene, p)]
    return free[-1] if free else None


_PRONOUNS = frozenset({"او", "وی", "ایشان"})
_THEM = frozenset({"انها", "انان", "ما", "شما"})
_ADJACENT = 2  # «علی رضایی | به عنوان | سرمربی»
_REPLACING = frozenset({"جایگزین", "جای", "جانشین"})
# «با حکم علی رضایی به عنوان دبیر»: who appoints
_GIVERS = frozenset({"حکم", "دستور", "ابلاغ", "پیشنهاد", "موافقت", "توسط"})


def _is_served(scene: Scene, person: Person) -> bool:
    """«به عنوان دستیار رضایی … و سپس به عنوان سرمربی …»: whose assistant one was."""
    title = next((one for one in scene.titles if one.last == person.first), None)
    return title is not None and scene.key(title.first - 1) in _AS


def _is_beside(scene: Scene, person: Person, start: int) -> bool:
    """Whether a name only hangs on another noun («پس از استعفای علی رضایی»)."""
    before = person.first - 1
    if before < start:
        return False
    if scene.key(before) in _BESIDE:
        return True
    return scene.context.document.tokens[before].pos == "ADP" and (
        scene.key(before) not in {"از", "را"}
    )


def _holder_beside(scene: Scene, index: int, given: int) -> Person | None:
    """«علی رضایی نماینده یزد | به عنوان دبیر»: who holds the post right before."""
    before = scene.titles[index - 1] if index else None
    held = scene.held.get(index - 1, []) if before is not None else []
    if before is None or len(held) != 1 or not 0 <= given - 1 - before.last <= 1:
        return None
    person = next(p for p in scene.persons if p.mention == held[0].mention)
    gives = scene.key(person.first - 1) in _GIVERS
    near = scene.same_sentence(person.first, given)
    return person if near and not gives else None


def _with_later_body(scene: Scene, title: Title, index: int) -> Title:
    """«رضایی به عنوان رئیس، کریمی به عنوان دبیر کمیسیون»: a body told of the last."""
    if title.body is not None or title.entry.rest is Rest.NONE:
        return title
    for after in scene.titles[index + 1 :]:
        if not scene.same_sentence(title.first, after.first):
            break
        if scene.key(after.first - 1) in _AS and after.body is not None:
            return title.of_body(after.body)
    return title


def _body_acts(scene: Scene, title: Title, posted: Person | None) -> bool:
    """«مجلس به عنوان نماینده مردم»: a body right before is the subject.

    Not that of a post before it, which ``posted`` holds.
    """
    if posted is not None:
        return False
    for token in range(title.first - 3, title.first - 1):
        mention = scene.context.mention_at(token)
        if mention is None or mention.kind is not EntityKind.ORGANIZATION:
            continue
        return scene.key(mention.first - 1) not in _BESIDE
    return False


def successor(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی جایگزین حسن کریمی رئیس سازمان آب شد»: two hold the post in turn."""
    title = scene.titles[index]
    for person in scene.persons:
        gap = title.first - person.last
        if not 0 <= gap <= _ADJACENT or scene.key(person.first - 1) not in _REPLACING:
            continue
        if not scene.same_sentence(person.first, title.first):
            continue
        start = clause_start(scene, person.first)
        new = [p for p in scene.persons if start <= p.first and p.last < person.first]
        given = not new or _is_object_between(scene, new[-1].last, person.first)
        return [] if given else _in_turn(title, new, person)
    return []


def _is_object_between(scene: Scene, first: int, last: int) -> bool:
    """«رضایی فرد تازه‌ای را جایگزین کریمی کرد»: another is the new one, not named."""
    return any(scene.key(at) in _MARK for at in range(first + 1, last))


def _in_turn(title: Title, new: Sequence[Person], old: Person) -> list[Holding]:
    return [
        Holding(
            title=title,
            mention=person.mention,
            rule="successor",
            confidence=0.6,
            status=to,
        )
        for person, to in ((new[-1], None), (old, Status.FORMER))
    ]


def offices(
    scene: Scene, reader: ChainReader, matches: Sequence[OfficeMatch]
) -> list[Holding]:
    """«علی رضایی از ریاست فدراسیون شنا کناره‌گیری کرد»: nouns of office.

    They are no titles elsewhere: only a verb that gives, takes or holds the office
    makes one of them a statement about a person.
    """
    found: list[Holding] = []
    starts = {match.first for match in matches}
    for match in matches:
        if match.last in starts and scene.key(match.last) not in bodies():
            continue  # «سرپرستی | مدیرعاملی …»
        status = None if _is_wished(scene, match) else _told_status(scene, match)
        person = None if status is None else _office_holder(scene, match)
        if person is None:
            continue
        title = reader.read(match)
        if title.body is None:
            continue
        found += [
            Holding(
                title=title,
                mention=one.mention,
                rule="office",
                confidence=0.6,
                status=status,
            )
            for one in _all_holders(scene, person, match.first)
        ]
    return found


# «رضایی که در زمان کریمی به عضویت تیم باران درآمد»
_TIMES = frozenset({"زمان", "دوران", "دوره", "عهد"})


def _all_holders(scene: Scene, person: Person, office: int) -> Sequence[Person]:
    """«علی رضایی و حسن کریمی به عضویت شورا درآمدند»: all names of a list before it."""
    beside = 0 <= office - 1 - person.last <= 1
    return names_up_to(scene, person) if beside else (person,)


def office_matches(scene: Scene) -> Iterator[OfficeMatch]:
    """Yield the nouns of office of a document, in order."""
    matcher, keys = _offices(), scene.context.keys
    for token in range(len(keys)):
        if not matcher.may_start(keys[token]):
            continue
        found = matcher.match(keys, token)
        if found is not None and scene.same_sentence(token, found.last - 1):
            yield found


def _told_status(scene: Scene, match: OfficeMatch) -> Status | None:
    """Return how the clause says that the office is held, ``None`` if it does not."""
    first = match.first - (scene.key(match.first - 1) in _POSTS)
    before = scene.key(first - 1)
    limit = scene.context.sentence_at(match.first).last
    after = scene.context.keys[match.last : min(limit, match.last + _OFFICE_REACH)]
    ahead = scene.context.keys[max(0, match.first - 5) : match.first]
    if before == "از" and not _LEAVING.isdisjoint((*after, *ahead)):
        return Status.FORMER
    if before == "به" and not _ENTERING.isdisjoint((*after, *_CHOICE & set(ahead))):
        return Status.CURRENT  # «… انتخاب شد», «انتخاب رضایی به ریاست …»
    own = after[: after.index("که")] if "که" in after else after
    if "را" in own and not _RECORDS.isdisjoint(own):
        return Status.FORMER  # «ریاست سازمان آب را در کارنامه دارد»
    held = "را" in own and not _HOLDING.isdisjoint(own)
    held = held or in_hands_of(scene, match.last) is not None
    status = Status.ACTING if before in _ACTING else Status.CURRENT
    return status if held or before in _HOLDING else None


def _office_holder(scene: Scene, match: OfficeMatch) -> Person | None:
    given = in_hands_of(scene, match.last)
    if given is not None:
        return given
    start = clause_start(scene, match.first)
    end = match.first - 1
    near = [p for p in scene.persons if start <= p.first and p.last <= match.first]
    if _is_of_body(scene, match.first):
        return None
    if not near:
        return _after_object(scene, match) or _pronoun(scene, match.first)
    beside = next((p for p in near if 0 <= end - p.last <= 1), None)
    if beside is not None and scene.key(beside.first - 1) not in _TIMES:
        return beside
    near = [p for p in near if not _acts_between(scene, p.last, match.first)]
    last = near[-1] if near else None
    if last is None or scene.form(last.last) in COMMAS:
        return last
    return _appointed(scene, last.first, match.first)


def in_hands_of(scene: Scene, start: int) -> Person | None:
    """«سرپرستی این فدراسیون (نیز) بر عهده | علی رضایی | است»: who has it in hand.

    No verb and no object between, and a copula after the name.
    """
    limit = scene.context.sentence_at(start - 1).last
    for at in range(start, min(limit, start + _OFFICE_REACH)):
        if scene.key(at) in _HOLDING:
            person = scene.starting(at + 1)
            last = None if person is None else names_from(scene, person)[-1].last
            return person if last is not None and scene.key(last) in _IS else None
        if scene.key(at) in _MARK or scene.context.document.tokens[at].pos == "VERB":
            return None
    return None


_IS = frozenset({"است", "بود", "بوده", "میباشد", "باشد", "خواهد"})


def _is_of_body(scene: Scene, office: int) -> bool:
    """«وزارت نفت که مدیریت این موسسه را برعهده دارد»: a body's business, no post."""
    start = scene.context.sentence_at(office).first
    for at in range(office - 1, start, -1):
        if scene.key(at) == "که":
            if any(title.last == at for title in scene.titles):
                return False  # «رضایی، رئیس سازمان آب که مدیریت …»
            mention = scene.context.mention_at(at - 1)
            return mention is not None and mention.kind is EntityKind.ORGANIZATION
    return False


def _after_object(scene: Scene, match: OfficeMatch) -> Person | None:
    """«سرمربیگری تیم باران را علی رضایی برعهده دارد»: the subject comes after it."""
    limit = scene.context.sentence_at(match.first).last
    for at in range(match.last, min(limit, match.last + _OFFICE_REACH)):
        if scene.key(at) in _MARK:
            return scene.starting(at + 1)
    return None


def _pronoun(scene: Scene, before: int) -> Person | None:
    """«او بیست سال مدیریت نشریه باران را برعهده داشت»: the last person named."""
    pronoun = subject_pronoun(scene, before)
    if pronoun is None or _acts_between(scene, pronoun, before):
        return None
    named = [person for person in scene.persons if person.last <= pronoun]
    return named[-1] if named else None


def _acts_between(scene: Scene, first: int, last: int) -> bool:
    """Whether another verb has ended between two tokens."""
    return any(
        first <= group.tokens[-1] < last for group in scene.context.document.verb_groups
    )
