"""Drawing, publishing and closing: what the actions do, what they refuse, what the tables refuse."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.catalogue import actions
from motcua.catalogue.drawn import Step
from motcua.catalogue.models import Handling, Route, RouteStep, Service
from motcua.catalogue.publishing import (
    AlreadyClosed,
    AlreadyPublished,
    CannotPublish,
    NotAllowed,
    Offer,
    as_steps,
    may_publish,
)
from motcua.catalogue.services import open_services, published, service_for
from motcua.directory.actors import NOBODY, SYSTEM, Actor
from motcua.directory.roles import Role
from motcua.journal.models import Event
from motcua.lib.worktime import Cutoff, Limit, Unit
from tests.catalogue.makers import (
    make_competent,
    make_form,
    make_handling,
    make_one_stop,
    make_route,
    make_service,
    make_version,
)

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
CONTROL = Actor(name="Giàng", account_id=None, officer_id=7, posts=frozenset({(1, Role.PROCEDURE_CONTROL)}))


@pytest.fixture(autouse=True)
def no_reactions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.journal.queue.reactions", lambda: defaultdict(tuple))


def steps_of(route: Route) -> list[Step]:
    return as_steps(list(route.steps.all()))


def draft(**facts: Any) -> Handling:
    usual = {"limit": Limit(3, Unit.WORKDAY), "route": make_route(), "form": make_form()}
    version = facts.pop("version", None) or make_version()
    return actions.draft_handling(version, **usual | facts, by=CONTROL, at=NOON)


def offer() -> Offer:
    competent = make_competent()
    return Offer(competent, make_one_stop(parent=competent))


def kinds() -> list[str]:
    return list(Event.objects.order_by("id").values_list("kind", flat=True))


@pytest.mark.parametrize("role", list(Role))
def test_only_administrators_and_procedure_control_publish(role: Role):
    allowed = role in {Role.ADMINISTRATOR, Role.PROCEDURE_CONTROL}
    assert may_publish(Actor(officer_id=1, posts=frozenset({(1, role)}))) is allowed


@pytest.mark.parametrize(
    "actor", [NOBODY, SYSTEM, Actor(officer_id=1, posts=frozenset({(1, Role.RECEPTION_OFFICER)}))]
)
def test_nobody_else_changes_the_catalogue_and_a_refusal_leaves_no_trace(actor: Actor):
    handling, service = make_handling(published_at=None), make_service()
    acts: list[Callable[[], Any]] = [
        lambda: actions.create_route("r", "R", [], actor, NOON),
        lambda: actions.publish_route(handling.route, by=actor, at=NOON),
        lambda: actions.draft_form("f", "F", schema={}, layout={}, by=actor, at=NOON),
        lambda: actions.publish_form(handling.form, by=actor, at=NOON),
        lambda: actions.draft_handling(handling.version, by=actor, at=NOON),
        lambda: actions.revise_handling(handling, by=actor, at=NOON),
        lambda: actions.publish_handling(handling, bodies=[offer()], by=actor, at=NOON),
        lambda: actions.close_service(service, date(2026, 3, 1), actor, NOON),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act()
    assert not Event.objects.exists()


def test_each_drawing_of_a_route_takes_the_next_number():
    steps = steps_of(make_route())
    first, second = (actions.create_route("cap-xa", "Cấp xã", steps, CONTROL, NOON) for _ in range(2))
    assert (first.number, second.number) == (1, 2)
    assert steps_of(second) == steps
    assert kinds() == ["RouteDrafted", "RouteDrafted"]


def test_a_wrong_route_may_be_drawn_but_not_published():
    steps = steps_of(make_route())[:-1]
    route = actions.create_route("dở", "Dở dang", steps, CONTROL, NOON)
    with pytest.raises(CannotPublish) as refused:
        actions.publish_route(route, by=CONTROL, at=NOON)
    assert [problem.name for problem in refused.value.problems] == ["no_return"]
    assert kinds() == ["RouteDrafted"]


def test_a_route_that_no_table_can_hold_is_not_even_drawn():
    step = Step(1, "Tiếp nhận", "wizard", "one_stop", Decimal(1), "receive")
    with pytest.raises(CannotPublish):
        actions.create_route("r", "R", [step, step], CONTROL, NOON)


def test_a_published_route_is_published_once():
    route = actions.publish_route(make_route(published=False), by=CONTROL, at=NOON)
    assert route.published_at == NOON
    with pytest.raises(AlreadyPublished):
        actions.publish_route(route, by=CONTROL, at=NOON)


def test_a_form_is_drafted_checked_and_published():
    sound = make_form()
    form = actions.draft_form("f", "F", schema=sound.schema, layout=sound.layout, by=CONTROL, at=NOON)
    assert actions.publish_form(form, by=CONTROL, at=NOON).published_at == NOON
    broken = actions.draft_form("f", "F", schema={"type": "nonsense"}, layout={}, by=CONTROL, at=NOON)
    assert broken.number == 2
    with pytest.raises(CannotPublish):
        actions.publish_form(broken, by=CONTROL, at=NOON)
    assert kinds() == ["FormDrafted", "FormPublished", "FormDrafted"]


def test_publishing_a_handling_opens_a_service_for_each_body():
    handling = draft(cutoff=Cutoff.COUNT_FROM_NEXT_DAY)
    offers = [offer(), offer()]
    actions.publish_handling(handling, bodies=offers, by=CONTROL, at=NOON)
    found = open_services(handling.version.procedure.code, date(2026, 3, 2))
    assert {(one.competent_id, one.one_stop_id) for one in found} == {(o.competent.pk, o.one_stop.pk) for o in offers}
    assert kinds() == ["HandlingDrafted", "HandlingPublished", "ServiceOpened", "ServiceOpened"]
    assert published(handling.pk).cutoff == Cutoff.COUNT_FROM_NEXT_DAY


def test_a_handling_of_a_later_text_begins_with_that_text():
    version = make_version(effective_from=date(2026, 7, 1))
    handling = actions.publish_handling(draft(version=version), bodies=[offer()], by=CONTROL, at=NOON)
    assert [service.valid_from for service in handling.services.all()] == [date(2026, 7, 1)]


def test_a_new_handling_ends_the_services_of_the_old_one_the_day_before():
    version, bodies = make_version(), [offer()]
    old = actions.publish_handling(draft(version=version), bodies=bodies, by=CONTROL, at=NOON)
    other = make_service(competent=bodies[0].competent)
    later = datetime(2026, 4, 1, 5, tzinfo=UTC)
    new = actions.publish_handling(draft(version=version), bodies=bodies, by=CONTROL, at=later)
    code, body = version.procedure.code, bodies[0].competent.code
    for on, handling in ((date(2026, 3, 31), old), (date(2026, 4, 1), new)):
        assert [service.handling for service in open_services(code, on)] == [handling]
        assert getattr(service_for(code, body, on), "handling", None) == handling
    other.refresh_from_db()
    assert other.valid_to is None
    assert new.number == 2


def test_a_handling_published_again_on_the_same_day_takes_the_place_of_the_first():
    version, bodies = make_version(), [offer()]
    first = actions.publish_handling(draft(version=version), bodies=bodies, by=CONTROL, at=NOON)
    second = actions.publish_handling(draft(version=version), bodies=bodies, by=CONTROL, at=NOON)
    (service,) = open_services(version.procedure.code, NOON.date())
    assert (service.handling, service.valid_from, service.valid_to) == (second, NOON.date(), None)
    assert not Service.objects.filter(handling=first).exists()
    assert kinds().count("ServiceOpened") == 2 and kinds().count("ServiceClosed") == 1


def test_a_service_does_not_end_before_it_begins():
    service = make_service()
    early = service.valid_from - timedelta(days=1)
    assert actions.close_service(service, early, CONTROL, NOON).valid_to == service.valid_from
    with refused_by_the_table():
        Service.objects.filter(pk=service.pk).update(valid_to=early)


def test_everything_missing_is_told_at_once():
    handling = actions.draft_handling(make_version(), by=CONTROL, at=NOON)
    with pytest.raises(CannotPublish) as refused:
        actions.publish_handling(handling, bodies=[], by=CONTROL, at=NOON)
    names = [problem.name for problem in refused.value.problems]
    assert names == ["no_limit", "route_not_published", "form_not_published", "no_bodies"]
    assert kinds() == ["HandlingDrafted"]


def test_a_route_longer_than_the_limit_keeps_the_handling_a_draft():
    handling = draft(limit=Limit(2, Unit.WORKDAY))
    with pytest.raises(CannotPublish) as refused:
        actions.publish_handling(handling, bodies=[offer()], by=CONTROL, at=NOON)
    assert [problem.name for problem in refused.value.problems] == ["over_limit"]
    revised = actions.revise_handling(handling, limit=Limit(3, Unit.WORKDAY), by=CONTROL, at=NOON)
    assert actions.publish_handling(revised, bodies=[offer()], by=CONTROL, at=NOON).published_at == NOON


def test_bodies_must_exist_receive_and_hold_together():
    good, elsewhere = offer(), make_competent()
    gone = make_competent(valid_to=date(2026, 3, 1))
    offers = [good, good, Offer(gone, gone), Offer(elsewhere, good.one_stop, division=good.one_stop)]
    with pytest.raises(CannotPublish) as refused:
        actions.publish_handling(draft(), bodies=offers, by=CONTROL, at=NOON)
    names = {problem.name for problem in refused.value.problems}
    assert names == {"body_twice", "body_not_in_force", "not_a_one_stop", "division_elsewhere"}


def test_a_published_handling_is_neither_revised_nor_published_again():
    handling = actions.publish_handling(draft(), bodies=[offer()], by=CONTROL, at=NOON)
    with pytest.raises(AlreadyPublished):
        actions.revise_handling(handling, cutoff=Cutoff.SAME_DAY, by=CONTROL, at=NOON)
    with pytest.raises(AlreadyPublished):
        actions.publish_handling(handling, bodies=[offer()], by=CONTROL, at=NOON)


def test_a_service_is_closed_once():
    service = make_service()
    closed = actions.close_service(service, date(2026, 6, 30), CONTROL, NOON)
    assert closed.valid_to == date(2026, 6, 30)
    assert kinds() == ["ServiceClosed"]
    with pytest.raises(AlreadyClosed):
        actions.close_service(service, date(2026, 12, 31), CONTROL, NOON)


def refused_by_the_table() -> Any:
    return pytest.raises(IntegrityError)


def test_the_tables_refuse_to_change_what_is_published():
    handling = make_handling()
    step = RouteStep.objects.filter(route=handling.route).first()
    assert step and handling.route and handling.form
    rows: list[tuple[Any, dict[str, Any]]] = [
        (Route.objects.filter(pk=handling.route_id), {"name": "khác"}),
        (Route.objects.filter(pk=handling.route_id), {"published_at": None}),
        (RouteStep.objects.filter(pk=step.pk), {"hours": 1}),
        (type(handling.form).objects.filter(pk=handling.form_id), {"schema": {}}),
        (Handling.objects.filter(pk=handling.pk), {"limit_value": 9}),
        (Handling.objects.filter(pk=handling.pk), {"cutoff": "same_day"}),
        (Handling.objects.filter(pk=handling.pk), {"route": make_route()}),
        (Handling.objects.filter(pk=handling.pk), {"form": make_form()}),
        (Handling.objects.filter(pk=handling.pk), {"published_at": None}),
    ]
    for found, change in rows:
        with refused_by_the_table(), transaction.atomic():
            found.update(**change)
    for found in (row for row, _ in rows):
        with refused_by_the_table(), transaction.atomic():
            found._raw_delete(found.db)


def test_the_tables_refuse_a_further_step_in_a_published_route():
    route, other = make_route(), make_route(published=False)
    step = other.steps.last()
    assert step
    with refused_by_the_table(), transaction.atomic():
        RouteStep.objects.filter(pk=step.pk).update(route=route, no=9)
    with refused_by_the_table(), transaction.atomic():
        RouteStep.objects.create(
            route=route, no=9, name="x", role="signatory", unit="competent", hours=1, kind="sign"
        )


def test_the_tables_refuse_to_rest_on_drafts():
    with refused_by_the_table(), transaction.atomic():
        make_handling(route=make_route(published=False))
    with refused_by_the_table(), transaction.atomic():
        make_handling(form=make_form(published=False))
    with refused_by_the_table(), transaction.atomic():
        make_service(handling=make_handling(published_at=None))
    assert not Service.objects.exists()


def test_a_draft_still_changes_and_goes():
    route = make_route(published=False)
    RouteStep.objects.filter(route=route).update(hours=1)
    RouteStep.objects.filter(route=route).delete()
    assert route.delete()
