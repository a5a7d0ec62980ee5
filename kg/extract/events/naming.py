"""What an event is called: the telling that names it, and where its name ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.extract.events import lexicon
from kg.extract.events.antecedents import with_antecedents
from kg.extract.events.bare import (
    LONGEST,
    TELLING,
    goes_to_meet,
    is_indefinite,
    joined_end,
    told_clause,
    told_end,
    widened,
)
from kg.extract.events.candidates import clause_start
from kg.extract.events.completing import completed, is_number
from kg.extract.events.composing import (
    CALENDAR_RULES,
    has_written_ezafe,
    is_day,
    with_shared_verb,
    without_days,
    without_visitors,
)
from kg.extract.events.merging import (
    Event,
    best_named,
    group_of,
    points_back,
)
from kg.extract.events.owners import with_owner
from kg.extract.events.phrases import body_at, chain_end, chain_start
from kg.extract.events.subjects import with_subject
from kg.extract.marks import DASH_KEYS
from kg.model import EntityKind, Precision


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.context import Context
    from kg.extract.events.composing import Name
    from kg.extract.events.scene import Candidate, Scene


_WITHOUT_OBJECT = ("شدن", "گردیدن", "گشتن", "یافتن", "رسیدن")
_ENOUGH = 3  # words that tell an event from others of its kind
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "X"})
_SITES = frozenset({EntityKind.PLACE, EntityKind.FACILITY, EntityKind.ORGANIZATION})
_HANGING = frozenset({"ADP", "CCONJ", "SCONJ", "DET"})
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
_HEADS = frozenset({"NOUN", "PROPN", "PRON", "X"})
_OPENING = frozenset({"(", "«", "["})
_CLOSING = frozenset({")", "»", "]"})
_WITH_OTHERS = frozenset({"gathering", "match", "agreement", "incident"})
_SOURCES = frozenset({("به", "گزارش"), ("به", "نقل"), ("به", "گفته")})
_LONGEST_LEAD = 10  # words from what a relative clause tells of to its name
_LONGEST_CLAUSE = 20  # words before «را» that are still named


def find_trigger(event: Event, named: Candidate) -> Candidate:
    """Return the telling whose word evokes an event: by that with its date or place.

    It is that of the name, unless the same word tells it where the date stands.
    """
    found = _settled_telling(event)
    is_akin = found is not None and found.stem == named.stem
    return found if found is not None and is_akin else named


def find_telling(scene: Scene, event: Event) -> Candidate:
    """Return the telling that an event is named by: whose date, else place, it has.

    What an article tells again and again is named where its date stands: «رئیس شورا
    دیروز استعفا داد», not «استعفای او» of a headline. A name that points back («این
    نشست») gives way to the most telling one, a bare word to what is told with the
    place, else to the nearest telling that says more: of that word, or one that tells
    the event again in other words. A name gives way to one that has all its words and
    more («جلسه علنی» to «جلسه علنی مجلس»).
    """
    context = scene.context
    if len(event.candidates) == 1 and not event.retold:
        return event.candidates[0]
    found = _settled_telling(event)
    if found is None or points_back(context, found):
        return best_named(context, event)
    placed = _placed_telling(event)
    told, is_bare = _told_words(scene, found), _is_bare(scene, found)
    if not is_bare and (found.is_verbal or len(told) >= _ENOUGH):
        return found
    if not is_bare and _names_somebody(scene, found):
        return found
    fuller = [
        (not each.is_verbal, each is placed, -abs(each.first - found.first), each)
        for each, again in _tellings(event)
        if not points_back(context, each) and not _is_bare(scene, each)
        if is_bare or _told_words(scene, each) > told
        if _may_tell(each, found, again=again or each is placed, is_bare=is_bare)
    ]
    return max(fuller, key=lambda each: each[:3])[-1] if fuller else found


def _settled_telling(event: Event) -> Candidate | None:
    """Return the telling that is surest of the event's date, else of its place."""
    settled = event.settled
    dated = _surest(
        [
            (sure, -each.first, each)
            for each in event.candidates
            for option, sure in each.dates
            if option.value == settled.date
        ]
    )
    return dated or _placed_telling(event)


