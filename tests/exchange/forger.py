"""An identity server of the test's own: it answers at every address of the real one, with what it is told to say."""

from __future__ import annotations

import hmac
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

CLIENT, SUBJECT = "motcua", "8f2c1d"
PERSON = {"sub": SUBJECT, "SoDinhDanh": "012190000777", "HoVaTen": "Lò Thị Mới", "IAL": "2"}
Claims = dict[str, Any]


@cache
def key_of(name: str) -> RSAPrivateKey:
    """The key of this name; drawing one takes a while."""
    return generate_private_key(public_exponent=65537, key_size=2048)


def published(key: RSAPrivateKey, **marks: str) -> dict[str, Any]:
    """The public half of a key, as an identity server publishes it."""
    return {**jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True), "kid": "1", "use": "sig", **marks}


def signed(claims: Claims, key: Any = None, *, algorithm: str = "RS256", **header: Any) -> str:
    """An identity token, by default as the server itself would sign it."""
    named = {name: value for name, value in {"kid": "1", **header}.items() if value is not None}
    return jwt.encode(claims, key or key_of("ours"), algorithm=algorithm, headers=named)


def signed_as_a_secret(claims: Claims, secret: bytes, *, algorithm: str = "HS256") -> str:
    """The token that a library refuses to make: a public key taken for the secret of both sides."""
    parts = [json.dumps(part).encode() for part in ({"alg": algorithm, "kid": "1", "typ": "JWT"}, claims)]
    text = b".".join(jwt.utils.base64url_encode(part) for part in parts)
    return f"{text.decode()}.{jwt.utils.base64url_encode(hmac.digest(secret, text, 'sha256')).decode()}"


class Forger(ThreadingHTTPServer):
    """What it says can be changed at any moment; unchanged it is an honest server."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self.server_port}"
        self.person: Claims = dict(PERSON)
        self.keys = [published(key_of("ours"), alg="RS256")]
        self.metadata: dict[str, Any] = {"issuer": self.address}
        self.token: str | None = ""
        self.is_away = False

    def claims(self, nonce: str) -> Claims:
        now = int(time.time())
        return {
            "iss": self.address,
            "aud": CLIENT,
            "sub": SUBJECT,
            "nonce": nonce,
            "iat": now,
            "exp": now + 300,
        }

    def said(self, path: str) -> Any:
        """What stands at this address; None when the server says nothing there."""
        places: dict[str, Callable[[], Any]] = {
            "/.well-known/openid-configuration": self._configuration,
            "/keys": lambda: {"keys": self.keys},
            "/token": self._tokens,
            "/person": lambda: self.person,
        }
        return None if self.is_away or path not in places else places[path]()

    def _configuration(self) -> dict[str, Any]:
        places = {
            "authorization_endpoint": "authorize",
            "token_endpoint": "token",
            "userinfo_endpoint": "person",
            "jwks_uri": "keys",
        }
        return {name: f"{self.address}/{place}" for name, place in places.items()} | self.metadata

    def _tokens(self) -> dict[str, Any]:
        given = {"access_token": "opaque", "token_type": "Bearer", "expires_in": 300}
        return given if self.token is None else {**given, "id_token": self.token}


class Answer(BaseHTTPRequestHandler):
    server: Forger

    def do_GET(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        said = self.server.said(self.path)
        self.send_response(503 if said is None else 200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(said).encode())

    do_POST = do_GET

    def log_message(self, format: str, *words: Any) -> None:
        """Nothing: a test's output is its own."""


@contextmanager
def running() -> Iterator[Forger]:
    with Forger() as forger:
        thread = threading.Thread(target=forger.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield forger
        finally:
            forger.shutdown()
            thread.join()
