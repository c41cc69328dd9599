"""An officer's browser, and dossiers that await each kind of officer now."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from urllib.parse import urlencode

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now
from PIL import Image

from motcua.directory.actors import Actor
from motcua.directory.models import Account
from motcua.documents.intake import store
from motcua.dossiers import actions
from motcua.dossiers.intake import PaperIn
from motcua.dossiers.models import Dossier
from tests.dossiers.makers import Office, make_intake, papers_for

WORDS = {"outcome": "granted", "title": "Quyết định cấp", "text": "Đồng ý.", "ground": ""}
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 300]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


def enter(actor: Actor | None) -> Client:
    """A browser in which the officer is signed in."""
    client = Client()
    if actor is not None:
        client.force_login(Account.objects.get(officer=actor.officer_id))
    return client


def make_running(office: Office, at: datetime | None = None, **facts: object) -> Dossier:
    """A dossier received an hour ago (or at `at`) that awaits the case officer."""
    at = at or now() - timedelta(hours=1)
    return actions.receive(make_intake(office.service, **facts), by=office.reception, at=at, transfer_now=True)


def make_drafted(office: Office, **changed: str) -> Dossier:
    """A dossier with a draft that awaits the signatory."""
    dossier = make_running(office)
    actions.draft_decision(dossier.pk, **{**WORDS, **changed}, by=office.case, at=now())
    return actions.complete_step(dossier.pk, by=office.case, at=now())


def make_approved(office: Office) -> Dossier:
    """A dossier whose approved decision awaits the clerk."""
    return actions.approve(make_drafted(office).pk, by=office.signatory, at=now())


def make_with_scan(office: Office) -> Dossier:
    """A dossier of which one paper is a real picture."""
    page = BytesIO()
    Image.new("RGB", (60, 40), "white").save(page, "PNG")
    scan = store([SimpleUploadedFile("giay-to.png", page.getvalue(), "image/png")], sent_by=office.reception.key)
    first, *others = papers_for(office.service)
    papers = [PaperIn(component_id=first.component_id, state="attached", files=scan), *others]
    return make_running(office, papers=papers)


def signed_paper(name: str = "ket-qua.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, "application/pdf")


def address(dossier: Dossier, noun: str = "", **query: str) -> str:
    asked = f"?{urlencode(query)}" if query else ""
    return f"/desk/dossiers/{dossier.public_id}/{noun + '/' if noun else ''}{asked}"


def counted(queries: CaptureQueriesContext) -> int:
    """How many queries a page took; the calendar's are left out, since they come when its copy has grown old.

    So is one that reads the outages, which are kept as long; a second one counts. To be asked at once: the log begins
    anew with the next page.
    """
    calendar = ("directory_calendar", "directory_officehours", "directory_announcedyear")
    asked = [query["sql"] for query in queries.captured_queries]
    others = sum(not any(table in sql for table in calendar) for sql in asked)
    return others - any('FROM "dossiers_outage"' in sql for sql in asked)


def post(client: Client, dossier: Dossier, noun: str, **typed: object):  # type: ignore[no-untyped-def]
    """An act as the page as it stands would send it."""
    version = Dossier.objects.values_list("version", flat=True).get(pk=dossier.pk)
    return client.post(address(dossier, noun), {"version": version, **typed})
