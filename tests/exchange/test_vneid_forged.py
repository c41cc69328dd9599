"""Identity tokens that no honest server made for this sign-in: none opens an account, each is answered in words."""

import copy
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from structlog.testing import capture_logs

from motcua.directory.models import Account, Person
from tests.exchange.forger import CLIENT, PERSON, key_of, published, running, signed, signed_as_a_secret
from tests.exchange.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.processes]
TOO_LATE, NO_ANSWER = "Lần đăng nhập này", "VNeID hiện không phản hồi"
UNPROVEN = "không chứng minh được"
AN_HOUR = 3600


@pytest.fixture
def forger(settings):
    with running() as forger:
        providers = copy.deepcopy(settings.SOCIALACCOUNT_PROVIDERS)
        providers["vneid"]["APP"]["settings"]["server_url"] = forger.address
        providers["vneid"]["APP"]["client_id"] = CLIENT
        settings.SOCIALACCOUNT_PROVIDERS = providers
        yield forger


class Returning(Visitor):
    """Who went to the forger and comes back with the state of the sign-in and any code."""

    def leave(self):
        address = self.portal.post("/accounts/vneid/login/")["Location"]
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        return self.asked["nonce"]

    def come_back(self):
        facts = {"code": "any", "state": self.asked["state"]}
        return self.portal.get("/accounts/vneid/login/callback/", facts)


def nothing_opened(visitor, answer, *, status, words):
    assert answer.status_code == status and words in answer.text
    assert not Account.objects.exists() and not Person.objects.exists()
    assert "_auth_user_id" not in visitor.portal.session


def public_text(form):
    """The server's public key, as whoever knows it might sign with it."""
    kinds = {"pem": serialization.Encoding.PEM, "der": serialization.Encoding.DER}
    return key_of("ours").public_key().public_bytes(kinds[form], serialization.PublicFormat.SubjectPublicKeyInfo)


def without(claims, name):
    return {known: value for known, value in claims.items() if known != name}


def with_another_end(token):
    return token[:-8] + ("AAAAAAAA" if token[-8:] != "AAAAAAAA" else "BBBBBBBB")


def of_another(claims):
    """The honest token's head and signature around other claims."""
    head, _, signature = signed(claims).split(".")
    return f"{head}.{signed({**claims, 'sub': 'another'}).split('.')[1]}.{signature}"


FORGERIES = {
    "signed with another key": lambda claims: signed(claims, key_of("theirs")),
    "signed with a key nobody published": lambda claims: signed(claims, key_of("theirs"), kid="2"),
    "a key carried in its own head": lambda claims: signed(claims, key_of("theirs"), jwk=published(key_of("theirs"))),
    "no name of a key": lambda claims: signed(claims, kid=None),
    "a signature changed": lambda claims: with_another_end(signed(claims)),
    "claims changed": of_another,
    "not signed": lambda claims: jwt.encode(claims, None, algorithm="none", headers={"kid": "1"}),
    "no signature behind": lambda claims: signed(claims).rpartition(".")[0] + ".",
    "the public key as a secret": lambda claims: signed_as_a_secret(claims, public_text("pem")),
    "the public key's bytes as a secret": lambda claims: signed_as_a_secret(claims, public_text("der")),
    "an algorithm that nobody knows": lambda claims: signed_as_a_secret(claims, b"x", algorithm="XX256"),
    "another issuer": lambda claims: signed({**claims, "iss": "https://evil.example"}),
    "no issuer": lambda claims: signed(without(claims, "iss")),
    "for another client": lambda claims: signed({**claims, "aud": "somebody"}),
    "for us and another client": lambda claims: signed({**claims, "aud": [CLIENT, "somebody"]}),
    "for nobody": lambda claims: signed(without(claims, "aud")),
    "never over": lambda claims: signed(without(claims, "exp")),
    "not yet made": lambda claims: signed({**claims, "iat": claims["iat"] + AN_HOUR}),
    "not yet good": lambda claims: signed({**claims, "nbf": claims["iat"] + AN_HOUR}),
    "for another sign-in": lambda claims: signed({**claims, "nonce": "of another"}),
    "for no sign-in": lambda claims: signed(without(claims, "nonce")),
    "an empty nonce": lambda claims: signed({**claims, "nonce": ""}),
    "of another person": lambda claims: signed({**claims, "sub": "another"}),
    "of nobody": lambda claims: signed(without(claims, "sub")),
    "an empty subject": lambda claims: signed({**claims, "sub": ""}),
    "no token": lambda claims: None,
    "an empty token": lambda claims: "",
    "words": lambda claims: "Lò Thị Mới",
}
# What the log may say: never a word of the token, which may name people.
REASONS = {
    "InvalidSignatureError",
    "InvalidKeyError",
    "InvalidAlgorithmError",
    "InvalidIssuerError",
    "InvalidAudienceError",
    "ImmatureSignatureError",
    "MissingRequiredClaimError",
    "DecodeError",
    "for others too",
    "of another subject",
    "for another sign-in",
}


