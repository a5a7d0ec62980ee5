from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract.context import Context
from kg.extract.roles import find_roles
from kg.model import (
    Calendar,
    Precision,
    Span,
    Tense,
    TimeExpression,
    TimeKind,
    VerbGroup,
)
from tests.builders import context, document


CASES = [
    # when a minister served, whose minister of the interior, a list of names
    (
        "{person|علی رضایی} وزیر+ ارشاد+ دولت+ نهم گفت.",
        [("علی رضایی", "وزیر", "ارشاد", "current")],
    ),
    (
        "{person|علی رضایی} وزیر+ کشور+ {place|ترکیه} گفت.",
        [("علی رضایی", "وزیر کشور", "ترکیه", "current")],
    ),
    (
        "سناتور {person|آوا نوواک}، سناتور {person|ژان نوواک} و همه آمدند/VERB.",
        [
            ("آوا نوواک", "سناتور", None, "current"),
            ("ژان نوواک", "سناتور", None, "current"),
        ],
    ),
    (
        "{person|علی رضایی} مربی توانمندی است.",
        [],
    ),
    # each given a post beside his own, the body told of the last
    (
        (
            "{person|علی رضایی} نماینده+ {place|یزد} به عنوان رئیس، {person|حسن کریمی} "
            "نماینده+ {place|قم} به عنوان دبیر+ {organization|کمیسیون راه} "
            "شدند/VERB."
        ),
        [
            ("علی رضایی", "نماینده", "یزد", "current"),
            ("علی رضایی", "رئیس", "کمیسیون راه", "current"),
            ("حسن کریمی", "نماینده", "قم", "current"),
            ("حسن کریمی", "دبیر", "کمیسیون راه", "current"),
        ],
    ),
    (
        (
            "{person|علی رضایی} معاون+ {organization|شهرداری یزد} به عنوان رئیس+ "
            "{organization|ستاد باران} آمد/VERB."
        ),
        [
            ("علی رضایی", "معاون", "شهرداری یزد", "current"),
            ("علی رضایی", "رئیس", "ستاد باران", "current"),
        ],
    ),
    (
        (
            "{person|علی رضایی} آمد/VERB و با او به عنوان رئیس+ "
            "{organization|ستاد باران} دیدار شد/VERB."
        ),
        [],
    ),
    # bodies that ran on, fell short or were another's
    (
        "{person|علی رضایی} وزیر+ نفت+ هشتمین نمایشگاه را/ADP دید/VERB.",
        [("علی رضایی", "وزیر", "نفت", "current")],
    ),
    (
        (
            "{person|علی رضایی} به عنوان رئیس+ {organization|کمیته مالی} و ساره "
            "نیک‌روش آمدند/VERB."
        ),
        [("علی رضایی", "رئیس", "کمیته مالی", "current")],
    ),
    (
        (
            "{person|علی رضایی}، اسطوره+ فوتبال+ {place|پرو} و رئیس+ "
            "{organization|باشگاه باران}، گفت."
        ),
        [
            ("علی رضایی", "اسطوره", None, "current"),
            ("علی رضایی", "رئیس", "باشگاه باران", "current"),
        ],
    ),
    (
        "{person|علی رضایی} مهاجم+ اهل+ {place|پرو} {organization|سپیدرود} گفت.",
        [("علی رضایی", "مهاجم", "سپیدرود", "current")],
    ),
    (
        "{person|علی رضایی} مدیرعامل+ موسسه‌ای شد/VERB.",
        [("علی رضایی", "مدیرعامل", None, "current")],
    ),
    (
        (
            "{person|علی رضایی} رئیس+ {organization|انجمن صنفی} تولیدکنندگان+ "
            "{place|یزد} گفت."
        ),
        [("علی رضایی", "رئیس", "انجمن صنفی تولیدکنندگان یزد", "current")],
    ),
    (
        "{person|علی رضایی}، نماینده+ سابق/ADJ ولی/CCONJ فقیه در {place|یزد}، گفت.",
        [("علی رضایی", "نماینده سابق ولی فقیه", "یزد", "former")],
    ),
    (
        ("{organization|شورای عالی باران} به ریاست {person|علی رضایی} تشکیل شد/VERB."),
        [("علی رضایی", "ریاست", "شورای عالی باران", "current")],
    ),
    # a body told of the second of two posts
    (
        (
            "{person|علی رضایی} نایب رئیس و {person|حسن کریمی} دبیر+ "
            "{organization|فدراسیون کشتی} آمدند/VERB."
        ),
        [
            ("علی رضایی", "نایب رئیس", "فدراسیون کشتی", "current"),
            ("حسن کریمی", "دبیر", "فدراسیون کشتی", "current"),
        ],
    ),
    # one of several, and whence a player comes
    (
        "{person|علی رضایی}، ازجمله/ADV اعضای+ {organization|شورای شهر}، گفت.",
        [("علی رضایی", "اعضای", "شورای شهر", "current")],
    ),
    (
        "{person|علی رضایی} یکی از قدیمی‌ترین/ADJ اعضای+ {organization|خانه باران} است.",
        [("علی رضایی", "اعضای", "خانه باران", "current")],
    ),
    (
        "{person|ژان نوواک} فرانسوی/ADJ عضو+ {organization|باشگاه باران} آمد.",
        [("ژان نوواک", "عضو", "باشگاه باران", "current")],
    ),
    (
        "{person|علی رضایی}_ عضو+ {organization|شورای شهر} _ گفت.",
        [("علی رضایی", "عضو", "شورای شهر", "current")],
    ),
    # whose the post is, a likeness, two names, a rival: no holders
    ("سفیر {person|باراک اوباما} در/ADP {place|پرو} گفت.", []),
    ("نماینده+ ویژه+ دولت+ {person|دونالد ترامپ} آمد.", []),
    ("رئیس+ {organization|انجمن باران}، {person|لاله} و {person|لادن} را/ADP دید.", []),
    ("رقیب+ {person|علی رضایی} امسال رئیس+ {organization|شورای شهر} شد.", []),
    ("{person|علی رضایی} نمونه‌ای از یک مربی آرام/ADJ است.", []),
    ("مؤثرترین/ADJ بازیکن: {person|علی رضایی}", []),
    # what an athlete weighs, two fields of a minister, a quality in two words
    (
        "{person|علی رضایی} نماینده+ وزن+ ۸۴- کیلوگرم {organization|تیم ملی} گفت.",
        [("علی رضایی", "نماینده وزن ۸۴- کیلوگرم", "تیم ملی", "current")],
    ),
    (
        "{person|علی رضایی}، وزیر+ انرژی و معادن+ {place|پرو}، گفت.",
        [("علی رضایی", "وزیر انرژی و معادن", "پرو", "current")],
    ),
    (
        "{person|علی رضایی} مهاجم+ با/ADP تجربه+ {organization|سپیدرود} گفت.",
        [("علی رضایی", "مهاجم با تجربه", "سپیدرود", "current")],
    ),
    (
        (
            "{person|علی رضایی} مدیرکل+ روابط+ عمومی و امور+ بین‌الملل+ "
            "{organization|شهرداری یزد} گفت."
        ),
        [("علی رضایی", "مدیرکل روابط عمومی و امور بین‌الملل", "شهرداری یزد", "current")],
    ),
    (
        "{person|علی رضایی} مدیرکل+ پست+ {place|گلستان} گفت.",
        [("علی رضایی", "مدیرکل", "پست گلستان", "current")],
    ),
    # whose time in office it was
    (
        "در دوره مدیریت {person|علی رضایی}، {organization|باشگاه باران} آمد/VERB.",
        [("علی رضایی", "مدیریت", "باشگاه باران", "former")],
    ),
    (
        "{organization|باشگاه باران} در زمان ریاست {person|علی رضایی} آمد/VERB.",
        [("علی رضایی", "ریاست", "باشگاه باران", "former")],
    ),
    (
        "انتخاب {person|علی رضایی} به/ADP ریاست {organization|باشگاه باران} بود/VERB.",
        [("علی رضایی", "ریاست", "باشگاه باران", "current")],
    ),
    # two posts of two, in order; whence one is, told first; who is served
    (
        (
            "{person|علی رضایی} و {person|حسن کریمی} به عنوان مربی و سرپرست "
            "{organization|باران} آمدند/VERB."
        ),
        [
            ("علی رضایی", "مربی", "باران", "current"),
            ("حسن کریمی", "سرپرست", "باران", "acting"),
        ],
    ),
    (
        "{person|علی رضایی} اهل {place|یزد} و عضو {organization|شورای شهر} گفت.",
        [("علی رضایی", "عضو", "شورای شهر", "current")],
    ),
    (
        "{person|علی رضایی}، مدیر برنامه‌های {person|حسن کریمی}، گفت.",
        [("علی رضایی", "مدیر برنامه‌های", "حسن کریمی", "current")],
    ),
    (
        "برخی نمایندگان از جمله {person|علی رضایی} آمدند/VERB.",
        [("علی رضایی", "نمایندگان", None, "current")],
    ),
    (
        "{person|علی رضایی} رئیس+ کمیته+ ضد ترور+ {organization|سازمان باران} گفت.",
        [("علی رضایی", "رئیس", "کمیته ضد ترور سازمان باران", "current")],
    ),
    (
        "{person|علی رضایی} فرمانده+ شهید+ {organization|سپاه باران} گفت.",
        [("علی رضایی", "فرمانده", "سپاه باران", "current")],
    ),
    (
        "{person|علی رضایی}، بازیگر سینما و تلویزیون، گفت.",
        [("علی رضایی", "بازیگر", "سینما و تلویزیون", "current")],
    ),
    # who is named after the post; one of several; whence one is
    (
        "کارگردان این فیلم به/ADP نام {person|علی رضایی} است.",
        [("علی رضایی", "کارگردان", None, "current")],
    ),
    (
        "یکی از/ADP وکلای شهر به/ADP نام {person|علی رضایی} آمد.",
        [("علی رضایی", "وکلای", "شهر", "current")],
    ),
    (
        (
            "مدرس شهر به/ADP نام {person|علی رضایی} نامگذاری شد/VERB و "
            "{person|حسن کریمی} آمد/VERB."
        ),
        [],
    ),
    ("مدیران شهر به/ADP نام {person|علی رضایی} آمدند.", []),
    (
        (
            "{person|علی رضایی} را/ADP به/ADP عنوان یکی دیگر از/ADP مدیران "
            "{organization|شورای شهر} منصوب کرد/VERB."
        ),
        [("علی رضایی", "مدیران", "شورای شهر", "current")],
    ),
    (
        "{person|علی رضایی} از/ADP {place|پرو} به/ADP عنوان مربی آمد.",
        [("علی رضایی", "مربی", None, "current")],
    ),
    (
        (
            "رهبران {organization|حزب باران} در {place|پرو}، به/ADP شمول "
            "{person|علی رضایی} آمدند."
        ),
        [("علی رضایی", "رهبران", "حزب باران", "current")],
    ),
    (
        "{person|علی رضایی} معاون+ دادستان+ عمومی و انقلاب {place|یزد} گفت.",
        [("علی رضایی", "معاون", "دادستان عمومی و انقلاب یزد", "current")],
    ),
    # what is pointed to ends a chain; an occasion is no part of a body
    (
        "{person|علی رضایی}، سنگربان کاستاریکایی این تیم سخت و دشوار بازی کرد/VERB.",
        [("علی رضایی", "سنگربان", "تیم", "current")],
    ),
    (
        (
            "{organization|دولت} {place|پرو} در {place|لیما} {person|علی رضایی} "
            "رئیس‌جمهور این کشور را/ADP دید/VERB."
        ),
        [("علی رضایی", "رئیس‌جمهور", "پرو", "current")],
    ),
    (
        "{person|علی رضایی} دبیر {organization|شورای شهر} در برنامه باران گفت.",
        [("علی رضایی", "دبیر", "شورای شهر", "current")],
    ),
    (
        "{person|علی رضایی} معاون+ پارلمانی+ رئیس‌جمهور گفت.",
        [("علی رضایی", "معاون پارلمانی", "رئیس‌جمهور", "current")],
    ),
    # a judge is addressed by his title; a label is the next name's
    (
        "بازپرس {person|یزدی} و قاضی {person|شیرازی} آمدند.",
        [
            ("یزدی", "بازپرس", None, "current"),
            ("شیرازی", "قاضی", None, "current"),
        ],
    ),
    (
        "تهیه‌کننده: {person|علی رضایی}، مجری طرح و مدیر تولید: {person|حسن کریمی}",
        [
            ("علی رضایی", "تهیه‌کننده", None, "current"),
            ("حسن کریمی", "مدیر تولید", None, "current"),
        ],
    ),
    # when a post is held
    (
        "{person|علی رضایی} کاپیتان+ حال+ حاضر+ {organization|سپیدرود} گفت.",
        [("علی رضایی", "کاپیتان", "سپیدرود", "current")],
    ),
    (
        "{person|علی رضایی} سرمربی+ نیم‌فصل+ اول+ {organization|سپیدرود} گفت.",
        [("علی رضایی", "سرمربی", "سپیدرود", "current")],
    ),
    # a nickname of a club; whose player one is
    (
        "{person|علی رضایی} سرمربی+ توپچی‌های/ADJ+ {place|یزد} گفت.",
        [("علی رضایی", "سرمربی", "توپچی‌های یزد", "current")],
    ),
    (
        "{organization|سپیدرود} در غیاب {person|علی رضایی} هافبک+ الجزایری‌اش آمد.",
        [("علی رضایی", "هافبک", "سپیدرود", "current")],
    ),
    # who is one of several others, whose deputy one is
    (
        "{person|علی رضایی} یکی+ دیگر از/ADP بازیکنان+ {organization|سپیدرود} گفت.",
        [("علی رضایی", "بازیکنان", "سپیدرود", "current")],
    ),
    (
        "{person|علی رضایی}، معاون اول {person|صدام} گفت.",
        [("علی رضایی", "معاون اول", "صدام", "current")],
    ),
    ("{person|علی رضایی} از/ADP عالمان شهر، بزرگان و مردم خواسته است/VERB.", []),
    ("مأمور شدن {person|علی رضایی} خوب است/VERB.", []),
    # who leads a body; of a meeting and a delegation nothing is told
    (
        "حزب {organization|باران} به/ADP رهبری {person|علی رضایی} آمد.",
        [("علی رضایی", "رهبری", "حزب باران", "current")],
    ),
    (
        "ائتلاف «{organization|باران}» به/ADP ریاست {person|علی رضایی} آمد.",
        [("علی رضایی", "ریاست", "ائتلاف «باران»", "current")],
    ),
    ("نشست {organization|باران} به/ADP ریاست {person|علی رضایی} بود.", []),
    ("هیئتی به/ADP سرپرستی {person|علی رضایی} آمد.", []),
    ("{organization|باران} به/ADP نمایندگی {person|علی رضایی} آمد.", []),
    (
        "{person|علی رضایی}، {person|حسن کریمی} ۲/NUM بازیکن نهایی سپیدرود هستند/VERB.",
        [
            ("علی رضایی", "بازیکن", "سپیدرود", "current"),
            ("حسن کریمی", "بازیکن", "سپیدرود", "current"),
        ],
    ),
    (
        "{person|علی رضایی} و {person|حسن کریمی} نیز قبلا بازیکنان سپیدرود بودند/VERB.",
        [
            ("علی رضایی", "بازیکنان", "سپیدرود", "current"),
            ("حسن کریمی", "بازیکنان", "سپیدرود", "current"),
        ],
    ),
    # how old the holder is, and who is the subject of what is done to another
    (
        "{person|علی رضایی} ۴۵/NUM ساله، رئیس سازمان آب، گفت.",
        [("علی رضایی", "رئیس", "سازمان آب", "current")],
    ),
    ("{person|رضایی} وزیر پیشین نیرو را/ADP مشاور خود کرد/VERB.", []),
    # words of what a holder is like, and courtesies
    (
        "{person|علی رضایی} هافبک+ گلزن {organization|سپیدرود} گفت.",
        [("علی رضایی", "هافبک گلزن", "سپیدرود", "current")],
    ),
    (
        "{person|علی رضایی} وزیر محترم نیرو گفت.",
        [("علی رضایی", "وزیر", "نیرو", "current")],
    ),
    (
        "{person|علی رضایی}، امام جماعت+ سیاهپوست، گفت.",
        [("علی رضایی", "امام جماعت سیاهپوست", None, "current")],
    ),
    (
        "{person|علی رضایی} ریاست کل {organization|بانک باران} را برعهده دارد.",
        [("علی رضایی", "ریاست کل", "بانک باران", "current")],
    ),
    (
        "{person|علی رضایی} فرمانده+ فضایی/PROPN+ نیروی هوافضا گفت.",
        [("علی رضایی", "فرمانده فضایی", "نیروی هوافضا", "current")],
    ),
    (
        "{person|علی رضایی} وزیر پیشنهادی نیرو گفت.",
        [("علی رضایی", "وزیر", "نیرو", "elect")],
    ),
    (
        "{person|علی رضایی} قائم مقام شرکت آب و فاضلاب {place|یزد} گفت.",
        [("علی رضایی", "قائم مقام", "شرکت آب و فاضلاب یزد", "current")],
    ),
    # an occasion, and what is pointed to, end the chain
    (
        "{person|علی رضایی} رئیس سازمان آب در این همایش گفت.",
        [("علی رضایی", "رئیس", "سازمان آب", "current")],
    ),
    (
        "{person|علی رضایی} مسئول+ برگزاری+ این نمایشگاه گفت.",
        [("علی رضایی", "مسئول برگزاری", "نمایشگاه", "current")],
    ),
    # the head of a letter
    (
        "{person|حسن کریمی} گفت.\nجناب آقای {person|علی رضایی}\nرئیس سازمان آب\nسلام",
        [("علی رضایی", "رئیس", "سازمان آب", "current")],
    ),
    (
        "{person|حسن کریمی} گفت.\nجناب آقای نیک\u200cروش\nرئیس سازمان آب\nبا سلام",
        [],
    ),
    (
        "جناب آقای {person|علی رضایی} دامت برکاته رئیس سازمان آب",
        [("علی رضایی", "رئیس", "سازمان آب", "current")],
    ),
    (
        "{person|علی رضایی} معروف به ابوناصر، فرمانده سپاه باران، گفت.",
        [("علی رضایی", "فرمانده", "سپاه باران", "current")],
    ),
    # whose post it is not
    ("دوست دارم {person|علی رضایی} آقای گل شود/VERB.", []),
    ("{person|علی رضایی}، بنده در سمت فرماندهی سپاه باران آمدم/VERB.", []),
    (
        "{person|علی رضایی} که در دوره {person|حسن کریمی} رئیس مجلس بود آمد.",
        [("علی رضایی", "رئیس", "مجلس", "former")],
    ),
    ("{person|علی رضایی} منتخب آمد.", []),
    (
        "با اعلام سخنگوی سازمان آب {person|علی رضایی} ماند/VERB.",
        [],
    ),
    (
        "{person|علی رضایی}، مهاجم {organization|سپیدرود} پس از اخراج محروم شد.",
        [("علی رضایی", "مهاجم", "سپیدرود", "current")],
    ),
    # title before the name, with its chain
    (
        "استاندار+ {place|خوزستان} {person|علی رضایی} گفت.",
        [("علی رضایی", "استاندار", "خوزستان", "current")],
    ),
    (
        "مدیرکل راه و شهرسازی خوزستان {person|علی رضایی} گفت.",
        [("علی رضایی", "مدیرکل", "راه و شهرسازی خوزستان", "current")],
    ),
    (
        "معاون سیاسی استاندار {place|یزد} {person|سعید نیک‌پی} گفت.",
        [("سعید نیک‌پی", "معاون سیاسی", "استاندار یزد", "current")],
    ),
    # name before the title, with and without commas
    (
        "{person|علی رضایی} وزیر علوم، تحقیقات و فناوری گفت.",
        [("علی رضایی", "وزیر", "علوم، تحقیقات و فناوری", "current")],
    ),
    (
        "{person|علی رضایی}، سخنگوی سازمان آب، گفت.",
        [("علی رضایی", "سخنگوی", "سازمان آب", "current")],
    ),
    (
        "«{person|کارل اشمیت}» وزیر خارجه {place|لیختن‌اشتاین} گفت.",
        [("کارل اشمیت", "وزیر خارجه", "لیختن‌اشتاین", "current")],
    ),
    (
        "سخنگوی وزارت نیرو، {person|علی رضایی}، گفت.",
        [("علی رضایی", "سخنگوی", "وزارت نیرو", "current")],
    ),
    # status
    (
        "{person|علی رضایی} وزیر سابق نیرو آمد.",
        [("علی رضایی", "وزیر", "نیرو", "former")],
    ),
    (
        "رئیس جمهور منتخب {place|پرو} {person|پدرو گارسیا} آمد.",
        [("پدرو گارسیا", "رئیس جمهور", "پرو", "elect")],
    ),
    # coordination
    (
        "{person|مینا رستگار} بازیگر، نویسنده و کارگردان گفت.",
        [
            ("مینا رستگار", "بازیگر", None, "current"),
            ("مینا رستگار", "نویسنده", None, "current"),
            ("مینا رستگار", "کارگردان", None, "current"),
        ],
    ),
    (
        "معاون و سخنگوی سازمان آب {person|علی رضایی} گفت.",
        [
            ("علی رضایی", "معاون", "سازمان آب", "current"),
            ("علی رضایی", "سخنگوی", "سازمان آب", "current"),
        ],
    ),
    (
        "{person|علی رضایی} و {person|حسن کریمی} اعضای شورای شهر گفتند.",
        [
            ("علی رضایی", "اعضای", "شورای شهر", "current"),
            ("حسن کریمی", "اعضای", "شورای شهر", "current"),
        ],
    ),
    # appointment
    (
        "باشگاه {person|علی رضایی} را به/ADP عنوان سرمربی تیم فولاد معرفی/VERB کرد.",
        [("علی رضایی", "سرمربی", "تیم فولاد", "current")],
    ),
    (
        "{person|علی رضایی} از سمت مدیرعامل شرکت آب برکنار شد.",
        [("علی رضایی", "مدیرعامل", "شرکت آب", "former")],
    ),
    # the other side's like post
    (
        "{person|علی رضایی} وزیر دفاع {place|پرو} با {person|یان نوواک} همتای خود رفت.",
        [
            ("علی رضایی", "وزیر دفاع", "پرو", "current"),
            ("یان نوواک", "وزیر دفاع", None, "current"),
        ],
    ),
    # the title is in another sentence
    (
        "مدیر حوزه علمیه یزد گفت: خوب است.\n{person|علی رضایی} گفت: بد است.",
        [("علی رضایی", "مدیر", "حوزه علمیه یزد", "current")],
    ),
    (
        "{person|علی رضایی} گفت: آری.\nعضو کمیسیون آموزش مجلس گفت: نه.",
        [("علی رضایی", "عضو", "کمیسیون آموزش مجلس", "current")],
    ),
    # the work stands for the worker
    (
        "نمایش «باران» به نویسندگی و کارگردانی {person|مینا رستگار} آمد.",
        [
            ("مینا رستگار", "نویسندگی", "باران", "current"),
            ("مینا رستگار", "کارگردانی", "باران", "current"),
        ],
    ),
    # lists of one role: the names before «به عنوان» belong to the body after it
    (
        (
            "{person|علی رضایی}، {person|حسن کریمی} به/ADP عنوان اعضای کارگروه "
            "یکم/ADJ، {person|مینا رستگار} و {person|رضا محبی} به/ADP عنوان اعضای "
            "کارگروه دوم/ADJ شدند/VERB."
        ),
        [
            ("علی رضایی", "اعضای", "کارگروه یکم", "current"),
            ("حسن کریمی", "اعضای", "کارگروه یکم", "current"),
            ("مینا رستگار", "اعضای", "کارگروه دوم", "current"),
            ("رضا محبی", "اعضای", "کارگروه دوم", "current"),
        ],
    ),
    (
        "برخی از مراجع تقلید نظیر/ADP {person|علی رضایی} و {person|حسن کریمی} گفتند.",
        [
            ("علی رضایی", "مراجع تقلید", None, "current"),
            ("حسن کریمی", "مراجع تقلید", None, "current"),
        ],
    ),
    (
        "بازیگران همچون {person|مینا رستگار} و {person|علی رضایی} کارگردان گفتند/VERB.",
        [
            ("مینا رستگار", "بازیگران", None, "current"),
            ("علی رضایی", "کارگردان", None, "current"),
        ],
    ),
    (
        "آثار {person|علی رضایی} و {person|حسن کریمی} از عکاسان برجسته/ADJ آمد.",
        [
            ("علی رضایی", "عکاسان", None, "current"),
            ("حسن کریمی", "عکاسان", None, "current"),
        ],
    ),
    # titles as labels of a list
    (
        "مدافعان: {person|علی رضایی} (یزد/PROPN)، {person|حسن کریمی}.",
        [
            ("علی رضایی", "مدافعان", None, "current"),
            ("حسن کریمی", "مدافعان", None, "current"),
        ],
    ),
    (
        "رئیس انجمن داوران: {person|علی رضایی}",
        [("علی رضایی", "رئیس", "انجمن داوران", "current")],
    ),
    (
        "{person|علی رضایی}: رئیس سازمان آب",
        [("علی رضایی", "رئیس", "سازمان آب", "current")],
    ),
    ("{person|علی رضایی}: رئیس سازمان آب استعفا داد.", []),
    # a post of two fields, and the body after it
    (
        "{person|علی رضایی} مدیرکل پیش‌بینی/ADJ و هشدار+ سریع/ADJ+ سازمان+ آب گفت.",
        [("علی رضایی", "مدیرکل پیش‌بینی و هشدار سریع", "سازمان آب", "current")],
    ),
    (
        "{person|علی رضایی} رئیس روابط عمومی وزارت نیرو گفت.",
        [("علی رضایی", "رئیس روابط عمومی", "وزارت نیرو", "current")],
    ),
    (
        "{person|علی رضایی} عضو شورای مرکزی حزب باران گفت.",
        [("علی رضایی", "عضو شورای مرکزی", "حزب باران", "current")],
    ),
    (
        "{person|علی رضایی} عضو شورای شهر گفت.",
        [("علی رضایی", "عضو", "شورای شهر", "current")],
    ),
    (
        "{person|علی رضایی} مسئول روابط عمومی فرهنگسرای شهر و امین بهاری گفتند.",
        [("علی رضایی", "مسئول روابط عمومی", "فرهنگسرای شهر", "current")],
    ),
    (
        "{person|علی رضایی} رئیس اتحادیه ریاست جلسه را برعهده داشت.",
        [("علی رضایی", "رئیس", "اتحادیه", "current")],
    ),
    # whose country, club or team
    (
        "{person|پدرو گارسیا} معاون دوم/ADJ رئیس‌جمهور+ {place|پرو} گفت.",
        [("پدرو گارسیا", "معاون دوم رئیس‌جمهور", "پرو", "current")],
    ),
    (
        "{person|راشد بن خالد} امیر قطر گفت.",
        [("راشد بن خالد", "امیر", "قطر", "current")],
    ),
    (
        (
            "{organization|سنای آمریکا} از سفر {person|جان میلر} رئیس‌جمهور این کشور به "
            "{place|ایران} گفت."
        ),
        [("جان میلر", "رئیس‌جمهور", "آمریکا", "current")],
    ),
    (
        (
            "{organization|باشگاه سپیدرود} آمد.\n{person|یان نوواک} سرمربی "
            "ایتالیایی/ADJ این تیم گفت."
        ),
        [("یان نوواک", "سرمربی", "باشگاه سپیدرود", "current")],
    ),
    (
        "به گزارش {organization|البرز}، {person|یان نوواک} سرمربی خود را نوشت.",
        [("یان نوواک", "سرمربی", None, "current")],
    ),
    (
        'به گزارش "{organization|البرز}"، {person|یان نوواک} سرمربی خود را نوشت.',
        [("یان نوواک", "سرمربی", None, "current")],
    ),
    (
        "{person|علی رضایی} از مربیان باتجربه/ADJ فوتبال {place|ایران} است.",
        [("علی رضایی", "مربیان", None, "current")],
    ),
    (
        "{person|علی رضایی} سرمربی تیم فولاد بدترین/ADJ نتیجه را گرفت.",
        [("علی رضایی", "سرمربی", "تیم فولاد", "current")],
    ),
    # lists of names and posts, in that order
    (
        (
            "{person|علی رضایی} مدیر سازمان راه، نیک مدیر سازمان آب، "
            "{person|حسن کریمی} آمدند."
        ),
        [("علی رضایی", "مدیر", "سازمان راه", "current")],
    ),
    # offices of things and of a time are nobody's
    ("دفتر ریاست جمهوری {person|جان میلر} آمد.", []),
    ("در دوران {person|جان میلر}، رئیس سازمان آب آمد.", []),
    (
        "{person|علی رضایی} (زاده یزد) از عکاسان برجسته/ADJ بود.",
        [("علی رضایی", "عکاسان", None, "current")],
    ),
    # what a pronoun's clause tells
    (
        "{person|علی رضایی} رفت.\nاو که مدیر سازمان آب در {place|یزد} بوده، گفت.",
        [("علی رضایی", "مدیر", "سازمان آب", "former")],
    ),
    (
        "{person|علی رضایی} رفت.\nاو پیش از این به/ADP عنوان معاون سازمان آب بود.",
        [("علی رضایی", "معاون", "سازمان آب", "former")],
    ),
    (
        "{person|علی رضایی} رفت.\nاو بیست/NUM سال مدیریت سازمان آب را برعهده داشت.",
        [("علی رضایی", "مدیریت", "سازمان آب", "current")],
    ),
    ("{person|علی رضایی} رفت.\nاو گفت: به/ADP عنوان معاون سازمان آب بود.", []),
    # the only person, and the title that says most
    (
        "سرمربی تیم سپیدرود آمد.\n{person|علی رضایی} یکی از مربیان است.",
        [
            ("علی رضایی", "سرمربی", "تیم سپیدرود", "current"),
            ("علی رضایی", "مربیان", None, "current"),
        ],
    ),
    (
        (
            "{person|علی رضایی} سرمربی تیم سپیدرود آمد.\n{person|رضایی} گفت: آری.\nاین "
            "مربی باتجربه/ADJ گفت: نه."
        ),
        [("علی رضایی", "سرمربی", "تیم سپیدرود", "current")],
    ),
    (
        "{organization|سپیدرود} آمد.\n{person|علی رضایی} سرمربی تیمش شد.",
        [("علی رضایی", "سرمربی", "سپیدرود", "current")],
    ),
    # two fields are two posts
    (
        "{person|علی رضایی} مدیر فنی/ADJ آمد.\n{person|رضایی} مدیر تبلیغات شد.",
        [
            ("علی رضایی", "مدیر فنی", None, "current"),
            ("علی رضایی", "مدیر تبلیغات", None, "current"),
        ],
    ),
    # what is said, who is met, and whose assistants they are end the phrase
    (
        "{person|علی رضایی}، مهاجم تیم باران مثبت/ADJ است.",
        [("علی رضایی", "مهاجم", "تیم باران", "current")],
    ),
    (
        "{person|علی رضایی} رئیس مرکز راه و سخنگوی سازمان آب {person|کریمی} را دید.",
        [
            ("علی رضایی", "رئیس", "مرکز راه", "current"),
            ("علی رضایی", "سخنگوی", "سازمان آب", "current"),
        ],
    ),
    (
        "{person|علی رضایی} سرمربی تیم و دستیاران‌اش آمدند.",
        [("علی رضایی", "سرمربی", "تیم", "current")],
    ),
    (
        "{person|علی رضایی}، نخست/ADJ وزیر وقت، آمد.",
        [("علی رضایی", "نخست وزیر", None, "former")],
    ),
    (
        "{person|یان نوواک} نخست‌وزیر چک/NOUN آمد.",
        [("یان نوواک", "نخست‌وزیر", "چک", "current")],
    ),
    (
        "{person|علی رضایی} منتخب تفرش/NOUN گفت.",
        [("علی رضایی", "منتخب", "تفرش", "current")],
    ),
    # a profession of his own
    (
        "باران آمد.\nبرفی.\nمدیر بندر یزد گفت: نه.\n{person|یان نوواک} اقتصاددان گفت.",
        [("یان نوواک", "اقتصاددان", None, "current")],
    ),
    # bodies of two fields, countries and what they deal with, a player's new club
    (
        "{person|علی رضایی} رئیس شرکت بندرها و ناوبری هوایی/ADJ کشور گفت.",
        [("علی رضایی", "رئیس", "شرکت بندرها و ناوبری هوایی کشور", "current")],
    ),
    (
        "{person|جان میلر} نماینده ویژه {place|پرو} در امور {place|یمن} گفت.",
        [("جان میلر", "نماینده ویژه", "پرو", "current")],
    ),
    (
        (
            "انتقال دو/NUM مدافع، {person|یان نوواک} و {person|پدرو گارسیا} به "
            "{organization|سپیدرود} خوب است."
        ),
        [
            ("یان نوواک", "مدافع", "سپیدرود", "current"),
            ("پدرو گارسیا", "مدافع", "سپیدرود", "current"),
        ],
    ),
    (
        "به همراه {person|علی رضایی}، رئیس هیات مدیره و مدیرعامل شرکت آب آمد.",
        [
            ("علی رضایی", "رئیس هیات مدیره", "شرکت آب", "current"),
            ("علی رضایی", "مدیرعامل", "شرکت آب", "current"),
        ],
    ),
    (
        "{person|علی رضایی} استاد حقوق گفت.",
        [("علی رضایی", "استاد حقوق", None, "current")],
    ),
    (
        "{person|جان میلر} سفیر {place|پرو} در {place|یمن} گفت.",
        [("جان میلر", "سفیر", "پرو", "current")],
    ),
    (
        "{person|مینا رستگار} پرستار شاغل/ADJ در بیمارستان آمد.",
        [("مینا رستگار", "پرستار", None, "current")],
    ),
    (
        "بازیگرانی چون/ADP {person|مینا رستگار} آمدند.",
        [("مینا رستگار", "بازیگران", None, "current")],
    ),
    (
        "{person|جان میلر} دیپلمات {place|پرو} گفت.",
        [("جان میلر", "دیپلمات", "پرو", "current")],
    ),
    (
        "{person|علی رضایی} رئیس فدراسیون بیماران خاص و پیوند اعضا شد.",
        [("علی رضایی", "رئیس", "فدراسیون بیماران خاص و پیوند اعضا", "current")],
    ),
    (
        "{person|علی رضایی} استاندار کوهپایه/ADJ گفت.",
        [("علی رضایی", "استاندار", "کوهپایه", "current")],
    ),
    (
        "{person|علی رضایی} استاندار محترم/ADJ گفت.",
        [("علی رضایی", "استاندار", None, "current")],
    ),
    # sports
    (
        "{person|یان نوواک}، مهاجم لهستانی/ADJ {organization|بایر شهر}، رفت.",
        [("یان نوواک", "مهاجم", "بایر شهر", "current")],
    ),
    # a title of the only speaker, varied; joined titles go together
    (
        "{person|علی رضایی} گفت: آری.\nامام جمعه یزد و عضو شورای شهر گفت: نه.",
        [
            ("علی رضایی", "امام جمعه", "یزد", "current"),
            ("علی رضایی", "عضو", "شورای شهر", "current"),
        ],
    ),
    # credits
    (
        "کارگردان: {person|علی رضایی} تهیه‌کننده: {person|حسن کریمی}",
        [
            ("علی رضایی", "کارگردان", None, "current"),
            ("حسن کریمی", "تهیه‌کننده", None, "current"),
        ],
    ),
    # predicates
    (
        "{person|علی رضایی} که رئیس دانشگاه یزد بود/VERB آمد/VERB.",
        [("علی رضایی", "رئیس", "دانشگاه یزد", "former")],
    ),
    ("رویای {person|علی رضایی} سرانجام/ADV محقق شد/VERB.", []),
    ("{person|علی رضایی} جوان‌ترین/ADJ بازیکن تیم یزد بود/VERB.", []),
    # a body named before
    (
        "{organization|وزارت صحت} گفت. {person|علی رضایی}، سخنگوی این وزارت، آمد.",
        [("علی رضایی", "سخنگوی", "وزارت صحت", "current")],
    ),
    (
        "{organization|شرکت آب} گفت. {person|علی رضایی}، رئیس سابق این شرکت، آمد.",
        [("علی رضایی", "رئیس", "شرکت آب", "former")],
    ),
    # names joined by «به عنوان»
    (
        "{person|علی رضایی} و {person|حسن کریمی} به/ADP عنوان اعضای شورای شهر آمدند.",
        [
            ("علی رضایی", "اعضای", "شورای شهر", "current"),
            ("حسن کریمی", "اعضای", "شورای شهر", "current"),
        ],
    ),
    # several posts after one name
    (
        "{person|علی رضایی}، رئیس سازمان آب، عضو شورای شهر، آمد.",
        [
            ("علی رضایی", "رئیس", "سازمان آب", "current"),
            ("علی رضایی", "عضو", "شورای شهر", "current"),
        ],
    ),
    # one of several
    (
        "{person|علی رضایی}، از اعضای شورای شهر، آمد.",
        [("علی رضایی", "اعضای", "شورای شهر", "current")],
    ),
    ("{person|علی رضایی} از اعضای شورای شهر خواست/VERB.", []),
    # the only person of the article
    (
        "استعفای+ {person|علی رضایی}\nدبیر شورای شهر آمد/VERB.",
        [("علی رضایی", "دبیر", "شورای شهر", "current")],
    ),
    # a list of guests
    (
        "با حضور {person|علی رضایی} رئیس سازمان آب و فرماندار یزد آغاز شد.",
        [("علی رضایی", "رئیس", "سازمان آب", "current")],
    ),
    # the place of an office is no name; who is served is no holder
    ("شهردار {person|مهران} گفت.", []),
    ("استاد {person|رضایی} آمد.", []),
    ("به گزارش خبرنگار البرز {person|علی رضایی} آمد.", []),
    # nobody holds it by name
    ("استاندار {place|خوزستان} گفت: آری.", []),
    ("{person|علی رضایی} با وزیر نیرو دیدار کرد.", []),
    ("مشاور {person|علی رضایی} گفت.", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_roles_are_read_from_one_article(
    text: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    found = find_roles(context(text))

    rows = [(r.person, r.role, r.organization, str(r.status)) for r in found]
    assert rows == expected


def test_two_mentions_of_one_post_are_one_statement_with_two_evidences() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی} رئیس سازمان آب گفت.\n"
            "{person|رضایی}، رئیس سازمان آب کشور، افزود."
        )
    )

    assert [(r.person, r.role, r.organization) for r in found] == [
        ("علی رضایی", "رئیس", "سازمان آب کشور")
    ]
    assert [e.text for e in found[0].evidence] == [
        "علی رضایی رئیس سازمان آب",
        "رضایی، رئیس سازمان آب کشور",
    ]


