"""The people of a dossier's page: colleagues who may be given the step, and who would sign."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.db.models import Count

from motcua.catalogue.models import StepKind
from motcua.desk.choices import house_of
from motcua.directory.actors import Actor
from motcua.directory.models import Body, Officer, Post
from motcua.directory.roles import DESK_ROLES, Role
from motcua.directory.serving import officers_serving
from motcua.dossiers.models import Decision, Dossier
from motcua.dossiers.permissions import has_step


def assignable(dossier: Dossier, on: date) -> list[tuple[Officer, int]]:
    """Officers who hold the step's role in the holding body, each with how many open steps they have in hand."""
    assert dossier.step is not None
    serving = officers_serving(dossier.holder_body_id, dossier.step.role, on)
    officers = list(serving.order_by("full_name"))
    held = Dossier.objects.running().filter(holder__in=officers).values("holder").annotate(number=Count("pk"))
    in_hand = dict(held.values_list("holder", "number"))
    return [(officer, in_hand.get(officer.pk, 0)) for officer in officers]


def officer_of_house(actor: Actor, officer_id: int, on: date) -> Officer | None:
    """The officer, when he serves in a body of the actor's house or did until lately."""
    house = Body.objects.filter(house_of(actor))
    posts = Post.objects.filter(body__in=house, role__in=DESK_ROLES, valid_from__lte=on, officer=officer_id)
    return Officer.objects.filter(pk__in=posts.values("officer")).first()


def colleagues_of(actor: Actor, officer_id: int, on: date) -> list[tuple[str, str]]:
    """Who else works at a desk of the actor's house, as options that say in which roles; 1 query."""
    house = Body.objects.filter(house_of(actor))
    posts = Post.objects.in_force(on).filter(body__in=house, role__in=DESK_ROLES).exclude(officer=officer_id)
    held = posts.order_by("officer__full_name", "officer", "role")
    people = groupby(held.values_list("officer", "officer__full_name", "role"), key=lambda row: row[:2])
    return [(str(pk), _with_roles(name, [row[2] for row in own])) for (pk, name), own in people]


def _with_roles(name: str, roles: Iterable[str]) -> str:
    said = dict.fromkeys(str(Role(role).label) for role in roles)
    return f"{name} ({', '.join(said)})"


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
