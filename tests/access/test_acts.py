"""Every act × every role: in the right office the right roles, in another office nobody."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from motcua.directory.actors import Actor
from motcua.directory.models import Body
from motcua.directory.roles import Role
from motcua.dossiers import actions
from motcua.dossiers.errors import DossierError, NotAllowed, NotOffered
from motcua.dossiers.extending import Apology
from motcua.dossiers.models import Dossier
from motcua.dossiers.statuses import Status
from tests.access.consulting import CONSULTING
from tests.access.dealings import DEALINGS
from tests.access.linking import LINKING
from tests.access.routes import ROUTES
from tests.access.supplementing import SUPPLEMENTING
from tests.directory.makers import make_citizen, make_officer
from tests.dossiers.makers import (
    NINE,
    Office,
    make_dossier,
    make_draft,
    make_intake,
    make_lodged,
    make_office,
    resolve,
)

pytestmark = pytest.mark.django_db
R = Role
RECEPTION = {R.RECEPTION_OFFICER, R.ONE_STOP_HEAD}
WORDS = {"outcome": "granted", "title": "Quyết định", "text": "Đồng ý."}
APOLOGY = Apology("step", "Hồ sơ phức tạp.", (NINE + timedelta(days=8)).replace(hour=17))
Act = Callable[[Dossier, Actor], Any]


def lodged(office: Office) -> Dossier:
    return make_lodged(office)


def accepted(office: Office) -> Dossier:
    return make_dossier(office, Status.ACCEPTED)


def in_progress(office: Office) -> Dossier:
    return make_dossier(office)


def drafted(office: Office) -> Dossier:
    dossier = make_dossier(office)
    return actions.draft_decision(dossier.pk, **WORDS, by=office.case, at=NINE)


def for_signature(office: Office) -> Dossier:
    dossier = drafted(office)
    return actions.complete_step(dossier.pk, by=office.case, at=NINE)


def signed(office: Office) -> Dossier:
    return actions.approve(for_signature(office).pk, by=office.signatory, at=NINE)


def resolved(office: Office) -> Dossier:
    return resolve(make_dossier(office), office)


def wanted_back(office: Office) -> Dossier:
    citizen = make_citizen()[1]
    dossier = actions.accept_and_transfer(make_lodged(office, citizen).pk, by=office.reception, at=NINE)
    return actions.ask_withdrawal(dossier.pk, reason="Nhầm", by=citizen, at=NINE)


def by_verb(verb: Callable[..., Any], **values: Any) -> Act:
    return lambda dossier, actor: verb(dossier.pk, by=actor, at=NINE, **values)


ACTS: dict[str, tuple[Callable[[Office], Dossier], Act, set[Role]]] = {
    "accept": (lodged, by_verb(actions.accept), RECEPTION),
    "accept and pass on": (lodged, by_verb(actions.accept_and_transfer), RECEPTION),
    "decline": (lodged, by_verb(actions.decline, ground="Sai"), RECEPTION),
    "transfer": (accepted, by_verb(actions.transfer), RECEPTION),
    "settle on the spot": (accepted, by_verb(actions.settle_on_the_spot), {R.CASE_OFFICER}),
    "take": (in_progress, by_verb(actions.take), {R.CASE_OFFICER}),
    "release": (in_progress, by_verb(actions.release), {R.CASE_OFFICER}),
    "draft": (in_progress, by_verb(actions.draft_decision, **WORDS), {R.CASE_OFFICER}),
    "complete a step": (drafted, by_verb(actions.complete_step), {R.CASE_OFFICER}),
    "approve": (for_signature, by_verb(actions.approve), {R.SIGNATORY}),
    "refuse": (for_signature, by_verb(actions.refuse, ground="Sai"), {R.SIGNATORY}),
    "send back": (for_signature, by_verb(actions.send_back, reason="Sai"), {R.SIGNATORY}),
    "grant": (signed, by_verb(actions.grant), {R.RECORDS_CLERK}),
    "hand over": (resolved, by_verb(actions.hand_over), {*RECEPTION, R.RETURN_OFFICER}),
    "draft an apology": (
        in_progress,
        by_verb(actions.draft_extension, said=APOLOGY),
        {R.CASE_OFFICER, R.HEAD, R.SIGNATORY},
    ),
    "sign an apology": (in_progress, by_verb(actions.extend, said=APOLOGY), {R.HEAD, R.SIGNATORY}),
    "confirm withdrawal": (wanted_back, by_verb(actions.withdraw), {*RECEPTION, R.CASE_OFFICER}),
    **CONSULTING,
    **ROUTES,
    **DEALINGS,
    **SUPPLEMENTING,
    **LINKING,
}


def in_office(office: Office, role: Role) -> Actor:
    """An officer of this role where the office has it: at the counter or in the committee."""
    at_the_counter = role in (*RECEPTION, R.RETURN_OFFICER, R.CASHIER)
    body: Body = office.service.one_stop if at_the_counter else office.service.competent
    return make_officer(body, role, on=NINE.date())[1]


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_for_its_roles_alone(name: str) -> None:
    make, act, roles = ACTS[name]
    office = make_office()
    for role in Role:
        dossier = make(office)
        actor = in_office(office, role)
        if role in roles:
            act(dossier, actor)
        else:
            with pytest.raises(NotAllowed):
                act(dossier, actor)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_not_for_the_same_role_elsewhere(name: str) -> None:
    make, act, roles = ACTS[name]
    office, other = make_office(), make_office()
    dossier = make(office)
    for role in roles:
        with pytest.raises(NotAllowed):
            act(dossier, in_office(other, role))


@pytest.mark.parametrize("name", ACTS)
def test_an_act_is_not_for_another_citizen(name: str) -> None:
    make, act, _roles = ACTS[name]
    with pytest.raises(DossierError):
        act(make(make_office()), make_citizen()[1])


def test_a_dossier_is_taken_in_by_its_own_counter_alone() -> None:
    office = make_office()
    for role in Role:
        actor = in_office(office, role)
        if role in RECEPTION:
            actions.receive(make_intake(office.service), by=actor, at=NINE)
        else:
            with pytest.raises((NotAllowed, NotOffered)):
                actions.receive(make_intake(office.service), by=actor, at=NINE)


def test_a_draft_is_sent_by_its_owner_alone() -> None:
    office, owner = make_office(), make_citizen()[1]
    draft = make_draft(office.service, owner)
    for role in Role:
        with pytest.raises(NotAllowed):
            actions.lodge(draft.pk, by=in_office(office, role), at=NINE)
    with pytest.raises(NotAllowed):
        actions.lodge(draft.pk, by=make_citizen()[1], at=NINE)
