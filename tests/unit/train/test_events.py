"""Learning which events are listed, and which date and place are theirs."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.events.model import models
from kg.train.event_annotations import Judged, Stretch
from kg.train.events import (
    best_threshold,
    calibration,
    cross_choose,
    cross_validate,
    fold_of,
    learn,
    option_examples,
    propose,
)
from kg.train.logistic import Alternatives
from tests.unit.extract.events.scenes import context_of
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
    judged = [(0.9, True)] * 100 + [(0.5, True), (0.5, False)]

    threshold, *_ = best_threshold(judged, 101)

    assert threshold <= 0.5


def test_threshold_keeps_a_precision() -> None:
    judged = [(0.9, True), (0.6, False), (0.5, True), (0.4, False), (0.3, True)]

    _, loose, _, _ = best_threshold(judged, 3)
    _, strict, _, _ = best_threshold(judged, 3, 0.9)

    assert loose < 0.9 <= strict


def test_choosing_is_cross_validated() -> None:
    every = [
        Alternatives(f"a{number % 40}", (("near",), ("none",)), (right, not right))
        for number in range(200)
        for right in [number % 5 > 0]
    ]

    chosen = cross_choose(every, fold_of(sorted({each.article for each in every})))

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


def test_proposed_events_are_listed_by_trigger_and_right_by_date_and_place() -> None:
    document = context_of(HELD).document
    wrong = Judged(
        trigger=stretch("جشن"), date=stretch("دیروز"), no_place=True, is_whole=True
    )

    found = propose(document, [CONFERENCE, wrong], models())

    assert [(each.listed.so, each.right) for each in found] == [
        (True, True),
        (True, False),
    ]
    assert all("bias" in each.listed.features for each in found)


def test_learning_gives_all_models_and_tells_its_figures() -> None:
    document = context_of(HELD).document
    documents = [
        replace(document, article=replace(document.article, id=f"a{number:02}"))
        for number in range(20)
    ]
    told: list[str] = []

    learnt = learn(
        documents, {d.article.id: [CONFERENCE] for d in documents}, told.append
    )

    assert sorted(learnt) == ["date", "listed", "place", "right"]
    assert [line.split(":")[0] for line in told] == [
        "dates",
        "places",
        "listed",
        "event, date and place right, of what is listed",
    ]
