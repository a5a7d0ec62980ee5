"""Titles tied to persons by the flow of speech over the whole article.

News names a speaker once and then varies: «علی رضایی گفت … رئیس کمیسیون افزود …», or
gives the title in headline and lead and the name in the body. Walking through the
sentences with the current speaker ties both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from kg.extract.marks import PRONOUNS
from kg.extract.roles.beside import line_of_address
from kg.extract.roles.holders import is_gainsaid
from kg.extract.roles.joining import joined_titles
from kg.extract.roles.lists import COMMAS
from kg.extract.roles.posts import agree_on_body, is_same_post, is_same_role, names_post
from kg.extract.roles.scene import Holding, Scene
from kg.extract.roles.titles import Rest
from kg.lexicon import common_first_names, rows, word_keys
from kg.model import EntityKind, Part, Status, Tense, Voice
from kg.normalize import match_key


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Person
    from kg.model import DocumentEntity, Sentence, VerbGroup


_OFFICES = frozenset({Rest.PLACE, Rest.MINISTRY})
_PARLIAMENTARY = frozenset(
    {"representative", "member", "member_of_parliament", "chair", "vice_chair"}
    | {"spokesperson", "secretary"}
)
# what may stand before the subject of a sentence
_BEFORE_SUBJECT = frozenset(
    {"همچنین", "این", "نیز", "ادامه", "پایان", "سپس", "و", "اما", "ولی", "حال", "گفته"}
    | {"در", "به", "از", "طرفی", "سوی", "دیگر", "عین", "حالی", "که", "بر", "اساس"}
    | {"امروز", "دیروز", "روز", "اعتقاد", "نظر", "باور", "با", "یک", "البته"}
    | {"همین", "راستا", "زمینه", "رابطه", "شرایط", "باره", "ارتباط", "چرا"}
)
# «به گفته عضو کمیسیون …» needs no verb
# «به گزارش البرز، رئیس سازمان …», but not «باسم رضا، عضو ارشد …»
_OPENING_WORDS = frozenset(
    {
        "به",
        "بنا",
        "بنابر",
        "بر",
        "در",
        "طبق",
        "براساس",
        "همچنین",
        "پس",
        "یک",
        "روز",
        "بعد",
    }
    | {"همزمان", "هنگام", "امروز", "دیروز", "پیش", "ساعاتی", "ساعتی", "دقایقی"}
)
_NOT_OWN = frozenset({"journalist", "judge", "photographer", "prosecutor"})
_DETERMINERS = frozenset({"این", "یک"})
_TOO = frozenset({"هم", "نیز"})
_SUPPOSING = frozenset({"اگر", "مثلا", "وقتی", "چون", "هرچند", "گرچه", "شاید", "بلکه"})
# «با حضور وزیر نفت», «به نمایندگی از وزیر نفت»
_MEETING = frozenset({"حضور", "با", "از", "به", "همراه", "دعوت", "سوی", "طرف", "توسط"})
_SOURCES = frozenset(
    {"گفته", "اعتقاد", "باور", "نظر", "اظهارات", "سخنان", "صحبتهای", "گفتههای"}
)
_LEADING_SENTENCES = 3
_INTRODUCTION = 3  # sentences after a title within which its holder is named


@cache
def _speech_lemmas() -> frozenset[str]:
    """Infinitives of what persons say; «آمدن» is said of a text («در نامه آمده»)."""
    listed = rows("reporting_verbs", 2)
    said = (verb for verb, kind in listed if kind != "none")
    return frozenset(match_key(verb) for verb in said) - {"امدن", "اوردن"}


@dataclass(slots=True)
class SpeechFlow:
    """Walks through a document and ties titles to whoever speaks.

    Attributes:
        scene: Titles and persons, with what the sentence rules found.
        found: Holdings tied by the flow of speech.
        subjects: Token and entity of each sentence's speaker, for pronouns.
    """

    scene: Scene
    found: list[Holding] = field(default_factory=list)
    subjects: list[tuple[int, DocumentEntity]] = field(default_factory=list)
    _reports: Sequence[VerbGroup] = field(init=False)
    _colons: Sequence[int] = field(init=False)
    _speaker: Person | None = None
    _pending: list[Title] = field(default_factory=list)
    _loose: list[Title] = field(default_factory=list)

    def __post_init__(self) -> None:
        document, lemmas = self.scene.context.document, _speech_lemmas()
        self._reports = [
            group
            for group in document.verb_groups
            if group.voice is not Voice.PASSIVE and match_key(group.lemma) in lemmas
        ]
        self._colons = [
            at for at, token in enumerate(document.tokens) if token.form == ":"
        ]

    def walk(self) -> None:
        """Go through all sentences once, in order."""
        for sentence in self.scene.context.document.sentences:
            self._sentence(sentence)
        self._tie_loose()

    def _tie_loose(self) -> None:
        """The only person of an article holds the title that acts or speaks in it."""
        entities = {entity_key(self._entity(person)) for person in self.scene.persons}
        if len(entities) != 1 or not self._loose or self.found or self._is_told():
            return
        first = self._loose[0]
        if self.scene.starting(first.last) is not None:
            return  # «شهردار مهران»: a place that was taken for a name
        keys = self.scene.context.keys
        if any(
            title.first < self.scene.persons[0].first < title.last
            for title in self._loose
        ):
            return  # «فرمانده سپاه علی بن ابیطالب»: a body named after somebody
        if not self._is_topic() or not _is_sure(self.scene, self.scene.persons[0]):
            return
        for title in self._loose:
            if self.scene.key(title.first - 1) == "یک" or _is_any_of(self.scene, title):
                continue  # «یک تاجر عراقی گفت»: somebody who is not named
            if title is first or is_same_post(keys, first, title):
                self._tie(title, self.scene.persons[0], "title_of_sole_person", 0.65)

    def _is_topic(self) -> bool:
        """Whether the only person stands among the first sentences, or speaks.

        Who is named in passing («یاد سردار رضایی») holds nothing, nor does who stands
        after the title in its own sentence.
        """
        scene = self.scene
        told = False
        for person in scene.persons:
            sentence = scene.context.sentence_at(person.first)
            if any(
                sentence.first <= title.first < person.first for title in self._loose
            ):
                return False
            speaks = self._speaks(sentence, person.first)
            told = told or self._is_leading(sentence)
            told = told or (speaks and self._opens_clause(person.first, sentence))
        return told

    def _is_told(self) -> bool:
        """Whether a sentence gives somebody a post of his own.

        «یکی از مربیان باتجربه» says little beside «سرمربی تیم سپیدرود».
        """
        return any(
            not holding.title.plural or holding.title.body is not None
            for held in self.scene.held.values()
            for holding in held
        )

    def _sentence(self, sentence: Sentence) -> None:
        subject = self._subject(sentence)
        if subject is None:
            return
        start, person, title = subject
        if person is not None:
            self._person_speaks(start, person, sentence)
        elif title is not None:
            self._title_speaks(title, sentence)
        if self._speaker is not None and (person or title or self._speaks(sentence)):
            entity = self._entity(self._speaker)
            if entity is not None:
                self.subjects.append((start, entity))

    def _subject(
        self, sentence: Sentence
    ) -> tuple[int, Person | None, Title | None] | None:
        """The first person, title or pronoun that acts in a sentence."""
        for start, person, title in self._nominals(sentence):
            if person is None and title is None:
                return (start, None, None)
            if title is not None and not self._begins(start, sentence):
                continue
            if not self._is_oblique(start, sentence):
                return (start, person, title)
        return None

    def _nominals(
        self, sentence: Sentence
    ) -> Iterator[tuple[int, Person | None, Title | None]]:
        scene = self.scene
        last = self._before_colon(sentence)
        found: list[tuple[int, Person | None, Title | None]] = [
            (p.first, p, None)
            for p in scene.persons
            if sentence.first <= p.first < last
        ]
        found += [
            (t.first, None, t)
            for t in scene.titles
            if sentence.first <= t.first < last and not (t.plural or t.entry.craft)
        ]
        found += [
            (token, None, None)
            for token in range(sentence.first, min(sentence.first + 4, last))
            if scene.key(token) in PRONOUNS
        ]
        yield from sorted(found, key=lambda item: item[0])

    def _before_colon(self, sentence: Sentence) -> int:
        """Where the speaker is to be looked for: before «:» or «گفت:».

        After another colon («خبرگزاری البرز: …») the clause begins anew.
        """
        tokens = self.scene.context.document.tokens
        for token in range(sentence.first + 1, sentence.last):
            if tokens[token].form == ":" and (
                sentence.part is Part.TITLE or tokens[token - 1].pos == "VERB"
            ):
                return token
        return sentence.last

    def _is_oblique(self, start: int, sentence: Sentence) -> bool:
        """Whether a preposition governs the phrase («با وزیر نفت دیدار کرد»)."""
        scene = self.scene
        if start == sentence.first:
            return False
        before = scene.key(start - 1)
        if _is_said_in_headline(scene, start, sentence):
            return False
        if before in _SOURCES or self._is_in_source(start, sentence):
            return False
        tokens = scene.context.document.tokens
        if before == "و" and start - 1 > sentence.first:
            return scene.ending(start - 1) is None  # «سخنان رضایی، دانش و | مهر»
        return tokens[start - 1].pos == "ADP" or tokens[start - 1].ezafe

    def _is_in_source(self, start: int, sentence: Sentence) -> bool:
        """«به گزارش البرز به نقل از رضایی …»: no comma, so that the source speaks."""
        scene = self.scene
        for at in range(start - 1, sentence.first - 1, -1):
            if scene.form(at) in COMMAS:
                return False
            if scene.key(at) == "گزارش":
                return True
        return False

    def _begins(self, start: int, sentence: Sentence) -> bool:
        """Whether a title starts its clause, but for connectives.

        «خبرگزاری البرز: رئیس سازمان …», «به گزارش البرز، رئیس سازمان …».
        """
        if _is_said_in_headline(self.scene, start, sentence):
            return True
        for at in range(start - 1, sentence.first - 1, -1):
            if self.scene.form(at) in {"،", ","}:
                return self.scene.key(sentence.first) in _OPENING_WORDS
            if not self.scene.form(at)[0].isalnum():
                return True
            if self.scene.key(at) not in _BEFORE_SUBJECT:
                return False
        return True

    def _opens_clause(self, start: int, sentence: Sentence) -> bool:
        """Whether a name starts its clause, or who is quoted comes before it."""
        source = self.scene.key(sentence.first + 1) == "گزارش"
        before = self.scene.key(start - 1)
        if self.scene.form(start - 1) in COMMAS and self.scene.ending(start - 1):
            return False  # «نامه‌ای به رضایی، کریمی و نوری نوشت»
        if self.scene.context.keys[start - 2 : start] == ("حالی", "که"):
            return False  # «در حالی که رضایی …، مدیرعامل …»
        named = source or before in _SOURCES | {"نقل", "قول", "از"}
        second = start == sentence.first + 1 and before not in _SUPPOSING
        return named or second or self._begins(start, sentence)

    def _entity(self, person: Person) -> DocumentEntity | None:
        return self.scene.context.coreference.entity_at(person.mention)

    def _speaks(self, sentence: Sentence, after: int = 0) -> bool:
        """Whether a sentence reports speech, by a verb after a token."""
        least = max(sentence.first, after)
        return any(
            least <= group.tokens[-1] and group.tokens[0] < sentence.last
            for group in self._reports
        ) or any(sentence.first <= colon < sentence.last for colon in self._colons)

    def _person_speaks(self, start: int, person: Person, sentence: Sentence) -> None:
        if not self._speaks(sentence, start):
            return  # «کسی نمی‌تواند بگوید رضایی …»
        if sentence.part is Part.BODY and not self._opens_clause(start, sentence):
            return  # «اگر رضایی می‌آمد …», «مثلا آقای رضایی می‌گوید …»
        self._speaker = person
        others = [
            title
            for title in self._pending
            if is_gainsaid(self.scene, title, person.mention)
            or self._is_of_first_named(title, person)
        ]
        if self._pending and not self._has_post(person):
            for title in self._pending:
                if title not in others:
                    self._tie(title, person, "title_before_speaker", 0.85)
        if sentence.part is Part.BODY:
            self._pending = others

    def _is_of_first_named(self, title: Title, person: Person) -> bool:
        """«ستاره سپیدرود گل زد»: a player who acts is whom the article names first."""
        sentence = self.scene.context.sentence_at(title.first)
        if title.entry.domain != "sport" or self._speaks(sentence):
            return False
        first = self._entity_key(self.scene.persons[0].mention)
        return first != self._entity_key(person.mention)

    def _title_speaks(self, title: Title, sentence: Sentence) -> None:
        index = self.scene.titles.index(title)
        held = self.scene.held.get(index)
        if held:
            if held[0].rule != "addressed":
                self._speaker = self._person_of(held[0].mention)
            return
        if self._is_addressed(title, sentence):
            return
        this = self.scene.key(title.first - 1) == "این"
        holder = None if this and self._speaker else self._holder(title)
        if holder is not None:
            self._speaker = holder
        elif title.entry.key in _NOT_OWN:
            return
        elif (coming := self._introduced_after(sentence)) is not None and not this:
            self._tie(title, coming, "title_before_name", 0.75)
        elif self._speaker is not None and (
            self._speaks(sentence)
            or self._is_leading(sentence)
            or _is_answer(self.scene, title)
            or self.scene.key(title.first - 1) in _SOURCES
        ):
            self._tie_to_speaker(title, goes_on=self._goes_on_as(title, sentence))
        else:
            self._keep(title, sentence)

    def _is_addressed(self, title: Title, sentence: Sentence) -> bool:
        """«رئیس محترم سازمان آب یزد: …»: to whom a letter in the article is written.

        So of who is addressed on two lines.
        """
        if line_of_address(self.scene, title) is not None:
            return True
        keys = self.scene.context.keys
        opens = title.first == sentence.first and sentence.part is Part.BODY
        honored = "محترم" in keys[title.first : title.last]
        reports = any(
            sentence.first <= group.tokens[-1] < sentence.last
            for group in self._reports
        )
        return opens and honored and not reports

    def _keep(self, title: Title, sentence: Sentence) -> None:
        """Keep a title whose holder may be named later."""
        opens, speaks = self._opens_article(sentence), self._speaks(sentence)
        if self._is_given_away(title, sentence, speaks=speaks):
            return
        if _is_one_of_several(self.scene, title):
            return
        if not speaks and self._is_to_act(title, sentence):
            return
        if opens or (self._is_leading(sentence) and speaks):
            self._pending.append(title)
        if self._is_leading(sentence) or speaks:
            self._loose.append(title)

    def _is_to_act(self, title: Title, sentence: Sentence) -> bool:
        """«وزیر دفاع به کمیسیون می‌رود»: who tells of a minister's plans is another."""
        if title.entry.rest not in _OFFICES or sentence.part is Part.BODY:
            return False
        return any(
            group.tense in _AHEAD and sentence.first <= group.tokens[-1] < sentence.last
            for group in self.scene.context.document.verb_groups
        )

    def _is_given_away(self, title: Title, sentence: Sentence, *, speaks: bool) -> bool:
        """«مدیرعامل شرکت گاز معرفی شد»: a post that changes hands does not speak.

        Nor does «نماینده ایران» of a league, which is a club.
        """
        keys = self.scene.context.keys[sentence.first : sentence.last]
        if not speaks and not _CHANGING.isdisjoint(keys):
            return True
        if self.scene.key(title.last) == "شدن":
            return True  # «از وزیر شدن رضایی تا …»
        return title.entry.key == "representative" and _is_team(self.scene, title)

    def _introduced_after(self, sentence: Sentence) -> Person | None:
        """Return who is first named as the speaker of the next sentences.

        «مدیرکل هواشناسی گفت: … . علی رضایی افزود: …» tells whose title it is, if a
        sentence has spoken before it and nobody else comes between.
        """
        sentences = self.scene.context.document.sentences
        at = sentences.index(sentence) + 1
        told = self._speaks(sentence) or _is_source(self.scene, sentence)
        told = told or self._goes_on(at)
        if not told or sentence.part is not Part.BODY:
            return None
        for after in sentences[at : at + _INTRODUCTION]:
            subject = self._subject(after) if self._speaks(after) else None
            if subject is None:
                continue
            start, person, _ = subject
            if person is None or not self._begins(start, after):
                return None
            if any(title.first == person.last for title in self.scene.titles):
                return None  # «… وعده داد. رضایی اقتصاددان گفت»
            return person if self._is_new(person) else None
        return None

    def _goes_on(self, at: int) -> bool:
        """«مدیر گمرک قول همکاری داد. علی رضایی همچنین افزود»: of one and the same."""
        sentences = self.scene.context.document.sentences
        if at >= len(sentences):
            return False
        person = self.scene.starting(sentences[at].first)
        return person is not None and self.scene.key(person.last) == "همچنین"

    def _is_new(self, person: Person) -> bool:
        """Whether an article names a person here first, and gives no post."""
        entity = self._entity(person)
        if entity is None or self._has_role(person):
            return False
        first = next(
            one
            for one in self.scene.persons
            if self._entity_key(one.mention) == entity.key
        )
        return first.mention == person.mention

    def _goes_on_as(self, title: Title, sentence: Sentence) -> bool:
        """Whether the only speaker so far goes on: «مدیر طرح نوروزی ادامه داد: …»."""
        others = title.entry.key in _VOICES or title.status is Status.FORMER
        others = others or title.entry.title.startswith("وزیر")
        if title.body is None or not self.subjects or others:
            return False
        if title.first - sentence.first > _SECOND or self._is_of_others(title):
            return False
        inside = (at for at in self._colons if title.last < at < sentence.last)
        end = next(inside, sentence.last)
        lemmas = {
            match_key(group.lemma)
            for group in self._reports
            if title.last <= group.tokens[-1] < end
        }
        return self._is_alone() and not _GOING_ON.isdisjoint(lemmas)

    def _is_of_others(self, title: Title) -> bool:
        """Whether the speaker has a post like it in another body («وزیر راه»)."""
        speaker = self._speaker
        key = None if speaker is None else entity_key(self._entity(speaker))
        held = (*self.scene.held.values(), self.found)
        posts = [
            holding.title
            for holdings in held
            for holding in holdings
            if self._entity_key(holding.mention) == key
        ]
        keys = self.scene.context.keys
        return any(
            is_same_role(keys, post, title) and not _share_word(keys, post, title)
            for post in posts
        )

    def _tie_to_speaker(self, title: Title, *, goes_on: bool) -> None:
        speaker = self._speaker
        if speaker is None:
            return
        if self.scene.key(title.first - 1) == "یک":
            return  # «یک سخنگوی دولت»: somebody who is not named
        if self.subjects and self.scene.key(title.last) in _TOO:
            return  # «فرمانده ارتش هم گفت»: somebody else than who spoke before
        if self._is_told_by_another(title):
            return
        pointed = self.scene.key(title.first - 1) == "این" and title.body is not None
        joins = (pointed and self._is_alone()) or goes_on or self._may_join(title)
        if self._has_role(speaker) and not joins:
            return
        key = entity_key(self._entity(speaker))
        tied = [h for h in self.found if self._entity_key(h.mention) == key]
        keys = self.scene.context.keys
        known = not tied or any(is_same_post(keys, h.title, title) for h in tied)
        if not known and not pointed and _is_office(title, *(h.title for h in tied)):
            both = [title, *(h.title for h in tied)]
            vice = self._is_alone() and any(_is_vice(one) for one in both)
            if not (vice or goes_on or _are_of_clergy(both)):
                return
        self._tie(title, speaker, "title_of_speaker", 0.75 if known else 0.6)

    def _is_told_by_another(self, title: Title) -> bool:
        """«طلبه زن نداشتیم»: who speaks tells of others, by the verb after it."""
        limit = self.scene.context.sentence_at(title.first).last
        groups = (
            group
            for group in self.scene.context.document.verb_groups
            if title.last <= group.tokens[-1] < limit
        )
        verb = next(groups, None)
        own = verb is not None and verb.person == 1
        return own and verb is not None and verb.tokens[0] == title.last

    def _may_join(self, title: Title) -> bool:
        """Whether a second post of the speaker is likely.

        A member of parliament sits in committees; and where nobody else has spoken, a
        new title is the only speaker's, unless it is an office of state.
        """
        speaker = self._speaker
        key = None if speaker is None else entity_key(self._entity(speaker))
        posts = [
            holding.title
            for holdings in self.scene.held.values()
            for holding in holdings
            if self._entity_key(holding.mention) == key
        ]
        if title.entry.key in _PARLIAMENTARY and any(
            post.entry.key in _PARLIAMENTARY and post.entry.key != title.entry.key
            for post in posts
        ):
            return True
        if not self._is_alone() or _is_office(title):
            return False
        keys = self.scene.context.keys
        if any(
            is_same_role(keys, post, title) and not _share_word(keys, post, title)
            for post in posts
        ):
            return False  # «سخنگوی پنتاگون» is not who speaks for another body
        return any(
            _is_near(title, post) or _is_beside(self.scene.context.keys, title, post)
            for post in posts
        )

    def _is_alone(self) -> bool:
        """Whether nobody but the speaker has spoken so far."""
        speaker = self._speaker
        key = None if speaker is None else entity_key(self._entity(speaker))
        return {entity_key(entity) for _, entity in self.subjects} <= {key}

    def _is_leading(self, sentence: Sentence) -> bool:
        sentences = self.scene.context.document.sentences
        return (
            sentence.part is not Part.BODY
            or sentence in sentences[: _LEADING_SENTENCES + 1]
        )

    def _opens_article(self, sentence: Sentence) -> bool:
        """Whether a sentence is of the headline or lead, or the first of the body."""
        sentences = self.scene.context.document.sentences
        body = next((one for one in sentences if one.part is Part.BODY), sentence)
        return sentence.part is not Part.BODY or sentence == body

    def _person_of(self, mention: int) -> Person | None:
        return next((p for p in self.scene.persons if p.mention == mention), None)

    def _has_post(self, person: Person) -> bool:
        """Whether a sentence gives the person a post of a body, or an office.

        «علی رضایی، متخصص تغذیه» may be the member of a faculty of the headline.
        """
        key = entity_key(self._entity(person))
        return any(
            self._entity_key(holding.mention) == key
            and (
                holding.title.body is not None
                or holding.title.entry.rest in {*_OFFICES, Rest.BODY}
            )
            for holdings in self.scene.held.values()
            for holding in holdings
        )

    def _has_role(self, person: Person) -> bool:
        """Whether a sentence gives the person a post; a profession is none."""
        entity = self._entity(person)
        return any(
            self._entity_key(holding.mention) == entity_key(entity)
            and holding.title.entry.rest is not Rest.NONE
            for holdings in self.scene.held.values()
            for holding in holdings
        )

    def _entity_key(self, mention: int) -> str | None:
        entity = self.scene.context.coreference.entity_at(mention)
        return entity_key(entity)

    def _holder(self, title: Title) -> Person | None:
        """The person whom the article gives this title elsewhere."""
        keys = self.scene.context.keys
        for holdings in (*self.scene.held.values(), self.found):
            for holding in holdings:
                past = _LAST in keys[holding.title.first : holding.title.last]
                if not past and names_post(keys, holding.title, title):
                    return self._person_of(holding.mention)
        return None

    def _tie(self, title: Title, person: Person, rule: str, confidence: float) -> None:
        this = self.scene.key(title.first - 1) == "این"
        if this and title.entry.key == "official_in_charge":
            return  # «این مسئول» names no post
        if (this and self._is_described(title, person)) or self._is_met(title, person):
            return
        if self._is_spoken_of(title) or self._is_answered(title):
            return
        if _is_vague(title) and self.scene.key(title.first - 1) not in _DETERMINERS:
            self.scene.context.drop(rule, "title too vague", title.first, title.last)
            return
        index = self.scene.titles.index(title)
        for joined in (title, *joined_titles(self.scene, index)):
            self.found.append(
                Holding(
                    title=joined,
                    mention=person.mention,
                    rule=rule,
                    confidence=confidence,
                )
            )

    def _is_of_parliament(self, title: Title) -> bool:
        """Whether a body is the parliament, and no town."""
        return title.body is not None and self.scene.key(title.body[0]) == "مجلس"

    def _is_met(self, title: Title, person: Person) -> bool:
        """«رضایی به نمایندگی از وزیر نفت آمد»: who has the post is somebody else."""
        key = entity_key(self._entity(person))
        sentence_at = self.scene.context.sentence_at
        for one in self.scene.persons:
            if self._entity_key(one.mention) != key:
                continue
            sentence = sentence_at(one.first)
            if any(
                one.last <= other.first < sentence.last
                and self.scene.key(other.first - 1) in _MEETING
                for other in self._others_unheld(title)
            ):
                return True
        return False

    def _is_spoken_of(self, title: Title) -> bool:
        """«رضایی گفت: در این جلسه وزیر نفت پاسخ داد»: who speaks tells of another."""
        sentence_at = self.scene.context.sentence_at
        headed = sentence_at(title.first).part is not Part.BODY
        return (
            headed
            and title.entry.title.startswith("وزیر")
            and any(
                sentence_at(other.first).first <= group.tokens[-1] < other.first
                for other in self._others_unheld(title)
                for group in self._reports
                if self.scene.key(other.first - 1) not in {"عنوان", "منزله", "مثابه"}
            )
        )

    def _is_answered(self, title: Title) -> bool:
        """«واکنش رضایی به اظهارات سفیر پرو»: to whose words a headline answers."""
        keys = self.scene.context.keys
        for other in self.scene.titles:
            sentence = self.scene.context.sentence_at(other.first)
            if sentence.part is not Part.TITLE or not names_post(keys, other, title):
                continue
            before = keys[sentence.first : other.first]
            at = next((n for n, key in enumerate(before) if key in _ANSWERS), None)
            if at is None or "به" not in before[at:] or COMMAS.intersection(before):
                continue
            return True
        return False

    def _others_unheld(self, title: Title) -> list[Title]:
        """Return where else an office of state stands that nobody has been given."""
        keys, held = self.scene.context.keys, self.scene.held
        if title.entry.rest not in _OFFICES:
            return []  # a deputy of many may speak of others
        return [
            other
            for index, other in enumerate(self.scene.titles)
            if index not in held
            and not other.plural
            and other.first != title.first
            and is_same_post(keys, title, other)
        ]

    def _is_described(self, title: Title, person: Person) -> bool:
        """Whether «این مربی» only repeats a fuller post («سرمربی تیم سپیدرود»).

        So does «این نماینده مردم در مجلس» of whom a town elected.
        """
        key = entity_key(self._entity(person))
        bare = title.body is None and title.entry.domain == "sport"
        sits = title.entry.key in _ELECTED and self._is_of_parliament(title)
        return (bare or sits) and any(
            self._entity_key(holding.mention) == key
            and holding.title.body is not None
            and holding.title.entry.domain == title.entry.domain
            and (bare or holding.title.entry.key in _ELECTED)
            for holdings in (*self.scene.held.values(), self.found)
            for holding in holdings
        )


