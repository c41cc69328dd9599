"""Who may do what to a dossier: rules on values, without a query (rulebook B.2, B.4)."""

from motcua.directory.actors import Actor
from motcua.directory.roles import Role
from motcua.dossiers.errors import HeldByOther, NotAllowed
from motcua.dossiers.lifecycle import Move
from motcua.dossiers.models import Dossier

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
    Move.CORRECT: SIGNING | {Role.CASE_OFFICER.value},
}
ON_THE_STEP = frozenset({Move.STEP, Move.GRANT, Move.REFUSE, Move.ASK_SUPPLEMENT, Move.ASK_PAYMENT})
BY_APPLICANT_OR_RECEPTION = frozenset({Move.SUPPLEMENT, Move.SUPPLEMENT_BEFORE_ACCEPTANCE})


def may(move: Move, dossier: Dossier, actor: Actor) -> bool:
    """Whether the actor's posts carry the move on this dossier as it stands."""
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


def may_assign(dossier: Dossier, actor: Actor) -> bool:
    """A head gives work out: of the division in its division, of the body in all of it."""
    in_division = _has(actor, dossier.holder_body_id, HEADS)
    return in_division or (dossier.competent_id, Role.HEAD.value) in actor.posts


def is_own(dossier: Dossier, actor: Actor) -> bool:
    """Whether the actor applied or filed, or acts for the organisation that did."""
    if actor.person_id is not None and actor.person_id in (dossier.applicant_person_id, dossier.filer_id):
        return True
    return dossier.applicant_organisation_id in actor.organisation_ids


def _has(actor: Actor, body_id: int | None, roles: frozenset[str]) -> bool:
    return any(body == body_id and role in roles for body, role in actor.posts)
