"""The birth group when facts must be verified: its decree's longer limit, for a part and for the whole (B.9.1)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import translation
from django.utils.timezone import localtime

from motcua.catalogue.demo.linked import BIRTH_GROUP, PARTS, PlannedPart
from motcua.dossiers import actions
from motcua.dossiers.actions.following import renew_whole
from motcua.dossiers.actions.verifying import NoLongerLimit, TooLateToVerify
from motcua.dossiers.clock import clock_of
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.models import Dossier
from motcua.dossiers.printing_deadline import deadline_sheet
from motcua.dossiers.replay import check
from motcua.dossiers.verifying import RESIDENCE, longer_limit
from motcua.dossiers.why import why_due
from motcua.journal.models import Event
from motcua.lib.worktime import Cutoff, Limit, Unit, due
from tests.documents.test_forms import says, words
from tests.dossiers.linking_makers import Group, child_of, grant_part, make_group, make_parent
from tests.dossiers.makers import NINE, ZONE
from tests.dossiers.test_actions import refused
from tests.lib.life.making import PROVINCE

pytestmark = pytest.mark.django_db
LATER = NINE + timedelta(hours=2)
REASON = "Xác minh chỗ ở hợp pháp tại tổ 3"
BIRTH, HOME, *_OTHERS = PARTS[BIRTH_GROUP]


@pytest.fixture
def group() -> Group:
    return make_group(codes={0: BIRTH_GROUP, 2: RESIDENCE})


def begun(group: Group) -> Dossier:
    """The residence part, an hour after the whole was received."""
    parent = make_parent(group)
    grant_part(group, parent, 1)
    return child_of(parent, 2)


def verified(group: Group, at: datetime = LATER) -> Dossier:
    part = begun(group)
    return actions.declare_verification(part.pk, reason=REASON, by=group.agencies[2].case, at=at)


def moment(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=ZONE)


def ends(part: PlannedPart, start: datetime, limit: Limit | None = None) -> datetime:
    told = due(limit or part.limit, start, PROVINCE, cutoff=part.cutoff).due_at
    assert told is not None
    return told


# Received; due without verification (3 working days), due with it (5); after 15:00 counted from the next working day.
@pytest.mark.parametrize(
    "received, usual, longer",
    [
        ("2026-11-02T09:00", "2026-11-05", "2026-11-09"),
        ("2026-11-02T15:20", "2026-11-05", "2026-11-09"),
        ("2026-11-05T10:00", "2026-11-10", "2026-11-12"),
        ("2026-11-20T10:00", "2026-11-26", "2026-11-30"),  # 24/11 is a holiday
        ("2026-11-20T15:30", "2026-11-26", "2026-11-30"),
    ],
)
def test_the_whole_keeps_three_days_and_five_with_verification(received: str, usual: str, longer: str) -> None:
    registered = ends(BIRTH, moment(received))
    limit = longer_limit(BIRTH_GROUP, RESIDENCE)
    assert limit is not None
    found = ends(HOME, registered), ends(HOME, registered, Limit(limit.workdays, Unit.WORKDAY))
    assert [str(localtime(each).date()) for each in found] == [usual, longer]
    for days, each in zip((3, 5), found, strict=True):
        whole = due(Limit(days, Unit.WORKDAY), moment(received), PROVINCE, cutoff=Cutoff.COUNT_FROM_NEXT_DAY)
        assert whole.due_at is not None and each <= whole.due_at


def test_verification_gives_the_part_its_longer_limit_and_moves_the_whole(group: Group) -> None:
    part = begun(group)
    before = Dossier.objects.get(pk=part.parent_id)
    assert str(localtime(part.due_at).date()) == "2026-03-04"  # two working days
    part = actions.declare_verification(part.pk, reason=REASON, by=group.agencies[2].case, at=LATER)
    assert str(localtime(part.due_at).date()) == "2026-03-06"  # four
    assert part.first_due_at == part.due_at == clock_of(part).due_at
    whole = _followed(part)
    assert whole.due_at > before.due_at
    event = Event.objects.get(subject=part.subject, kind="VerificationDeclared")
    assert event.payload["old_due_at"][:10] == "2026-03-04" and event.payload["due_at"][:10] == "2026-03-06"
    assert list(check()) == []


def test_the_explanation_says_why_the_limit_is_longer(group: Group) -> None:
    part = verified(group)
    with translation.override("vi"):
        why = why_due(part)
        assert why is not None
        assert (why.limit, why.counted) == ("4 ngày làm việc", "4 ngày làm việc")
        assert "2 ngày làm việc" in why.verified and "301/2026" in why.verified
        whole = why_due(_followed(part))
        assert whole is not None and any("có xác minh" in line.sentence for line in whole.lines)
    says(words(deadline_sheet(part, at=LATER)), "Phải xác minh")


def test_verification_is_declared_once_with_its_reason_by_who_has_the_step(group: Group) -> None:
    part, case = begun(group), group.agencies[2].case
    refused(Incomplete, lambda: actions.declare_verification(part.pk, reason=" ", by=case, at=LATER))
    for stranger in (group.agencies[2].clerk, group.agencies[3].case, group.reception):
        refused(NotAllowed, lambda by=stranger: actions.declare_verification(part.pk, reason="x", by=by, at=LATER))
    actions.declare_verification(part.pk, reason=REASON, by=case, at=LATER)
    refused(NoLongerLimit, lambda: actions.declare_verification(part.pk, reason=REASON, by=case, at=LATER))


def test_a_late_part_gets_no_longer_limit(group: Group) -> None:
    part = begun(group)
    late = part.due_at + timedelta(minutes=1)
    case = group.agencies[2].case
    refused(TooLateToVerify, lambda: actions.declare_verification(part.pk, reason=REASON, by=case, at=late))


def test_other_parts_and_other_groups_have_no_longer_limit(group: Group) -> None:
    parent = make_parent(group)
    first = child_of(parent, 1)
    case = group.agencies[1].case
    refused(NoLongerLimit, lambda: actions.declare_verification(first.pk, reason=REASON, by=case, at=LATER))
    other = make_group()
    part = begun(other)
    by = other.agencies[2].case
    refused(NoLongerLimit, lambda: actions.declare_verification(part.pk, reason=REASON, by=by, at=LATER))


def _followed(part: Dossier) -> Dossier:
    """The whole after what follows from the declaration was carried out."""
    renew_whole(Event.objects.get(subject=part.subject, kind="VerificationDeclared"))
    return Dossier.objects.get(pk=part.parent_id)
