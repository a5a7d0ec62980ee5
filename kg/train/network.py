"""Learn to judge events by what their words are in their context.

The network of :mod:`kg.extract.events.network` is learnt from the judged events alone;
its vectors of words begin as those that raw news gave. So few judgements are soon
learnt by heart: only two passes are read, numbers and words are left out at random,
and each word is also asked whether it tells a listed event, names it, or is its date or
place. Learning beforehand to guess hidden words of raw news brought no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix
from threadpoolctl import threadpool_limits

from kg.extract.events.encoder import (
    AFFIXES,
    affix_rows,
    normalize,
    product,
    to_layers,
)
from kg.extract.events.network import (
    BYTES,
    HEADS,
    MARKS,
    NETWORK,
    RANKS,
    SLOTS,
    from_heads,
    ranks,
    share,
    to_heads,
)
from kg.train.layers import (
    GAP,
    Adam,
    Dropout,
    Weights,
    backward,
    draw,
    forward,
    new_layers,
    normalize_back,
    product_over_rows,
)


if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from kg.extract.events.encoder import Matrix
    from kg.extract.events.model import Words
    from kg.extract.events.reading import Reading


SIZE = 64  # of a word's vector
HIDDEN = 96  # units of a layer of the encoder
UNITS = 96  # of an event
ROLES = 4  # trigger, name, date, place
PASSES = 2
RATE = 2e-3
_SEED = 1403
_FROM_NEWS = 0.1  # standard deviation of the vectors at the start
_WORDS = 4_096  # of a batch
_LEFT_OUT = 0.2  # of what is known of an event
_LEFT_OUT_WITHIN = 0.1  # of what the encoder makes of words
_LEFT_OUT_WORDS = 0.1
_ROLES_COUNT = 0.3
_LISTED = -1.4  # log-odds at the start


@dataclass(frozen=True, slots=True)
class Lesson:
    """An article to learn from.

    Attributes:
        reading: What is read of it.
        listed: Whether each of its events is listed.
        roles: For each word whether it is in a listed event's trigger, name, date and
            place.
    """

    reading: Reading
    listed: Sequence[bool]
    roles: NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Names:
    """The rows of words, parts of speech, kinds of names, and types of events.

    The first row of all but words is that of what is not known.
    """

    words: Mapping[str, int]
    tags: Mapping[str, int]
    kinds: Mapping[str, int]
    types: Mapping[str, int]

    @classmethod
    def of(cls, readings: Sequence[Reading], words: Mapping[str, int]) -> Names:
        """Return the names that are met in what is read."""
        return cls(
            words,
            _numbered({tag for each in readings for tag in each.tags}),
            _numbered({kind for each in readings for kind in each.kinds}),
            _numbered({kind for each in readings for kind in each.types}),
        )


def _numbered(names: set[str]) -> dict[str, int]:
    return {name: row for row, name in enumerate(["?", *sorted(names)])}


@dataclass(frozen=True, slots=True)
class _Rows:
    """An article as rows of tables.

    Attributes:
        words: The row of each word; that after the last is a rare word's.
        affixes: The rows of its beginnings and endings, ``AFFIXES`` for none.
        tags: The row of its part of speech.
        kinds: The row of the kind of name that it is part of.
        types: The row of each event's type.
    """

    words: NDArray[np.intp]
    affixes: NDArray[np.intp]
    tags: NDArray[np.intp]
    kinds: NDArray[np.intp]
    types: NDArray[np.intp]

    @classmethod
    def of(cls, reading: Reading, names: Names) -> _Rows:
        rare = len(names.words)
        none = [AFFIXES] * 6
        affixes = [[*affix_rows[key], *none][:6] for key in reading.keys]
        return cls(
            np.array([names.words.get(key, rare) for key in reading.keys]),
            np.array(affixes, dtype=np.intp).reshape(-1, 6),
            np.array([names.tags.get(tag, 0) for tag in reading.tags]),
            np.array([names.kinds.get(kind, 0) for kind in reading.kinds]),
            np.array(
                [names.types.get(kind, 0) for kind in reading.types], dtype=np.intp
            ),
        )


Picked = tuple[
    "NDArray[np.intp]", "NDArray[np.intp]"
]  # where, and which row of a table


@dataclass(frozen=True, slots=True)
class _Batch:
    """Articles below one another, with gaps between.

    Attributes:
        words: For each table of vectors, which of its rows are added to which word.
        inside: 1 where there is a word, else 0; one column.
        means: For each event ``SLOTS + 2`` rows, those of its stretches, of its title
            and of its article: the share that each word has in the mean.
        article: The number of each event's article.
        events: For each table of vectors, which of its rows are added to which event.
        listed: Whether each event is listed.
        roles: Whether each word is in a trigger, name, date, place.
    """

    words: dict[str, Picked]
    inside: Matrix
    means: csr_matrix
    article: NDArray[np.intp]
    events: dict[str, Picked]
    listed: Matrix
    roles: Matrix


# --------------------------------------------------------------------------- batches


def _to_batch(
    lessons: Sequence[tuple[Lesson, _Rows]], rare: int, random: np.random.Generator
) -> _Batch:
    """Lay articles below one another; some of their words are read as rare ones."""
    starts = np.cumsum([0, *(len(rows.words) + GAP for _, rows in lessons)])
    at = np.concatenate(
        [
            first + np.arange(len(rows.words))
            for first, (_, rows) in zip(starts, lessons, strict=False)
        ]
    )
    counts = [len(lesson.listed) for lesson, _ in lessons]
    every = np.arange(sum(counts))
    order = [rank for count in counts for rank in ranks(range(count))]
    types = np.concatenate([rows.types for _, rows in lessons])
    inside = np.zeros((int(starts[-1]), 1), dtype=np.float32)
    inside[at] = 1
    roles = np.zeros((len(inside), ROLES), dtype=np.float32)
    roles[at] = np.concatenate([lesson.roles for lesson, _ in lessons])
    return _Batch(
        words=_pick_words(lessons, at, rare, random),
        inside=inside,
        means=_means([lesson.reading for lesson, _ in lessons], starts),
        article=np.repeat(np.arange(len(lessons)), counts),
        events={"types": (every, types), "ranks": (every, np.array(order))},
        listed=np.array([so for lesson, _ in lessons for so in lesson.listed], "f4"),
        roles=roles,
    )


def _pick_words(
    lessons: Sequence[tuple[Lesson, _Rows]],
    at: NDArray[np.intp],
    rare: int,
    random: np.random.Generator,
) -> dict[str, Picked]:
    words = np.concatenate([rows.words for _, rows in lessons])
    words = np.where(random.random(len(words)) < _LEFT_OUT_WORDS, rare, words)
    affixes = np.concatenate([rows.affixes for _, rows in lessons])
    seen = (words == rare)[:, None] & (affixes < AFFIXES)
    return {
        "words": (at, words),
        "affixes": (np.repeat(at, seen.sum(axis=1)), affixes[seen]),
        "tags": (at, np.concatenate([rows.tags for _, rows in lessons])),
        "kinds": (at, np.concatenate([rows.kinds for _, rows in lessons])),
        "marks": (at, np.concatenate([each.reading.marks for each, _ in lessons])),
    }


def _means(readings: Sequence[Reading], starts: NDArray[np.intp]) -> csr_matrix:
    """Return the share that each word has in each mean that is taken."""
    found: list[NDArray[np.intp]] = []
    for first, reading in zip(starts, readings, strict=False):
        stretches = [np.array(slot, dtype=np.intp) + first for slot in reading.slots]
        whole = first + np.arange(len(reading.keys))
        for event in range(0, len(stretches) - 1, SLOTS):
            found += [*stretches[event : event + SLOTS], stretches[-1], whole]
    sizes = np.array([len(each) for each in found], dtype=np.intp)
    columns = np.concatenate(found) if found else np.zeros(0, dtype=np.intp)
    shares = np.repeat(1 / np.maximum(sizes, 1), sizes).astype(np.float32)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    return csr_matrix((shares, columns, ends), shape=(len(found), int(starts[-1])))


def _batches(
    lessons: Sequence[tuple[Lesson, _Rows]], random: np.random.Generator
) -> list[list[int]]:
    """Return the articles of each batch of one pass, in random order."""
    found: list[list[int]] = [[]]
    size = 0
    for at in random.permutation(len(lessons)):
        if size >= _WORDS:
            found.append([])
            size = 0
        found[-1].append(int(at))
        size += len(lessons[at][1].words) + GAP
    return found


# -------------------------------------------------------------------------- learning


def fit_network(lessons: Sequence[Lesson], words: Words) -> tuple[Weights, Names]:
    """Return the weights of a network that tells which events are listed.

    Args:
        lessons: Articles to learn from; those without events are passed over.
        words: The vectors of common words, to start from.
    """
    names = Names.of([each.reading for each in lessons], words.rows)
    read = [(each, _Rows.of(each.reading, names)) for each in lessons if each.listed]
    random = np.random.default_rng(_SEED)
    weights = new_weights(names, words, random)
    batches = [chosen for _ in range(PASSES) for chosen in _batches(read, random)]
    adam = Adam(weights, len(batches), RATE)
    keep = Dropout(_LEFT_OUT, random), Dropout(_LEFT_OUT_WITHIN, random)
    with threadpool_limits(1):  # sums in one order give the same bytes again
        for chosen in batches:
            batch = _to_batch([read[at] for at in chosen], len(words.rows), random)
            _, slopes = find_slopes(weights, batch, keep)
            adam.step(slopes)
    return weights, names


def new_weights(names: Names, words: Words, random: np.random.Generator) -> Weights:
    """Return the weights of a network that has learnt nothing but words from news."""

    def vectors(rows: int) -> Matrix:
        return (random.standard_normal((rows, SIZE)) * 0.1).astype(np.float32)

    forms = vectors(len(names.words) + 1)
    known = words.vectors[:, :SIZE]
    forms[:-1, : known.shape[1]] = known * (_FROM_NEWS / max(1e-9, float(known.std())))
    nothing = partial(np.zeros, dtype=np.float32)
    return {
        "words": forms,
        "affixes": vectors(AFFIXES) / 2,
        "tags": vectors(len(names.tags)),
        "kinds": vectors(len(names.kinds)),
        "marks": nothing((MARKS, SIZE)),
        **new_layers(SIZE, HIDDEN, random),
        "hidden": draw(random, (SLOTS + 2) * SIZE, UNITS),
        "types": draw(random, len(names.types), UNITS) / 4,
        "ranks": nothing((RANKS, UNITS)),
        "looks": draw(random, UNITS, 3 * UNITS),
        "looks_bias": nothing(3 * UNITS),
        "told": draw(random, UNITS, UNITS),
        "second": draw(random, UNITS, UNITS),
        "second_bias": nothing(UNITS),
        "out": nothing(UNITS),
        "out_bias": np.full(1, _LISTED, dtype=np.float32),
        "roles": draw(random, SIZE, ROLES),
        "roles_bias": nothing(ROLES),
    }


def find_slopes(
    weights: Weights, batch: _Batch, keep: tuple[Dropout, Dropout]
) -> tuple[float, Weights]:
    """Return the loss of a batch and its gradients.

    Args:
        weights: The network.
        batch: What is read.
        keep: What is left out at random of what is known of an event, and within the
            encoder.
    """
    known, within = keep
    layers = to_layers(weights)
    tables = _tables(weights, batch.words, len(batch.inside))
    begun = within.mask((len(batch.inside), SIZE))
    start = sum(table @ weights[name] for name, table in tables.items())
    start = start if begun is None else start * begun
    words, traces, last = forward(start, layers, batch.inside, within)
    loss, slope, slopes = _judge(weights, batch, words, known)
    roles_loss, roles_slope, roles_slopes = _tell_roles(weights, batch, words)
    grown, back = backward(slope + roles_slope, layers, traces, last, batch.inside)
    back = back if begun is None else back * begun
    looked_up = {name: np.asarray(table.T @ back) for name, table in tables.items()}
    return loss + roles_loss, slopes | roles_slopes | grown | looked_up


def _tables(
    weights: Weights, picked: Mapping[str, Picked], length: int
) -> dict[str, csr_matrix]:
    """Return for each table which of its rows are added where."""
    return {
        name: csr_matrix(
            (np.ones(len(at), dtype=np.float32), (at, rows)),
            shape=(length, len(weights[name])),
        )
        for name, (at, rows) in picked.items()
    }


def _tell_roles(
    weights: Weights, batch: _Batch, words: Matrix
) -> tuple[float, Matrix, Weights]:
    """Return how badly the roles of words are told, and the gradients."""
    odds = words @ weights["roles"] + weights["roles_bias"]
    count = np.float32(_ROLES_COUNT / batch.inside.sum())
    loss = np.logaddexp(0, odds) - batch.roles * odds
    slope = (_sigmoid(odds) - batch.roles) * batch.inside * count
    slopes = {"roles": words.T @ slope, "roles_bias": slope.sum(axis=0)}
    back = slope @ weights["roles"].T
    return float((loss * batch.inside).sum() * count), back, slopes


def _judge(
    weights: Weights, batch: _Batch, words: Matrix, keep: Dropout
) -> tuple[float, Matrix, Weights]:
    """Return how badly it is told what is listed, and the gradients."""
    count = len(batch.listed)
    given = np.asarray(batch.means @ words).reshape(count, -1)
    mask = keep.mask(given.shape)
    given = _masked(given, mask)
    tables = _tables(weights, batch.events, count)
    added = sum(table @ weights[name] for name, table in tables.items())
    units = np.maximum(product(given, weights["hidden"]) + added, 0)
    told, looks = _look(weights, units, batch.article)
    told_mask = keep.mask(told.shape)
    loss, back, slopes = _decide(
        weights, units + _masked(told, told_mask), batch.listed, keep
    )
    units_back, looks_slopes = _look_back(weights, _masked(back, told_mask), looks)
    units_back = (units_back + back) * (units > 0)
    for name, table in tables.items():
        slopes[name] = np.asarray(table.T @ units_back)
    slopes["hidden"] = product_over_rows(given, units_back)
    given_back = _masked(units_back @ weights["hidden"].T, mask)
    words_back = np.asarray(batch.means.T @ given_back.reshape(-1, SIZE))
    return loss, words_back, slopes | looks_slopes


def _decide(
    weights: Weights, units: Matrix, listed: Matrix, keep: Dropout
) -> tuple[float, Matrix, Weights]:
    """Return the loss of the last layers, and its gradient by units and weights."""
    even, scale = normalize(units)
    more = np.maximum(even @ weights["second"] + weights["second_bias"], 0)
    mask = keep.mask(more.shape)
    final = even + _masked(more, mask)
    odds = final @ weights["out"] + weights["out_bias"]
    loss = float(np.mean(np.logaddexp(0, odds) - listed * odds))
    slope = (_sigmoid(odds) - listed) / np.float32(len(listed))
    back = slope[:, None] * weights["out"]
    more_back = _masked(back, mask) * (more > 0)
    slopes = {
        "out": final.T @ slope,
        "out_bias": slope.sum(keepdims=True),
        "second": even.T @ more_back,
        "second_bias": more_back.sum(axis=0),
    }
    back = back + more_back @ weights["second"].T
    return loss, normalize_back(back, even, scale), slopes


def _masked(rows: Matrix, mask: Matrix | None) -> Matrix:
    return rows if mask is None else rows * mask


def _sigmoid(odds: Matrix) -> Matrix:
    return 1 / (1 + np.exp(-odds))


@dataclass(frozen=True, slots=True)
class _Looks:
    """What attention saw on the way forward, for the way back."""

    even: Matrix
    scale: Matrix
    looks: Matrix
    told: Matrix
    heeded: Matrix


def _look(
    weights: Weights, units: Matrix, article: NDArray[np.intp]
) -> tuple[Matrix, _Looks]:
    """Return what events are told by the others of their article."""
    even, scale = normalize(units)
    looks = even @ weights["looks"] + weights["looks_bias"]
    told, heeded = share(looks, article[:, None] != article[None])
    return told @ weights["told"], _Looks(even, scale, looks, told, heeded)


def _look_back(weights: Weights, slope: Matrix, seen: _Looks) -> tuple[Matrix, Weights]:
    """Return the gradient of :func:`_look` by the events, and by the weights."""
    asked, shown, told = to_heads(seen.looks)
    heads = (
        (slope @ weights["told"].T).reshape(len(slope), HEADS, -1).transpose(1, 0, 2)
    )
    heeded = heads @ told.transpose(0, 2, 1)
    heeded = seen.heeded * (heeded - (heeded * seen.heeded).sum(axis=2, keepdims=True))
    heeded /= np.float32(asked.shape[2] ** 0.5)
    parts = (
        heeded @ shown,
        heeded.transpose(0, 2, 1) @ asked,
        seen.heeded.transpose(0, 2, 1) @ heads,
    )
    looks = np.concatenate([from_heads(part) for part in parts], axis=1)
    slopes = {
        "told": seen.told.T @ slope,
        "looks": seen.even.T @ looks,
        "looks_bias": looks.sum(axis=0),
    }
    back = looks @ weights["looks"].T
    return normalize_back(back, seen.even, seen.scale), slopes


# ------------------------------------------------------------------ what is written


def to_arrays(weights: Weights, names: Names) -> dict[str, NDArray[np.generic]]:
    """Return what ``events.npz`` holds of a network: a byte for most numbers.

    Each row of a table of vectors has a scale of its own. Names begin as ``NETWORK``.
    """
    arrays: dict[str, NDArray[np.generic]] = {}
    for name, weight in weights.items():
        if name in BYTES:
            scale = np.abs(weight).max(axis=1, keepdims=True) / 127 + np.float32(1e-9)
            arrays[name] = np.round(weight / scale).astype(np.int8)
            arrays[f"{name}_scale"] = scale.astype(np.float32)
        elif not name.startswith("roles"):
            arrays[name] = weight.astype(np.float16)
    for name, rows in (
        ("tag_names", names.tags),
        ("kind_names", names.kinds),
        ("type_names", names.types),
    ):
        arrays[name] = np.frombuffer("\n".join(rows).encode(), dtype=np.uint8)
    return {NETWORK + name: array for name, array in arrays.items()}
