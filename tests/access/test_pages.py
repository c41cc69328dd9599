"""Every page × everybody: who may enter is written here by hand, apart from the code that decides it."""

import re
from collections.abc import Iterator
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from motcua.directory.models import Account, Body, BodyKind, Level
from motcua.directory.roles import Role
from tests.directory.makers import make_body, make_citizen, make_officer

pytestmark = pytest.mark.django_db
R = Role
NOBODY, CITIZEN = "nobody", "citizen"
OFFICERS = frozenset(role.value for role in Role)
COUNTER = frozenset({R.RECEPTION_OFFICER, R.RETURN_OFFICER, R.ONE_STOP_HEAD})
DESK = frozenset({R.CASE_OFFICER, R.DIVISION_HEAD, R.SIGNATORY, R.RECORDS_CLERK, R.HEAD, R.ONE_STOP_HEAD})
BOARD = frozenset({R.HEAD, R.ONE_STOP_HEAD, R.DIVISION_HEAD, R.SIGNATORY, R.PROCEDURE_CONTROL, R.INSPECTOR})
CONSOLE = frozenset({R.ADMINISTRATOR, R.PROCEDURE_CONTROL})
SIGNED_IN = OFFICERS | {CITIZEN}
EVERYBODY = SIGNED_IN | {NOBODY}

# The first line that fits an address says who may enter.
WHO = [
    (r"counter/(dossiers/[^/]+/)?payments/", frozenset({R.CASHIER})),
    (r"counter/silences/|counter/redirections/|counter/dossiers/[^/]+/redirection/", frozenset({R.ONE_STOP_HEAD})),
    (r"counter/", COUNTER),
    (r"desk/forecast/", frozenset({R.HEAD, R.DIVISION_HEAD, R.ONE_STOP_HEAD})),
    (r"desk/team/", frozenset({R.HEAD, R.DIVISION_HEAD, R.ONE_STOP_HEAD})),
    (r"desk/", DESK),
    (r"board/", BOARD),
    (r"console/(posts|delegations|officers|organisations|mandates|outages|operating)/", frozenset({R.ADMINISTRATOR})),
    (r"console/bodies/\d+/.", frozenset({R.ADMINISTRATOR})),
    (r"console/calendar/.", frozenset({R.ADMINISTRATOR})),
    (r"console/", CONSOLE),
    (r"filings/new/", EVERYBODY),  # what is needed is said before signing in
    (r"(filings|dossiers|notices)/", frozenset({CITIZEN})),  # officers are shown the way to their own doors
    (r"accounts/(login|logout|inactive|vneid|2fa/authenticate)/", EVERYBODY),
    (r"accounts/|account/second-factor/", OFFICERS),
    (r"account/reads/", frozenset({CITIZEN})),  # who read my dossiers: only a person has dossiers of their own
    (r"account/|welcome/", SIGNED_IN),
    (r"", EVERYBODY),
]
UNKNOWN = {"uuid": str(UUID(int=7)), "int": "987654321", "str": "9.999999", "slug": "x"}


def addresses(resolver: URLResolver, before: str = "") -> Iterator[str]:
    """Every address of the product, with ids that belong to nothing."""
    for pattern in resolver.url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield _filled(path)


def _filled(path: str) -> str:
    path = re.sub(r"\(\?P<\w+>[^)]*\)", UNKNOWN["str"], path)
    path = re.sub(r"<(\w+):\w+>", lambda found: UNKNOWN.get(found[1], "x"), path)
    path = re.sub(r"<\w+>", "x", path)
    return path.replace("^", "").replace("$", "").replace("\\Z", "")


def allowed(path: str) -> frozenset[str]:
    return next(frozenset(who) for pattern, who in WHO if re.match(pattern, path))


ADDRESSES = sorted(set(addresses(get_resolver())))


def client_of(who: str) -> Client:
    client = Client(raise_request_exception=True)
    if who == CITIZEN:
        client.force_login(make_citizen()[0])
    elif who != NOBODY:
        officer, _actor = make_officer(_seat(who), who)
        account = Account.objects.get(officer=officer)
        account.set_password("a password of this test")
        account.save()
        client.force_login(account)
    return client


def _seat(role: str) -> Body:
    """Where the role has its seat: the console belongs to the province's own committee."""
    if role in (R.ADMINISTRATOR, R.PROCEDURE_CONTROL, R.INSPECTOR):
        return make_body(kind=BodyKind.PROVINCE_COMMITTEE, level=Level.PROVINCE)
    return make_body(kind=BodyKind.COMMUNE_COMMITTEE)


def enters(client: Client, path: str) -> bool:
    """Whether the door opened: what lies behind may still be "not there", or want another method."""
    answer = client.get(f"/{path}")
    assert answer.status_code < 500, path
    leads_to_sign_in = answer.status_code == 302 and answer["Location"].startswith("/accounts/login/?next=")
    return answer.status_code != 403 and not leads_to_sign_in


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_each_page_lets_in_whom_it_should(who: str) -> None:
    client = client_of(who)
    wrong = []
    for path in ADDRESSES:
        if path.startswith(("accounts/logout", "static/", "healthz", "readyz", "metrics")):
            continue
        if enters(client, path) != (who in allowed(path)):
            wrong.append((path, "should enter" if who in allowed(path) else "should not enter"))
    assert not wrong


def test_every_door_has_addresses() -> None:
    for door in ("counter/", "desk/", "board/", "console/", "filings/", "dossiers/"):
        assert any(path.startswith(door) for path in ADDRESSES), door
