"""Forms about posts: who is given a role, when it ends, who stands in."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from motcua.console.filling import basis_field, day_field
from motcua.console.forms.handlings import RowChoice
from motcua.directory.models import Officer, Post
from motcua.directory.roles import Role


class OfficerChoice(RowChoice):
    """Officers with their title and where they serve; rows come with `now_in` prefetched."""

    def label_from_instance(self, officer: Any) -> str:
        posts = ", ".join(
            dict.fromkeys(f"{post.get_role_display()}, {post.body.short_name}" for post in officer.now_in)
        )
        return " · ".join(part for part in (officer.full_name, officer.title, posts) if part)


class AppointmentForm(forms.Form):
    """A role in a body, from a date on."""

    officer = OfficerChoice(
        label=_("Officer"), queryset=Officer.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    valid_from = day_field(_("From"))

    def __init__(self, *args: Any, officers: QuerySet[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].queryset = officers  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """The last day of a post."""

    valid_to = day_field(_("Last day"))


class SubstitutionForm(forms.Form):
    """Somebody who acts in an officer's posts for some days."""

    substitute = OfficerChoice(
        label=_("Substitute"), queryset=Officer.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    valid_from = day_field(_("First day"))
    valid_to = day_field(_("Last day"))
    basis = basis_field()

    def __init__(self, *args: Any, officers: QuerySet[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["substitute"].queryset = officers  # type: ignore[attr-defined]


class DelegationForm(forms.Form):
    """Somebody who acts in one post on behalf of its holder, for some days."""

    delegate = OfficerChoice(
        label=_("Delegate"), queryset=Officer.objects.none(), widget=forms.RadioSelect, empty_label=None
    )
    valid_from = day_field(_("First day"))
    valid_to = day_field(_("Last day"))
    basis = basis_field()

    def __init__(self, *args: Any, officers: QuerySet[Officer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["delegate"].queryset = officers  # type: ignore[attr-defined]


class RevocationForm(forms.Form):
    """The first day on which a delegation no longer holds."""

    on = day_field(_("Ends from"))


def with_posts(officers: QuerySet[Officer], on: Any) -> QuerySet[Officer]:
    """With the posts held that day at hand as `now_in`."""
    posts = Post.objects.in_force(on).select_related("body").order_by("pk")
    return officers.prefetch_related(Prefetch("posts", posts, to_attr="now_in"))
