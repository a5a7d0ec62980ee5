"""Of whom a verb tells, where the words of its name do not say.

The subject of a verb may stand before a comma («علی نوری، که …، | به ساری رفت»), in
the clause that «و» joins it to («علی نوری آمد و | به ساری رفت»), or in the sentence
before; a pronoun says no more to who reads a list of events («او به ساری رفت»).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.clauses import REPORT
from kg.extract.events.composing import is_day
from kg.extract.events.constituents import find_loose, holds_noun
from kg.extract.events.phrases import chain_end
from kg.extract.marks import CLOSING_QUOTES, PRONOUNS
from kg.model import EntityKind, Part, Tense


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.context import Context
    from kg.extract.events.clauses import Clause
    from kg.extract.events.composing import Name
    from kg.extract.events.constituents import Loose
    from kg.extract.events.scene import Candidate, Scene
    from kg.model import DocumentEntity


_VAGUE = frozenset({"انها", "انان", "ان", "اینها", "این", "ها", "من", "ما", "شما"})
_TIMES = frozenset({"سال", "فصل", "نیم", "هفته", "ماه", "روز", "شب", "ساعت", "دقیقه"})
_NO_SUBJECTS = _TIMES | {
    *("حوالی", "علاوه", "جایی", "درحالی", "وقتی", "انشاءالله", "ان", "بنا", "افزون"),
    *("همانطور", "همانگونه"),
}
_AND = "و"
_JOINTS = frozenset({_AND, "اما", "ولی", "سپس"})
_BARE = 3  # words of an object without «را»
_LISTED = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_LONGEST_LIST = 25  # words of a name that starts with a list
_INCHOATIVE = ("شدن", "گردیدن", "گشتن", "رفتن", "یافتن", "افتادن", "رسیدن", "گرفتن")
_PASSIVE = ("شدن", "گردیدن", "گشتن")
_MOST_JOINED = 3
_FARTHEST = 30  # clauses of a sentence
_LONGEST = 9  # words of a subject
_LONGEST_GAP = 5  # words between a subject and the rest of a name that are named too
_LONGEST_CLAUSE = 18  # and where the rest is the verb alone
_PERSON = EntityKind.PERSON
_ACTING = frozenset({EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.PLACE})


def with_subject(scene: Scene, candidate: Candidate, first: int, last: int) -> Name:
    """Return the parts of a verb's name, its subject first.

    Args:
        scene: The article.
        candidate: What the verb tells.
        first: Where the verb's own words start.
        last: Where they end.
    """
    start = _list_start(scene, candidate, first)
    if start is None:
        return _without_list(scene, candidate, first, last)
    own = _first_phrase(scene, range(start, candidate.first))
    if own is not None:
        words = _with_named(scene, candidate.clause, own, (start, last))
        return (*_before_object(scene, candidate, own, start), *words)
    if not _may_be_anothers(scene, candidate, start):
        return ((start, last),)
    found = _find_subject(scene, candidate.clause, start)
    if found is None:
        return ((start, last),)
    named = _meant(scene, candidate.clause, found)
    if named is None and found[0] in candidate.clause.tokens:
        return _own_words(scene, candidate, found, (start, last))
    return (named or _shortened(scene.context, found), (start, last))


def _before_object(
    scene: Scene, candidate: Candidate, phrase: tuple[int, int], start: int
) -> Name:
    """Return who does it, where a name starts with a bare object or who that is.

    «اعضای تیم کارون، امروز | تست دادند», «علی نوری، | نماینده شهر به ساری رفت».
    """
    context, predicate = scene.context, candidate.clause.predicate
    is_apposed = _is_apposed(context, phrase, start)
    if predicate is None or phrase[0] != start:
        return ()
    if not is_apposed and (
        predicate.infinitive.endswith(_INCHOATIVE)
        or context.keys[start] == "این"
        or any(context.mentions[slice(*phrase)])
        or phrase[1] != candidate.first
        or phrase[1] - start > _BARE
    ):
        return ()
    found = _first_phrase(scene, [at for at in candidate.clause.tokens if at < start])
    if found is None or not any(context.mentions[slice(*found)]):
        return ()
    is_beside = found[1] == start - 1 and _person_in(context, found) is not None
    return () if is_apposed and not is_beside else (_shortened(context, found),)


def _is_apposed(context: Context, phrase: tuple[int, int], start: int) -> bool:
    """Say whether words after a comma say who somebody is («، نماینده شهر …»)."""
    if context.keys[start - 1 : start] != ("،",):
        return False
    if phrase[0] != start or context.mention_at(start) is not None:
        return False
    head = start + (context.keys[start] == "دیگر")
    return lexicon.is_title(context.keys[head])


def _with_named(
    scene: Scene, clause: Clause, subject: tuple[int, int], words: tuple[int, int]
) -> Name:
    """Return a verb's words with who is meant by a pronoun that they start with."""
    named = _meant(scene, clause, subject)
    if named is None or subject[0] != words[0]:
        return (words,)
    rest = _after_days(scene, subject[1], words[1])
    return (named, (rest, words[1])) if rest < words[1] else (named,)


