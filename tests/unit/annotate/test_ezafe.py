"""Where no ezafe can be."""

from __future__ import annotations

import pytest

from kg.annotate.ezafe import is_barred


BARRED = [
    ("رئیس جمهور صبح امروز آمد", 1),
    ("رئیس جمهور عازم یزد شد", 1),
    ("استاندار روز شنبه گفت", 0),
    ("وزیر خواستار نشست شد", 0),
    ("در کشور ۲۴۲۳۶ نفر", 1),
    ("در استان ۳ هزار دستگاه", 1),
]
FREE = [
    ("رئیس جمهور سابق", 1),
    ("وزیر علوم", 0),
    ("جلسه صبح امروز", 0),
    ("کشور ۸۰ میلیون نفری", 0),
    ("کشور دوست", 0),
    ("وزن ۷۰ تن", 0),
    ("در کشور ۲۰", 1),
    ("وزیر", 0),
]


@pytest.mark.parametrize(("line", "index"), BARRED)
def test_no_ezafe_leads_to_what_is_said_of_the_word(line: str, index: int) -> None:
    assert is_barred(line.split(), index)


@pytest.mark.parametrize(("line", "index"), FREE)
def test_ezafe_may_lead_to_what_the_word_is_of(line: str, index: int) -> None:
    assert not is_barred(line.split(), index)