_ANSWERS = frozenset({"واکنش", "پاسخ", "جواب", "جوابیه"})
_SECOND = 1  # tokens before a title that begins its sentence: «این …»
# what one goes on with, as match keys of infinitives
_GOING_ON = frozenset(
    {"افزودن", "ادامهدادن", "اضافهکردن", "خاطرنشانکردن", "یاداورشدن", "تصریحکردن"}
    | {"گفتن", "بیانکردن", "بیانداشتن", "اظهارکردن", "اظهارداشتن", "تاکیدکردن"}
    | {"عنوانکردن", "ابرازکردن", "ابرازداشتن"}
)
# whose voice a body has, and who is spoken of («رهبر فقید انقلاب … هشدار می‌دادند»)
_VOICES = frozenset(
    {"spokesperson", "supreme_leader", "leader", "founder", "president"}
    | {"prime_minister", "king"}
)
_ELECTED = frozenset({"representative", "member_of_parliament"})
_LAST = "گذشته"  # «کاپیتان فصل گذشته باران» is not who now speaks as its captain


def _is_sure(scene: Scene, person: Person) -> bool:
    """Whether a name is surely a person's: not «لودر», and no first name alone."""
    mention = scene.context.document.mentions[person.mention]
    words = scene.context.keys[mention.first : mention.last]
    if len(words) == 1:
        is_first = words[0] in common_first_names()
        return words[0] in word_keys("surnames") and not is_first
    return word_keys("ordinary_words").isdisjoint(words) or any(
        word in word_keys("surnames") or word in word_keys("first_names")
        for word in words
    )


