"""Their words to ours: the claims of the national identity server (its contract: flat texts, any may be empty)."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from motcua.directory.signin import NotAcceptable, Refusal, StatedOrganisation, StatedPerson

LEAST_LEVEL = 2  # NĐ 69/2024: level 2 of the e-ID is asked of whoever files
SEXES = {"nam": "male", "nữ": "female", "male": "male", "female": "female"}
DAY_FORMATS = ("%d/%m/%Y", "%Y-%m-%d")
INDIVIDUAL = "1"  # LoaiTaiKhoan: 1 person, 2 enterprise, 3 organisation


def person_of(claims: Mapping[str, Any]) -> StatedPerson:
    """The person these claims state; NotAcceptable when the number, the name or the level is not there."""
    number, name = _text(claims, "SoDinhDanh"), _text(claims, "HoVaTen") or _text(claims, "name")
    if not re.fullmatch("[0-9]{12}", number):
        raise NotAcceptable(Refusal.NO_NUMBER)
    if not name:
        raise NotAcceptable(Refusal.NO_NAME)
    if _level(claims) < LEAST_LEVEL:
        raise NotAcceptable(Refusal.LOW_LEVEL)
    return StatedPerson(
        number=number,
        full_name=name,
        born_on=_day(_text(claims, "NgayThangNamSinh") or _text(claims, "birthdate")),
        sex=SEXES.get((_text(claims, "GioiTinh") or _text(claims, "gender")).lower(), ""),
        phone=_text(claims, "SoDienThoai"),
        address=_text(claims, "NoiOHienNay") or _text(claims, "ThuongTru"),
        organisation=_organisation(claims),
    )


def _organisation(claims: Mapping[str, Any]) -> StatedOrganisation | None:
    code = _text(claims, "MaSoDoanhNghiep") or _text(claims, "MaSoThue")
    if _text(claims, "LoaiTaiKhoan") in {"", INDIVIDUAL}:
        return None  # a person's own tax code makes no organisation
    if not code:
        raise NotAcceptable(Refusal.NO_ORGANISATION)
    return StatedOrganisation(code=code, name=_text(claims, "TenDoanhNghiep"))


def _text(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return str(value).strip() if isinstance(value, str | int) else ""


def _level(claims: Mapping[str, Any]) -> int:
    """IAL, or loAs, as `2` or `LoA2`; 0 when neither says."""
    digits = re.search("[0-9]", _text(claims, "IAL") or _text(claims, "loAs"))
    return int(digits[0]) if digits else 0


def _day(text: str) -> date | None:
    for written in DAY_FORMATS:
        try:
            return datetime.strptime(text, written).date()
        except ValueError:
            continue
    return None
