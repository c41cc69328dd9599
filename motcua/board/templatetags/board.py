"""Numbers drawn in one go: a board has five hundred of them, and a template's loop takes ten times as long."""

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from motcua.board.showing import Number
from motcua.ui.templatetags.ui import vn_number

register = template.Library()


@register.filter
def cells(numbers: Iterable[Number], is_long: bool) -> SafeString:
    """The cells of a row, each opening its list; a nought opens nothing, and in long rows is left out on a phone."""
    return mark_safe("".join([_cell(number, is_long) for number in numbers]))  # noqa: S308  escaped below


def _cell(number: Number, is_long: bool) -> str:
    label = escape(str(number.label))
    if not number.value:
        nought = " nought" if is_long else ""
        return f'<td class="number{nought}" data-label="{label}"><span class="muted">0</span></td>'
    link = f'<a id="{escape(number.id)}" href="{escape(number.url)}">{vn_number(number.value)}</a>'
    return f'<td class="number" data-label="{label}">{link}</td>'