def _list_start(scene: Scene, candidate: Candidate, first: int) -> int | None:
    """Return where a list starts whose end begins a verb's words, else their start.

    «سدهای بم، ساری | و یزد افتتاح شد». ``None`` where a preposition leads the list
    («با حضور مدیران، معلمان | و کارگران افتتاح شد»).
    """
    context, own = scene.context, frozenset(candidate.clause.tokens)
    keys, tokens = context.keys, context.document.tokens
    if tokens[first].pos not in _LISTED or first >= candidate.first:
        return first
    end = chain_end(context, first)
    if end >= candidate.first or keys[end] != _AND:
        return first
    at = first
    while {at - 1, at - 2} <= own and keys[at - 1] == "،":
        start = at - 2
        if tokens[start].pos not in _LISTED or start in scene.date_at:
            break
        while start - 1 in own and tokens[start - 1].pos in _LISTED:
            start -= 1
        if _is_led(context, start, own):
            return None
        if candidate.last - start > _LONGEST_LIST or not _is_akin(
            context, start, first
        ):
            break
        at = start
    return at


def _is_led(context: Context, at: int, own: frozenset[int]) -> bool:
    """Say whether a word is led by a preposition, past «این» and «و»."""
    before = at - 1
    while before in own and context.document.tokens[before].pos in {"DET", "CCONJ"}:
        before -= 1
    return before in own and (
        context.document.tokens[before].pos == "ADP" or before < at - 1
    )


def _is_akin(context: Context, one: int, other: int) -> bool:
    """Say whether two words may start parts of one list: both names, or a person."""
    first, second = context.mention_at(one), context.mention_at(other)
    if first is not None and first.kind is _PERSON:
        return True
    return (first is None) == (second is None)


def _without_list(scene: Scene, candidate: Candidate, first: int, last: int) -> Name:
    """Return what happened to whom, without the end of a list that something leads.

    «پروازها از بم، ساری | و یزد لغو شد». What somebody did needs its object.
    """
    verb = candidate.clause.predicate
    if verb is None or verb.last - verb.first < 2:
        return ((first, last),)
    if not verb.infinitive.endswith(_INCHOATIVE):
        return ((first, last),)
    found = _find_subject(scene, candidate.clause, first)
    if found is None:
        return ((first, last),)
    return (_shortened(scene.context, found), (candidate.first, last))


def _own_words(
    scene: Scene,
    candidate: Candidate,
    subject: tuple[int, int],
    words: tuple[int, int],
) -> Name:
    """Return a subject with the words of its verb, and what is between if it is short.

    All of the clause if nothing of it is said but the verb: «دولت مجوز …، | صادر کرد».
    """
    context = scene.context
    keys, tokens = context.keys, context.document.tokens
    gap = [
        at
        for at in candidate.clause.tokens
        if subject[1] <= at < words[0] and not is_day(scene, at)
    ]
    if gap and keys[gap[0]] in CLOSING_QUOTES:
        gap = gap[1:]
    if gap and keys[gap[-1]] == "،":
        gap = gap[:-1]
    between = [at for at in gap if keys[at] != "،"]
    is_bare = words[0] >= candidate.first
    longest = _LONGEST_CLAUSE if is_bare else _LONGEST_GAP
    goes_on = is_bare or (between == gap and gap and tokens[gap[0]].pos == "ADP")
    if not goes_on or not between or len(between) > longest:
        return (_shortened(context, subject), words)
    return tuple(_runs([*range(*subject), *between, *range(*words)]))


