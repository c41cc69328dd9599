"""Four flows at once: the counter takes in, a citizen files, a case officer works, results are signed and go out."""

from __future__ import annotations

import queue
import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bench.client import Client
from bench.receiving import scan
from tests.crash.acts import Act, Dropped, Hand
from tests.crash.receptionists import Receptionist
from tests.crash.world import PASSWORD

BREATH = 0.2  # seconds between two acts of a hand
FIRST = {
    "full_name": "Lò Thị Thử",
    "born_on": "17/05/1990",
    "phone": "0912 345 678",
    "commune": "03408",
    "address": "Tổ 1",
}
SECOND = {"request": "Xin giải quyết thủ tục", "receive_by": "counter"}
DRAFT = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý.", "ground": ""}
DOSSIER = re.compile(r"/dossiers/([0-9a-f-]{36})/")
Lane = queue.SimpleQueue[str]


@dataclass
class Flow:
    """One thread that repeats its round until the doors close."""

    name: str
    round: Callable[[], None]
    closed: threading.Event
    acts: list[Act]
    thread: threading.Thread = field(init=False)

    def start(self) -> None:
        self.thread = threading.Thread(target=self._work, name=self.name, daemon=True)
        self.thread.start()

    def _work(self) -> None:
        while not self.closed.wait(BREATH):
            try:
                self.round()
            except Dropped:
                continue

    def has_acted_since(self, moment: float) -> bool:
        return any(act.began >= moment for act in self.acts[-50:])


class Citizen(Hand):
    """Files one dossier after another; begun again after a broken line, a filing goes on where it was."""

    def file(self, number: str, service: str, papers: list[str]) -> None:
        began = time.monotonic()
        self.look(f"/filings/new/?service={service}")  # the form's own token
        draft = self.press("/filings/", {"service": service}).location.split("/")[2]
        self.press(f"/filings/{draft}/form-1/", {**FIRST, "personal_number": number})
        self.press(f"/filings/{draft}/form-2/", SECOND)
        files = [(f"paper-{paper}", "anh.png", scan(), "image/png") for paper in papers]
        self.press(f"/filings/{draft}/papers/", {}, files)
        sent = DOSSIER.search(self.press(f"/filings/{draft}/dossier/", {}).location)
        assert sent is not None
        self.acts.append(Act("Lodged", sent[1], began, time.monotonic()))


class Work:
    """All hands of the office for one stretch of time."""

    def __init__(self, address: str, world: dict[str, Any]) -> None:
        self.closed = threading.Event()
        self.taken_in, self.drafted, self.acts_in = Lane(), Lane(), list[Act]()
        desk = self.desk = Receptionist(address, 0, world["service"], world["papers"], self.closed)
        desk.open()
        self.hands = {name: self._officer(address, username) for name, username in world["officers"].items()}
        self.citizen = self._citizen(address, world["citizens"][0])
        number = "012 190 770 000"
        filing = lambda: self.citizen.file(number, world["service"], world["papers"])  # noqa: E731
        self.flows = [
            Flow("intake", self._take_in, self.closed, self.acts_in),
            Flow("filing", filing, self.closed, self.citizen.acts),
            Flow("case", self._decide, self.closed, self.hands["case"].acts),
            Flow("result", self._sign_and_return, self.closed, self.hands["returning"].acts),
        ]

    def start(self) -> None:
        for flow in self.flows:
            flow.start()

    def end(self) -> None:
        """Close the doors and let everybody finish what is in hand."""
        self.closed.set()
        for flow in self.flows:
            flow.thread.join()
        self.desk.close()
        for hand in (*self.hands.values(), self.citizen):
            hand.client.line.close()

    @property
    def acts(self) -> list[Act]:
        return [act for hand in (*self.hands.values(), self.citizen) for act in hand.acts]

    @property
    def strange(self) -> list[str]:
        return [said for hand in (*self.hands.values(), self.citizen) for said in hand.strange] + self.desk.strange

    def _officer(self, address: str, username: str) -> Hand:
        client = Client(address)
        client.sign_in(username, PASSWORD)
        return Hand(client, self.closed)

    def _citizen(self, address: str, session: str) -> Citizen:
        client = Client(address)
        client.cookies[f"motcua_session_{address.rpartition(':')[2]}"] = session
        return Citizen(client, self.closed)

    def _take_in(self) -> None:
        began = time.monotonic()
        form = self.desk.receive()
        if form.places and (found := DOSSIER.search(form.places[0])):
            self.taken_in.put(found[1])
            self.acts_in.append(Act("HandedIn", found[1], began, time.monotonic()))

    def _decide(self) -> None:
        hand, dossier = self.hands["case"], self._next(self.taken_in)
        hand.act("DecisionDrafted", "desk", dossier, "decision", **DRAFT)
        hand.act("StepDone", "desk", dossier, "completion")
        self.drafted.put(dossier)

    def _sign_and_return(self) -> None:
        dossier = self._next(self.drafted)
        self.hands["signatory"].act("DecisionApproved", "desk", dossier, "approval")
        self.hands["clerk"].act("Granted", "desk", dossier, "result")
        self.hands["returning"].act("Returned", "counter", dossier, "return", receiver="applicant")

    def _next(self, lane: Lane) -> str:
        try:
            return lane.get(timeout=0.5)
        except queue.Empty:
            raise Dropped from None
