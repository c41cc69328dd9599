"""A dossier goes over the desks, from the list to the issued result, each act through its page."""

import pytest

from motcua.dossiers.models import Decision, Dossier
from motcua.dossiers.statuses import Outcome, Status
from tests.desk.makers import WORDS, address, enter, make_running, post
from tests.dossiers.makers import Office, make_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def test_a_dossier_goes_from_the_list_to_the_issued_result(office: Office) -> None:
    dossier = make_running(office)
    case, signatory, clerk = enter(office.case), enter(office.signatory), enter(office.clerk)
    assert dossier.code in case.get("/desk/").content.decode()
    for client, noun, typed in [
        (case, "hold", {}),
        (case, "decision", WORDS),
        (case, "completion", {"note": "Đủ điều kiện"}),
        (signatory, "approval", {}),
        (clerk, "result", {}),
    ]:
        assert client.get(address(dossier)).status_code == 200
        answer = post(client, dossier, noun, **typed)
        assert (answer.status_code, answer["Location"]) == (
            302,
            address(dossier, **({"paper": "draft"} if noun == "decision" else {})),
        )
    dossier = Dossier.objects.get(pk=dossier.pk)
    assert (dossier.status, dossier.outcome) == (Status.RESOLVED, Outcome.GRANTED)
    decision = Decision.objects.select_related("file").get(dossier=dossier)
    assert decision.file and decision.file.name.endswith(".pdf")
    assert decision.number in clerk.get(address(dossier)).content.decode()
