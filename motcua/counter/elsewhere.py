"""Receiving for another unit: which of the actor's units does it, and what it may receive so."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from motcua.catalogue.models import Handling, Procedure, Scope, Service
from motcua.catalogue.services import open_services_of, reaches
from motcua.directory.access import Request
from motcua.directory.models import Body
from motcua.directory.roles import Role

FOR_OTHERS = "elsewhere"  # the name under which addresses and forms say that another unit is competent


def own_units(request: Request) -> frozenset[int]:
    """The one-stop units in which the actor receives; what was merged into them receives nothing any more."""
    units = request.actor.bodies_as(Role.RECEPTION_OFFICER, Role.ONE_STOP_HEAD)
    return frozenset(Body.objects.in_force(localdate()).filter(pk__in=units).values_list("pk", flat=True))


def unit_for_others(request: Request) -> int | None:
    """The actor's unit that receives for another, when the address or the form says so."""
    said = request.POST.get(FOR_OTHERS) or request.GET.get(FOR_OTHERS) or ""
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None
    return number if number is not None and number in own_units(request) else None


def services_elsewhere(units: Iterable[int], on: date) -> QuerySet[Service]:
    """What other one-stop units receive and the list opens to all, by procedure and body."""
    codes = reaches(on).values("procedure_code")
    open_today = open_services_of(on).filter(handling__version__procedure__code__in=codes)
    here = open_today.filter(handling__handled_by=Handling.HandledBy.PROVINCE).exclude(one_stop__in=list(units))
    return here.order_by("handling__version__procedure__code", "competent__level", "competent__name")


def procedures_elsewhere(on: date) -> list[tuple[str, str]]:
    """The procedures on the list today, as options: code and name, with the scope when it is the nation."""
    scopes = dict(reaches(on).values_list("procedure_code", "scope"))
    names = Procedure.objects.filter(code__in=scopes).order_by("name").values_list("code", "name")
    beyond = {Scope.NATION: f" · {_('in the whole country')}"}
    return [(code, f"{name} · {code}{beyond.get(Scope(scopes[code]), '')}") for code, name in names]
