"""Lists of who did what of a work: «عوامل فیلم «شب روشن»: تدوین: رضایی، طراح لباس: …».

In such a list every label before a colon is a role, listed or not («جلوه‌های ویژه
میدانی»), and only those who stand after it hold it. The work is named before the list.
Running text lists them without colons («به کارگردانی رضایی، تدوین کریمی، فنی …»):
there, too, whatever stands between two of them is a label.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from kg.extract.roles.lists import names_from, over_bracket
from kg.extract.roles.model import Title
from kg.extract.roles.scene import Holding
from kg.extract.roles.titles import Rest, TitleEntry, title_matcher
from kg.extract.roles.vocabulary import match_at
from kg.extract.roles.works import work_told
from kg.lexicon import word_keys


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.roles.scene import Person, Scene
    from kg.model import Sentence


_LONGEST_LABEL = 14  # tokens of «بازیگردان، برنامه‌ریز و دستیار اول کارگردان»
_LEAST_LABELS = 3
_LEAST_CRAFTS = 2  # labels of a list that are artists' titles or their works
_MARKS = frozenset({"،", ",", "/", "؛", "-", "–", "ـ", "|", "و", "*", "•", "_"})
# labels that tell of a prize or a part, and of nobody's work
_NO_LABELS = frozenset(
    {"نقش", "برنده", "برندگان", "جایزه", "نامزد", "نامزدها", "سیمرغ", "محصول", "سال"}
    | {
        "داستان",
        "خلاصه",
        "ژانر",
        "زمان",
        "مکان",
        "عنوان",
        "نام",
        "گفت",
        "افزود",
        "داور",
    }
)
CREW = TitleEntry(title="عوامل", key="film_crew", domain="arts", rest=Rest.NONE)


class Credit(NamedTuple):
    """A label and the persons named after its colon.

    Attributes:
        first: First token of the label.
        colon: The colon after it.
        persons: Whom it names.
    """

    first: int
    colon: int
    persons: Sequence[Person]


def credited(scene: Scene) -> tuple[list[Holding], frozenset[int]]:
    """Return what lists of credits tell, and the tokens of their labels."""
    found: list[Holding] = []
    labels: set[int] = set()
    for block in (*_blocks(scene), *_running_blocks(scene)):
        work = work_told(scene, block[0].first)
        for one in block:
            labels.update(range(one.first, one.colon))
            for first, last in _roles(scene, one):
                title = _title(scene, first, last, work)
                found += [
                    Holding(
                        title=title, mention=who.mention, rule="credit", confidence=0.8
                    )
                    for who in one.persons
                ]
    return found, frozenset(labels)


def _blocks(scene: Scene) -> Iterator[list[Credit]]:
    """Yield the credits of each list: of one sentence, or of lines in a row."""
    block: list[Credit] = []
    if scene.context.keys.count(":") < _LEAST_LABELS:
        return
    for sentence in scene.context.document.sentences:
        here = list(_credits(scene, sentence))
        if not here and block:
            yield from _whole(scene, block)
            block = []
        block += here
    yield from _whole(scene, block)


def _whole(scene: Scene, block: list[Credit]) -> Iterator[list[Credit]]:
    crafts = sum(_is_craft(scene, one.first) for one in block)
    if len(block) >= _LEAST_LABELS and crafts >= _LEAST_CRAFTS:
        yield block


def _credits(scene: Scene, sentence: Sentence) -> Iterator[Credit]:
    """Yield the labels of a sentence with the names after them, in order."""
    start, keys = sentence.first, scene.context.keys
    for colon in range(sentence.first + 1, sentence.last - 1):
        if keys[colon] != ":":
            continue
        person = scene.starting(colon + 1)
        first = _over_marks(scene, start, colon)
        if person is not None and _is_label(scene, first, colon):
            persons = names_from(scene, person)
            yield Credit(first, colon, persons)
            start = _over_name(scene, over_bracket(scene, persons[-1].last))
        else:
            start = colon + 1


def _running_blocks(scene: Scene) -> Iterator[list[Credit]]:
    """Yield the credits of lists without colons, each of one sentence."""
    named = Counter(scene.context.sentence_of[one.first] for one in scene.persons)
    for number, count in sorted(named.items()):
        if count < _LEAST_LABELS:
            continue
        sentence = scene.context.document.sentences[number]
        at = sentence.first
        while at < sentence.last:
            block = list(_run_from(scene, at, sentence.last))
            yield from _whole(scene, block)
            at = block[-1].persons[-1].last if block else at + 1


def _run_from(scene: Scene, start: int, limit: int) -> Iterator[Credit]:
    """Yield a list's labels and names from a token on, as long as commas join them.

    The first label is one of a crew, or of an artist, and an open one.
    """
    opens = scene.key(start - 1) in _OPENING or scene.form(start - 1) in _MARKS
    if not opens or not _is_craft(scene, start):
        return
    at: int | None = start
    while at is not None:
        credit = _running_credit(scene, at, limit)
        if credit is None:
            return
        yield credit
        end = over_bracket(scene, credit.persons[-1].last)
        after = _over_marks(scene, end, limit)
        at = after if after > end else None


def _running_credit(scene: Scene, first: int, limit: int) -> Credit | None:
    """Return «تدوین | علی رضایی و حسن کریمی» that begins at a token."""
    for end in range(first + 1, min(first + _LONGEST_RUNNING, limit) + 1):
        if not _may_be_label(scene, end - 1):
            return None
        person = scene.starting(end)
        if person is not None:
            told = person.last <= limit and _is_label(scene, first, end)
            return Credit(first, end, names_from(scene, person)) if told else None
    return None


def _may_be_label(scene: Scene, token: int) -> bool:
    """Whether a token may be a word of a label: no verb, no preposition, no mark."""
    word = scene.key(token)[:1].isalpha()
    return word and scene.context.document.tokens[token].pos in _OF_LABELS


_OPENING = frozenset({"به", "با"})
_LONGEST_RUNNING = 4  # tokens of «طراح صحنه و لباس»
_OF_LABELS = frozenset({"NOUN", "ADJ", "PROPN", "CCONJ", "X"})


def _over_name(scene: Scene, end: int) -> int:
    """Step over words of a name that was cut short («آوا کوه | ورزی، تدوین: …»)."""
    rest = range(end, end + _LONGEST_REST)
    return next((at for at in rest if scene.form(at) in _MARKS - {"و"}), end)


_LONGEST_REST = 3


def _over_marks(scene: Scene, start: int, end: int) -> int:
    while start < end and scene.form(start) in _MARKS:
        start += 1
    return start


def _is_label(scene: Scene, first: int, colon: int) -> bool:
    """Whether tokens may be a role of a list: few words, no clause and no name."""
    tokens = scene.context.document.tokens[first:colon]
    if not 0 < len(tokens) <= _LONGEST_LABEL or tokens[0].pos in {"ADP", "VERB"}:
        return False
    keys = scene.context.keys[first:colon]
    plain = all(scene.context.mention_of[at] < 0 for at in range(first, colon))
    told = not _NO_LABELS.isdisjoint(keys) or any(k.endswith("ترین") for k in keys)
    return plain and not told and "." not in scene.context.keys[first:colon]


def _is_craft(scene: Scene, token: int) -> bool:
    """Whether an artist's title, or the noun of a work of a crew, begins at a token."""
    found = match_at(title_matcher(), scene.context.keys, token, token + _LONGEST_LABEL)
    listed = found is not None and found.value.domain == "arts"
    return listed or scene.key(token) in word_keys("crew_nouns")


def _roles(scene: Scene, one: Credit) -> Iterator[tuple[int, int]]:
    """Yield the tokens of each role of a label.

    «نویسنده و کارگردان» are two, «طراح صحنه و لباس» is one.
    """
    parts = list(_parts(scene, one))
    if all(_begins_role(scene, first) for first, _ in parts):
        yield from parts
    else:
        yield one.first, one.colon


def _parts(scene: Scene, one: Credit) -> Iterator[tuple[int, int]]:
    start = one.first
    for at in range(one.first, one.colon + 1):
        if at == one.colon or scene.form(at) in _MARKS:
            if at > start:
                yield start, at
            start = at + 1


def _begins_role(scene: Scene, token: int) -> bool:
    found = match_at(title_matcher(), scene.context.keys, token, token + _LONGEST_LABEL)
    return found is not None or scene.key(token) in word_keys("crew_nouns")


def _title(scene: Scene, first: int, last: int, work: tuple[int, int] | None) -> Title:
    found = match_at(title_matcher(), scene.context.keys, first, last)
    plural = found is not None and found.value.plural
    return Title(
        first=first,
        head_last=last,
        role_last=last,
        body=work,
        last=last,
        entry=CREW if found is None else found.value,
        plural=plural,
    )
