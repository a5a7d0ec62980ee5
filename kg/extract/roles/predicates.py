"""Rules for posts that a verb gives: «علی رضایی … وزیر نفت است», «او … بود»."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.marks import PRONOUNS
from kg.extract.roles.apart import ASKED, is_praise, tells_when
from kg.extract.roles.joining import run_end
from kg.extract.roles.scene import LINKS, STATES, Holding, Person, Scene, holding
from kg.extract.roles.titles import Rest
from kg.extract.roles.vocabulary import bodies
from kg.model import Status


if TYPE_CHECKING:
    from kg.extract.roles.model import Title


COPULAS = frozenset(
    {"است", "بود", "بوده", "شد", "شده", "هست", "می‌شود", "میشود", "باشد", "خواهد"}
)
_NEAR = 6  # tokens between a name and a bare predicate
_FAR = 20  # the same where the predicate names a body
_NOT_PREDICATE = frozenset(
    {"این", "ان", "با", "به", "از", "بهترین", "اولین", "نخستین", "تنها"}
)
_EARLIER = ("پیش", "از", "این")


def clause_start(scene: Scene, at: int) -> int:
    """Return where the words before ``at`` start that may hold its subject.

    A mark before a name («به «علی رضایی»») begins no clause.
    """
    start = scene.context.sentence_at(at).first
    for token in range(at - 1, start - 1, -1):
        opens = scene.form(token) in {":", "«"} and at - token > 1
        if opens and scene.starting(token) is None:
            return token + 1
    return start


def copula(scene: Scene, index: int) -> list[Holding]:
    """«علی رضایی که رئیس دانشگاه بود», «او مربی و سرپرست تیم است»."""
    title = scene.titles[index]
    last = over_pointed(scene, scene.titles[run_end(scene, index)].last)
    verb = verb_after(scene, last)
    if title.plural or verb not in COPULAS or scene.form(last + 1) in ASKED:
        return []
    mention = predicate_subject(scene, title, verb)
    return [] if mention is None else [predicate(title, mention, "copula", verb)]


def over_pointed(scene: Scene, token: int) -> int:
    """«دبیر علمی | این نشست تخصصی | است»: step over what is pointed to."""
    if scene.key(token) not in _POINTING:
        return token
    at = token + 1
    while at - token <= _LONGEST_POINTED and _may_be_pointed(scene, at):
        at += 1
    return at if at > token + 1 else token


def _may_be_pointed(scene: Scene, token: int) -> bool:
    tokens = scene.context.document.tokens
    named = token < len(tokens) and scene.context.mention_of[token] >= 0
    return not named and token < len(tokens) and tokens[token].pos in {"NOUN", "ADJ"}


_POINTING = frozenset({"این", "همین"})
_LONGEST_POINTED = 3  # tokens of «کارگاه عکاسی تخصصی»


def of_this(scene: Scene, index: int) -> list[Holding]:
    """«مدرس این کارگاه عکاسی علی رضایی است», «مدرس این دوره، علی رضایی، گفت»."""
    title = scene.titles[index]
    end = over_pointed(scene, title.last)
    if title.plural or title.body is not None or end == title.last:
        return []
    comma = scene.form(end) == "،"
    person = scene.starting(end + comma)
    if person is None or not scene.same_sentence(title.first, person.first):
        return []
    after = scene.form(person.last)
    told = after in LINKS if comma else scene.key(person.last) in STATES
    return holding(title, person, "of_this", 0.65) if told else []


def predicate(title: Title, mention: int, rule: str, verb: str) -> Holding:
    """Return what «رضایی … رئیس سازمان آب بود» tells: a post that ended, with «بود»."""
    former = verb in {"بود", "بوده"}
    return Holding(
        title=title,
        mention=mention,
        rule=rule,
        confidence=0.6,
        status=Status.FORMER if former else None,
    )


def predicate_subject(scene: Scene, title: Title, verb: str) -> int | None:
    """Return the mention of whom a title is told, by a name before it."""
    start = max(clause_start(scene, title.first), title.first - _FAR)
    near = [p for p in scene.persons if start <= p.first and p.last <= title.first]
    near = [person for person in near if not tells_when(scene, person)]
    if near and (_is_owner(scene, near[-1]) or _is_in_quotes(scene, near[-1], title)):
        return None  # «رقیب رضایی رئیس سازمان آب شد»
    before = scene.key(title.first - 1)
    before = scene.key(title.first - 2) if before == "یک" else before
    told = scene.context.keys[max(0, title.first - 3) : title.first] == _EARLIER
    if not near or (before in _NOT_PREDICATE and not told) or before.endswith("ترین"):
        return None
    if not _is_predicate(scene, near[-1], title) or is_praise(scene, title):
        return None
    far_fetched = _is_far_fetched(scene, title, near[-1], verb)
    return None if far_fetched else near[-1].mention


def _is_in_quotes(scene: Scene, person: Person, title: Title) -> bool:
    """«… کتاب «سقوط رضایی و باران» که مدیر نشر …»: a name within a work's."""
    forms = [scene.form(at) for at in range(person.last, title.first)]
    closes = "»" in forms and "«" not in forms[: forms.index("»")]
    return closes and scene.form(person.first) != "«" and forms[0] != "»"