@pytest.mark.parametrize("forge", FORGERIES.values(), ids=FORGERIES)
def test_a_forged_token_opens_nothing_and_is_answered_in_words(forger, forge):
    visitor = Returning()
    forger.token = forge(forger.claims(visitor.leave()))
    with capture_logs() as lines:
        nothing_opened(visitor, visitor.come_back(), status=400, words=UNPROVEN)
    (line,) = (line for line in lines if line["event"] == "the e-ID's answer proves nothing")
    assert line["why"] in REASONS and set(line) == {"event", "log_level", "why"}


def test_a_token_that_is_over_was_honest_and_is_told_to_be_late(forger):
    visitor = Returning()
    claims = forger.claims(visitor.leave())
    forger.token = signed({**claims, "exp": claims["exp"] - AN_HOUR})
    with capture_logs() as lines:
        nothing_opened(visitor, visitor.come_back(), status=400, words=TOO_LATE)
    assert not [line for line in lines if "proves nothing" in line["event"]]


def test_one_that_is_over_and_forged_is_called_forged(forger):
    visitor = Returning()
    claims = forger.claims(visitor.leave())
    forger.token = signed({**claims, "exp": claims["exp"] - AN_HOUR}, key_of("theirs"))
    nothing_opened(visitor, visitor.come_back(), status=400, words=UNPROVEN)


@pytest.mark.parametrize("change", [{}, {"aud": [CLIENT]}])
def test_an_honest_token_opens_the_account(forger, change):
    """Else the refusals above would say nothing."""
    visitor = Returning()
    forger.token = signed({**forger.claims(visitor.leave()), **change})
    assert visitor.come_back()["Location"] == "/welcome/"
    assert Account.objects.get().person.full_name == PERSON["HoVaTen"]


@pytest.mark.parametrize("subject", ["another", "", None])
def test_claims_of_another_subject_open_nothing(forger, subject):
    visitor = Returning()
    forger.token = signed(forger.claims(visitor.leave()))
    forger.person["sub"] = subject
    nothing_opened(visitor, visitor.come_back(), status=400, words=UNPROVEN)


def test_where_neither_names_a_subject_nothing_is_compared_and_nothing_opened(forger):
    visitor = Returning()
    forger.token = signed(without(forger.claims(visitor.leave()), "sub"))
    del forger.person["sub"]
    nothing_opened(visitor, visitor.come_back(), status=400, words=UNPROVEN)


def test_a_published_secret_signs_nothing(forger):
    visitor = Returning()
    secret = b"published to everybody, 32 bytes and more"
    forger.keys = [{"kty": "oct", "kid": "1", "alg": "HS256", "k": jwt.utils.base64url_encode(secret).decode()}]
    forger.token = signed(forger.claims(visitor.leave()), secret, algorithm="HS256")
    nothing_opened(visitor, visitor.come_back(), status=400, words=UNPROVEN)


@pytest.mark.parametrize("issuer", ["https://evil.example", None])
def test_a_server_that_calls_itself_otherwise_is_not_gone_to(forger, issuer):
    forger.metadata = {"issuer": issuer}
    visitor = Returning()
    answer = visitor.portal.post("/accounts/vneid/login/")
    nothing_opened(visitor, answer, status=503, words=NO_ANSWER)


def test_a_server_that_calls_itself_otherwise_on_the_way_back_opens_nothing(forger):
    visitor = Returning()
    claims = forger.claims(visitor.leave())
    forger.metadata = {"issuer": "https://evil.example"}
    forger.token = signed({**claims, "iss": "https://evil.example"})
    nothing_opened(visitor, visitor.come_back(), status=503, words=NO_ANSWER)


def test_a_server_that_went_away_in_between_is_no_fault_of_the_visitor(forger):
    visitor = Returning()
    visitor.leave()
    forger.is_away = True
    nothing_opened(visitor, visitor.come_back(), status=503, words=NO_ANSWER)
