"""What an attacker types, and the pages of a role read as an attacker's tool reads them: forms, fields, links."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import motcua

SCRIPT = "<script>alert(1)</script>"
OLD_MARK = "MDAwMS0wMS0wMVQwMDowMDowMCsxNDowMHwx"  # 0001-01-01T00:00:00+14:00|1, as lists mark their pages
# Raw bytes of a query or a form, already percent-encoded: some are no UTF-8 at all.
RAW = ("%00", "a%00b", "%FF%FE", "%ED%A0%80", "%E2%80%AE%0D%0ASet-Cookie:%20x=1")
VALUES = (
    "99999999999999999999",
    "9223372036854775808",
    "2147483648",
    "999999999",
    "-1",
    "0",
    "²",
    "٣",
    "9" * 5000,
    "1e9",
    "NaN",
    "0001-01-01",
    "9999-12-31",
    "2026-02-31",
    "31-02-2026",
    "01/01/0001",
    "31/12/9999",
    "0001-01-01T00:00:00+14:00_1",
    "9999-12-31T23:59:59-14:00_1",
    "2026-01-01T00:00:00+00:00_9999999999999999999",
    OLD_MARK,
    "OTk5OS0xMi0zMVQyMzo1OTo1OS0xNDowMHwx",  # 9999-12-31T23:59:59-14:00|1
    "not-a-uuid",
    "00000000-0000-0000-0000-000000000000",
    f"\"'>{SCRIPT}",
    f"<!--{SCRIPT}",
    "{{ settings.SECRET_KEY }}{% load x %}",
    "//evil.example/",
    "javascript:alert(1)",
    "../../../../etc/passwd",
    "' OR 1=1 --",
    "[1, 2]",
    "%",
    "x" * 10_001,
    "x" * 600,
    "𝕏\u202é" * 50,
    " ",
)
SOURCES = sorted(Path(motcua.__file__).parent.glob("*/**/*.py"))
_NAMED = re.compile(r"GET\.get(?:list)?\(\s*[\"'](\w+)[\"']")
_IN_DATACLASS = (
    "lane",
    "words",
    "procedure",
    "status",
    "step",
    "body",
    "officer",
    "after",
    "field",
    "subject",
    "level",
)
NAMES = sorted(
    {name for source in SOURCES for name in _NAMED.findall(source.read_text())}
    | {*_IN_DATACLASS, "under", "measure", "from", "to", "list", "paper", "next", "q", "code", "service", "page"}
)


@dataclass
class Form:
    """A form of a page: where it goes, how, and what it sends when nobody touches it."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)


class Reader(HTMLParser):
    """Collects the links and forms of one page; fields outside their form are found by its id."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag in ("a", "iframe", "img") and (link := said.get("href") or said.get("src")):
            self.links.append(urljoin(self.address, link))
        if tag == "form":
            self.open = Form(urljoin(self.address, said.get("action", "")), said.get("method", "get").lower())
            self.forms.append(self.open)
            self.by_id[said.get("id", "")] = self.open
        if tag in ("input", "select", "textarea", "button") and said.get("name"):
            self._field(tag, said)
        if said.get("formaction") and self.open:
            self.forms.append(Form(urljoin(self.address, said["formaction"]), "post", self.open.fields))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None

    def _field(self, tag: str, said: dict[str, str]) -> None:
        form = self.by_id.get(said.get("form", ""), self.open) if said.get("form") else self.open
        if form is None:
            return
        if said.get("type") == "file":
            form.files.add(said["name"])
        elif tag != "button" and not (said.get("type") in ("radio", "checkbox") and "checked" not in said):
            form.fields.setdefault(said["name"], said.get("value", ""))
        else:
            form.fields.setdefault(said["name"], "")


def read(address: str, html: str) -> Reader:
    reader = Reader(address)
    reader.feed(html)
    return reader


def own(link: str) -> str | None:
    """The path and query of a link within the product, without its place in the page."""
    parts = urlsplit(link)
    if parts.scheme not in ("", "http") or parts.netloc not in ("", "testserver"):
        return None
    if parts.path.startswith(("/static/", "/accounts/logout", "mailto:", "tel:")):
        return None
    return parts.path + (f"?{parts.query}" if parts.query else "")


def names_in(address: str, forms: list[Form]) -> set[str]:
    """The parameters that a page is known to read: those in its address and in its search forms."""
    said = {name for name, _value in parse_qsl(urlsplit(address).query)}
    return said | {name for form in forms if form.method == "get" for name in form.fields}


def every_raw() -> Iterator[str]:
    """Each hostile value, percent-encoded."""
    from urllib.parse import quote

    yield from RAW
    yield from (quote(value, safe="") for value in VALUES)
