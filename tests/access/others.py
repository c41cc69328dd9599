"""The acts that are no row of the table of roles: one's own drafts and views, the province's acts, acts in bulk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from motcua.directory.actors import Actor
from motcua.dossiers import actions
from motcua.dossiers.actions.outages import Declared
from motcua.dossiers.models import BulkAct, Dossier, Draft, Outage, SavedView
from motcua.dossiers.recharging import Elsewhere
from motcua.dossiers.succession import Share
from tests.directory.makers import make_administrator, make_citizen
from tests.dossiers.makers import NINE, Office, make_dossier, make_draft, make_intake, make_office
from tests.dossiers.walking import ABREAST, make_abreast, make_office_with, side_of

DOWN = Declared(None, NINE - timedelta(hours=2), NINE - timedelta(hours=1), "Mất điện", "1/TB", is_planned=False)
SAID = Elsewhere("task:1", "rule", None, "Không thể giữ", "BB 1")


@dataclass
class Things:
    """One of each that belongs to somebody."""

    office: Office
    dossier: Dossier
    draft: Draft
    outage: Outage
    view: SavedView


def make_things() -> Things:
    office, owner = make_office(), make_citizen()[1]
    outage = actions.declare_outage(DOWN, by=make_administrator(on=NINE.date()), at=NINE)
    view = actions.save_view("Quá hạn", "late=1", by=office.case, at=NINE)
    return Things(office, make_dossier(office), make_draft(office.service, owner), outage, view)


def _assign(things: Things, by: Actor) -> Any:
    return actions.assign(things.dossier.pk, officer_id=things.office.case.officer_id or 0, by=by, at=NINE)


def _release_beside(_things: Things, by: Actor) -> Any:
    dossier = make_abreast(make_office_with(ABREAST))
    return actions.release_side_step(dossier.pk, task_id=side_of(dossier).pk, by=by, at=NINE)


def _enter(things: Things, by: Actor) -> Any:
    line = {"received_at": DOWN.starts_at, "book_no": "1"}
    return actions.enter_from_book(make_intake(things.office.service), **line, by=by, at=NINE)  # type: ignore[arg-type]


def _receive_for_other(things: Things, by: Actor) -> Any:
    here = make_office().service.one_stop_id
    return actions.receive_for_other(make_intake(things.office.service), receiving_id=here, by=by, at=NINE)


def _undo(things: Things, by: Actor) -> Any:
    chosen = [(things.dossier.pk, things.dossier.version)]
    run = actions.run_bulk(uuid4(), BulkAct.TAKE, chosen, by=things.office.case, at=NINE)
    return actions.undo_bulk(run.pk, by=by, at=NINE)


def _share(things: Things) -> Share:
    return Share(things.dossier.competent_id, 1, [things.dossier.procedure_code], "QĐ 1")


def _save(things: Things, by: Actor) -> Any:
    return actions.save_view("x", "", body_id=things.office.service.competent_id, by=by, at=NINE)


def _of_draft(verb: Callable[..., Any], **values: Any) -> Callable[[Things, Actor], Any]:
    return lambda things, by: verb(things.draft.pk, by=by, at=NINE, **values)


OTHERS: dict[str, Callable[[Things, Actor], Any]] = {
    "assign": _assign,
    "release_side_step": _release_beside,
    "enter_from_book": _enter,
    "receive_for_other": _receive_for_other,
    "receive": lambda things, by: actions.receive(make_intake(things.office.service), by=by, at=NINE),
    "lodge": _of_draft(actions.lodge),
    "save_draft": _of_draft(actions.save_draft, answers={}),
    "attach": _of_draft(actions.attach, component_id=0, files=[]),
    "detach": _of_draft(actions.detach, file_id=0),
    "decline_paper": _of_draft(actions.decline_paper, component_id=0, why="x"),
    "discard_draft": _of_draft(actions.discard_draft),
    "ask_withdrawal": lambda things, by: actions.ask_withdrawal(things.dossier.pk, reason="x", by=by, at=NINE),
    "save_view": _save,
    "rename_view": lambda things, by: actions.rename_view(things.view.pk, name="y", by=by),
    "delete_view": lambda things, by: actions.delete_view(things.view.pk, by=by),
    "undo_bulk": _undo,
    "recharge": lambda things, by: actions.recharge(things.dossier.pk, SAID, by=by, at=NINE),
    "share_out": lambda things, by: actions.share_out(_share(things), by=by, at=NINE),
    "declare_outage": lambda _things, by: actions.declare_outage(DOWN, by=by, at=NINE),
    "end_outage": lambda things, by: actions.end_outage(things.outage.pk, ends_at=NINE, by=by, at=NINE),
    "call_off_outage": lambda things, by: actions.call_off_outage(things.outage.pk, reason="x", by=by, at=NINE),
    "start_recompute": lambda _things, by: actions.start_recompute(because="x", by=by, at=NINE),
}