def _is_owner(scene: Scene, person: Person) -> bool:
    """Whether a name is tied to the noun before it, and no clause follows it."""
    before = scene.context.document.tokens[person.first - 1]
    owned = person.first and scene.same_sentence(person.first - 1, person.first)
    noun = bool(owned) and before.pos == "NOUN" and before.ezafe
    return noun and scene.key(person.last) not in {"که", "،"}


def pronoun_copula(scene: Scene, index: int) -> list[Holding]:
    """«او پیش از این معاون وزیر نیرو بود», «وی رئیس سازمان آب است»."""
    title = scene.titles[index]
    verb = verb_after(scene, scene.titles[run_end(scene, index)].last)
    told = title.body is not None or title.entry.rest is Rest.NONE
    if index in scene.held or title.plural or verb not in COPULAS or not told:
        return []
    if _speaks_of_self(scene, title) or _names_unknown(scene, title):
        return []
    ranked = scene.key(title.first - 1).endswith(("ترین", "مین"))
    if title.entry.domain == "sport" and ranked:
        return []  # «او بهترین گلزن تاریخ باشگاه است» praises, so does «پنجمین گلزن»
    mention = pronoun_subject(scene, title)
    return (
        [] if mention is None else [predicate(title, mention, "pronoun_copula", verb)]
    )


def _speaks_of_self(scene: Scene, title: Title) -> bool:
    """«او مربی پرو بوده است و من …»: who speaks tells of somebody else."""
    sentence = scene.context.sentence_at(title.first)
    own = range(sentence.first, sentence.last)
    first = any(
        group.person == 1 and not group.plural and group.tokens[-1] in own
        for group in scene.context.document.verb_groups
    )
    return first or any(scene.key(at) in _SELVES for at in own)


_SELVES = frozenset({"من", "مرا", "خوشحالم", "امیدوارم", "متاسفم", "مطمینم", "بنده"})


def _names_unknown(scene: Scene, title: Title) -> bool:
    """«… که نوواک در سمت خود می‌ماند. او وزیر پرو است»: a name that nothing knows.

    It stands in the sentence before the pronoun's, which names no person.
    """
    document = scene.context.document
    at = scene.context.sentence_of[title.first]
    if not at:
        return False
    before = document.sentences[at - 1]
    inside = range(before.first, before.last)
    if any(person.first in inside for person in scene.persons):
        return False
    return any(
        document.tokens[token].pos == "PROPN"
        and scene.context.mention_of[token] < 0
        and len(scene.key(token)) >= _LONG_NAME
        and scene.key(token - 1) in {"که", "،"}
        for token in inside
    )


_LONG_NAME = 5  # letters of a surname that no list has


def pronoun_subject(scene: Scene, title: Title) -> int | None:
    """Return a mention of whom a title is told, by a pronoun before it."""
    pronoun = subject_pronoun(scene, title.first)
    if pronoun is None or title.first - pronoun > _FAR or _acts_before(scene, title):
        return None
    before = scene.context.document.tokens[title.first - 1]
    if before.pos == "ADP" and scene.key(title.first - 1) not in PRONOUNS:
        return None
    if scene.key(title.first - 1) == "و" and not _is_second(scene, title):
        return None  # «تصمیم شورا و شهردار مهران بود»
    return meant_by(scene, pronoun)


def _is_second(scene: Scene, title: Title) -> bool:
    """Whether «و» joins a title to another before it, or to a clause."""
    at = title.first - 1
    verb = scene.context.document.tokens[at - 1].pos in {"VERB", "AUX", "PUNCT"}
    return verb or any(one.last in {at, at - 1} for one in scene.titles)


