"""Verb groups; ``word/POS`` gives a tag, ``+`` ezafe, the rest are nouns."""

from __future__ import annotations

import pytest

from kg.annotate.verbs import find_verb_groups
from kg.model import Part, Polarity, Sentence, Span, Tense, Token, Voice


VERBS = frozenset(
    [
        "کرد",
        "کردند",
        "شد",
        "شود",
        "نشد",
        "شدند",
        "است",
        "نیست",
        "بودند",
        "بود",
        "باشد",
        "خواهد",
        "نخواهند",
        "داد",
        "گرفت",
        "رسید",
        "رسیده",
        "شده",
        "گفته",
        "گفت",
        "گفته\u200cاند",
        "نشده\u200cاند",
        "می\u200cشود",
        "میشود",
        "نمی\u200cشود",
        "نمود",
        "داشت",
        "دارد",
        "کند",
        "می\u200cبرد",
        "برگشت",
        "گشت",
        "داده",
        "خوانده",
        "آمد",
    ]
)
PLACES = frozenset(["به", "در", "از", "بر"])


def read(line: str) -> tuple[tuple[Token, ...], tuple[Sentence, ...]]:
    tokens: list[Token] = []
    start = 0
    for word in line.split():
        form, _, pos = word.removesuffix("+").partition("/")
        guess = "VERB" if form in VERBS else "ADP" if form in PLACES else "NOUN"
        tokens.append(
            Token(
                span=Span(start, start + len(form)),
                form=form,
                lemma=form,
                pos=pos or guess,
                ezafe=word.endswith("+"),
            )
        )
        start += len(form) + 1
    sentence = Sentence(
        span=Span(0, start), first=0, last=len(tokens), part=Part.BODY, paragraph=0
    )
    return tuple(tokens), (sentence,)


def describe(line: str) -> list[str]:
    tokens, sentences = read(line)
    return [
        " ".join(
            [
                "_".join(tokens[index].form for index in group.tokens),
                "=",
                group.lemma,
                group.tense,
                *(["not"] if group.polarity is Polarity.NEGATIVE else []),
                *(["passive"] if group.voice is Voice.PASSIVE else []),
            ]
        )
        for group in find_verb_groups(tokens, sentences)
    ]