def test_statement_names_its_rule_and_keys() -> None:
    scene = context("{person|علی رضایی} استاندار {place|یزد} گفت.")

    (role,) = find_roles(scene)

    assert role.rule == "name_then_title"
    assert (role.person_key, role.organization_key) == ("e1", "e2")
    assert role.jurisdiction
    assert 0.8 <= role.confidence <= 1


def test_appointment_dates_the_beginning_of_a_role() -> None:
    source = document(
        "{person|علی رضایی} در ۲ تیر به عنوان شهردار {place|یزد} منصوب شد."
    )
    day = TimeExpression(
        span=Span(source.text.index("۲"), source.text.index("تیر") + 3),
        kind=TimeKind.DATE,
        calendar=Calendar.JALALI,
        begin="2024-06-22",
        end="2024-06-22",
        precision=Precision.DAY,
    )

    (role,) = find_roles(Context(replace(source, times=(day,))))

    assert (role.start, role.end, str(role.status)) == ("2024-06-22", None, "current")


def test_title_without_a_named_holder_is_dropped_with_reason() -> None:
    scene = context("استاندار {place|خوزستان} گفت.")

    find_roles(scene)

    assert [(d.reason, d.evidence.text) for d in scene.dropped] == [
        ("no named holder", "استاندار خوزستان")
    ]