def own_copula(scene: Scene, index: int) -> list[Holding]:
    """«سخنگوی حزب و عضو شورا هستم»: the speaker tells of a post of his own."""
    title = scene.titles[index]
    verb = scene.key(scene.titles[run_end(scene, index)].last)
    if index in scene.held or title.plural or verb not in _OWN_COPULAS:
        return []
    if scene.key(title.first - 1) in _NOT_PREDICATE or not _names_body(scene, title):
        return []
    entity = scene.context.coreference.acting_at(title.first)
    mention = None if entity is None else mention_of(scene, entity.key)
    if mention is None:
        return []
    former = Status.FORMER if verb == "بودم" else None
    return [
        Holding(
            title=title,
            mention=mention,
            rule="own_copula",
            confidence=0.55,
            status=former,
        )
    ]


def _names_body(scene: Scene, title: Title) -> bool:
    """Whether a body or place is named, and no «بازیکن جوانی»."""
    if title.body is None:
        return False
    return any(
        scene.context.mention_at(token) is not None or scene.key(token) in bodies()
        for token in range(*title.body)
    )


_OWN_COPULAS = frozenset({"هستم", "بودم", "شدم", "بودهام"})
_SUBJECT_REACH = 3  # «همچنین وی …»


def verb_after(scene: Scene, token: int) -> str:
    """Return the word after a title, «هم», «نیز» and «در پرو» stepped over."""
    if scene.key(token) in {"هم", "نیز"}:
        return scene.key(token + 1)
    mention = scene.context.mention_at(token + 1) if scene.key(token + 1) else None
    if scene.key(token) == "در" and mention is not None:
        return scene.key(mention.last)
    return scene.key(token)


def subject_pronoun(scene: Scene, before: int) -> int | None:
    """Return the pronoun that begins the sentence of a token, if one does."""
    start = scene.context.sentence_at(before).first
    reach = range(start, min(start + _SUBJECT_REACH, before))
    return next((at for at in reach if scene.key(at) in PRONOUNS), None)


def meant_by(scene: Scene, pronoun: int) -> int | None:
    """Return the first mention of the person whom a pronoun stands for."""
    entity = scene.context.referent(pronoun, pronoun + 1)
    return None if entity is None else mention_of(scene, entity.key)


def _acts_before(scene: Scene, title: Title) -> bool:
    """Whether a verb ends, or a quotation begins, before a title in its sentence."""
    start = scene.context.sentence_at(title.first).first
    pronoun = subject_pronoun(scene, title.first)
    if pronoun is not None and scene.key(pronoun + 1) == "که":
        start = pronoun + 2  # «وی که معاون وزیر نیرو بود»
    if any(scene.form(at) in {":", "«", "که"} for at in range(start, title.first)):
        return True
    return any(
        start <= group.tokens[-1] < title.first
        for group in scene.context.document.verb_groups
    )


def mention_of(scene: Scene, entity: str) -> int | None:
    """Return the first mention of a person."""
    entity_at = scene.context.coreference.entity_at
    for person in scene.persons:
        found = entity_at(person.mention)
        if found is not None and found.key == entity:
            return person.mention
    return None


def _is_predicate(scene: Scene, person: Person, title: Title) -> bool:
    """Whether nothing governs the title, and no other verb stands before it."""
    tokens = scene.context.document.tokens
    before = tokens[title.first - 1]
    lasting = before.form.isdigit() or scene.key(title.first - 1) in _TERMS
    if before.pos == "ADP" or (before.ezafe and not lasting):
        return title.first == person.last
    relative = scene.key(person.last) == "که"
    ended = any(
        person.last <= group.tokens[-1] < title.first
        for group in scene.context.document.verb_groups
    )
    return relative or not ended


_TERMS = frozenset({"سال", "ماه", "دوره", "فصل"})  # «بیش از دو دوره شهردار میبد بود»


def _is_far_fetched(scene: Scene, title: Title, person: Person, verb: str) -> bool:
    """Whether the predicate is more likely another's, or no role at all.

    «محقق شد» is a verb; a bare «بازیکن» far from the name is no post; an unmarked name
    right before the title would be its holder.
    """
    before = scene.context.document.tokens[title.first - 1]
    if before.pos == "PROPN" and scene.context.mention_of[title.first - 1] < 0:
        return True
    if title.body is not None:
        return False
    if over_pointed(scene, title.last) > title.last:
        return title.first - person.last > _NEAR
    bare = title.entry.rest is not Rest.NONE and title.entry.domain != "sport"
    return bare or verb not in STATES or title.first - person.last > _NEAR
