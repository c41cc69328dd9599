"""The one apology: drafted in time by the watch, signed by the head a working day before, both dates kept."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from motcua.documents.forms.words import instant_words
from motcua.dossiers import actions, timeline
from motcua.dossiers.clock import clock_of
from motcua.dossiers.errors import (
    AlreadyExtended,
    Incomplete,
    NotAllowed,
    NotPossible,
    Stale,
    TooLateToExtend,
)
from motcua.dossiers.extending import Apology, cause_of, is_in_time, reason_of
from motcua.dossiers.models import Cause, Dossier, Extension, Forecast
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Status
from motcua.dossiers.watching.forecasts import draft_apologies
from motcua.journal.models import Event
from motcua.lib.worktime import Calendar, Reason
from motcua.notices.actions import tell_applicant
from motcua.notices.models import Notice
from tests.documents.test_forms import says
from tests.dossiers.makers import NINE, Office, make_dossier, make_office, resolve
from tests.dossiers.test_actions import kinds, refused
from tests.dossiers.test_lateness import leg
from tests.dossiers.test_stopping import printed

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
WEDNESDAY, THURSDAY = NINE + 2 * DAY, NINE + 3 * DAY  # the dossiers are due on Thursday at 17:00
NEW = (NINE + 8 * DAY).replace(hour=17)
SAID = Apology(Cause.STEP, "Hồ sơ cần thẩm tra thêm.", NEW)


@pytest.fixture
def office() -> Office:
    return make_office()


def test_the_head_signs_and_both_dates_stay(office: Office) -> None:
    dossier = make_dossier(office)
    promised = dossier.due_at
    after = actions.extend(dossier.pk, SAID, by=office.head, at=WEDNESDAY)
    assert (after.status, after.first_due_at, after.due_at) == (Status.IN_PROGRESS, promised, NEW)
    extension = Extension.objects.get()
    assert (extension.old_due_at, extension.new_due_at) == (promised, NEW)
    assert extension.number == f"1/2026/PXL-{office.service.competent.code}"
    assert (extension.signed_by_id, extension.signed_at) == (office.head.officer_id, WEDNESDAY)
    assert extension.file_id in dossier.file_ids()
    assert kinds(dossier)[-1] == "Extended" and list(check()) == []
    told = clock_of(after)
    assert (told.due_at, [line.reason for line in told.warnings]) == (NEW, [Reason.NOT_ANNOUNCED])


def test_form_04_says_why_and_both_dates(office: Office) -> None:
    dossier = make_dossier(office)
    actions.extend(dossier.pk, SAID, by=office.head, at=WEDNESDAY)
    extension = Extension.objects.get()
    assert extension.file
    says(
        printed(extension.file),
        extension.number,
        dossier.code,
        SAID.reason,
        instant_words(dossier.due_at),
        instant_words(NEW),
    )


def test_an_officer_drafts_and_the_head_signs_other_words(office: Office) -> None:
    dossier = make_dossier(office)
    actions.draft_extension(dossier.pk, SAID, by=office.case, at=NINE)
    assert (kinds(dossier)[-1], Dossier.objects.get().due_at) == ("ExtensionDrafted", dossier.due_at)
    actions.draft_extension(dossier.pk, replace(SAID, reason="Khác"), by=office.case, at=NINE)
    actions.extend(dossier.pk, replace(SAID, cause=Cause.CONSULTED), by=office.signatory, at=WEDNESDAY)
    extension = Extension.objects.get()
    assert (extension.drafted_by_id, extension.cause) == (office.case.officer_id, Cause.CONSULTED)


def test_there_is_one_apology(office: Office) -> None:
    dossier = make_dossier(office)
    actions.extend(dossier.pk, SAID, by=office.head, at=NINE)
    later = replace(SAID, new_due_at=NEW + DAY)
    refused(AlreadyExtended, lambda: actions.extend(dossier.pk, later, by=office.head, at=WEDNESDAY))
    refused(AlreadyExtended, lambda: actions.draft_extension(dossier.pk, later, by=office.case, at=WEDNESDAY))


def test_it_goes_out_a_working_day_before(office: Office) -> None:
    dossier = make_dossier(office)
    refused(TooLateToExtend, lambda: actions.extend(dossier.pk, SAID, by=office.head, at=THURSDAY))
    refused(TooLateToExtend, lambda: actions.draft_extension(dossier.pk, SAID, by=office.case, at=NEW))


@pytest.mark.parametrize(
    "at, due, expected",
    [
        (WEDNESDAY.replace(hour=23), THURSDAY, True),
        (THURSDAY.replace(hour=7), THURSDAY, False),
        (NINE - 3 * DAY, NINE, True),  # Friday before a Monday
        (NINE - DAY, NINE, True),
        (NINE - DAY, NINE - DAY, False),
        (NINE, NINE + timedelta(hours=5), False),
    ],
)
def test_in_time_means_a_working_day_lies_between(at: datetime, due: datetime, expected: bool) -> None:
    assert is_in_time(due, at, Calendar()) is expected


def test_it_says_why_and_a_later_working_day(office: Office) -> None:
    dossier = make_dossier(office)
    with pytest.raises(Incomplete) as refusal:
        actions.extend(dossier.pk, Apology("mood", " ", None), by=office.head, at=NINE)
    assert [place for place, _sentence in refusal.value.faults] == ["cause", "reason", "new_due"]
    for wrong in (
        replace(SAID, new_due_at=dossier.due_at),
        replace(SAID, new_due_at=NINE + 5 * DAY),  # a Saturday
        replace(SAID, reason="x" * 2001),
        replace(SAID, reason="a\x00b"),
        replace(SAID, cause=Cause.APPLICANT),
    ):
        refused(Incomplete, lambda wrong=wrong: actions.extend(dossier.pk, wrong, by=office.head, at=NINE))


def test_nobody_below_the_head_signs(office: Office) -> None:
    dossier = make_dossier(office)
    for actor in (office.case, office.clerk, office.reception, make_office().head):
        refused(NotAllowed, lambda actor=actor: actions.extend(dossier.pk, SAID, by=actor, at=NINE))
    for actor in (office.clerk, office.reception, make_office().case):
        refused(NotAllowed, lambda actor=actor: actions.draft_extension(dossier.pk, SAID, by=actor, at=NINE))
    refused(Stale, lambda: actions.extend(dossier.pk, SAID, by=office.head, at=NINE, version=0))


def test_only_a_dossier_in_progress_is_extended(office: Office) -> None:
    accepted = make_dossier(office, Status.ACCEPTED)
    refused(NotPossible, lambda: actions.extend(accepted.pk, SAID, by=office.head, at=NINE))
    settled = resolve(make_dossier(office), office)
    refused(NotPossible, lambda: actions.extend(settled.pk, SAID, by=office.head, at=WEDNESDAY))


def test_the_applicant_reads_nothing_of_a_draft(office: Office) -> None:
    dossier = make_dossier(office)
    before = len(timeline.for_applicant(dossier))
    actions.draft_extension(dossier.pk, SAID, by=office.case, at=NINE)
    assert len(timeline.for_applicant(dossier)) == before


def make_slow(office: Office) -> Dossier:
    """A dossier due on Thursday at eight: what is left on Wednesday does not fit before that."""
    dossier = make_dossier(office)
    Dossier.objects.filter(pk=dossier.pk).update(due_at=THURSDAY.replace(hour=8))
    return dossier


def test_the_watch_drafts_in_time_for_what_will_be_late(office: Office) -> None:
    dossier = make_slow(office)
    assert draft_apologies(WEDNESDAY) == 1
    extension = Extension.objects.get()
    assert extension.drafted_by_id is None and extension.signed_at is None
    assert extension.new_due_at > extension.old_due_at and extension.cause == Cause.STEP
    assert "“" in extension.reason and kinds(dossier)[-1] == "ExtensionDrafted"
    assert Forecast.objects.get().dossier_id == dossier.pk
    assert draft_apologies(WEDNESDAY + timedelta(hours=1)) == 0


def test_the_head_signs_what_the_watch_drafted_and_the_applicant_is_told(office: Office) -> None:
    dossier = make_slow(office)
    draft_apologies(WEDNESDAY)
    drafted = Extension.objects.get()
    said = Apology(drafted.cause, drafted.reason, drafted.new_due_at)
    actions.extend(dossier.pk, said, by=office.head, at=WEDNESDAY + timedelta(hours=2))
    tell_applicant(Event.objects.get(subject=dossier.subject, kind="Extended"))
    assert Notice.objects.filter(dossier=dossier).exists()


def test_the_watch_leaves_alone_what_is_in_time_or_too_late(office: Office) -> None:
    make_dossier(office)
    assert draft_apologies(NINE) == 0
    Dossier.objects.update(due_at=WEDNESDAY.replace(hour=10))
    assert draft_apologies(WEDNESDAY) == 0
    assert Forecast.objects.exists() and not Extension.objects.exists()


def test_the_reason_comes_from_the_trace(office: Office) -> None:
    asked = leg("consultation:1", 90, cause=Cause.CONSULTED, body="Sở Xây dựng")
    step = leg("task:1", 30, what="Thẩm định", body="Phòng Tư pháp")
    reason = reason_of([asked, step, leg("task:2", 0)], ["Ký duyệt"])
    assert reason.splitlines() == [
        "Sở Xây dựng chưa trả lời ý kiến phối hợp, quá thời hạn 1 giờ 30 phút làm việc.",
        "Bước “Thẩm định” tại Phòng Tư pháp kéo dài quá thời hạn 30 phút làm việc.",
        "Các bước còn lại (“Ký duyệt”) cần thêm thời gian so với thời hạn đã hẹn.",
    ]
    assert cause_of([asked, step]) == Cause.CONSULTED
