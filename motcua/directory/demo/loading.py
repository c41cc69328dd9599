"""Writes the demonstration province in bulk; what is there already stays as it is, changed or not."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.directory import identity
from motcua.directory.calendars import hours_as_stored, mark_changed
from motcua.directory.demo import DEMO_MARK, DEMO_PASSWORD
from motcua.directory.demo.cast import CITIZENS, ORGANISATIONS, Citizen
from motcua.directory.demo.communes import communes
from motcua.directory.demo.departments import departments
from motcua.directory.demo.names import name
from motcua.directory.demo.plan import SINCE, Plan, PlannedBody, Seat
from motcua.directory.demo.predecessors import predecessors
from motcua.directory.demo.province import CENTRE, province
from motcua.directory.models import (
    Account,
    Body,
    BodyKind,
    Commune,
    FormerCode,
    OfficeHours,
    Officer,
    OldDistrict,
    OneStopOffice,
    Organisation,
    Person,
    Post,
    Representative,
    Succession,
)
from motcua.lib.worktime import PROVINCE_HOURS, DayHours

PROVINCE_CODE = "12"
SATURDAY = 5


@dataclass(frozen=True)
class Loaded:
    """Rows of the demonstration in the tables, new or not."""

    bodies: int
    officers: int
    posts: int
    citizens: int
    organisations: int


@transaction.atomic
def load_demo_province() -> Loaded:
    """The whole demonstration; needs the places (`import_places`)."""
    places = {place.code: place for place in Commune.objects.filter(province__code=PROVINCE_CODE).order_by("code")}
    plan = _plan(places)
    bodies = _save_bodies(plan.bodies, places)
    _save_offices(plan, bodies)
    _save_successions(plan, bodies)
    officers = _save_officers(plan.seats)
    posts = _save_posts(plan.seats, officers, bodies)
    people = _save_people(places)
    _save_organisations(people)
    _save_hours(bodies[CENTRE])
    return Loaded(len(plan.bodies), len(officers), posts, len(people), len(ORGANISATIONS))


def _plan(places: Mapping[str, Commune]) -> Plan:
    plan = province()
    plan.add(departments())
    plan.add(communes(places.values()))
    committees = {
        body.commune: body.code
        for body in plan.bodies
        if body.kind == BodyKind.COMMUNE_COMMITTEE and body.commune is not None
    }
    districts = OldDistrict.objects.filter(province__code=PROVINCE_CODE).order_by("code")
    plan.add(predecessors(districts, committees))
    return plan


def _save_bodies(planned: Sequence[PlannedBody], places: Mapping[str, Commune]) -> dict[str, int]:
    """Level by level, since a child needs the number of its parent; code to number of the row."""
    known = _known_bodies()
    left = [body for body in planned if body.code not in known]
    while left:
        ready = [body for body in left if body.parent is None or body.parent in known]
        made = Body.objects.bulk_create(_body(body, known, places) for body in ready)
        known |= {body.code: body.pk for body in made}
        left = [body for body in left if body.code not in known]
    return known


def _known_bodies() -> dict[str, int]:
    """By the code of today and by those before: an administrator may have given the official one."""
    former = dict(FormerCode.objects.values_list("code", "body_id"))
    return former | dict(Body.objects.values_list("code", "pk"))


def _body(planned: PlannedBody, known: Mapping[str, int], places: Mapping[str, Commune]) -> Body:
    return Body(
        code=planned.code,
        is_code_provisional=planned.parent is not None,  # H35 itself is attested
        name=planned.name,
        short_name=planned.short_name,
        kind=planned.kind,
        level=planned.level,
        parent_id=known[planned.parent] if planned.parent else None,
        commune=places[planned.commune] if planned.commune else None,
        valid_from=planned.valid_from,
        valid_to=planned.valid_to,
    )


def _save_offices(plan: Plan, bodies: Mapping[str, int]) -> None:
    OneStopOffice.objects.bulk_create(
        (
            OneStopOffice(body_id=bodies[each.body], address=each.address, phone=each.phone, email=each.email)
            for each in plan.offices
        ),
        ignore_conflicts=True,
    )


def _save_successions(plan: Plan, bodies: Mapping[str, int]) -> None:
    Succession.objects.bulk_create(
        (
            Succession(
                predecessor_id=bodies[each.predecessor],
                successor_id=bodies[each.successor],
                kind=each.kind,
                on=SINCE,
                basis=each.basis,
            )
            for each in plan.successions
        ),
        ignore_conflicts=True,
    )


def _save_officers(seats: Sequence[Seat]) -> dict[str, int]:
    """Username to number of the officer; the password is hashed once, for all."""
    usernames = [seat.username for seat in seats]
    password = make_password(DEMO_PASSWORD)
    accounts = _missing(
        Account, "username", usernames, lambda username: Account(username=username, password=password, is_demo=True)
    )
    Account.objects.bulk_create(accounts)
    by_name = dict(Account.objects.filter(username__in=usernames, is_demo=True).values_list("username", "pk"))
    Officer.objects.bulk_create(
        (
            Officer(account_id=by_name[seat.username], full_name=name(number), title=f"{seat.title} {DEMO_MARK}")
            for number, seat in enumerate(seats)
            if seat.username in by_name
        ),
        ignore_conflicts=True,
    )
    return dict(Officer.objects.filter(account__in=by_name.values()).values_list("account__username", "pk"))


def _missing(model: Any, field: str, keys: Iterable[str], make: Callable[[str], Any]) -> list[Any]:
    known = set(model.objects.values_list(field, flat=True))
    return [make(key) for key in keys if key not in known]


def _save_posts(seats: Iterable[Seat], officers: Mapping[str, int], bodies: Mapping[str, int]) -> int:
    posts = [
        Post(officer_id=officers[seat.username], body_id=bodies[code], role=role, valid_from=SINCE)
        for seat in seats
        if seat.username in officers
        for code, role in seat.posts
    ]
    Post.objects.bulk_create(posts, ignore_conflicts=True)
    return len(posts)


def _save_people(places: Mapping[str, Commune]) -> dict[str, int]:
    """Personal number to number of the row."""
    Person.objects.bulk_create((_person(citizen, places) for citizen in CITIZENS), ignore_conflicts=True)
    marks = {identity.fingerprint(citizen.number): citizen.number for citizen in CITIZENS}
    rows = Person.objects.filter(number_fingerprint__in=list(marks)).values_list("number_fingerprint", "pk")
    return {marks[bytes(mark)]: pk for mark, pk in rows}


def _person(citizen: Citizen, places: Mapping[str, Commune]) -> Person:
    return Person(
        number_sealed=identity.seal(citizen.number),
        number_fingerprint=identity.fingerprint(citizen.number),
        number_end=citizen.number[-3:],
        full_name=citizen.name,
        born_on=citizen.born_on,
        sex=citizen.sex,
        phone=citizen.phone,
        address=citizen.address,
        commune=places[citizen.commune],
    )


def _save_organisations(people: Mapping[str, int]) -> None:
    Organisation.objects.bulk_create(
        (
            Organisation(code=each.code, name=each.name, address=each.address, phone=each.phone.replace(" ", ""))
            for each in ORGANISATIONS
        ),
        ignore_conflicts=True,
    )
    codes = dict(Organisation.objects.values_list("code", "pk"))
    Representative.objects.bulk_create(
        (
            Representative(
                person_id=people[each.representative],
                organisation_id=codes[each.code],
                valid_from=SINCE,
            )
            for each in ORGANISATIONS
        ),
        ignore_conflicts=True,
    )


def _save_hours(centre: int) -> None:
    """The province's hours, and a Saturday morning of reception in its centre (which counts for no limit)."""
    saturday = PROVINCE_HOURS.on_weekday(SATURDAY, DayHours(PROVINCE_HOURS.week[0].morning))
    OfficeHours.objects.bulk_create(
        (
            OfficeHours(body_id=body, valid_from=SINCE, hours=hours_as_stored(hours))
            for body, hours in ((None, PROVINCE_HOURS), (centre, saturday))
        ),
        ignore_conflicts=True,
    )
    mark_changed()
