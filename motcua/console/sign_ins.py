"""How an officer signs in, in words: whether at all, with which second step, when last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import models
from django.utils.translation import gettext_lazy as _

from motcua.directory.models import Account
from motcua.directory.models.sign_ins import Outcome


class State(models.TextChoices):
    """What an account is good for now."""

    OPEN = "open", _("signs in")
    GIVEN = "given", _("must change the password")
    EMPTY = "empty", _("no password yet")
    CLOSED = "closed", _("closed")


TONES = {State.OPEN: "on-time", State.GIVEN: "due-soon", State.EMPTY: "waiting", State.CLOSED: "done"}
KINDS = {
    Authenticator.Type.TOTP: _("app on the telephone"),
    Authenticator.Type.WEBAUTHN: _("security key"),
    Authenticator.Type.RECOVERY_CODES: _("recovery codes"),
}


@dataclass(frozen=True)
class SignsIn:
    """One account; `factors` are the names of the second steps."""

    state: State
    factors: Sequence[object]
    last_at: datetime | None


def state_of(account: Account) -> State:
    """Reads nothing but the account."""
    if not account.is_active:
        return State.CLOSED
    if not account.has_usable_password():
        return State.EMPTY
    return State.GIVEN if account.must_change_password else State.OPEN


def sign_in_of(account: Account) -> SignsIn:
    """All of it; 2 queries."""
    kinds = Authenticator.objects.filter(user=account).values_list("type", flat=True)
    last = account.sign_ins.filter(outcome=Outcome.OPENED).order_by("-at").values_list("at", flat=True).first()
    return SignsIn(state_of(account), [KINDS[Authenticator.Type(kind)] for kind in sorted(set(kinds))], last)
