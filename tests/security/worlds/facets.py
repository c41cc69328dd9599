"""A dossier in every kind of dealing between offices, with money, meetings, visits, groups, completions and post."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

from django.utils.timezone import now

from motcua.catalogue.models import Component, Service
from motcua.directory.actors import Actor
from motcua.directory.models import Person
from motcua.documents.models import Example
from motcua.dossiers import actions
from motcua.dossiers.models import BulkAct, BulkRun, Dossier, Draft, PaperFile, SavedView
from motcua.dossiers.statuses import Status
from tests.access import consulting, dealings, linking, routes, supplementing
from tests.access.test_acts import APOLOGY
from tests.catalogue.makers import make_form, make_handling, make_service, make_version
from tests.dossiers.consulting import WITH_VISIT_AND_SUBMISSION, for_submission, make_consultation
from tests.dossiers.linking_makers import make_group
from tests.dossiers.makers import NINE, Office, make_dossier, make_file, make_office
from tests.dossiers.supplementing import make_drafted_further, make_overdue

Make = Callable[[Office], Dossier]


def apologised(office: Office) -> Dossier:
    dossier = make_dossier(office)
    actions.extend(dossier.pk, said=APOLOGY, by=office.signatory, at=NINE)
    return dossier


def corrected(office: Office) -> Dossier:
    dossier = make_dossier(office, Status.RESOLVED)
    return actions.open_correction(dossier.pk, ground="Sai tên", by=office.case, at=NINE)


def declined(office: Office) -> Dossier:
    dossier = supplementing.lodged(office)
    return actions.decline(dossier.pk, ground="Không thuộc thẩm quyền", by=office.reception, at=NINE)


def visited(office: Office) -> Dossier:
    dossier = make_dossier(routes.by_route(office, WITH_VISIT_AND_SUBMISSION))
    actions.arrange_visit(dossier.pk, consulting.VISIT, by=office.case, at=NINE)
    return dossier


def submitted(office: Office) -> Dossier:
    return for_submission(routes.by_route(office, WITH_VISIT_AND_SUBMISSION))


def asked_with_papers(office: Office) -> Dossier:
    """A question of another office to this one, with a paper of the dossier beside it."""
    theirs = make_office()
    dossier = make_dossier(theirs)
    paper = dossier.papers.all()[0]
    PaperFile.objects.create(paper=paper, file=make_file(), position=1)
    return make_consultation(theirs, office, dossier=dossier, paper_ids=[paper.pk]).dossier


FACETS: dict[str, Make] = {
    "owing": dealings.owing,
    "to refund": dealings.to_refund,
    "awaiting consent": dealings.awaiting_consent,
    "to post": dealings.to_post,
    "posted": dealings.posted,
    "asking": consulting.asking,
    "asked by another office": asked_with_papers,
    "meeting": consulting.with_meeting,
    "visited": visited,
    "submitted": submitted,
    "abreast": routes.abreast,
    "council": routes.in_council,
    "part of a group": linking.residence,
    "received for another": linking.received_here,
    "received elsewhere": linking.received_elsewhere,
    "misplaced": linking.misplaced,
    "offered": linking.offered,
    "half completed": supplementing.answered,
    "asked again": make_drafted_further,
    "apologised": apologised,
    "corrected": corrected,
    "declined": declined,
    "overdue": make_overdue,
}


def make_facets(office: Office, person: Person) -> dict[str, Dossier]:
    """One dossier of each kind, all of them this person's; the office's own service stays as it is."""
    made = {name: make(replace(office, service=_fresh(office))) for name, make in FACETS.items()}
    whole = made["part of a group"].parent
    assert whole
    made["group"] = whole
    _show_examples(made["half completed"])
    mine = {"applicant_person": person, "filer": person, "applicant_name": person.full_name}
    Dossier.objects.filter(pk__in=[dossier.pk for dossier in made.values()]).update(**mine)
    return {name: Dossier.objects.get(pk=dossier.pk) for name, dossier in made.items()}


def _show_examples(dossier: Dossier) -> None:
    """A picture of each of its papers as it should be."""
    parts = dossier.papers.exclude(component=None).values_list("component_id", flat=True)
    for part in parts:
        Example.objects.get_or_create(component_id=part, defaults={"file": make_file()})


def _fresh(office: Office) -> Service:
    return Service.objects.get(pk=office.service.pk)


def make_runs(office: Office) -> tuple[BulkRun, BulkRun, SavedView]:
    """Several dossiers taken at once, several results handed over at once, and a list kept under a name."""
    dossier, settled = make_dossier(office), make_dossier(office, Status.RESOLVED)
    taken = actions.run_bulk(uuid4(), BulkAct.TAKE, [(dossier.pk, dossier.version)], by=office.case, at=now())
    back = [(settled.pk, settled.version)]
    handed = actions.run_bulk(uuid4(), BulkAct.RETURN, back, by=office.returning, at=now())
    return taken, handed, actions.save_view("Quá hạn", "late=1", by=office.case, at=now())


def make_drafts(citizen: Actor) -> list[Draft]:
    """Filings that ask which case applies, and which procedures of a group are wanted."""
    version = make_version()
    for no, case in enumerate(("Trường hợp lần đầu", "Trường hợp cấp lại"), 1):
        Component.objects.filter(version=version, no=no).update(case=case)
    plain = make_handling(version=version, form=make_form(definition="ket-hon"))  # asks not how the result comes
    services = (make_service(handling=plain), make_group().service)
    return [actions.start_draft(service.pk, by=citizen, at=now()) for service in services]
