"""A small province in which every text that people type was typed by an attacker."""

from __future__ import annotations

from dataclasses import dataclass, field
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import now
from PIL import Image

from motcua.catalogue.models import Component
from motcua.catalogue.services import published
from motcua.directory.actors import Actor
from motcua.directory.models import Account, BodyKind, Level, Person
from motcua.directory.roles import Role
from motcua.documents.intake import store
from motcua.dossiers import actions
from motcua.dossiers.intake import PaperIn
from motcua.dossiers.models import Dossier, Draft
from tests.catalogue.makers import make_form, make_handling, make_service, make_version
from tests.directory.makers import make_body, make_citizen, make_commune, make_officer, make_organisation, make_person
from tests.dossiers.makers import ANSWERS, Office, make_draft, make_intake, make_office, papers_for
from tests.dossiers.supplementing import FIRST_PAPER, findings_on
from tests.security.worlds.facets import make_drafts, make_facets
from tests.security.worlds.keeping import make_kept

EVIL = "\"'><script>alert(1)</script>"
NUMBER = "012190777123"  # the applicant's: must never be seen whole where it is not asked for
FAMILY = "Điêu "  # nobody else of the tests is called so
CITIZEN, NOBODY = "citizen", "nobody"
OFFICERS = tuple(Role)
DOORS = {
    NOBODY: ["/", "/procedures/", "/lookup/?code=x", "/offices/", "/offices/old-address/", "/accounts/login/"],
    CITIZEN: ["/", "/procedures/", "/filings/", "/dossiers/", "/dossiers/?tab=ended", "/notices/", "/account/"],
    Role.RECEPTION_OFFICER: ["/counter/", "/counter/reception/", "/counter/find/?code=x", "/account/"],
    Role.RETURN_OFFICER: ["/counter/", "/counter/results/"],
    Role.PROCEDURE_CONTROL: ["/board/", "/board/late/", "/console/"],
    Role.ADMINISTRATOR: ["/console/", "/console/operating/"],
    Role.CASHIER: ["/counter/payments/"],
    Role.INSPECTOR: ["/board/", "/board/late/"],
    Role.ONE_STOP_HEAD: ["/counter/", "/counter/redirections/", "/desk/team/", "/board/"],
}
AT_A_DESK = ["/desk/?lane=all", "/desk/find/?code=x", "/desk/team/", "/board/", "/board/late/"]


@dataclass
class World:
    office: Office
    person: Person
    citizen: Actor
    draft: Draft
    dossiers: dict[str, Dossier]
    facets: dict[str, Dossier] = field(default_factory=dict)  # the full world's: see worlds/
    kept: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)

    def everything(self) -> list[Dossier]:
        return [*self.dossiers.values(), *self.facets.values()]

    def seeds(self, who: str) -> list[str]:
        """Where the role begins to look around: its doors, and the page of every dossier."""
        ids = [str(dossier.public_id) for dossier in self.everything()]
        service = self.office.service
        code = service.handling.version.procedure.code
        doors = list(DOORS.get(who, AT_A_DESK))
        if who in (NOBODY, CITIZEN):
            doors += [f"/procedures/{code}/", f"/procedures/{code}/offices/", f"/filings/new/?service={service.pk}"]
        if who == CITIZEN:
            doors += [f"/dossiers/{one}/" for one in ids]
            doors += [f"/filings/{self.draft.public_id}/{step}/" for step in ("form-1", "form-2", "papers", "check")]
        if who in (Role.RECEPTION_OFFICER, Role.RETURN_OFFICER):
            doors += [f"/counter/dossiers/{one}/" for one in ids]
            doors += [f"/counter/reception/?service={service.pk}"]
        if who in (Role.CASE_OFFICER, Role.SIGNATORY, Role.RECORDS_CLERK, Role.HEAD):
            doors += [f"/desk/dossiers/{one}/?list=lane%3Dall" for one in ids]
        if who in (Role.HEAD, Role.PROCEDURE_CONTROL):
            doors += [f"/board/dossiers/{one}/" for one in ids]
        return doors


