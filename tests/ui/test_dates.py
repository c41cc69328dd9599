"""How days, hours, money and sizes are written."""

from datetime import UTC, date, datetime

import pytest
from django.template import Context, Template
from django.utils import translation

from motcua.ui import dates

LATE_UTC = datetime(2026, 2, 26, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("filter_name", "value", "vietnamese", "english"),
    [
        ("vn_date", date(2026, 2, 26), "thứ Năm, 26/02/2026", "Thursday 26/02/2026"),
        ("vn_date", date(2026, 3, 1), "Chủ nhật, 01/03/2026", "Sunday 01/03/2026"),
        ("vn_date", datetime(2026, 2, 25, 18, 0, tzinfo=UTC), "thứ Năm, 26/02/2026", "Thursday 26/02/2026"),
        ("vn_short_date", date(2026, 2, 26), "26/02/2026", "26/02/2026"),
        ("vn_time", LATE_UTC, "16:30", "16:30"),
        ("vn_datetime", LATE_UTC, "16:30 thứ Năm, 26/02/2026", "16:30 Thursday 26/02/2026"),
        ("iso", LATE_UTC, "2026-02-26T16:30+07:00", "2026-02-26T16:30+07:00"),
        ("dong", 150000, "150.000 đồng", "150,000 đồng"),
        ("dong", 0, "0 đồng", "0 đồng"),
        ("vn_number", 1234567, "1.234.567", "1,234,567"),
        ("filesize_vn", 1572864, "1,5 MB", "1.5 MB"),
        ("filesize_vn", 20 * 1024 * 1024, "20 MB", "20 MB"),
        ("filesize_vn", 900, "900 B", "900 B"),
        ("vn_date", None, "", ""),
        ("vn_datetime", None, "", ""),
        ("dong", None, "", ""),
        ("filesize_vn", None, "", ""),
    ],
)
def test_values_are_written_in_the_readers_language(filter_name, value, vietnamese, english):
    shown = {}
    for language in ("vi", "en"):
        with translation.override(language):
            shown[language] = Template(f"{{{{ value|{filter_name} }}}}").render(Context({"value": value}))
    assert shown == {"vi": vietnamese, "en": english}


def test_an_instant_is_shown_on_the_provinces_clocks():
    assert dates.time_words(LATE_UTC) == "16:30"
