"""Makers: requests to complete a dossier, at each point of their life, made by the real verbs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from motcua.directory.actors import Actor
from motcua.dossiers import actions
from motcua.dossiers.judging import points_of
from motcua.dossiers.models import Dossier, SupplementRequest
from motcua.dossiers.supplements import Findings, Verdict
from tests.dossiers.makers import NINE, Office, make_dossier, make_file, make_lodged

LAW = "NĐ 118/2025/NĐ-CP, Điều 17.2a"
FIRST_PAPER, FIELD = "first paper", "field:phone"


def findings_on(
    dossier: Dossier, wrong: Collection[str] = (FIRST_PAPER, FIELD), reason: str = "Hồ sơ chưa đủ", **said: str
) -> Findings:
    """Every point judged: those named wrong with words, the others right."""
    points = points_of(Dossier.objects.select_related("declaration").get(pk=dossier.pk))
    keys = {points[0].key if key == FIRST_PAPER else key for key in wrong}
    verdicts = {point.key: Verdict(point.key not in keys, "Sai" if point.key in keys else "") for point in points}
    return Findings(verdicts, reason=reason, **said)


def make_asked(office: Office, at: datetime = NINE, dossier: Dossier | None = None) -> Dossier:
    """A dossier at appraisal of which the first paper and the telephone are to be completed."""
    dossier = dossier or make_dossier(office)
    return actions.ask_supplement(dossier.pk, findings=findings_on(dossier), by=office.case, at=at)


def make_asked_before_acceptance(office: Office, citizen: Actor | None = None) -> Dossier:
    """The same, asked by the reception of a dossier sent online."""
    dossier = make_lodged(office, citizen)
    return actions.ask_supplement(dossier.pk, findings=findings_on(dossier), by=office.reception, at=NINE)


def answer_all(dossier: Dossier, by: Actor, at: datetime = NINE) -> None:
    """Each fault answered: a file for a paper, another telephone number for the telephone."""
    request = SupplementRequest.objects.waiting().get(dossier=dossier)
    for item in request.items.all():
        if item.field:
            actions.answer_item(dossier.pk, no=item.no, answers={item.field: "0987654321"}, by=by, at=at)
        else:
            actions.answer_item(dossier.pk, no=item.no, files=[make_file()], by=by, at=at)


def make_answered(office: Office, at: datetime = NINE) -> Dossier:
    """Asked once and answered at the counter two days later; back at appraisal."""
    dossier, later = make_asked(office, at), at + timedelta(days=2)
    answer_all(dossier, office.reception, later)
    return actions.send_supplement(dossier.pk, by=office.reception, at=later)


def make_drafted_further(office: Office) -> Dossier:
    """A second request waits for the head."""
    dossier = make_answered(office)
    findings = findings_on(dossier, [FIELD], basis=LAW)
    return actions.draft_supplement(dossier.pk, findings=findings, by=office.case, at=NINE + timedelta(days=2))


def make_overdue(office: Office, **handling: object) -> Dossier:
    """A request with a limit of five working days that ran out before NINE."""
    set_rule(office, supplement_workdays=5, **handling)
    before = NINE - timedelta(days=14)
    return make_asked(office, at=before + timedelta(hours=1), dossier=make_dossier_at(office, before))


def make_dossier_at(office: Office, at: datetime) -> Dossier:
    """In progress since `at`."""
    dossier = make_lodged(office, at=at)
    return actions.accept_and_transfer(dossier.pk, by=office.reception, at=at)


def set_rule(office: Office, **handling: object) -> None:
    """Change what a published handling says, which only a test may."""
    from django.db import connection

    from motcua.catalogue.services import published

    columns = ", ".join(f"{name} = %s" for name in handling)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # published handlings are fixed
        cursor.execute(
            f"UPDATE catalogue_handling SET {columns} WHERE id = %s", [*handling.values(), office.service.handling_id]
        )
        cursor.execute("SET LOCAL session_replication_role = origin")
    published.cache_clear()
