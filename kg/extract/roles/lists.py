"""Several persons of one role: «بازیگرانی چون …», «به عنوان اعضای …», «مدافعان: …».

A list hangs on its plural title by what stands between them: «به عنوان» or «از» after
the names, a word of comparison, a colon or a bracket before them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.roles.titles import Rest, status_words
from kg.lexicon import word_keys
from kg.model import EntityKind, Part


if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.roles.model import Title
    from kg.extract.roles.scene import Person, Scene


LIST_LIMIT = 60  # a party's list of candidates has thirty names, a cast fifty
COMMAS = frozenset({"،", ",", "-", "ـ", "–", "—"})
_SEPARATORS = COMMAS | {"و", "/", "؛"}
_ENDS = frozenset({".", "؛", ")", "!", "…", "*"})
_LONGEST_LINK = 2  # «، و»
_LONGEST_BRACKET = 12
_BRACKETED = 7  # tokens of «(تار و سه تار)» after a name


def names_from(scene: Scene, first: Person) -> list[Person]:
    """Return the persons that «و» and commas join, from one on, within its sentence."""
    persons = [first]
    while len(persons) < LIST_LIMIT:
        at = _over_link(scene, over_bracket(scene, persons[-1].last))
        person = None if at is None else scene.starting(at)
        if person is None and len(persons) >= _LEAST_LISTED:
            person = after_unknown(scene, persons[-1].last)
        if person is None or not scene.same_sentence(person.first, first.first):
            break
        persons.append(person)
    return persons


def after_unknown(scene: Scene, start: int) -> Person | None:
    """Return who follows a name of a list that is not known, or not to its end.

    «علی رضایی، …، رضا | کوه ورز، آوا | نوواک، مینا بهاری و …»: few words between
    commas, no verb and no preposition.
    """
    tokens = scene.context.document.tokens
    limit = min(scene.context.sentence_at(start - 1).last, start + _LONGEST_UNKNOWN)
    for at in range(start, limit):
        if _separates(scene, at) and scene.starting(at + 1) is not None:
            return scene.starting(at + 1)
        if tokens[at].pos not in _OF_NAMES and scene.form(at) not in _SEPARATORS:
            return None
    return None


_LEAST_LISTED = 3
_LONGEST_UNKNOWN = 6
_OF_NAMES = frozenset({"NOUN", "PROPN", "ADJ", "X"})


def names_up_to(scene: Scene, last: Person) -> list[Person]:
    """Return the persons that «و» and commas join, up to one, in order."""
    persons = [last]
    while len(persons) < LIST_LIMIT:
        at = _back_over_link(scene, persons[-1].first)
        person = None if at is None else scene.ending(at)
        if person is None or not scene.same_sentence(person.first, last.first):
            break
        persons.append(person)
    return persons[::-1]


def _over_link(scene: Scene, token: int) -> int | None:
    """Return the token after «و», a comma or both, ``None`` where none joins."""
    at = token
    while at - token < _LONGEST_LINK and _separates(scene, at):
        at += 1
    return at if at > token else None


def _back_over_link(scene: Scene, token: int) -> int | None:
    at = token
    while token - at < _LONGEST_LINK and _separates(scene, at - 1):
        at -= 1
    return at if at < token else None


def _separates(scene: Scene, token: int) -> bool:
    return scene.key(token) == "و" or scene.form(token) in _SEPARATORS


def over_bracket(scene: Scene, token: int) -> int:
    """«علی رضایی (یزد)، حسن کریمی (قم)»: step over what is told of one name."""
    if scene.form(token) != "(":
        return token
    for at in range(token + 1, token + _BRACKETED):
        if scene.form(at) == ")":
            return at + 1
    return token


def club_of(scene: Scene, person: Person) -> tuple[int, int] | None:
    """«علی رضایی (سپیدرود)، حسن کریمی و رضا محبی (باران)»: the club of a bracket."""
    joined = scene.starting(person.last + 1) if scene.key(person.last) == "و" else None
    if joined is not None:
        return club_of(scene, joined)
    if scene.form(person.last) != "(":
        return None
    mention = scene.context.mention_at(person.last + 1)
    if mention is None or mention.kind is not EntityKind.ORGANIZATION:
        return None
    whole = mention.first == person.last + 1 and scene.form(mention.last) == ")"
    return (mention.first, mention.last) if whole else None


def each_with_club(scene: Scene, title: Title, person: Person) -> Title:
    """Return the title of a player of a list, with the club of a bracket if told."""
    club = None
    if title.body is None and title.entry.domain == "sport":
        club = club_of(scene, person)
    return title if club is None else title.of_body(club)


def back_over_bracket(scene: Scene, token: int) -> int:
    """«علی رضایی (زاده یزد) از …»: step back over a bracket that ends at a token."""
    if scene.form(token - 1) != ")":
        return token
    for at in range(token - 2, max(token - _LONGEST_BRACKET, 0), -1):
        if scene.form(at) == "(":
            return at
    return token


def likened(scene: Scene, title: Title) -> Sequence[Person]:
    """Return the names after «نظیر», «همچون», «از جمله» and a plural title.

    Not who has a title of one's own («مدیران از جمله رضایی استاندار خوزستان»).
    """
    at = _after_likening(scene, title.last) or _after_that_is(scene, title)
    person = None if at is None else scene.starting(at)
    if person is None or not _is_near(scene, title, person):
        return ()
    return _without_own(scene, names_from(scene, person))


def _without_own(scene: Scene, persons: Sequence[Person]) -> Sequence[Person]:
    """Leave out who has a title of one's own after the name."""
    own = {one.first for one in scene.titles}
    return [p for p in persons if p.last not in own]


