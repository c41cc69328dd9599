"""Who files invented dossiers: the citizens of the demonstration, and for a load many more, nobody's by intent."""

from __future__ import annotations

from functools import cache
from itertools import cycle, islice
from random import Random
from typing import NamedTuple

from motcua.directory import identity
from motcua.directory.models import Person
from motcua.dossiers.demo.copying import Sheet, next_ids
from motcua.dossiers.models.sealed import SealedJSONField

EACH = 4  # dossiers of an invented applicant, on the whole
KNOWN = 0.02  # the share of dossiers that the citizens of the demonstration file
FAMILY = ("Lò", "Vàng", "Giàng", "Tao", "Nguyễn", "Trần", "Lý", "Phàn", "Chẻo", "Mùa", "Sùng", "Hoàng", "Đèo", "Lù")
MIDDLE = {"female": ("Thị", "Thị Thu", "Thị Ngọc", "Mỹ"), "male": ("Văn", "A", "Đức", "Minh")}
GIVEN = (
    *("An", "Bình", "Chứ", "Dung", "Giang", "Hà", "Hạnh", "Hùng", "Keo", "Lan", "Linh", "Mai", "Minh", "Nga"),
    *("Páo", "Phương", "Quân", "Sơn", "Thanh", "Thảo", "Tủa", "Tuấn", "Vân", "Xuân", "Yến"),
)
SEALED = SealedJSONField()


class Applicant(NamedTuple):
    """Whoever files; `answers` are those of the form, encrypted."""

    pk: int
    full_name: str
    answers: bytes


def citizens() -> list[Applicant]:
    """Those who can sign in: their pages show dossiers too."""
    rows = Person.objects.order_by("pk").values_list("pk", "full_name", "phone")[:500]
    return [Applicant(*row[:2], _answers(*row[1:])) for row in rows]


def sheet() -> Sheet:
    own = ("id", "number_sealed", "number_fingerprint", "number_end", "full_name", "sex", "phone", "email", "address")
    return Sheet(Person, *own)


def invented(luck: Random, number: int, people: Sheet) -> list[Applicant]:
    """New people: their numbers begin with 000, which no province has, and are those of their rows."""
    return [_invented(luck, pk, people) for pk in next_ids(Person, number)]


def owners(luck: Random, number: int, known: list[Applicant], new: list[Applicant]) -> list[Applicant]:
    """Who files each of so many dossiers."""
    many = cycle(new) if new else iter(lambda: luck.choice(known), None)
    chosen = [luck.choice(known) if known and luck.random() < KNOWN else each for each in islice(many, number)]
    luck.shuffle(chosen)
    return chosen


def _invented(luck: Random, pk: int, people: Sheet) -> Applicant:
    sex = luck.choice(("female", "male"))
    name = f"{luck.choice(FAMILY)} {luck.choice(MIDDLE[sex])} {luck.choice(GIVEN)}"
    number = f"{pk:012d}"
    people.add(pk, identity.seal(number), identity.fingerprint(number), number[-3:], name, sex, "", "", "")
    return Applicant(pk, name, _answers_without_phone(name))


@cache
def _answers_without_phone(name: str) -> bytes:
    return _answers(name, "")


def _answers(name: str, phone: str) -> bytes:
    said = {"full_name": name, "phone": phone, "request": "Đề nghị giải quyết theo quy định."}
    return bytes(SEALED.get_prep_value(said))
