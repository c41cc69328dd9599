"""Everybody who may meet a dossier: two places that work together, those above them, and strangers."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from motcua.catalogue.models import LinkedPart, Reach, Service
from motcua.directory.actors import Actor, actor_of
from motcua.directory.models import Account, BodyKind
from motcua.directory.roles import Role
from motcua.documents.models import File
from motcua.dossiers.models import Dossier
from motcua.dossiers.verifying import BIRTH_GROUP, RESIDENCE
from tests.catalogue.makers import (
    PUBLISHED,
    make_handling,
    make_procedure,
    make_route,
    make_service,
    make_version,
)
from tests.directory.makers import make_administrator, make_body, make_citizen, make_officer
from tests.dossiers.consulting import WITH_VISIT_AND_SUBMISSION
from tests.dossiers.makers import NINE, Office, make_file, make_office
from tests.dossiers.outside import TAXED, TAXED_BESIDE
from tests.dossiers.walking import ABREAST, ADVISED, FORKED, make_all_rounder

AT_THE_STEP = {
    Role.CASE_OFFICER: "case",
    Role.SIGNATORY: "signatory",
    Role.RECORDS_CLERK: "clerk",
    Role.DIVISION_HEAD: "division_head",
    Role.HEAD: "head",
    Role.RECEPTION_OFFICER: "reception",
    Role.RETURN_OFFICER: "returning",
}
AT_THE_COUNTER = frozenset({"reception", "returning", "cashier", "one_stop_head"})
LIMITS = {"in hours": (20, "workhour"), "in days": (5, "day")}
ROUTES: dict[str, list[tuple[Any, ...]]] = {
    "abreast": ABREAST,
    "forked": FORKED,
    "advised": ADVISED,
    "with visits": WITH_VISIT_AND_SUBMISSION,
    "taxed": TAXED,
    "taxed beside": TAXED_BESIDE,
}


@dataclass
class Place(Office):
    """An office with those whom the makers leave out."""

    cashier: Actor
    one_stop_head: Actor
    division_head: Actor
    all_rounder: Actor

    @property
    def officers(self) -> list[Actor]:
        return [getattr(self, each.name) for each in fields(self) if each.name != "service"]

    def on(self, day: date) -> Place:
        """The same officers with the posts that they hold or have inherited on that day."""
        names = [each.name for each in fields(self) if each.name != "service"]
        accounts = Account.objects.in_bulk([getattr(self, name).account_id for name in names])
        changed: dict[str, Any] = {name: actor_of(accounts[getattr(self, name).account_id], day) for name in names}
        return replace(self, **changed)


@dataclass
class People:
    """Where dossiers begin, whom it asks and sends some to, who watches over both, and who has no part in it.

    `heir` is the place into which the first may be merged, and after that the place that is gone.
    """

    here: Place
    there: Place
    elsewhere: Place
    heir: Place
    citizen: Actor
    other_citizen: Actor
    administrator: Actor
    control: Actor
    services: dict[str, Service]
    file: File  # an answer, a result, the minutes of a meeting: always the same

    def __post_init__(self) -> None:
        above = [self.citizen, self.administrator, self.control]
        self.ours = [*self.here.officers, *self.there.officers, *above]
        self.strangers = [*self.elsewhere.officers, *self.heir.officers, self.other_citizen]

    def merged(self, on: date) -> People:
        """From that day the heir's officers stand where the first place's stood, who have no part in it any more."""
        return replace(self, here=self.heir.on(on), heir=self.here.on(on))

    def place_of(self, body_id: int | None) -> Place:
        there = self.there.service
        return self.there if body_id in (there.competent_id, there.one_stop_id) else self.here

    def committees_of(self, body_id: int) -> set[int]:
        """The committee there, and at the first place the one that is gone too, once it was merged."""
        place = self.place_of(body_id)
        both = (self.here, self.heir) if place is self.here else (place,)
        return {each.service.competent_id for each in both}

    def other_than(self, dossier: Dossier) -> Place:
        return self.here if self.place_of(dossier.competent_id) is self.there else self.there

    def usual(self, who: str, dossier: Dossier) -> Actor:
        """The person whose part it is on a good day, there, or at the "other" or the "competent" place.

        "step" is whoever has the open step.
        """
        if who in ("citizen", "administrator", "control"):
            return getattr(self, who)  # type: ignore[no-any-return]
        place, _space, role = who.rpartition(" ")
        if place:
            at = self.other_than(dossier) if place == "other" else self.place_of(dossier.competent_id)
            return getattr(at, role)  # type: ignore[no-any-return]
        if who == "step":
            return self._at_the_step(dossier)
        body_id = dossier.receiving_id if who in AT_THE_COUNTER else dossier.competent_id
        return getattr(self.place_of(body_id), who)  # type: ignore[no-any-return]

    def _at_the_step(self, dossier: Dossier) -> Actor:
        holding = [actor for actor in self.ours if dossier.holder_id and actor.officer_id == dossier.holder_id]
        role = AT_THE_STEP[Role(dossier.step.role)] if dossier.step else "case"
        return holding[0] if holding else getattr(self.place_of(dossier.holder_body_id), role)


def make_people() -> People:
    here, there, elsewhere, heir = (make_place() for _ in range(4))
    control = make_officer(make_body(kind=BodyKind.PROVINCE_COMMITTEE), Role.PROCEDURE_CONTROL, on=NINE.date())[1]
    administrator = make_administrator(on=NINE.date())
    citizens = make_citizen()[1], make_citizen()[1]
    file = make_file(media_type="application/pdf")
    return People(here, there, elsewhere, heir, *citizens, administrator, control, _services(here, there), file)


def make_place() -> Place:
    office, on = make_office(), NINE.date()
    service = office.service
    return Place(
        **vars(office),
        cashier=make_officer(service.one_stop, Role.CASHIER, on=on)[1],
        one_stop_head=make_officer(service.one_stop, Role.ONE_STOP_HEAD, on=on)[1],
        division_head=make_officer(service.competent, Role.DIVISION_HEAD, on=on)[1],
        all_rounder=make_all_rounder(office),
    )


def _services(here: Place, there: Place) -> dict[str, Service]:
    """What the first place settles, by the kind of life; the second settles the plain one too, and one alone."""
    services = {"plain": here.service}
    for name, steps in ROUTES.items():
        silence = "refuse" if name == "forked" else "stop"
        rule: dict[str, Any] = {"limit_value": 6, "supplement_workdays": 2, "on_silence": silence}
        services[name] = _settled(here, make_handling(route=make_route(steps=steps), **rule))
    for name, (value, unit) in LIMITS.items():
        services[name] = _settled(here, make_handling(limit_value=value, limit_unit=unit))
    services["for another"], services["twin"] = there.service, _settled(there, here.service.handling)
    _let_others_receive(there.service)
    services["group"] = _group(here)
    make_handling(version=here.service.handling.version, number=9, route=make_route(), limit_value=5)
    return services


def _settled(place: Place, handling: Any) -> Service:
    return make_service(competent=place.service.competent, one_stop=place.service.one_stop, handling=handling)


def _let_others_receive(service: Service) -> None:
    code = service.handling.version.procedure.code
    Reach.objects.create(procedure_code=code, scope="province", basis="QĐ 1", valid_from=date(2026, 1, 1))


def _group(place: Place) -> Service:
    """Birth first, then residence, which may have to be verified; a card that waits for nothing."""
    whole = make_handling(version=make_version(procedure=make_procedure(code=BIRTH_GROUP)), published_at=None)
    for no, name, before in ((1, "Khai sinh", []), (2, "Thường trú", [1]), (3, "Thẻ", [])):
        procedure = make_procedure(code=RESIDENCE) if no == 2 else make_procedure()
        rule: dict[str, Any] = {"version": make_version(procedure=procedure), "limit_value": 2}
        handling = _settled(place, make_handling(**rule)).handling
        code = handling.version.procedure.code
        drawn = {"no": no, "name": name, "procedure_code": code, "agency": name, "depends_on": before}
        LinkedPart.objects.create(handling=whole, follows=handling, **drawn)
    whole.published_at = PUBLISHED
    whole.save(update_fields=["published_at"])
    return _settled(place, whole)