def listed_after_clause(scene: Scene, title: Title) -> Sequence[Person]:
    """«این نوازندگان همکاری داشته‌اند: علی رضایی (ویلن)، …»: the names of a clause.

    Three or more after the colon, and no other title or person before it.
    """
    colon = _colon_of_clause(scene, title)
    person = None if colon is None else scene.starting(colon + 1)
    if person is None or not _is_near(scene, title, person):
        return ()
    persons = names_from(scene, person)
    return _without_own(scene, persons) if len(persons) >= _LEAST_LISTED else ()


def _colon_of_clause(scene: Scene, title: Title) -> int | None:
    """Return the colon after the verb of the clause that a title begins."""
    limit = scene.context.sentence_at(title.first).last
    for at in range(title.last, min(limit, title.last + _LONGEST_CLAUSE)):
        if scene.form(at) == ":":
            verb = scene.context.document.tokens[at - 1].pos in {"VERB", "AUX"}
            return at if verb and acts_as_many(scene.key(at - 1)) else None
        named = scene.starting(at) is not None
        if named or any(one.first == at for one in scene.titles):
            return None
    return None


def acts_as_many(verb: str) -> bool:
    """«داشته‌اند», «شدند», «هستند», but nobody says what comes: not «گفتند»."""
    return verb.endswith(("ند", "اند")) and verb not in _SAID_BY_MANY


_LONGEST_CLAUSE = 12
_SAID_BY_MANY = frozenset(
    {"گفتند", "گفتهاند", "میگویند", "افزودند", "نوشتند", "نوشتهاند", "کردند"}
    | {"کردهاند", "میکنند", "داشتند", "پرسیدند", "خواستند"}
)


def _after_that_is(scene: Scene, title: Title) -> int | None:
    """«پنج مدافع ایرانی در لیگ هستند که عبارتند از: …»: the end of that clause."""
    limit = scene.context.sentence_at(title.first).last
    for at in range(title.last, limit - 1):
        if scene.key(at) in _THAT_ARE and scene.key(at + 1) == "از":
            later = any(title.last < one.first < at for one in scene.titles)
            return None if later else at + 2 + (scene.form(at + 2) in {":", "«"})
    return None


_THAT_ARE = frozenset({"عبارتند", "عبارتاند"})


def _is_near(scene: Scene, title: Title, person: Person) -> bool:
    """Whether a name stands in a title's sentence, or after its colon on a new line."""
    if scene.same_sentence(title.first, person.first):
        return True
    last = scene.context.sentence_at(title.first).last
    return person.first == last and scene.form(last - 1) == ":"


def _after_likening(scene: Scene, token: int) -> int | None:
    """Return the token after the word of likeness that begins at ``token``."""
    at = token + (scene.key(token) in status_words())
    place = scene.context.mention_at(at + 1)
    if scene.key(at) == "در" and place is not None and place.kind is EntityKind.PLACE:
        at = place.last  # «رهبران حزب در یزد، به شمول …»
    at += scene.form(at) in COMMAS
    for size in (3, 2, 1):
        words = "".join(scene.context.keys[at : at + size])
        if words in word_keys("likening_words"):
            return at + size + (scene.form(at + size) in {":", "«"})
    return None


def labelled(scene: Scene, title: Title) -> Sequence[Person]:
    """Return the names after a title and a colon that end the line.

    «رئیس هیئت داوران: علی رضایی»; not «عضو شورا: رضایی باید پاسخ بدهد».
    """
    person = scene.starting(title.last + 1)
    sentence = scene.context.sentence_at(title.first)
    if scene.form(title.last) != ":" or person is None or sentence.part is Part.TITLE:
        return ()
    persons = names_from(scene, person)
    end = over_bracket(scene, persons[-1].last)
    if person.first == sentence.last:
        return _on_lines(scene, persons)
    return persons if end >= sentence.last or scene.form(end) in _ENDS else ()


def _on_lines(scene: Scene, persons: list[Person]) -> list[Person]:
    """«مدافعان: ⏎ علی رضایی (باران) ⏎ حسن کریمی»: a name on each line that follows."""
    last = persons[-1]
    end = scene.context.sentence_at(last.first).last
    if not last.last <= over_bracket(scene, last.last) == end:
        return persons if last.last == end or scene.form(last.last) in _ENDS else []
    while len(persons) < LIST_LIMIT:
        person = scene.starting(end)
        if person is None:
            break
        end = scene.context.sentence_at(person.first).last
        if over_bracket(scene, person.last) != end:
            break
        persons.append(person)
    return persons


def label_of(scene: Scene, title: Title) -> Person | None:
    """«علی رضایی: رئیس هیئت مدیره»: the name whose line the title is."""
    sentence = scene.context.sentence_at(title.first)
    if scene.form(title.first - 1) != ":" or sentence.part is Part.TITLE:
        return None
    person = scene.ending(title.first - 1)
    ends = title.last >= sentence.last or scene.form(title.last) in _ENDS | COMMAS
    bodied = title.body is not None or title.entry.rest is Rest.NONE
    return person if person is not None and ends and bodied else None