CASES = {
    "simple": ("مریم گفت", ["گفت = گفتن past"]),
    "compound": ("مریم تصریح کرد", ["تصریح_کرد = تصریح کردن past"]),
    "future passive": (
        "نشست برگزار/ADJ خواهد شد",
        ["برگزار_خواهد_شد = برگزار شدن future passive"],
    ),
    "prepositional part": (
        "سه نفر به قتل رسیده بودند",
        ["به_قتل_رسیده_بودند = به قتل رسیدن past_perfect"],
    ),
    "part of two words": (
        "مریم ابراز+ امیدواری کرد",
        ["ابراز_امیدواری_کرد = ابراز امیدواری کردن past"],
    ),
    "perfect passive": (
        "مریم منصوب/ADJ شده است",
        ["منصوب_شده_است = منصوب شدن present_perfect passive"],
    ),
    "progressive": (
        "طرح در حال بررسی است",
        ["در_حال_بررسی_است = بررسی کردن present"],
    ),
    "participle and auxiliary": (
        "خبر گفته شده بود",
        ["گفته_شده_بود = گفتن past_perfect passive"],
    ),
    "future of a participle": (
        "کتاب خوانده خواهد شد",
        ["خوانده_خواهد_شد = خواندن future passive"],
    ),
    "negative future": (
        "مردم تسلیم/ADJ نخواهند شد",
        ["تسلیم_نخواهند_شد = تسلیم شدن future not"],
    ),
    "written together": (
        "زندانیان آزاد/ADJ نشده‌اند",
        ["آزاد_نشده‌اند = آزاد شدن present_perfect not passive"],
    ),
    "lost half-space": (
        "کار تمام/ADJ میشود",
        ["تمام_میشود = تمام شدن present passive"],
    ),
    "complement between": (
        "مریم اشاره به این/DET موضوع کرد",
        ["اشاره_کرد = اشاره کردن past"],
    ),
    "two parts": (
        "مریم دیدار و/CCONJ گفت‌وگو کرد",
        ["دیدار_و_گفت‌وگو_کرد = دیدار و گفت‌وگو کردن past"],
    ),
    "Dari": ("مریم اعلام نمود", ["اعلام_نمود = اعلام نمودن past"]),
    "long part": (
        "طرح مورد+ بررسی قرار گرفت",
        ["مورد_بررسی_قرار_گرفت = مورد بررسی قرار گرفتن past"],
    ),
    "light word between": ("مریم اعلام هم کرد", ["اعلام_کرد = اعلام کردن past"]),
    "cause and its effect": (
        "باران باعث تعطیلی+ مدرسه‌ها شد",
        ["باعث_شد = باعث شدن past"],
    ),
    "governor without ezafe": (
        "مریم خواستار/ADJ پیگیری+ پرونده شد",
        ["خواستار_شد = خواستار شدن past"],
    ),
    "part before its complement's preposition": (
        "تیم موفق/ADJ به کسب+ جام شد",
        ["موفق_شد = موفق شدن past"],
    ),
    "goal between": (
        "قانون به تصویب+ شورا رسید",
        ["به_تصویب_رسید = به تصویب رسیدن past"],
    ),
    "glide of ezafe": (
        "قرارداد به امضای+ مدیر رسید",
        ["به_امضای_رسید = به امضا رسیدن past"],
    ),
    "adjective of another noun": (
        "حمله+ قلبی/ADJ شد",
        ["شد = شدن past"],
    ),
    "passive takes no part from afar": (
        "مریم خواستار+ خبر/NOUN و/CCONJ خبر گفته شده است",
        ["گفته_شده_است = گفتن present_perfect passive"],
    ),
    "going on": (
        "مریم داشت خبر را/ADP می‌برد",
        ["داشت_می‌برد = بردن past"],
    ),
    "having and then doing": (
        "مریم کتاب داشت و/CCONJ خبر می‌برد",
        ["داشت = داشتن past", "می‌برد = بردن present"],
    ),
    "going on with an object": (
        "پلیس در حال بررسی+ پرونده است",
        ["در_حال_بررسی_است = بررسی کردن present"],
    ),
    "at present": ("مریم در حال حاضر/ADJ وزیر است", ["است = بودن present"]),
    "must": (
        "کار بایستی/VERB انجام شود",
        ["انجام_شود = انجام شدن subjunctive passive"],
    ),
    "unlisted part": ("مریم زرافه کرد", ["زرافه_کرد = زرافه کردن past"]),
    "unknown verb": ("مریم می‌زرافد/VERB", ["می‌زرافد = می‌زرافدن present"]),
    "preverb apart": ("مریم باز/ADV می‌گردد/VERB", ["باز_می‌گردد = بازگشتن present"]),
    "unknown word taken for a verb": ("زرافه/VERB آمد", ["آمد = آمدن past"]),
    "noun like a verb": ("خرید خانه", []),
    "modal alone": ("باید/AUX رفت/VERB", ["رفت = رفتن past"]),
    "two verbs": (
        "مریم رسید و/CCONJ سخن گفت",
        ["رسید = رسیدن past", "سخن_گفت = سخن گفتن past"],
    ),
}


@pytest.mark.parametrize(("line", "expected"), CASES.values(), ids=CASES)
def test_verb_groups(line: str, expected: list[str]) -> None:
    assert describe(line) == expected


def test_person_and_number_come_from_the_auxiliary() -> None:
    tokens, sentences = read("آنها رسیده بودند")

    (group,) = find_verb_groups(tokens, sentences)

    assert (group.person, group.plural, group.tense) == (3, True, Tense.PAST_PERFECT)


def test_groups_do_not_cross_sentences() -> None:
    tokens, _ = read("تصریح کرد")
    sentences = tuple(
        Sentence(
            span=token.span,
            first=index,
            last=index + 1,
            part=Part.BODY,
            paragraph=0,
        )
        for index, token in enumerate(tokens)
    )

    (group,) = find_verb_groups(tokens, sentences)

    assert (group.tokens, group.lemma) == ((1,), "کردن")
