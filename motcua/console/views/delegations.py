"""Posts lent for a time: given to another officer, and taken back; administrators only."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.console.door import for_administrators, page
from motcua.console.filling import carried
from motcua.console.forms.posts import DelegationForm, RevocationForm, with_posts
from motcua.console.people import officers_named
from motcua.console.views.bodies import DO
from motcua.console.views.posts import post_for, typed_name
from motcua.directory import actions
from motcua.directory.access import Request
from motcua.directory.models import Delegation


@for_administrators
@require_http_methods(DO)
def show_new(request: Request, post_id: int) -> HttpResponse:
    """Find an officer by name, then lend him this one post; colleagues of the same body come first."""
    post, typed = post_for(post_id), typed_name(request)
    others = officers_named(typed, near=post.body, on=localdate()).exclude(pk=post.officer_id)
    form = DelegationForm(request.POST or None, officers=with_posts(others, localdate()))
    if request.method == "POST" and carried(
        form, lambda said: actions.delegate(post, said.pop("delegate"), **said, by=request.actor, at=now())
    ):
        messages.success(request, _("The post is delegated."))
        return redirect("console:body", body_id=post.body_id)
    told = {"post": post, "form": form, "q": typed, "found": others.exists()}
    return page(request, "posts/delegation.html", told, status=422 if form.errors else 200)


@for_administrators
@require_http_methods(DO)
def show_revocation(request: Request, delegation_id: int) -> HttpResponse:
    """Take a delegation back before its last day."""
    found = Delegation.objects.select_related("post__body", "post__officer", "delegate")
    given = get_object_or_404(found, pk=delegation_id)
    form = RevocationForm(request.POST or None, initial={"on": localdate()})
    if request.method == "POST" and carried(
        form, lambda said: actions.revoke_delegation(given, on=said["on"], by=request.actor, at=now())
    ):
        messages.success(request, _("The delegation is taken back."))
        return redirect("console:body", body_id=given.post.body_id)
    return page(request, "posts/revocation.html", {"given": given, "form": form}, status=422 if form.errors else 200)