def _placed_telling(event: Event) -> Candidate | None:
    """Return the telling that is surest of the event's place."""
    return _surest(
        [
            (sure, -each.first, each)
            for each in event.candidates
            for option, sure in each.places
            if option.value == event.settled.place
        ]
    )


def _names_somebody(scene: Scene, candidate: Candidate) -> bool:
    """Say whether a person, body or place is named in a telling's name."""
    mentions = scene.context.mentions
    parts = find_name(scene, candidate)
    return any(mentions[at] is not None for part in parts for at in range(*part))


def _may_tell(
    other: Candidate, found: Candidate, *, again: bool, is_bare: bool
) -> bool:
    """Say whether another telling may name an event: a verb only a bare word's."""
    akin = other.stem == found.stem
    if other.is_verbal:
        verb = other.clause.predicate
        is_mine = verb is not None and verb.group.person == 1
        return (again or akin) and is_bare and not is_mine
    return akin or (again and is_bare)


def _is_bare(scene: Scene, candidate: Candidate) -> bool:
    """Say whether a name tells nothing but what sort («جلسه», «دیداری دوستانه»)."""
    if len(find_name(scene, candidate)) > 1:
        return False
    told = list(_told_at(scene, candidate))
    if candidate.is_verbal or not is_indefinite(scene.context, candidate):
        return not told
    tokens = scene.context.document.tokens
    return all(tokens[at].pos == "ADJ" for at in told)


def _told_words(scene: Scene, candidate: Candidate) -> frozenset[str]:
    """Return the words of a telling's name that tell it from others of its kind."""
    return frozenset(scene.context.keys[at] for at in _told_at(scene, candidate))


def _told_at(scene: Scene, candidate: Candidate) -> Iterator[int]:
    """Yield the words of a name beside those that evoke the event, days left out.

    Nor those of a clause that is only added («جلسه‌ای که برگزار شد»).
    """
    tokens = scene.context.document.tokens
    last = candidate.last
    if candidate.is_verbal and last - candidate.first >= TELLING:
        last = candidate.first  # «وارد خاک کشور شد»
    name = find_name(scene, candidate)
    if not candidate.is_verbal and candidate.last - 1 in scene.relatives:
        name = (_phrase(scene, candidate),)
    for part in name:
        for at in range(*part):
            is_own = candidate.first <= at < last
            if tokens[at].pos in _CONTENT and not is_own and not is_day(scene, at):
                yield at


def _tellings(event: Event) -> Iterator[tuple[Candidate, bool]]:
    """Yield the tellings of an event, and whether each tells it again."""
    yield from ((each, False) for each in event.candidates)
    yield from ((each, True) for each in event.retold)


def _surest(tellings: Sequence[tuple[float, int, Candidate]]) -> Candidate | None:
    """Return the likeliest of tellings, of equals the first."""
    return max(tellings, key=lambda each: each[:2])[2] if tellings else None


def find_name(scene: Scene, candidate: Candidate) -> Name:
    """Return the tokens of a candidate's name as a reader would give it.

    Without a day or preposition at its end: «رونمایی فردا» and «ایجاد منطقه امن در»
    name no more than «رونمایی» and «ایجاد منطقه امن»; a year belongs to a name
    («جام ۲۰۱۸»). Nor does a day stand within it («جلسه | امروز | کمیسیون»): a name is
    read apart from its article. How it went is no part of it («نشست ستاد با حضور
    وزیر»). A bare noun takes whose it is after the day («جلسه امروز کمیسیون»), who was
    born before it, or, if it is no event by itself, its place («حضور در ساری»).
    """
    verb = candidate if candidate.is_verbal else _verb_told(scene, candidate)
    if verb is None:
        name = with_owner(scene, candidate, *_noun_phrase(scene, candidate))
        return with_antecedents(scene, name)
    start = _led_by_antecedent(scene, verb, _named_clause(scene, verb))
    first, last = widened(scene, verb, start)
    name = tuple(
        part
        for told in with_subject(scene, verb, first, last)
        for part in without_days(scene, *told, told_by_verb=True)
    )
    predicate = verb.clause.predicate
    if predicate is not None and predicate.infinitive.endswith(_WITHOUT_OBJECT):
        name = without_visitors(scene, name)
    return with_antecedents(scene, with_shared_verb(scene, verb, name))


