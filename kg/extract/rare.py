"""Names that neither list nor tagger knows, shown by the title beside them.

«از اقدام آوا نوواک، رئیس سنا، …», «سؤال را نیازی نماینده یزد پرسید», «ائتلاف باران به
رهبری آوا نوواک»: words that news hardly uses but in names (``ordinary_words.tsv`` lists
the others), where a title, an office or the noun of a craft says that a name is due.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Protocol

from kg.extract.roles.titles import Rest
from kg.extract.roles.vocabulary import bodies, places
from kg.lexicon import word_keys
from kg.normalize import match_key


if TYPE_CHECKING:
    from kg.extract.context import Context
    from kg.extract.roles.model import Title


class Hunt(Protocol):
    """What the search for persons in one document offers here."""

    context: Context
    taken: list[bool]

    def is_unlisted(self, token: int) -> bool:
        """Say whether a token may be a word of a name although no list has it."""

    def is_free(self, token: int) -> bool:
        """Say whether a token is a word of no name yet, and none that never is."""

    def add(self, first: int, last: int, rule: str, confidence: float) -> None:
        """Add a person."""


_LONGEST = 4
_SHORTEST = 3
_SHORTEST_SURNAME = 4
_INFLECTED = (*(f"\u200c{end}" for end in ("ها", "های", "هایی", "ی", "اش")), "هایش")
_DEEDS = ("داری", "سازی", "کاری", "گیری", "بندی", "گذاری", "کنندگی", "گری", "یت", "ات")
# within foreign names: «جول له سکوارنیک»
_PARTICLES = frozenset(
    {"له", "لا", "لو", "فون", "فن", "وان", "ون", "دل", "دا", "بن", "ال"}
)
DETERMINERS = frozenset(
    {"این", "ان", "همین", "همان", "هر", "هیچ", "چند", "چندین", "کدام", "همه", "چنین"}
    | {"تمام", "تمامی", "چنان", "دیگر", "سایر", "اولین", "اخرین", "نخستین", "کلیه"}
    | {"برخی", "بعضی", "بسیاری", "یک", "فلان", "چه", "مهمترین", "بهترین"}
)
NAMED_AFTER_PERSONS = frozenset(
    {"خیابان", "میدان", "بلوار", "کوچه", "شهید", "جایزه", "مرکز"}
    | {"دانشگاه", "بیمارستان", "بنیاد", "مدرسه", "ورزشگاه", "فرودگاه", "پالایشگاه"}
    | {"امام", "لشکر", "تیپ", "قرارگاه", "دبیرستان", "مسجد", "حسینیه", "شرکت", "مجتمع"}
    | {"نشر", "انتشارات", "موسسه", "مؤسسه", "گروه", "تیم", "باشگاه", "سد", "روستای"}
)
# after these a word begins a phrase, and is no adjective of another
_LOOSE = frozenset({"که", "را", "رو", "انچه", "چنانچه", "سپس", "همچنین", "اما", "نیز"})
_LOOSE_MARKS = frozenset({"؛", ":", ".", "؟", "!", "«", '"'})
_LEADERSHIP = frozenset(
    {"رهبری", "ریاست", "سرپرستی", "فرماندهی", "دبیرکلی", "نخستوزیری", "هدایت"}
)
_MADE = frozenset({"محصول", "ساخته", "تولید", "منتشر", "اجرا", "ساختهشده"})
_ENDS = frozenset({"VERB", "AUX", "ADP", "ADV", "PUNCT", "SCONJ", "CCONJ"})


def name_before(hunt: Hunt, title: Title, end: int) -> int | None:
    """Return where an unknown name before a title begins, ``None`` where none does.

    Args:
        hunt: The search.
        title: A title of one person.
        end: The token after the name: the title's first, or a comma before it.
    """
    limit = hunt.context.sentence_at(title.first).first
    first = _run_back(hunt, end, limit)
    if first == end or not _is_unbound(hunt, first, limit):
        return None
    apart = end < title.first
    named = title.body is not None and (
        hunt.context.mention_at(title.body[0]) is not None
        or title.entry.rest is Rest.PLACE  # «شهردار منطقه ۱۳»
    )
    if end - first > 1:
        return first if named or _tells(title, apart=apart) else None
    surname = _is_surname(hunt, first, limit, apart=apart)
    return first if named and not title.plural and surname else None


def _tells(title: Title, *, apart: bool) -> bool:
    """Whether a title without a named body makes a name of two rare words before it.

    A profession, an agent, one of several («… از بازیکنان باران»); after a comma any
    body or a field of work («آوا نوواک، جراح ۷۰ ساله»).
    """
    if title.entry.rest is Rest.NONE or title.entry.key == "agent":
        return True
    if title.plural or apart:
        return title.body is not None or title.entry.rest is Rest.FIELD
    return False


def name_after(hunt: Hunt, start: int, limit: int) -> int | None:
    """Return where an unknown name of two words or more from a token on ends."""
    last = _run_on(hunt, start, limit)
    ends = last >= limit or hunt.context.document.tokens[last].pos in _ENDS
    return last if last - start > 1 and ends else None


def maker_after(hunt: Hunt, start: int, limit: int) -> int | None:
    """Return where the name between a craft and what tells of the work ends.

    «به کارگردانی | آوا نوواک | محصول سال …»: whatever the words are.
    """
    keys = hunt.context.keys
    for last in range(start + 2, min(limit, start + _LONGEST + 1)):
        if not all(hunt.is_unlisted(token) for token in range(start, last)):
            return None
        if keys[last] in _MADE:
            return last
    return name_after(hunt, start, limit)


def led_by_unknown(hunt: Hunt) -> None:
    """Add the names of «حزب باران به رهبری آوا نوواک»."""
    keys = hunt.context.keys
    for at, key in enumerate(keys):
        if key not in _LEADERSHIP or not at or keys[at - 1] != "به":
            continue
        limit = hunt.context.sentence_at(at).last
        last = name_after(hunt, at + 1, limit) if at + 1 < limit else None
        if last is not None:
            hunt.add(at + 1, last, "after_title", 0.65)


def _run_back(hunt: Hunt, end: int, limit: int) -> int:
    """Return where the run of rare words that ends before a token begins."""
    first = end
    while first > max(limit, end - _LONGEST):
        inner = first < end and hunt.context.keys[first - 1] in _PARTICLES
        misread = first == end and _is_misread(hunt, first - 1, limit)
        if not (inner or misread or _is_rare(hunt, first - 1)):
            break
        first -= 1
    while first < end and hunt.context.keys[first] in _PARTICLES:
        first += 1
    return first


def _run_on(hunt: Hunt, start: int, limit: int) -> int:
    last = start
    while last < min(limit, start + _LONGEST) and _is_rare(hunt, last):
        last += 1
    return last


def _is_rare(hunt: Hunt, token: int) -> bool:
    """Whether a word may be a name's: unlisted, and hardly met elsewhere."""
    return hunt.is_unlisted(token) and _is_unusual(hunt, token)


