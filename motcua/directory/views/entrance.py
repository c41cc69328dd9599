"""In and out: one page with two clear choices, and where to go from there."""

from typing import Any

from allauth.account.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.directory.access import for_anyone_signed_in
from motcua.directory.roles import CONSOLE_ROLES, Role

# The first that fits. Addresses as text: the doors stand on a higher floor.
DOORS = (
    (CONSOLE_ROLES, "/console/"),
    (frozenset({Role.RECEPTION_OFFICER, Role.RETURN_OFFICER, Role.CASHIER}), "/counter/"),
    (frozenset({Role.CASE_OFFICER, Role.DIVISION_HEAD, Role.SIGNATORY, Role.RECORDS_CLERK}), "/desk/"),
    (frozenset({Role.HEAD, Role.ONE_STOP_HEAD, Role.INSPECTOR}), "/board/"),
)


class SignInView(LoginView):  # type: ignore[misc]
    """Citizens go on to VNeID, officers give their password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        # An address elsewhere is dropped here already, not only when it would be followed.
        return {**super().get_context_data(**kwargs), "next": self.get_next_url() or ""}


@for_anyone_signed_in
def welcome(request: HttpRequest) -> HttpResponse:
    """Lead whoever has signed in to the door that fits."""
    if request.actor.person_id:  # type: ignore[attr-defined]
        return redirect("/")
    address = next((address for roles, address in DOORS if request.actor.has_role(roles)), None)  # type: ignore[attr-defined]
    return redirect(address) if address else render(request, "directory/no_post.html")