def _is_one_of_several(scene: Scene, title: Title) -> bool:
    """«رئیس مجلس و یا ده تن از نمایندگان …», «رئیس و اعضای هیئت …»: they all act."""
    after = title.last + (scene.key(title.last) == "و")
    joined = scene.key(title.last) in {"و", "یا"}
    return joined and not any(one.first == after for one in scene.titles)


def _is_any_of(scene: Scene, title: Title) -> bool:
    """«بازرس فدراسیون …» of a headline, «یکی از بازرسان فدراسیون» of the body."""
    keys = scene.context.keys
    return any(
        keys[other.first - 2 : other.first] == ("یکی", "از")
        and is_same_post(keys, title, other)
        and scene.starting(other.last + (scene.form(other.last) in COMMAS)) is None
        for index, other in enumerate(scene.titles)
        if other.plural and index not in scene.held
    )


def _is_source(scene: Scene, sentence: Sentence) -> bool:
    """«به گفته دبیر فدراسیون شنا …»: a report without a verb of its own."""
    keys = scene.context.keys[sentence.first : sentence.first + 3]
    return "گفته" in keys


def _is_said_in_headline(scene: Scene, start: int, sentence: Sentence) -> bool:
    """«هشدار مدیرکل هواشناسی درباره …»: what a headline says that somebody says."""
    heads = sentence.part is not Part.BODY and start == sentence.first + 1
    return heads and scene.key(sentence.first) in _SAYINGS


