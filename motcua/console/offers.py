"""Who may offer a handling, and by rule: the one-stop unit that receives for each body, the division in charge."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from motcua.catalogue.models import Handling, Service
from motcua.catalogue.publishing import RECEIVERS, Offer
from motcua.directory.models import Body, BodyKind, Level


@dataclass(frozen=True)
class Group:
    """Bodies that usually offer the same procedures; `key` chooses all of them."""

    key: str
    label: str
    bodies: Sequence[Body]


@dataclass(frozen=True)
class Proposal:
    """What the rule says for one body; `divisions` are those to choose among."""

    body: Body
    one_stop: Body | None
    division_id: int | None
    divisions: Sequence[Body]

    @property
    def offer(self) -> Offer | None:
        """None where nobody receives for the body."""
        division = next((one for one in self.divisions if one.pk == self.division_id), None)
        return Offer(self.body, self.one_stop, division) if self.one_stop else None

    @property
    def options(self) -> list[tuple[int, str]]:
        return [(division.pk, division.name) for division in self.divisions]


@dataclass(frozen=True)
class Ending:
    """Services of these bodies that end because others begin."""

    version: int
    number: int
    services: int


class Choice:
    """The bodies in force on a day, and what the rules say of those among them that were chosen; 1 query, then 1."""

    def __init__(self, on: date) -> None:
        self._bodies = {body.pk: body for body in Body.objects.in_force(on).order_by("code")}
        self._below: dict[int | None, list[Body]] = defaultdict(list)
        for body in self._bodies.values():
            self._below[body.parent_id].append(body)

    @property
    def groups(self) -> list[Group]:
        labels = {
            "communes": _("Commune People's Committees"),
            "departments": _("Departments and the provincial People's Committee"),
            "agencies": _("Vertical agencies and service bodies of the province"),
            "commune_agencies": _("Vertical agencies in the communes"),
        }
        sorted_in = defaultdict(list)
        for body in self._bodies.values():
            if key := _group_of(body):
                sorted_in[key].append(body)
        return [Group(key, label, sorted_in[key]) for key, label in labels.items() if sorted_in[key]]

    def chosen(self, query: QueryDict) -> list[Body]:
        """The bodies ticked one by one (`body`) or by group (`all`), each once, by code."""
        ticked = {int(number) for number in query.getlist("body") if number.isdecimal() and len(number) < 10}
        whole = {body.pk for group in self.groups if group.key in query.getlist("all") for body in group.bodies}
        may = {body.pk for group in self.groups for body in group.bodies}
        return [body for pk, body in self._bodies.items() if pk in (ticked | whole) & may]

    def proposals(self, handling: Handling, bodies: Sequence[Body], said: Mapping[str, str]) -> list[Proposal]:
        """One for each body; `said` holds the divisions somebody chose himself, as `division-<body>`."""
        usual = _usual_divisions(handling, bodies)
        return [self._proposal(body, usual.get(body.pk), said.get(f"division-{body.pk}")) for body in bodies]

    def _proposal(self, body: Body, usual: int | None, said: str | None) -> Proposal:
        divisions = [one for one in self._below[body.pk] if one.kind == BodyKind.DIVISION]
        ids = {division.pk for division in divisions}
        if said is not None:
            chosen = int(said) if said.isdecimal() and int(said[:10]) in ids else None
        else:
            chosen = usual if usual in ids else (divisions[0].pk if len(divisions) == 1 else None)
        return Proposal(body, self._one_stop(body), chosen, divisions)

    def _one_stop(self, body: Body) -> Body | None:
        """Its own centre, else that of the nearest body above, else itself where it may receive."""
        above: Body | None = body
        while above is not None:
            if centre := next((one for one in self._below[above.pk] if one.kind == BodyKind.ONE_STOP_CENTRE), None):
                return centre
            above = self._bodies.get(above.parent_id or 0)
        return body if body.kind in RECEIVERS else None


def endings(handling: Handling, bodies: Iterable[Body], begins_on: date) -> list[Ending]:
    """The running services that publishing for these bodies ends, by handling."""
    rows = _running(handling, begins_on).filter(competent__in=[body.pk for body in bodies])
    counted = rows.values_list("handling__version__number", "handling__number").annotate(services=Count("pk"))
    return [Ending(*row) for row in counted.order_by("handling__version__number", "handling__number")]


def left_as_they_are(handling: Handling, bodies: Iterable[Body], begins_on: date) -> int:
    """How many running services of the procedure belong to other bodies, and so go on unchanged."""
    return _running(handling, begins_on).exclude(competent__in=[body.pk for body in bodies]).count()


def _running(handling: Handling, on: date) -> QuerySet[Service]:
    rows = Service.objects.filter(Q(valid_to=None) | Q(valid_to__gte=on))
    return rows.filter(handling__version__procedure=handling.version.procedure_id)


def _usual_divisions(handling: Handling, bodies: Sequence[Body]) -> dict[int, int]:
    """Of each body, the division that has most of its services in the fields of this procedure; 1 query."""
    rows = Service.objects.filter(
        competent__in=[body.pk for body in bodies],
        division__isnull=False,
        handling__version__procedure__fields__procedures=handling.version.procedure_id,
    )
    counted = rows.values_list("competent_id", "division_id").annotate(times=Count("pk", distinct=True))
    return {body: division for body, division, _times in counted.order_by("times")}  # the last, largest one stays


def _group_of(body: Body) -> str:
    if body.kind == BodyKind.COMMUNE_COMMITTEE:
        return "communes"
    if body.kind in {BodyKind.DEPARTMENT, BodyKind.PROVINCE_COMMITTEE}:
        return "departments"
    if body.kind in {BodyKind.VERTICAL_AGENCY, BodyKind.PUBLIC_SERVICE_BODY}:
        return "agencies" if body.level == Level.PROVINCE else "commune_agencies"
    return ""
