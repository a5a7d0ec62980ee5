"""Candidates: nouns and verbs that may tell of an event, and their names.

Which date and place belong to each is decided in
:mod:`~kg.extract.events.attachment`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.events import lexicon
from kg.extract.events.attachment import attach
from kg.extract.events.clauses import OTHER, REPORT, Clause
from kg.extract.events.options import is_occasion
from kg.extract.events.phrases import chain_end, chain_start
from kg.extract.events.scene import Candidate, How, Scene
from kg.model import EntityKind


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from kg.extract.context import Context
    from kg.extract.events.phrases import Place


_MUTUAL = frozenset({"meeting", "agreement", "match", "attack"})


def find_nouns_and_verbs(scene: Scene) -> tuple[list[Candidate], list[Candidate]]:
    """Return the nouns and the verbs that may tell of an event, each in order."""
    nouns = _outermost(list(_nominal(scene)))
    for noun in nouns:
        for token in range(noun.first, noun.name[1]):
            scene.named_at[token] = noun.first
    for noun in nouns:
        attach(scene, noun)
    return nouns, list(_verbal(scene, nouns))


def find_candidates(scene: Scene) -> list[Candidate]:
    """Return all candidates, in order of their trigger."""
    nouns, verbs = find_nouns_and_verbs(scene)
    for candidate in verbs:
        _take_from_occasion(scene, candidate, nouns)
    kept: list[Candidate] = []
    for noun in nouns:
        verb = _told_by(scene, noun, verbs)
        (kept if verb is None else verb.about).append(noun)
    found = [*kept, *verbs]
    return sorted(found, key=lambda candidate: (candidate.first, candidate.last))


def _told_by(scene: Scene, noun: Candidate, verbs: list[Candidate]) -> Candidate | None:
    """Return the event verb that a noun of its clause is subject or object of.

    «توافق … امضا شد» is one event, told by the verb.
    """
    if not noun.is_free or is_occasion(scene.context, noun):
        return None
    for verb in verbs:
        within = verb.clause is noun.clause and verb.name[0] <= noun.first < verb.first
        alike = verb.date is noun.date and _is_same_place(noun.place, verb.place)
        if within and alike and verb.stem != noun.stem:
            return verb
    return None


def _is_same_place(noun: Place | None, verb: Place | None) -> bool:
    """Say whether a noun's place is none or the verb's."""
    if noun is None or verb is None:
        return noun is None
    return noun.first < verb.last and verb.first < noun.last


def _outermost(nouns: list[Candidate]) -> list[Candidate]:
    """Leave out nouns within the name of another («رقابت‌های جام قهرمانان»)."""
    kept: list[Candidate] = []
    for noun in nouns:
        within = any(
            not other.is_weak and other.name[0] <= noun.first < other.chain
            for other in kept[-3:]
        )
        if not within:
            kept.append(noun)
    return kept


# ------------------------------------------------------------------------- nominal


def _nominal(scene: Scene) -> Iterator[Candidate]:
    context = scene.context
    heads = set(_heads_of_names(context))
    taken = 0
    for token in _starts(context.keys, heads):
        if token < taken:
            continue
        found = _noun_at(context, token, heads)
        if found is not None and _is_event_noun(scene, token, *found):
            noun, taken = found
            yield _nominal_at(scene, token, taken, noun)


def _starts(keys: Sequence[str], heads: Set[int]) -> list[int]:
    """Return the tokens where an event noun may start, in order."""
    words = frozenset(keys)
    starts = frozenset([key for key in words if lexicon.starting[key]])
    ends = words & lexicon.verb_ends()
    found = {at for at, key in enumerate(keys) if key in starts}
    found.update(at - 1 for at, key in enumerate(keys) if key in ends)
    found.discard(-1)
    return sorted(found | heads)


def _heads_of_names(context: Context) -> Iterator[int]:
    """Yield where the names of events start that hold no event noun."""
    for mention in context.document.mentions:
        if mention.kind is EntityKind.EVENT:
            words = context.keys[mention.first : mention.last]
            if not any(map(lexicon.event_noun, words)):
                yield mention.first


def _noun_at(
    context: Context, token: int, heads: Set[int]
) -> tuple[lexicon.EventNoun, int] | None:
    """Return the event noun that starts at ``token``, and the token after it.

    A noun of the lexicon, an infinitive («کشته شدن»), what a verb is made of
    («شناسایی»), or the head of an event's name.
    """
    key = context.keys[token]
    if key in lexicon.compound_starts():
        match = lexicon.compound_nouns().match(context.keys, token)
        if match is not None:
            return match.value, match.last
    infinitive = _infinitive_at(context, token)
    if infinitive is not None:
        return infinitive
    noun = lexicon.event_noun(key) or lexicon.verbal_nouns().get(key)
    if noun is not None:
        return noun, token + 1
    if token in heads:
        return lexicon.EventNoun(key, "occurrence", is_weak=False), token + 1
    return None


def _infinitive_at(
    context: Context, token: int
) -> tuple[lexicon.EventNoun, int] | None:
    """Return the infinitive at ``token``, alone or with its non-verbal part."""
    tokens, keys = context.document.tokens, context.keys
    for last in (token + 2, token + 1):
        if last > len(keys) or keys[last - 1][-1:] != "ن":
            continue
        key = "".join(keys[token:last])
        kind = lexicon.event_verbs().get(key)
        if kind is None or tokens[last - 1].pos != "NOUN":
            continue
        if kind not in {lexicon.HOLD, lexicon.STATIVE}:
            return lexicon.EventNoun(_stem(key), kind, is_weak=False), last
    return None


def _is_event_noun(
    scene: Scene, token: int, noun: lexicon.EventNoun, last: int
) -> bool:
    """Say whether the word at ``token`` is a noun of its own, no part of a name."""
    context = scene.context
    if token not in scene.clause_of or token in scene.date_at:
        return False
    pos = context.document.tokens[token].pos
    if last == token + 1 and pos not in {"NOUN", "X", "PROPN"}:
        if noun.type == "birth":
            return pos == "ADJ"
        if pos != "ADJ" or not _is_apart(context, token, noun.key):
            return False
    mention = context.mention_at(token)
    if mention is not None and mention.kind is not EntityKind.EVENT:
        return False
    predicate = scene.clause_of[token].predicate
    return predicate is None or not predicate.first <= token < predicate.last


def _is_apart(context: Context, token: int, noun: str) -> bool:
    """Say whether an adjective qualifies no noun before it.

    Then it is a noun misread («[نشست] امضای توافق»), or what a verb is made of that
    comes later («سارق [دستگیر] و به زندان منتقل شد»).
    """
    tokens, keys = context.document.tokens, context.keys
    sentence = context.sentence_at(token)
    if token > sentence.first and (tokens[token - 1].ezafe or keys[token - 1] == "و"):
        return False
    if tokens[token].ezafe:
        return keys[token] == noun
    return keys[token + 1 : min(token + 2, sentence.last)] == ("و",)


def _nominal_at(
    scene: Scene, token: int, last: int, noun: lexicon.EventNoun
) -> Candidate:
    context = scene.context
    chain = chain_end(context, last - 1)
    candidate = Candidate(
        is_verbal=False,
        first=token,
        last=last,
        name=(_name_start(context, token), chain),
        type=noun.type,
        stem=noun.key.removesuffix("ه"),
        clause=scene.clause_of[token],
        is_weak=noun.is_weak,
        carrier=_carrier(context, token),
        is_free=_is_free(scene, token),
        chain=chain,
    )
    candidate.held = _holding(scene, candidate)
    candidate.name = (candidate.name[0], _with_companion(scene, candidate))
    return candidate


def _name_start(context: Context, token: int) -> int:
    """Return the first token of a name: an ordinal or number belongs to it."""
    tokens = context.document.tokens
    first = context.sentence_at(token).first
    key = context.keys[token - 1] if token > first else ""
    if key.endswith("مین") or (key and tokens[token - 1].pos == "NUM"):
        return token - 1
    return token


def _carrier(context: Context, token: int) -> str:
    """Return the noun that the word at ``token`` hangs on by ezafe, or ``""``."""
    if token == context.sentence_at(token).first:
        return ""
    before = context.document.tokens[token - 1]
    return context.keys[token - 1] if before.ezafe else ""


def _is_free(scene: Scene, token: int) -> bool:
    """Say whether the clause's date and place may belong to the noun at ``token``.

    Not to one that hangs on another noun or a preposition like «درباره», but «برگزاری»,
    «دومین» and the like hand them on.
    """
    context = scene.context
    least = context.sentence_at(token).first
    at = token - 1
    carriers = lexicon.event_words("carrier")
    while at >= least:
        key, word = context.keys[at], context.document.tokens[at]
        if key in carriers or word.pos in {"NUM", "DET"}:
            at -= 1
        elif word.ezafe:
            return False
        else:
            return word.pos != "ADP" or key in lexicon.event_words("in")
    return True


def _with_companion(scene: Scene, candidate: Candidate) -> int:
    """Return the end of a name with «با …», «میان …», «به …» after its chain."""
    context = scene.context
    at = candidate.name[1]
    if at in scene.date_at:
        after = scene.date_at[at].last
        at = after if after < len(context.keys) else at
    last = candidate.name[1]
    if candidate.type in _MUTUAL and context.keys[last : last + 1] == ("و",):
        other = context.mention_at(last + 1)
        own = context.mention_at(last - 1)
        if other is not None and own is not None and other.kind is own.kind:
            return other.last  # «دیدار … و …»
    allowed = lexicon.companions(candidate.type)
    if at >= context.sentence_at(candidate.first).last - 1:
        return candidate.name[1]
    if context.keys[at] not in allowed or at + 1 not in scene.clause_of:
        return candidate.name[1]
    if context.keys[at] == "به" and _is_told_in(scene, at + 1):
        return candidate.name[1]
    return chain_end(context, at + 1)


def _is_told_in(scene: Scene, token: int) -> bool:
    """«در پایان بازدید به خبرنگاران گفت»: «به» belongs to the verb of saying."""
    predicate = scene.clause_of[token].predicate
    return predicate is not None and predicate.kind == REPORT


def _holding(scene: Scene, candidate: Candidate) -> Clause | None:
    """Return the clause whose verb says that the noun's event took place.

    «تصادف … که رخ داد», and after its place, too: «تصادف … در ساری که رخ داد».
    """
    last = candidate.name[1]
    if scene.context.keys[last : last + 1] == ("در",):
        last = chain_end(scene.context, last + 1)
    for token in range(candidate.first, last):
        for clause in scene.relatives.get(token, ()):
            if clause.kind == "hold":
                return clause
    return candidate.clause if candidate.clause.kind == "hold" else None


# -------------------------------------------------------------------------- verbal


def _verbal(scene: Scene, nouns: list[Candidate]) -> Iterator[Candidate]:
    held = {
        noun.held.index for noun in nouns if noun.held is not None and not noun.is_weak
    }
    for clause in scene.clauses:
        predicate = clause.predicate
        if predicate is None or predicate.kind in {"stative", REPORT}:
            continue
        if predicate.kind == "hold" and clause.index in held:
            continue
        candidate = _verbal_at(scene, clause)
        if candidate.date or candidate.place or predicate.kind != OTHER:
            yield candidate


def _verbal_at(scene: Scene, clause: Clause) -> Candidate:
    predicate = clause.predicate
    if predicate is None:
        raise ValueError(f"clause {clause.index} has no verb")
    kind = {"hold": "occurrence", OTHER: "occurrence"}.get(
        predicate.kind, predicate.kind
    )
    candidate = Candidate(
        is_verbal=True,
        first=predicate.first,
        last=predicate.last,
        name=(clause_start(scene, clause), predicate.last),
        type=kind,
        stem=_stem(predicate.infinitive),
        clause=clause,
    )
    attach(scene, candidate)
    return candidate


def _stem(infinitive: str) -> str:
    """Return what the forms of a verb share («دیدار کردن», «کشتن», «کشته شدن»)."""
    for light in ("کردن", "شدن", "داشتن", "گردیدن", "یافتن", "دادن", "نمودن"):
        if infinitive.endswith(light) and len(infinitive) > len(light) + 2:
            return infinitive[: -len(light)].removesuffix("ه")
    return infinitive.removesuffix("ن")


def clause_start(scene: Scene, clause: Clause) -> int:
    """Return where the name of a verbal event starts: after adverbs and dates.

    A relative clause without words of its own starts with what it tells of
    («ماهواره‌ای که پرتاب شد»).
    """
    context = scene.context
    predicate = clause.predicate
    end = clause.tokens[-1] if predicate is None else predicate.first
    start = end
    for token in reversed(clause.tokens):
        if token >= end:
            continue
        is_break = context.keys[token] in lexicon.breaks()
        if token != start - 1 or (is_break and token not in scene.date_at):
            break
        start = token
    while start < end:
        after = _after_adverbial(scene, start)
        if after == start:
            break
        start = after
    start = min(start, end)
    if end - start < 2 and clause.antecedent is not None:
        return chain_start(context, clause.antecedent)
    return start


def _after_adverbial(scene: Scene, token: int) -> int:
    """Return the token after the adverb, date or mark at ``token``, if it is one."""
    if token in scene.date_at:
        return scene.date_at[token].last
    pos = scene.context.document.tokens[token].pos
    if pos in {"ADV", "PUNCT", "CCONJ", "SCONJ"}:
        return token + 1
    if pos == "ADP":
        for ahead in (token + 1, token + 2):
            if ahead in scene.date_at:
                return scene.date_at[ahead].last
    return token


def _take_from_occasion(
    scene: Scene, candidate: Candidate, nouns: list[Candidate]
) -> None:
    """Give a verb the date and place of its occasion («در زلزله بم کشته شدند»)."""
    inside = lexicon.event_words("in")
    for noun in nouns:
        if noun.clause is not candidate.clause or noun.first >= candidate.first:
            continue
        if scene.context.keys[noun.name[0] - 1] not in inside:
            continue
        if candidate.date is None and noun.date is not None:
            candidate.date, candidate.date_how = noun.date, How.OCCASION
        if candidate.place is None and noun.place is not None:
            candidate.place, candidate.place_how = noun.place, How.OCCASION
