"""The one client of the stand-in: the product."""

from allauth.idp.oidc.models import Client
from django.db import transaction

CLIENT = "motcua"


@transaction.atomic
def register(secret: str, callbacks: list[str]) -> Client:
    """Write the product down as a client, with the exact addresses it may come back to."""
    client = Client.objects.filter(id=CLIENT).first() or Client(id=CLIENT, name="Một Cửa")
    client.set_secret(secret)
    client.set_scopes(["openid", "profile"])
    client.set_redirect_uris(sorted({name for callback in callbacks for name in _both_names(callback)}))
    client.skip_consent = True  # choosing a person is the consent
    client.save()
    return client


def _both_names(address: str) -> set[str]:
    """The machine itself is known by two names."""
    return {
        address,
        address.replace("//localhost", "//127.0.0.1", 1),
        address.replace("//127.0.0.1", "//localhost", 1),
    }
