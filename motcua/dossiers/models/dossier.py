"""The case itself: a thin row that lists and rules read; papers, tasks and decisions are facets of their own."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from motcua.catalogue.models import Handling, RouteStep, Service
from motcua.directory.actors import Actor
from motcua.directory.models import Body, Officer, Organisation, Person
from motcua.directory.roles import PROVINCE_WIDE, Role
from motcua.dossiers.models.standing import is_late, stands_still
from motcua.dossiers.statuses import OPEN, RUNNING, Channel, Delivery, Money, Outcome, Stage, Status


class DossierQuerySet(models.QuerySet["Dossier"]):
    def visible_to(self, actor: Actor) -> DossierQuerySet:
        """The one answer to who may see what: for lists, pages, files, search and numbers alike."""
        if actor.person_id:
            return self.filter(
                Q(applicant_person_id=actor.person_id)
                | Q(filer_id=actor.person_id)
                | Q(applicant_organisation_id__in=actor.organisation_ids)
            )
        if actor.officer_id is None:
            return self.none()
        return self if sees_province(actor) else self.of_bodies(working_bodies(actor))

    def of_bodies(self, bodies: frozenset[int]) -> DossierQuerySet:
        """Dossiers that these bodies received, are competent for, or had a step of."""
        from motcua.dossiers.models.tasks import Task

        steps = Task.objects.filter(dossier=OuterRef("pk"), body__in=bodies)
        return self.filter(Q(receiving__in=bodies) | Q(competent__in=bodies) | Exists(steps))

    def open(self) -> DossierQuerySet:
        return self.filter(status__in=OPEN)

    def running(self) -> DossierQuerySet:
        return self.filter(status__in=RUNNING)

    def late(self, now: datetime) -> DossierQuerySet:
        return self.running().filter(is_late(now))

    def for_pages(self) -> DossierQuerySet:
        """With what a list row or a head of a page shows, in one query."""
        return self.select_related("receiving", "competent", "holder_body", "holder", "step")

    def lock(self, pk: int) -> Dossier:
        """The row, held until the transaction ends."""
        return (
            self.select_for_update(of=("self",)).select_related("step", "holder", "service", "competent").get(pk=pk)
        )


def working_bodies(actor: Actor) -> frozenset[int]:
    """The bodies whose dossiers the actor's posts open, a head's with all below; an administrator's opens none."""
    return actor.oversees.union(body for body, role in actor.posts if role != Role.ADMINISTRATOR)


def sees_province(actor: Actor) -> bool:
    """Whether the actor sees the dossiers of every body: by a role, or as the head of all."""
    return actor.oversees_all or actor.has_role(PROVINCE_WIDE)


