"""The bodies of the demonstration province, found by what they are and what they are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from motcua.catalogue.publishing import Offer
from motcua.directory.models import Body, BodyKind, Level
from motcua.lib.text import fold, words

AT_THE_TOP = frozenset({BodyKind.DEPARTMENT, BodyKind.VERTICAL_AGENCY, BodyKind.PUBLIC_SERVICE_BODY})
# Whose division in a commune has a field: folded words of the field's name, in this order; the last has the rest.
COMMUNE_DIVISIONS = [
    ("van phong", ("ho tich", "chung thuc", "nuoi con nuoi", "hoa giai", "tu phap", "luat su", "phap ly", "to chuc")),
    (
        "phong van hoa",
        ("nguoi co cong", "giam ngheo", "chinh sach", "tre em", "y te", "giao duc", "van hoa", "bao tro"),
    ),
    ("phong kinh te", ("",)),
]


# Which words of a provincial division's name a field belongs to when it does not say so itself.
RELATED = [
    (("thu y", "lam nghiep", "kiem lam", "thuy san", "thuc vat", "nong"), "trong trot chan nuoi"),
    (("khoang san", "tai nguyen", "khi tuong", "khi hau", "da dang"), "moi truong"),
    (
        ("luat", "cong chung", "dau gia", "thua", "hoa giai", "trong tai", "giam dinh", "quan tai", "phap ly"),
        "bo tro",
    ),
    (("nha o", "bat dong san", "hoat dong xay dung"), "xay dung"),
    (("duong bo", "duong thuy", "dang kiem", "duong sat"), "van tai phuong tien"),
]
SAYS_NOTHING = frozenset({"phong", "quan", "ly", "va", "chi", "cuc"})


class NoProvince(LookupError):
    """The demonstration province is not loaded."""


@dataclass(frozen=True)
class CommuneBodies:
    """A commune's committee, its centre, its police and its divisions."""

    committee: Body
    centre: Body
    police: Body | None
    divisions: Sequence[Body]

    def offer(self, field: str) -> Offer:
        """The committee settles; `field` is folded."""
        start = next(start for start, parts in COMMUNE_DIVISIONS if any(part in field for part in parts))
        found = next((body for body in self.divisions if fold(body.name).startswith(start)), None)
        return Offer(self.committee, self.centre, found)


@dataclass(frozen=True)
class Bodies:
    """The provincial centre, the provincial bodies by folded name, and the communes."""

    committee: Body
    centre: Body
    top: Mapping[str, Body]
    divisions: Mapping[int, Sequence[Body]]
    communes: Sequence[CommuneBodies]

    def offers_of_communes(self, field: str) -> list[Offer]:
        return [commune.offer(field) for commune in self.communes]

    def offers_of_police(self) -> list[Offer]:
        return [Offer(commune.police, commune.centre) for commune in self.communes if commune.police]

    def offers_of_top(self, name: str, field: str) -> list[Offer]:
        """The provincial body of this folded name, when there is one."""
        return [self._offer_of(self.top[name], field)] if name in self.top else []

    def _offer_of(self, body: Body, field: str) -> Offer:
        """Received at the provincial centre; of its divisions the one named most like the field has it."""
        divisions = self.divisions.get(body.pk, [])
        field += "".join(f" {meant}" for parts, meant in RELATED if any(part in field for part in parts))
        best = max(divisions, key=lambda division: _likeness(division.name, field), default=None)
        return Offer(body, self.centre, best)


def bodies_of_province(on: date) -> Bodies:
    """Every body in force; NoProvince without a provincial committee, its centre or a commune."""
    found = list(Body.objects.in_force(on).order_by("code"))
    below: dict[int, list[Body]] = {}
    for body in found:
        below.setdefault(body.parent_id or 0, []).append(body)
    committee = _only(found, BodyKind.PROVINCE_COMMITTEE)
    return Bodies(
        committee=committee,
        centre=_only(below.get(committee.pk, []), BodyKind.ONE_STOP_CENTRE),
        top={fold(body.name): body for body in found if _is_at_the_top(body)},
        divisions={pk: [body for body in inside if body.kind == BodyKind.DIVISION] for pk, inside in below.items()},
        communes=[_commune(body, below) for body in found if body.kind == BodyKind.COMMUNE_COMMITTEE],
    )


def _commune(committee: Body, below: Mapping[int, Sequence[Body]]) -> CommuneBodies:
    inside = below.get(committee.pk, [])
    return CommuneBodies(
        committee=committee,
        centre=_only(inside, BodyKind.ONE_STOP_CENTRE),
        police=next((body for body in inside if body.kind == BodyKind.VERTICAL_AGENCY), None),
        divisions=[body for body in inside if body.kind == BodyKind.DIVISION],
    )


def _is_at_the_top(body: Body) -> bool:
    return body.kind in AT_THE_TOP and body.level == Level.PROVINCE


def _only(bodies: Iterable[Body], kind: BodyKind) -> Body:
    found = next((body for body in bodies if body.kind == kind), None)
    if found is None:
        raise NoProvince(f"no {kind.value} is in force: load the demonstration province first")
    return found


def _likeness(name: str, field: str) -> int:
    return len(set(words(name)) & set(words(field)) - SAYS_NOTHING)
