"""Documents with verbs and dates for the tests of events, from marked-up text."""

from __future__ import annotations

from dataclasses import replace

from kg.annotate.times import find_times
from kg.annotate.verbs import find_verb_groups
from kg.extract.context import Context
from kg.extract.events.candidates import find_candidates
from kg.extract.events.scene import Candidate, Scene
from kg.model import Calendar, Precision, PublicationDate
from tests.builders import document


SATURDAY = PublicationDate(
    surface="۲ تیر ۱۴۰۳",
    iso="2024-06-22",
    calendar=Calendar.JALALI,
    precision=Precision.DAY,
)


def context_of(body: str, *, title: str = "") -> Context:
    """Return the context of marked-up text published on a Saturday."""
    made = document(body, title=title, published=SATURDAY)
    return Context(
        replace(
            made,
            verb_groups=find_verb_groups(made.tokens, made.sentences),
            times=find_times(
                made.text, made.tokens, made.sentences, published=SATURDAY
            ),
        )
    )


def scene_of(body: str, *, title: str = "") -> Scene:
    """Return the scene of marked-up text."""
    return Scene(context_of(body, title=title))


def told(scene: Scene, candidate: Candidate) -> tuple[str, str | None, str | None]:
    """Return name, date and place of a candidate as the contract gives them."""
    context = scene.context
    date, place = candidate.date, candidate.place
    return (
        context.verbatim(*candidate.name),
        None if date is None else date.time.iso,
        None if place is None else context.verbatim(place.first, place.last),
    )


def all_told(body: str) -> list[tuple[str, str | None, str | None]]:
    """Return what all candidates of marked-up text tell."""
    scene = scene_of(body)
    return [told(scene, candidate) for candidate in find_candidates(scene)]
