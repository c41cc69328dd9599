"""Officers' sign-ins: enrolled, given a password, freed of a lost second factor, closed; never by oneself."""

from dataclasses import asdict
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from motcua.directory.actions.posts import end_posts_held_by
from motcua.directory.actions.sessions import end_sessions
from motcua.directory.actors import Actor
from motcua.directory.details import OfficerDetails
from motcua.directory.errors import NotAllowed, NotFilledIn, NotInForce
from motcua.directory.facts import AccountClosed, OfficerEnrolled, OfficerPasswordGiven, SecondFactorReset
from motcua.directory.models import Account, Officer
from motcua.directory.permissions import demand_administrator
from motcua.directory.phrases import new_phrase
from motcua.journal.recording import hold, record


@transaction.atomic
def enrol_officer(
    *, username: str, full_name: str, title: str = "", phone: str = "", by: Actor, at: datetime
) -> Officer:
    """Make an officer with a sign-in that has no password yet; NotAllowed, NotFilledIn."""
    demand_administrator(by)
    typed = OfficerDetails(username, full_name, title, phone).cleaned()
    hold(f"username:{typed.username}")
    faults = typed.faults()
    if "username" not in faults and Account.objects.filter(username__iexact=typed.username).exists():
        faults["username"] = _("This name is taken.")
    if faults:
        raise NotFilledIn(faults)
    facts = asdict(typed)
    account = Account.objects.create_user(facts.pop("username"))
    officer = Officer.objects.create(account=account, **facts)
    record(OfficerEnrolled(account.pk), subject=_key(officer), by=by.key, at=at, is_new=True)
    return officer


@transaction.atomic
def give_password(officer: Officer, *, by: Actor, at: datetime) -> str:
    """A pass phrase to be told once, kept nowhere and changed at the next sign-in; NotAllowed, NotInForce."""
    account, phrase = _open_account_of(officer, by), new_phrase()
    account.set_password(phrase)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    end_sessions(account)
    record(OfficerPasswordGiven(), subject=_key(officer), by=by.key, at=at)
    return phrase


@transaction.atomic
def keep_own_password(account: Account) -> None:
    """The password is one that the officer chose: nothing leads to the change of it any more."""
    Account.objects.filter(pk=account.pk, must_change_password=True).update(must_change_password=False)


@transaction.atomic
def reset_second_factor(officer: Officer, *, by: Actor, at: datetime) -> None:
    """Forget app, keys and recovery codes, so that others can be set up; NotAllowed, NotInForce."""
    account = _open_account_of(officer, by)
    factors = Authenticator.objects.filter(user=account)
    kinds = sorted(set(factors.values_list("type", flat=True)))
    if not kinds:
        raise NotInForce(_("This officer has no second step."))
    factors.delete()
    end_sessions(account)
    record(SecondFactorReset(kinds), subject=_key(officer), by=by.key, at=at)


@transaction.atomic
def close_account(officer: Officer, *, by: Actor, at: datetime) -> None:
    """Let an officer in no more: today is the last day of every post; NotAllowed, NotInForce."""
    account, today = _open_account_of(officer, by), localdate(at)
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_posts_held_by(officer, valid_to=today, by=by, at=at)
    end_sessions(account)
    record(AccountClosed(today.isoformat()), subject=_key(officer), by=by.key, at=at)


def _open_account_of(officer: Officer, by: Actor) -> Account:
    demand_administrator(by)
    if by.officer_id == officer.pk:
        raise NotAllowed(_("Nobody does this to his own account: ask another administrator."))
    account = Officer.objects.select_for_update().select_related("account").get(pk=officer.pk).account
    if not account.is_active:
        raise NotInForce(_("This account is closed."))
    return account


def _key(officer: Officer) -> str:
    return f"officer:{officer.pk}"
