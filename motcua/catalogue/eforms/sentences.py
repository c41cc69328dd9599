"""What is said beside a question when its answer will not do, in words a neighbour would use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import jsonschema_rs
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue.eforms.definition import Field, Widget, in_words
from motcua.catalogue.eforms.values import show_number
from motcua.catalogue.eforms.words import current
from motcua.lib.numbers import read_personal_number

CHOOSING = frozenset({Widget.SELECT, Widget.RADIO, Widget.COMMUNE})


def sentence_for(field: Field, error: jsonschema_rs.ValidationError) -> str:
    """The sentence for what the schema refuses."""
    expected = field.layout.get("expected")
    if expected and error.kind.name == "pattern":
        return in_words(expected, current())
    say = SENTENCES.get(error.kind.name)
    return say(field, error.kind.value) if say else _unreadable(field)


def sentence_of_date(field: Field, kept: str, on: date) -> str:
    """The sentence for a date outside its bounds, or "" when it will do."""
    try:
        when = date.fromisoformat(kept)
    except ValueError:
        return _unreadable(field)
    earliest, latest = bounds_of(field, on)
    if when > latest:
        return _("This date has not come yet. Check the year.") if latest == on else _later_than(latest)
    if when < earliest:
        return _("The date cannot be before %(date)s. Check the year.") % {"date": f"{earliest:%d/%m/%Y}"}
    return ""


def sentence_of_number(kept: str, on: date) -> str:
    """The sentence for an impossible personal identification number, or "" when it may exist."""
    if read_personal_number(kept, this_year=on.year).is_valid:
        return ""
    if not (kept.isascii() and kept.isdigit() and len(kept) == 12):
        return _("The personal identification number has exactly 12 digits, as on the identity card.")
    return _("No such number can exist yet. Compare it with the identity card.")


def bounds_of(field: Field, on: date) -> tuple[date, date]:
    """The earliest and latest date accepted; the layout may say "today"."""
    earliest, latest = field.layout.get("not_before", "1900-01-01"), field.layout.get("not_after", "2100-12-31")
    return _bound(earliest, on), _bound(latest, on)


def _bound(text: str, on: date) -> date:
    return on if text == "today" else date.fromisoformat(text)


def _later_than(latest: date) -> str:
    return _("The date cannot be after %(date)s. Check the year.") % {"date": f"{latest:%d/%m/%Y}"}


def _missing(field: Field, _value: Any) -> str:
    words = {"label": field.label(current())}
    if field.widget in CHOOSING:
        return _("Choose an answer: %(label)s") % words
    if field.widget is Widget.CHECKBOX:
        return _("Tick the box to go on: %(label)s") % words
    return _("Please fill in: %(label)s") % words


def _unreadable(field: Field, _value: Any = None) -> str:
    match field.widget:
        case Widget.DATE:
            return _("This is not a date in the calendar. Write day/month/year, for example 25/12/1990.")
        case Widget.NUMBER:
            return _("Write a number, with digits only, for example 12.")
        case Widget.EMAIL:
            return _("This e-mail address looks incomplete. Example: ten@vidu.vn")
        case Widget.TEL:
            return _("The telephone number has 10 or 11 digits and begins with 0.")
        case Widget.PERSONAL_NUMBER:
            return _("The personal identification number has exactly 12 digits, as on the identity card.")
        case Widget.CHECKBOX | Widget.SELECT | Widget.RADIO | Widget.COMMUNE:
            return _("Choose one of the answers offered.")
        case _:
            return _("This answer is not in the form expected. Please check it.")


def _too_long(field: Field, longest: int) -> str:
    sentence = _("This is too long: at most %(longest)s characters fit here.")
    return sentence % {"longest": show_number(longest)}


def _too_small(field: Field, least: float) -> str:
    return _("The number must be %(least)s or more.") % {"least": show_number(least)}


def _too_big(field: Field, most: float) -> str:
    return _("The number must be %(most)s or less.") % {"most": show_number(most)}


def _too_few(field: Field, least: int) -> str:
    if field.widget is Widget.CHECKBOX:
        return _("Choose at least one answer: %(label)s") % {"label": field.label(current())}
    sentence = ngettext("Fill in at least %(least)s row.", "Fill in at least %(least)s rows.", least)
    return sentence % {"least": least}


def _too_many(field: Field, most: int) -> str:
    return ngettext("At most %(most)s row fits here.", "At most %(most)s rows fit here.", most) % {"most": most}


def _twice(field: Field, _value: Any) -> str:
    return _("The same answer is there twice.")


SENTENCES: dict[str, Callable[[Field, Any], str]] = {  # by keyword of the schema
    "required": _missing,
    "const": _missing,
    "minLength": _missing,
    "maxLength": _too_long,
    "minimum": _too_small,
    "maximum": _too_big,
    "minItems": _too_few,
    "maxItems": _too_many,
    "uniqueItems": _twice,
}
