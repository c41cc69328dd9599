"""The acts of reception and of the work inside the agency, until the result is handed over."""

from __future__ import annotations

from typing import Any

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.actions.switching import other_handlings
from motcua.dossiers.models import Task
from motcua.dossiers.permissions import awaits_competent
from motcua.dossiers.statuses import Delivery, Status
from tests.dossiers.lives.act import Act, Doing, at, on_step, verb, works
from tests.dossiers.lives.living import Living

GRANTED: dict[str, Any] = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
REFUSED: dict[str, Any] = {"outcome": "refused", "title": "Quyết định", "ground": "Không đủ điều kiện."}
SITTING: dict[str, Any] = {"members": "Bà A", "conclusion": "Nhất trí"}
SWITCHED: dict[str, Any] = {"ground": "Quy trình mới", "basis": "QĐ 9/2026"}
POSITION: dict[str, Any] = {"position": "agree", "text": "Đề nghị", "why_none": "Không thuộc diện"}


def beside(function: Any) -> Doing:
    """On the step that runs beside the one at which the dossier stands, as the officer whose it is."""

    def do(life: Living, by: Actor) -> Any:
        task = Task.objects.filter(dossier=life.dossier, is_side=True, done_at=None).first()
        return function(life.dossier.pk, task_id=task.pk if task else 0, by=by, at=life.at)

    return do


def assign(life: Living, by: Actor) -> Any:
    case = life.people.place_of(life.dossier.holder_body_id).case
    return actions.assign(life.dossier.pk, officer_id=case.officer_id or 0, by=by, at=life.at)


def hand_on(life: Living, by: Actor) -> Any:
    """From whoever has it to the officer who holds every post."""
    to = life.people.place_of(life.dossier.holder_body_id).all_rounder
    given: dict[str, Any] = {"officer_id": to.officer_id or 0, "from_officer_id": life.dossier.holder_id}
    return actions.hand_on(life.dossier.pk, **given, by=by, at=life.at)


def issue(life: Living, by: Actor) -> Any:
    return actions.grant(life.dossier.pk, file=life.people.file, by=by, at=life.at)


def settle(life: Living, by: Actor) -> Any:
    return actions.settle_now(life.dossier.pk, **GRANTED, file=life.people.file, by=by, at=life.at)


def conclude(life: Living, by: Actor) -> Any:
    return actions.conclude_council(life.dossier.pk, sat_at=life.at, **SITTING, by=by, at=life.at)


def switch(life: Living, by: Actor) -> Any:
    """To another process of the procedure, with its limit."""
    other = other_handlings(life.dossier).first()
    chosen: dict[str, Any] = {"handling_id": other.pk if other else None, "with_clock": True}
    return actions.switch_route(life.dossier.pk, **chosen, **SWITCHED, by=by, at=life.at)


def is_here(life: Living) -> bool:
    return life.dossier.status == Status.ACCEPTED and not awaits_competent(life.dossier)


def waits_for_competent(life: Living) -> bool:
    return awaits_competent(life.dossier)


def is_to_post(life: Living) -> bool:
    waits = life.dossier.status == Status.RESOLVED and life.dossier.delivery == Delivery.POST
    return waits and not is_on_its_way(life)


def is_on_its_way(life: Living) -> bool:
    is_out = life.done.count("post") > life.done.count("take back from the post")
    return is_out and life.dossier.status == Status.RESOLVED


def has_sides(life: Living) -> bool:
    return works(life) and bool(life.dossier.step and life.dossier.step.group)


def may_complete(life: Living) -> bool:
    """At a step of the case officer the decision is drafted first."""
    step = life.dossier.step if on_step("process", "review", "wait", "verify")(life) else None
    is_drafters = step is not None and (step.kind, step.role) == ("process", Role.CASE_OFFICER)
    return step is not None and (not is_drafters or not {"draft", "draft a refusal"}.isdisjoint(life.done))


def may_switch(life: Living) -> bool:
    return bool(on_step("process")(life)) and "switch the route" not in life.done


def may_correct(life: Living) -> bool:
    return life.dossier.status in (Status.RESOLVED, Status.RETURNED) and "correct" not in life.done


def is_taken(life: Living) -> bool:
    return works(life) and life.dossier.holder_id is not None


WORKING: dict[str, Act] = {
    "accept": Act("reception", at(Status.LODGED), verb(actions.accept)),
    "accept and pass on": Act("reception", at(Status.LODGED), verb(actions.accept_and_transfer), 6),
    "decline": Act("reception", at(Status.LODGED), verb(actions.decline, ground="Sai cơ quan")),
    "pass on": Act("reception", is_here, verb(actions.transfer), 2),
    "pass to the competent unit": Act("reception", waits_for_competent, verb(actions.pass_to_competent), 2),
    "take over": Act("competent reception", waits_for_competent, verb(actions.take_over), 3),
    "settle on the spot": Act("case", is_here, verb(actions.settle_on_the_spot)),
    "settle now": Act("all_rounder", is_here, settle),
    "acknowledge": Act("step", lambda life: works(life) and life.dossier.parent_id, verb(actions.acknowledge)),
    "take": Act("step", on_step(), verb(actions.take)),
    "release": Act("step", is_taken, verb(actions.release)),
    "assign": Act("head", on_step("process"), assign),
    "hand on": Act("head", is_taken, hand_on),
    "unassign": Act("head", is_taken, verb(actions.unassign)),
    "draft": Act("step", on_step("process"), verb(actions.draft_decision, **GRANTED), 4),
    "draft a refusal": Act("step", on_step("process"), verb(actions.draft_decision, **REFUSED)),
    "complete": Act("step", may_complete, verb(actions.complete_step, note="Đủ"), 8),
    "take beside": Act("clerk", has_sides, beside(actions.take_side_step)),
    "release beside": Act("clerk", has_sides, beside(actions.release_side_step)),
    "complete beside": Act("clerk", has_sides, beside(actions.complete_side_step), 2),
    "conclude the council": Act("step", on_step("council"), conclude, 4),
    "submit": Act("step", on_step("submit"), verb(actions.submit, **POSITION), 4),
    "send back": Act("step", on_step("sign", "review", "council"), verb(actions.send_back, reason="Xem lại")),
    "approve": Act("step", on_step("sign"), verb(actions.approve), 6),
    "refuse": Act("step", on_step("sign"), verb(actions.refuse, ground="Không đủ điều kiện.")),
    "issue": Act("step", on_step("issue"), issue, 6),
    "switch the route": Act("head", may_switch, switch),
    "hand over": Act("returning", at(Status.RESOLVED), verb(actions.hand_over), 2),
    "post": Act("returning", is_to_post, verb(actions.post_result, tracking="RR1"), 6),
    "take back from the post": Act("returning", is_on_its_way, verb(actions.note_post_failure, reason="Vắng"), 6),
    "correct": Act("case", may_correct, verb(actions.open_correction, ground="Sai tên")),
}
