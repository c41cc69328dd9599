"""Forms about officers: who is enrolled, and the acts on a sign-in, which ask nothing but to be confirmed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class OfficerForm(forms.Form):
    """A new officer; what cannot stand is said by the act."""

    full_name = forms.CharField(label=_("Full name"), max_length=200)
    username = forms.CharField(
        label=_("User name"), max_length=60, help_text=_("Typed at every sign-in, for example canbo.tanphong")
    )
    title = forms.CharField(label=_("Job title"), max_length=120, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=40, required=False)


class ConfirmForm(forms.Form):
    """Nothing to fill in; it carries the refusal, when there is one."""
