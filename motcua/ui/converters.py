"""Kinds of values in addresses, by the name that the doors use; registered when this is read."""

from django.urls import register_converter
from django.urls.converters import StringConverter


class CodeConverter(StringConverter):
    """A procedure's or a body's code: what else is typed there is no code, and no page."""

    regex = r"[\w.\-]{1,60}"


register_converter(CodeConverter, "code")