def _noun_phrase(scene: Scene, candidate: Candidate) -> tuple[int, int]:
    """Return the stretch of words that holds a noun's name."""
    first, last = _phrase(scene, candidate)
    is_bare = (first, last) == (candidate.first, candidate.last)
    return first, _with_more(scene, candidate) if is_bare else last


def _phrase(scene: Scene, candidate: Candidate) -> tuple[int, int]:
    """Return the phrase of a noun, with whose or where it is if it is bare."""
    first, last = candidate.name[0], _without_ending(scene, candidate)
    if last > candidate.last or first < candidate.first:
        return _counted_from(scene.context, first), last
    start = _born(scene.context, candidate)
    return start, _before_verb(candidate, _completed(scene, candidate))


def _without_ending(scene: Scene, candidate: Candidate) -> int:
    """Return where a noun's name ends without how it went, a day, a preposition."""
    context = scene.context
    last = _without_manner(context, candidate)
    last = _before_carried(candidate, context.keys, last)
    while last > candidate.last:
        dated = scene.date_at.get(last - 1)
        if (
            dated is not None
            and dated.time.precision is Precision.DAY
            and not has_written_ezafe(context, dated.first)
        ):
            last = dated.first
        elif _hangs(context, last - 1):
            last -= 1
        else:
            break
    last = _whole(context, candidate, max(last, candidate.last))
    return last + _is_measured(context.keys, last)


def _verb_told(scene: Scene, candidate: Candidate) -> Candidate | None:
    """Return a bare noun as what its verb tells («پل به بهره‌برداری رسید»)."""
    is_met = goes_to_meet(scene.context, candidate)
    if not is_met and candidate.name != (candidate.first, candidate.last):
        return None
    if not is_met and _phrase(scene, candidate) != candidate.name:
        return None
    clause = candidate.clause if is_met else told_clause(scene.context, candidate)
    predicate = clause.predicate
    if predicate is None:
        return None
    verb = replace(
        candidate,
        is_verbal=True,
        first=predicate.first,
        last=predicate.last,
        name=(clause_start(scene, clause), predicate.last),
        clause=clause,
    )
    start = _named_clause(scene, verb)
    tells = start < candidate.first - 1 and predicate.last - start <= LONGEST
    return verb if tells else None


def _with_more(scene: Scene, candidate: Candidate) -> int:
    """Return where a bare noun's name ends with what else tells it."""
    context = scene.context
    joined = joined_end(context, candidate)
    if joined is not None:
        return _whole(context, candidate, joined)
    told = told_end(scene, candidate)
    return candidate.last if told is None else told + _is_measured(context.keys, told)


def _is_measured(keys: Sequence[str], at: int) -> bool:
    """«زلزلهٔ ۴٫۶ | ریشتری»: a number goes with its unit."""
    return at < len(keys) and keys[at] in _MEASURES and keys[at - 1][:1].isdigit()


_MEASURES = frozenset({"ریشتر", "ریشتری", "نفره", "روزه", "ساعته", "جانبه"})


def _counted_from(context: Context, first: int) -> int:
    """Return where an ordinal starts: «یکصد و چهل و سومین»."""
    keys, tokens = context.keys, context.document.tokens
    least = context.sentence_at(first).first
    if not keys[first].endswith("مین"):
        return first
    while (
        first - 2 >= least and keys[first - 1] == "و" and tokens[first - 2].pos == "NUM"
    ):
        first -= 2
    return first


def _before_carried(candidate: Candidate, keys: Sequence[str], last: int) -> int:
    """Return where a noun's name ends before what its verb is made of.

    «تمرین | حضور نداشت», «بازی برابر فولاد | متحمل شکست شد».
    """
    predicate = candidate.clause.predicate
    if predicate is None or not last <= predicate.first <= last + 1:
        return last
    is_part = last - 1 > candidate.first and (
        keys[last - 1] in lexicon.event_words("preverb")
    )
    return last - 1 if is_part else last


