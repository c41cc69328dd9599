"""Who may publish, and what is missing before a handling may be: rules on values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.catalogue.drawn import Problem, Step
from motcua.catalogue.models import EForm, Handling, Route, RouteStep
from motcua.catalogue.routes import lint_for
from motcua.catalogue.services import limit_of
from motcua.directory.actors import Actor
from motcua.directory.models import Body, BodyKind
from motcua.directory.roles import Role
from motcua.lib.worktime import BadLimit

PUBLISHERS = frozenset({Role.ADMINISTRATOR, Role.PROCEDURE_CONTROL})
# Vertical agencies may receive by themselves beside the one-stop centres (rulebook B.2).
RECEIVERS = frozenset({BodyKind.ONE_STOP_CENTRE, BodyKind.VERTICAL_AGENCY, BodyKind.PUBLIC_SERVICE_BODY})


class PublishingError(Exception):
    """A change of the catalogue is refused."""


class NotAllowed(PublishingError):
    """The actor is neither an administrator nor a procedure control officer."""


class AlreadyPublished(PublishingError):
    """What is published never changes: a change is a new version."""


class AlreadyClosed(PublishingError):
    """A service ends by date; its last day is never moved later."""


class CannotPublish(PublishingError):
    """Something is wrong or missing; `problems` tells all of it."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(" ".join(problem.sentence for problem in problems))


class NotFit(PublishingError):
    """What was typed cannot be: every fault at once, as (place in the form, sentence)."""

    def __init__(self, faults: Sequence[tuple[str, str]]) -> None:
        self.faults = tuple(faults)
        super().__init__(" ".join(sentence for _place, sentence in faults))


@dataclass(frozen=True, slots=True)
class Offer:
    """A competent body that will offer a handling, the one-stop unit that receives for it, the division in charge."""

    competent: Body
    one_stop: Body
    division: Body | None = None


def may_publish(actor: Actor) -> bool:
    return actor.has_role(PUBLISHERS)


def as_steps(rows: Sequence[RouteStep]) -> list[Step]:
    """Stored steps as the linter reads them."""
    columns = Step.__dataclass_fields__
    return [Step(**{name: getattr(row, name) for name in columns}) for row in rows]


def missing_from(
    handling: Handling, *, route: Route | None, form: EForm | None, steps: Sequence[Step]
) -> list[Problem]:
    """Everything that keeps a draft handling from being published, but for the bodies that offer it."""
    problems = list(_limit(handling, steps))
    if route is None or route.published_at is None:
        problems.append(Problem("route_not_published", _("Choose a published internal process.")))
    if form is None or form.published_at is None:
        problems.append(Problem("form_not_published", _("Choose a published form.")))
    return problems


def wrong_with(offers: Sequence[Offer], on: date) -> list[Problem]:
    """Everything wrong with the bodies that are to offer a handling from this day."""
    if not offers:
        return [Problem("no_bodies", _("Choose at least one body that settles this procedure."))]
    problems = [problem for offer in offers for problem in _offer(offer, on)]
    competent = [offer.competent.pk for offer in offers]
    if len(set(competent)) < len(competent):
        problems.append(Problem("body_twice", _("A body is named twice.")))
    return problems


def _limit(handling: Handling, steps: Sequence[Step]) -> Iterator[Problem]:
    try:
        limit = limit_of(handling)
    except BadLimit:
        yield Problem("no_limit", _("Give the time limit: a number of days, hours or months within reason."))
        return
    if handling.route_id is not None:
        yield from lint_for(steps, limit)


def _offer(offer: Offer, on: date) -> Iterator[Problem]:
    bodies = [offer.competent, offer.one_stop, *([offer.division] if offer.division else [])]
    for body in bodies:
        if body.valid_from > on or (body.valid_to and body.valid_to < on):
            yield Problem("body_not_in_force", _("%(body)s is not in force on that day.") % {"body": body.name})
    if offer.one_stop.kind not in RECEIVERS:
        yield Problem("not_a_one_stop", _("%(body)s does not receive dossiers.") % {"body": offer.one_stop.name})
    if offer.division and offer.division.parent_id != offer.competent.pk:
        words = {"division": offer.division.name, "body": offer.competent.name}
        yield Problem("division_elsewhere", _("%(division)s does not belong to %(body)s.") % words)
