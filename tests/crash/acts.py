"""One press of a button over HTTP, tried until it is answered; what was acknowledged is remembered."""

from __future__ import annotations

import http.client
import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from bench.client import Answer, Client, Files

PATIENCE = 120  # seconds in which an act that is tried again and again must be answered
PAUSE = 0.1  # seconds before it is tried again
VERSION = re.compile(r'name="version" value="(\d+)"')
DONE, MENDABLE, AWAY = 302, 422, 503
PLAIN, NO_ROOM = "Hệ thống tạm gián đoạn", "hệ thống tạm hết chỗ chứa"
STORE_AWAY = "kho lưu tệp tạm không trả lời"


class Dropped(Exception):
    """The work is broken off: the flow is over, or what was tried twice had been done the first time."""


def is_plainly_refused(answer: Answer) -> bool:
    """Nothing was done, and a sentence says so: the whole house is away, or there is no room for a file."""
    sentence = {AWAY: PLAIN, MENDABLE: NO_ROOM}.get(answer.status)
    return sentence is not None and sentence in answer.text and "Traceback" not in answer.text


@dataclass
class Act:
    """What was acknowledged: the fact that must be in the journal of the dossier."""

    fact: str
    dossier: str
    began: float
    ended: float


@dataclass
class Hand:
    """One browser of one person; `strange` tells every answer that nobody should ever get."""

    client: Client
    closed: threading.Event
    acts: list[Act] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    away: int = 0  # answers that said to come back in a moment
    is_unsure: bool = False  # since the last press some line broke: it may have been done all the same

    def look(self, path: str) -> Answer:
        return self._until_answered(path, lambda: self.client.get(path))

    def press(self, path: str, values: Mapping[str, object], files: Files = ()) -> Answer:
        """The answer 302; anything else is Dropped, and strange unless an earlier try may have done it."""
        self.is_unsure = False
        if files:
            answer = self._until_answered(path, lambda: self.client.post_files(path, list(values.items()), files))
        else:
            answer = self._until_answered(path, lambda: self.client.post(path, values))
        self.client.cookies.pop("messages", None)
        if answer.status == DONE and "/login/" not in answer.location:
            return answer
        if not self.is_unsure:
            self.strange.append(f"{path}: {answer.status} {answer.location}")
        raise Dropped

    def act(self, fact: str, door: str, dossier: str, noun: str, **values: object) -> None:
        """An act on a dossier's page as it stands; answered with 302, its fact is on record."""
        began = time.monotonic()
        version = VERSION.search(self.look(f"/{door}/dossiers/{dossier}/").text)
        if version is None:
            raise Dropped
        self.press(f"/{door}/dossiers/{dossier}/{noun}/", {"version": version[1], **values})
        self.acts.append(Act(fact, dossier, began, time.monotonic()))

    def _until_answered(self, path: str, send: Callable[[], Answer]) -> Answer:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                answer = send()
            except (OSError, http.client.HTTPException):
                self.client.line.close()
            else:
                if answer.status < 500 and NO_ROOM not in answer.text:
                    return answer
                self._note(path, answer)
            self.is_unsure = True
            time.sleep(PAUSE)
        self.strange.append(f"{path}: no answer within {PATIENCE} s")
        raise Dropped

    def _note(self, path: str, answer: Answer) -> None:
        self.away += 1
        if not is_plainly_refused(answer):
            self.strange.append(f"{path}: {answer.status}, and no plain page")
