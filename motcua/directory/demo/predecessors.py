"""The committees of before 01/07/2025, closed, and who went on with their work; read from the places' own history."""

from collections.abc import Iterable, Mapping
from datetime import date

from motcua.directory.demo.plan import PROVINCE, Plan, PlannedBody, PlannedSuccession
from motcua.directory.models import BodyKind, Level, OldCommune, OldDistrict, PlaceSuccession, Succession

FIRST_NUMBER = 81  # H35.81 and on
SINCE_SPLIT = date(2004, 1, 1)  # Lai Châu in its present borders, 22/2003/QH11
LAST_DAY = date(2025, 6, 30)
END_OF_DISTRICTS = "203/2025/QH15"
NEW_COMMUNES = "19/2025/QĐ-TTg"


def predecessors(districts: Iterable[OldDistrict], committees: Mapping[str, str]) -> Plan:
    """`districts` in order of code; `committees`: place code of a commune to the code of its committee."""
    plan = Plan()
    for number, district in enumerate(districts, FIRST_NUMBER):
        code = f"{PROVINCE}.{number}"
        steps = list(PlaceSuccession.objects.filter(old_district=district).select_related("commune", "old_commune"))
        plan.bodies.append(_closed(code, district.full_name, BodyKind.DISTRICT_COMMITTEE, Level.DISTRICT, PROVINCE))
        heirs = sorted({committees[step.commune.code] for step in steps})
        plan.successions += [
            PlannedSuccession(code, heir, Succession.Kind.POWER_MOVED, END_OF_DISTRICTS) for heir in heirs
        ]
        plan.add(_communes(code, steps, committees))
    return plan


def _communes(district: str, steps: Iterable[PlaceSuccession], committees: Mapping[str, str]) -> Plan:
    plan = Plan()
    codes: dict[OldCommune, str] = {}
    for step in sorted(steps, key=lambda step: (step.old_commune.code if step.old_commune else "", step.pk)):
        old = step.old_commune
        assert old is not None  # only island districts had no communes
        if old not in codes:
            codes[old] = f"{district}.{len(codes) + 1:02}"
            plan.bodies.append(
                _closed(codes[old], old.full_name, BodyKind.COMMUNE_COMMITTEE, Level.COMMUNE, district)
            )
        kind = Succession.Kind.SPLIT if step.is_split else Succession.Kind.MERGED
        plan.successions.append(PlannedSuccession(codes[old], committees[step.commune.code], kind, NEW_COMMUNES))
    return plan


def _closed(code: str, place: str, kind: str, level: str, parent: str) -> PlannedBody:
    name = f"UBND {place[0].lower()}{place[1:]}"
    return PlannedBody(code, name, name, kind, level, parent, valid_from=SINCE_SPLIT, valid_to=LAST_DAY)
