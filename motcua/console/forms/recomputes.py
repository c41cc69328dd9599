"""The one question before the open dossiers are counted again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class RecomputeForm(forms.Form):
    """Why; it stands in the journal of every dossier whose date moves."""

    because = forms.CharField(
        label=_("What changed?"), max_length=500, help_text=_("The applicant reads it beside the new date")
    )
