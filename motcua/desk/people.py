"""The people of a dossier's page: colleagues who may be given the step, and who would sign."""

from __future__ import annotations

from datetime import date

from django.db.models import Count

from motcua.catalogue.models import StepKind
from motcua.directory.actors import Actor
from motcua.directory.models import Officer, Post
from motcua.directory.roles import Role
from motcua.dossiers.models import Decision, Dossier
from motcua.dossiers.permissions import has_step


def assignable(dossier: Dossier, on: date) -> list[tuple[Officer, int]]:
    """Officers who hold the step's role in the holding body, each with how many open steps they have in hand."""
    assert dossier.step is not None
    posts = Post.objects.in_force(on).filter(body=dossier.holder_body_id, role=dossier.step.role)
    officers = list(Officer.objects.filter(pk__in=posts.values("officer")).order_by("full_name"))
    held = Dossier.objects.running().filter(holder__in=officers).values("holder").annotate(number=Count("pk"))
    in_hand = dict(held.values_list("holder", "number"))
    return [(officer, in_hand.get(officer.pk, 0)) for officer in officers]


def signer_of(dossier: Dossier, decision: Decision, actor: Actor, on: date) -> Officer:
    """Whose name stands under the preview: who signed, who is at the signing step, or the body's first signatory."""
    if decision.approved_by:
        return decision.approved_by
    if dossier.step and dossier.step.kind == StepKind.SIGN and has_step(dossier, actor):
        return _officer(actor)
    posts = Post.objects.in_force(on).filter(body=dossier.competent_id, role=Role.SIGNATORY).order_by("pk")
    post = posts.select_related("officer").first()
    return post.officer if post else _officer(actor)


def _officer(actor: Actor) -> Officer:
    assert actor.officer_id is not None
    return Officer.objects.get(pk=actor.officer_id)