def _runs(tokens: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of ascending tokens that stand side by side."""
    first = last = tokens[0]
    for at in tokens[1:]:
        if at > last + 1:
            yield first, last + 1
            first = at
        last = at
    yield first, last + 1


def find_actor(scene: Scene, clause: Clause, at: int) -> tuple[int, int] | None:
    """Return where it is said who does what a clause tells, before a token.

    ``None`` where only a pronoun says it and nobody is surely meant.
    """
    found = _find_subject(scene, clause, at)
    if found is None:
        return None
    named = _meant(scene, clause, found)
    if named is not None:
        return named
    is_said = _is_pronoun(scene.context, found)
    return None if is_said else _shortened(scene.context, found)


def find_meant(scene: Scene, clause: Clause, at: int) -> tuple[int, int] | None:
    """Return where the person is named whom the pronoun at a token surely means."""
    phrase = at, at + 1
    return _meant(scene, clause, phrase) if _is_pronoun(scene.context, phrase) else None


def find_person_before(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """Return the person that the sentence before a clause's tells of."""
    return _person_before(scene, clause)


def _is_pronoun(context: Context, phrase: tuple[int, int]) -> bool:
    first, last = phrase
    return last - first == 1 and context.keys[first] in PRONOUNS


def _after_days(scene: Scene, first: int, last: int) -> int:
    """Return the first word of a stretch that is part of no date."""
    while first < last and first in scene.date_at:
        first = scene.date_at[first].last
    return first


def _may_be_anothers(scene: Scene, candidate: Candidate, first: int) -> bool:
    """Say whether a verb without a subject of its own may have one before it.

    No «مقرر شد», no first person, and nothing that happened to a thing that stands
    after a led phrase («به طور نمونه شرط سنی حذف شد»).
    """
    predicate, keys = candidate.clause.predicate, scene.context.keys
    if predicate is None or predicate.group.person not in {3, None}:
        return False
    told = keys[max(0, predicate.first - 1) : predicate.last]
    if not lexicon.event_words("settled").isdisjoint(told):
        return False
    if not predicate.infinitive.endswith(_INCHOATIVE):
        return True
    words = find_loose(scene, range(first, candidate.first))
    return not any(holds_noun(scene.context, each) for each in words)


def _find_subject(scene: Scene, clause: Clause, first: int) -> tuple[int, int] | None:
    """Return the subject of a clause that stands before its name."""
    keys = scene.context.keys
    own = [at for at in clause.tokens if at < first]
    if own and "اینکه" in keys[own[0] : first]:
        return None
    found = _first_phrase(scene, own)
    if found is not None:
        return None if _is_undergoing(scene.context, clause, found) else found
    if clause.antecedent is not None:
        return _person_told_of(scene, clause)
    return _joined_subject(scene, clause)


def _person_told_of(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """Return the person whom a relative clause without a subject befell.

    «خانم نوری که در بهار | منصوب شد».
    """
    verb, at = clause.predicate, clause.antecedent
    if at is None or verb is None or not verb.infinitive.endswith(_INCHOATIVE):
        return None
    mention = scene.context.mention_at(at)
    if mention is None or mention.kind is not _PERSON or mention.last != at + 1:
        return None
    return mention.first, mention.last


def _joined_subject(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """Return the subject that a clause shares with one before it, else a person."""
    for _ in range(_MOST_JOINED):
        joined = _joined_to(scene, clause)
        if joined is None:
            break
        found = _subject_of(scene, joined)
        if found is not None:
            shared = joined.antecedent is None and _is_told_by(scene, joined, found)
            return found if shared else None
        clause = joined
    if clause.parent is not None or _begins_late(scene, clause):
        return None
    return _person_before(scene, clause)


def _is_undergoing(context: Context, clause: Clause, phrase: tuple[int, int]) -> bool:
    """Say whether a verb of several has one person beside it: whom it befell."""
    verb = clause.predicate
    if verb is None or not verb.group.plural or _AND in context.keys[slice(*phrase)]:
        return False
    acts = not verb.infinitive.endswith(_INCHOATIVE)
    return acts and _person_in(context, phrase) == phrase


def _begins_late(scene: Scene, clause: Clause) -> bool:
    """Say whether another verb of its sentence stands before a clause."""
    return any(
        each.sentence == clause.sentence and each.predicate is not None
        for each in scene.clauses[max(0, clause.index - _FARTHEST) : clause.index]
    )


def _subject_of(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """Return the phrase of a clause that looks like its subject."""
    verb = clause.predicate
    if verb is None:
        return None
    return _first_phrase(scene, [at for at in clause.tokens if at < verb.first])


def _is_told_by(scene: Scene, clause: Clause, phrase: tuple[int, int]) -> bool:
    """Say whether a phrase is a verb's subject: an active verb's is named.

    «شش گل | زد» is none.
    """
    verb = clause.predicate
    if verb is None or verb.infinitive.endswith(_INCHOATIVE):
        return verb is not None
    if _is_undergoing(scene.context, clause, phrase):
        return False
    return scene.context.keys[phrase[0]] == "این" or any(
        mention is not None and mention.kind in _ACTING
        for mention in scene.context.mentions[slice(*phrase)]
    )


def _joined_to(scene: Scene, clause: Clause) -> Clause | None:
    """Return the clause that «و» joins a clause to, if both verbs agree."""
    start = clause.tokens[0]
    for other in reversed(scene.clauses[: clause.index]):
        verb = other.predicate
        if other.sentence != clause.sentence or verb is None:
            return None
        if other.parent is not clause.parent:
            continue
        between = range(verb.last, start + 1)
        said = {scene.context.keys[at] for at in between}
        joins = (
            bool(said & _JOINTS)
            or ("تا" in said and _is_purpose(clause))
            or ("که" in said and _is_copula(other))
        )
        is_near = start - verb.last <= 1
        same = joins and is_near and verb.kind != REPORT and _agree(other, clause)
        return other if same else None
    return None


def _is_copula(clause: Clause) -> bool:
    """Say whether a clause says who somebody is: «… معلم است که دیروز کشته شد»."""
    verb = clause.predicate
    return verb is not None and verb.group.lemma in {"بودن", "استن", "است"}


def _is_purpose(clause: Clause) -> bool:
    """Say whether a clause after «تا» tells what for: «ماند تا … برود»."""
    verb = clause.predicate
    if verb is None or verb.infinitive.endswith(_PASSIVE):
        return False
    return verb.group.tense is Tense.SUBJUNCTIVE


def _agree(one: Clause, other: Clause) -> bool:
    first, second = one.predicate, other.predicate
    if first is None or second is None:
        return False
    return (first.group.person, first.group.plural) == (
        second.group.person,
        second.group.plural,
    )


def _person_before(scene: Scene, clause: Clause) -> tuple[int, int] | None:
    """Return the person that the sentence before tells of, if it is one's deed."""
    context, number = scene.context, clause.sentence - 1
    if number < 0 or context.document.sentences[number].part is Part.TITLE:
        return None
    told = (each for each in scene.clauses if each.sentence == number)
    mains = [each for each in told if each.parent is None and each.predicate]
    if not mains or any(each.kind == REPORT for each in mains):
        return None
    if not _agree(mains[-1], clause):
        return None
    verb = mains[-1].predicate
    found = _subject_of(scene, mains[0])
    if found is None or verb is None or verb.group.plural:
        return None
    return _person_heading(context, found)


def _person_heading(
    context: Context, phrase: tuple[int, int]
) -> tuple[int, int] | None:
    """Return the person whom a phrase names, with nothing but titles before."""
    found = _person_in(context, phrase)
    if found is None:
        return None
    before = context.keys[phrase[0] : found[0]]
    return found if all(map(lexicon.is_title, before)) else None


def _first_phrase(scene: Scene, tokens: Sequence[int]) -> tuple[int, int] | None:
    """Return the phrase among words that is their subject, by what stands around it.

    The first that no preposition leads, that «را» does not end and that says more than
    when; a name, or what stands first or after a mark.
    """
    context = scene.context
    for each in find_loose(scene, tokens):
        said = frozenset(context.keys[each.first : each.last])
        if said & lexicon.event_words("own") or said <= _VAGUE:
            continue
        head = context.keys[each.first]
        if head in _NO_SUBJECTS or head in lexicon.event_words("split"):
            continue
        mention = context.mention_at(each.first)
        is_named = mention is not None and mention.kind is _PERSON
        is_said = said <= PRONOUNS or (
            holds_noun(context, each) and not _is_listed(scene, each)
        )
        if is_named or (each.is_apart and is_said):
            return each.first, each.last
    return None


def _is_listed(scene: Scene, phrase: Loose) -> bool:
    """Say whether a phrase is one of a list, or a place by itself («، زابل، …»)."""
    context, at = scene.context, phrase.last
    mention = context.mention_at(phrase.first)
    is_place = mention is not None and mention.kind is EntityKind.PLACE
    if is_place and mention is not None and mention.last == at:
        return True
    if context.keys[at : at + 1] != ("،",) or at + 1 in scene.date_at:
        return False
    return context.document.tokens[at + 1].pos in {"NOUN", "ADJ"}


def _shortened(context: Context, phrase: tuple[int, int]) -> tuple[int, int]:
    """Return a person's name of a long phrase that holds one, else its first words."""
    first, last = phrase
    if last - first <= _LONGEST:
        return phrase
    return _person_in(context, phrase) or (first, first + _LONGEST)


def _person_in(context: Context, phrase: tuple[int, int]) -> tuple[int, int] | None:
    """Return the tokens of the first person named in a phrase."""
    for at in range(*phrase):
        mention = context.mention_at(at)
        if mention is not None and mention.kind is _PERSON:
            return mention.first, mention.last
    return None


def _meant(
    scene: Scene, clause: Clause, phrase: tuple[int, int]
) -> tuple[int, int] | None:
    """Return where the person is named whom a pronoun or «این بازیکن» means."""
    context, (first, last) = scene.context, phrase
    keys = context.keys
    is_pronoun = _is_pronoun(context, phrase)
    is_pointed = keys[first] == "این" and context.mention_at(last - 1) is None
    if not is_pronoun and not is_pointed:
        return None
    entity = context.referent(first, last)
    if is_pronoun:
        start = context.sentence_at(first).first
        is_first = _person_in(context, (start, first)) is None
        before = _person_before(scene, clause) if is_first else None
        if before is not None:
            entity = context.referent(*before)
        elif entity is not None and not _is_only_one(scene, entity, first):
            return None
    return None if entity is None else _naming(context, entity, first)


def _is_only_one(scene: Scene, entity: DocumentEntity, at: int) -> bool:
    """Say whether a pronoun can mean nobody but a person that was named before it.

    Who speaks in the article tells of others, and nobody else was named since.
    """
    context = scene.context
    entity_at, number = context.coreference.entity_at, context.mention_of
    told = (
        number[token]
        for clause in scene.clauses
        if clause.kind == REPORT
        for token in clause.tokens
    )
    if any(index >= 0 and entity_at(index) is entity for index in told):
        return False
    persons = [
        entity_at(index)
        for index, mention in enumerate(context.document.mentions)
        if mention.first < at and mention.kind is _PERSON
    ]
    return bool(persons) and persons[-1] is entity


def _naming(
    context: Context, entity: DocumentEntity, at: int
) -> tuple[int, int] | None:
    """Return the fullest mention of an entity, of equals the nearest before."""
    found = [
        (mention.last - mention.first, mention.first < at, mention.first, mention.last)
        for index, mention in enumerate(context.document.mentions)
        if context.coreference.entity_at(index) is entity
    ]
    best = max(found, default=None)
    return None if best is None else (best[2], best[3])
