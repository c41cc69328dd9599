"""Makers: a birth group of three procedures and a choice, each settled by an agency of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from motcua.catalogue.models import Handling, LinkedPart, Service
from motcua.directory.actors import Actor
from motcua.directory.models import BodyKind
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions.following import carry_on
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event
from tests.catalogue.makers import PUBLISHED, make_handling, make_procedure, make_service, make_version
from tests.directory.makers import make_body, make_officer, make_one_stop
from tests.dossiers.makers import NINE, make_file, make_intake

# no, name, limit in working days, depends on, optional
PARTS = [
    (1, "Đăng ký khai sinh", 1, [], False),
    (2, "Đăng ký thường trú", 2, [1], False),
    (3, "Cấp thẻ bảo hiểm y tế", 2, [1], False),
    (4, "Cấp thẻ căn cước", 4, [1], True),
]
WORDS = {"outcome": "granted", "title": "Giấy khai sinh", "text": "Đồng ý."}


@dataclass
class Agency:
    """A body that settles one part, with an officer in each role."""

    service: Service
    case: Actor
    signatory: Actor
    clerk: Actor


@dataclass
class Group:
    """The service of the whole, its one-stop unit, and the agency of each part by number."""

    service: Service
    reception: Actor
    returning: Actor
    one_stop_head: Actor
    agencies: dict[int, Agency]


def make_agency(one_stop: Any, **facts: Any) -> Agency:
    body, on = make_body(kind=BodyKind.VERTICAL_AGENCY), NINE.date()
    return Agency(
        service=make_service(competent=body, one_stop=one_stop, **facts),
        case=make_officer(body, Role.CASE_OFFICER, on=on)[1],
        signatory=make_officer(body, Role.SIGNATORY, on=on)[1],
        clerk=make_officer(body, Role.RECORDS_CLERK, on=on)[1],
    )


def make_group(parts: Sequence[tuple[Any, ...]] = PARTS, codes: Mapping[int, str] | None = None) -> Group:
    """A group whose parts follow handlings of their own limits, all received at one one-stop unit.

    `codes` are the procedure codes of parts by number, 0 for the whole; the others have any.
    """
    codes = codes or {}
    committee, on = make_body(kind=BodyKind.COMMUNE_COMMITTEE), NINE.date()
    one_stop = make_one_stop(committee)
    agencies = {no: make_agency(one_stop, **_coded(codes.get(no))) for no, *_rest in parts}
    whole = make_handling(**_version(codes.get(0)), published_at=None)
    LinkedPart.objects.bulk_create(_part(whole, agencies[part[0]], *part) for part in parts)
    whole.published_at = PUBLISHED
    whole.save(update_fields=["published_at"])
    return Group(
        service=make_service(competent=committee, one_stop=one_stop, handling=whole),
        reception=make_officer(one_stop, Role.RECEPTION_OFFICER, on=on)[1],
        returning=make_officer(one_stop, Role.RETURN_OFFICER, on=on)[1],
        one_stop_head=make_officer(one_stop, Role.ONE_STOP_HEAD, on=on)[1],
        agencies=agencies,
    )


def _coded(code: str | None) -> dict[str, Any]:
    return {"handling": make_handling(**_version(code))} if code else {}


def _version(code: str | None) -> dict[str, Any]:
    return {"version": make_version(procedure=make_procedure(code=code))} if code else {}


def _part(
    whole: Handling, agency: Agency, no: int, name: str, days: int, before: list[int], is_optional: bool
) -> LinkedPart:
    version = agency.service.handling.version
    follows = make_handling(version=version, number=2, limit_value=days)
    code = version.procedure.code
    drawn = {"no": no, "name": name, "procedure_code": code, "agency": name, "depends_on": before}
    return LinkedPart(handling=whole, follows=follows, is_optional=is_optional, **drawn)


def make_parent(group: Group, at: datetime = NINE, **facts: Any) -> Dossier:
    """The whole, received at the counter and passed on: its first part has begun."""
    return actions.receive(make_intake(group.service, **facts), by=group.reception, at=at)


def child_of(parent: Dossier, no: int) -> Dossier:
    child = parent.branches.select_related("child").get(no=no).child
    assert child is not None
    return child


def states_of(parent: Dossier) -> dict[int, str]:
    return dict(parent.branches.values_list("no", "state"))


def grant_part(group: Group, parent: Dossier, no: int, at: datetime = NINE + timedelta(hours=1)) -> Dossier:
    """Through draft, signature and issue; then what follows from it is carried out as the queue would."""
    child, agency = child_of(parent, no), group.agencies[no]
    _draft(child, agency, at)
    actions.approve(child.pk, by=agency.signatory, at=at)
    actions.grant(child.pk, by=agency.clerk, at=at, file=make_file(media_type="application/pdf"))
    return carried(child)


def refuse_part(group: Group, parent: Dossier, no: int, at: datetime = NINE + timedelta(hours=1)) -> Dossier:
    child, agency = child_of(parent, no), group.agencies[no]
    _draft(child, agency, at)
    actions.refuse(child.pk, ground="Không đủ điều kiện", by=agency.signatory, at=at)
    return carried(child)


def carried(dossier: Dossier) -> Dossier:
    """Carry on what follows from the dossier's last event."""
    carry_on(Event.objects.filter(subject=dossier.subject).order_by("-sequence")[0])
    return Dossier.objects.get(pk=dossier.pk)


def _draft(child: Dossier, agency: Agency, at: datetime) -> None:
    actions.draft_decision(child.pk, **WORDS, by=agency.case, at=at)
    actions.complete_step(child.pk, by=agency.case, at=at)
