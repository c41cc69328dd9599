"""The links from a dossier's page to opinions of other agencies, visits and the submission."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from motcua.catalogue.models import StepKind
from motcua.catalogue.services import PublishedStep, published
from motcua.desk.offering import Further
from motcua.directory.actors import Actor
from motcua.dossiers import routing
from motcua.dossiers.models import Consultation, Dossier
from motcua.dossiers.permissions import has_step
from motcua.dossiers.visiting import is_open

DECIDED_ON_OPINIONS = frozenset({StepKind.SIGN.value, StepKind.SUBMIT.value})


def offer_opinions(dossier: Dossier, actor: Actor) -> Further | None:
    """To whoever has the step, and to every reader once somebody was asked; 1 query."""
    asked = Consultation.objects.filter(dossier=dossier)
    waiting = Q(pk__in=asked.waiting(now()).values("pk"))
    counts = asked.aggregate(all=Count("pk"), waiting=Count("pk", filter=waiting))
    if not counts["all"] and not has_step(dossier, actor):
        return None
    url = reverse("desk:consultations", args=[dossier.public_id])
    return Further(_("Opinions of other agencies"), url, awaited(counts["waiting"]))


def offer_visits(dossier: Dossier, actor: Actor) -> Further | None:
    """Where the route has a check on the spot; 1 query."""
    if not _has_step_of(dossier, StepKind.VERIFY):
        return None
    visits = list(dossier.appointments.all())
    is_checking = _stands_at(dossier, StepKind.VERIFY) and has_step(dossier, actor)
    if not visits and not is_checking:
        return None
    note = _("arranged") if any(is_open(visit) for visit in visits) else ""
    return Further(_("Check on the spot"), reverse("desk:visits", args=[dossier.public_id]), note)


def offer_submission(dossier: Dossier, actor: Actor) -> Further | None:
    """Where the route submits to the People's Committee: to be done, or to be read; 1 query."""
    if not _has_step_of(dossier, StepKind.SUBMIT):
        return None
    is_due = _stands_at(dossier, StepKind.SUBMIT) and has_step(dossier, actor)
    if not is_due and not dossier.submissions.exists():
        return None
    note = _("to be done now") if is_due else ""
    url = reverse("desk:submission", args=[dossier.public_id])
    return Further(_("Submission to the People's Committee"), url, note, is_pressing=is_due)


def opinions_missing(dossier: Dossier) -> str:
    """A warning before a dossier goes to be decided on without every opinion; 1 query where it would."""
    steps = _steps(dossier)
    following = routing.step_after(steps, dossier.step_id) if dossier.step_id in {step.id for step in steps} else None
    if following is None or following.kind not in DECIDED_ON_OPINIONS:
        return ""
    return awaited(Consultation.objects.filter(dossier=dossier).waiting(now()).count())


def awaited(number: int) -> str:
    if not number:
        return ""
    return ngettext("%(number)s answer is awaited", "%(number)s answers are awaited", number) % {"number": number}


def _stands_at(dossier: Dossier, kind: str) -> bool:
    return dossier.step is not None and dossier.step.kind == kind


def _has_step_of(dossier: Dossier, kind: str) -> bool:
    return any(step.kind == kind for step in _steps(dossier))


def _steps(dossier: Dossier) -> Sequence[PublishedStep]:
    return published(dossier.route_handling_id or dossier.handling_id).steps
