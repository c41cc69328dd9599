"""A small HTTP client that behaves like a browser where it matters: cookies, tokens, forms with files."""

from __future__ import annotations

import http.client
import re
import time
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
Files = Sequence[tuple[str, str, bytes, str]]  # field, name, bytes, media type

IDLE = 5.0  # seconds after which a server may have closed the line


@dataclass
class Answer:
    status: int
    location: str
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")


@dataclass
class Client:
    """One user's browser on one connection."""

    address: str
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    used: float = 0.0

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        self.line = http.client.HTTPConnection(parts.hostname or "localhost", parts.port, timeout=60)

    def get(self, path: str) -> Answer:
        return self._send("GET", path, None, {})

    def post(self, path: str, values: Mapping[str, object] | Sequence[tuple[str, object]]) -> Answer:
        pairs = list(values.items()) if isinstance(values, Mapping) else list(values)
        body = urlencode([("csrfmiddlewaretoken", self.token), *pairs]).encode()
        return self._send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def post_files(self, path: str, values: Sequence[tuple[str, object]], files: Files) -> Answer:
        mark = uuid.uuid4().hex
        parts = [_part(mark, name, value) for name, value in [("csrfmiddlewaretoken", self.token), *values]]
        parts += [_file_part(mark, *file) for file in files]
        body = b"".join(parts) + f"--{mark}--\r\n".encode()
        return self._send("POST", path, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def sign_in(self, username: str, password: str) -> None:
        """Enter as an officer; RuntimeError when the door stays shut."""
        self.get("/accounts/login/")
        answer = self.post("/accounts/login/", {"login": username, "password": password})
        if answer.status != 302:
            raise RuntimeError(f"sign-in of {username} failed: {answer.status}")

    def _send(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Answer:
        if time.monotonic() - self.used > IDLE:
            self.line.close()  # opened again by the request
        self.used = time.monotonic()
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        self.line.request(method, path, body, {**headers, "Cookie": cookie, "Referer": self.address})
        response = self.line.getresponse()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";", 1)[0].partition("=")
            self.cookies[name.strip()] = value.strip()
        answer = Answer(response.status, response.headers.get("Location", ""), response.read())
        if found := TOKEN.search(answer.text) if method == "GET" else None:
            self.token = found.group(1)
        return answer


def _part(mark: str, name: str, value: object) -> bytes:
    return f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()


def _file_part(mark: str, field_name: str, name: str, content: bytes, media_type: str) -> bytes:
    head = f'--{mark}\r\nContent-Disposition: form-data; name="{field_name}"; filename="{name}"\r\n'
    return f"{head}Content-Type: {media_type}\r\n\r\n".encode() + content + b"\r\n"
