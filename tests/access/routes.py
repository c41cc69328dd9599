"""The acts of routes and of work handed on, as rows of the table in `test_acts`."""

from collections.abc import Callable
from typing import Any

from motcua.catalogue.models import Service
from motcua.directory.actors import Actor
from motcua.directory.roles import Role as R
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from tests.catalogue.makers import make_handling, make_route
from tests.directory.makers import make_officer
from tests.dossiers.makers import NINE, Office, make_dossier
from tests.dossiers.walking import ABREAST, ADVISED, make_abreast, side_of

DRAFT = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
SITTING = {"sat_at": NINE, "members": "Bà A", "conclusion": "Nhất trí"}
Act = Callable[[Dossier, Actor], Any]


def by_route(office: Office, steps: list[tuple[Any, ...]]) -> Office:
    """The same office with a service that walks these steps."""
    service = Service.objects.get(pk=office.service.pk)
    service.pk, service.handling = None, make_handling(route=make_route(steps=steps), limit_value=30)
    service.save()
    office.service = service
    return office


def abreast(office: Office) -> Dossier:
    return make_abreast(by_route(office, ABREAST))


def in_council(office: Office) -> Dossier:
    dossier = make_dossier(by_route(office, ADVISED))
    actions.draft_decision(dossier.pk, **DRAFT, by=office.case, at=NINE)
    return actions.complete_step(dossier.pk, by=office.case, at=NINE)


def taken(office: Office) -> Dossier:
    dossier = make_dossier(office)
    return actions.take(dossier.pk, by=office.case, at=NINE)


def beside(verb: Callable[..., Any]) -> Act:
    return lambda dossier, actor: verb(dossier.pk, task_id=side_of(dossier).pk, by=actor, at=NINE)


def hand_on(dossier: Dossier, actor: Actor) -> Any:
    to = make_officer(dossier.competent, R.CASE_OFFICER, on=NINE.date())[1]
    values = {"from_officer_id": dossier.holder_id, "officer_id": to.officer_id}
    return actions.hand_on(dossier.pk, **values, by=actor, at=NINE)


def switch(dossier: Dossier, actor: Actor) -> Any:
    other = make_handling(version=dossier.handling.version, number=dossier.pk + 1, route=make_route())
    words = {"handling_id": other.pk, "ground": "Quy trình mới", "basis": "QĐ 9/2026"}
    return actions.switch_route(dossier.pk, **words, by=actor, at=NINE)


ROUTES: dict[str, tuple[Callable[[Office], Dossier], Act, set[R]]] = {
    "take beside": (abreast, beside(actions.take_side_step), {R.RECORDS_CLERK}),
    "finish beside": (abreast, beside(actions.complete_side_step), {R.RECORDS_CLERK}),
    "conclude a council": (
        in_council,
        lambda dossier, actor: actions.conclude_council(dossier.pk, **SITTING, by=actor, at=NINE),
        {R.DIVISION_HEAD},
    ),
    "hand on": (taken, hand_on, {R.HEAD, R.DIVISION_HEAD}),
    "unassign": (
        taken,
        lambda dossier, actor: actions.unassign(dossier.pk, by=actor, at=NINE),
        {R.HEAD, R.DIVISION_HEAD},
    ),
    "switch the route": (make_dossier, switch, {R.HEAD}),
    "settle now": (
        lambda office: make_dossier(office, Status.ACCEPTED),
        lambda dossier, actor: actions.settle_now(dossier.pk, **DRAFT, by=actor, at=NINE),
        set(),  # one post is never enough: see tests/dossiers/test_walking.py
    ),
}
