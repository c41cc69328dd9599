"""Acts between agencies: parts of a linked group, dossiers received for others, dossiers sent to the right agency."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from motcua.catalogue.models import LinkedPart, Reach, Service
from motcua.directory.actors import Actor
from motcua.directory.models import BodyKind
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier, Redirection
from motcua.dossiers.verifying import BIRTH_GROUP, RESIDENCE
from tests.catalogue.makers import PUBLISHED, make_handling, make_service
from tests.directory.makers import make_body, make_officer, make_one_stop
from tests.dossiers.makers import NINE, Office, make_dossier, make_intake, make_office

RECEPTION = {Role.RECEPTION_OFFICER, Role.ONE_STOP_HEAD}
Act = Callable[[Dossier, Actor], Any]


def part(office: Office) -> Dossier:
    """The office's part of a group, just begun."""
    whole, own = make_handling(published_at=None), office.service
    code = own.handling.version.procedure.code
    LinkedPart.objects.create(handling=whole, no=1, name="Một", procedure_code=code, agency="x")
    whole.published_at = PUBLISHED
    whole.save(update_fields=["published_at"])
    group = make_service(handling=whole, competent=own.competent, one_stop=own.one_stop)
    parent = actions.receive(make_intake(group), by=office.reception, at=NINE)
    return parent.children.get()


def received_here(office: Office) -> Dossier:
    """What the office received for another and still holds."""
    return _received(office, make_office(), pass_now=False)


def received_elsewhere(office: Office) -> Dossier:
    """What another office received for this one and passed on."""
    return _received(make_office(), office, pass_now=True)


def _received(here: Office, there: Office, *, pass_now: bool) -> Dossier:
    listed = {"scope": "province", "basis": "QĐ 1"}
    code = there.service.handling.version.procedure.code
    Reach.objects.get_or_create(procedure_code=code, valid_from=date(2026, 1, 1), defaults=listed)
    given = {"receiving_id": here.service.one_stop_id, "by": here.reception, "at": NINE, "pass_now": pass_now}
    return actions.receive_for_other(make_intake(there.service), **given)


def misplaced(office: Office) -> Dossier:
    """A dossier of the office that another body could settle."""
    _twin(office.service)
    return make_dossier(office)


def offered(office: Office) -> Dossier:
    """A dossier of another office that was offered to this one."""
    theirs = _twin(office.service)
    there = make_office(handling=make_handling())
    there.service.delete()
    there.service = theirs
    there.reception = make_officer(theirs.one_stop, Role.RECEPTION_OFFICER, on=NINE.date())[1]
    dossier = make_dossier(there)
    head = make_officer(theirs.one_stop, Role.ONE_STOP_HEAD, on=NINE.date())[1]
    actions.ask_redirection(dossier.pk, service_id=office.service.pk, reason="x", by=head, at=NINE)
    return dossier


def _twin(service: Service) -> Service:
    """The same procedure at another body with a one-stop unit of its own."""
    committee = make_body(kind=BodyKind.COMMUNE_COMMITTEE)
    return make_service(competent=committee, one_stop=make_one_stop(committee), handling=service.handling)


def ask(dossier: Dossier, actor: Actor) -> None:
    target = Service.objects.filter(handling=dossier.handling_id).exclude(competent=dossier.competent_id)[0]
    actions.ask_redirection(dossier.pk, service_id=target.pk, reason="x", by=actor, at=NINE)


def agree(dossier: Dossier, actor: Actor) -> None:
    actions.agree_to_redirection(Redirection.objects.get(dossier=dossier).pk, by=actor, at=NINE)


def decline(dossier: Dossier, actor: Actor) -> None:
    actions.decline_redirection(Redirection.objects.get(dossier=dossier).pk, reason="x", by=actor, at=NINE)


def by_verb(verb: Callable[..., Any]) -> Act:
    return lambda dossier, actor: verb(dossier.pk, by=actor, at=NINE)


def residence(office: Office) -> Dossier:
    """The office's part of the birth group, to which the decree gives a longer limit for verifying."""
    dossier = part(office)
    Dossier.objects.filter(pk=dossier.parent_id).update(procedure_code=BIRTH_GROUP)
    Dossier.objects.filter(pk=dossier.pk).update(procedure_code=RESIDENCE)
    return dossier


def declare(dossier: Dossier, actor: Actor) -> None:
    actions.declare_verification(dossier.pk, reason="Xác minh chỗ ở", by=actor, at=NINE)


LINKING: dict[str, tuple[Callable[[Office], Dossier], Act, set[Role]]] = {
    "acknowledge a part": (part, by_verb(actions.acknowledge), {*RECEPTION, Role.CASE_OFFICER}),
    "declare verification": (residence, declare, {Role.CASE_OFFICER}),
    "pass to the competent unit": (received_here, by_verb(actions.pass_to_competent), RECEPTION),
    "take over": (received_elsewhere, by_verb(actions.take_over), RECEPTION),
    "ask another agency": (misplaced, ask, {Role.ONE_STOP_HEAD}),
    "agree to take": (offered, agree, {Role.ONE_STOP_HEAD}),
    "decline to take": (offered, decline, {Role.ONE_STOP_HEAD}),
}
