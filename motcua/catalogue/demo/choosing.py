"""Which published procedures the demonstration offers, with what limit and by which body: rules on their texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.catalogue.routes import hours_allowed
from motcua.lib.text import fold
from motcua.lib.worktime import BadLimit, Limit, Unit

UNITS = {"WORKING_DAY": Unit.WORKDAY, "DAY": Unit.DAY, "MONTH": Unit.MONTH, "HOUR": Unit.WORKHOUR}
SHORTEST = 8  # hours: a shorter limit would need a process drawn by hand
BY_THE_COUNTER = "DIRECT"

COMMUNE_COMMITTEES = ("uy ban nhan dan cap xa", "uy ban nhan dan xa", "ubnd cap xa", "ubnd xa")
PROVINCE_COMMITTEES = ("uy ban nhan dan cap tinh", "uy ban nhan dan tinh", "ubnd cap tinh", "ubnd tinh")
# Folded beginnings of an agency's name, and the body of this province that does its work.
AGENCIES = {
    "so giao thong": "so xay dung",
    "so tai nguyen": "so nong nghiep va moi truong",
    "so nong nghiep": "so nong nghiep va moi truong",
    "chi cuc kiem lam": "so nong nghiep va moi truong",
    "chi cuc thuy san": "so nong nghiep va moi truong",
    "so ke hoach": "so tai chinh",
    "so lao dong": "so noi vu",
    "so thong tin": "so khoa hoc va cong nghe",
    "van phong dang ky dat dai": "van phong dang ky dat dai",
    "chi nhanh van phong dang ky dat dai": "van phong dang ky dat dai",
    "ban quan ly khu": "ban quan ly khu kinh te cua khau",
    "ban quan ly cac khu": "ban quan ly khu kinh te cua khau",
}
# What the provincial committee decides is prepared by a department; folded words of the field's name.
FIELDS = {
    "so xay dung": (
        "xay dung", "duong bo", "duong thuy", "nha o", "bat dong san", "quy hoach", "kien truc", "dang kiem",
    ),
    "so nong nghiep va moi truong": (
        "dat dai", "tai nguyen", "khoang san", "moi truong", "lam nghiep", "kiem lam", "thuy loi", "trong trot",
        "chan nuoi", "thu y", "thuy san", "nong", "khi tuong", "do dac", "da dang sinh hoc", "khi hau", "thien tai",
    ),
    "so tu phap": (
        "luat su", "cong chung", "thua phat lai", "thua hanh vien", "hoa giai", "trong tai", "dau gia", "giam dinh",
        "phap ly", "phap luat", "quan tai vien", "ho tich", "con nuoi", "chung thuc", "quoc tich",
    ),
    "so tai chinh": ("dau tu", "doanh nghiep", "hop tac xa", "dau thau", "cong san", "quan ly gia", "tai chinh"),
    "so noi vu": ("lao dong", "nguoi co cong", "viec lam", "to chuc", "can bo"),
    "so y te": ("y te", "duoc", "kham benh", "an toan thuc pham", "bao tro", "tre em", "cai nghien"),
    "so giao duc va dao tao": ("giao duc", "dao tao"),
    "so van hoa, the thao va du lich": ("van hoa", "the thao", "du lich", "gia dinh"),
    "so khoa hoc va cong nghe": ("khoa hoc", "so huu tri tue", "vien thong", "cong nghe", "buu chinh"),
    "so cong thuong": ("cong thuong", "dien luc", "hoa chat", "luu thong", "thuong mai", "cong nghiep"),
    "so dan toc va ton giao": ("dan toc", "ton giao"),
}  # fmt: skip


def limit_in(content: Mapping[str, Any]) -> Limit | None:
    """The limit at the counter, the longest when the text gives several; None when it gives none that can be used."""
    times = list(content.get("processing_times", []))
    rows = [row for row in times if row["channel"] == BY_THE_COUNTER] or times
    limits = [limit for row in rows if (limit := _limit(row)) and hours_allowed(limit) >= SHORTEST]
    return max(limits, key=hours_allowed, default=None)


def field_of(content: Mapping[str, Any]) -> str:
    """The names of the procedure's fields, folded."""
    return " ; ".join(fold(field["name"]) for field in content.get("fields", []) if field["name"])


def is_of_communes(content: Mapping[str, Any]) -> bool:
    """Whether the commune committees settle it."""
    names = agencies_in(content)
    return "XA" in content.get("level", []) and any(_is_one_of(name, COMMUNE_COMMITTEES) for name in names)


def department_for(content: Mapping[str, Any], known: Mapping[str, Any]) -> str | None:
    """The folded name of the provincial body that settles it, one of `known`; None when none clearly does."""
    if "TINH" not in content.get("level", []):
        return None
    for name in agencies_in(content):
        if found := _body_named(name, known):
            return found
    is_the_province = any(_is_one_of(name, PROVINCE_COMMITTEES) for name in agencies_in(content))
    found = _body_by_field(field_of(content)) if is_the_province else None
    return found if found in known else None


def agencies_in(content: Mapping[str, Any]) -> list[str]:
    """The folded names of those who carry it out."""
    return list(_names(content.get("executing_agencies", [])))


def _names(agencies: Any) -> Iterator[str]:
    for agency in agencies:
        if name := agency if isinstance(agency, str) else agency.get("name"):
            yield fold(name).removeprefix("chu tich ").removeprefix("giam doc ")


def _is_one_of(name: str, committees: tuple[str, ...]) -> bool:
    return any(committee in name for committee in committees)


def _body_named(name: str, known: Mapping[str, Any]) -> str | None:
    own = next((body for body in known if name.startswith(body) and body.startswith("so ")), None)
    other = next((body for start, body in AGENCIES.items() if name.startswith(start)), None)
    return own or (other if other in known else None)


def _body_by_field(field: str) -> str | None:
    return next((body for body, words in FIELDS.items() if any(word in field for word in words)), None)


def _limit(row: Mapping[str, Any]) -> Limit | None:
    unit, value = UNITS.get(row["unit"] or ""), row["value"]
    if unit is None or value is None or value != int(value):
        return None
    try:
        return Limit(int(value), unit)
    except BadLimit:
        return None
