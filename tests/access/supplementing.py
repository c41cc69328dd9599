"""The acts of completing a dossier, as rows of the table in `test_acts`."""

from collections.abc import Callable
from typing import Any

from motcua.directory.actors import Actor
from motcua.directory.roles import Role as R
from motcua.dossiers import actions
from motcua.dossiers.models import Dossier
from tests.dossiers.makers import NINE, Office, make_dossier, make_lodged
from tests.dossiers.supplementing import (
    FIELD,
    LAW,
    answer_all,
    findings_on,
    make_answered,
    make_asked,
    make_drafted_further,
    make_overdue,
)

Act = Callable[[Dossier, Actor], Any]
RECEPTION = {R.RECEPTION_OFFICER, R.ONE_STOP_HEAD}
HEADS = {R.SIGNATORY, R.HEAD}


def answered(office: Office) -> Dossier:
    dossier = make_asked(office)
    answer_all(dossier, office.reception)
    return dossier


def overdue(office: Office) -> Dossier:
    return make_overdue(office)


def overdue_and_refused(office: Office) -> Dossier:
    return make_overdue(office, on_silence="refuse")


def lodged(office: Office) -> Dossier:
    return make_lodged(office)


def in_progress(office: Office) -> Dossier:
    return make_dossier(office)


def asked(office: Office) -> Dossier:
    return make_asked(office)


def ask(dossier: Dossier, actor: Actor) -> Any:
    return actions.ask_supplement(dossier.pk, findings=findings_on(dossier), by=actor, at=NINE)


def ask_again(dossier: Dossier, actor: Actor) -> Any:
    findings = findings_on(dossier, [FIELD], basis=LAW)
    return actions.draft_supplement(dossier.pk, findings=findings, by=actor, at=NINE)


def by_verb(verb: Callable[..., Any], **values: Any) -> Act:
    return lambda dossier, actor: verb(dossier.pk, by=actor, at=NINE, **values)


SUPPLEMENTING: dict[str, tuple[Callable[[Office], Dossier], Act, set[R]]] = {
    "ask before acceptance": (lodged, ask, RECEPTION),
    "ask to supplement": (in_progress, ask, {R.CASE_OFFICER}),
    "ask again": (make_answered, ask_again, {R.CASE_OFFICER}),
    "let a further request go out": (make_drafted_further, by_verb(actions.approve_supplement), HEADS),
    "drop a further request": (make_drafted_further, by_verb(actions.drop_supplement, reason="Sai"), HEADS),
    "answer a fault": (asked, by_verb(actions.answer_item, no=1, words="Đã nộp"), RECEPTION),
    "take an answer's file off": (answered, by_verb(actions.remove_item_file, no=1, file_id=0), RECEPTION),
    "send a supplement": (answered, by_verb(actions.send_supplement), RECEPTION),
    "stop what nobody answered": (
        overdue,
        by_verb(actions.stop_unanswered, ground="Quá hạn"),
        {*RECEPTION, R.CASE_OFFICER},
    ),
    "refuse what nobody answered": (
        overdue_and_refused,
        by_verb(actions.refuse_unanswered, ground="Quá hạn"),
        HEADS,
    ),
}
