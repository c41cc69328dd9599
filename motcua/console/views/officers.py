"""Officers and their sign-ins: enrolled, given a password, freed of a lost second step, closed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.console.door import for_administrators, page
from motcua.console.filling import carried
from motcua.console.forms.officers import ConfirmForm, OfficerForm
from motcua.console.forms.posts import with_posts
from motcua.console.people import officers_after, posts_held_by
from motcua.console.sign_ins import TONES, State, sign_in_of, state_of
from motcua.console.views.bodies import DO
from motcua.console.views.posts import typed_name
from motcua.directory import actions
from motcua.directory.access import Request
from motcua.directory.models import Officer

PAGE = 50


@for_administrators
@require_safe
def show_officers(request: Request) -> HttpResponse:
    """Everybody by name, or whom the search finds."""
    typed, after = typed_name(request), request.GET.get("after", "")
    mark = int(after) if after.isascii() and after.isdigit() and len(after) < 19 else 0
    found = list(with_posts(officers_after(typed, mark), localdate())[: PAGE + 1])
    shown, more = found[:PAGE], len(found) > PAGE
    rows = [(officer, state := state_of(officer.account), TONES[state]) for officer in shown]
    return page(request, "officers/list.html", {"q": typed, "rows": rows, "next": shown[-1].pk if more else None})


@for_administrators
@require_http_methods(DO)
def show_new(request: Request) -> HttpResponse:
    """Enrol an officer; the password and the posts are given after."""
    form = OfficerForm(request.POST or None)
    made: list[Officer] = []
    if request.method == "POST" and carried(
        form, lambda typed: made.append(actions.enrol_officer(**typed, by=request.actor, at=now()))
    ):
        messages.success(request, _("The officer is enrolled. Give a password next, then a post."))
        return redirect("console:officer", officer_id=made[0].pk)
    return page(request, "officers/new.html", {"form": form}, status=422 if form.errors else 200)


@for_administrators
@require_safe
def show_officer(request: Request, officer_id: int) -> HttpResponse:
    """Where an officer serves, how he signs in, and what may be done about it."""
    officer = _officer(officer_id)
    told = {
        "officer": officer,
        "held": posts_held_by(officer, localdate()),
        "sign_in": sign_in_of(officer.account),
        "is_oneself": officer.pk == request.actor.officer_id,
        "is_closed": state_of(officer.account) == State.CLOSED,
    }
    return page(request, "officers/officer.html", told)


@for_administrators
@require_http_methods(DO)
def show_password(request: Request, officer_id: int) -> HttpResponse:
    """Make a pass phrase; the answer is the only page that ever shows it."""
    officer, form = _other_officer(request, officer_id), _confirmed(request)
    given: list[str] = []
    if request.method == "POST" and carried(
        form, lambda _typed: given.append(actions.give_password(officer, by=request.actor, at=now()))
    ):
        return page(request, "officers/password_given.html", {"officer": officer, "phrase": given[0]})
    return page(request, "officers/password.html", {"officer": officer, "form": form}, status=_status(form))


@for_administrators
@require_http_methods(DO)
def show_second_factor(request: Request, officer_id: int) -> HttpResponse:
    """Take away a second step that was lost, so that another can be set up."""
    officer, form = _other_officer(request, officer_id), _confirmed(request)
    if request.method == "POST" and carried(
        form, lambda _typed: actions.reset_second_factor(officer, by=request.actor, at=now())
    ):
        messages.success(request, _("The second step is taken away, and every browser is signed out."))
        return redirect("console:officer", officer_id=officer.pk)
    told = {"officer": officer, "form": form, "sign_in": sign_in_of(officer.account)}
    return page(request, "officers/second_factor.html", told, status=_status(form))


@for_administrators
@require_http_methods(DO)
def show_closure(request: Request, officer_id: int) -> HttpResponse:
    """Close the account of an officer who leaves."""
    officer, form = _other_officer(request, officer_id), _confirmed(request)
    if request.method == "POST" and carried(
        form, lambda _typed: actions.close_account(officer, by=request.actor, at=now())
    ):
        messages.success(request, _("The account is closed; today is the last day of every post."))
        return redirect("console:officer", officer_id=officer.pk)
    told = {"officer": officer, "form": form, "held": posts_held_by(officer, localdate())}
    return page(request, "officers/closure.html", told, status=_status(form))


def _officer(officer_id: int) -> Officer:
    return get_object_or_404(Officer.objects.select_related("account"), pk=officer_id)


def _other_officer(request: Request, officer_id: int) -> Officer:
    """Nobody does these things to himself."""
    officer = _officer(officer_id)
    if officer.pk == request.actor.officer_id:
        raise PermissionDenied
    return officer


def _confirmed(request: Request) -> ConfirmForm:
    return ConfirmForm(request.POST if request.method == "POST" else None)


def _status(form: ConfirmForm) -> int:
    return 422 if form.errors else 200
