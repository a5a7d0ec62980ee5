"""The parts that quotations are read from: forms, marks, cues, openings, labels."""

from __future__ import annotations

import pytest

from kg.extract.quotes import lexicon
from kg.extract.quotes.cues import find_cues
from kg.extract.quotes.inflection import inflect
from kg.extract.quotes.labels import find_label
from kg.extract.quotes.lexicon import CueClass
from kg.extract.quotes.marks import pair_marks
from kg.extract.quotes.openings import RULES, find_opening
from kg.extract.quotes.reading import Reading
from kg.extract.quotes.statements import rule_confidence
from kg.extract.quotes.subjects import find_subject
from kg.lexicon import rows
from kg.model import Tense
from kg.normalize import match_key
from tests.builders import context, document


def reading(body: str, *, title: str = "") -> Reading:
    return Reading(context(body, title=title))


# ------------------------------------------------------------------ inflection

FORMS = [
    ("گفت", Tense.PAST, 3, False, False),
    ("گفتند", Tense.PAST, 3, True, False),
    ("نگفت", Tense.PAST, 3, False, True),
    ("میگوید", Tense.PRESENT, 3, False, False),
    ("نمیگویند", Tense.PRESENT, 3, True, True),
    ("گفتهاست", Tense.PRESENT_PERFECT, 3, False, False),
    ("گفتهبودیم", Tense.PAST_PERFECT, 1, True, False),
    ("خواهدگفت", Tense.FUTURE, 3, False, False),
]


@pytest.mark.parametrize(("form", "tense", "person", "plural", "negative"), FORMS)
def test_form_tells_tense_and_person(
    form: str, tense: Tense, person: int, *, plural: bool, negative: bool
) -> None:
    told = dict(inflect("گفتن", "گفت", ("گوی",)))[form]

    assert (told.tense, told.person) == (tense, person)
    assert (told.plural, told.negative) == (plural, negative)


@pytest.mark.parametrize("form", ["بگوید", "بگو"])
def test_subjunctive_and_imperative_report_nothing(form: str) -> None:
    assert form not in dict(inflect("گفتن", "گفت", ("گوی",)))


# ----------------------------------------------------------------------- marks

PAIRS = {
    "nested": ("گفت «یک «دو» سه» چهار", {1: 7, 3: 5}),
    "straight": ('گفت "یک" دو "سه" چهار', {1: 3, 5: 7}),
    "over paragraphs": ("گفت «یک\nدو» سه", {1: 4}),
    "straight over paragraphs": ('گفت "یک\nدو" سه', {1: 4}),
    "forgotten straight mark": ('گفت "یک\nدو "سه" چهار', {4: 6}),
    "unclosed": ("گفت «یک دو", {}),
}


@pytest.mark.parametrize("name", PAIRS)
def test_marks_are_paired(name: str) -> None:
    text, expected = PAIRS[name]
    given = document(text)

    marks = pair_marks([t.form for t in given.tokens], given.sentences)

    assert {k: v for k, v in marks.partners.items() if k < v} == expected


# ------------------------------------------------------------------------ cues

CUES = {
    "simple": ("وی گفت", [("گفت", CueClass.SAY)]),
    "compound": ("وی تصریح کرد", [("تصریح کرد", CueClass.SAY)]),
    "with «هم» inside": ("وی تأکید هم کرد", [("تأکید هم کرد", CueClass.SAY)]),
    "adjective and copula": ("وی معتقد است", [("معتقد است", CueClass.SAY)]),
    "copula as an ending": ("آنان معتقدند", [("معتقدند", CueClass.SAY)]),
    "set phrase": ("آنان بر این باورند", [("بر این باورند", CueClass.SAY)]),
    "glued": ("وی خبرداد", [("خبرداد", CueClass.ANNOUNCE)]),
    "nominal": ("به گفته وی", [("به گفته", CueClass.NOMINAL)]),
    "clausal": (
        "با تأکید بر این نکته که",
        [("با تأکید بر این نکته که", CueClass.CLAUSAL)],
    ),
    "clausal without clause": ("با تأکید بر کار", []),
    "it seems": ("به نظر می‌رسد", []),
    "conversation": ("در گفت و گو با ما", []),
    "passive": ("این مطلب گفته شد", []),
    "passive compound": ("این مطلب اعلام شد", []),
    "condolence": ("وی تسلیت گفت", []),
    "sayings": ("گفته های وی", []),
}


@pytest.mark.parametrize("name", CUES)
def test_cues_of_a_text(name: str) -> None:
    text, expected = CUES[name]
    given = reading(text)

    found = [
        (given.context.verbatim(cue.first, cue.last), cue.cue_class)
        for cue in find_cues(given)
    ]

    assert found == expected


# -------------------------------------------------------------------- openings