def make_world() -> World:
    make_commune()
    if not default_storage.exists("2026/03/x"):  # what the makers' file rows point at
        default_storage.save("2026/03/x", ContentFile(b"0123456789"))
    office = _office()
    person = make_person(number=NUMBER, full_name=f"{FAMILY}{EVIL}", address=EVIL, email="a@b.vn")
    _account, citizen = make_citizen(person)
    make_organisation(person, name=f"Công ty {EVIL}")
    intake = {"answers": {**ANSWERS, "full_name": person.full_name, "request": EVIL, "personal_number": NUMBER}}
    dossiers = {"lodged": _lodged(office, citizen)}
    for name in ("case", "sign", "issue", "result", "accepted", "withdrawing", "asked"):
        papers = _papers(office)
        at = {"by": office.reception, "at": now()}
        dossier = actions.receive(
            make_intake(office.service, person, papers=papers, **intake), **at, transfer_now=name != "accepted"
        )
        dossiers[name] = _brought(dossier, name, office, citizen)
    return World(office, person, citizen, make_draft(office.service, citizen, now()), dossiers)


def make_full_world() -> World:
    """The same with a dossier in every kind of dealing: for those who look at each address once."""
    world = make_world()
    world.facets = make_facets(world.office, world.person)
    world.kept = make_kept(world.office)
    world.drafts = [world.draft, *make_drafts(world.citizen)]
    return world


def enter(world: World, who: str) -> Client:
    """A browser signed in as the role; a fault of the server is an answer to be looked at."""
    client = Client(raise_request_exception=False)
    if who == CITIZEN:
        client.force_login(Account.objects.get(person=world.person))
    elif who != NOBODY:
        account = Account.objects.get(officer=_officer(world, who))
        account.set_password("a password of this test")
        account.save()
        client.force_login(account)
    return client


def _officer(world: World, who: str) -> int | None:
    office = world.office
    own = {
        Role.RECEPTION_OFFICER: office.reception,
        Role.RETURN_OFFICER: office.returning,
        Role.CASE_OFFICER: office.case,
        Role.SIGNATORY: office.signatory,
        Role.RECORDS_CLERK: office.clerk,
        Role.HEAD: office.head,
    }
    if who in own:
        return own[Role(who)].officer_id
    near = {Role.DIVISION_HEAD: office.service.competent}
    near |= dict.fromkeys((Role.ONE_STOP_HEAD, Role.CASHIER), office.service.one_stop)
    seat = near.get(Role(who)) or make_body(kind=BodyKind.PROVINCE_COMMITTEE, level=Level.PROVINCE, name=EVIL)
    return make_officer(seat, who)[1].officer_id


def _office() -> Office:
    """As usual, but with bodies, procedure and papers of evil names."""
    office = make_office()
    version = make_version(name=f"Thủ tục {EVIL}", content={"notes": EVIL})
    Component.objects.filter(version=version).update(name=f"Giấy {EVIL}")
    office.service = make_service(
        handling=make_handling(version=version, form=make_form()),
        competent=office.service.competent,
        one_stop=office.service.one_stop,
    )
    for body in (office.service.competent, office.service.one_stop):
        type(body).objects.filter(pk=body.pk).update(name=f"UBND {EVIL}", short_name=EVIL)
        body.refresh_from_db()
    type(office.service).objects.get(pk=office.service.pk)
    return office


def _papers(office: Office) -> list[PaperIn]:
    page = BytesIO()
    Image.new("RGB", (6, 4), "white").save(page, "PNG")
    scan = store([SimpleUploadedFile("x.png", page.getvalue(), "image/png")], sent_by=office.reception.key)
    type(scan[0]).objects.filter(pk=scan[0].pk).update(name=EVIL + ".png")
    first, *others = papers_for(office.service)
    return [PaperIn(component_id=first.component_id, state="attached", note=EVIL, files=scan), *others]


def _lodged(office: Office, citizen: Actor) -> Dossier:
    assert published(office.service.handling_id)
    return actions.lodge(make_draft(office.service, citizen, now()).pk, by=citizen, at=now())


def _brought(dossier: Dossier, name: str, office: Office, citizen: Actor) -> Dossier:
    if name == "withdrawing":
        return actions.ask_withdrawal(dossier.pk, reason=EVIL, by=citizen, at=now())
    if name == "asked":
        findings = findings_on(dossier, [FIRST_PAPER], reason=EVIL)
        return actions.ask_supplement(dossier.pk, findings=findings, by=office.case, at=now())
    if name in ("sign", "issue", "result"):
        words = {"outcome": "granted", "title": EVIL, "text": EVIL}
        actions.draft_decision(dossier.pk, **words, by=office.case, at=now())
        dossier = actions.complete_step(dossier.pk, note=EVIL, by=office.case, at=now())
    if name in ("issue", "result"):
        dossier = actions.approve(dossier.pk, by=office.signatory, at=now())
    return actions.grant(dossier.pk, by=office.clerk, at=now()) if name == "result" else dossier