def _hangs(context: Context, at: int) -> bool:
    """Say whether a word ends no name: a preposition, «خود» of «سفر خود».

    Without it «نیروهای خود» would break off.
    """
    token = context.document.tokens[at]
    if context.keys[at] in lexicon.event_words("own"):
        return not context.document.tokens[at - 1].form.endswith("ی")
    return token.pos in _HANGING


def _before_verb(candidate: Candidate, last: int) -> int:
    """Return where a noun's name ends that its clause's verb ends too.

    «جلسه ستاد تصویب شد» names a «جلسه ستاد».
    """
    predicate = candidate.clause.predicate
    if predicate is not None and candidate.last < predicate.first < last:
        return predicate.first
    return last


def _led_by_antecedent(scene: Scene, candidate: Candidate, first: int) -> int:
    """Return where the name starts of what a relative clause tells.

    With whom or what it tells of: «مدیری که سال گذشته به ساری رفت».
    """
    context, at = scene.context, candidate.clause.antecedent
    if at is None or not 0 < first - at <= _LONGEST_LEAD or at in scene.date_at:
        return first
    tokens = context.document.tokens
    if tokens[at].pos not in _HEADS or context.keys[at] in lexicon.event_words(
        "setting"
    ):
        return first
    mention = context.mention_at(at)
    if mention is not None and mention.kind is EntityKind.PLACE:
        return first  # «مردم شهر ساری که …»: seldom the place itself
    start = chain_start(context, at if mention is None else mention.first)
    while start < at and tokens[start].pos in _HANGING:
        start += 1
    return start


def _before_cut(scene: Scene, candidate: Candidate) -> int:
    """Return where a verb's name starts if «تا» or a dash within a phrase cut it.

    «این طرح | تا پایان مهر | تمدید شد», «با نتیجه ۲- | ۱ شکست خورد»: both end names,
    but not these.
    """
    context, first = scene.context, candidate.name[0]
    keys, at = context.keys, first
    while at - 1 in scene.date_at:
        at = scene.date_at[at - 1].first
    cut = at - 1
    if cut <= context.sentence_at(candidate.first).first:
        return first
    is_led = context.document.tokens[cut].pos == "ADP" and cut in scene.clause_of
    is_until = keys[cut] == "تا" and (at < first or is_led)
    if not is_until and not (keys[cut] in DASH_KEYS and is_number(context, at)):
        return first
    own = frozenset(candidate.clause.tokens)
    start = cut
    while start - 1 in own and keys[start - 1] not in lexicon.breaks():
        start -= 1
    while start in scene.date_at and scene.date_at[start].last < at:
        start = scene.date_at[start].last
    start = _opened(context, start, at)
    is_bare = start >= cut or keys[start] in lexicon.event_words("joint")
    return first if is_bare else start


def _named_clause(scene: Scene, candidate: Candidate) -> int:
    """Return where the name of a verb's event starts.

    After «به گزارش …», «با اشاره به اینکه», a heading («اختصاصی|») and what closes a
    bracket that opens before it; what «را» belongs to is in it.
    """
    context, first = scene.context, _before_cut(scene, candidate)
    keys, start = context.keys, context.sentence_at(candidate.first).first
    if keys[first] == "را":
        own = [at for at in candidate.clause.tokens if at < first]
        near = bool(own) and first - max(start, own[0]) <= _LONGEST_CLAUSE
        first = max(start, own[0]) if near else first + 1
    if keys[first : first + 2] in _SOURCES:
        agency = context.mention_at(first + 2)
        after = first + 3 if agency is None else agency.last
        if keys[first + 1] == "گفته":  # «به گفته رئیس این سازمان»
            after = max(after, chain_end(context, first + 1))
        first = after if after < candidate.first else first
    first = _after_that(context, first, candidate.first)
    open_marks = 0
    for at in range(first, candidate.first):
        open_marks += (keys[at] in _OPENING) - (keys[at] in _CLOSING)
        if open_marks < 0 or keys[at] == "|":
            first, open_marks = at + 1, 0
    return _opened(context, first, candidate.first)


