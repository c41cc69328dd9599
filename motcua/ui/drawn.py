"""The smallest pieces, drawn without a template: a list shows two hundred, and each took as long as a query."""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _


@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A small drawing, always beside its word; `name` is an id of static/ui/icons.svg."""
    shape = '<svg class="icon" aria-hidden="true" focusable="false" viewBox="0 0 24 24"><use href="{}#{}"/></svg>'
    return format_html(shape, static("ui/icons.svg"), name)


def status(word: str, tone: str = "done") -> SafeString:
    """Where a case stands: a word, a shape and a colour."""
    return format_html('<span class="status tone-{}">{}{}</span>', tone, icon(tone), word)


def deadline(text: str, tone: str, detail: str = "", href: str = "") -> SafeString:
    """A promise and how it stands; `href` leads to its explanation."""
    said = _linked(text, href) if href else text
    more = format_html('<small class="deadline-detail">{}</small>', detail) if detail else ""
    whole = '<span class="deadline tone-{}">{}<span>{}{}</span></span>'
    return format_html(whole, tone, icon(tone), said, more)


def _linked(text: str, href: str) -> SafeString:
    why = _("How this date is counted")
    return format_html('<a class="deadline-link" href="{}" title="{}">{}</a>', href, why, text)
