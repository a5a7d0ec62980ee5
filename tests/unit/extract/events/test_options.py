"""Which dates and places an event might have, and which are weighed as its own."""

from __future__ import annotations

from dataclasses import replace

from kg.extract.events.attachment import (
    attach,
    date_alternatives,
    place_alternatives,
)
from kg.extract.events.bundles import features_of
from kg.extract.events.candidates import find_nouns_and_verbs
from kg.extract.events.model import Choice
from kg.extract.events.options import date_options, place_options
from kg.extract.events.scene import Candidate, How, Scene

from .scenes import all_told, scene_of


def noun_of(scene: Scene, word: str) -> Candidate:
    """Return the candidate that a noun tells, without date and place."""
    nouns, _ = find_nouns_and_verbs(scene)
    return next(noun for noun in nouns if scene.context.keys[noun.first] == word)


def places_of(scene: Scene, word: str) -> list[tuple[How, str]]:
    """Return the places that a noun might have."""
    return [
        (option.how, scene.context.verbatim(option.value.first, option.value.last))
        for option in place_options(scene, noun_of(scene, word))
    ]


def test_place_in_own_phrase_comes_before_that_of_the_sentence() -> None:
    scene = scene_of("در {place|ساری} از زلزله+ {place|بم} گفتند/VERB .")

    assert places_of(scene, "زلزله") == [(How.INSIDE, "بم"), (How.SENTENCE, "ساری")]


def test_country_that_attacks_is_no_place() -> None:
    scene = scene_of("حمله+ {place|اسرائیل} دیروز بد بود .")

    assert places_of(scene, "حمله") == []


def test_country_that_may_act_is_marked() -> None:
    scene = scene_of("دیدار+ {place|اسرائیل} دیروز بد بود .")
    candidate = noun_of(scene, "دیدار")
    (option,) = place_options(scene, candidate)

    found, _ = place_alternatives(scene, candidate, [option])

    assert "acts&gathering" in features_of(found)


def test_province_in_the_name_of_a_body_that_meets_is_an_option() -> None:
    scene = scene_of("جلسه+ {organization|شورای اداری استان مرکزی} دیروز بود .")

    assert places_of(scene, "جلسه") == [(How.INSIDE, "استان مرکزی")]


def test_town_that_ends_the_name_of_an_event_is_an_option() -> None:
    scene = scene_of("{event|جشنواره فیلم ساری} دیروز بود . مردم+ {place|ساری} آمدند .")

    assert (How.INSIDE, "ساری") in places_of(scene, "جشنواره")


def test_body_that_a_visit_goes_to_is_an_option() -> None:
    scene = scene_of("بازدید دیروز از {organization|وزارت نیرو} بد بود .")

    assert (How.GOAL, "وزارت نیرو") in places_of(scene, "بازدید")


def test_country_and_this_town_are_options_without_a_name() -> None:
    scene = scene_of("همایش+ کتاب دیروز در کشور بود .")
    other = scene_of("همایش+ کتاب دیروز در این+ شهر بود .")

    assert [place for _, place in places_of(scene, "همایش")] == ["کشور"]
    assert [place for _, place in places_of(other, "همایش")] == ["این شهر"]


def test_place_of_the_sentence_before_is_an_option_where_none_is_nearer() -> None:
    scene = scene_of("مردم در {place|ساری} بودند . همایش+ کتاب دیروز خوب بود .")

    assert (How.BEFORE, "ساری") in places_of(scene, "همایش")


def test_date_of_the_sentence_before_is_an_option_where_none_is_nearer() -> None:
    scene = scene_of("مردم دیروز بودند . همایش+ کتاب در {place|ساری} خوب بود .")

    (option,) = date_options(scene, noun_of(scene, "همایش"))

    assert option.how is How.BEFORE
    assert option.value.time.iso == "2024-06-21"


def test_nearer_date_hides_that_of_the_sentence_before() -> None:
    scene = scene_of("مردم دیروز بودند . همایش+ کتاب امروز خوب بود .")

    found = date_options(scene, noun_of(scene, "همایش"))

    assert [option.value.time.iso for option in found] == ["2024-06-22"]


def test_date_told_elsewhere_alone_makes_no_event() -> None:
    found = all_told("مردم دیروز بودند . همایش+ کتاب خوب بود .")

    assert ("همایش کتاب", None, None) in found


