"""The linter of internal processes."""

from decimal import Decimal
from typing import Any

import pytest

from motcua.catalogue.drawn import Step
from motcua.catalogue.routes import hours_allowed, hours_needed, lint, lint_for
from motcua.lib.worktime import Limit, Unit

GOOD = [
    Step(1, "Tiếp nhận", "reception_officer", "one_stop", Decimal(2), "receive"),
    Step(2, "Thẩm định", "case_officer", "division", Decimal(12), "process"),
    Step(3, "Ký", "signatory", "competent", Decimal(6), "sign"),
    Step(4, "Vào sổ", "records_clerk", "competent", Decimal(2), "issue"),
    Step(5, "Trả kết quả", "return_officer", "one_stop", Decimal(2), "return"),
]


def changed(no: int, /, **facts: Any) -> list[Step]:
    """The good route with one step otherwise."""
    names = Step.__dataclass_fields__
    return [Step(**{name: getattr(step, name) for name in names} | (facts if step.no == no else {})) for step in GOOD]


def names(steps: list[Step]) -> list[str]:
    return [problem.name for problem in lint(steps)]


def test_a_good_route_has_no_problem():
    assert lint_for(GOOD, Limit(3, Unit.WORKDAY)) == []


@pytest.mark.parametrize(
    "steps, problem",
    [
        ([], "no_steps"),
        (GOOD[:1], "nothing_after_reception"),
        (GOOD[:2] + GOOD[3:], "no_signature"),
        (GOOD[1:], "no_reception"),
        (GOOD[:4], "no_return"),
        (changed(4, kind="return", role="return_officer", unit="one_stop"), "return_not_last"),
        (changed(2, kind="receive", role="reception_officer", unit="one_stop"), "reception_again"),
        (changed(2, no=1), "same_number"),
        (changed(2, hours=Decimal(0)), "no_hours"),
        (changed(2, hours=Decimal(-1)), "negative_hours"),
        (changed(2, kind="wait"), "hours_outside_clock"),
        (changed(3, unit="one_stop"), "role_in_wrong_unit"),
        (changed(1, unit="competent"), "role_in_wrong_unit"),
        (changed(2, role="reception_officer"), "role_in_wrong_unit"),
        (changed(3, role="case_officer"), "role_of_wrong_kind"),
        (changed(2, role="wizard"), "unknown_role"),
        (changed(2, unit="moon"), "unknown_unit"),
        (changed(2, kind="dance"), "unknown_kind"),
    ],
)
def test_a_bad_route_is_told_why(steps: list[Step], problem: str):
    assert problem in names(steps)


def test_all_problems_are_told_at_once_and_lead_to_their_steps():
    found = lint(changed(2, hours=Decimal(0), role="wizard"))
    assert [(problem.name, problem.step) for problem in found] == [("no_hours", 2), ("unknown_role", 2)]
    assert all(problem.sentence for problem in found)


def test_waiting_for_another_agency_and_handing_over_may_take_no_hours():
    waiting = Step(6, "Cơ quan thuế tính", "case_officer", "competent", Decimal(0), "wait")
    tail = [Step(7, "Trả kết quả", "return_officer", "one_stop", Decimal(0), "return")]
    assert lint([*GOOD[:4], waiting, *tail]) == []


def test_of_steps_side_by_side_the_longest_counts():
    legs = [
        Step(2, "Công an xã", "case_officer", "competent", Decimal(14), "process", group=1),
        Step(3, "Bảo hiểm xã hội", "signatory", "competent", Decimal(9), "sign", group=1),
    ]
    steps = [GOOD[0], *legs, GOOD[3], GOOD[4]]
    assert hours_needed(steps) == 20
    assert lint_for(steps, Limit(20, Unit.WORKHOUR)) == []
    assert [problem.name for problem in lint_for(steps, Limit(19, Unit.WORKHOUR))] == ["over_limit"]


def test_steps_side_by_side_stand_together():
    apart = changed(2, group=1)[:3] + changed(4, group=1)[3:]
    assert names(apart) == ["scattered_group"]


@pytest.mark.parametrize(
    "limit, hours",
    [
        (Limit(5, Unit.WORKHOUR), 5),
        (Limit(1, Unit.SAMEDAY), 8),
        (Limit(3, Unit.WORKDAY), 24),
        (Limit(1, Unit.DAY), 8),  # one day of the calendar that ends on a day off runs to the next working day
        (Limit(7, Unit.DAY), 40),
        (Limit(10, Unit.DAY), 56),
        (Limit(15, Unit.DAY), 80),
        (Limit(2, Unit.MONTH), 336),
    ],
)
def test_a_limit_holds_so_many_hours(limit: Limit, hours: int):
    assert hours_allowed(limit) == hours


def test_a_route_longer_than_the_limit_is_refused():
    assert [problem.name for problem in lint_for(GOOD, Limit(2, Unit.WORKDAY))] == ["over_limit"]
    assert [problem.name for problem in lint_for(GOOD, Limit(1, Unit.SAMEDAY))] == ["over_limit"]


def test_a_council_and_the_counter_work_alone_and_one_of_a_group_decides():
    council = Step(3, "Hội đồng", "division_head", "division", Decimal(2), "council", group=1)
    beside = Step(4, "Rà soát", "case_officer", "division", Decimal(2), "process", group=1)
    rest = [Step(no, *_but_no(step)) for no, step in enumerate(GOOD[2:], start=5)]
    assert names([*GOOD[:2], council, beside, *rest]) == ["never_beside"]
    two = [_grouped(GOOD[2], 3), _grouped(GOOD[3], 4)]
    assert names([*GOOD[:2], *two, GOOD[4]]) == ["two_decide"]


def test_of_branches_the_longest_counts():
    steps = [
        *GOOD[:2],
        Step(3, "Mẫu giấy phép", "division_head", "division", Decimal(5), "review", on_outcome="granted"),
        Step(4, "Lý do từ chối", "division_head", "division", Decimal(3), "review", on_outcome="refused"),
        *[Step(no, *_but_no(step)) for no, step in enumerate(GOOD[2:], start=5)],
    ]
    assert lint(steps) == []
    assert hours_needed(steps) == 24 + 5


@pytest.mark.parametrize(
    "steps, problem",
    [
        (changed(2, on_outcome="granted"), "branch_too_early"),
        (changed(5, on_outcome="granted"), "branch_at_counter"),
        (changed(3, on_outcome="granted"), "branch_unsigned"),
        (changed(4, on_outcome="maybe"), "unknown_outcome"),
    ],
)
def test_a_branch_that_cannot_end_is_told(steps: list[Step], problem: str):
    assert problem in names(steps)


def _but_no(step: Step) -> tuple[Any, ...]:
    return (step.name, step.role, step.unit, step.hours, step.kind)


def _grouped(step: Step, no: int) -> Step:
    return Step(no, *_but_no(step), group=1)
