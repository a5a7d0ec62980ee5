"""Learning which events are listed, and which date and place are theirs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from kg.extract.events import propose_events
from kg.extract.events.merging import Settled
from kg.extract.events.model import Words, adapt_forest, adapt_words, models
from kg.extract.events.standing import Odds
from kg.train.event_annotations import Judged, Stretch
from kg.train.event_tellings import Telling
from kg.train.events import (
    Proposed,
    best_threshold,
    calibration,
    cross_choose,
    cross_fit,
    cross_stand,
    cross_validate,
    find_roles,
    fold_of,
    learn,
    learn_words,
    lessons_of,
    option_examples,
    propose,
    to_stands,
    told_events,
    weigh,
)
from kg.train.logistic import Alternatives, Example
from tests.unit.extract.events.scenes import context_of, scene_of
from tests.unit.train.test_logistic import examples


HELD = (
    "همایش+ کتاب دیروز در {place|ساری} برگزار شد . جشن+ کتاب فردا برگزار می‌شود/VERB ."
)
HELD_TEXT = "همایش کتاب دیروز در ساری برگزار شد . جشن کتاب فردا برگزار می‌شود ."


def stretch(words: str) -> Stretch:
    """Return where words stand in the example."""
    start = HELD_TEXT.index(words)
    return Stretch(start, start + len(words))


CONFERENCE = Judged(
    trigger=stretch("همایش"),
    date=stretch("دیروز"),
    places=(stretch("ساری"),),
    is_whole=True,
)


def test_cross_validation_judges_every_example_once() -> None:
    every = examples()
    folds = fold_of(sorted({example.article for example in every}))

    sure = cross_validate(every, folds)

    judged = [(p, example.so) for p, example in zip(sure, every, strict=True)]
    threshold, precision, recall, score = best_threshold(
        judged, sum(so for _, so in judged)
    )
    assert 0.1 < threshold < 0.9
    assert min(precision, recall, score) > 0.85
    assert "0.8-1.0" in calibration(judged)


def test_of_thresholds_about_as_good_the_one_that_lists_most_is_taken() -> None:
    judged = [(0.9, True)] * 200 + [(0.5, True), (0.5, False)] + [(0.2, False)] * 9

    threshold, precision, recall, _ = best_threshold(judged, 201)

    assert (threshold, recall) == (0.21, 1.0)
    assert precision < 1.0


def test_nothing_right_has_a_threshold_of_a_half() -> None:
    assert best_threshold([(0.9, False)], 1) == (0.5, 0.0, 0.0, 0.0)


def test_choosing_is_cross_validated() -> None:
    every = [
        Alternatives(f"a{number % 40}", (("near",), ("none",)), (right, not right))
        for number in range(200)
        for right in [number % 5 > 0]
    ]

    folds = fold_of(sorted({each.article for each in every}))
    chosen = cross_choose(every, folds, cross_fit(every, folds))

    assert [so for _, so in chosen].count(True) == 160
    assert all(0.7 < sure < 0.9 for sure, _ in chosen)


def test_dates_and_places_of_listed_events_are_alternatives_of_none() -> None:
    document = context_of(HELD).document

    dates, places = option_examples(document, [CONFERENCE])

    assert [example.right for example in dates] == [(True, False)]
    assert [example.right for example in places] == [(True, False)]
    assert "how=beside" in dates[0].features[0]
    assert "none" in dates[0].features[-1]


def test_where_no_option_is_right_having_none_is() -> None:
    document = context_of(HELD).document
    undated = replace(CONFERENCE, date=None, places=(), no_place=True)

    dates, places = option_examples(document, [undated])

    assert [example.right for example in (*dates, *places)] == [(False, True)] * 2


def test_events_not_judged_whole_teach_no_dates() -> None:
    document = context_of(HELD).document

    assert option_examples(document, [Judged(trigger=CONFERENCE.trigger)]) == ([], [])


def test_proposed_events_are_listed_by_trigger() -> None:
    document = context_of(HELD).document

    found = propose(document, [CONFERENCE], models())

    assert [each.listed.so for each in found] == [True, False]
    assert all("bias" in each.listed.features for each in found)


def test_a_noun_tells_what_was_judged_by_its_verb_or_within_its_name() -> None:
    document = context_of(HELD).document
    verb = replace(
        CONFERENCE,
        trigger=stretch("برگزار شد"),
        name=stretch("همایش کتاب دیروز در ساری برگزار شد"),
    )
    within = replace(CONFERENCE, trigger=stretch("کتاب فردا"), name=stretch("جشن کتاب"))
    nameless = replace(CONFERENCE, trigger=stretch("برگزار شد"))

    listed = [
        [each.listed.so for each in propose(document, [judged], models())]
        for judged in (verb, within, nameless)
    ]

    assert listed == [[True, False], [False, True], [False, False]]


def test_of_two_that_tell_one_event_the_one_with_its_trigger_is_listed() -> None:
    scene = scene_of(HELD)
    first, second = propose_events(scene)
    by_verb = replace(CONFERENCE, trigger=stretch("جشن"), name=stretch("همایش"))
    again = [first, second, first]

    assert told_events(scene.context, again, [CONFERENCE]) == [CONFERENCE, None, None]
    assert told_events(scene.context, again, [by_verb]) == [None, by_verb, None]


def test_all_dates_and_places_of_an_article_are_weighed() -> None:
    scene = scene_of(HELD)
    wrong = Judged(
        trigger=stretch("جشن"), date=stretch("دیروز"), no_place=True, is_whole=True
    )
    events = propose_events(scene)

    found = list(weigh(scene, events, [0.9, 0.1], [CONFERENCE, wrong], 0.5))

    assert [each.right_dates for each in found] == [[True, False, False]] * 2
    assert [each.right_places for each in found] == [[True, False], [False, True]]
    for each in found:
        each.event.settled = Settled(date=each.dates[0][0])
    assert [each.right for each in found] == [(True, False), (True, True)]


def test_events_neither_judged_nor_likely_are_not_weighed() -> None:
    scene = scene_of(HELD)
    events = propose_events(scene)

    found = list(weigh(scene, events, [0.9, 0.1], [], 0.5))

    assert [each.event for each in found] == events[:1]
    assert found[0].right == (False, False)


def test_network_is_told_the_words_of_listed_events() -> None:
    context = context_of(HELD)

    roles = find_roles(context, [CONFERENCE])

    tokens = context.document.tokens
    told = [
        [token.form for token, so in zip(tokens, role, strict=True) if so]
        for role in roles.T
    ]
    assert told == [["همایش"], [], ["دیروز"], ["ساری"]]
    assert not find_roles(context, []).any()


def test_events_of_an_article_are_one_lesson() -> None:
    document = context_of(HELD).document
    found = propose(document, [CONFERENCE], models())

    (lesson,) = lessons_of([*found, *found])

    assert list(lesson.listed) == [True, False]
    assert len(lesson.roles) == len(lesson.reading.keys)


def told_twice() -> list[Proposed]:
    """Return the events of two articles, the first of each listed."""
    document = context_of(HELD).document
    other = replace(document, article=replace(document.article, id="b"))
    return [
        each for d in (document, other) for each in propose(d, [CONFERENCE], models())
    ]


def test_hopeless_events_do_not_stand_among_others() -> None:
    hopeless = Odds(-3.0, -3.0, 5.0, 5.0)
    said = [Odds(1.0, 1.0, 1.0, 1.0), hopeless, hopeless, Odds(0.0, 0.0, 0.0, 0.0)]

    stands = to_stands(told_twice(), said, {"kind=noun": 0, "kind=verb": 1})

    assert [(each.at, each.article, each.so) for each in stands] == [
        (0, "a1", True),
        (3, "b", False),
    ]
    assert [each.row[0] for each in stands] == [1.0, 1.0]  # alone in its article
    assert [each.row[56:58].tolist() for each in stands] == [[1.0, 0.0], [1.0, 0.0]]


def test_last_forest_learns_without_the_fold_it_judges() -> None:
    one, *_ = told_twice()
    folds = {f"a{number}": number % 2 for number in range(60)}

    def sure(*, turned: bool) -> list[float]:
        proposed = [
            replace(
                one,
                listed=Example(article, (), so=False),
                counted=(number % 3 == 0) != (turned and not fold),
            )
            for number, (article, fold) in enumerate(folds.items())
        ]
        return cross_stand(proposed, [Odds(0.0, 0.0, 0.0, 0.0)] * 60, folds)

    before, after = sure(turned=False), sure(turned=True)

    assert before[0::2] == after[0::2] == pytest.approx([1 / 3] * 30, abs=0.1)
    assert before[1::2] == pytest.approx([1 / 3] * 30, abs=0.1)
    assert after[1::2] == pytest.approx([2 / 3] * 30, abs=0.1)


def test_learning_gives_all_models_and_tells_its_figures() -> None:
    document = context_of(HELD).document
    documents = [
        replace(document, article=replace(document.article, id=f"a{number:02}"))
        for number in range(20)
    ]
    told: list[str] = []

    words = Words({"کتاب": 0}, np.ones((1, 2), dtype=np.float32))
    annotations = {d.article.id: [CONFERENCE] for d in documents}
    party = Judged(
        trigger=stretch("جشن"), date=stretch("فردا"), no_place=True, is_whole=True
    )
    for number in range(5):  # one in each fold
        annotations[f"a{number:02}"] = [CONFERENCE, party]

    tellings = {
        d.article.id: [
            Telling(stretch("همایش"), stretch("همایش")),
            Telling(stretch("جشن"), stretch("همایش") if number % 2 else None),
        ]
        for number, d in enumerate(documents)
    }

    learnt, arrays = learn(documents, annotations, tellings, words, told.append)

    assert sorted(learnt) == ["columns", "date", "listed", "place", "right"]
    assert adapt_words(arrays).rows == {"کتاب": 0}
    for prefix in (
        "",
        "date_",
        "place_",
        "standing_",
        "same_",
    ):  # too few examples to part
        assert adapt_forest(arrays, prefix).depth == 0
    assert {"network_words", "network_out"} <= set(arrays)
    assert [line.split(":")[0] for line in told] == [
        "dates",
        "places",
        "one event",
        "listed",
        "settled",
        "event, date and place right, of what is listed",
    ]


def test_words_of_all_articles_get_vectors_of_whole_numbers(tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    alphabet = "ابپتثجچحخدذرزژسشصضطظعغفق"
    text = " ".join(one + other for one in alphabet for other in alphabet)
    article = {"id": "a", "title": "آ", "lead": "", "body": f"{text}\n{text}"}
    news.write_text(json.dumps(article), encoding="utf-8")

    words = learn_words(news)

    assert len(words.rows) == len(words.vectors) > 500
    assert words.vectors.shape[1] == 32
    assert np.abs(words.vectors).max() == 127
    assert (words.vectors == np.round(words.vectors)).all()
