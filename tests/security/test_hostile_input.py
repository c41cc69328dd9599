"""Every door under fire: whatever is typed into an address or a form, nothing breaks and nothing comes back alive.

A page or form is tried with everything by the first role that finds it, and by every other with the sharpest alone.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

import pytest
from django.core.cache import cache
from django.test import Client

from tests.access.test_pages import ADDRESSES, UNKNOWN, _filled, allowed
from tests.security.crawling import TALLY, fault_of, is_first, kind_of, let_it_last, pages, tell, undone
from tests.security.hostile import NAMES, OLD_MARK, Form, every_raw, names_in, own, read
from tests.security.world import CITIZEN, NOBODY, NUMBER, OFFICERS, World, enter, make_full_world
from tests.security.worlds.things import addresses_of, with_ids

pytestmark = [pytest.mark.fuzz, pytest.mark.django_db, pytest.mark.filterwarnings("default")]
EVERYBODY = (NOBODY, CITIZEN, *(role.value for role in OFFICERS))
LONG = 600  # characters: longer ones go to the parameters of the page alone
# The sharp ones are sent to each field alone; all others to all fields together.
SHARP = (
    "%00",
    "a%00b",
    "%FF%FE",
    "%C2%B2",
    "9" * 5000,
    "99999999999999999999",
    "x" * 10_001,
    OLD_MARK,
)
SHARPEST = ("a%00b", "%C2%B2", "0", "x" * 10_001)  # forms have many fields
KEPT = {"version", "service", "key", "csrfmiddlewaretoken"}
MULTIPART = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="%b"\r\n\r\n%b\r\n--x--'
PLAIN = "application/x-www-form-urlencoded"
BODIES = [
    (MULTIPART, b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nno end'),
    (MULTIPART, PART % (b"", b"")),
    (MULTIPART, PART % (b"\x00", b"x")),
    (MULTIPART, PART % (b"x" * 5000 + b".pdf", b"%PDF-")),
    ("multipart/form-data", b"no boundary"),
    (f"{PLAIN}; charset=utf-16", "a=1".encode("utf-16")),
    (f"{PLAIN}; charset=nothing", b"a=1"),
    ("application/json", b'{"version": 1}'),
    (PLAIN, b"&".join(b"a%d=1" % number for number in range(2100))),
]


@pytest.fixture
def world(settings: Any) -> Iterator[World]:
    let_it_last()
    cache.clear()
    settings.UPLOADS_A_MINUTE = 1_000_000
    logging.disable(logging.ERROR)  # each refusal would be a line with its stack
    yield make_full_world()
    logging.disable(logging.NOTSET)


def seeds(world: World, who: str) -> list[str]:
    """The role's own doors and dossiers, and a true thing at every other address that it may enter."""
    entered = [pattern for pattern in with_ids() if who in allowed(_filled(pattern))]
    others = [next(addresses_of(world, pattern), None) for pattern in entered]
    return list(dict.fromkeys([*world.seeds(who), *filter(None, others)]))


@pytest.mark.parametrize("who", EVERYBODY)
def test_what_people_typed_never_comes_alive_on_a_page(who: str, world: World) -> None:
    client, wrong, opened = enter(world, who), [], 0
    for address, answer in pages(client, seeds(world, who)):
        opened += answer.status_code == 200
        if fault := fault_of(answer):
            wrong.append(f"{fault} {address}")
    tell(wrong)
    assert opened > 3


@pytest.mark.parametrize("who", [NOBODY, *(role.value for role in OFFICERS)])
def test_no_page_shows_a_whole_identity_number_unasked(who: str, world: World) -> None:
    client, wrong = enter(world, who), []
    for address, answer in pages(client, seeds(world, who)):
        is_page = answer.get("Content-Type", "").startswith(("text/html", "application/json"))
        if is_page and NUMBER.encode() in answer.content:
            wrong.append(address)
    tell(wrong)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_hostile_address_breaks_nothing(who: str, world: World) -> None:
    client, wrong = enter(world, who), []
    found = parameters(client, seeds(world, who))
    TALLY[who, "pages"] = len(found)
    for path, names in found.items():
        for query in queries(names) if is_first(("page", kind_of(path))) else few_queries(names):
            with undone(client, who):
                answer = client.get(path, QUERY_STRING=query)
                if fault := fault_of(answer):
                    wrong.append(f"{fault} {path}?{query[:120]}")
    tell(wrong)


def parameters(client: Client, seeds: list[str]) -> dict[str, set[str]]:
    """One address of each kind of page, and the parameters that its links and search forms are known to send."""
    paths: dict[str, str] = {}
    known: dict[str, set[str]] = {}
    for address, answer in pages(client, seeds):
        view, path = kind_of(address).split("?")[0], urlsplit(address).path
        is_page = answer.get("Content-Type", "").startswith("text/html")
        forms = read(address, answer.content.decode()).forms if is_page else []
        known.setdefault(paths.setdefault(view, path), set()).update(names_in(address, forms))
    return known