def _opened(context: Context, first: int, trigger: int) -> int:
    """Return the token after what opens a clause: «، و», «پس از آن نیز»."""
    joints, openers = lexicon.event_words("joint"), lexicon.event_words("opener")
    keys, tokens, at = context.keys, context.document.tokens, first
    while at < trigger:
        sizes = (size for size in (3, 2, 1) if at + size <= trigger)
        found = next((n for n in sizes if "".join(keys[at : at + n]) in openers), 0)
        if found and tokens[at + found - 1].ezafe:
            return at  # «در ادامه هفته …»
        if not found and keys[at] not in joints:
            return at
        at += found or 1
    return first


def _after_that(context: Context, first: int, trigger: int) -> int:
    """Return the token after the last «اینکه» before a trigger, else ``first``."""
    keys = context.keys
    for at in range(trigger - 1, first, -1):
        if keys[at - 1] == "اینکه" or keys[at - 2 : at] == ("این", "که"):
            return at
    return first


def _without_manner(context: Context, candidate: Candidate) -> int:
    """Return where a noun's name ends before how it went («با حضور …»، «با ۳ گل»)."""
    keys, tokens = context.keys, context.document.tokens
    chain, last = candidate.chain, candidate.name[1]
    at = next((at for at in range(chain, last) if keys[at] == "با"), last)
    if keys[chain:last][:1] == ("به",) and keys[chain + 1].isdigit():
        return chain  # «راهپیمایی | به ۵ سال زندان»
    if at + 1 >= last:
        return last
    counted = tokens[at + 1].pos == "NUM" and group_of(candidate) not in _WITH_OTHERS
    if counted or keys[at + 1] in lexicon.event_words("manner"):
        return at
    return last


def _whole(context: Context, candidate: Candidate, last: int) -> int:
    """Return the end of a noun's name that breaks off in the middle of a phrase."""
    end = _before_verb(candidate, last)
    return end if end < last else completed(context, candidate, last)


def _born(context: Context, candidate: Candidate) -> int:
    """Return where the name of who was born starts, or the trigger itself."""
    before = context.mention_at(candidate.first - 1)
    is_born = candidate.type == "birth" and before is not None
    if is_born and before is not None and before.kind is EntityKind.PERSON:
        return before.first
    return candidate.first


def _completed(scene: Scene, candidate: Candidate) -> int:
    """Return where a bare noun's name ends with what tells it from others.

    Whose it is after its day or right beside it («جلسه امروز کمیسیون», «حادثه مسجد
    گوهرشاد»), its opponent («دیدار فردا برابر فولاد»), its day («راهپیمایی ۲۲ بهمن»);
    if it is no event by itself, its place («حضور در ساری»).
    """
    context, last = scene.context, candidate.last
    dated = scene.date_at.get(last)
    is_day = dated is not None and dated.time.precision is Precision.DAY
    after = dated.last if dated is not None and is_day else last
    if after + 1 >= len(context.keys) or after not in scene.clause_of:
        return last
    if is_day and _goes_on(context, after):
        return chain_end(context, after)
    if context.keys[after] in lexicon.event_words("opponent"):
        return chain_end(context, after + 1)
    if dated is not None and dated.time.rule in CALENDAR_RULES:
        return after
    beside = None if is_day else context.mention_at(last)
    if beside is not None and beside.first == last and beside.kind in _SITES:
        return beside.last
    is_led = candidate.is_weak and context.keys[last] == "در"
    place = scene.place_at(last + 1) if is_led else None
    return last if place is None or last + 1 not in scene.clause_of else place.last


def _goes_on(context: Context, after: int) -> bool:
    """Say whether a noun's phrase goes on after its day («دیدار امشبِ تیم ملی»)."""
    tokens = context.document.tokens
    led = tokens[after - 1].ezafe and tokens[after].pos in _NOMINAL
    return led or body_at(context, after) is not None
