"""Charges are written when a dossier ends late, equal a new reckoning, and are changed by no decision."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from motcua.directory.actors import Actor
from motcua.directory.models import BodyKind, Level
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError, Incomplete, NotAllowed, Stale
from motcua.dossiers.models import Cause, Charge, Dossier, Recharge
from motcua.dossiers.recharging import Elsewhere
from motcua.journal.models import Event
from tests.directory.makers import make_body, make_citizen, make_officer
from tests.dossiers.makers import NINE, Office, make_dossier, make_file, make_office, resolve
from tests.dossiers.test_actions import kinds, refused

pytestmark = pytest.mark.django_db
FRIDAY = NINE + timedelta(days=4)  # the dossiers below are due on Thursday


@pytest.fixture
def office() -> Office:
    return make_office()


@pytest.fixture
def control() -> Actor:
    committee = make_body(kind=BodyKind.PROVINCE_COMMITTEE, level=Level.PROVINCE)
    return make_officer(committee, Role.PROCEDURE_CONTROL, on=NINE.date())[1]


def make_late(office: Office) -> Dossier:
    """A dossier whose case officer kept it until Friday at nine, and which ended then."""
    dossier = make_dossier(office)
    actions.take(dossier.pk, by=office.case, at=NINE)
    words = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
    actions.draft_decision(dossier.pk, **words, by=office.case, at=FRIDAY)
    actions.complete_step(dossier.pk, by=office.case, at=FRIDAY)
    actions.approve(dossier.pk, by=office.signatory, at=FRIDAY)
    return actions.grant(dossier.pk, by=office.clerk, at=FRIDAY, file=make_file(media_type="application/pdf"))


def elsewhere(dossier: Dossier, **facts: object) -> Elsewhere:
    leg = Charge.objects.filter(dossier=dossier).values_list("leg", flat=True).first() or ""
    usual = {"leg": leg, "cause": Cause.TAX, "body_id": None, "ground": "Chờ thuế", "basis": "CV 12"}
    return Elsewhere(**usual | facts)  # type: ignore[arg-type]


def test_a_dossier_that_ended_late_is_charged_to_who_kept_it(office: Office) -> None:
    dossier = make_late(office)
    actions.charge_lateness(Event.objects.get(subject=dossier.subject, kind="Granted"))
    row = Charge.objects.get()
    assert (row.cause, row.body_id, row.officer_id) == (
        Cause.STEP,
        office.service.competent_id,
        office.case.officer_id,
    )
    assert (row.minutes, row.ended_at) == (90, FRIDAY)


def test_told_twice_it_charges_once(office: Office) -> None:
    dossier = make_late(office)
    for _again in range(2):
        actions.charge([dossier.pk])
    assert Charge.objects.count() == 1


def test_a_dossier_in_time_is_not_charged(office: Office) -> None:
    actions.charge([resolve(make_dossier(office), office).pk])
    assert not Charge.objects.exists()


def test_the_whole_history_can_be_recounted_and_checked(office: Office, capsys: pytest.CaptureFixture[str]) -> None:
    late = [make_late(office) for _ in range(3)]
    with pytest.raises(CommandError, match="3 of 3 dossiers differ"):
        call_command("recount_charges", "--check")
    call_command("recount_charges", "--batch", "2")
    call_command("recount_charges", "--check")
    assert "all as reckoned" in capsys.readouterr().out
    Charge.objects.filter(dossier=late[1]).update(minutes=1)
    with pytest.raises(CommandError, match=f"1 of 3 dossiers differ, the first with number {late[1].pk}"):
        call_command("recount_charges", "--check")


def test_a_charge_that_should_not_be_there_is_found_and_taken_away(office: Office) -> None:
    dossier = resolve(make_dossier(office), office)
    Charge.objects.create(dossier=dossier, leg="task:1", cause=Cause.STEP, over=1, minutes=1, ended_at=NINE)
    with pytest.raises(CommandError):
        call_command("recount_charges", "--check")
    call_command("recount_charges")
    assert not Charge.objects.exists()


def test_a_decision_charges_elsewhere_and_both_figures_stay(office: Office, control: Actor) -> None:
    dossier = make_late(office)
    actions.charge([dossier.pk])
    before = Charge.objects.values().get()
    decided = actions.recharge(dossier.pk, elsewhere(dossier), by=control, at=FRIDAY)
    assert (decided.cause, decided.ground, decided.basis) == (Cause.TAX, "Chờ thuế", "CV 12")
    assert Charge.objects.values().get() == before
    actions.charge([dossier.pk])
    assert Recharge.objects.get() == decided and kinds(dossier)[-1] == "LatenessRecharged"


def test_a_decision_needs_its_ground_its_basis_and_a_body_that_answers(office: Office, control: Actor) -> None:
    dossier = make_late(office)
    actions.charge([dossier.pk])
    bad = elsewhere(dossier, cause=Cause.CONSULTED, ground=" ", basis="x" * 301)
    with pytest.raises(Incomplete) as refusal:
        actions.recharge(dossier.pk, bad, by=control, at=FRIDAY)
    assert [place for place, _sentence in refusal.value.faults] == ["body", "ground", "basis"]
    for wrong in (
        elsewhere(dossier, leg="task:0"),
        elsewhere(dossier, cause="mood"),
        elsewhere(dossier, body_id=office.service.competent_id),
        elsewhere(dossier, cause=Cause.STEP, body_id=office.service.competent_id),
        elsewhere(dossier, cause=Cause.STEP, body_id=2**40),
        elsewhere(dossier, ground="a\x00b"),
    ):
        refused(Incomplete, lambda wrong=wrong: actions.recharge(dossier.pk, wrong, by=control, at=FRIDAY))


def test_a_page_that_is_too_old_decides_nothing(office: Office, control: Actor) -> None:
    dossier = make_late(office)
    actions.charge([dossier.pk])
    refused(Stale, lambda: actions.recharge(dossier.pk, elsewhere(dossier), by=control, at=FRIDAY, version=1))


def test_only_control_and_a_superior_decide(office: Office, control: Actor) -> None:
    dossier = make_late(office)
    actions.charge([dossier.pk])
    committee = office.service.competent
    above = make_body(kind=BodyKind.PROVINCE_COMMITTEE, level=Level.PROVINCE)
    committee.parent = above
    committee.save()
    for role in set(Role) - {Role.PROCEDURE_CONTROL}:
        for body in (committee, make_body()):
            actor = make_officer(body, role, on=NINE.date())[1]
            refused(
                NotAllowed, lambda actor=actor: actions.recharge(dossier.pk, elsewhere(dossier), by=actor, at=FRIDAY)
            )
    chief = make_officer(above, Role.HEAD, on=NINE.date())[1]
    actions.recharge(dossier.pk, elsewhere(dossier), by=chief, at=FRIDAY)
    own = make_officer(committee, Role.PROCEDURE_CONTROL, on=NINE.date())[1]
    refused(NotAllowed, lambda: actions.recharge(dossier.pk, elsewhere(dossier), by=own, at=FRIDAY))
    citizen = make_citizen()[1]
    refused(DossierError, lambda: actions.recharge(dossier.pk, elsewhere(dossier), by=citizen, at=FRIDAY))


def test_a_dossier_in_time_has_nothing_to_charge_elsewhere(office: Office, control: Actor) -> None:
    dossier = make_dossier(office)
    refused(NotAllowed, lambda: actions.recharge(dossier.pk, elsewhere(dossier), by=control, at=NINE))
