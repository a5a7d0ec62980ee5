"""Whole quotations: who said what, from where to where."""

from __future__ import annotations

import pytest

from kg.extract.quotes import find_quotes
from kg.extract.roles import find_roles
from kg.model import Polarity, QuoteKind
from tests.builders import context


Row = tuple[str, str, str]

CASES: dict[str, tuple[str, list[Row]]] = {
    "an agency in two words is no speaker": (
        "خبر گزاری البرز: مدیر+ باغ گفت: راه باز است.",
        [("مدیر باغ", "گفت", "راه باز است")],
    ),
    "a source and a colon": (
        (
            "به گزارش روزنامه+ البرز: در بیانیه+ {organization|خانهٔ هنر} "
            "آمده است: هنر بزرگ است."
        ),
        [("خانهٔ هنر", "آمده است", "هنر بزرگ است")],
    ),
    "the same officials told of shortly": (
        (
            "مقام‌های+ محلی+ یزد گفتند/VERB که راه باز است.\n"
            "مقام‌ها گفتند/VERB که کار خوب است."
        ),
        [
            ("مقام‌های محلی یزد", "گفتند", "راه باز است"),
            ("مقام‌های محلی یزد", "گفتند", "کار خوب است"),
        ],
    ),
    "a share of people": (
        "تنها یک سوم از مستقل‌ها گفتند/VERB که راه باز است.",
        [("تنها یک سوم از مستقل‌ها", "گفتند", "راه باز است")],
    ),
    "fewer than half of them": (
        "کمتر از نیمی از این افراد گفتند/VERB که راه باز است.",
        [("کمتر از نیمی از این افراد", "گفتند", "راه باز است")],
    ),
    "a share of people does not speak in the singular": (
        (
            "{person|علی رضایی} گفت: نه.\n"
            "در حالی که 80 درصد بیماران آمدند/VERB گفت: راه باز است."
        ),
        [("علی رضایی", "گفت", "نه"), ("علی رضایی", "گفت", "راه باز است")],
    ),
    "people of any noun within a report": (
        "{person|علی رضایی} افزود: بافندگان+ یزد گفتند/VERB که راه باز است.",
        [
            ("علی رضایی", "افزود", "بافندگان یزد گفتند که راه باز است"),
            ("بافندگان یزد", "گفتند", "راه باز است"),
        ],
    ),
    "as somebody has said": (
        "همان‌طور که شهردار گفته است/VERB، راه باز است/VERB.",
        [("شهردار", "گفته است", "راه باز است")],
    ),
    "what a teacher does before speaking is no name": (
        "استاد لبخندی زد/VERB و گفت: «راه باز است.»",
        [("استاد", "گفت", "راه باز است")],
    ),
    "a marked question ends before what follows": (
        "همسایه‌ها پرسیدند: «چرا راه باز است؟» لبخند زد/VERB و گفت: «نه.»",
        [("همسایه‌ها", "پرسیدند", "چرا راه باز است"), ("همسایه‌ها", "گفت", "نه")],
    ),
    "a time later is no part of who speaks": (
        "مرد+ سه+ ماه بعد آمد/VERB و گفت که راه باز است/VERB.",
        [("مرد", "گفت", "راه باز است")],
    ),
    "as was said": ("همان‌طور که پیش از این گفته شد/VERB، راه باز است/VERB.", []),
    "an object of the first of two verbs": (
        "{person|علی رضایی} خبر را اعلام و تاکید کرد راه بسیار باز است/VERB.",
        [("علی رضایی", "تاکید کرد", "راه بسیار باز است")],
    ),
    "several persons are not the one named after a comma": (
        "به باور مسئولان+ باشگاه، {person|علی رضایی} خوب است/VERB.",
        [("مسئولان باشگاه", "به باور", "علی رضایی خوب است")],
    ),
    "a time, and then who speaks": (
        (
            "{person|علی رضایی} گفت: نه.\n"
            "در روزهای+ گذشته برخی منابع گفتند/VERB که راه باز است."
        ),
        [
            ("علی رضایی", "گفت", "نه"),
            ("برخی منابع", "گفتند", "راه باز است"),
        ],
    ),
    "a frame that ezafe seems to tie to the subject": (
        "در ادامه+ برخی منابع گفتند/VERB که راه باز است.",
        [("برخی منابع", "گفتند", "راه باز است")],
    ),
    "but others say": (
        "با وجود+ سخن+ شهردار اما مقامات+ شهر می‌گویند/VERB که راه باز است.",
        [("مقامات شهر", "می‌گویند", "راه باز است")],
    ),
    "some journalist is not who spoke last": (
        "{person|علی رضایی} گفت: نه.\nخبرنگاری پرسید که راه کجا باز است.",
        [
            ("علی رضایی", "گفت", "نه"),
            ("خبرنگاری", "پرسید", "راه کجا باز است"),
        ],
    ),
    "days ago, and then who speaks": (
        "{person|علی رضایی} آمد. چند روز پیش مسئولان+ شهر گفتند/VERB که راه باز است.",
        [("مسئولان شهر", "گفتند", "راه باز است")],
    ),
    "whoever is called by a name": (
        "یکی از وکلا به نام {person|علی رضایی} گفت: راه باز است.",
        [("علی رضایی", "گفت", "راه باز است")],
    ),
    "these people are those told of by that noun": (
        (
            "پژوهشگران+ دانشگاه+ یزد کار کردند/VERB. {person|علی رضایی} گفت: نه.\n"
            "این پژوهشگران می‌گویند/VERB، راه باز است/VERB."
        ),
        [
            ("علی رضایی", "گفت", "نه"),
            ("پژوهشگران دانشگاه یزد", "می‌گویند", "راه باز است"),
        ],
    ),
    "a statement and a comma": (
        (
            "{organization|خانهٔ هنر} بیانیه‌ای داد.\n"
            "در این بیانیه آمده است، هنر بزرگ است/VERB."
        ),
        [("خانهٔ هنر", "آمده است", "هنر بزرگ است")],
    ),
    "nothing is written where somebody is born": (
        "{person|علی رضایی} به دنیا آمده است، هنر بزرگ است/VERB.",
        [],
    ),
    "while others announced": (
        (
            "{person|علی رضایی} گفت: نه.\n"
            "در حالی که بافندگان اعلام کردند/VERB که راه باز است."
        ),
        [
            ("علی رضایی", "گفت", "نه"),
            ("بافندگان", "اعلام کردند", "راه باز است"),
        ],
    ),
    "a report within a report without «که», until its teller goes on": (
        (
            "{person|علی رضایی} افزود: {organization|شورای شهر} اعلام کرده است/VERB "
            "راه باز شده است/VERB، اما کار کند است."
        ),
        [
            (
                "علی رضایی",
                "افزود",
                "شورای شهر اعلام کرده است راه باز شده است، اما کار کند است",
            ),
            ("شورای شهر", "اعلام کرده است", "راه باز شده است"),
        ],
    ),
    "a clause that only tells which": (
        (
            "{person|علی رضایی} افزود: اینکه {organization|شورای شهر} "
            "اعلام کرده است/VERB راه باز شده است/VERB خوب است."
        ),
        [
            (
                "علی رضایی",
                "افزود",
                "اینکه شورای شهر اعلام کرده است راه باز شده است خوب است",
            )
        ],
    ),
    "what a speaker said before": (
        "{person|علی رضایی} افزود: پیش از این هم گفتم/VERB که راه باز است.",
        [
            ("علی رضایی", "افزود", "پیش از این هم گفتم که راه باز است"),
            ("علی رضایی", "گفتم", "راه باز است"),
        ],
    ),
    "one person told of in the plural": (
        "{person|علی رضایی} با بیان اینکه راه باز است/VERB، تصریح کردند: کار خوب است.",
        [
            ("علی رضایی", "با بیان اینکه", "راه باز است"),
            ("علی رضایی", "تصریح کردند", "کار خوب است"),
        ],
    ),
    "a source ends with a semicolon": (
        "به گزارش خبرگزاری البرز؛ وزیر+ کار، هنر+ و سفر گفت: راه باز است.",
        [("وزیر کار", "گفت", "راه باز است")],
    ),
    "a message is its sender's, whoever it tells of": (
        (
            "{organization|خانهٔ هنر} پیامی داد.\n"
            "در این پیام از روز {person|علی رضایی} یاد شد/VERB.\n"
            "در این پیام آمده است: هنر بزرگ است."
        ),
        [("خانهٔ هنر", "آمده است", "هنر بزرگ است")],
    ),
    "a source near to somebody": (
        "یک منبع نزدیک به دولت گفت: راه باز است.",
        [("یک منبع نزدیک به دولت", "گفت", "راه باز است")],
    ),
    "officials in a capital": (
        "اما مقامات در {place|یزد} گفته‌اند/VERB که راه باز است.",
        [("مقامات در یزد", "گفته‌اند", "راه باز است")],
    ),
    "«که» tells of what is announced": (
        "{organization|شورای شهر} از بازگرداندن سنگی خبر داد که در یزد بود.",
        [("شورای شهر", "خبر داد", "بازگرداندن سنگی")],
    ),
    "whose claim is denied": (
        "{person|علی رضایی} ادعای شهردار مبنی بر فروش خود را تکذیب کرد.",
        [("علی رضایی", "تکذیب کرد", "ادعای شهردار مبنی بر فروش خود")],
    ),
    "what is reported is denied": (
        "{person|علی رضایی} خبر مبنی بر فروش شهر را تکذیب کرد.",
        [("علی رضایی", "تکذیب کرد", "فروش شهر")],
    ),
    "the reason is said by itself": (
        "{person|علی رضایی} گفت که راه باز است چرا که معتقد است هوا خوب است.",
        [
            ("علی رضایی", "گفت", "راه باز است"),
            ("علی رضایی", "معتقد است", "هوا خوب است"),
        ],
    ),
    "a heading ends the content": (
        "{person|علی رضایی} گفت: کار خوب است.\nآیندهٔ روشن کار\nوی افزود: راه دراز است.",
        [
            ("علی رضایی", "گفت", "کار خوب است"),
            ("علی رضایی", "افزود", "راه دراز است"),
        ],
    ),
    "what a report attests is no speaker's": (
        "{person|علی رضایی} گفت: راه باز است.\nگزارش البرز حاکی است: کار کم است.",
        [("علی رضایی", "گفت", "راه باز است")],
    ),
    "no state is «او»": (
        "{person|علی رضایی} آمد. {place|پرو} اعلام کرد که راه باز است. او گفت: نه.",
        [
            ("پرو", "اعلام کرد", "راه باز است"),
            ("علی رضایی", "گفت", "نه"),
        ],
    ),
    "what somebody is called does not speak": (
        "{person|علی رضایی} آنان را «مردم» توصیف کرد و گفت: راه باز است.",
        [
            ("علی رضایی", "توصیف کرد", "آنان را «مردم»"),
            ("علی رضایی", "گفت", "راه باز است"),
        ],
    ),
    "what must be added is not said": (
        "{person|علی رضایی} آمد. به این جمع باید باران را اضافه کرد که دیر رسید.",
        [],
    ),
    "a pronoun has no post beside it": (
        "{person|علی رضایی} گفت: راه باز است. به گفته وی اعضای شورا آمدند و رفتند.",
        [
            ("علی رضایی", "گفت", "راه باز است"),
            ("علی رضایی", "به گفته", "اعضای شورا آمدند و رفتند"),
        ],
    ),
    "some, and what they think of": (
        "به عقیده برخی سیل بلای آسمانی است.",
        [("برخی", "به عقیده", "سیل بلای آسمانی است")],
    ),
    "a time ends a description": (
        "رئیس+ سازمان+ آب+ چندی پیش گفت: راه باز است.",
        [("رئیس سازمان آب", "گفت", "راه باز است")],
    ),
    "who is invited to do something": (
        "{organization|شورای شهر} از مردم دعوت کرد در جشن باران شرکت کنند/VERB.",
        [("شورای شهر", "دعوت کرد", "در جشن باران شرکت کنند")],
    ),
    "the narrator reminds": (
        "{person|علی رضایی} گفت: راه باز است.\nیادآور می‌شود این برنامه هر روز است.",
        [("علی رضایی", "گفت", "راه باز است")],
    ),
    "colon": (
        "{person|علی رضایی} گفت: کار ادامه دارد.",
        [("علی رضایی", "گفت", "کار ادامه دارد")],
    ),
    "colon goes on over sentences of its paragraph": (
        "{person|علی رضایی} گفت: کار خوب است. راه دراز است.",
        [("علی رضایی", "گفت", "کار خوب است. راه دراز است")],
    ),
    "pronoun takes last speaker": (
        "{person|علی رضایی} گفت: کار خوب است. وی افزود: راه دراز است.",
        [
            ("علی رضایی", "گفت", "کار خوب است"),
            ("علی رضایی", "افزود", "راه دراز است"),
        ],
    ),
    "marks end the content": (
        "{person|علی رضایی} گفت: «کار خوب است». باران آمد.",
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "marks run over paragraphs": (
        "{person|علی رضایی} گفت: «کار خوب است.\nراه دراز است».\nباران آمد.",
        [("علی رضایی", "گفت", "کار خوب است.\nراه دراز است")],
    ),
    "straight marks": (
        '{person|علی رضایی} گفت: "کار خوب است". باران آمد.',
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "that-clause ends with its sentence": (
        "{person|علی رضایی} گفت که کار خوب است. راه دراز است.",
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "comma": (
        "{person|علی رضایی} گفت، این کار خوب است.",
        [("علی رضایی", "گفت", "این کار خوب است")],
    ),
    "no mark at all": (
        "{person|علی رضایی} می‌گوید/VERB این کار بسیار خوب است.",
        [("علی رضایی", "می‌گوید", "این کار بسیار خوب است")],
    ),
    "clausal adjunct before the main report": (
        "{person|علی رضایی} با بیان اینکه کار خوب است، افزود: راه دراز است.",
        [
            ("علی رضایی", "با بیان اینکه", "کار خوب است"),
            ("علی رضایی", "افزود", "راه دراز است"),
        ],
    ),
    "clausal adjunct with a content noun": (
        "وی با طرح این سوال که راه کجا است، گفت: کار خوب است.",
        [],
    ),
    "noun phrase after «با اشاره به» is no quotation": (
        "{person|علی رضایی} با اشاره به کار شهر گفت: راه دراز است.",
        [("علی رضایی", "گفت", "راه دراز است")],
    ),
    "nominal cue": (
        "به گفته {person|علی رضایی}، کار خوب است.",
        [("علی رضایی", "به گفته", "کار خوب است")],
    ),
    "nominal cue of a medium": ("به گفته خبرگزاری کار خوب است.", []),
    "source of the article": ("به گزارش ایسنا، کار خوب است.", []),
    "judgement": (
        "{person|علی رضایی} این کار را گام مهم دانست/VERB.",
        [("علی رضایی", "دانست", "این کار را گام مهم")],
    ),
    "announcement": (
        "{person|علی رضایی} از آغاز+ کار+ شهر خبر داد.",
        [("علی رضایی", "خبر داد", "آغاز کار شهر")],
    ),
    "denial": (
        "{person|علی رضایی} فروش+ شهر+ خود را تکذیب کرد.",
        [("علی رضایی", "تکذیب کرد", "فروش شهر خود")],
    ),
    "pointing denial tells nothing": (
        "{person|علی رضایی} این خبر را تکذیب کرد.",
        [],
    ),
    "request": (
        "{person|علی رضایی} از مردم خواست/VERB که صبر دارد.",
        [("علی رضایی", "خواست", "صبر دارد")],
    ),
    "two reports in one sentence": (
        "{person|علی رضایی} گفت که کار خوب است و افزود: راه دراز است.",
        [
            ("علی رضایی", "گفت", "کار خوب است"),
            ("علی رضایی", "افزود", "راه دراز است"),
        ],
    ),
    "quoted before its cue": (
        "«کار بسیار خوب است»، {person|علی رضایی} گفت.",
        [("علی رضایی", "گفت", "کار بسیار خوب است")],
    ),
    "passive": ("در شهر گفته شد که کار خوب است.", []),
    "negated": ("{person|علی رضایی} نگفت/VERB که کار خوب است.", []),
    "compound that reports nothing": (
        "{person|علی رضایی} به مردم تسلیت گفت.",
        [],
    ),
    "interview": ("{person|علی رضایی} در گفت و گو با ما بود.", []),
    "two speakers": (
        (
            "{person|علی رضایی} گفت: کار خوب است.\n"
            "{person|رضا علوی} گفت: راه دراز است.\n"
            "علوی افزود: باران آمد."
        ),
        [
            ("علی رضایی", "گفت", "کار خوب است"),
            ("رضا علوی", "گفت", "راه دراز است"),
            ("رضا علوی", "افزود", "باران آمد"),
        ],
    ),
    "described speaker": (
        "یک مقام+ آگاه گفت: کار خوب است.",
        [("یک مقام آگاه", "گفت", "کار خوب است")],
    ),
    "organization": (
        "{organization|وزارت نفت} اعلام کرد که کار خوب است.",
        [("وزارت نفت", "اعلام کرد", "کار خوب است")],
    ),
    "narrator's phrase ends the content": (
        "{person|علی رضایی} گفت: کار خوب است. گفتنی است، باران آمد.",
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "new paragraph without speech is the narrator's": (
        "{person|علی رضایی} گفت: کار خوب است.\nباران در شهر آمد.",
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "new paragraph in the first person goes on": (
        "{person|علی رضایی} گفت: کار خوب است.\nما باید کار+ شهر داریم/VERB.",
        [("علی رضایی", "گفت", "کار خوب است.\nما باید کار شهر داریم")],
    ),
    "speaker inside a relative clause": (
        "{person|علی رضایی} که با {person|رضا علوی} دیدار داشت/VERB گفت: کار خوب است.",
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "spelling without spaces": (
        "{person|علی رضایی} اظهارداشت: کار خوب است.",
        [("علی رضایی", "اظهارداشت", "کار خوب است")],
    ),
    "unlisted name": (
        "فرهود/PROPN بهنیا/PROPN در شهر گفت: کار خوب است.",
        [("فرهود بهنیا", "گفت", "کار خوب است")],
    ),
    "a source that a medium quotes speaks, named or not": (
        "روزنامه البرز به نقل/NOUN از یک/NUM مقام+ آگاه نوشت: هوا سرد است.",
        [("یک مقام آگاه", "نوشت", "هوا سرد است")],
    ),
    "whose statement a medium quotes": (
        (
            "خبرگزاری البرز به نقل/NOUN از بیانیه {organization|سازمان آب} نوشت: "
            "هوا سرد است."
        ),
        [("سازمان آب", "نوشت", "هوا سرد است")],
    ),
    "an aforesaid source is the one before": (
        "یک/NUM مقام+ آگاه گفت: هوا سرد است. مقام+ مذکور/ADJ افزود: باران آمد.",
        [
            ("یک مقام آگاه", "گفت", "هوا سرد است"),
            ("یک مقام آگاه", "افزود", "باران آمد"),
        ],
    ),
    "a source near to a body": (
        "یک/NUM منبع+ نزدیک/ADJ به {organization|فیفا} گفت: هوا سرد است.",
        [("یک منبع نزدیک به فیفا", "گفت", "هوا سرد است")],
    ),
    "they are the people told of before": (
        "ساکنان+ شهر آمدند/VERB. آنها می‌گویند/VERB که هوا سرد است.",
        [("ساکنان شهر", "می‌گویند", "هوا سرد است")],
    ),
    "people say, and not the last speaker": (
        "{person|علی رضایی} گفت: هوا سرد است.\nمی‌گویند/VERB که باران آمد.",
        [("علی رضایی", "گفت", "هوا سرد است")],
    ),
    "this artist is the only person named so far": (
        "{person|علی رضایی} آمد. این هنرمند گفت که هوا سرد است.",
        [("علی رضایی", "گفت", "هوا سرد است")],
    ),
    "passives of a text are its author's": (
        "سازمان+ آب بیانیه داد. در این بیانیه تاکید شده/VERB است/VERB: هوا سرد است.",
        [("سازمان آب", "تاکید شده است", "هوا سرد است")],
    ),
    "a reaction to a claim claims nothing": (
        "{person|حسن کریمی} در واکنش به ادعای {person|علی رضایی} درباره باران آمد.",
        [],
    ),
    "as somebody said tells nothing new": (
        "همان‌طور که {person|علی رضایی} گفت هوا سرد است و باران آمد.",
        [],
    ),
    "a relative clause before the report is no content": (
        (
            "یک/NUM منبع گفت که {person|علی رضایی} در نامه‌ای که به شهر داد، اعلام "
            "کرد که هوا سرد است."
        ),
        [
            (
                "یک منبع",
                "گفت",
                "علی رضایی در نامه‌ای که به شهر داد، اعلام کرد که هوا سرد است",
            ),
            ("علی رضایی", "اعلام کرد", "هوا سرد است"),
        ],
    ),
    "who is introduced on a new line ends a quotation": (
        (
            "{person|علی رضایی} گفت: باید/AUX رفت.\n{person|حسن کریمی}، عضو شورا، ما "
            "را دید/VERB."
        ),
        [("علی رضایی", "گفت", "باید رفت")],
    ),
    "a figure is what is stated, not the clause after it": (
        "سازمان+ آب نرخ+ دلار را ده/NUM تومان اعلام کرد که بالا رفت.",
        [("سازمان آب", "اعلام کرد", "نرخ دلار را ده تومان")],
    ),
    "what rests on an object is no content": (
        "سازمان+ آب آمار را/ADP اعلام کرد که به موجب آن باران آمد.",
        [],
    ),
    "two media quote a third": (
        (
            "{organization|خبرگزاری البرز} و {organization|خبرگزاری خزر} به نقل از "
            "برخی منابع گفتند/VERB که باران آمد/VERB ."
        ),
        [("برخی منابع", "گفتند", "باران آمد")],
    ),
    "a columnist goes on with what is said": (
        (
            "{person|علی رضایی} در یادداشتی نوشت: هوا سرد است.\nگفته می شود/VERB باران "
            "آمد."
        ),
        [("علی رضایی", "نوشت", "هوا سرد است.\nگفته می شود باران آمد")],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_quotations_of_a_text(name: str) -> None:
    body, expected = CASES[name]

    found = find_quotes(context(body))

    assert [(q.speaker, q.cue, q.text) for q in found] == expected


def test_headline_is_a_direct_quotation() -> None:
    found = find_quotes(
        context("باران در شهر آمد.", title="{person|رضایی}: کار خوب است")
    )

    assert [(q.speaker, q.cue, q.text, q.kind) for q in found] == [
        ("رضایی", ":", "کار خوب است", QuoteKind.DIRECT)
    ]


def test_one_of_several_in_the_lead_is_named_in_the_body() -> None:
    found = find_quotes(
        context(
            "{person|علی رضایی} گفت که راه دراز است.",
            lead="یکی از نامزدها گفت/VERB که کار خوب است.",
        )
    )

    assert [q.speaker for q in found] == ["علی رضایی", "علی رضایی"]


def test_result_of_a_match_is_no_speaker() -> None:
    title = "{organization|سپیدرود} 1-2 {organization|باران}: حذف بزرگ"

    assert find_quotes(context("باران آمد.", title=title)) == []


def test_post_beside_a_name_is_no_part_of_an_object() -> None:
    given = context("{person|علی رضایی}، رئیس سازمان آب، سد تازه را ضروری دانست.")
    find_roles(given)

    assert [quote.text for quote in find_quotes(given)] == ["سد تازه را ضروری"]


def test_participle_after_a_post_is_a_verb() -> None:
    given = context("{person|علی رضایی} رئیس سازمان آب+ گفته/VERB هوا سرد است.")
    find_roles(given)

    assert [quote.text for quote in find_quotes(given)] == ["هوا سرد است"]


def test_post_that_is_told_elsewhere_is_no_part_of_an_object() -> None:
    given = context(
        "{person|علی رضایی} رئیس سازمان آب گفت: نه.\n"
        "رئیس+ سازمان+ آب+ سد+ تازه را ضروری دانست."
    )
    find_roles(given)

    found = find_quotes(given)

    assert [quote.text for quote in found] == ["نه", "سد تازه را ضروری"]


def test_kicker_of_a_headline_is_no_speaker() -> None:
    assert find_quotes(context("باران آمد.", title="رسمی: کار آغاز شد")) == []


def test_topic_before_a_colon_is_no_speaker() -> None:
    found = find_quotes(context("باران آمد.", title="نتیجه بازی: باخت بزرگ است"))

    assert found == []


def test_description_in_the_lead_takes_the_name_of_the_body() -> None:
    found = find_quotes(
        context(
            "{person|علی رضایی} در شهر گفت: کار خوب است.",
            lead="فرماندار+ شهر گفت: راه دراز است.",
        )
    )

    assert [q.speaker for q in found] == ["علی رضایی", "علی رضایی"]


def test_description_after_a_name_is_that_speaker() -> None:
    found = find_quotes(
        context(
            "{person|علی رضایی} گفت: کار خوب است.\nفرماندار+ شهر افزود: راه دراز است."
        )
    )

    assert [q.speaker for q in found] == ["علی رضایی", "علی رضایی"]


def test_indefinite_description_is_somebody_else() -> None:
    found = find_quotes(
        context("{person|علی رضایی} گفت: کار خوب است.\nیک کارشناس گفت: راه دراز است.")
    )

    assert [q.speaker for q in found] == ["علی رضایی", "یک کارشناس"]


def test_denial_is_negative_and_evidence_is_verbatim() -> None:
    given = context("{person|علی رضایی} فروش+ شهر+ خود را تکذیب کرد.")

    (quote,) = find_quotes(given)

    assert quote.polarity is Polarity.NEGATIVE
    text = given.document.article.text
    assert [text[e.start : e.end] for e in quote.evidence] == [
        "فروش شهر خود",
        "تکذیب کرد",
        "علی رضایی",
    ]


def test_role_addressee_and_occasion() -> None:
    given = context(
        "{person|علی رضایی} فرماندار+ شهر در مراسم+ افتتاح خطاب به مردم گفت: "
        "کار خوب است."
    )

    (quote,) = find_quotes(given)

    assert (quote.speaker_role, quote.addressee, quote.occasion) == (
        "فرماندار شهر",
        "مردم",
        "مراسم افتتاح",
    )


def test_report_without_speaker_is_dropped_with_reason() -> None:
    given = context("بعد گفت: کار خوب است.")

    assert find_quotes(given) == []
    assert [(d.rule, d.reason) for d in given.dropped] == [("colon", "no speaker")]


def test_nested_report_of_a_third_person_has_a_row_of_its_own() -> None:
    given = context("{person|علی رضایی} گفت: {person|رضا علوی} گفت که کار خوب است.")

    assert [(q.speaker, q.text, q.rule) for q in find_quotes(given)] == [
        ("علی رضایی", "رضا علوی گفت که کار خوب است", "colon"),
        ("رضا علوی", "کار خوب است", "nested_that"),
    ]


def test_empty_document_has_none() -> None:
    assert find_quotes(context("")) == []


INTERVIEW = (
    "{person|علی رضایی} در شهر بود.\n"
    "حال شما چه طور است؟\nخوب است. باران آمد.\n"
    "روزنامه: کار شما چه شد؟\nکار ادامه دارد.\n"
    "روزنامه: راه شما کجا است؟\nراه دراز است."
)


def test_answers_of_an_interview_are_the_interviewees() -> None:
    found = find_quotes(context(INTERVIEW))

    assert [(q.speaker, q.text, q.rule) for q in found] == [
        ("علی رضایی", "خوب است. باران آمد", "answer"),
        ("علی رضایی", "کار ادامه دارد", "answer"),
        ("علی رضایی", "راه دراز است", "answer"),
    ]


def test_questions_that_somebody_is_told_to_ask_are_no_interviewers() -> None:
    said = [f"وی گفت/VERB: چرا باید کار {how} باشد؟" for how in ("سخت", "آسان", "دراز")]

    found = find_quotes(
        context("{person|علی رضایی} گفت: کار خوب است.\n" + "\n".join(said))
    )

    assert [q.rule for q in found] == ["colon"] * 4
    assert {q.speaker for q in found} == {"علی رضایی"}


def test_headline_names_whoever_has_a_known_first_name() -> None:
    column = context("باران در شهر آمد.", title="پروانه/NOUN کوهبر/NOUN: راه باز است")
    kicker = context("باران در شهر آمد.", title="گزارش/NOUN ویژه/ADJ: راه باز است")

    assert [q.speaker for q in find_quotes(column)] == ["پروانه کوهبر"]
    assert find_quotes(kicker) == []


def test_second_person_reports_nothing() -> None:
    found = find_quotes(
        context("{person|علی رضایی} آمد. شما گفتید/VERB که کار خوب است.")
    )

    assert found == []


EXTENTS: dict[str, tuple[str, list[Row]]] = {
    "the speaker tells what another said": (
        (
            "{person|علی رضایی} گفت: کار خوب است. ما هم شنیدیم/VERB "
            "و {person|رضا علوی} گفت: «راه دراز است»."
        ),
        [
            (
                "علی رضایی",
                "گفت",
                "کار خوب است. ما هم شنیدیم و رضا علوی گفت: «راه دراز است»",
            ),
            ("رضا علوی", "گفت", "راه دراز است"),
        ],
    ),
    "the meeting at which it was said is told of": (
        (
            "{person|علی رضایی} در سومین/ADJ نشست+ شهر گفت: کار خوب است. در این نشست "
            "آمار خوانده/ADJ شد."
        ),
        [("علی رضایی", "گفت", "کار خوب است")],
    ),
    "a meeting that the speaker tells of goes on": (
        "{person|علی رضایی} گفت: کار خوب است. در این نشست آمار خوانده/ADJ شد.",
        [("علی رضایی", "گفت", "کار خوب است. در این نشست آمار خوانده شد")],
    ),
    "a first person in sight keeps a paragraph": (
        "{person|علی رضایی} گفت: کار خوب است.\nباران آمد.\nما رفتیم/VERB.",
        [("علی رضایی", "گفت", "کار خوب است.\nباران آمد.\nما رفتیم")],
    ),
    "the interviewer's label ends an answer": (
        (
            "{person|علی رضایی}: کار خوب است.\nخبرنگار: راه دراز است؟\n"
            "{person|علی رضایی}: بله دراز است."
        ),
        [
            ("علی رضایی", ":", "کار خوب است"),
            ("علی رضایی", ":", "بله دراز است"),
        ],
    ),
    "a relative clause is no content": (
        "{person|علی رضایی} نامه را ابلاغ کرد که در آن کار خوب است.",
        [],
    ),
    "a compound of motion reports nothing": (
        "شاخص+ {organization|بورس} پایین آمده بود که کار بدی است.",
        [],
    ),
    "two parts around the cue": (
        "«کار بسیار خوب است»، {person|علی رضایی} گفت، «اما راه دراز است».",
        [("علی رضایی", "گفت", "کار بسیار خوب است اما راه دراز است")],
    ),
    "what the object is said to be": (
        "{person|علی رضایی} سطح+ کشت را شش/NUM هکتار اعلام کرد.",
        [("علی رضایی", "اعلام کرد", "سطح کشت را شش هکتار")],
    ),
    "where it was announced is no content": (
        "{person|علی رضایی} آمار را در نشست اعلام کرد.",
        [],
    ),
    "what is denied by name": (
        "{person|علی رضایی} خبر جیره‌بندی آب را تکذیب/VERB کرد.",
        [("علی رضایی", "تکذیب کرد", "خبر جیره‌بندی آب")],
    ),
    "a request in a statement": (
        "{organization|وزارت نیرو} با صدور+ بیانیه‌ای خواست/VERB تا مردم صبر کنند/VERB.",
        [("وزارت نیرو", "خواست", "مردم صبر کنند")],
    ),
    "work that goes on is no speech": (
        "{person|علی رضایی} به کار+ خود ادامه داد که کار خوبی است.",
        [],
    ),
    "what can be said, nobody says": (
        "{person|علی رضایی} آمد. شاید بتوان/AUX گفت کار بسیار خوب است.",
        [],
    ),
    "a judgement in a relative clause only tells which": (
        (
            "{person|علی رضایی} گفت: کار خوب است.\n"
            "رسانه‌ها که آن را مهم دانسته‌اند/VERB، کم است. وی افزود: راه دراز است."
        ),
        [
            (
                "علی رضایی",
                "گفت",
                "کار خوب است.\nرسانه‌ها که آن را مهم دانسته‌اند، کم است",
            ),
            ("علی رضایی", "افزود", "راه دراز است"),
        ],
    ),
    "a judgement has no subject in its object": (
        ("{person|علی رضایی} گفت: کار خوب است.\nسهم+ مردم را بسیار مهم دانست/VERB."),
        [
            ("علی رضایی", "گفت", "کار خوب است"),
            ("علی رضایی", "دانست", "سهم مردم را بسیار مهم"),
        ],
    ),
    "lines of one sentence each go on without a name": (
        (
            "ابر آمد.\n{person|علی رضایی} گفت: کار خوب است.\nاین رقم کم است.\n"
            "باد آمد.\n{place|یزد} شهر خوبی است."
        ),
        [("علی رضایی", "گفت", "کار خوب است.\nاین رقم کم است.\nباد آمد")],
    ),
    "no «یا نه» before the cue": (
        (
            "{person|علی رضایی} آمد. او در پاسخ به این سوال که کار خوب است "
            "یا نه هم گفت: خوب است."
        ),
        [("علی رضایی", "گفت", "خوب است")],
    ),
}


@pytest.mark.parametrize("name", EXTENTS)
def test_extent_of_content(name: str) -> None:
    text, expected = EXTENTS[name]

    found = find_quotes(context(text))

    assert [(q.speaker, q.cue, q.text) for q in found] == expected


SPEAKERS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "several are no «وی»": (
        (
            "{person|علی رضایی} گفت: کار خوب است.\n"
            "کارشناسان گفتند/VERB که راه دراز است. وی افزود: باران آمد."
        ),
        [
            ("علی رضایی", "کار خوب است"),
            ("کارشناسان", "راه دراز است"),
            ("علی رضایی", "باران آمد"),
        ],
    ),
    "several leave no singular verb without a subject": (
        (
            "{person|علی رضایی} گفت: کار خوب است.\n"
            "کارشناسان گفتند/VERB که راه دراز است. همچنین/ADV افزود: باران آمد."
        ),
        [
            ("علی رضایی", "کار خوب است"),
            ("کارشناسان", "راه دراز است"),
            ("علی رضایی", "باران آمد"),
        ],
    ),
    "a thing does not speak": (
        "{person|علی رضایی} آمد. یکی از راه‌ها بسته است و گفت: کار خوب است.",
        [],
    ),
    "an office that fights something": (
        "دفتر+ مبارزه با مواد+ مخدر/ADJ گفت: کار خوب است.",
        [("دفتر مبارزه با مواد مخدر", "کار خوب است")],
    ),
    "a source before the report is no speaker": (
        (
            "{person|علی رضایی} گفت: کار خوب است.\nبنا به اعلام روابط+ عمومی/ADJ، "
            "وی افزود: راه دراز است."
        ),
        [("علی رضایی", "کار خوب است"), ("علی رضایی", "راه دراز است")],
    ),
    "things are no speakers": ("شمار+ مسافران گفت: کار خوب است.", []),
    "who is served does not speak": (
        "مشاور+ {person|رضایی} گفت: کار خوب است.",
        [("مشاور رضایی", "کار خوب است")],
    ),
    "a body after its agency": (
        "به گزارش {organization|ایسنا} روابط+ عمومی/ADJ+ شهر گفت: کار خوب است.",
        [("روابط عمومی شهر", "کار خوب است")],
    ),
    "no content without a subject of its own": (
        "به اعتقاد کارشناسان+ بارش کم است.",
        [("کارشناسان", "بارش کم است")],
    ),
    "a view within speech": (
        (
            "باران آمد.\nآب آمد.\nابر آمد.\n{person|علی رضایی} گفت: کار خوب است. "
            "به زعم کارشناسان راه دراز است."
        ),
        [
            ("علی رضایی", "کار خوب است. به زعم کارشناسان راه دراز است"),
            ("کارشناسان", "راه دراز است"),
        ],
    ),
}


@pytest.mark.parametrize("name", SPEAKERS)
def test_speaker_of_a_quotation(name: str) -> None:
    text, expected = SPEAKERS[name]

    found = find_quotes(context(text))

    assert [(q.speaker, q.text) for q in found] == expected


ADJUNCTS: dict[str, tuple[str, str | None, str | None]] = {
    "whom and where, before a clause": (
        "{person|علی رضایی} در جمع+ خبرنگاران با بیان اینکه راه دراز است، گفت: آری.",
        "خبرنگاران",
        None,
    ),
    "a medium beside the cue": (
        "{person|علی رضایی} به {organization|شبکه البرز} گفت: آری.",
        "شبکه البرز",
        None,
    ),
    "who puts the question": (
        "{person|علی رضایی} در پاسخ به پرسش+ خبرنگار+ {organization|البرز} گفت: آری.",
        "خبرنگار البرز",
        None,
    ),
    "a meeting is both": (
        "{person|علی رضایی} در دیدار با {person|رضا علوی} گفت: آری.",
        "رضا علوی",
        "دیدار با رضا علوی",
    ),
    "a visit with its place": (
        "{person|علی رضایی} در جریان+ بازدید از {organization|پالایشگاه یزد} گفت: آری.",
        None,
        "بازدید از پالایشگاه یزد",
    ),
    "the matter of speech is no occasion": (
        "{person|علی رضایی} با اشاره به سخنان در نشست+ شهر گفت: آری.",
        None,
        None,
    ),
    "an ordinal before the occasion": (
        "{person|علی رضایی} در نخستین/ADJ همایش+ شهر گفت: آری.",
        None,
        "همایش شهر",
    ),
}


@pytest.mark.parametrize("name", ADJUNCTS)
def test_to_whom_and_where_it_was_said(name: str) -> None:
    text, addressee, occasion = ADJUNCTS[name]

    found = find_quotes(context(text))

    assert (found[-1].addressee, found[-1].occasion) == (addressee, occasion)


def test_another_office_is_not_the_last_speaker() -> None:
    given = context(
        "{person|علی رضایی} رئیس+ سازمان آب گفت: کار خوب است.\n"
        "سفیر+ {place|پرو} افزود: راه دراز است."
    )
    find_roles(given)

    assert [q.speaker for q in find_quotes(given)] == ["علی رضایی", "سفیر پرو"]


FORMS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "whose statement «این بیانیه» is": (
        (
            "{person|علی رضایی} گفت که راه دراز است.\n"
            "{organization|سازمان آب} در بیانیه‌ای از کار نوشت/VERB.\n"
            "در این بیانیه آمده است: کار خوب است."
        ),
        [("علی رضایی", "راه دراز است"), ("سازمان آب", "کار خوب است")],
    ),
    "who issued the text that says so": (
        "در یادداشتی که {organization|خانه هنر} داد/VERB، نوشته است: کار خوب است.",
        [("خانه هنر", "کار خوب است")],
    ),
    "a group named in the same sentence": (
        "با/ADP انتقاد از {organization|جبهه شمال}، این گروه گفت که کار خوب است.",
        [("جبهه شمال", "کار خوب است")],
    ),
    "a body is not a plural that was told before": (
        (
            "{organization|سازمان آب} گفت که راه دراز است. نهادهای+ شهر آمدند/VERB.\n"
            "این نهاد گفت که کار خوب است."
        ),
        [("سازمان آب", "راه دراز است"), ("سازمان آب", "کار خوب است")],
    ),
    "who is quoted by a medium": (
        "{organization|خبرگزاری البرز} به نقل از {person|علی رضایی} نوشت: آری.",
        [("علی رضایی", "آری")],
    ),
    "a medium named by its ending": (
        "به/ADP گفته+ {organization|البرزنیوز}، کار خوب است.",
        [],
    ),
    "an interviewee is no other whom he tells of": (
        (
            "با {person|علی رضایی} سخن گفت/VERB.\nکار شما خوب است ؟\n"
            "کار خوب است. {organization|سازمان آب} گفت که راه دراز است.\n"
            "برنامه شما چه است ؟\nبرنامه ما خوب است.\nکار شما کی است ؟\nفردا است."
        ),
        [
            ("علی رضایی", "کار خوب است. سازمان آب گفت که راه دراز است"),
            ("سازمان آب", "راه دراز است"),
            ("علی رضایی", "برنامه ما خوب است"),
            ("علی رضایی", "فردا است"),
        ],
    ),
    "people before an object": (
        "فعالان+ بخش+ خصوصی/ADJ+ این/DET قانون+ مجلس را خوب می‌دانند/VERB.",
        [("فعالان بخش خصوصی", "این قانون مجلس را خوب")],
    ),
    "the content's subject is not the speaker": (
        "{person|علی رضایی} گفت که {place|پرو} آماده است و افزود که کار خوب است.",
        [("علی رضایی", "پرو آماده است"), ("علی رضایی", "کار خوب است")],
    ),
    "a name after its frame": (
        "{person|علی رضایی} آمد. پس/ADV از این جلسه+ {person|رضایی} گفت: آری.",
        [("علی رضایی", "آری")],
    ),
    "the narrator goes on in the sentence": (
        "{person|علی رضایی} گفت که کار خوب است، این در حالی است که راه دراز است.",
        [("علی رضایی", "کار خوب است")],
    ),
    "what is pointed at is no content": (
        "{person|علی رضایی} به راه اشاره کرد که دراز است.",
        [],
    ),
    "a matter that is pointed at has one": (
        "{person|علی رضایی} به این نکته اشاره کرد که راه دراز است.",
        [("علی رضایی", "راه دراز است")],
    ),
    "the source after its content": (
        "کار خوب است، به گفته+ {person|علی رضایی}.",
        [("علی رضایی", "کار خوب است")],
    ),
    "a column is its author's to the end": (
        (
            "{person|علی رضایی} در یادداشتی نوشت: کار خوب است.\n"
            "برخی می‌گفتند/VERB که راه دراز است.\n{organization|سازمان آب} آمد."
        ),
        [
            (
                "علی رضایی",
                "کار خوب است.\nبرخی می‌گفتند که راه دراز است.\nسازمان آب آمد",
            ),
            ("برخی", "راه دراز است"),
        ],
    ),
    "an author contrasts, too": (
        (
            "{person|علی رضایی} در یادداشتی نوشت: کار خوب است.\n"
            "این در حالی بود که راه دراز است."
        ),
        [("علی رضایی", "کار خوب است.\nاین در حالی بود که راه دراز است")],
    ),
    "credits are no speech": ("کارگردان: {person|علی رضایی}", []),
    "Dari": (
        '{person|علی رضایی} نگاشته است: "کار خوب است."',
        [("علی رضایی", "کار خوب است")],
    ),
    "where an unnamed source sits": (
        "یک مقام+ آگاه/ADJ در {organization|وزارت نیرو} گفت که کار خوب است.",
        [("یک مقام آگاه در وزارت نیرو", "کار خوب است")],
    ),
    "a letter in full": (
        (
            "متن+ پیام {organization|سازمان آب} به شرح زیر است: کار خوب است.\n"
            "{person|علی رضایی} آمد."
        ),
        [("سازمان آب", "کار خوب است.\nعلی رضایی آمد")],
    ),
    "a list in full is no letter": (
        "نتایج+ {organization|جام شمال} به شرح زیر است: کار خوب است.",
        [],
    ),
    "whom a letter is to": (
        (
            "{person|علی رضایی} گفت که راه دراز است. در نامه به "
            "{organization|وزارت نیرو} آمده است: کار خوب است."
        ),
        [("علی رضایی", "راه دراز است"), ("علی رضایی", "کار خوب است")],
    ),
    "news after a time": (
        "پس/ADV از این کار {person|علی رضایی} از پایان+ راه خبر داد.",
        [("علی رضایی", "پایان راه")],
    ),
    "a participle right after a name": (
        "{person|علی رضایی} گفته/VERB کار خوب است.",
        [("علی رضایی", "کار خوب است")],
    ),
    "a participle that describes a noun": (
        "{person|علی رضایی} درباره شهر سیل زده/VERB یزد گفت: کار خوب است.",
        [("علی رضایی", "کار خوب است")],
    ),
    "the narrator's «او همچنین»": (
        "{person|علی رضایی} گفت: کار خوب است.\nاو همچنین آمد.",
        [("علی رضایی", "کار خوب است")],
    ),
    "a share of people": (
        "۸۱/NUM درصد از مردم+ {place|پرو} گفتند/VERB که کار خوب است.",
        [("۸۱ درصد از مردم پرو", "کار خوب است")],
    ),
    "«ادامه داد» after what was pointed at": (
        "{person|علی رضایی} با اشاره به کار ادامه داد: راه دراز است.",
        [("علی رضایی", "راه دراز است")],
    ),
    "a semicolon for a colon": (
        "{person|علی رضایی} گفت؛ کار ما خوب است.",
        [("علی رضایی", "کار ما خوب است")],
    ),
    "what one can say nobody says": (
        "{person|علی رضایی} گفت که کار خوب است. می‌شود با قاطعیت گفت، راه دراز است.",
        [("علی رضایی", "کار خوب است")],
    ),
    "two deeds are no denial": (
        "{organization|کمیسیون شهر} کار را پذیرفت و مجلس آن را رد کرد.",
        [],
    ),
    "headings of points": (
        "- گروه+ میوه‌ها: این گروه خوب است.\nمصدومیت+ {person|علی رضایی}: او خوب است.",
        [],
    ),
    "a title in marks with a colon": ("«علی رضایی: راه» فیلم خوب است.", []),
    "unnamed sources": (
        "به/ADP گفته+ منابع+ دولتی/ADJ، کار خوب است.",
        [("منابع دولتی", "کار خوب است")],
    ),
    "all of a statement's author": (
        "در بیانیه+ باشگاه+ سپیدرود آمده است: کار خوب است.",
        [("باشگاه سپیدرود", "کار خوب است")],
    ),
    "a family is one": (
        "خانواده+ {person|رضایی} گفت که کار خوب است.",
        [("خانواده رضایی", "کار خوب است")],
    ),
    "a time before its subject": (
        "از این روز+ {person|رضایی} با/ADP نشستی گفت که کار خوب است.",
        [("رضایی", "کار خوب است")],
    ),
    "one of several things": (
        "{person|علی رضایی} بخشش را از/ADP خصلت‌های نیک ذکر کرد/VERB.",
        [("علی رضایی", "بخشش را از خصلت‌های نیک")],
    ),
    "where a name was read out": (
        "{person|علی رضایی} نام او را از/ADP بلندگوهای شهر اعلام کرد/VERB.",
        [],
    ),
    "what is needed for something": (
        "{person|علی رضایی} کار را برای/ADP شهر مهم/ADJ عنوان کرد/VERB.",
        [("علی رضایی", "کار را برای شهر مهم")],
    ),
    "what is asked for": (
        "{person|علی رضایی} خواستار این است/VERB که شورا کار کند/VERB.",
        [("علی رضایی", "شورا کار کند")],
    ),
    "who is known by somebody named": (
        "هم‌تیمی+ سابق+ {person|علی رضایی} گفت که کار خوب است.",
        [("هم‌تیمی سابق علی رضایی", "کار خوب است")],
    ),
    "brackets after a name are no content": (
        "به گفته {person|علی رضایی} (شهردار شهر)، کار خوب است.",
        [("علی رضایی", "کار خوب است")],
    ),
    "brackets before «را» are content": (
        "{person|علی رضایی} (راه آهن) را از کارهای مهم دانست.",
        [("علی رضایی", "(راه آهن) را از کارهای مهم")],
    ),
    "a main clause after «با بیان اینکه» that reports": (
        (
            "{person|علی رضایی} با بیان اینکه کار سخت است/VERB بر همکاری تاکید"
            " کرد/VERB و گفت/VERB: باید کوشید/VERB."
        ),
        [("علی رضایی", "کار سخت است"), ("علی رضایی", "باید کوشید")],
    ),
    "a link before whoever thinks so": (
        (
            "{person|علی رضایی} رای داد/VERB و بر/ADP این/DET اساس/NOUN برخی"
            " معتقدند/VERB میان آنها تفاوت هست/VERB."
        ),
        [("برخی", "میان آنها تفاوت هست")],
    ),
    "«علاوه بر» ends a body": (
        "آژانس+ علاوه بر/ADP این گفت که کار خوب است.",
        [("آژانس", "کار خوب است")],
    ),
    "a place pointed to does not speak": ("همان‌جا/NOUN گفت که کار خوب است.", []),
    "an estimate from one number to another": (
        "{person|علی رضایی} شمار آنها را از ۱۰/NUM تا ۲۰/NUM نفر تخمین زد.",
        [("علی رضایی", "شمار آنها را از ۱۰ تا ۲۰ نفر")],
    ),
    "«که» of «در حالی» begins no content": (
        (
            "{person|علی رضایی} در/ADP حالی/NOUN ترکیب تیم را اعلام کرد/VERB که"
            " چهار نفر غایب هستند/VERB."
        ),
        [],
    ),
    "another title with «هم» is somebody else": (
        (
            "{person|علی رضایی} گفت که کار خوب است/VERB. رئیس+ پلیس+ شهر هم/ADV"
            " گفت که خیابان‌ها باز است/VERB."
        ),
        [("علی رضایی", "کار خوب است"), ("رئیس پلیس شهر", "خیابان‌ها باز است")],
    ),
    "a statement about somebody is not his": (
        (
            "در/ADP بیانیهٔ+ {organization|شرکت+ باران} آمده است/VERB: «کار خوب"
            " است/VERB.» در/ADP بخش+ دیگر+ بیانیه درباره/ADP {person|علی رضایی} آمده"
            " است/VERB: «او رفته است/VERB.»"
        ),
        [("شرکت باران", "کار خوب است"), ("شرکت باران", "او رفته است")],
    ),
    "a report goes on as whoever spoke": (
        (
            "به گزارش خبرگزاری البرز، {person|علی رضایی} گفت/VERB: کار خوب است."
            " این گزارش می‌افزاید/VERB: راه باز است."
        ),
        [("علی رضایی", "کار خوب است"), ("علی رضایی", "راه باز است")],
    ),
    "whose words are spoken of is not who speaks": (
        (
            "{person|علی رضایی} آمد/VERB. او صحبت/NOUN کرد/VERB و اظهارات+"
            " {person|رضا علوی} را حقارت‌آمیز خواند/VERB."
        ),
        [("علی رضایی", "اظهارات رضا علوی را حقارت‌آمیز")],
    ),
    "a torn «وی»": (
        "{person|علی رضایی} گفت: کار خوب است. و ی/NOUN افزود: راه باز است.",
        [("علی رضایی", "کار خوب است"), ("علی رضایی", "راه باز است")],
    ),
    "what is based on somebody's figures": (
        "بر اساس آمار ارائه شده از سوی {organization|شرکت باران}، راه دراز است/VERB.",
        [("شرکت باران", "راه دراز است")],
    ),
    "several kinds of people hold a view": (
        "به نظر اکثر استادان و صاحب‌نظران، راه دراز است/VERB.",
        [("اکثر استادان و صاحب‌نظران", "راه دراز است")],
    ),
    "«تنها» is no people": (
        "نه تنها/ADV کار خوب نیست/VERB، بلکه آن را خطر برای شهر دانستند/VERB.",
        [],
    ),
    "«نمی‌شود گفت» is nobody's": (
        "{person|علی رضایی} آمد/VERB. نمی‌شود/VERB گفت/VERB که کار خوب است/VERB.",
        [],
    ),
    "a modal verb ends no clause": (
        (
            "{person|علی رضایی} با بیان اینکه چرا باید/VERB کار سخت باشد/VERB؟ یادآور"
            " شد/VERB: راه باز است/VERB."
        ),
        [("علی رضایی", "چرا باید کار سخت باشد"), ("علی رضایی", "راه باز است")],
    ),
    "«وقتی» is no part of who asks": (
        (
            "وقتی/NOUN خبرنگار+ روزنامه از/ADP {person|علی رضایی} پرسید/VERB که"
            " کار خوب است/VERB؟"
        ),
        [("خبرنگار روزنامه", "کار خوب است")],
    ),
}


@pytest.mark.parametrize("name", FORMS)
def test_forms_of_the_genre(name: str) -> None:
    text, expected = FORMS[name]

    found = find_quotes(context(text))

    assert [(q.speaker, q.text) for q in found] == expected


def test_what_some_say_is_stated_with_less_confidence() -> None:
    (some,) = find_quotes(context("برخی گفتند/VERB که هوا سرد است."))
    (named,) = find_quotes(context("ساکنان+ شهر گفتند/VERB که هوا سرد است."))

    assert some.speaker == "برخی"
    assert some.confidence < 0.6 < named.confidence