_SAYINGS = frozenset(
    {"هشدار", "واکنش", "توضیح", "توضیحات", "پاسخ", "انتقاد", "تاکید", "درخواست"}
    | {"سخنان", "اظهارات", "خبر", "گلایه", "دیدار", "بازدید", "سفر", "پیام", "نامه"}
    | {"دستور", "وعده", "قول", "روایت", "پیشنهاد", "تقدیر", "تشکر", "تماس", "اعلام"}
    | {"گفتوگوی", "گفتگوی", "نشست", "ادعای", "دعوت", "تسلیت", "تبریک"}
)
_CHANGING = frozenset(
    {"معرفی", "معارفه", "تکریم", "تودیع", "منصوب", "انتصاب", "برکنار", "برکناری"}
    | {"عزل", "استعفا", "استعفای", "انتخاب", "تعیین", "درگذشت", "بازداشت", "تغییر"}
)
_CONTESTS = frozenset(
    {
        "لیگ",
        "جام",
        "مسابقات",
        "رقابتها",
        "رقابتهای",
        "المپیک",
        "بازیهای",
        "بازی",
        "دیدار",
    }
    | {"تیم", "حریف", "گل", "مسابقه", "نیمه", "مرحله"}
)
_CONTEST_REACH = 12


def _is_team(scene: Scene, title: Title) -> bool:
    """Whether «نماینده استرالیا در لیگ …» is a club: a country's, told of a contest."""
    mention = None if title.body is None else scene.context.mention_at(title.body[0])
    place = mention is not None and mention.kind is EntityKind.PLACE
    keys = scene.context.keys
    limit = scene.context.sentence_at(title.first).last
    after = keys[title.first : min(limit, title.last + _CONTEST_REACH)]
    told = not _CONTESTS.isdisjoint(after)
    if not told and "مجلس" not in keys:  # «نماینده بابل ده نفره شد» of a match
        told = sum(key in _CONTESTS for key in keys) >= _OF_CONTEST
    return place and "مجلس" not in after and told


