"""Half-spaces put, moved and taken out; «-» stands for a half-space."""

from __future__ import annotations

import lzma
from importlib.resources import files
from itertools import product

import pytest

from kg.annotate.halfspace import (
    Lexicon,
    NewPairs,
    find_repairs,
    find_splits,
    gap_features,
    joint,
    read_left,
    read_lexicon,
    read_right,
    repairer,
    write_lexicon,
)
from kg.normalize import ZWNJ


def _repair(text: str) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, mark in find_repairs(text):
        pieces += [text[at:start], mark]
        at = end
    return "".join([*pieces, text[at:]])


CASES = {
    # deleted
    "verb": ("او میشود", "او می-شود"),
    "negated verb": ("او نمیتواند", "او نمی-تواند"),
    "rare verb": ("او میپسندیدند", "او می-پسندیدند"),
    "plural": ("پیامرسانها", "پیام-رسان-ها"),
    "compound": ("رئیسجمهور", "رئیس-جمهور"),
    "Arabic compound": ("بینالملل", "بین-الملل"),
    "unseen plural": ("دلفینها", "دلفین-ها"),
    "superlative": ("گرانقیمتترین", "گران-قیمت-ترین"),
    # spaced
    "verb apart": ("او می شود", "او می-شود"),
    "plural apart": ("دستگاه ها می روند", "دستگاه-ها می-روند"),
    "compound apart": ("رئیس جمهور می رود", "رئیس-جمهور می-رود"),
    "three units": ("می خواسته اند", "می-خواسته-اند"),
    "stuck and apart": ("پیام رسانها", "پیام-رسان-ها"),
    # plain words stay
    "word with می": ("میدان میوه میان میمون", "میدان میوه میان میمون"),
    "word with ها": ("تنها بها", "تنها بها"),
    "suffix after a preposition": ("به ما گفت", "به ما گفت"),
    "subjunctive": ("قرار است اصلاح شود", "قرار است اصلاح شود"),
    # superfluous and misplaced
    "superfluous": ("د-ولت و شد-ه", "دولت و شده"),
    "two words": ("به-گزارش او", "به گزارش او"),
    "typed rightly": ("کتاب-ها می-روند", "کتاب-ها می-روند"),
    "unknown but typed": ("سمندون-ورز", "سمندون-ورز"),
    "partly typed": ("پیام-رسانها", "پیام-رسان-ها"),
    # the habit of the text decides
    "spaced text": (
        "کتاب ها می روند و ساعت ها می مانند",
        "کتاب-ها می-روند و ساعت-ها می-مانند",
    ),
    "names stay two words": (
        "او می رود و علی رضایی می ماند",
        "او می-رود و علی رضایی می-ماند",
    ),
    "letters stay apart": ("او از آر کیو می رود", "او از آر کیو می-رود"),
    "numbers stay apart": ("سیزده ملخک می روند", "سیزده ملخک می-روند"),
    "a consonant takes no «ای»": ("او کودکان ای می بیند", "او کودکان ای می-بیند"),
}


@pytest.mark.parametrize(("damaged", "mended"), CASES.values(), ids=CASES)
def test_half_spaces_are_mended(damaged: str, mended: str) -> None:
    assert _repair(damaged.replace("-", ZWNJ)).replace(ZWNJ, "-") == mended


def test_spaces_count_as_meant_where_half_spaces_are_used() -> None:
    used = "کتاب‌ها می‌روند و خانه‌ها می‌مانند. "
    lost = used.replace(ZWNJ, " ")

    assert _repair(used + "فروردین ماه").endswith("فروردین ماه")
    assert _repair(lost + "فروردین ماه").endswith("فروردین‌ماه")


def test_nothing_to_mend_gives_no_edits() -> None:
    assert list(find_repairs("")) == []
    assert list(find_repairs("12 abc «»")) == []


@pytest.mark.parametrize(("unit", "ending"), [("خانه", 0), ("کار", 1), ("کتاب", 2)])
def test_suffixes_see_how_a_unit_ends(unit: str, ending: int) -> None:
    assert joint(unit) == ending


def test_letters_without_end_are_no_word_that_lost_a_half_space() -> None:
    compounds = {"پیامرسان": ("پیام\u200cرسان", 9), "پیامرسانی": ("پیام\u200cرسانی", 9)}
    lexicon = Lexicon({}, compounds, {}, {}, {}, {})

    assert find_splits(lexicon, "پیامبان") == [4]
    assert find_splits(lexicon, "پیام" + "بان" * 40) == []


def test_lexicon_is_read_as_written() -> None:
    lexicon = Lexicon(
        plain={"کار": 3, "کتاب": 3},
        compounds={"کتابها": ("کتاب\u200cها", 2)},
        apart={("کار", "ها"): 1},
        left={"کتاب": (5, 1)},
        right={"ها": (0, 1, 2, 3)},
        weights={"choice": [1.0], "split": [0.5], "gap": [-0.25]},
    )

    again = read_lexicon(iter(list(write_lexicon(lexicon))))

    assert again == lexicon
    assert again.joined == {("کتاب", "ها"): 2}
    assert again.known("کتابها") == 2


UNITS = ["کتاب", "خانه", "می", "ها", "شده", "زبان", "ای", "سازی", "پور", "قژمض", "م"]


def test_no_pair_that_may_be_joined_is_hopeless() -> None:
    lexicon = read_lexicon(iter(_shipped()))
    new = NewPairs(lexicon)
    joined = hopeless = 0

    for left, right in product(UNITS, UNITS):
        parts = new.left(read_left(lexicon, left)) + new.right(
            read_right(lexicon, right, joint(left))
        )
        odds = repairer().odds((left, right))
        known = (left, right) in lexicon.joined or (left, right) in lexicon.apart
        hopeless += parts < new.hopeless
        if not known and odds > -1.5:
            joined += 1
            assert parts >= new.hopeless

    assert joined > 3
    assert hopeless > 10


def test_parts_of_a_new_pair_add_up_to_the_model() -> None:
    mended = repairer()
    lexicon = read_lexicon(iter(_shipped()))
    weights = lexicon.weights["gap"]

    for left, right in product(UNITS, UNITS):
        features = gap_features(lexicon, left, right)
        told = sum(w * value for w, value in zip(weights, features, strict=True))

        assert mended.odds((left, right)) == pytest.approx(told)


def _shipped() -> list[str]:
    packed = (files("kg") / "models" / "halfspace.txt.xz").read_bytes()
    return lzma.decompress(packed).decode("utf-8").split("\n")
