"""What happened before a journey begins, told by the running product's own verbs some days back; prints the code."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate, localtime, now

from motcua.catalogue.services import open_services, published
from motcua.directory.actors import Actor, actor_of
from motcua.directory.calendars import calendar_for
from motcua.directory.models import Account, Officer, Person
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.clock import promise_at
from motcua.dossiers.consulting import Question
from motcua.dossiers.lateness import working_days_left
from motcua.dossiers.models import Dossier
from motcua.dossiers.watching.consultations import note_silences
from motcua.dossiers.watching.forecasts import draft_apologies
from motcua.lib.worktime import ZONE
from tests.directory.makers import make_post
from tests.dossiers.makers import make_intake
from tests.dossiers.supplementing import findings_on

PROCEDURE = "1.000593"  # marriage registration in the village
HOUR = timedelta(hours=1)
ASKED = "Đề nghị cho biết thửa đất có vướng quy hoạch không."


def consulted() -> None:
    """Three agencies were asked yesterday: one still has time, two let their time pass."""
    dossier = received(working_day_before(localdate()))
    asked_at = localtime(dossier.lodged_at) + HOUR
    deadlines = {"giamdoc.yte": now() + HOUR, "giamdoc.giaoduc": asked_at + HOUR, "giamdoc.noivu": asked_at + HOUR}
    for username, due_at in deadlines.items():
        question = Question(body_of(username), ASKED, due_at)
        actions.consult(dossier.pk, question, by=officer("tuphap.tanphong"), at=asked_at)
    note_silences(now())
    print(dossier.code)


def foreseen() -> None:
    """Due within the days in which an apology is drafted, and an agency has time until the last minute."""
    dossier = received(day_with_time_left())
    assert dossier.due_at is not None
    question = Question(body_of("giamdoc.yte"), ASKED, dossier.due_at - timedelta(minutes=1))
    actions.consult(dossier.pk, question, by=officer("tuphap.tanphong"), at=now() - timedelta(minutes=5))
    draft_apologies(now())  # the timetable's own hour may be long in coming
    print(dossier.code)


def supplemented() -> None:
    """Asked for a better paper once, and answered."""
    dossier = received(working_day_before(localdate()))
    at, case, reception = localtime(dossier.lodged_at), officer("tuphap.tanphong"), officer("tiepnhan.tanphong")
    actions.ask_supplement(dossier.pk, findings=findings_on(dossier, ["first paper"]), by=case, at=at + HOUR)
    actions.answer_item(dossier.pk, no=1, words="Bản này rõ nhất", by=reception, at=at + 2 * HOUR)
    actions.send_supplement(dossier.pk, by=reception, at=at + 2 * HOUR)
    print(dossier.code)


def held() -> None:
    """The registrar has taken the step, and a colleague holds the same post."""
    dossier = received(working_day_before(localdate()))
    registrar, colleague = officer("tuphap.tanphong"), officer("chuyenvien.tanphong")
    actions.take(dossier.pk, by=registrar, at=now())
    assert dossier.holder_body is not None
    make_post(Officer.objects.get(account=colleague.account_id), dossier.holder_body, Role.CASE_OFFICER)
    print(dossier.code, registrar.officer_id, colleague.officer_id)


def received(at: datetime) -> Dossier:
    """Taken in at Tân Phong and passed on to its case officer."""
    service = open_services(PROCEDURE, localdate()).get(competent=body_of("chutich.tanphong"))
    intake = make_intake(service, Person.objects.order_by("pk")[0])
    return actions.receive(intake, by=officer("tiepnhan.tanphong"), at=at)


def day_with_time_left() -> datetime:
    """The latest day on which a dossier received at nine is due in one to three working days from now."""
    service = open_services(PROCEDURE, localdate()).get(competent=body_of("chutich.tanphong"))
    rule, unit = published(service.handling_id), service.one_stop_id
    day = localdate()
    for _ in range(60):
        at = working_day_before(day)
        if 1 <= working_days_left(now(), promise_at(rule, unit, at), calendar_for(unit)) <= 3:
            return at
        day = at.date()
    raise LookupError("no day fits")


def working_day_before(day: date) -> datetime:
    """Nine o'clock of the last working day before."""
    on = day - timedelta(days=1)
    while not calendar_for(None).is_working_day(on):
        on -= timedelta(days=1)
    return datetime.combine(on, time(9), ZONE)


def officer(username: str) -> Actor:
    return actor_of(Account.objects.get(username=username), localdate())


def body_of(username: str) -> int:
    return min(body for body, _role in officer(username).posts)
