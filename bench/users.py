"""People at work on the product at once: each acts, thinks, and acts again."""

from __future__ import annotations

import http.client
import json
import random
import re
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from bench.asking import TOO_MANY
from bench.client import Answer, Client
from bench.lookup import codes
from bench.product import Product
from bench.receiving import Counter

DOSSIER = re.compile(r'"(/desk/dossiers/[0-9a-f-]{36}/)')
VERSION = re.compile(r'name="version" value="(\d+)"')
QUESTIONS = ("đăng ký khai sinh", "mở quán ăn", "cấp lại bằng lái", "sổ đỏ", "hộ khẩu", "kết hôn")
BUSIEST = """
    SELECT body.code FROM dossiers_task task JOIN directory_body body ON body.id = task.body_id
    JOIN catalogue_routestep step ON step.id = task.step_id
    WHERE task.done_at IS NULL AND step.role = 'case_officer' GROUP BY body.code ORDER BY count(*) DESC
"""
DRAFT = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý.", "ground": ""}


@dataclass(frozen=True)
class Took:
    """One answer: when it came, how long it took, and its status; 0 when none came."""

    at: float
    seconds: float
    status: int
    act: str

    @property
    def is_error(self) -> bool:
        return self.status >= 500 or self.status == 0

    @property
    def is_refused(self) -> bool:
        """A sentence instead of what was asked for."""
        return 400 <= self.status < 500


@dataclass
class Crowd:
    """So many users with `thinking` seconds between two acts; `took` tells every answer."""

    product: Product
    receptionists: Sequence[tuple[str, str]]
    case_officer: tuple[str, str]
    known: Sequence[str]
    thinking: float = 0.0
    took: list[Took] = field(default_factory=list)
    leaving: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    @classmethod
    def of(cls, product: Product) -> Crowd:
        return cls(product, receptionists(product), busiest(product), codes(product))

    def grow(self, users: int) -> None:
        """Let so many more come in, a third of them at the counter, a third at a desk, a third from outside.

        They begin together when all have signed in: RuntimeError when one could not.
        """
        more = [
            (Receptionist, CaseOfficer, Visitor)[number % 3](self, random.Random(number)) for number in range(users)
        ]
        for user in more:
            user.enter()
        self.threads += [threading.Thread(target=user.live, daemon=True) for user in more]
        for thread in self.threads[-users:]:
            thread.start()

    def leave(self) -> None:
        """Everybody ends the act in hand and goes."""
        self.leaving.set()
        for thread in self.threads:
            thread.join()
        self.threads.clear()
        self.leaving = threading.Event()


def receptionists(product: Product) -> list[tuple[str, str]]:
    """Of every commune, since one office has no more than 9,999 codes a day."""
    accounts = json.loads(product.manage("demo_accounts", "--json"))["officers"]
    found = [each for each in accounts if each["username"].startswith("tiepnhan.")]
    return [
        (each["username"], each["password"])
        for each in found
        if any(post["role"] == "reception_officer" for post in each["posts"])
    ]


def busiest(product: Product) -> tuple[str, str]:
    """The sign-in of a case officer where the most dossiers wait."""
    with product.database() as server:
        codes = [code for (code,) in server.execute(BUSIEST)]
    accounts = json.loads(product.manage("demo_accounts", "--json"))["officers"]
    posts = [
        (post["body_code"], each) for each in accounts for post in each["posts"] if post["role"] == "case_officer"
    ]
    found = dict(posts)
    account = next(found[code] for code in codes if code in found)
    return account["username"], account["password"]


@dataclass
class User:
    """One browser; `acts` are done in turn by chance."""

    crowd: Crowd
    luck: random.Random

    def __post_init__(self) -> None:
        self.client = Client(self.crowd.product.address)
        self.leaving = self.crowd.leaving

    @property
    def acts(self) -> Sequence[Callable[[], Answer]]:
        raise NotImplementedError

    def enter(self) -> None:
        """What must be done once before the first act."""

    def live(self) -> None:
        self.client.line.close()  # who signed in first has waited long: a browser begins a new line too
        while not self.leaving.wait(self.luck.uniform(0, 2 * self.crowd.thinking)):
            self._act()
        self.client.line.close()

    def _act(self) -> None:
        act, began = self.luck.choice(self.acts), time.monotonic()
        try:
            status = act().status
        except (OSError, http.client.HTTPException):
            self.client.line.close()
            status = 0
        if status != TOO_MANY:
            self.crowd.took.append(Took(time.monotonic(), time.monotonic() - began, status, act.__name__))


class Receptionist(User):
    """Takes dossiers in, each with three scans."""

    def enter(self) -> None:
        self.counter = Counter.open(self.crowd.product.address, *self.luck.choice(self.crowd.receptionists))
        self.client = self.counter.client

    @property
    def acts(self) -> Sequence[Callable[[], Answer]]:
        return [self.receive]

    def receive(self) -> Answer:
        values, files = self.counter.form(self.luck.randrange(100_000), str(uuid.uuid4()))
        self.client.cookies.pop("messages", None)
        return self.client.post_files("/counter/dossiers/", values, files)


class CaseOfficer(User):
    """Looks at the list, opens dossiers, writes drafts."""

    def enter(self) -> None:
        self.client.sign_in(*self.crowd.case_officer)
        self.dossiers = DOSSIER.findall(self.client.get("/desk/?lane=all").text)
        if not self.dossiers:
            raise RuntimeError("this officer has no work: more dossiers are needed")

    @property
    def acts(self) -> Sequence[Callable[[], Answer]]:
        return [self.look, self.look, self.open, self.open, self.write]

    def look(self) -> Answer:
        return self.client.get(self.luck.choice(["/desk/", "/desk/?lane=all", "/desk/?lane=late"]))

    def open(self) -> Answer:
        return self.client.get(self.luck.choice(self.dossiers))

    def write(self) -> Answer:
        page = self.luck.choice(self.dossiers)
        version = VERSION.search(self.client.get(page).text)
        self.client.cookies.pop("messages", None)
        return self.client.post(f"{page}decision/", {"version": version[1] if version else "0", **DRAFT})


class Visitor(User):
    """Searches, reads the front page, follows a dossier by its code."""

    @property
    def acts(self) -> Sequence[Callable[[], Answer]]:
        return [self.search, self.search, self.home, self.follow]

    def search(self) -> Answer:
        return self.client.get(f"/procedures/?q={quote(self.luck.choice(QUESTIONS))}")

    def home(self) -> Answer:
        return self.client.get("/")

    def follow(self) -> Answer:
        return self.client.get(f"/lookup/?code={self.luck.choice(self.crowd.known)}")
