"""Invented citizens and organisations of the demonstration; also the people of the VNeID stand-in.

The last six digits of every number are small, and each organisation's code begins with 620000: nobody's by intent.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

LEVEL_2 = 2  # the e-ID that opens everything; level 1 opens nothing here


@dataclass(frozen=True)
class Citizen:
    """`commune` is the five-digit code of the place; `level` that of the e-ID, 0 = has none."""

    number: str
    name: str
    born_on: date
    sex: str
    commune: str
    address: str
    phone: str = ""
    level: int = LEVEL_2


@dataclass(frozen=True)
class DemoOrganisation:
    """`representative` is the personal number of one of the citizens."""

    code: str
    name: str
    address: str
    phone: str
    representative: str


CITIZENS = [
    Citizen(
        "012190000017",
        "Lò Thị Mai",
        date(1990, 5, 17),
        "female",
        "03408",
        "Bản Tả Xin Chải, phường Tân Phong",
        "0900000001",
    ),
    Citizen(
        "012085000025", "Vàng A Páo", date(1985, 11, 2), "male", "03598", "Bản Hua Cưởm, xã Tân Uyên", "0900000002"
    ),
    Citizen(
        "012095000031", "Giàng A Chứ", date(1995, 3, 9), "male", "03478", "Bản Hoàng Hồ, xã Sìn Hồ", "0900000003"
    ),
    Citizen(
        "012188000042", "Tao Thị Keo", date(1988, 8, 21), "female", "03390", "Bản Nà Tăm, xã Bình Lư", "0900000004"
    ),
    Citizen(
        "012079000058", "Nguyễn Văn Hùng", date(1979, 1, 30), "male", "03388", "Tổ 5, phường Đoàn Kết", "0900000005"
    ),
    Citizen(
        "012192000063",
        "Trần Thị Thu Trang",
        date(1992, 12, 12),
        "female",
        "03408",
        "Tổ 12, phường Tân Phong",
        "0900000006",
    ),
    Citizen(
        "012301000074", "Lường Thị Ánh", date(2001, 7, 4), "female", "03595", "Khu 3, xã Than Uyên", "0900000007"
    ),
    Citizen(
        "012203000086", "Sùng A Tủa", date(2003, 2, 18), "male", "03571", "Bản Dền Thàng, xã Dào San", "0900000008"
    ),
    Citizen(
        "012082000091", "Pờ Hùng Sang", date(1982, 6, 25), "male", "03439", "Bản Thu Lũm, xã Thu Lũm", "0900000009"
    ),
    Citizen(
        "012193000105", "Chang Lò Pa", date(1993, 9, 3), "female", "03463", "Bản Tà Tổng, xã Tà Tổng", "0900000010"
    ),
    Citizen(
        "012075000112",
        "Tẩn Phủ Quân",
        date(1975, 4, 14),
        "male",
        "03562",
        "Bản Sì Lở Lầu, xã Sì Lở Lầu",
        "0900000011",
    ),
    Citizen(
        "012197000128",
        "Phàn Sử Mẩy",
        date(1997, 10, 28),
        "female",
        "03549",
        "Bản Vàng Pheo, xã Phong Thổ",
        "0900000012",
    ),
    Citizen(
        "012184000139", "Điêu Thị Nguyệt", date(1984, 2, 6), "female", "03434", "Khu 1, xã Nậm Hàng", "0900000013"
    ),
    Citizen(
        "012091000144", "Lù Văn Sài", date(1991, 5, 5), "male", "03405", "Bản Lùng Thàng, xã Tả Lèng", "0900000014"
    ),
    Citizen(
        "012099000150", "Quàng Văn Muôn", date(1999, 8, 19), "male", "03637", "Bản Mường, xã Mường Kim", "0900000015"
    ),
    Citizen(
        "012196000167", "Thào Thị Mỷ", date(1996, 1, 22), "female", "03430", "Bản Thèn Thầu, xã Khun Há", "0900000016"
    ),
    # Elderly, with an e-ID of level 1 only and no telephone: helped at the counter.
    Citizen("012143000172", "Lò Thị Ín", date(1943, 3, 3), "female", "03618", "Bản Mường 2, xã Mường Than", level=1),
    Citizen("012038000181", "Vàng Văn Un", date(1938, 9, 9), "male", "03503", "Bản Pa Tần 1, xã Pa Tần", level=0),
    # A child: registered through a parent.
    Citizen(
        "012219000195",
        "Lò Minh Khang",
        date(2019, 6, 1),
        "male",
        "03408",
        "Bản Tả Xin Chải, phường Tân Phong",
        level=0,
    ),
    # A foreigner who lives here: a personal number that does not begin with a province.
    Citizen(
        "418085000208", "Bounmy Sayavong", date(1985, 12, 24), "male", "03388", "Tổ 9, phường Đoàn Kết", "0900000020"
    ),
]
ORGANISATIONS = [
    DemoOrganisation("6200001019", "Hợp tác xã Chè Tân Uyên", "Khu 24, xã Tân Uyên", "0213 000 0101", "012085000025"),
    DemoOrganisation(
        "6200001026", "Công ty TNHH Xây dựng Đoàn Kết", "Tổ 5, phường Đoàn Kết", "0213 000 0102", "012079000058"
    ),
    DemoOrganisation(
        "6200001033",
        "Công ty cổ phần Dược liệu Tây Bắc Mẫu",
        "Tổ 12, phường Tân Phong",
        "0213 000 0103",
        "012192000063",
    ),
    DemoOrganisation(
        "6200001040",
        "Hộ kinh doanh Homestay Sin Suối Hồ Mẫu",
        "Bản Sin Suối Hồ, xã Sin Suối Hồ",
        "0213 000 0104",
        "012197000128",
    ),
    DemoOrganisation(
        "6200001058", "Công ty TNHH Thủy điện Nậm Mẫu", "Khu 1, xã Nậm Hàng", "0213 000 0105", "012184000139"
    ),
]


def demo_citizens() -> list[dict[str, Any]]:
    """Who can sign in with the stand-in: each citizen with an e-ID, then each organisation by its representative."""
    people = {citizen.number: citizen for citizen in CITIZENS}
    themselves = [_as_holder(citizen) for citizen in CITIZENS if citizen.level]
    organisations = [
        {**_as_holder(people[each.representative]), "organisation_code": each.code, "organisation_name": each.name}
        for each in ORGANISATIONS
    ]
    return themselves + organisations


def _as_holder(citizen: Citizen) -> dict[str, Any]:
    return {
        "number": citizen.number,
        "name": citizen.name,
        "born_on": citizen.born_on,
        "sex": citizen.sex,
        "address": f"{citizen.address}, tỉnh Lai Châu",
        "phone": citizen.phone,
        "level": citizen.level,
        "organisation_code": "",
        "organisation_name": "",
    }
