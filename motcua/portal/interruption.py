"""A session that ended in the middle of a form: what was typed is kept, sealed, until the same browser signs in."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseBase, QueryDict
from django.utils.translation import gettext as _

from motcua.directory import identity
from motcua.directory.access import Request, open_to_all
from motcua.dossiers.models import Draft

KEY = "typed"  # in the session: {"path": …, "sealed": …}
LARGEST = 200_000  # characters of a form


def kept_through_sign_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Open to all only to catch a form sent without a session; the page within still lets in its owner alone."""

    @open_to_all
    @wraps(view)
    def entered(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.actor.account_id is not None:
            return view(request, *args, **kwargs)
        # Only for a filing that there is: strangers cannot fill the table of sessions.
        if request.method == "POST" and Draft.objects.unsent().filter(public_id=kwargs["public_id"]).exists():
            _keep(request)
        return redirect_to_login(request.get_full_path(), settings.LOGIN_URL)

    return entered


def typed_before(request: Request) -> QueryDict | None:
    """The form that was sent here before signing in; it is given once, and not at all after its key was retired."""
    kept = request.session.get(KEY)
    if request.method != "GET" or not kept or kept["path"] != request.path:
        return None
    del request.session[KEY]
    try:
        typed = QueryDict(identity.unseal(kept["sealed"].encode()))
    except InvalidToken:
        messages.warning(request, _("You are signed in again. What you typed last was not kept: check this page."))
        return None
    messages.success(request, _("You are signed in again. What you typed before was kept."))
    return typed


def _keep(request: Request) -> None:
    said = request.POST.copy()
    said.pop("csrfmiddlewaretoken", None)
    typed = said.urlencode()
    if len(typed) <= LARGEST:
        request.session[KEY] = {"path": request.path, "sealed": identity.seal(typed).decode()}
