"""What must hold of roles and coreference, whatever the text."""

from __future__ import annotations

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.context import Context
from kg.extract.persons import with_persons
from kg.extract.roles import find_roles
from tests.builders import document


PIECES = st.sampled_from(
    [
        "{person|علی رضایی}",
        "{person|رضایی}",
        "{organization|سازمان آب}",
        "{place|یزد}",
        "استاندار",
        "معاون سیاسی",
        "رئیس",
        "وزیر علوم، تحقیقات و فناوری",
        "نمایندگان",
        "این",
        "سخنگوی این وزارت",
        "به عنوان",
        "همتای",
        "وی",
        "سابق",
        "گفت",
        "بود",
        "،",
        "و",
        ":",
        ".",
        "«",
        "»",
        "(",
        "کارگردانی",
        "کریمی/PROPN",
        "مینا/PROPN",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=14).map(" ".join)


@settings(deadline=None)  # the first example loads the lexicons
@given(text=TEXTS)
def test_roles_are_verbatim_and_their_evidence_lies_in_the_article(text: str) -> None:
    source = with_persons(document(text))
    received = source.article.text

    for role in find_roles(Context(source)):
        assert role.person in received
        assert role.role in received
        assert role.organization is None or role.organization in received
        assert role.evidence
        for evidence in role.evidence:
            assert received[evidence.start : evidence.end] == evidence.text


@settings(deadline=None)  # the first example loads the lexicons
@given(text=TEXTS)
def test_mentions_stay_ordered_and_disjoint(text: str) -> None:
    mentions = with_persons(document(text)).mentions

    for before, after in itertools.pairwise(mentions):
        assert before.span.end <= after.span.start


@settings(deadline=None)  # the first example loads the lexicons
@given(text=TEXTS)
def test_every_range_is_resolved_without_error_and_the_same_way(text: str) -> None:
    source = document(text)
    scenes = [Context(source), Context(source)]
    for scene in scenes:
        find_roles(scene)

    size = len(source.tokens)
    ranges = [(i, j) for i in range(size) for j in range(i + 1, min(size, i + 4) + 1)]
    one, other = ([scene.referent(i, j) for i, j in ranges] for scene in scenes)
    assert one == other
