"""Every reason has a sentence, in English here and in Vietnamese in the catalogue."""

import re
from datetime import date, datetime
from pathlib import Path

import pytest

import motcua.lib
from motcua.lib.worktime import ZONE, Line, Measure, Reason
from motcua.lib.worktime.words import DUE_NOW, LATE, LEFT, OVERDUE, TEMPLATES, Lang, params, span, template

CATALOGUE = Path(motcua.lib.__file__).parent / "locale/vi/LC_MESSAGES/django.po"
VIETNAMESE = dict(re.findall(r'^msgid "(.+)"\nmsgstr "(.+)"$', CATALOGUE.read_text(encoding="utf-8"), re.MULTILINE))
HOLES = re.compile(r"%\(\w+\)s")


def tet(reason: Reason = Reason.HOLIDAY) -> Line:
    first, last = date(2026, 2, 16), date(2026, 2, 20)
    return Line(first, last, False, 5, Measure.DAYS, reason, "Tết Âm lịch", "9441/TB-BNV")


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_reason_can_be_said(reason: Reason, lang: Lang) -> None:
    line = tet(reason)
    said = template(line) if lang == "en" else VIETNAMESE[template(line)]
    assert "%" not in said % params(line, lang)


def test_the_catalogue_holds_exactly_the_messages_with_their_holes() -> None:
    assert set(VIETNAMESE) == {*TEMPLATES.values(), LEFT, LATE, DUE_NOW, OVERDUE}
    for english, vietnamese in VIETNAMESE.items():
        assert sorted(HOLES.findall(english)) == sorted(HOLES.findall(vietnamese))


def test_a_holiday_in_both_languages() -> None:
    line = tet()
    assert template(line) % params(line, "en") == (
        "From Monday, 16 February 2026 to Friday, 20 February 2026: public holiday (Tết Âm lịch), not counted."
    )
    assert VIETNAMESE[template(line)] % params(line, "vi") == (
        "Từ thứ Hai, 16/02/2026 đến thứ Sáu, 20/02/2026: nghỉ lễ, tết (Tết Âm lịch), không tính."
    )


def test_hours_of_one_day_name_the_day_once() -> None:
    first, last = (datetime(2026, 2, 26, hour, 30, tzinfo=ZONE) for hour in (7, 16))
    assert span(first, last, "vi") == "07:30–16:30 thứ Năm, 26/02/2026"
    assert span(first, first, "vi") == "07:30 thứ Năm, 26/02/2026"