PAIRED = [
    # as many names as fields or jurisdictions, in order
    (
        "{person|ناصر بیات} و {person|رضا کاویانی} وزرای+ نفت و نیرو رفتند/VERB.",
        [("ناصر بیات", "وزرای", "نفت"), ("رضا کاویانی", "وزرای", "نیرو")],
    ),
    (
        (
            "وزرای+ راه و شهرسازی و نیرو، {person|ناصر بیات} و {person|رضا کاویانی}، "
            "رفتند/VERB."
        ),
        [
            ("ناصر بیات", "وزرای", "راه و شهرسازی"),
            ("رضا کاویانی", "وزرای", "نیرو"),
        ],
    ),
    (
        (
            "دیدار+ وزیران خارجه+ {place|پرو} و {place|شیلی}، {person|ناصر بیات} و "
            "{person|سالم معمری}، برگزار شد."
        ),
        [("ناصر بیات", "وزیران خارجه", "پرو"), ("سالم معمری", "وزیران خارجه", "شیلی")],
    ),
    # a title each
    (
        (
            "{person|ناصر بیات} و {person|رضا کاویانی} رئیس و نایب رئیس+ فدراسیون شنا "
            "آمدند/VERB."
        ),
        [
            ("ناصر بیات", "رئیس", "فدراسیون شنا"),
            ("رضا کاویانی", "نایب رئیس", "فدراسیون شنا"),
        ],
    ),
    (
        (
            "{person|ناصر بیات} و {person|رضا کاویانی} به/ADP ترتیب وزیر+ نفت و "
            "وزیر+ نیرو شدند/VERB."
        ),
        [("ناصر بیات", "وزیر", "نفت"), ("رضا کاویانی", "وزیر", "نیرو")],
    ),
    # posts in one sentence, names in the next
    (
        (
            "وزیر+ نفت و وزیر+ نیرو دیدار کردند.\n"
            "{person|ناصر بیات} و {person|رضا کاویانی} در تهران دیدار کردند."
        ),
        [("ناصر بیات", "وزیر", "نفت"), ("رضا کاویانی", "وزیر", "نیرو")],
    ),
    # one post of both is no pair
    (
        "{person|ناصر بیات} و {person|رضا کاویانی} اعضای+ شورای شهر آمدند/VERB.",
        [("ناصر بیات", "اعضای", "شورای شهر"), ("رضا کاویانی", "اعضای", "شورای شهر")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), PAIRED)
def test_names_and_posts_are_paired_in_order(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    found = find_roles(context(text))

    assert [(r.person, r.role, r.organization) for r in found] == expected


GIVEN = [
    # the successor holds the post, the one replaced held it
    (
        "{person|رضا کاویانی} جایگزین+ {person|ناصر بیات} در سمت مدیرکل+ گمرک شد.",
        [
            ("رضا کاویانی", "مدیرکل", "گمرک", "current"),
            ("ناصر بیات", "مدیرکل", "گمرک", "former"),
        ],
    ),
    (
        "{person|رضا کاویانی} به جای+ {person|ناصر بیات} رئیس+ سازمان آب شد.",
        [
            ("رضا کاویانی", "رئیس", "سازمان آب", "current"),
            ("ناصر بیات", "رئیس", "سازمان آب", "former"),
        ],
    ),
    # who is told of beside is not appointed
    (
        (
            "{person|رضا کاویانی} پس/ADP از استعفای+ {person|ناصر بیات} امروز/NOUN "
            "بی‌درنگ/ADV به عنوان سرمربی+ تیم فولاد معرفی/VERB شد."
        ),
        [("رضا کاویانی", "سرمربی", "تیم فولاد", "current")],
    ),
    # Dari
    (
        "{person|نور حبیبی} منحیث وزیر+ مالیه تعیین/VERB شد.",
        [("نور حبیبی", "وزیر", "مالیه", "current")],
    ),
    # nouns of office, with a verb that takes, gives or holds it
    (
        "{person|ناصر بیات} از ریاست+ فدراسیون شنا استعفا داد.",
        [("ناصر بیات", "ریاست", "فدراسیون شنا", "former")],
    ),
    (
        "{person|ناصر بیات} به سرمربیگری+ تیم فولاد منصوب/ADJ شد.",
        [("ناصر بیات", "سرمربیگری", "تیم فولاد", "current")],
    ),
    (
        "{person|ناصر بیات} ریاست+ فدراسیون شنا را بر/ADP عهده داشت/VERB.",
        [("ناصر بیات", "ریاست", "فدراسیون شنا", "current")],
    ),
    ("{person|ناصر بیات} از ریاست+ فدراسیون شنا تشکر کرد.", []),
    ("{person|ناصر بیات} از ریاست استعفا داد.", []),
    # the body named before
    (
        (
            "{organization|باشگاه فولاد} با سرمربی+ کروات/ADJ خود/PRON، "
            "{person|ایوان پتروویچ}، سخن گفت."
        ),
        [("ایوان پتروویچ", "سرمربی", "باشگاه فولاد", "current")],
    ),
    (
        (
            "{person|ناصر بیات} به {organization|فولاد} رفت/VERB و به عنوان "
            "معاون ورزشی/ADJ در این باشگاه آمد/VERB."
        ),
        [("ناصر بیات", "معاون ورزشی", "فولاد", "current")],
    ),
    # a field that a noun governs by its own preposition
    (
        "{person|ناصر بیات} معاون+ مبارزه با مواد+ مخدر/ADJ+ پلیس+ استان گفت.",
        [("ناصر بیات", "معاون مبارزه با مواد مخدر", "پلیس استان", "current")],
    ),
    # what somebody was before
    (
        "{person|ناصر بیات} که پیش/ADV از این/PRON رئیس+ سازمان آب بود، آمد/VERB.",
        [("ناصر بیات", "رئیس", "سازمان آب", "former")],
    ),
    # two in turn hold a post of one body
    (
        (
            "{person|ناصر بیات} رئیس سابق و {person|رضا کاویانی} رئیس فعلی+ "
            "فدراسیون شنا آمدند/VERB."
        ),
        [
            ("ناصر بیات", "رئیس", "فدراسیون شنا", "former"),
            ("رضا کاویانی", "رئیس", "فدراسیون شنا", "current"),
        ],
    ),
    # one among others
    (
        "{person|پیت هریس}، یک/NUM افسر پیشین+ سازمان آب، گفت.",
        [("پیت هریس", "افسر", "سازمان آب", "former")],
    ),
    (
        "{person|جان هیل}، نماینده+ {person|هریسون}، رفت/VERB.",
        [("جان هیل", "نماینده", "هریسون", "current")],
    ),
    # a house's name holds no post
    ("خانه+ تاریخی/ADJ+ قاضی+ {person|ناصر بیات} دیده شد.", []),
]


@pytest.mark.parametrize(("text", "expected"), GIVEN)
def test_posts_are_given_and_taken(
    text: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    found = find_roles(context(text))

    rows = [(r.person, r.role, r.organization, str(r.status)) for r in found]
    assert rows == expected


def test_a_number_in_the_headline_makes_no_plural_of_the_lead() -> None:
    found = find_roles(
        context(
            "{person|ناصر بیات} گفت: آری.",
            title="اشتغال برای هزار نفر",
            lead="مدیر+ سازمان آب خبر داد.",
        )
    )

    assert [(r.person, r.role) for r in found] == [("ناصر بیات", "مدیر")]


def test_who_only_acts_beside_a_later_speaker_is_not_the_speaker() -> None:
    found = find_roles(
        context(
            "پایگاه تعطیل/ADJ شد.\nفرمانده+ پایگاه دستور داد.\n"
            "سرهنگ {person|آنا تومک} گفت: آری.\n{person|ناصر بیات} رفت/VERB."
        )
    )

    assert found == []


def test_a_title_that_speaks_is_its_holder_named_next() -> None:
    found = find_roles(
        context(
            "{person|ناصر بیات} گفت: آری.\nمدیرکل+ هواشناسی استان گفت: باران است.\n"
            "{person|رضا کاویانی} گفت: آری."
        )
    )

    assert [(r.person, r.role, r.rule) for r in found] == [
        ("رضا کاویانی", "مدیرکل", "title_before_name")
    ]


LOOSE = [
    "{person|ناصر بیات} در بازی خوب بود و بهترین بازی او به عنوان بازیکن است.",
    "نماینده بودن+ شهر ، {person|ناصر بیات} و {person|رضا کاویانی} رفتند/VERB.",
    "{person|ناصر بیات} از بازیکنان خواست/VERB.",
    "بازیکنان، {person|ناصر بیات} و {person|رضا کاویانی} رفتند/VERB.",
    "{person|ناصر بیات} رفت/VERB و کار برای دروازه‌بان فولاد بد شد.",
]


@pytest.mark.parametrize("text", LOOSE)
def test_what_only_stands_near_is_no_role(text: str) -> None:
    assert find_roles(context(text)) == []


BODIES = [
    # few words go on the name of a parliament
    (
        "{person|ناصر بیات} نماینده+ مجلس+ رفتار+ شهر را دید/VERB.",
        ("نماینده", "مجلس"),
    ),
    # ordinals and ranks belong to the role
    (
        "{person|ناصر بیات} گلزن+ اول/ADJ گفت.",
        ("گلزن اول", None),
    ),
    # a field that begins within the listed title
    (
        "{person|ناصر بیات} معاون+ توسعه مدیریت و منابع+ شرکت آب گفت.",
        ("معاون توسعه مدیریت و منابع", "شرکت آب"),
    ),
    # an expert's matters are no body
    (
        "{person|ناصر بیات} کارشناس+ مسائل+ {place|شرق آسیا} گفت.",
        ("کارشناس مسائل شرق آسیا", None),
    ),
]


@pytest.mark.parametrize(("text", "expected"), BODIES)
def test_where_role_and_body_part(text: str, expected: tuple[str, str | None]) -> None:
    (found,) = find_roles(context(text))

    assert (found.role, found.organization) == expected


def test_two_names_of_a_country_are_one_post() -> None:
    found = find_roles(
        context(
            "{person|پیت هریس}، وزیر دفاع+ {place|آمریکا}، گفت.\n"
            "{person|پیت هریس} وزیر دفاع+ {place|ایالات متحده} گفت."
        )
    )

    assert [(r.role, len(r.evidence)) for r in found] == [("وزیر دفاع", 2)]


def test_a_range_of_years_bounds_a_past_post() -> None:
    text = "{person|ناصر بیات} از سال ۱۳۹۵ تا ۱۳۹۸ رئیس+ سازمان آب بود."
    source = document(text)
    start = source.text.index("از سال")
    years = TimeExpression(
        span=Span(start, source.text.index(" رئیس")),
        kind=TimeKind.RANGE,
        calendar=Calendar.JALALI,
        begin="2016-03-20",
        end="2020-03-19",
        precision=Precision.YEAR,
    )

    (found,) = find_roles(Context(replace(source, times=(years,))))

    assert (found.role, str(found.status), found.start, found.end) == (
        "رئیس",
        "former",
        "2016-03-20",
        "2020-03-19",
    )


FORMS = [
    # an object is not the holder of the title before it
    (
        (
            "وزیر+ نیرو {person|ناصر بیات} را به/ADP عنوان/NOUN+ رئیس+ سازمان آب منصوب "
            "کرد/VERB."
        ),
        [("ناصر بیات", "رئیس", "سازمان آب", "current")],
    ),
    (
        "مجلس {person|ناصر بیات} را به/ADP عنوان/NOUN+ وزیر+ نیرو برگزید/VERB.",
        [("ناصر بیات", "وزیر", "نیرو", "current")],
    ),
    # who replaces somebody has no post by that alone
    ("{person|ناصر بیات} جانشین+ {person|رضا کاویانی} شد/VERB.", []),
    # who stands in for an appointed head
    (
        "{person|ناصر بیات} سرپرست+ وزارت نیرو شد/VERB.",
        [("ناصر بیات", "سرپرست", "وزارت نیرو", "acting")],
    ),
    (
        "{person|ناصر بیات}، کفیل+ سازمان آب، آمد/VERB.",
        [("ناصر بیات", "کفیل", "سازمان آب", "acting")],
    ),
    # a ministry's field ends; objects and predicates are no body
    (
        "{person|ناصر بیات} وزیر+ نفت حملات+ سایبری را محکوم کرد/VERB.",
        [("ناصر بیات", "وزیر", "نفت", "current")],
    ),
    (
        "{person|ناصر بیات} مدیرکل جزئیات+ اقدامات را گفت.",
        [("ناصر بیات", "مدیرکل", None, "current")],
    ),
    (
        "{person|ناصر بیات} رئیس+ کمیته+ استان‌ها گزارشی از کار داد/VERB.",
        [("ناصر بیات", "رئیس", "کمیته استان‌ها", "current")],
    ),
    # a bail that is put up ends no post
    (
        "{person|ناصر بیات}، نویسنده، با تودیع وثیقه آزاد شد/VERB.",
        [("ناصر بیات", "نویسنده", None, "current")],
    ),
    (
        "{person|ناصر بیات}، رئیس+ کمیته شهر، استعفا داد/VERB.",
        [("ناصر بیات", "رئیس", "کمیته شهر", "former")],
    ),
    # the country of «آن کشور»
    (
        (
            "سفیر+ {place|پرو} آمد/VERB. {person|ناصر بیات}، نخست‌وزیر+ آن/DET کشور، "
            "رفت/VERB."
        ),
        [("ناصر بیات", "نخست‌وزیر", "پرو", "current")],
    ),
    # pronouns as subjects
    (
        ("{person|ناصر بیات} گفت: آری.\nوی پیش از این معاون+ وزیر نیرو بود."),
        [("ناصر بیات", "معاون", "وزیر نیرو", "former")],
    ),
    # a post of the speaker's own
    (
        "{person|ناصر بیات} گفت: من سخنگوی+ سازمان آب هستم.",
        [("ناصر بیات", "سخنگوی", "سازمان آب", "current")],
    ),
    ("{person|ناصر بیات} گفت: من بازیکن+ جوانی بودم.", []),
    # «سابق» is no part of a role
    (
        "{person|ناصر بیات} عضو+ سابق/ADJ+ شورای شهر بود.",
        [("ناصر بیات", "عضو", "شورای شهر", "former")],
    ),
    # a work or a part is no person
    ("کارگردان+ سریال+ «{person|شهید بیات}» گفت.", []),
    # crafts and posts before a colon, with one name or several
    (
        "بازیگران: {person|ناصر بیات}، {person|مینا رستگار} و {person|رضا کاویانی}",
        [
            ("ناصر بیات", "بازیگران", None, "current"),
            ("مینا رستگار", "بازیگران", None, "current"),
            ("رضا کاویانی", "بازیگران", None, "current"),
        ],
    ),
    ("سرمربی: {person|ناصر بیات}", [("ناصر بیات", "سرمربی", None, "current")]),
    (
        "{person|ناصر بیات} در این سریال به/ADP عنوان/NOUN+ بازیگر حضور دارد/VERB.",
        [("ناصر بیات", "بازیگر", None, "current")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FORMS)
def test_forms_of_the_genre(
    text: str, expected: list[tuple[str, str, str | None, str]]
) -> None:
    found = find_roles(context(text))

    assert [
        (r.person, r.role, r.organization, str(r.status)) for r in found
    ] == expected


def test_a_dismissal_in_another_clause_ends_no_post() -> None:
    text = "{person|ناصر بیات}، رئیس+ کمیته شهر، گفت که کارگران+ اخراج شده آمدند."
    source = document(text)
    said = next(i for i, token in enumerate(source.tokens) if token.form == "گفت")
    verb = VerbGroup(
        span=source.tokens[said].span,
        tokens=(said,),
        lemma="گفتن",
        tense=Tense.PAST,
    )

    (found,) = find_roles(Context(replace(source, verb_groups=(verb,))))

    assert str(found.status) == "current"


FLOWS = [
    # a post that changes hands is not the speaker's who comes next
    (
        "مدیرعامل+ شرکت گاز معرفی شد/VERB.\n{person|ناصر بیات} گفت: کار خوب است.",
        [],
    ),
    # «یک سخنگوی …» is nobody who has spoken
    (
        (
            "{person|ناصر بیات} گفت: کار خوب است.\n"
            "یک سخنگوی دولت آلمان گفت: کار دشوار است."
        ),
        [],
    ),
    # a country's club is no person
    (
        (
            "نماینده+ {place|پرو} در لیگ+ قهرمانان گل زد/VERB.\n"
            "{person|ناصر بیات} گفت: کار خوب است."
        ),
        [],
    ),
]


@pytest.mark.parametrize(("text", "expected"), FLOWS)
def test_who_does_not_speak_lends_no_title(text: str, expected: list[str]) -> None:
    found = find_roles(context(text))

    assert [r.role for r in found] == expected


GROUPS = [
    # a number between names and what they are
    (
        (
            "{person|علی رضایی}، {person|حسن کریمی} و {person|رضا محبی} سه/NUM بازیکن "
            "تیم سپیدرود آمدند/VERB."
        ),
        [
            ("علی رضایی", "بازیکن", "تیم سپیدرود"),
            ("حسن کریمی", "بازیکن", "تیم سپیدرود"),
            ("رضا محبی", "بازیکن", "تیم سپیدرود"),
        ],
    ),
    ("{person|علی رضایی} و {person|حسن کریمی} دو/NUM مدیر شیرازی آمدند/VERB.", []),
    # names that have posts of their own
    (
        (
            "{person|علی رضایی} نماینده {place|یزد} و {person|حسن کریمی} نماینده "
            "{place|قم} به/ADP عنوان نمایندگان کمیسیون راه آمدند/VERB."
        ),
        [
            ("علی رضایی", "نماینده", "یزد"),
            ("حسن کریمی", "نماینده", "قم"),
            ("علی رضایی", "نمایندگان", "کمیسیون راه"),
            ("حسن کریمی", "نمایندگان", "کمیسیون راه"),
        ],
    ),
    # posts of one body in a row
    (
        (
            "{person|علی رضایی} به/ADP عنوان+ رئیس شورای راه، {person|حسن کریمی} "
            "به/ADP عنوان+ دبیر آمد."
        ),
        [("علی رضایی", "رئیس", "شورای راه"), ("حسن کریمی", "دبیر", "شورای راه")],
    ),
    # players a list is made of; two of them only compare
    (
        (
            "بازیکنان سرشناسی/ADJ مثل/ADP {person|هالک}، {person|توره} و "
            "{person|روندن} آمدند/VERB."
        ),
        [
            ("هالک", "بازیکنان", None),
            ("توره", "بازیکنان", None),
            ("روندن", "بازیکنان", None),
        ],
    ),
    ("بازیکنانی مثل/ADP {person|هالک} آمدند/VERB.", []),
    # a singular post of several, by the verb
    (
        "«{person|علی رضایی}» و «{person|حسن کریمی}» عضو شورای راه هستند/VERB.",
        [("علی رضایی", "عضو", "شورای راه"), ("حسن کریمی", "عضو", "شورای راه")],
    ),
    # names on lines of their own
    (
        "داوران+ سازمان+ راه عبارتند از:\n{person|علی رضایی}، {person|حسن کریمی}.",
        [
            ("علی رضایی", "داوران", "سازمان راه"),
            ("حسن کریمی", "داوران", "سازمان راه"),
        ],
    ),
    (
        (
            "مدافعان:\n{person|علی رضایی} ({organization|سپیدرود})\n"
            "{person|حسن کریمی}\nهوا سرد است."
        ),
        [("علی رضایی", "مدافعان", "سپیدرود"), ("حسن کریمی", "مدافعان", None)],
    ),
    (
        (
            "دروازه‌بانان: {person|علی رضایی} ({organization|سپیدرود})، "
            "{person|حسن کریمی} ({organization|باران})"
        ),
        [
            ("علی رضایی", "دروازه‌بانان", "سپیدرود"),
            ("حسن کریمی", "دروازه‌بانان", "باران"),
        ],
    ),
    # several enter a body
    (
        "{person|علی رضایی} و {person|حسن کریمی} به/ADP عضویت شورای راه درآمدند/VERB.",
        [
            ("علی رضایی", "عضویت", "شورای راه"),
            ("حسن کریمی", "عضویت", "شورای راه"),
        ],
    ),
    (
        "{person|علی رضایی} هدایت تیم سپیدرود را/ADP بر/ADP عهده گرفت.",
        [("علی رضایی", "هدایت", "تیم سپیدرود")],
    ),
    (
        "سرمربیگری تیم باران را/ADP {person|علی رضایی} بر/ADP عهده دارد.",
        [("علی رضایی", "سرمربیگری", "تیم باران")],
    ),
    # from a group, and a post
    (
        "{person|علی رضایی} از مقامات حزب باران و بنیان‌گذار شرکت نور آمد.",
        [("علی رضایی", "بنیان‌گذار", "شرکت نور")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), GROUPS)
def test_groups_share_a_role(
    text: str, expected: list[tuple[str, str, str | None]]
) -> None:
    found = find_roles(context(text))

    assert [(r.person, r.role, r.organization) for r in found] == expected


BESIDE = [
    # a bare «تیم» is the one body named before
    (
        "{organization|باران} آمد. {person|رضایی} مهاجم تیم، رفت.",
        ("مهاجم", "باران"),
    ),
    # «این نهاد» is the body named before
    (
        "{organization|کانون باران} آمد. {person|رضایی}، عضو این نهاد، رفت.",
        ("عضو", "کانون باران"),
    ),
    # what begins no body, and what ends none
    ("{person|رضایی} نماینده وزن ۸۴ آمد.", ("نماینده", None)),
    ("{person|رضایی} دروازه‌بان ثابت/ADJ ما آمد.", ("دروازه‌بان", None)),
    ("{person|مینا رستگار} ملی‌پوش {place|بروجردی} آمد.", ("ملی‌پوش", None)),
    ("{person|رضایی} عضو کمیسیون راه بررسی‌هایی دارد.", ("عضو", "کمیسیون راه")),
    ("{person|رضایی} نماینده دهمین دوره مجلس آمد.", ("نماینده", "مجلس")),
    ("{person|رضایی}، نخست وزیر و {person|کریمی} آمدند/VERB.", ("نخست وزیر", None)),
    # where a profession is held; how old its holder is
    (
        "{person|رضایی}، استادیار روان‌شناسی در {organization|دانشگاه باران}، آمد.",
        ("استادیار روان‌شناسی", "دانشگاه باران"),
    ),
    ("{person|رضایی}، ستاره ۱۶/NUM ساله باشگاه باران، آمد.", ("ستاره", "باشگاه باران")),
    # another one of that post, a post in square brackets, a coach of a sport
    ("{person|علی رضایی} دیگر عضو شورای راه آمد.", ("عضو", "شورای راه")),
    ("{person|علی رضایی}، دیگر عضو شورای راه، آمد.", ("عضو", "شورای راه")),
    ("{person|علی رضایی} [نماینده {place|یزد}] آمد.", ("نماینده", "یزد")),
    ("مربی+ باتجربه/ADJ+ کشتی+ {person|علی رضایی} آمد.", ("مربی", None)),
    # the first of that post, but no praise of something that is no body
    ("{person|علی رضایی}، نخستین رئیس سازمان آب، آمد.", ("رئیس", "سازمان آب")),
    ("{person|علی رضایی}، جوان‌ترین نماینده مجلس، آمد.", ("نماینده", "مجلس")),
    # words of respect before the name are no part of the body
    ("رئیس سازمان+ آب+ مهندس {person|علی رضایی} آمد.", ("رئیس", "سازمان آب")),
    ("رئیس سازمان+ آب+ زنده‌یاد {person|علی رضایی} آمد.", ("رئیس", "سازمان آب")),
    # when it was held
    ("{person|رضایی}، سرمربی فصل گذشته باشگاه باران، آمد.", ("سرمربی", "باشگاه باران")),
    (
        "{person|رضایی}، بازیکن دهه ۷۰/NUM باشگاه باران، آمد.",
        ("بازیکن", "باشگاه باران"),
    ),
    ("{person|رضایی} نماینده دوره دهم مجلس آمد.", ("نماینده", "مجلس")),
    ("{person|رضایی}، سرمربی فصل گذشته، آمد.", ("سرمربی", None)),
    # the discipline of a champion
    (
        "{person|رضایی}، قهرمان پرتاب وزنه {place|آسیا}، آمد.",
        ("قهرمان پرتاب وزنه", "آسیا"),
    ),
    # a name that explains; a profession and an origin between commas
    (
        "مصدومیت+ ستاره+ آرژانتینی/ADJ+ باشگاه+ باران یعنی {person|رضایی} را/ADP دید.",
        ("ستاره", "باشگاه باران"),
    ),
    ("دیروز هنرمند ایتالیایی/ADJ، {person|ماریو روسی}، آمد.", ("هنرمند", None)),
]


@pytest.mark.parametrize(("text", "expected"), BESIDE)
def test_what_stands_beside_a_title_is_told_from_its_body(
    text: str, expected: tuple[str, str | None]
) -> None:
    (found,) = find_roles(context(text))

    assert (found.role, found.organization) == expected


NONE_HELD = [
    "بهترین بازیکن جهان {person|علی رضایی} است.",
    "{person|علی رضایی} جانشین کپا شد/VERB.",
    "وزیر خارجه {person|ترامپ} آمد.",
    "ملی‌پوش {person|شیرازی} آمد.",
    "{person|رضایی} مسئول این وضع نیست/VERB.",
    "{person|رضایی}، بهترین بازیکن جهان، آمد.",
    "{person|رضایی}، دیگر عضو شورای راه نیست/VERB.",
    "{person|رضایی} بازیکن بسیار/ADV خوبی/ADJ است.",
    "{person|رضایی} که در زمان {person|کریمی} آمد.",
    "فرمانده سپاه {person|علی بن ابیطالب} آمد.",
    (
        "{person|رضایی} به بخشنامه {organization|وزارت نفت} که مدیریت این موسسه را/ADP "
        "عهده‌دار است، رفت."
    ),
]


@pytest.mark.parametrize("text", NONE_HELD)
def test_whose_or_whence_one_is_makes_no_holder(text: str) -> None:
    assert find_roles(context(text)) == []


def test_a_speaker_tells_of_his_own_post() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی} گفت: بنده به/ADP عنوان استاندار {place|یزد} آمدم/VERB."
        )
    )

    assert [(r.person, r.role, r.organization) for r in found] == [
        ("علی رضایی", "استاندار", "یزد")
    ]


def test_a_former_holder_has_the_place_told_before() -> None:
    found = find_roles(
        context(
            "{person|علی رضایی} شهردار {place|یزد} از {person|حسن کریمی} شهردار سابق "
            "گفت."
        )
    )

    assert [(r.person, r.organization, str(r.status)) for r in found] == [
        ("علی رضایی", "یزد", "current"),
        ("حسن کریمی", "یزد", "former"),
    ]
