"""Opening, changing and closing bodies; each writes what happened into the body's journal."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from motcua.directory.actions.posts import end_posts_of
from motcua.directory.actors import Actor
from motcua.directory.bodies import body_with_code
from motcua.directory.errors import CodeTaken, NotFilledIn, NotInForce, StillHasBodies
from motcua.directory.facts import BodyClosed, BodyCodeChanged, BodyOpened, OfficeChanged
from motcua.directory.models import Body, FormerCode, OneStopOffice, Succession
from motcua.directory.permissions import demand_administrator
from motcua.journal.recording import record


@dataclass(frozen=True)
class NewBody:
    """What must be known to open a body."""

    code: str
    name: str
    short_name: str
    kind: str
    level: str
    valid_from: date
    parent_id: int | None = None
    commune_id: int | None = None


@dataclass(frozen=True)
class OfficeDetails:
    """Where people go; `fields_served` are names of fields of procedures, empty = all."""

    address: str
    phone: str = ""
    email: str = ""
    fields_served: Sequence[str] = ()


@transaction.atomic
def open_body(new: NewBody, *, by: Actor, at: datetime) -> Body:
    """Add a body to the tree; NotAllowed, NotFilledIn, CodeTaken."""
    demand_administrator(by)
    _need(code=new.code, name=new.name, short_name=new.short_name)
    _need_free_code(new.code)
    body = Body.objects.create(**{field.name: getattr(new, field.name) for field in fields(new)})
    record(BodyOpened(new.code, new.valid_from.isoformat()), subject=_key(body), by=by.key, at=at, is_new=True)
    return body


@transaction.atomic
def change_body_code(body: Body, code: str, *, by: Actor, at: datetime) -> Body:
    """Give the body its official code; the former one still finds it. NotAllowed, NotFilledIn, CodeTaken."""
    demand_administrator(by)
    body = _locked(body)
    code = code.strip()
    _need(code=code)
    if code != body.code:
        _need_free_code(code, besides=body)
        _keep_former_code(body, code, on=localdate(at))
    before, body.code, body.is_code_provisional = body.code, code, False
    body.save(update_fields=["code", "is_code_provisional"])
    record(BodyCodeChanged(before, code), subject=_key(body), by=by.key, at=at)
    return body


@transaction.atomic
def change_office(body: Body, details: OfficeDetails, *, by: Actor, at: datetime) -> OneStopOffice:
    """Say where people go; hours are the calendar's (`set_office_hours`). NotAllowed, NotFilledIn."""
    demand_administrator(by)
    body = _locked(body)
    _need(address=details.address)
    office = OneStopOffice.objects.filter(body=body).first() or OneStopOffice(body=body)
    values = {field.name: getattr(details, field.name) for field in fields(details)}
    values["fields_served"] = list(details.fields_served)
    changed = [name for name, value in values.items() if getattr(office, name) != value]
    if changed:
        _set(office, values)
        record(OfficeChanged(changed), subject=_key(body), by=by.key, at=at)
    return office


@transaction.atomic
def close_body(
    body: Body, successors: Sequence[Body], *, kind: str, on: date, basis: str, by: Actor, at: datetime
) -> Body:
    """Close a body the day before `on`, hand its work to its successors and end its posts (rulebook G.2-1, 7).

    NotAllowed, NotFilledIn, NotInForce, StillHasBodies. Dossiers move by the succession, never by editing them (B.8).
    """
    demand_administrator(by)
    body = _locked(body)
    _need(basis=basis, successors=successors)
    _need_closable(body, successors, on)
    body.valid_to = on - timedelta(days=1)
    body.save(update_fields=["valid_to"])
    Succession.objects.bulk_create(
        Succession(predecessor=body, successor=successor, kind=kind, on=on, basis=basis) for successor in successors
    )
    end_posts_of(body, valid_to=body.valid_to, by=by, at=at)
    heirs = [successor.pk for successor in successors]
    record(BodyClosed(kind, on.isoformat(), basis, heirs), subject=_key(body), by=by.key, at=at)
    return body


def _need_closable(body: Body, successors: Sequence[Body], on: date) -> None:
    before = on - timedelta(days=1)
    if body.valid_from > before or (body.valid_to and body.valid_to < on):
        raise NotInForce(_("%(body)s is not in force on that date.") % {"body": body})
    if outside := [heir.name for heir in successors if heir.pk == body.pk or not _is_in_force(heir, on)]:
        raise NotInForce(_("Cannot take over the work on that date: %(bodies)s.") % {"bodies": ", ".join(outside)})
    below = Body.objects.filter(parent=body).in_force(on).order_by("code").values_list("name", flat=True)
    if names := ", ".join(below):
        raise StillHasBodies(_("Close these first, each with its own successor: %(bodies)s.") % {"bodies": names})


def _is_in_force(body: Body, on: date) -> bool:
    return body.valid_from <= on and (body.valid_to is None or body.valid_to >= on)


def _locked(body: Body) -> Body:
    return Body.objects.select_for_update().get(pk=body.pk)


def _need(**values: object) -> None:
    faults = {name: _("Fill this in.") for name, value in values.items() if not (value and str(value).strip())}
    if faults:
        raise NotFilledIn(faults)


def _need_free_code(code: str, *, besides: Body | None = None) -> None:
    owner = body_with_code(code)
    if owner and owner != besides:
        raise CodeTaken(_("The code %(code)s belongs to %(body)s.") % {"code": code, "body": owner})


def _keep_former_code(body: Body, new_code: str, *, on: date) -> None:
    FormerCode.objects.filter(body=body, code=new_code).delete()  # back to a code it had before
    FormerCode.objects.create(body=body, code=body.code, valid_to=on)


def _set(office: OneStopOffice, values: dict[str, object]) -> None:
    for name, value in values.items():
        setattr(office, name, value)
    office.save()


def _key(body: Body) -> str:
    return f"body:{body.pk}"