def _is_misread(hunt: Hunt, token: int, limit: int) -> bool:
    """«ژانت یلن، وزیر …»: a surname that was taken for a verb, after a rare word."""
    word = hunt.context.document.tokens[token]
    verb = word.pos in {"VERB", "AUX"} and "\u200c" not in word.form
    free = verb and hunt.is_free(token) and _is_unusual(hunt, token)
    return free and token > limit and _is_rare(hunt, token - 1)


def _is_unusual(hunt: Hunt, token: int) -> bool:
    key = hunt.context.keys[token]
    if len(key) < _SHORTEST or key.endswith("ترین"):
        return False
    return not is_ordinary(hunt, token)


def is_ordinary(hunt: Hunt, token: int) -> bool:
    """Say whether a word is one that news uses, or a noun with an ending."""
    key = hunt.context.keys[token]
    if key in word_keys("ordinary_words") or key in word_keys("no_persons"):
        return True
    return hunt.context.document.tokens[token].form.endswith(_INFLECTED)


def _is_surname(hunt: Hunt, token: int, limit: int, *, apart: bool) -> bool:
    """Whether one word is a surname: listed, made of one, or nothing else here.

    «دلخوری سرمربی باران …» begins with none, «نوواکی، سرمربی باران، …» does.
    """
    key = hunt.context.keys[token]
    if key in places() or len(key) < _SHORTEST_SURNAME:
        return False
    word = hunt.context.document.tokens[token]
    if word.pos == "ADJ" and word.ezafe and _is_told(hunt, token, limit):
        return False  # «ارتحال ملکوتی بنیانگذار …»
    parts = [match_key(part) for part in word.form.split("\u200c")]
    known = _plain_surnames()
    if key in known or word.pos == "PROPN":
        return True
    deed = key.endswith(_DEEDS)  # «امانت‌داری»
    made = len(parts) == 2 and not known.isdisjoint(parts)
    shaped = token > limit or (apart and key.endswith("ی"))
    plain = len(parts) == 1 and shaped and _is_loose(hunt, token, limit)
    return (made or plain) and not deed


def _is_told(hunt: Hunt, token: int, limit: int) -> bool:
    """Whether an adjective hangs on the word before it, or on «و»."""
    before = hunt.context.document.tokens[token - 1]
    return token > limit and (before.ezafe or before.pos == "CCONJ")


@cache
def _plain_surnames() -> frozenset[str]:
    """Surnames that are no everyday words."""
    return word_keys("surnames") - word_keys("ordinary_words")


def _is_loose(hunt: Hunt, token: int, limit: int) -> bool:
    """Whether a word begins a phrase: «سؤال را | خاندوزی نماینده …»."""
    if token == limit:
        return True
    before = hunt.context.document.tokens[token - 1]
    return hunt.context.keys[token - 1] in _LOOSE or before.form in _LOOSE_MARKS


def _is_unbound(hunt: Hunt, first: int, limit: int) -> bool:
    """Whether no body, number or name of somebody stands before a name."""
    if first == limit:
        return True
    before, key = hunt.context.document.tokens[first - 1], hunt.context.keys[first - 1]
    bound = (
        (key in bodies() and before.ezafe)
        or key in NAMED_AFTER_PERSONS
        or key in DETERMINERS
    )
    return not bound and not hunt.taken[first - 1] and before.pos != "NUM"