def queries(names: set[str]) -> Iterator[str]:
    """Each value to every known parameter together, then to each of the page's own alone."""
    for raw in every_raw():
        yield "&".join(f"{name}={raw}" for name in (NAMES if len(raw) < LONG else sorted(names)))
    yield from (f"{name}={raw}" for name in sorted(names) for raw in SHARP)
    yield "&&==%&%G1=1"


def few_queries(names: set[str]) -> Iterator[str]:
    yield from ("&".join(f"{name}={raw}" for name in sorted(names | {"after"})) for raw in SHARPEST)


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_hostile_form_breaks_nothing(who: str, world: World) -> None:
    client, wrong, seen = enter(world, who), [], set()
    for address, answer in list(pages(client, seeds(world, who))):
        if not answer.get("Content-Type", "").startswith("text/html"):
            continue
        for form in read(address, answer.content.decode()).forms:
            if form.method != "post" or not (action := own(form.action)) or mark(form) in seen:
                continue
            seen.add(mark(form))
            TALLY[who, "forms"] += 1
            for body in bodies(form) if (is_new := is_first(("form", mark(form)))) else few_bodies(form):
                with undone(client, who):
                    answer = client.post(action, body, content_type="application/x-www-form-urlencoded")
                    if fault := fault_of(answer):
                        wrong.append(f"{fault} POST {kind_of(action)} {shortened(body, form)}")
            for content_type, raw in BODIES if is_new else ():
                with undone(client, who):
                    if fault := fault_of(client.generic("POST", action, raw, content_type)):
                        wrong.append(f"{fault} POST {kind_of(action)} {content_type} {raw[:40]!r}")
    tell(wrong)


def mark(form: Form) -> tuple[str, frozenset[str]]:
    return kind_of(form.action), frozenset(form.fields)


def bodies(form: Form) -> Iterator[str]:
    names = sorted(form.fields)
    usual = {name: quote(value, safe="") for name, value in form.fields.items()}
    for raw in every_raw():
        yield _body({name: usual[name] if name in KEPT else raw for name in names})
    for raw in SHARPEST:
        for name in names:
            yield _body({**usual, name: raw})
    yield _body(dict.fromkeys(names, ""))
    yield "&".join(2 * [urlencode(form.fields)])


def few_bodies(form: Form) -> Iterator[str]:
    usual = {name: quote(value, safe="") for name, value in form.fields.items()}
    for raw in SHARPEST:
        yield _body({name: usual[name] if name in KEPT else raw for name in sorted(form.fields)})


def _body(said: dict[str, str]) -> str:
    return "&".join(f"{quote(name)}={value}" for name, value in said.items())


def shortened(body: str, form: Form) -> str:
    """Which fields differ from what the page sends, and by what."""
    usual = {f"{quote(name)}={quote(value, safe='')}" for name, value in form.fields.items()}
    return "&".join(part[:60] for part in body.split("&") if part not in usual)[:200]


def test_headers_of_any_length_are_read_or_refused(world: World) -> None:
    client = enter(world, NOBODY)
    for header in ("HTTP_ACCEPT_LANGUAGE", "HTTP_USER_AGENT", "HTTP_REFERER", "HTTP_HX_CURRENT_URL", "HTTP_RANGE"):
        for value in ("x" * 20_000, "vi,en;q=0.5," * 2000, "\xff\x00", "bytes=9-1,-,0-99999999999999999999"):
            assert client.get("/", **{header: value}).status_code < 500, header
    for host in ("evil.example", "x" * 300, "[::1", "localhost:x"):
        assert client.get("/", HTTP_HOST=host).status_code == 400, host
    for cookie in ("motcua_session", "motcua_csrf", "django_language", "messages", "targets"):
        client.cookies[cookie] = "9" * 3000
        assert client.get("/").status_code < 500, cookie


@pytest.mark.parametrize("who", EVERYBODY)
def test_numbers_and_codes_in_a_path_may_be_anything(who: str, world: World) -> None:
    client, wrong = enter(world, who), []
    for path in [path for path in ADDRESSES if UNKNOWN["int"] in path or UNKNOWN["str"] in path]:
        for number, code in (("9" * 20, "%00"), ("9" * 4000, "..."), ("2147483648", "%F0%9D%95%8F"), ("0", "x" * 60)):
            address = "/" + path.replace(UNKNOWN["int"], number).replace(UNKNOWN["str"], code)
            for send in (client.get, client.post):
                with undone(client, who):
                    if fault := fault_of(send(address)):
                        wrong.append(f"{fault} {send.__name__} {path} {number[:20]} {code}")
    tell(wrong)


def test_every_form_is_refused_without_its_key(world: World) -> None:
    """Cross-site requests: no door takes a POST without the token of its page; the API for machines takes none."""
    for who in (NOBODY, CITIZEN, "head", "administrator"):
        client = enter(world, who)
        client.handler.enforce_csrf_checks = True
        taken = [path for path in ADDRESSES if client.post(f"/{path}").status_code not in (403, 404, 405)]
        assert taken == ["api/v1/openapi.json"], who  # the description of the API: the same however it is asked for
