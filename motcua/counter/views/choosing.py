"""The first question at the counter: which procedure is it?"""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.counter.choosing import found, offered_here, often_received
from motcua.directory.access import Request

LONGEST = 200  # letters of a question


def show_choice(request: Request) -> HttpResponse:
    """The services of this counter, narrowed by words as they are typed; the only one found opens at once."""
    words, after = _said(request, "q").strip(), _said(request, "after")
    carried = {"book": "on"} if request.GET.get("book") == "on" else {}
    offered = offered_here(request)
    choice = found(words, offered, after or None)
    if words and choice.only and "HX-Request" not in request.headers:
        return redirect(_address(service=str(choice.only.pk), **carried))
    context = {
        "words": words,
        "choice": choice,
        "often": [] if words or after else often_received(offered),
        "is_book": bool(carried),
        "all_url": _address(**carried),
        "first_url": _address(q=words, **carried) if after else "",
        "next_url": _address(q=words, after=choice.next, **carried) if choice.next else "",
    }
    return render(request, "counter/choose.html", context)


def _said(request: Request, name: str) -> str:
    return request.GET.get(name, "").replace("\x00", "")[:LONGEST]


def _address(**said: str) -> str:
    plain = {name: value for name, value in said.items() if value}
    return f"{reverse('counter:reception')}?{urlencode(plain)}" if plain else reverse("counter:reception")
