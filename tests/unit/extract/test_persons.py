from __future__ import annotations

import pytest

from kg.extract.persons import with_persons
from tests.builders import document


_TWO = [("person", "علی رضایی"), ("person", "حسن کریمی")]
CASES = [
    # a name of one word between two posts
    (
        (
            "{person|علی رضایی} مدیر+ بندر، صادق+ رئیس+ {organization|سازمان آب}، "
            "آمد/VERB."
        ),
        [
            ("person", "علی رضایی"),
            ("person", "صادق"),
            ("organization", "سازمان آب"),
        ],
    ),
    # who goes on to speak under a name that no list has; papers, pronouns, posts
    ("نیک‌آفتاب افزود/VERB: باران آمد.", [("person", "نیک‌آفتاب")]),
    ("نیک‌آفتاب در/ADP ادامه گفت/VERB: باران آمد.", [("person", "نیک‌آفتاب")]),
    ("نیک‌آفتاب در/ADP پایان آورده/VERB: باران آمد.", []),
    ("دیگری‌شان افزود/VERB: باران آمد.", []),
    ("وزیرراه افزود/VERB: باران آمد.", []),
    # whose words they are; a quality of them is nobody
    (
        "در/ADP پاسخ به/ADP اظهارات+ صادق/ADJ+ رئیس+ {organization|سازمان آب} آمد.",
        [("person", "صادق"), ("organization", "سازمان آب")],
    ),
    (
        "طبق/ADP نظر+ نیازکوب/ADJ وزیر+ {organization|امور راه} آمد.",
        [("person", "نیازکوب"), ("organization", "امور راه")],
    ),
    (
        "در/ADP پاسخ به/ADP اظهارات+ نیازکوبانه/ADJ+ رئیس+ {organization|سازمان آب}.",
        [("organization", "سازمان آب")],
    ),
    # what follows a name and is no surname
    ("{person|رضا نیازی نوری قربانی} باران شد.", [("person", "رضا نیازی نوری")]),
    ("{person|رضا نیازی نوری قربانی} گفت.", [("person", "رضا نیازی نوری قربانی")]),
    ("{person|رضا نیازی نوری زاده} سال ۱۳۲۴ است.", [("person", "رضا نیازی نوری")]),
    ("{person|رضا نیازی نوری خاطر} نشان کرد.", [("person", "رضا نیازی نوری")]),
    ("{person|رضا نیازی سحرگاه} آمد.", [("person", "رضا نیازی")]),
    ("{person|رضا نیازی زید عزه} آمد.", [("person", "رضا نیازی")]),
    # the first word of a first name of two, whose kin somebody is
    ("ولی {person|الله نیازی} آمد.", [("person", "ولی الله نیازی")]),
    ("{person|برادر نوواک} آمد.", [("person", "نوواک")]),
    ("{person|دایی نوواک} آمد.", [("person", "دایی نوواک")]),
    # what is no person, and what is left of it
    ("{person|هت تریک} باران.", []),
    ("با {person|قائم مقامی} معاون آمد.", []),
    ("آقای {person|قائم مقامی} آمد.", [("person", "قائم مقامی")]),
    ("طرح {person|هادی روستایی} آمد.", []),
    ("آقای {person|هادی روستایی} آمد.", [("person", "هادی روستایی")]),
    # any first name between a title and a name
    ("از/ADP سناتور سوزان {person|نوواک} گفت.", [("person", "سوزان نوواک")]),
    ("از/ADP شمع سوزان {person|نوواک} گفت.", [("person", "نوواک")]),
    # a local office of no named place, a goal that is no name
    ("با/ADP رحمان‌زاده+ شهردار+ منطقه+ ۱۳ آمد/VERB.", [("person", "رحمان‌زاده")]),
    (
        "گل+ سون، ستاره+ {organization|باران}، زیبا بود.",
        [("person", "سون"), ("organization", "باران")],
    ),
    ("گل+ سون زیبا بود.", []),
    # a first name that no list has, in a list
    (
        "{person|علی رضایی} و رون {person|نوواک} آمدند/VERB.",
        [("person", "علی رضایی"), ("person", "رون نوواک")],
    ),
    ("باران و رون {person|نوواک} آمدند/VERB.", [("person", "نوواک")]),
    (
        "{person|علی رضایی} و دولت {person|نوواک} آمدند/VERB.",
        [("person", "علی رضایی"), ("person", "نوواک")],
    ),
    # who goes on to speak by a surname that is a word as well
    ("کردی خاطرنشان کرد/VERB: باران آمد.", [("person", "کردی")]),
    ("کردی آن/DET شهر خاطرنشان کرد/VERB: باران آمد.", []),
    # whom somebody chose, whatever the name; a title that a choice is of is none
    (
        "او در انتخاب نوواک دراژیکوف به/ADP عنوان رئیس+ {organization|باشگاه باران}.",
        [("person", "نوواک دراژیکوف"), ("organization", "باشگاه باران")],
    ),
    (
        "او در انتخاب مردم شهر به/ADP عنوان رئیس+ {organization|باشگاه باران}.",
        [("organization", "باشگاه باران")],
    ),
    # a surname after «این مراسم», which no ezafe can tie
    (
        "در ادامه این/DET مراسم+ خلیلی مدیر+ {organization|باشگاه باران} گفت.",
        [("person", "خلیلی"), ("organization", "باشگاه باران")],
    ),
    # a judge by one listed name; none is told by what a judge is like
    ("به/ADP ریاست قاضی کریمی برگزار شد.", [("person", "کریمی")]),
    (
        "به/ADP ریاست قاضی کریمی نیک‌پندار برگزار شد/VERB.",
        [("person", "کریمی نیک‌پندار")],
    ),
    ("به/ADP ریاست قاضی کریمی‌سخن برگزار شد.", [("person", "کریمی‌سخن")]),
    ("به/ADP ریاست قاضی دادگستران برگزار شد.", []),
    ("به/ADP ریاست قاضی بی‌طرف برگزار شد.", []),
    # a ruler's number ends his name; one of many is nobody
    ("{person|آلبرت دوم شاه} آمد.", [("person", "آلبرت دوم")]),
    ("او یک {person|روحانی} بود.", []),
    # who made a film is no bridge and no team
    ("به/ADP کارگردانی+ {facility|پل نوواک} آمد.", [("person", "پل نوواک")]),
    ("روی/ADP {facility|پل نوواک} آمد.", [("facility", "پل نوواک")]),
    (
        "به/ADP کارگردانی+ تیم+ نوواک/PROPN و/CCONJ نویسندگی+ {person|رضا محبی} آمد.",
        [("person", "تیم نوواک"), ("person", "رضا محبی")],
    ),
    # a word of likeness within a name in quotation marks
    (
        '"هان چون نوواک" وزیر+ تجارت+ {place|پرو} گفت.',
        [("person", "هان چون نوواک"), ("place", "پرو")],
    ),
    # a first name before a surname, a second surname after a name
    ("از/ADP بهنام/PROPN {person|نیازی} گفت.", [("person", "بهنام نیازی")]),
    ("از/ADP دولت {person|نیازی} گفت.", [("person", "نیازی")]),
    (
        "{person|علی باقری} کنی/VERB نماینده+ {place|یزد} آمد.",
        [("person", "علی باقری کنی"), ("place", "یزد")],
    ),
    ("{person|علی نیازی} زاده ۱۳۲۴ است.", [("person", "علی نیازی")]),
    ("{person|جیم دبلیو} دین+ کارشناس آمد.", [("person", "جیم دبلیو دین")]),
    # what stands before or after a name and is none of it
    (
        "به/ADP کارگردانی {person|علی نیازی} و {person|نویسندگی آوا نوواک} آمد.",
        [("person", "علی نیازی"), ("person", "آوا نوواک")],
    ),
    ("روی/ADP {person|پاس نوواک} گل شد.", [("person", "نوواک")]),
    ("{person|سانیول فرانسوی} آمد.", [("person", "سانیول")]),
    ("{person|صالح فرانسوی} آمد.", [("person", "صالح فرانسوی")]),
    (
        "کارگردان این سریال آوا نیک روش است.",
        [("person", "آوا نیک روش")],
    ),
    # a noun that begins a headline, and a surname that nobody lists
    (
        "دلخوری/NOUN سرمربی+ {organization|باران} از/ADP داور",
        [("organization", "باران")],
    ),
    (
        "نوواکی/NOUN، سرمربی+ {organization|باران}، رفت/VERB.",
        [("person", "نوواکی"), ("organization", "باران")],
    ),
    # no name has «و» in it, although «کشور» is one
    (
        "عضو {organization|کمیسیون امور داخلی کشور و شوراها} گفت/VERB.",
        [("organization", "کمیسیون امور داخلی کشور و شوراها")],
    ),
    # words that news hardly uses but in names, before a title
    (
        "سؤال را/ADP کریمی+ نماینده+ {place|یزد} پرسید/VERB.",
        [("person", "کریمی"), ("place", "یزد")],
    ),
    (
        "از/ADP اقدام آوا+ نوواک، رئیس {organization|سنای پرو}، گفت/VERB.",
        [("person", "آوا نوواک"), ("organization", "سنای پرو")],
    ),
    (
        "این گل را/ADP نوواک/PROPN، مدافع {organization|باران}، زد/VERB.",
        [("person", "نوواک"), ("organization", "باران")],
    ),
    (
        "سخنان+ رئیس {organization|سنای پرو} را/ADP شنیدند/VERB.",
        [("organization", "سنای پرو")],
    ),
    (
        "بررسی امانت‌داری نماینده {organization|مجلس} آغاز شد/VERB.",
        [("organization", "مجلس")],
    ),
    (
        "گروه+ نوواک/PROPN مالک {organization|باران} است/VERB.",
        [("organization", "باران")],
    ),
    (
        "سؤال را/ADP نوواکی+ نماینده+ {place|یزد} پرسید/VERB.",
        [("person", "نوواکی"), ("place", "یزد")],
    ),
    (
        "از/ADP ژانت+ نوواک/VERB، وزیر {place|پرو}، پرسید/VERB.",
        [("person", "ژانت نوواک"), ("place", "پرو")],
    ),
    ("ژول له نوواک، جراح ۷۴ ساله، آمد.", [("person", "ژول له نوواک")]),
    (
        "سمت را/ADP به/ADP ژول+ نوواک+ ۴۰/NUM ساله، وزیر {place|پرو}، داد/VERB.",
        [("person", "ژول نوواک"), ("place", "پرو")],
    ),
    (
        "دیروز ژول+ نوواک+ یکی دیگر از/ADP بازیکنان {organization|باران} گفت.",
        [("person", "ژول نوواک"), ("organization", "باران")],
    ),
    ("ژول+ نوواک+ مدیر برنامه‌های او گفت.", [("person", "ژول نوواک")]),
    (
        "فیلم به/ADP نویسندگی و کارگردانی+ ژول+ راس+ محصول امسال است/VERB.",
        [("person", "ژول راس")],
    ),
    ("فیلم به/ADP کارگردانی+ خوب او محصول امسال است/VERB.", []),
    (
        "{organization|حزب باران} به/ADP رهبری+ ژول+ نوواک آمد/VERB.",
        [("organization", "حزب باران"), ("person", "ژول نوواک")],
    ),
    ("به/ADP رهبری+ مردم آمد/VERB.", []),
    ("سفر تعدادی از/ADP اعضای {organization|مجلس} بود.", [("organization", "مجلس")]),
    (
        "قهرمان {organization|باران} ژول+ نوواک در/ADP یزد گفت.",
        [("organization", "باران"), ("person", "ژول نوواک")],
    ),
    # whose one is, and which of many, are no words of a name
    ("مهاجم {person|اروگوئه‌ای‌اش پدرو گارسیا} آمد.", [("person", "پدرو گارسیا")]),
    ("{person|رضایی سومین} مدیر است.", [("person", "رضایی")]),
    # what is in no name
    ("{person|علی رضایی دامت برکاته} آمد.", [("person", "علی رضایی")]),
    ("{person|اسید اوریک} زیاد است.", []),
    ("{person|حساب کاربری} باز شد.", []),
    ("مدرس {person|نیازی} گفت.", [("person", "مدرس نیازی")]),
    (
        "مدیر+ {organization|باشگاه باران} (گرشاسبی) گفت.",
        [("organization", "باشگاه باران"), ("person", "گرشاسبی")],
    ),
    (
        "دبیر+ {organization|کمیته موزه‌ها} (ایکوم) گفت.",
        [("organization", "کمیته موزه‌ها")],
    ),
    ("مدرس {person|علی} گفت.", [("person", "علی")]),
    (
        "ارتحال+ ملکوتی/ADJ+ بنیانگذار+ {organization|حزب باران} آمد.",
        [("organization", "حزب باران")],
    ),
    (
        "مهمان+ «زاویه»، رئیس+ {organization|سازمان باران}، آمد.",
        [("organization", "سازمان باران")],
    ),
    ("{person|امیر دریادار نیک نیازی} گفت.", [("person", "نیک نیازی")]),
    ("از/ADP {person|محرز} گفت.", [("person", "محرز")]),
    (
        "نامه+ تازه وزیر+ {organization|نیرو} آمد/VERB.",
        [("organization", "نیرو")],
    ),
    (
        "نوواکی بهترین مهاجم+ {organization|باران} است/VERB.",
        [("organization", "باران")],
    ),
    ("{person|گران‌قیمت‌ترین رضایی} آمد.", []),
    ("{person|بی‌امان رضایی} آمد.", [("person", "رضایی")]),
    ("{person|بی‌نظیر رضایی} آمد.", [("person", "بی‌نظیر رضایی")]),
    ("{person|سلبریتی‌ها} آمدند.", []),
    # who ends a list
    (
        "{person|کریمی}، {person|محبی}، {person|نیکو} و هوشیار/PROPN کامیار/ADJ آمد.",
        [
            ("person", "کریمی"),
            ("person", "محبی"),
            ("person", "نیکو"),
            ("person", "هوشیار کامیار"),
        ],
    ),
    (
        "{person|علی رضایی}، {person|حسن کریمی} و هوای/NOUN تازه/ADJ آمدند/VERB.",
        _TWO,
    ),
    # several addressed together
    (
        "آقایان شاعری و نیک‌روش، نمایندگان {organization|مجلس} آمدند.",
        [
            ("person", "شاعری"),
            ("person", "نیک‌روش"),
            ("organization", "مجلس"),
        ],
    ),
    ("آقایان آمدند/VERB و رفتند/VERB.", []),
    # who begins a talk
    (
        "کامران/PROPN کوه/NOUN ورزی/NOUN در گفت‌وگو با البرز اظهار کرد.",
        [("person", "کامران کوه ورزی")],
    ),
    ("کامران/PROPN کوه/NOUN بلند/NOUN در شمال است و گفت.", []),
    # a club, and what its player is like
    ("هافبک {organization|گلزن سپیدرود} آمد.", [("organization", "سپیدرود")]),
    # a title is no part of a name
    ("{person|سرمربی علی رضایی} گفت.", [("person", "علی رضایی")]),
    ("{person|رئیس مجلس} گفت.", [("organization", "مجلس")]),
    ("{organization|وزیر} آمد.", []),
    # beside a title
    (
        "علی/PROPN رضایی/PROPN ، عضو شورای شهر، آمد.",
        [("person", "علی رضایی")],
    ),
    ("کریمی رئیس سازمان آب آمد.", [("person", "کریمی")]),
    (
        "سخنگوی وزارت نیرو علی/PROPN رضایی/PROPN آمد.",
        [("person", "علی رضایی")],
    ),
    ("دیروز «آوا نوواک» وزیر دفاع یزد آمد.", [("person", "آوا نوواک")]),
    (
        "دیروز «{place|یزد}» وزیر دفاع شهر آمد.",
        [("place", "یزد")],
    ),
    ("{person|کریمی افزود} که می‌آید.", [("person", "کریمی")]),
    (
        "علی/PROPN رضایی/PROPN به/ADP عنوان مدیر سازمان آب آمد.",
        [("person", "علی رضایی")],
    ),
    (
        "به گزارش البرز، آوا نوواک مجری شبکه باران گفت.",
        [("person", "آوا نوواک")],
    ),
    ("فیلم به نویسندگی آوا نوواک محصول پرو است.", [("person", "آوا نوواک")]),
    (
        "گفت که/SCONJ نوبخت رئیس {organization|سازمان آب} آمد.",
        [("person", "نوبخت"), ("organization", "سازمان آب")],
    ),
    ("گفت که/SCONJ نوبخت رئیس گروهی بود.", []),
    (
        "گفت که/SCONJ اینفانتی/PROPN رئیس {organization|فیفا} آمد.",
        [("person", "اینفانتی"), ("organization", "فیفا")],
    ),
    # a surname that the article has elsewhere; words of deeds are no names
    (
        "از/ADP لری سون، مهاجم {organization|باران}، گفت. {person|سون} آمد.",
        [("person", "لری سون"), ("organization", "باران"), ("person", "سون")],
    ),
    ("بازدید ناگهانی/ADJ وزیر بازرگانی آغاز شد.", []),
    # of a group, and addressed
    (
        "پالوما نوکدا، از نمایندگان مجلس پرو گفت.",
        [("person", "پالوما نوکدا")],
    ),
    (
        "سرپرست دادسرای باران آقای نیک‌روش آمد.",
        [("person", "نیک‌روش")],
    ),
    (
        "رئیس {organization|سازمان باران بیانیه آلمان} آمد.",
        [("organization", "سازمان باران")],
    ),
    # names in lists of names and posts
    (
        "{person|علی رضایی} مدیر بندر یزد/PROPN، نیک‌روش مدیر سازمان راه آمد.",
        [("person", "علی رضایی"), ("person", "نیک‌روش")],
    ),
    ("دیروز، نیک‌روش مدیر سازمان راه آمد.", []),
    (
        "{person|علی رضایی}، هوشیار بردبار/PROPN و {person|حسن کریمی} آمدند.",
        [
            ("person", "علی رضایی"),
            ("person", "هوشیار بردبار"),
            ("person", "حسن کریمی"),
        ],
    ),
    ("{person|علی رضایی}، مدیران شهر و {person|حسن کریمی} آمدند.", _TWO),
    ("{person|علی رضایی، حسن کریمی} آمدند.", _TWO),
    # by the work that a name stands for
    (
        "مستند به کارگردانی آوا نوواک/ADJ و فیلم آمد.",
        [("person", "آوا نوواک")],
    ),
    ("مستند به کارگردانی زنان+ جوان/ADJ و فیلم آمد.", []),
    # an office, and a hyphen
    ("دوره ریاست {person|جمهوری میلر} آمد.", [("person", "میلر")]),
    ("{person|پارک مین}-هو رهبر یزد آمد.", [("person", "پارک مین-هو")]),
    # a first name without its surname
    ("{person|محمد} کریمی آمد.", [("person", "محمد کریمی")]),
    ("{person|محمد} آمد.", [("person", "محمد")]),
    # who begins a sentence of speech
    (
        "علی/PROPN رضایی/PROPN در گفت‌وگو با البرز اظهار کرد.",
        [("person", "علی رضایی")],
    ),
    # once found, found everywhere
    (
        "علی/PROPN رضایی/PROPN رئیس سازمان آب گفت.\nرضایی/PROPN افزود.",
        [("person", "علی رضایی"), ("person", "رضایی")],
    ),
    # a name that ran into the place or body before it
    (
        "صدراعظم+ {place|آلمان یورگن/PROPN هافمن/PROPN} آمد.",
        [("place", "آلمان"), ("person", "یورگن هافمن")],
    ),
    (
        "سخنگوی+ {organization|وزارت نیرو علی رضایی} گفت.",
        [("organization", "وزارت نیرو"), ("person", "علی رضایی")],
    ),
    (
        "از {place|کرمان محمد} نیازی که گفت.",
        [("place", "کرمان"), ("person", "محمد نیازی")],
    ),
    (
        "{organization|بیمارستان علی رضایی} باز است.",
        [("organization", "بیمارستان علی رضایی")],
    ),
    ("{place|آلمان یورگن هافمن} آمد.", [("place", "آلمان یورگن هافمن")]),
    # a body ends before the next title
    (
        "{organization|دولت ملی و نویسنده} آمد.",
        [("organization", "دولت ملی")],
    ),
    # no ezafe joins the words before a post
    (
        "گفت که آوا نوواک وزیر دفاع+ {place|پرو} آمد.",
        [("person", "آوا نوواک"), ("place", "پرو")],
    ),
    (
        "رضا آمد و آوا هان نوواک – سفیر+ {place|پرو} – آمد.",
        [("person", "آوا هان نوواک"), ("place", "پرو")],
    ),
    # whom one meets
    (
        "دیدار با لیندال ساکس/PROPN سفیر+ {place|پرو} برگزار شد.",
        [("person", "لیندال ساکس"), ("place", "پرو")],
    ),
    # shapes of surnames, two first names in one, a first name at the head of speech
    ("{person|معصومه} اصغرپور آمد.", [("person", "معصومه اصغرپور")]),
    ("{person|علی‌محمد} شاعری امروز گفت.", [("person", "علی‌محمد شاعری")]),
    ("کلثوم بازایی در آیین شهر اظهار کرد.", [("person", "کلثوم بازایی")]),
    # a body holds the name of who heads it
    (
        "سخنگوی+ {organization|شرکت گاز علی رضایی} گفت.",
        [("organization", "شرکت گاز"), ("person", "علی رضایی")],
    ),
    (
        "{organization|دولت+ یورگن/PROPN هافمن/PROPN}، نخست‌وزیر+ {place|پرو}، رفت.",
        [("organization", "دولت"), ("person", "یورگن هافمن"), ("place", "پرو")],
    ),
    (
        "رئیس+ {organization|ستاد+ سهام عدالت} گفت.",
        [("organization", "ستاد سهام عدالت")],
    ),
    # the first of two first names, the rest of a name, and a predicate beside it
    ("شکرالله {person|حسن نیازی} آمد.", [("person", "شکرالله حسن نیازی")]),
    ("انصارالله {person|حسن نیازی} آمد.", [("person", "حسن نیازی")]),
    (
        "{person|مهدی جهان} تیغی فعال فرهنگی نوشت.",
        [("person", "مهدی جهان تیغی")],
    ),
    ("{person|محمد نیازی وارد} شهر شد.", [("person", "محمد نیازی")]),
    ("{person|محمد نیازی افزود}: آری.", [("person", "محمد نیازی")]),
    # who goes on speaking has a name; an indefinite noun has none
    ("اوژندی در پاسخ به این پرسش گفت: آری.", [("person", "اوژندی")]),
    ("شهروندی در پاسخ به این پرسش گفت: آری.", []),
    # who made a work
    (
        "فیلم به کارگردانی هورمزد/PROPN ایرانیار ساخته/VERB شد.",
        [("person", "هورمزد ایرانیار")],
    ),
    ("{person|المسلمین حسن نیازی} آمد.", [("person", "حسن نیازی")]),
    # a short foreign word that was taken for a determiner
    (
        "لن/DET خودوروفسکی، مشاور+ وزیر+ {place|پرو}، آمد.",
        [("person", "لن خودوروفسکی"), ("place", "پرو")],
    ),
    # the name of a paper, but not after whoever writes for one
    ("به نوشته روزنامه مصری {person|نوروز}، مدیر شرکت آب آمد.", []),
    (
        "خبرنگار روزنامه مصری {person|علی رضایی} آمد.",
        [("person", "علی رضایی")],
    ),
    ("{person|عباس حاجی زاده} _/PROPN دبیر شورا آمد.", [("person", "عباس حاجی زاده")]),
    # no name
    ("شهر بزرگ، مدیر شرکت آب، آمد.", []),
    ("دیروز {person|دایی علی رضایی} آمد.", [("person", "علی رضایی")]),
    ("{person|آوا فان} در/ADP نوواک/PROPN آمد.", [("person", "آوا فان در نوواک")]),
    ("معاون+ اجتماعی و ارشاد فرمانده یزد آمد.", []),
    ("باشگاه+ علی/PROPN رضایی/PROPN مدیر شرکت آب.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_mentions_are_put_right(text: str, expected: list[tuple[str, str]]) -> None:
    found = with_persons(document(text))

    assert [(str(m.kind), m.span.slice(found.text)) for m in found.mentions] == expected


def test_a_document_without_errors_is_returned_as_it_is() -> None:
    source = document("{person|علی رضایی} رئیس {organization|سازمان آب} گفت.")

    assert with_persons(source) is source
