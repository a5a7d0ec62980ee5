"""Learning the network: its gradients, and that it is read as it was learnt."""

from __future__ import annotations

import numpy as np
import pytest

from kg.extract.events.encoder import AFFIXES, product
from kg.extract.events.model import Words
from kg.extract.events.network import SLOTS, adapt_network
from kg.extract.events.reading import Reading
from kg.train import layers, network
from kg.train.layers import Adam, Dropout, product_over_rows
from kg.train.network import (
    ROLES,
    Lesson,
    Names,
    find_slopes,
    fit_network,
    new_weights,
    to_arrays,
)


VOCABULARY = ("نشست", "جلسه", "برگزار", "لغو", "شد", "دیروز", "تهران", "دفتر")
WORDS = Words(
    {word: row for row, word in enumerate(VOCABULARY)},
    np.random.default_rng(3).normal(size=(len(VOCABULARY), 4)).astype(np.float32),
)


def lesson(words: str, *listed: bool) -> Lesson:
    """Return an article whose events are its first words, all told by its sentence."""
    keys = words.split()
    everything = list(range(len(keys)))
    slots: list[list[int]] = []
    for at in range(len(listed)):
        slots += [[at]] * 2 + [everything, everything, [], [], [at], everything]
    roles = np.zeros((len(keys), ROLES), dtype=np.bool_)
    roles[[at for at, so in enumerate(listed) if so], 0] = True
    reading = Reading(
        keys=keys,
        tags=["NOUN"] * len(keys),
        kinds=[""] * len(keys),
        marks=[2] * len(keys),
        slots=[*slots, everything],
        types=["meeting"] * len(listed),
    )
    assert len(slots) == SLOTS * len(listed)
    return Lesson(reading, listed, roles)


LESSONS = (
    lesson("نشست دیروز برگزار شد", True),
    lesson("جلسه ناشناخته نشست لغو شد", False, True),
)
NOTHING = Dropout(0.0, np.random.default_rng(0))


def batch_of(lessons: tuple[Lesson, ...], names: Names) -> network._Batch:
    """Return a batch of articles, no word of which is left out."""
    rows = [(each, network._Rows.of(each.reading, names)) for each in lessons]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(network, "_LEFT_OUT_WORDS", 0.0)
        return network._to_batch(rows, len(names.words), np.random.default_rng(0))


def prepared() -> tuple[dict[str, np.ndarray], Names]:
    """Return weights of which none is zero, and their names."""
    random = np.random.default_rng(5)
    names = Names.of([each.reading for each in LESSONS], WORDS.rows)
    weights = new_weights(names, WORDS, random)
    moved = {
        name: weight + random.normal(size=weight.shape).astype(np.float32) / 10
        for name, weight in weights.items()
    }
    return moved, names


def test_products_are_those_of_numpy() -> None:
    random = np.random.default_rng(1)
    left, right = (
        random.normal(size=shape).astype(np.float32) for shape in ((5, 3), (3, 2))
    )

    assert product(left, right) == pytest.approx(left @ right, abs=1e-5)
    assert product_over_rows(left, left[:, :2]) == pytest.approx(
        left.T @ left[:, :2], abs=1e-5
    )


def test_gradients_are_those_of_the_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (layers, network):
        monkeypatch.setattr(module, "product", np.matmul)
        monkeypatch.setattr(module, "product_over_rows", lambda a, b: a.T @ b)
    single, names = prepared()
    weights = {name: weight.astype(np.float64) for name, weight in single.items()}
    batch = batch_of(LESSONS, names)
    _, slopes = find_slopes(weights, batch, (NOTHING, NOTHING))

    assert sorted(slopes) == sorted(weights)
    random = np.random.default_rng(9)
    for name, slope in slopes.items():
        before = weights[name]
        way = random.normal(size=before.shape) * 1e-6
        weights[name] = before + way
        more, _ = find_slopes(weights, batch, (NOTHING, NOTHING))
        weights[name] = before - way
        less, _ = find_slopes(weights, batch, (NOTHING, NOTHING))
        weights[name] = before
        assert (more - less) / 2 == pytest.approx((slope * way).sum(), rel=1e-3), name


def test_articles_of_a_batch_do_not_see_one_another() -> None:
    weights, names = prepared()

    apart = [
        find_slopes(weights, batch_of((each,), names), (NOTHING, NOTHING))[1][
            "out_bias"
        ]
        for each in LESSONS
    ]
    _, together = find_slopes(weights, batch_of(LESSONS, names), (NOTHING, NOTHING))

    assert 3 * together["out_bias"] == pytest.approx(apart[0] + 2 * apart[1], abs=1e-5)


def test_network_is_read_as_it_was_learnt() -> None:
    weights, names = prepared()
    learnt = adapt_network(to_arrays(weights, names), WORDS.rows)
    batch = batch_of(LESSONS, names)

    odds = np.array([o for each in LESSONS for o in learnt.log_odds(each.reading)])

    _, slopes = find_slopes(weights, batch, (NOTHING, NOTHING))
    right = 1 / (1 + np.exp(-odds)) - batch.listed
    assert slopes["out_bias"][0] == pytest.approx(right.mean(), abs=0.01)


def test_network_learns_from_the_words_around(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_WORDS", 64)
    lessons = [
        lesson(f"{noun} {place} {verb} شد", verb == "برگزار")
        for noun in ("نشست", "جلسه")
        for place in ("دیروز", "تهران", "دفتر")
        for verb in ("برگزار", "لغو")
    ] * 40

    learnt = adapt_network(to_arrays(*fit_network(lessons, WORDS)), WORDS.rows)

    held, cancelled = (
        learnt.log_odds(lesson(f"نشست دفتر {verb} شد", True).reading)[0]
        for verb in ("برگزار", "لغو")
    )
    assert held > 2
    assert cancelled < -2


def test_same_lessons_give_the_same_bytes() -> None:
    one, other = (to_arrays(*fit_network(LESSONS * 20, WORDS)) for _ in range(2))

    assert {name: array.tobytes() for name, array in one.items()} == {
        name: array.tobytes() for name, array in other.items()
    }


def test_words_begin_as_those_of_raw_news() -> None:
    names = Names.of([], WORDS.rows)

    weights = new_weights(names, WORDS, np.random.default_rng(0))

    begun = weights["words"][:-1, :4]
    assert begun.std() == pytest.approx(0.1, rel=1e-4)
    assert np.corrcoef(begun.ravel(), WORDS.vectors.ravel())[0, 1] > 0.999
    assert len(weights["affixes"]) == AFFIXES


def test_left_out_numbers_are_made_up_for() -> None:
    mask = Dropout(0.25, np.random.default_rng(0)).mask((100, 100))

    assert mask is not None
    assert set(np.unique(mask).round(4)) == {0, np.float32(1.3333)}
    assert mask.mean() == pytest.approx(1, abs=0.03)


def test_adam_goes_down_and_comes_to_rest() -> None:
    weights = {"place": np.array([3, -2], np.float32)}
    adam = Adam(weights, 400, 0.1)

    for _ in range(400):
        adam.step({"place": 2 * weights["place"]})

    assert weights["place"] == pytest.approx([0, 0], abs=0.05)
