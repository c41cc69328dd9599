"""Open sessions of an account: ended from elsewhere, and kept tied to their sign-in."""

from importlib import import_module

from django.conf import settings
from django.db import transaction

from motcua.directory.models import Account
from motcua.directory.models.sign_ins import SignIn


@transaction.atomic
def end_other_sessions(account: Account, *, current: str) -> int:
    """Sign the account out of every other browser; returns how many."""
    others = SignIn.objects.filter(account=account).exclude(session__in=["", current])
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for key in others.values_list("session", flat=True):
        store(key).delete()
    return others.update(session="")


@transaction.atomic
def end_sessions(account: Account) -> int:
    """Sign the account out of every browser; returns how many."""
    return end_other_sessions(account, current="")


@transaction.atomic
def session_renamed(account: Account, *, was: str, now: str) -> None:
    """Keep the sign-in tied to its session when the session gets a new key (a changed password)."""
    SignIn.objects.filter(account=account, session=was).update(session=now)
