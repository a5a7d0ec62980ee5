"""The extent of a role's noun phrase, and where its organization begins.

A chain is a title with everything that ezafe ties to it: «معاون سیاسی استاندار
خوزستان». Ezafe is seldom written and a tagger errs, so the chain is read word by word
(:mod:`~kg.extract.roles.steps`): names and listed fields («راه و شهرسازی») are taken
whole, and it ends at a person, a verb, a preposition, a time, a mark, or a word that
never belongs to one.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.roles.division import divide
from kg.extract.roles.model import Title
from kg.extract.roles.steps import (
    DEPUTIES,
    HERE,
    LONGEST_PARTED,
    NAMED_AFTER_PERSONS,
    OPENING,
    STEPS,
)
from kg.extract.roles.titles import (
    Rest,
    TitleEntry,
    field_matcher,
    status_words,
    title_matcher,
    title_starts,
)
from kg.extract.roles.vocabulary import (
    SURNAME_STARTS,
    bodies,
    heads_of_state,
    honors,
    match_at,
    origins,
    qualities,
)
from kg.lexicon import PhraseMatch, common_first_names, word_keys
from kg.model import EntityKind


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.context import Context
    from kg.model import Mention


_MARKS = frozenset({"»", '"', "”", "،", ","})
_ON_STAGE = frozenset({"sport", "arts"})  # «بازیگر در تئاتر باران درخشید»
# beside whose name «در …» tells where they work: «…، استاد حقوق در دانشگاه باران گفت»
_SCHOLARS = frozenset({"expert", "professor", "researcher", "scientist", "lecturer"})
_CONCERNS = frozenset({"امور", "مسایل", "حوزه", "زمینه", "بخش"})
_AFTER_WORKPLACE = frozenset({"،", ",", ")", "که", "-", "–", "ـ"})
_COUNTS = frozenset({"دو", "سه", "چهار", "پنج", "شش", "هفت", "چند", "نفر", "تن"})
_SURNAME_ENDS = frozenset({("زاده",), ("پور",), ("نژاد",), ("نیا",), ("زادگان",)})
# «معاون وزیر نفت» is the deputy of a post, which stands for the body
_SERVING_PERSONS = frozenset(
    {"special_envoy", "representative", "advisor", "agent", "lawyer"}
)
_LONGEST_HONORIFIC = 4  # tokens of «حجت الاسلام و المسلمین»
_LED = frozenset({"انقلاب", "جمهوری"})  # «رهبر معظم | انقلاب اسلامی»
_SERVED = frozenset({"وزیر", "نخستوزیر", "دبیرکل", "مدیرعامل", "فرمانده", "سرمربی"})
_PARTING = frozenset({"جدید", "سابق", "پیشین", "اسبق", "فعلی", "کنونی", "وقت"})
_AROUND = frozenset({"نماینده ولی فقیه", "معاون اول", "رئیس جمهور", "رئیس جمهوری"})
_INFINITIVES = frozenset({("بودن",), ("شدن",), ("کردن",), ("نمودن",), ("ساختن",)})


@dataclass(slots=True)
class ChainReader:
    """Reads role chains of one document.

    Attributes:
        context: The document.
        blocked: Tokens of verb groups and time expressions.
        ezafe_known: Whether the document was tagged with ezafe.
        addressed: Tokens at which words of respect before a name begin.
    """

    context: Context
    blocked: frozenset[int] = field(init=False)
    ezafe_known: bool = field(init=False)
    addressed: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        document = self.context.document
        self.ezafe_known = any(token.ezafe for token in document.tokens)
        blocked = {
            token
            for group in document.verb_groups
            for token in group.tokens
            if not self._is_quality(token, group.tokens)
        }
        for time in document.times:
            first = document.token_at(time.span.start)
            last = document.token_at(time.span.end - 1)
            blocked.update(range(first, last + 1))
        self.blocked = frozenset(blocked)
        starts = (
            _with_respect(self.context.keys, mention.first)
            or self._martyr(mention.first)
            for mention in document.mentions
            if mention.kind is EntityKind.PERSON
        )
        self.addressed = tuple(start for start in starts if start is not None)

    def _is_quality(self, token: int, group: tuple[int, ...]) -> bool:
        """«هافبک جوان سپیدرود … مخالفت کرد»: far from a verb, no part of it."""
        tied = self.context.document.tokens[token].ezafe
        near = token + 1 in group or token == group[-1]
        return tied and not near and self.context.keys[token] in qualities()

    def _martyr(self, first: int) -> int | None:
        """Return where «شهید» before a name begins, right after a title («پرستار»)."""
        at = first - 1 - (self.context.document.tokens[first - 1].form in OPENING)
        if at < 1 or self.context.keys[at] != "شهید":
            return None
        titled = self.is_title_at(at - 1) and self.context.keys[at - 1] not in _HOLY
        return at if titled else None

    def head_at(self, first: int) -> PhraseMatch[TitleEntry] | None:
        """Return the listed title that starts at a token, within its sentence."""
        key = self.context.keys[first]
        if key not in title_starts() or key == "و" or first in self.blocked:
            return None
        matcher, keys = title_matcher(), self.context.keys
        if not matcher.may_match(keys, first):
            return None
        sentence = self.context.sentence_at(first)
        found = match_at(matcher, keys, first, sentence.last)
        if found is None or self._is_compound(first):
            return None
        if self.context.keys[found.last : found.last + 1] in _INFINITIVES:
            return None  # «مأمور کردن رضایی»
        if any(
            self.kind_at(token) is EntityKind.PERSON
            for token in range(found.first, found.last)
        ):
            return None
        return None if self._is_within_event(first) else found

    def _is_within_event(self, first: int) -> bool:
        """«لیگ | ستارگان | پرو»: a word of a contest's name, and no holder."""
        mention = self.context.mention_at(first)
        event = mention is not None and mention.kind is EntityKind.EVENT
        return event and mention is not None and mention.first < first

    def _is_compound(self, first: int) -> bool:
        """«دبیر خانه» for «دبیرخانه», «شهید مدرس»: no title starts here."""
        keys = self.context.keys
        if first and keys[first - 1] == "شهید":
            return True
        if keys[first + 1 : first + 2] in _SURNAME_ENDS:
            return True  # «مؤذن زاده: …»
        if keys[first] in SURNAME_STARTS and self._is_bare_name(first + 1):
            return True  # «مدرس کوهی گفت»
        joined = first + 1 < len(keys) and keys[first] + keys[first + 1] in bodies()
        return joined and not self._begins_body(first + 1)

    def _begins_body(self, token: int) -> bool:
        """«دبیر | خانه مطبوعات»: a body of two words or more is named from here on."""
        mention = self.context.mention_at(token)
        return (
            mention is not None
            and mention.kind is EntityKind.ORGANIZATION
            and mention.first == token < mention.last - 1
        )

    def _is_bare_name(self, token: int) -> bool:
        """Whether one word that is no first name is somebody's name here."""
        mention = self.context.mention_at(token)
        if mention is None or self.context.keys[token] in common_first_names():
            return False
        span = (mention.kind, mention.first, mention.last)
        return span == (EntityKind.PERSON, token, token + 1)

    def is_title_at(self, token: int) -> bool:
        """Say whether a token is a whole title by itself."""
        found = match_at(title_matcher(), self.context.keys, token, token + 1)
        return found is not None

    def kind_at(self, token: int) -> EntityKind | None:
        """Return what the mention at a token names, if there is one."""
        mention = self.context.mention_at(token)
        return None if mention is None else mention.kind

    def read(self, match: PhraseMatch[TitleEntry]) -> Title:
        """Return the whole role phrase that starts with a listed title."""
        match = self._over_quality(match)
        head_last = self._over_field(match, self._back_to_body(match))
        craft = match.value.craft
        last = head_last if craft else self._chain_end(match.value, head_last)
        if self._is_object(match.value, head_last, last):
            last = head_last
        title = Title(
            first=match.first,
            head_last=head_last,
            role_last=head_last,
            body=None,
            last=last,
            entry=match.value,
            plural=match.value.plural or self._is_counted(match.first),
        )
        whole = self._with_workplace(divide(self, self._with_served_person(title)))
        return self._of_honored(whole)

    def _with_workplace(self, title: Title) -> Title:
        """«…، استادیار روان‌شناسی در دانشگاه باران، گفت»: where a profession is held.

        A comma, bracket or clause after it shows that it belongs to the title.
        """
        at = self._workplace(title)
        working = title.body is None and title.entry.domain not in _ON_STAGE
        mention = self.context.mention_at(at) if working and at else None
        if mention is None or (mention.kind, mention.first) != (
            EntityKind.ORGANIZATION,
            at,
        ):
            return title
        after = self.context.document.tokens[mention.last : mention.last + 1]
        known = title.entry.key in _SCHOLARS and self._follows_name(title.first)
        if not after or not (known or after[0].form in _AFTER_WORKPLACE):
            return title
        return replace(title, body=(mention.first, mention.last), last=mention.last)

    def _workplace(self, title: Title) -> int | None:
        """Return the token after «در», or after that of «در امور اوکراین | در …»."""
        keys, tokens = self.context.keys, self.context.document.tokens
        if keys[title.last : title.last + 1] != ("در",):
            return None
        if keys[title.last + 1] not in _CONCERNS:
            return title.last + 1
        limit = min(self.context.sentence_at(title.first).last, title.last + 7)
        for at in range(title.last + 2, limit):
            if keys[at] == "در":
                return at + 1
            if tokens[at].pos not in {"NOUN", "PROPN", "ADJ", "CCONJ"}:
                return None
        return None

    def _is_object(self, entry: TitleEntry, first: int, last: int) -> bool:
        """Whether what follows a title is the object of its deed, and no body.

        «مدیرکل | جزئیات اقدامات را اعلام کرد»: no name, field or noun of a body.
        """
        keys = self.context.keys
        marked = keys[last : last + 1] == ("را",) or (
            keys[last + 1 : last + 3] == ("شده", "را")  # «… | توافق شده را»
        )
        if entry.rest in {Rest.NONE, Rest.MINISTRY} or not marked:
            return False
        return not any(
            self.context.mention_at(token) is not None
            or keys[token] in bodies()
            or keys[token] in HERE
            or keys[token] in status_words()
            or keys[token] in origins()
            or match_at(field_matcher(), keys, token, last) is not None
            or self.is_title_at(token)
            for token in range(first, last)
        )

    def _over_field(self, match: PhraseMatch[TitleEntry], head_last: int) -> int:
        """End «معاون توسعه | مدیریت و منابع» after the field that it only begins."""
        if match.value.rest is not Rest.FIELD:
            return head_last
        limit = self.context.sentence_at(match.first).last
        for token in range(match.first + 1, head_last):
            found = match_at(field_matcher(), self.context.keys, token, limit)
            if found is not None and found.last > head_last:
                return found.last
        return head_last

    def _with_served_person(self, title: Title) -> Title:
        """«نماینده ویژه هریس», «…، نماینده هریس»: who is served stands for the body."""
        keys = self.context.keys
        told = title.last > title.head_last  # «مشاور عالی | پیشین | هریس»
        whole = all(
            keys[token] in status_words() or keys[token] in honors()
            for token in range(title.head_last, title.last)
        )
        if not whole or title.last >= len(keys):
            return title
        mention = self.context.mention_at(title.last)
        if mention is None or mention.kind is not EntityKind.PERSON:
            return title
        if told:
            apposed = self._stands_by_name(title.first)
        else:
            apposed = title.last - title.first > 1 or self._follows_name(title.first)
        serves = apposed and (
            title.entry.key in _SERVING_PERSONS
            or (title.entry.key in DEPUTIES and self._rules(mention))
        )
        return replace(title, last=mention.last) if serves else title

    def _of_honored(self, title: Title) -> Title:
        """«…، مشاور آیت‌الله رضایی», «از دستیاران سردار رضایی»: whom one serves.

        An honorific stands before the name; the post is somebody's told before it.
        """
        if title.entry.key not in _SERVING_PERSONS or not self._is_held(title):
            return title
        keys, at = self.context.keys, title.head_last
        while at < len(keys) and (keys[at] in status_words() or keys[at] in honors()):
            at += 1
        name = self._over_honorific(at)
        mention = self.context.mention_at(name) if name < len(keys) else None
        named = mention is not None and mention.kind is EntityKind.PERSON
        if mention is None or not named or not at < mention.first == name:
            return title
        if title.last > name:
            return title
        return replace(
            title,
            role_last=title.head_last,
            body=(name, mention.last),
            last=mention.last,
        )

    def _is_held(self, title: Title) -> bool:
        """Whether somebody is named before a title: «رضایی، …», «رضایی (که) از …»."""
        keys, first = self.context.keys, title.first
        if title.plural and keys[first - 1] in {"از", "جمله"}:
            return True
        return self._stands_by_name(first - (keys[first - 1] == "که"))

    def _over_honorific(self, at: int) -> int:
        """Return the token after «آیت‌الله», «حجت الاسلام والمسلمین» or «دکتر»."""
        listed = word_keys("honorifics")
        sizes = range(_LONGEST_HONORIFIC, 0, -1)
        ends = (at + size for size in sizes)
        return next(
            (end for end in ends if "".join(self.context.keys[at:end]) in listed), at
        )

    def _rules(self, mention: Mention) -> bool:
        """Whether a head of state or government is named («…، معاون اول صدام»)."""
        named = self.context.keys[mention.first : mention.last]
        return not heads_of_state().isdisjoint(named)

    def _stands_by_name(self, first: int) -> bool:
        """Whether a person's name ends right before a title, marks and commas aside."""
        at = first - 1
        while at > 0 and self.context.keys[at] in _MARKS:
            at -= 1
        return at >= 0 and self.kind_at(at) is EntityKind.PERSON

    def _follows_name(self, first: int) -> bool:
        """Whether a comma and a person's name stand before a title."""
        if first < 2 or self.context.keys[first - 1] not in {"،", ","}:
            return False
        return self.kind_at(first - 2) is EntityKind.PERSON

    def _is_counted(self, first: int) -> bool:
        """Whether a number stands before a title («دو مدافع»)."""
        if first == self.context.sentence_at(first).first:
            return False
        before = self.context.document.tokens[first - 1]
        if self.context.keys[first - 1] == "یک" or first - 1 in self.blocked:
            return False  # «یک افسر», «تا ۱۳۹۸ رئیس سازمان بود»
        return before.pos == "NUM" or self.context.keys[first - 1] in _COUNTS

    def _over_quality(self, match: PhraseMatch[TitleEntry]) -> PhraseMatch[TitleEntry]:
        """«نماینده | جدید | ولی فقیه»: a title around an adjective."""
        keys, at = self.context.keys, match.last
        inside = keys[at : at + 1]
        parted = inside and (inside[0] in honors() or inside[0] in _PARTING)
        if match.last - match.first > 1 or not parted:
            return match
        limit = min(self.context.sentence_at(match.first).last, at + LONGEST_PARTED)
        whole = (*keys[match.first : at], *keys[at + 1 : limit])
        found = title_matcher().match(whole, 0, len(whole))
        if found is None or found.last == 1 or found.value.title not in _AROUND:
            return match
        return PhraseMatch(match.first, match.first + found.last + 1, found.value)

    def _back_to_body(self, match: PhraseMatch[TitleEntry]) -> int:
        """End «رئیس دانشگاه» before «دانشگاه»: the body's noun starts its name."""
        for token in range(match.first + 1, match.last):
            key = self.context.keys[token]
            served = key in _SERVED and self.context.keys[token - 1] != "نخست"
            served |= match.value.key == "supreme_leader" and key in _LED
            if served or (key in bodies() and not _is_board(self, token, match.last)):
                return token
        return match.last

    def _chain_end(self, entry: TitleEntry, at: int) -> int:
        limit = self.context.sentence_at(at - 1).last
        limit = min(
            (start for start in self.addressed if at <= start < limit), default=limit
        )
        while at < limit:
            after = self._step(entry, at, limit)
            if after is None:
                break
            at = min(after, limit)
        return at

    def _step(self, entry: TitleEntry, at: int, limit: int) -> int | None:
        """Return the token after the piece at ``at``, ``None`` where the chain ends."""
        for step in STEPS:
            decided = step(self, entry, at, limit)
            if decided is not None:
                return decided if decided > at else None
        return None


