"""Makers: a valid body, officer, person or organisation, so that a test states only what matters to it."""

from datetime import date
from itertools import count
from typing import Any

from motcua.directory import identity
from motcua.directory.actors import Actor, actor_of
from motcua.directory.models import (
    Account,
    Body,
    BodyKind,
    Commune,
    Level,
    Officer,
    Organisation,
    Person,
    Post,
    Province,
    Representative,
)
from motcua.directory.roles import Role
from motcua.lib.text import fold

SINCE = date(2025, 7, 1)
_numbers = count(1)


def make_province(**facts: Any) -> Province:
    """Lai Châu (code 12), made once."""
    facts = {"code": "12", "name": "Lai Châu", "full_name": "Tỉnh Lai Châu", "unit_type": "Tỉnh", **facts}
    province, _ = Province.objects.get_or_create(
        code=facts.pop("code"), defaults={**facts, "folded": fold(facts["full_name"])}
    )
    return province


def make_commune(**facts: Any) -> Commune:
    """Phường Tân Phong (code 03408), made once."""
    facts = {
        "code": "03408",
        "name": "Tân Phong",
        "full_name": "Phường Tân Phong",
        "unit_type": "Phường",
        **facts,
    }
    province = facts.pop("province", None) or make_province()
    commune, _ = Commune.objects.get_or_create(
        code=facts.pop("code"), defaults={**facts, "province": province, "folded": fold(facts["full_name"])}
    )
    return commune


def make_body(**facts: Any) -> Body:
    """A commune committee in force since 01/07/2025 with a code of its own."""
    number = next(_numbers)
    defaults = {
        "code": f"H35.900.{number}",
        "name": f"UBND xã Thử {number}",
        "short_name": f"UBND xã Thử {number}",
        "kind": BodyKind.COMMUNE_COMMITTEE,
        "level": Level.COMMUNE,
        "valid_from": SINCE,
    }
    return Body.objects.create(**{**defaults, **facts})


def make_one_stop(parent: Body, **facts: Any) -> Body:
    """The one-stop centre of a body."""
    return make_body(**{"kind": BodyKind.ONE_STOP_CENTRE, "level": parent.level, "parent": parent, **facts})


def make_officer(body: Body, role: Role | str, **facts: Any) -> tuple[Officer, Actor]:
    """An officer who holds one post, and the actor of today (or of the day `on`)."""
    number = next(_numbers)
    on = facts.pop("on", None) or date.today()
    account = Account.objects.create(
        username=facts.pop("username", f"officer{number}"), password=facts.pop("password", "!")
    )
    officer = Officer.objects.create(account=account, **{"full_name": f"Lò Văn Thử {number}", **facts})
    make_post(officer, body, role)
    return officer, actor_of(account, on)


def make_post(officer: Officer, body: Body, role: Role | str, **facts: Any) -> Post:
    """A post held since 01/07/2025."""
    return Post.objects.create(officer=officer, body=body, role=role, **{"valid_from": SINCE, **facts})


def make_person(**facts: Any) -> Person:
    """A woman born in 1990 with an invented number; pass `number` to choose it."""
    number = facts.pop("number", None) or f"012190{next(_numbers):06}"
    defaults = {"full_name": "Lò Thị Thử", "born_on": date(1990, 5, 17), "sex": "female", "phone": "0912345678"}
    return Person.objects.create(
        number_sealed=identity.seal(number),
        number_fingerprint=identity.fingerprint(number),
        number_end=number[-3:],
        **{**defaults, **facts},
    )


def make_citizen(person: Person | None = None, **facts: Any) -> tuple[Account, Actor]:
    """A signed-in citizen: the account of a person, and the actor of today."""
    person = person or make_person(**facts)
    account = Account.objects.create(username=f"citizen{next(_numbers)}", password="!", person=person)
    return account, actor_of(account, date.today())


def make_organisation(representative: Person | None = None, **facts: Any) -> Organisation:
    """A company with a valid tax code; its representative, when given, acts for it since 01/07/2025."""
    code = facts.pop("code", None) or tax_code(next(_numbers))
    organisation = Organisation.objects.create(code=code, **{"name": "Công ty TNHH Thử Nghiệm", **facts})
    if representative:
        Representative.objects.create(person=representative, organisation=organisation, valid_from=SINCE)
    return organisation


def tax_code(number: int) -> str:
    """The number-th invented tax code whose last digit fits."""
    weights = (31, 29, 23, 19, 17, 13, 7, 5, 3)
    found = (f"62{serial:07}" for serial in count(number * 2))
    for digits in found:
        last = 10 - sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11
        if last < 10:
            return f"{digits}{last}"
    raise AssertionError


def make_administrator(**facts: Any) -> Actor:
    """An administrator of the province, today (or on the day `on`)."""
    committee = make_body(kind=BodyKind.PROVINCE_COMMITTEE, level=Level.PROVINCE)
    return make_officer(committee, Role.ADMINISTRATOR, **facts)[1]