OPENINGS = {
    "colon": "وی گفت: کار خوب است.",
    "marks": "وی گفت «کار بسیار خوب است».",
    "that": "وی گفت که کار خوب است.",
    "that_marks": "وی گفت که «کار بسیار خوب است».",
    "comma": "وی گفت، کار شهر خوب است.",
    "delayed_colon": "وی نوشت در صفحه خود: کار خوب است.",
    "judgement": "وی کار را گام بزرگ دانست/VERB.",
    "denial": "وی فروش شهر خود را رد کرد.",
    "announcement": "وی از آغاز کار شهر خبر داد.",
    "bare": "وی معتقد است کار شهر خوب است.",
    "quoted_before": "«کار شهر خوب است» وی گفت.",
    "next_sentence": "وی چنین گفت. «کار شهر خوب است».",
}


@pytest.mark.parametrize("rule", OPENINGS)
def test_form_of_content_names_the_rule(rule: str) -> None:
    given = reading(OPENINGS[rule])
    (cue,) = find_cues(given)

    opening = find_opening(given, cue)

    assert opening is not None
    assert opening.rule == rule


@pytest.mark.parametrize(
    "text",
    [
        "وی به کار خود ادامه داد.",
        "وی نگفت که کار خوب است.",
        "وی می‌خواهد/VERB کار شهر خوب است.",
        "وی مسئله را بیان کرد و رفت.",
        "وی می‌داند/VERB که کار خوب است.",
    ],
)
def test_no_content_no_opening(text: str) -> None:
    given = reading(text)

    assert [find_opening(given, cue) for cue in find_cues(given)] == [None]


def test_every_rule_has_a_confidence() -> None:
    named = {rule.__name__ for rule in RULES} - {"noun_with_ra", "announced"}

    assert named <= rule_confidence().keys()


# -------------------------------------------------------------------- subjects

SUBJECTS = {
    "name": ("{person|علی رضایی} در شهر", "علی رضایی"),
    "after a source": ("به گزارش ما، {person|علی رضایی} در شهر", "علی رضایی"),
    "not what «با» governs": ("وی با {person|علی رضایی} در شهر", "وی"),
    "description": ("سخنگوی+ شهر امروز", "سخنگوی شهر"),
    "indefinite": ("برخی کارشناسان در شهر", "برخی کارشناسان"),
    "after a framing phrase": ("در ادامه فرماندار+ شهر", "فرماندار شهر"),
    "relative clause": ("{person|رضا علوی} که با وزیر آمد/VERB", "رضا علوی"),
    "object": ("کار را", None),
    "adverb": ("همچنین", None),
}


@pytest.mark.parametrize("name", SUBJECTS)
def test_subject_of_a_clause(name: str) -> None:
    text, expected = SUBJECTS[name]
    given = reading(text)

    subject = find_subject(given, 0, len(given.keys))

    found = subject and given.context.verbatim(subject.first, subject.last)
    assert found == expected


# ---------------------------------------------------------------------- labels

LABELS = {
    "{person|رضایی}: کار خوب است": "رضایی",
    "فرماندار+ شهر: کار خوب است": "فرماندار شهر",
    "واکنش {person|رضایی} به کار: کار خوب است": "رضایی",
    "نرخ ارز / {person|رضایی}: کار خوب است": "رضایی",
    "نتیجه بازی+ امروز با تیم: سه بر یک": None,
    "کار خوب است": None,
}


@pytest.mark.parametrize("title", LABELS)
def test_speaker_of_a_headline(title: str) -> None:
    given = reading("باران آمد.", title=title)

    label = find_label(given, given.sentences[0])

    found = label and given.context.verbatim(label.subject.first, label.subject.last)
    assert found == LABELS[title]


# -------------------------------------------------------------------- lexicons

LISTS = {
    "reporting_verbs": 2,
    "reporting_stems": 3,
    "reporting_phrases": 2,
    "narrator_phrases": 2,
    "linking_phrases": 1,
    "speaker_nouns": 2,
    "reporting_nouns": 1,
    "media_nouns": 1,
    "occasion_nouns": 1,
    "quote_words": 2,
    "quote_rules": 2,
}


@pytest.mark.parametrize("name", LISTS)
def test_lists_are_sorted_full_and_without_duplicates(name: str) -> None:
    found = rows(name, LISTS[name])

    assert list(found) == sorted(found)
    assert len(set(found)) == len(found)
    assert all(all(row) for row in found)


def test_every_verb_has_stems_and_a_class() -> None:
    stems = {row[0] for row in rows("reporting_stems", 3)}

    verbs = lexicon.reporting_verbs()

    assert len(verbs) > 200
    assert {verb for _, verb in verbs} <= stems


def test_keys_of_cue_starts_cover_joined_cues() -> None:
    assert match_key("معتقدند") in lexicon.cue_starts()
