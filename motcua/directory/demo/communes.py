"""The communes of the province: committee, divisions, public service centre and commune police of each."""

from collections.abc import Iterable

from motcua.directory.demo.plan import PROVINCE, Plan, PlannedBody, PlannedOffice, Seat, seat
from motcua.directory.models import BodyKind, Commune, Level
from motcua.directory.roles import Role
from motcua.lib.text import fold

FIRST_NUMBER = 31  # H35.31 and on, in order of the place codes
CENTRE, OFFICE, ECONOMY, CULTURE, POLICE = "01", "02", "03", "04", "05"


def communes(places: Iterable[Commune]) -> Plan:
    """`places` in order of code; the numbers follow that order."""
    plan = Plan()
    for number, place in enumerate(places, FIRST_NUMBER):
        code, slug = f"{PROVINCE}.{number}", slug_of(place)
        plan.bodies += _bodies(place, code)
        plan.offices.append(_office(place, code, number))
        plan.seats += [*_centre_seats(code, slug), *_committee_seats(code, slug), *_division_seats(code, slug)]
    return plan


def slug_of(place: Commune) -> str:
    """Phường Tân Phong is `tanphong`."""
    return fold(place.name).replace(" ", "")


def _bodies(place: Commune, code: str) -> list[PlannedBody]:
    called = place.full_name[0].lower() + place.full_name[1:]  # "xã Bình Lư"
    economy = "Phòng Kinh tế, Hạ tầng và Đô thị" if place.unit_type == "Phường" else "Phòng Kinh tế"
    below = [
        (
            CENTRE,
            f"Trung tâm Phục vụ hành chính công {called}",
            f"Trung tâm PVHCC {called}",
            BodyKind.ONE_STOP_CENTRE,
        ),
        (OFFICE, "Văn phòng HĐND và UBND", "Văn phòng", BodyKind.DIVISION),
        (ECONOMY, economy, economy, BodyKind.DIVISION),
        (CULTURE, "Phòng Văn hóa - Xã hội", "Phòng Văn hóa - Xã hội", BodyKind.DIVISION),
        (POLICE, f"Công an {called}", f"Công an {called}", BodyKind.VERTICAL_AGENCY),
    ]
    committee = PlannedBody(
        code, f"UBND {called}", f"UBND {called}", BodyKind.COMMUNE_COMMITTEE, Level.COMMUNE, PROVINCE, place.code
    )
    return [
        committee,
        *(
            PlannedBody(f"{code}.{no}", name, short, kind, Level.COMMUNE, code, place.code)
            for no, name, short, kind in below
        ),
    ]


def _office(place: Commune, code: str, number: int) -> PlannedOffice:
    address = f"Trụ sở UBND {place.full_name[0].lower()}{place.full_name[1:]}, tỉnh Lai Châu"
    email = f"{slug_of(place)}@laichau.example"
    return PlannedOffice(f"{code}.{CENTRE}", address, f"0213 000 00{number}", email)


def _centre_seats(code: str, slug: str) -> list[Seat]:
    centre = f"{code}.{CENTRE}"
    return [
        seat(f"giamdoc.{slug}", "Giám đốc Trung tâm", (centre, Role.ONE_STOP_HEAD)),
        seat(f"tiepnhan.{slug}", "Cán bộ tiếp nhận", (centre, Role.RECEPTION_OFFICER)),
        seat(f"traketqua.{slug}", "Cán bộ trả kết quả", (centre, Role.RETURN_OFFICER), (centre, Role.CASHIER)),
    ]


def _committee_seats(code: str, slug: str) -> list[Seat]:
    police = f"{code}.{POLICE}"
    return [
        seat(f"chutich.{slug}", "Chủ tịch", (code, Role.HEAD), (code, Role.SIGNATORY)),
        seat(f"lanhdao.{slug}", "Phó Chủ tịch", (code, Role.SIGNATORY)),
        seat(f"vanthu.{slug}", "Văn thư", (code, Role.RECORDS_CLERK)),
        # The commune police have no divisions: two people do all that a procedure asks for.
        seat(
            f"truongcongan.{slug}",
            "Trưởng Công an",
            (police, Role.HEAD),
            (police, Role.SIGNATORY),
            (police, Role.DIVISION_HEAD),
        ),
        seat(f"congan.{slug}", "Cán bộ Công an", (police, Role.CASE_OFFICER), (police, Role.RECORDS_CLERK)),
    ]


def _division_seats(code: str, slug: str) -> list[Seat]:
    """`chuyenvien` sits in the economy division, `tuphap` in the office, `vanhoa` in culture and society."""
    economy, office, culture = f"{code}.{ECONOMY}", f"{code}.{OFFICE}", f"{code}.{CULTURE}"
    return [
        seat(f"truongphong.{slug}", "Trưởng phòng", (economy, Role.DIVISION_HEAD)),
        seat(f"chuyenvien.{slug}", "Chuyên viên", (economy, Role.CASE_OFFICER)),
        seat(f"chanhvanphong.{slug}", "Chánh Văn phòng", (office, Role.DIVISION_HEAD)),
        seat(f"tuphap.{slug}", "Chuyên viên tư pháp - hộ tịch", (office, Role.CASE_OFFICER)),
        seat(f"truongphongvanhoa.{slug}", "Trưởng phòng", (culture, Role.DIVISION_HEAD)),
        seat(f"vanhoa.{slug}", "Chuyên viên", (culture, Role.CASE_OFFICER)),
    ]
