"""Who may do what to a dossier: rules on values, without a query (rulebook B.2, B.4)."""

from motcua.catalogue.models import Service
from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers.errors import HeldByOther, NotAllowed
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier, Task
from motcua.dossiers.statuses import Status

RECEPTION = frozenset({Role.RECEPTION_OFFICER.value, Role.ONE_STOP_HEAD.value})
RETURN = frozenset({Role.RETURN_OFFICER.value, Role.RECEPTION_OFFICER.value, Role.ONE_STOP_HEAD.value})
HEADS = frozenset({Role.DIVISION_HEAD.value, Role.HEAD.value})
SIGNING = frozenset({Role.SIGNATORY.value, Role.HEAD.value})
AT_THE_COUNTER = {
    Move.HAND_IN: RECEPTION,
    Move.ACCEPT: RECEPTION,
    Move.ASK_BEFORE_ACCEPTANCE: RECEPTION,
    Move.DECLINE: RECEPTION,
    Move.TRANSFER: RECEPTION,
    Move.RETURN: RETURN,
    Move.PAY: frozenset({Role.CASHIER.value}),
    Move.REDIRECT: frozenset({Role.ONE_STOP_HEAD.value}),
}
BY_THE_HEAD = {  # of the competent body
    Move.EXTEND: SIGNING,
    Move.STOP: SIGNING,
    Move.REFUSE_UNANSWERED: SIGNING,
    Move.CORRECT: SIGNING | {Role.CASE_OFFICER.value},
}
ON_THE_STEP = frozenset({Move.STEP, Move.GRANT, Move.REFUSE, Move.ASK_SUPPLEMENT, Move.ASK_PAYMENT})
BY_APPLICANT_OR_RECEPTION = frozenset({Move.SUPPLEMENT, Move.SUPPLEMENT_BEFORE_ACCEPTANCE})


def awaits_competent(dossier: Dossier) -> bool:
    """Whether another one-stop unit received it, and the competent one has not taken it over yet."""
    if dossier.status != Status.ACCEPTED or dossier.clock_started_at is not None:
        return False
    return dossier.receiving_id != dossier.service.one_stop_id


def may_take_over(dossier: Dossier, actor: Actor) -> bool:
    """The reception of the competent one-stop unit says that it has what another unit received for it."""
    return awaits_competent(dossier) and _has(actor, dossier.service.one_stop_id, RECEPTION)


def may_pass_over(dossier: Dossier, actor: Actor) -> bool:
    """The reception of the unit that received it for another, while it still lies there."""
    is_here = dossier.holder_body_id == dossier.receiving_id
    return awaits_competent(dossier) and is_here and _has(actor, dossier.receiving_id, RECEPTION)


def may_acknowledge(child: Dossier, actor: Actor) -> bool:
    """Whoever has the open step of a part of a linked group, or the reception of its agency's one-stop unit."""
    return has_step(child, actor) or _has(actor, child.service.one_stop_id, RECEPTION)


def may_be_asked_to_take(service: Service, actor: Actor) -> bool:
    """The head of the one-stop unit of the agency to which a dossier is to be sent (M22)."""
    return _has(actor, service.one_stop_id, AT_THE_COUNTER[Move.REDIRECT])


def may(move: Move, dossier: Dossier, actor: Actor) -> bool:
    """Whether the actor's posts carry the move on this dossier as it stands."""
    if move is Move.TRANSFER and awaits_competent(dossier):
        return False  # only the competent unit passes it on, once it has it
    if move is Move.RETURN and dossier.clock_started_at and _has(actor, dossier.service.one_stop_id, RETURN):
        return True  # received for another unit: either hands the result over (NĐ 309/2026 Điều 14)
    if move in AT_THE_COUNTER:
        return _has(actor, dossier.receiving_id, AT_THE_COUNTER[move])
    if move in BY_THE_HEAD:
        return _has(actor, dossier.competent_id, BY_THE_HEAD[move])
    if move in ON_THE_STEP:
        return has_step(dossier, actor)
    if move in BY_APPLICANT_OR_RECEPTION:
        return is_own(dossier, actor) or _has(actor, dossier.receiving_id, RECEPTION)
    if move is Move.SUPPLEMENT_OVERDUE:
        return _has(actor, dossier.receiving_id, RECEPTION) or has_step(dossier, actor)
    if move is Move.WITHDRAW:
        return is_own(dossier, actor) or _has(actor, dossier.receiving_id, RECEPTION) or has_step(dossier, actor)
    return False


def demand(move: Move, dossier: Dossier, actor: Actor) -> None:
    """Raise NotAllowed, or HeldByOther when a colleague has taken the step."""
    if not may(move, dossier, actor):
        raise NotAllowed
    if move in ON_THE_STEP and dossier.holder_id not in (None, actor.officer_id):
        assert dossier.holder is not None
        raise HeldByOther(dossier.holder.full_name)


def has_step(dossier: Dossier, actor: Actor) -> bool:
    """Whether the open step is one for the actor's role in the holding body."""
    return dossier.step is not None and (dossier.holder_body_id, dossier.step.role) in actor.posts


def has_side(task: Task, actor: Actor) -> bool:
    """Whether a step beside the others is one for the actor's role in its body."""
    return (task.body_id, task.step.role) in actor.posts


def demand_side(task: Task, actor: Actor) -> None:
    """The same as `demand`, for a step beside the others."""
    if not has_side(task, actor):
        raise NotAllowed
    if task.officer_id not in (None, actor.officer_id):
        assert task.officer is not None
        raise HeldByOther(task.officer.full_name)


def may_assign(dossier: Dossier, actor: Actor) -> bool:
    """A head gives work out: of the division in its division, of the body in all of it."""
    in_division = _has(actor, dossier.holder_body_id, HEADS)
    return in_division or (dossier.competent_id, Role.HEAD.value) in actor.posts


def may_let_go_out(dossier: Dossier, actor: Actor) -> bool:
    """A request to supplement after the first is for the head of the competent body to approve or drop."""
    return _has(actor, dossier.competent_id, SIGNING)


def may_waive(dossier: Dossier, actor: Actor) -> bool:
    """Who signs for the competent body decides who need not pay."""
    return _has(actor, dossier.competent_id, SIGNING)


def may_assign_side(task: Task, dossier: Dossier, actor: Actor) -> bool:
    """The same for a step beside the others."""
    in_division = _has(actor, task.body_id, HEADS)
    return in_division or (dossier.competent_id, Role.HEAD.value) in actor.posts


def shares_with(actor: Actor) -> frozenset[int]:
    """The bodies for whose officers the actor may keep a list."""
    leading = HEADS | {Role.ONE_STOP_HEAD.value}
    return frozenset(body for body, role in actor.posts if role in leading)


def may_switch(dossier: Dossier, actor: Actor) -> bool:
    """Another process than the one it was received under is decided by the head of the competent body."""
    return (dossier.competent_id, Role.HEAD.value) in actor.posts


def is_own(dossier: Dossier, actor: Actor) -> bool:
    """Whether the actor applied or filed, or acts for the organisation that did."""
    if actor.person_id is not None and actor.person_id in (dossier.applicant_person_id, dossier.filer_id):
        return True
    return dossier.applicant_organisation_id in actor.organisation_ids


def _has(actor: Actor, body_id: int | None, roles: frozenset[str]) -> bool:
    return any(body == body_id and role in roles for body, role in actor.posts)