def _with_respect(keys: Sequence[str], first: int) -> int | None:
    """Return where «مرحوم», «جناب آقای مهندس» before a name begin, if they do.

    What is named after somebody goes on («دانشگاه شهید …»).
    """
    start = first
    while start > 0 and (size := _respect_size(keys, start)):
        start -= size
    after_body = start > 0 and keys[start - 1] in NAMED_AFTER_PERSONS
    return None if start == first or after_body or keys[start] in _HOLY else start


def _respect_size(keys: Sequence[str], end: int) -> int:
    """Return how many words before a token are one word of respect, ``0`` for none."""
    sizes = range(min(_LONGEST_RESPECT, end), 0, -1)
    listed = word_keys("honorifics")
    return next((n for n in sizes if "".join(keys[end - n : end]) in listed), 0)


_LONGEST_RESPECT = 4  # «حجت الاسلام و المسلمین»
_HOLY = frozenset(
    {"شهید", "امام", "حضرت", "سید", "حاج", "شیخ", "استاد", "ملا", "میرزا", "علامه"}
    | {"خواجه", "حکیم", "پروفسور", "سردار"}
)


def _is_board(reader: ChainReader, token: int, last: int) -> bool:
    """Whether «هیئت» here is part of a title («عضو هیئت علمی», «عضو شورای مرکزی»).

    So are «دادگستری» of a lawyer and «برنامه» of an agent.
    """
    keys = reader.context.keys
    managed = keys[token - 1] == "مدیر" and keys[token] in _PROGRAMS
    if keys[token - 1] in _LAWYERS or managed:
        return token + 1 == last
    if keys[token] in _COUNCILS:
        return keys[token + 1 : token + 2] == ("مرکزی",)
    if keys[token] == "مرکزی":
        return keys[token - 1] in _COUNCILS
    return keys[token] == "دفتر" or (keys[token] in _BOARDS and token + 1 < last)


_BOARDS = frozenset({"هییت", "هیات"})
_PROGRAMS = frozenset({"برنامه", "برنامههای"})
_LAWYERS = frozenset({"وکیل", "وکلا", "وکلای"})
_COUNCILS = frozenset({"شورای", "کمیته"})