def test_likeliest_date_and_place_are_taken() -> None:
    scene = scene_of("همایش+ کتاب دیروز در {place|ساری} برگزار شد .")
    candidate = noun_of(scene, "همایش")

    attach(scene, candidate)

    assert candidate.date is not None
    assert candidate.place is not None
    assert 0.5 < candidate.date_sure < 1
    assert 0.5 < candidate.place_sure < 1
    assert candidate.some_sure > 0.9


def test_an_event_that_only_may_have_a_date_gets_the_likeliest() -> None:
    scene = scene_of("همایش+ کتاب دیروز خوب و مردم امروز شاد بودند .")
    weights = {"none": 0.2}
    scene.models = replace(scene.models, date=Choice(weights), place=Choice({}))
    candidate = noun_of(scene, "همایش")

    attach(scene, candidate)

    assert candidate.date is not None
    assert candidate.date_sure < 0.4 < candidate.some_sure


def test_an_event_that_hardly_has_a_date_or_place_gets_none() -> None:
    scene = scene_of("همایش+ کتاب دیروز خوب بود .")
    weights = {"none": 0.5}
    scene.models = replace(scene.models, date=Choice(weights), place=Choice({}))
    candidate = noun_of(scene, "همایش")
    candidate.date = None

    attach(scene, candidate)

    assert candidate.date is None


def test_features_of_none_tell_how_an_event_is_told() -> None:
    scene = scene_of("همایش+ کتاب دیروز خوب بود .")
    candidate = noun_of(scene, "همایش")

    *_, none = date_alternatives(scene, candidate, date_options(scene, candidate))

    assert {"none", "none&noun", "none&options=1", "none&dated=True"} <= set(
        features_of(none)
    )


def test_features_name_where_a_date_and_a_place_stand() -> None:
    scene = scene_of("همایش+ کتاب دیروز در {place|ساری} برگزار شد .")
    candidate = noun_of(scene, "همایش")
    date, *_ = date_alternatives(scene, candidate, date_options(scene, candidate))
    place, *_ = place_alternatives(scene, candidate, place_options(scene, candidate))

    assert {"how=beside", "when=past&past", "precision=day"} <= set(features_of(date))
    assert {"how=beside", "what=town", "word=در"} <= set(features_of(place))


def test_town_that_ends_the_name_of_games_is_an_option() -> None:
    scene = scene_of("{event|المپیک ۲۰۱۲ لندن} دیروز بد بود .")

    assert places_of(scene, "المپیک")[0][1] == "لندن"


def test_word_that_ends_the_name_of_an_event_is_no_town() -> None:
    scene = scene_of("{event|جشنواره فجر} دیروز بد بود .")

    assert places_of(scene, "جشنواره") == []


def test_province_that_ends_the_name_of_a_body_is_an_option() -> None:
    scene = scene_of("نشست دیروز بود و {organization|خانه احزاب استان گیلان} آمد .")

    assert places_of(scene, "نشست") == [(How.SENTENCE, "استان گیلان")]


def test_ground_without_a_word_for_a_venue_is_an_option() -> None:
    scene = scene_of("دیدار دیروز در/ADP آنفیلد بود .")

    assert places_of(scene, "دیدار") == [(How.SENTENCE, "آنفیلد")]


def test_site_of_a_body_is_an_option() -> None:
    scene = scene_of("دیدار دیروز در/ADP محل+ فدراسیون بود .")

    assert "محل فدراسیون" in [place for _, place in places_of(scene, "دیدار")]


def test_venue_is_an_option_after_a_word_of_motion_if_told_closely() -> None:
    scene = scene_of("دیدار دیروز بود و او از/ADP زندان+ مرکزی به/ADP بیمارستان رفت .")

    assert [place for _, place in places_of(scene, "دیدار")] == ["زندان مرکزی"]


def test_body_is_an_option_where_somebody_visits_it() -> None:
    scene = scene_of("بازدید از/ADP {organization|خزانه کشور} دیروز بود .")

    assert "خزانه کشور" in [place for _, place in places_of(scene, "بازدید")]


def test_field_of_work_is_no_place_though_a_place_ends_it() -> None:
    scene = scene_of("نشست دیروز در/ADP بخش+ کشاورزی+ {place|ایران} بود .")

    assert [place for _, place in places_of(scene, "نشست")] == ["ایران"]


def test_place_ends_before_what_its_verb_is_made_of() -> None:
    scene = scene_of("جلسه در/ADP منطقه+ ۱۳+ تشکیل شد/VERB .")

    assert [option for _, option in places_of(scene, "جلسه")] == ["منطقه ۱۳"]
