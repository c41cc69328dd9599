"""The demonstration's list of procedures that any one-stop unit may receive (NĐ 309/2026 Điều 14.4)."""

from __future__ import annotations

from datetime import date, datetime

from motcua.catalogue.actions_linked import open_reach
from motcua.catalogue.linked import Assessment
from motcua.catalogue.models import Procedure, Reach, Scope
from motcua.directory.actors import Actor

NATIONAL, PILOT = "Danh mục toàn quốc, NĐ 309/2026/NĐ-CP", "Danh mục thí điểm của tỉnh (mẫu)"
LISTED = {
    "1.001193": (Scope.NATION, NATIONAL),  # birth registration
    "1.000593": (Scope.PROVINCE, PILOT),  # marriage registration in the village
    "2.000986": (Scope.NATION, NATIONAL),  # the linked birth group
}


def open_demo_reaches(*, by: Actor, on: date, at: datetime) -> None:
    """Put the listed procedures on the list, once; those that this catalogue does not hold are left out."""
    known = set(Procedure.objects.filter(code__in=LISTED).values_list("code", flat=True))
    known -= set(Reach.objects.values_list("procedure_code", flat=True))
    for code in sorted(known):
        scope, basis = LISTED[code]
        found = Assessment(data_at_hand=True, needs_field_check=False)
        open_reach(code, scope=scope.value, basis=basis, valid_from=on, found=found, by=by, at=at)
