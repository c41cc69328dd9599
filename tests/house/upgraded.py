"""What a process of this release finds in a database of the release before, once it is upgraded."""

from __future__ import annotations

import asyncio
import json
from datetime import date
from pathlib import Path

from django.test import Client

from motcua.config.worker import worker_app
from motcua.directory.models import Account
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from motcua.journal.models import Digest, Event

SINCE_THEN = date(2026, 11, 22)  # the day on which the rows of the release before were written


def look(told: str) -> None:
    """Write into the file `told` what every door answers, and what is in the tables."""
    statuses = {str(Status(status)): code for status, code in Dossier.objects.values_list("status", "code")}
    found = {
        "dossiers": Dossier.objects.count(),
        "statuses": sorted(statuses),
        "events": Event.objects.count(),
        "sealed": Digest.objects.filter(on=SINCE_THEN).count(),
        "pages": {**_public(sorted(statuses.values())), **_of_officers()},
    }
    Path(told).write_text(json.dumps(found))


def _public(codes: list[str]) -> dict[str, int]:
    pages = ["/", "/procedures/", "/offices/", *(f"/lookup/?code={code}" for code in codes)]
    return {page: Client().get(page).status_code for page in pages}


def _of_officers() -> dict[str, int]:
    """The list of each officer, and the dossiers that it leads to."""
    answers = {}
    for account in Account.objects.filter(officer__isnull=False, is_active=True).order_by("pk"):
        browser = Client()
        browser.force_login(account)
        for page in ("/desk/", "/board/", "/counter/"):
            answers[f"{account.pk} {page}"] = browser.get(page).status_code
        for public_id in Dossier.objects.values_list("public_id", flat=True):
            answers[f"{account.pk} {public_id}"] = browser.get(f"/desk/dossiers/{public_id}/").status_code
    return answers


def work_off() -> None:
    """Carry what the release before left in the queue."""
    asyncio.run(_carry())


async def _carry() -> None:
    app = worker_app()
    async with app.open_async():
        await app.run_worker_async(wait=False, concurrency=2, queues=["reactions"], delete_jobs="successful")
