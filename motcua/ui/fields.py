"""A field of a form as the piece that draws it wants it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString, mark_safe

GROUPS = frozenset({"radio", "checkbox"})
CONTROLS = {
    "textarea": "_textarea",
    "select": "_select",
    "radio": "_choices",
    "checkbox": "_choices",
    "check": "_check",
}
LONG = 50  # options, from which on a list is kept as it was written
Fault = tuple[str, str]  # (id of the field or "", sentence)


@dataclass(frozen=True)
class Field:
    """What c-field needs; `options` are (value, label)."""

    name: str
    id: str
    type: str
    label: str
    value: Any
    hint: str
    error: str
    required: bool
    multiple: bool = False
    options: Sequence[tuple[Any, Any]] = ()


def control_template(kind: str) -> str:
    """The template of the control itself; an unknown type is an <input>."""
    return f"ui/field/{CONTROLS.get(kind, '_input')}.html"


def field_of(bound: BoundField) -> Field:
    """A bound field, ready to draw."""
    return Field(
        name=bound.html_name,
        id=bound.auto_id or f"id_{bound.html_name}",
        type=_type_of(bound.field.widget),
        label=str(bound.label),
        value=_value_of(bound),
        hint=str(bound.help_text),
        error=" ".join(str(sentence) for sentence in bound.errors),
        required=bound.field.required,
        multiple=bool(getattr(bound.field.widget, "allow_multiple_selected", False)),
        options=tuple(getattr(bound.field, "choices", ())),
    )


def _type_of(widget: forms.Widget) -> str:
    kinds: list[tuple[Any, str]] = [
        (forms.CheckboxSelectMultiple, "checkbox"),  # before its parent
        (forms.RadioSelect, "radio"),
        (forms.CheckboxInput, "check"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
        (forms.DateTimeInput, "datetime-local"),
        (forms.DateInput, "date"),
    ]
    found = next((name for kind, name in kinds if isinstance(widget, kind)), None)
    return found or str(getattr(widget, "input_type", "text"))


def _value_of(bound: BoundField) -> Any:
    """Dates stay dates: the control wants them in ISO form whatever the reader's language."""
    return bound.value()


def faults_of_form(form: forms.BaseForm) -> list[Fault]:
    """Every fault of the form in the order of its fields, the form's own first."""
    own: list[Fault] = [("", str(sentence)) for sentence in form.non_field_errors()]
    return own + [(_anchor(bound), str(sentence)) for bound in form for sentence in bound.errors]


def _anchor(bound: BoundField) -> str:
    return bound.auto_id or f"id_{bound.html_name}"


def is_chosen(option: Any, value: Any) -> bool:
    """Whether the option is the value or one of its values; compared as words, as a browser sends them."""
    return str(option) in _chosen(value)


def options_of(options: Iterable[tuple[Any, Any]], value: Any) -> SafeString:
    """The <option>s of a list, written in one go: a template's loop takes ten times as long for a thousand."""
    chosen = _chosen(value)
    words = tuple((str(key), str(words)) for key, words, *_ in options)
    if len(words) >= LONG and not any(key in chosen for key, _words in words):
        return _unchosen(words)
    return _written(words, chosen)


@lru_cache(maxsize=64)
def _unchosen(words: tuple[tuple[str, str], ...]) -> SafeString:
    """Long lists are those of procedures and bodies, the same on page after page."""
    return _written(words, ())


def _written(words: Iterable[tuple[str, str]], chosen: Collection[str]) -> SafeString:
    return mark_safe("".join([_option(key, said, chosen) for key, said in words]))  # noqa: S308  escaped below


def _option(key: str, words: str, chosen: Collection[str]) -> str:
    """Escaped here: the framework's own way takes five times as long, and a head's lists have a thousand."""
    selected = " selected" if key in chosen else ""
    return f'<option value="{escape(key)}"{selected}>{escape(words)}</option>'


def _chosen(value: Any) -> Collection[str]:
    if value is None:
        return ()
    are_many = isinstance(value, Iterable) and not isinstance(value, str)
    return frozenset(map(str, value)) if are_many else (str(value),)
