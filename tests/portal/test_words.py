"""Every word of the portal has its Vietnamese."""

from io import StringIO

from django.core.management import call_command


def test_every_word_is_translated_and_none_is_left_over():
    told = StringIO()
    call_command("words", "portal", "--check", stdout=told)
    assert told.getvalue() == ""
