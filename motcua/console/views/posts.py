"""Who serves where: a role given, ended, stood in for; administrators only."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.console.door import for_administrators, page
from motcua.console.filling import carried
from motcua.console.forms.posts import AppointmentForm, EndForm, SubstitutionForm, with_posts
from motcua.console.people import officers_named
from motcua.console.views.bodies import DO, body_for
from motcua.directory import actions
from motcua.directory.access import Request
from motcua.directory.models import Post
from motcua.directory.roles import Role


@for_administrators
@require_http_methods(DO)
def show_appointment(request: Request, body_id: int) -> HttpResponse:
    """Find an officer by name, then give a role in this body."""
    body, typed = body_for(body_id), typed_name(request)
    officers = with_posts(officers_named(typed, near=body, on=localdate()), localdate())
    form = AppointmentForm(request.POST or None, officers=officers, initial={"valid_from": localdate()})
    if request.method == "POST" and carried(
        form,
        lambda said: actions.appoint(
            said["officer"], body, Role(said["role"]), valid_from=said["valid_from"], by=request.actor, at=now()
        ),
    ):
        messages.success(request, _("The post is given."))
        return redirect("console:body", body_id=body.pk)
    told = {"body": body, "form": form, "q": typed, "found": bool(officers)}
    return page(request, "posts/appointment.html", told, status=422 if form.errors else 200)


@for_administrators
@require_http_methods(DO)
def show_end(request: Request, post_id: int) -> HttpResponse:
    """End a post by its last day."""
    post = post_for(post_id)
    form = EndForm(request.POST or None, initial={"valid_to": localdate()})
    if request.method == "POST" and carried(
        form, lambda said: actions.end_post(post, valid_to=said["valid_to"], by=request.actor, at=now())
    ):
        messages.success(request, _("The post ends on that day."))
        return redirect("console:body", body_id=post.body_id)
    return page(request, "posts/end.html", {"post": post, "form": form}, status=422 if form.errors else 200)


@for_administrators
@require_http_methods(DO)
def show_substitution(request: Request, post_id: int) -> HttpResponse:
    """Name who acts in the officer's posts for some days; colleagues of the same body come first."""
    post, typed = post_for(post_id), typed_name(request)
    others = officers_named(typed, near=post.body, on=localdate()).exclude(pk=post.officer_id)
    form = SubstitutionForm(request.POST or None, officers=with_posts(others, localdate()))
    if request.method == "POST" and carried(
        form,
        lambda said: actions.substitute(post.officer, said.pop("substitute"), **said, by=request.actor, at=now()),
    ):
        messages.success(request, _("The substitute is named."))
        return redirect("console:body", body_id=post.body_id)
    told = {"post": post, "form": form, "q": typed, "found": others.exists()}
    return page(request, "posts/substitution.html", told, status=422 if form.errors else 200)


def post_for(post_id: int) -> Post:
    """The post with its officer and body."""
    return get_object_or_404(Post.objects.select_related("officer", "body"), pk=post_id)


def typed_name(request: Request) -> str:
    """The name looked for; it stays in the address, so that a fault in the form loses nothing."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:200]
