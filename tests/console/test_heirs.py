"""A split body in the console: its open dossiers go on where the administrator says, procedure by procedure."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.timezone import localdate

from motcua.directory.actions import close_body
from motcua.directory.actors import SYSTEM
from motcua.directory.models import Body
from motcua.directory.roles import Role
from motcua.dossiers.models import Dossier
from motcua.journal.models import Event
from tests.directory.makers import make_body, make_one_stop
from tests.dossiers.makers import NINE, Office, make_dossier, make_office


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


def split(office: Office, *heirs: Body) -> str:
    """The one-stop unit first, with one successor; then the committee among its heirs; the address of the choice."""
    said = {"kind": "split", "on": localdate(), "basis": "NQ 1/2026", "by": SYSTEM, "at": NINE}
    close_body(office.service.one_stop, [make_one_stop(heirs[0])], **said)
    close_body(office.service.competent, list(heirs), **said)
    return f"/console/bodies/{office.service.competent_id}/heirs/"


def test_the_administrator_says_where_the_dossiers_of_a_split_body_go_on(office: Office, admin: Client) -> None:
    dossier, heirs = make_dossier(office), [make_body(), make_body()]
    address = split(office, *heirs)
    assert address in admin.get(f"/console/bodies/{office.service.competent_id}/").content.decode()
    page = admin.get(address).content.decode()
    assert f"{dossier.title} (1)" in page and heirs[0].name in page and heirs[1].name in page
    assert 'type="checkbox"' in page
    said = {"procedures": [dossier.procedure_code], "heir": heirs[1].pk, "basis": "QĐ 12/2026"}
    answer = admin.post(address, said, follow=True).content.decode()
    assert "1 dossier goes on there." in answer and "No dossier waits for a choice" in answer
    dossier.refresh_from_db()
    assert dossier.competent_id == dossier.holder_body_id == heirs[1].pk
    assert Event.objects.get(kind="Succeeded").payload["basis"] == "QĐ 12/2026"


def test_a_choice_that_does_not_stand_is_refused_with_all_its_faults(office: Office, admin: Client) -> None:
    dossier, stranger = make_dossier(office), make_body()
    address = split(office, make_body(), make_body())
    answer = admin.post(address, {"procedures": ["x"], "heir": stranger.pk, "basis": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(f'id="id_{name}-error"' in page for name in ("procedures", "heir", "basis"))
    assert Dossier.objects.get(pk=dossier.pk).competent_id == office.service.competent_id


def test_only_an_administrator_chooses_and_nothing_waits_at_a_body_in_force(office: Office, enter, admin) -> None:
    make_dossier(office)
    address = split(office, make_body(), make_body())
    assert enter(Role.PROCEDURE_CONTROL).get(address).status_code == 403
    body = make_body()
    assert "No dossier waits" in admin.get(f"/console/bodies/{body.pk}/heirs/").content.decode()
    assert admin.get("/console/bodies/987654321/heirs/").status_code == 404