class Dossier(models.Model):
    """A dossier (hồ sơ) from lodging to return; who applied, filed, helped, received, decides and holds are apart."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    code = models.CharField(max_length=64, unique=True)  # opaque outside `codes.py` (rulebook B.10)
    version = models.PositiveIntegerField(default=1)  # one up with every act: a stale page is known by it
    intake_key = models.UUIDField(null=True, unique=True)  # the same form sent twice makes one dossier
    status = models.PositiveSmallIntegerField(choices=Status)
    stage = models.CharField(max_length=16, choices=Stage, default=Stage.NONE, blank=True)
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.NONE, blank=True)
    channel = models.CharField(max_length=10, choices=Channel)
    delivery = models.CharField(max_length=10, choices=Delivery, default=Delivery.COUNTER)

    service = models.ForeignKey(Service, on_delete=models.PROTECT)
    handling = models.ForeignKey(Handling, on_delete=models.PROTECT, db_index=False)  # pinned for the whole life
    route_handling = models.ForeignKey(
        Handling, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )  # whose steps it walks since a switch by decision; None: those of `handling`
    clock_handling = models.ForeignKey(
        Handling, on_delete=models.PROTECT, null=True, db_index=False, related_name="+"
    )  # whose time limit a switch gave it; None: that of `handling`
    verified_workdays = models.PositiveSmallIntegerField(null=True)  # its limit since facts must be verified
    procedure_code = models.CharField(max_length=60)
    title = models.CharField(max_length=2000)  # the procedure's name when it was lodged
    case = models.TextField(blank=True)

    applicant_person = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, db_index=False, related_name="dossiers"
    )
    applicant_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="dossiers"
    )
    applicant_name = models.CharField(max_length=300)  # as it stood on the day
    filer = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="filed")
    helper = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, db_index=False, related_name="helped")
    receiving = models.ForeignKey(Body, on_delete=models.PROTECT, db_index=False, related_name="+")
    competent = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    holder_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    holder = models.ForeignKey(Officer, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    step = models.ForeignKey(RouteStep, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")

    lodged_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    first_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    step_due_at = models.DateTimeField(null=True)
    clock_started_at = models.DateTimeField(null=True)  # when another unit received for the competent one; else None
    entered_at = models.DateTimeField(null=True)  # typed in after a failure, from the paper book
    book_no = models.CharField(max_length=40, blank=True)  # its line in that book
    money = models.CharField(max_length=8, choices=Money, default=Money.NONE, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, db_index=False, related_name="children"
    )  # the dossier of the whole linked group
    corrects = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, db_index=False, related_name="corrections"
    )  # the dossier whose result had an error (M21)
    withdrawal_asked_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)  # the moment of 3, 7, 8 or 10
    objects = DossierQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="one_applicant",
                condition=Q(applicant_person__isnull=False, applicant_organisation=None)
                | Q(applicant_person=None, applicant_organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="accepted_dossier_has_due",
                condition=Q(accepted_at=None) | Q(due_at__isnull=False, first_due_at__isnull=False),
            ),
            models.CheckConstraint(
                name="running_dossier_was_accepted", condition=~Q(status__in=[2, 4]) | Q(accepted_at__isnull=False)
            ),
            models.CheckConstraint(
                name="resolved_dossier_has_outcome", condition=~Q(status__in=[9, 10]) | ~Q(outcome="")
            ),
            models.CheckConstraint(
                name="final_dossier_has_end", condition=~Q(status__in=[3, 7, 8, 10]) | Q(ended_at__isnull=False)
            ),
            models.CheckConstraint(
                name="entered_dossier_names_its_book", condition=Q(entered_at=None) | ~Q(book_no="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["holder_body", "due_at", "id"], name="work_of_body", condition=Q(status__in=[1, 2, 4, 5, 6])
            ),
            models.Index(
                fields=["holder", "due_at", "id"], name="work_of_officer", condition=Q(status__in=[1, 2, 4, 5, 6])
            ),
            models.Index(
                fields=["competent", "due_at", "id"],
                name="open_of_competent",
                condition=Q(status__in=[1, 2, 4, 5, 6]),
            ),
            models.Index(fields=["receiving", "status", "lodged_at"], name="received_of_office"),
            models.Index(fields=["applicant_person", "-lodged_at"], name="own_dossiers"),
            models.Index(fields=["accepted_at"], name="accepted_at"),
            models.Index(
                Coalesce("resolved_at", "ended_at"), name="settled_at", condition=Q(accepted_at__isnull=False)
            ),
            models.Index(fields=["ended_at"], name="returned_at", condition=Q(status=10)),
            models.Index(fields=["receiving", "id"], name="results_of_office", condition=Q(status=9)),
            models.Index(
                fields=["service", "id"],
                name="results_elsewhere",
                condition=Q(status=9, clock_started_at__isnull=False),
            ),
            models.Index(fields=["due_at", "id"], name="late_first", condition=Q(status__in=[2, 4])),
            models.Index(fields=["step_due_at"], name="steps_due", condition=Q(status__in=[2, 4])),
            models.Index(fields=["id"], name="on_the_clock", condition=Q(status__in=[2, 4, 5, 6])),
            models.Index(
                "receiving",
                Coalesce("entered_at", "accepted_at"),
                "id",
                name="register_of_unit",
                condition=Q(accepted_at__isnull=False),
            ),
            models.Index(fields=["parent"], name="children_of_parent", condition=Q(parent__isnull=False)),
            models.Index(fields=["corrects"], name="corrections_of", condition=Q(corrects__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def subject(self) -> str:
        """The dossier's name in the journal."""
        return f"dossier:{self.pk}"

    def file_ids(self) -> set[int]:
        """The files that belong to the dossier: of its papers, of what was gathered on the way, and its result."""
        from motcua.dossiers.models.consultations import Consultation, Meeting
        from motcua.dossiers.models.dealings import Appointment, DeclineSlip, StopNotice
        from motcua.dossiers.models.decisions import Decision
        from motcua.dossiers.models.lateness import Extension
        from motcua.dossiers.models.papers import PaperFile
        from motcua.dossiers.models.supplements import SupplementRequest

        papers = PaperFile.objects.filter(paper__dossier=self).values_list("file_id", flat=True)
        results = Decision.objects.filter(dossier=self, issued_at__isnull=False).values_list("file_id", flat=True)
        stopped = StopNotice.objects.filter(dossier=self).values_list("file_id", flat=True)
        asked = SupplementRequest.objects.filter(dossier=self).values_list("file_id", flat=True)
        declined = DeclineSlip.objects.filter(dossier=self).values_list("file_id", flat=True)
        apologies = Extension.objects.filter(dossier=self).values_list("file_id", flat=True)
        answers = Consultation.objects.filter(dossier=self).values_list("answer_file_id", flat=True)
        minutes = Meeting.objects.filter(dossier=self).values_list("minutes_id", flat=True)
        findings = Appointment.objects.filter(dossier=self).values_list("minutes_id", flat=True)
        gathered, forms = (*answers, *minutes, *findings), (*stopped, *apologies, *asked, *declined)
        return {pk for pk in (*papers, *results, *forms, *gathered) if pk is not None}

    @property
    def stands_still(self) -> bool:
        """Whether its clock waits."""
        return stands_still(self.status, self.stage)

    @property
    def awaits_consent(self) -> bool:
        """Whether it waits for a consent: meanwhile nobody works on it."""
        return self.stage == Stage.AWAITING_CONSENT

    @property
    def waits_outside(self) -> bool:
        """Whether it stands at a step that waits for another agency; while it waits for its applicant it does not."""
        return self.status == Status.IN_PROGRESS and self.stage == Stage.AWAITING_OUTSIDE

    @property
    def life(self) -> Status:
        return Status(self.status)

    @property
    def waits_for_applicant(self) -> bool:
        """For papers or for money: meanwhile nobody works on it."""
        return self.status in (Status.AWAITING_SUPPLEMENT, Status.AWAITING_PAYMENT)
