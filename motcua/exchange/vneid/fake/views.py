"""The stand-in's pages: choose who you are, and go back to the product as that person."""

from urllib.parse import parse_qs, urlencode, urlsplit

from allauth.idp.oidc.models import Client
from allauth.idp.oidc.views import authorization
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from motcua.exchange.vneid.fake.citizens import choices, holder_of
from motcua.exchange.vneid.fake.forms import AnybodyForm

AUTHORIZE = "/identity/o/authorize"
BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """What this server is."""
    return render(request, "vneid_fake/about.html")


@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Choose a person of the demonstration, or make one up."""
    come_from = request.GET.get("next", "")
    if urlsplit(come_from).path != AUTHORIZE or urlsplit(come_from).netloc:
        return redirect("/")
    if request.POST.get("choice") == "cancel":
        return _refuse(come_from)
    people, form = choices(), AnybodyForm(request.POST if request.POST.get("choice") == "anybody" else None)
    facts = _chosen(request, people) or (form.cleaned_data if form.is_valid() else None)
    if facts is None:
        return render(request, "vneid_fake/choose.html", {"people": people, "form": form})
    login(request, holder_of(facts), backend=BACKEND)  # type: ignore[arg-type]  # another site's user
    return redirect(come_from)


def _chosen(request: HttpRequest, people: list[dict[str, object]]) -> dict[str, object] | None:
    chosen = request.POST.get("choice", "")
    return people[int(chosen)] if chosen.isdecimal() and int(chosen) < len(people) else None


def _refuse(come_from: str) -> HttpResponse:
    asked = {name: values[0] for name, values in parse_qs(urlsplit(come_from).query).items()}
    client = Client.objects.filter(id=asked.get("client_id")).first()
    if client is None or asked.get("redirect_uri") not in client.get_redirect_uris():
        return HttpResponseBadRequest("unknown client")
    answer = {"error": "access_denied", "state": asked.get("state", "")}
    return redirect(f"{asked['redirect_uri']}?{urlencode(answer)}")


@require_GET
def authorize(request: HttpRequest) -> HttpResponse:
    """The library's page, which here forgets the person at once: the next sign-in chooses anew."""
    response: HttpResponse = authorization(request)
    if request.user.is_authenticated and response.status_code == 302:
        logout(request)
    return response
