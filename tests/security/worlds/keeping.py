"""What the console keeps, and what an officer keeps for himself: one of each thing that has a number of its own."""

from __future__ import annotations

from datetime import timedelta

from django.utils.timezone import localdate, now

from motcua.catalogue.models import EverydayWord, Handling, LifeEvent, LifeEventStep, LinkedPart, Reach, Route
from motcua.console.ranking import all_weights
from motcua.directory.models import CalendarDay, Delegation, OneStopOffice, Post, Representative
from motcua.directory.roles import Role
from motcua.dossiers.models import Outage, RecomputeRun, Redirection
from tests.catalogue.makers import make_handling, make_version
from tests.console.test_home import make_failed
from tests.directory.makers import make_officer
from tests.dossiers.makers import Office
from tests.security.worlds.facets import make_runs

Ids = dict[str, object]


def make_kept(office: Office) -> dict[str, list[Ids]]:
    """By the words after which they stand in an address: the longest that fits says what is meant."""
    taken, handed, view = make_runs(office)
    service, one_stop = office.service, office.service.one_stop
    OneStopOffice.objects.create(body=one_stop, address="Tổ 1")
    code = service.handling.version.procedure.code
    return _console(office) | {
        "desk/bulk-runs/": [{"key": taken.key}],
        "counter/return-runs/": [{"key": handed.key}],
        "desk/saved-views/": [{"public_id": view.public_id}],
        "counter/redirections/": [{"number": row.pk} for row in Redirection.objects.all()],
        "counter/registers/": [{"code": one_stop.code, "year": localdate().year}],
        "desk/team/": [{"officer_id": office.case.officer_id}],
        "board/bodies/": [{"body_id": service.competent_id}],
        "offices/": [{"code": one_stop.code}, {"code": service.competent.code}],
        "procedures/": [{"code": code}],
        "console/procedures/": [{"code": code}],
        "console/services/": [{"service_id": service.pk}],
    }


def _console(office: Office) -> dict[str, list[Ids]]:
    body, today, job, path = office.service.competent, localdate(), make_failed(), _path()
    holder, colleague = make_officer(body, Role.SIGNATORY)[0], make_officer(body, Role.CASE_OFFICER)[0]
    post, reach = Post.objects.get(officer=holder), Reach.objects.first()
    span = {"valid_from": today, "valid_to": today + timedelta(days=9)}
    lent = Delegation.objects.create(post=post, delegate=colleague, basis="QĐ 1", **span)
    day = CalendarDay.objects.create(
        on=today + timedelta(days=400), kind="local_off", name="Lễ", basis="1", body=None
    )
    said = {"because": "Đứt cáp", "started_at": now(), "total": 1}
    word = EverydayWord.objects.create(words="giấy khai sinh cho con", means="đăng ký khai sinh")
    mandate = Representative.objects.order_by("-pk")[0]
    return {
        "console/jobs/": [{"job_id": job}],
        "console/operating/jobs/": [{"job_id": job}],
        "console/handlings/": [{"handling_id": office.service.handling_id}, {"handling_id": _drawn().pk}],
        "console/reaches/": [{"reach_id": reach.pk}] if reach else [],
        "console/routes/": [{"route_id": pk} for pk in Route.objects.values_list("pk", flat=True)[:2]],
        "console/bodies/": [{"body_id": body.pk}],
        "console/posts/": [{"post_id": post.pk}],
        "console/delegations/": [{"delegation_id": lent.pk}],
        "console/officers/": [{"officer_id": holder.pk}],
        "console/mandates/": [{"mandate_id": mandate.pk}],
        "console/calendar/days/": [{"day_id": day.pk}],
        "console/outages/": [{"outage_id": _outage(office).pk}],
        "console/search/words/": [{"word_id": word.pk}],
        "console/search/paths/": [{"event_id": path.pk}],
        "console/search/weights/": [{"name": all_weights()[0].name}],
        "console/recomputes/": [{"run_id": RecomputeRun.objects.create(**said).pk}],
        "events/": [{"code": path.code, "step": path.steps.order_by("-pk")[0].pk}],
    }


def _drawn() -> Handling:
    """A whole of linked procedures, not yet published."""
    whole = make_handling(version=make_version(), published_at=None)
    LinkedPart.objects.create(handling=whole, no=1, name="Một", procedure_code="9.1", agency="x")
    return whole


def _path() -> LifeEvent:
    path = LifeEvent.objects.create(code="sinh-con-thu", title="Sinh con")
    first = LifeEventStep.objects.create(event=path, question="Ở đâu?")
    LifeEventStep.objects.create(event=path, parent=first, no=1, answer="Ở đây", finds=["khai sinh"])
    return path


def _outage(office: Office) -> Outage:
    span = {"starts_at": now() + timedelta(days=2), "ends_at": now() + timedelta(days=3)}
    named = {
        "ground": "Bảo trì",
        "basis": "9/TB",
        "declared_by_id": office.reception.officer_id,
        "declared_at": now(),
    }
    return Outage.objects.create(**span, **named)
