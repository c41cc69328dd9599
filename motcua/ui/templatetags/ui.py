"""Filters and tags that every page may use; all speak the reader's language."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms.utils import flatatt
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from motcua.lib import text
from motcua.ui import dates, drawn, fields, pictures

WHOLE = 240  # letters of a heading that are shown at once
LONG = 90  # letters; official titles run to two hundred, and fill a telephone in the size of a heading

register = template.Library()
register.filter("control_template", fields.control_template)
register.filter("is_chosen", fields.is_chosen)
register.filter("as_options", fields.options_of)
register.filter("as_field", fields.field_of)
register.filter("bars", pictures.bars)
register.filter("lines", pictures.lines)
register.filter("icon", drawn.icon)
register.simple_tag(drawn.status, name="status")
register.simple_tag(drawn.deadline, name="deadline")


def _language() -> str:
    return "en" if get_language() == "en" else "vi"


@register.filter
def shortened(words: Any, most: int) -> str:
    """The beginning of a text; the framework's own way looks at every letter of every row."""
    return text.shortened(str(words), most)


@register.filter
def heading(title: str) -> str:
    """An official name, or the beginning of one that would fill a telephone's screen by itself."""
    return text.beginning(title, WHOLE)


@register.filter
def is_long_title(title: str) -> bool:
    """Whether a heading is written smaller, so that what it heads stays on a telephone's screen."""
    return len(title) > LONG


@register.filter
def vn_date(day: date | None) -> str:
    """`thứ Năm, 26/02/2026`; nothing for None."""
    return dates.day_words(day, _language()) if day else ""


@register.filter
def vn_short_date(day: date | None) -> str:
    """`26/02/2026`; nothing for None."""
    return dates.short_day(day) if day else ""


@register.filter
def vn_time(moment: datetime | None) -> str:
    """`16:30`; nothing for None."""
    return dates.time_words(moment) if moment else ""


@register.filter
def vn_datetime(moment: datetime | None) -> str:
    """`16:30 thứ Năm, 26/02/2026`; nothing for None."""
    return dates.moment_words(moment, _language()) if moment else ""


@register.filter
def vn_number(number: int | None) -> str:
    """`1.234.567`; nothing for None."""
    return "" if number is None else dates.number_words(int(number), _language())


@register.filter
def dong(amount: int | None) -> str:
    """`150.000 đồng`; nothing for None."""
    return "" if amount is None else dates.money_words(int(amount), _language())


@register.filter
def filesize_vn(size: int | str | None) -> str:
    """`1,5 MB`, from bytes; nothing for None or an empty word."""
    return dates.size_words(int(size), _language()) if size not in (None, "") else ""


@register.filter
def iso(moment: date) -> str:
    """For the datetime attribute of <time>: local time with its offset."""
    return dates.here(moment).isoformat(timespec="minutes") if isinstance(moment, datetime) else moment.isoformat()


@register.filter
def as_value(value: Any) -> Any:
    """A value as an <input> wants it: dates in ISO form whatever the language, numbers without separators."""
    if isinstance(value, datetime):
        return dates.here(value).strftime("%Y-%m-%dT%H:%M")
    return value.isoformat() if isinstance(value, date) else str(value)


@register.filter
def passed_on(attrs: Any) -> SafeString:
    """The attributes a piece does not use itself, escaped, for its main element."""
    return flatatt({name: value for name, value in attrs.attrs_dict().items() if value is not None})


@register.filter
def or_id(chosen: str, name: str) -> str:
    """The id asked for, else the one Django gives a field of that name."""
    return chosen or f"id_{name}"


@register.filter
def nth_id(field_id: str, number: int) -> str:
    """The first choice carries the field's own id, so that an error's link lands on it."""
    return f"{field_id}_{number}" if number else field_id


@register.filter
def is_group(kind: str) -> bool:
    """Whether several controls answer one question."""
    return kind in fields.GROUPS


@register.filter
def faults_of(errors: Iterable[fields.Fault], form: forms.BaseForm | None) -> Sequence[fields.Fault]:
    """The listed faults, then those of the form."""
    return [*errors, *(fields.faults_of_form(form) if form is not None else [])]


@register.filter
def as_point(number: float) -> str:
    """A coordinate with a point, whatever the reader's language writes."""
    return str(number)
