"""Receptionists who take dossiers in over HTTP and send a form again, with its key, when no answer came."""

from __future__ import annotations

import hashlib
import http.client
import io
import random
import threading
import time
import uuid
from dataclasses import dataclass, field

from PIL import Image

from bench.client import Client, Files
from bench.receiving import Counter
from tests.crash.acts import DONE, is_plainly_refused
from tests.crash.world import PASSWORD

PATIENCE = 120  # seconds in which a form that is sent again and again must be answered
PEOPLE = 60  # applicants in turn: the same person comes to two desks at once, and comes back
PAUSE = 0.1  # seconds before a form is sent again
WALKS_AWAY, PRESSES_TWICE = 0.15, 0.9  # of 1: below, a form is given up when the line breaks; above, it is sent twice


@dataclass
class Form:
    """One filled form: its key, the SHA-256 of the scan of each paper, and what became of it."""

    key: str
    scans: dict[str, str]
    tries: int = 0
    status: int = 0  # of the answer; 0 while none came
    places: list[str] = field(default_factory=list)  # where the answers led


@dataclass
class Receptionist:
    """One desk, one browser; `forms` tells all that was sent."""

    address: str
    number: int
    service: str
    papers: list[str]
    closed: threading.Event
    forms: list[Form] = field(default_factory=list)
    luck: random.Random = field(default_factory=random.Random)
    strange: list[str] = field(default_factory=list)  # answers that nobody should ever get
    refused: int = 0  # forms for which there was no room, or nobody to take them

    def open(self) -> None:
        client = Client(self.address)
        client.sign_in(f"receptionist{self.number}", PASSWORD)
        client.get(f"/counter/reception/?service={self.service}")  # the form's own token
        self.counter = Counter(client, self.service, self.papers, b"")

    def close(self) -> None:
        self.counter.client.line.close()

    def work(self) -> None:
        while not self.closed.is_set():
            self.receive()

    def receive(self) -> Form:
        """One applicant, in the mood of the day."""
        values, files, form = self._filled_in()
        self.forms.append(form)
        mood = self.luck.random()
        self._send(values, files, form, PAUSE if mood < WALKS_AWAY else PATIENCE)
        if mood > PRESSES_TWICE:
            self._send(values, files, form, PATIENCE)
        return form

    def _filled_in(self) -> tuple[list[tuple[str, object]], Files, Form]:
        key = str(uuid.UUID(int=self.luck.getrandbits(128), version=4))
        values, files = self.counter.form(self.luck.randrange(PEOPLE), key)
        scanned = [(name, title, self._scan(), kind) for name, title, _, kind in files]
        scans = {name: hashlib.sha256(scan).hexdigest() for name, _, scan, _ in scanned}
        return values, scanned, Form(key, scans)

    def _scan(self) -> bytes:
        """A picture that no other paper has."""
        kept = io.BytesIO()
        Image.frombytes("RGB", (40, 40), self.luck.randbytes(4800)).save(kept, "PNG")
        return kept.getvalue()

    def _send(self, values: list[tuple[str, object]], files: Files, form: Form, patience: float) -> None:
        """Send until an answer comes, or patience ends; a broken line is no answer, nor is "come back later"."""
        until = time.monotonic() + patience
        while not self._is_answered(values, files, form):
            time.sleep(PAUSE)
            if time.monotonic() > until:
                return

    def _is_answered(self, values: list[tuple[str, object]], files: Files, form: Form) -> bool:
        form.tries += 1
        try:
            answer = self.counter.client.post_files("/counter/dossiers/", values, files)
        except (OSError, http.client.HTTPException):
            self.counter.client.line.close()
            return False
        if is_plainly_refused(answer):
            self.refused += 1
            return False
        self.counter.client.cookies.pop("messages", None)
        form.status = answer.status
        form.places.append(answer.location)
        if answer.status != DONE:
            self.strange.append(f"reception: {answer.status}")
        return True
