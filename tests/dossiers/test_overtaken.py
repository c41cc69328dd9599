"""What was drafted and overtaken by another act falls away with that act, and stands in nobody's way."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motcua.dossiers import actions
from motcua.dossiers.models import Decision, Dossier, Extension, SupplementRequest
from motcua.dossiers.models.lateness import Cause
from motcua.dossiers.replay import check
from motcua.dossiers.statuses import Status
from motcua.dossiers.watching.forecasts import draft_apologies
from motcua.dossiers.watching.supplements import free_overtaken
from tests.dossiers.makers import NINE, Office, make_dossier, make_file, make_lodged, make_office
from tests.dossiers.supplementing import FIELD, LAW, answer_all, findings_on, make_asked, make_drafted_further
from tests.dossiers.test_actions import kinds
from tests.dossiers.test_extending import SAID, THURSDAY, WEDNESDAY, make_slow

pytestmark = pytest.mark.django_db
LATER = NINE + timedelta(days=2)
GRANTED = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}


@pytest.fixture
def office() -> Office:
    return make_office()


def sign(dossier: Dossier, office: Office) -> None:
    actions.draft_decision(dossier.pk, **GRANTED, by=office.case, at=LATER)
    actions.complete_step(dossier.pk, by=office.case, at=LATER)
    actions.approve(dossier.pk, by=office.signatory, at=LATER + timedelta(minutes=5))


def further(dossier: Dossier) -> SupplementRequest:
    return dossier.supplement_requests.get(no=2)


def test_the_signature_drops_a_drafted_request(office: Office) -> None:
    dossier = make_drafted_further(office)
    sign(dossier, office)
    assert further(dossier).dropped_at == LATER + timedelta(minutes=5)
    assert "SupplementDropped" in kinds(dossier) and not list(check())


def test_what_comes_back_before_the_signature_keeps_its_drafted_request(office: Office) -> None:
    dossier = make_drafted_further(office)
    actions.draft_decision(dossier.pk, **GRANTED, by=office.case, at=LATER)
    actions.complete_step(dossier.pk, by=office.case, at=LATER)
    actions.send_back(dossier.pk, reason="Xem lại", by=office.signatory, at=LATER)
    assert actions.approve_supplement(dossier.pk, by=office.head, at=LATER).status == Status.AWAITING_SUPPLEMENT


def test_what_comes_back_after_the_signature_may_be_asked_anew(office: Office) -> None:
    dossier = make_drafted_further(office)
    sign(dossier, office)
    step = dossier.tasks.first().step_id  # type: ignore[union-attr]
    process = dossier.tasks.exclude(step_id=step).first()
    assert process is not None
    actions.send_back(dossier.pk, reason="Xem lại", to_step_id=process.step_id, by=office.clerk, at=LATER)
    findings = findings_on(dossier, [FIELD], basis=LAW)
    actions.draft_supplement(dossier.pk, findings=findings, by=office.case, at=LATER)
    assert SupplementRequest.objects.drafted().get().no == 3


class TestTheWatch:
    """Rows that were overtaken under an earlier release, when no act freed them."""

    def overtaken_by_acceptance(self, office: Office) -> Dossier:
        dossier = make_drafted_further(office)
        dossier.supplement_requests.filter(no=2).update(stage="reception")
        return dossier

    def test_frees_what_acceptance_overtook(self, office: Office) -> None:
        dossier = self.overtaken_by_acceptance(office)
        version = Dossier.objects.get().version
        free_overtaken()
        assert further(dossier).dropped_at and kinds(dossier)[-1] == "SupplementDropped"
        assert Dossier.objects.get().version == version + 1 and not list(check())
        findings = findings_on(dossier, [FIELD], basis=LAW)
        actions.draft_supplement(dossier.pk, findings=findings, by=office.case, at=LATER)
        free_overtaken()
        assert SupplementRequest.objects.drafted().get().no == 3

    def test_frees_what_the_signature_overtook(self, office: Office) -> None:
        dossier = make_drafted_further(office)
        signed = {"approved_by_id": office.signatory.officer_id, "approved_at": LATER}
        drafted = {"drafted_by_id": office.case.officer_id, "drafted_at": LATER, "outcome": "granted", "title": "x"}
        Decision.objects.create(dossier=dossier, **drafted, **signed)
        free_overtaken()
        assert further(dossier).dropped_at

    @pytest.mark.parametrize("status", [Status.RESOLVED, Status.STOPPED])
    def test_frees_what_an_end_overtook(self, office: Office, status: Status) -> None:
        dossier = make_drafted_further(office)
        ended = {"resolved_at": LATER, "outcome": "granted"} if status == Status.RESOLVED else {"ended_at": LATER}
        Dossier.objects.filter(pk=dossier.pk).update(status=status, **ended)
        free_overtaken()
        assert further(dossier).dropped_at

    def test_leaves_what_may_still_go_out(self, office: Office) -> None:
        dossier = make_drafted_further(office)
        make_lodged(office)
        free_overtaken()
        assert further(dossier).dropped_at is None


class TestApology:
    def overtaken(self, office: Office) -> Dossier:
        """Its apology was drafted, then the applicant was asked for papers: another date is promised now."""
        dossier = make_dossier(office)
        actions.draft_extension(dossier.pk, SAID, by=office.case, at=NINE)
        make_asked(office, dossier=dossier)
        answer_all(dossier, office.reception, LATER)
        return actions.send_supplement(dossier.pk, by=office.reception, at=LATER)

    def test_drafted_for_a_date_that_was_overtaken_it_does_not_stand(self, office: Office) -> None:
        dossier = self.overtaken(office)
        assert not Extension.objects.standing().filter(dossier=dossier).exists()

    def test_the_watch_writes_another(self, office: Office) -> None:
        dossier = make_slow(office)
        draft_apologies(WEDNESDAY)
        first = Extension.objects.get()
        Dossier.objects.filter(pk=dossier.pk).update(due_at=THURSDAY.replace(hour=9))
        assert draft_apologies(WEDNESDAY + timedelta(hours=1)) == 1
        second = Extension.objects.get()
        assert (second.old_due_at, second.drafted_at > first.drafted_at) == (THURSDAY.replace(hour=9), True)

    def test_whoever_writes_another_is_its_author(self, office: Office) -> None:
        dossier = self.overtaken(office)
        assert dossier.due_at is not None
        later = replace(SAID, cause=Cause.CONSULTED, new_due_at=SAID.new_due_at + timedelta(days=7))  # type: ignore[operator]
        actions.extend(dossier.pk, later, by=office.head, at=LATER)
        extension = Extension.objects.standing().get()
        assert (extension.drafted_by_id, extension.drafted_at) == (office.head.officer_id, LATER)
        assert Dossier.objects.get().due_at == later.new_due_at

    def test_one_that_is_signed_stands_whatever_date_follows(self, office: Office) -> None:
        dossier = make_dossier(office)
        actions.extend(dossier.pk, SAID, by=office.head, at=NINE)
        make_asked(office, dossier=dossier)
        assert Extension.objects.standing().filter(dossier=dossier).exists()


def test_a_result_drops_what_is_still_drafted(office: Office) -> None:
    dossier = make_drafted_further(office)
    sign(dossier, office)
    actions.grant(dossier.pk, by=office.clerk, at=LATER, file=make_file(media_type="application/pdf"))
    assert not SupplementRequest.objects.open().exists() and kinds(dossier).count("SupplementDropped") == 1