_AHEAD = frozenset({Tense.PRESENT, Tense.FUTURE})
_OF_CONTEST = 6  # words of contests by which an article shows that it tells of one


def _is_office(*titles: Title) -> bool:
    """Whether one of the titles is an office that a person holds alone."""
    return any(title.entry.rest in _OFFICES for title in titles)


def _is_vice(title: Title) -> bool:
    """«معاون رئیس‌جمهور»: who is one heads a body as well."""
    return title.entry.key == "vice_president"


def _are_of_clergy(titles: Sequence[Title]) -> bool:
    """Whether one cleric has them all («امام جمعه», «نماینده ولی فقیه»), one each."""
    kinds = [title.entry.key for title in titles]
    return set(kinds) <= _CLERGY and kinds.count(kinds[0]) == 1


_CLERGY = frozenset({"friday_imam", "friday_preacher", "leader_representative"})


def _is_answer(scene: Scene, title: Title) -> bool:
    """«رئیس سازمان آب در پاسخ به این پرسش که …؟»: the report follows the question."""
    return scene.context.keys[title.last : title.last + 2] == ("در", "پاسخ")


def _is_near(one: Title, other: Title) -> bool:
    """Whether two posts lie in one walk of life, or one is a mere profession."""
    return one.entry.domain == other.entry.domain or Rest.NONE in {
        one.entry.rest,
        other.entry.rest,
    }


def _share_word(keys: Sequence[str], one: Title, other: Title) -> bool:
    """Whether two bodies may be one, by a word that both have or for lack of one."""
    if one.body is None or other.body is None:
        return True
    words = {key for key in keys[slice(*one.body)] if len(key) >= _TELLING}
    return not words.isdisjoint(keys[slice(*other.body)])


_TELLING = 3  # letters; «و» and «در» tell nothing of a body


def _is_beside(keys: Sequence[str], one: Title, other: Title) -> bool:
    """Whether two posts are of one body («مدیر … مترو», «مشاور مدیرعامل مترو»)."""
    if one.body is None or other.body is None:
        return False
    return agree_on_body(keys, one, other)


def _is_vague(title: Title) -> bool:
    """Whether a title alone, without a body, tells too little («عضو», «بازیکن»)."""
    return title.body is None and title.entry.rest not in _OFFICES


def entity_key(entity: DocumentEntity | None) -> str | None:
    """Return the key of an entity, ``None`` for none."""
    return None if entity is None else entity.key
