"""A fault that passes by itself is not called a mistake, and its page asks nothing of what is broken."""

import errno

import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.test import Client, RequestFactory

from motcua.config.trouble import passes, server_error
from motcua.documents.looking.faults import NotKept
from motcua.documents.places import Cause, StoreAway


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (OperationalError("the connection is lost"), True),
        (InterfaceError("the connection is closed"), True),
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (NotKept(["form-01.pdf"], Cause.REFUSED), True),
        (StoreAway("the store does not answer"), True),
        (OSError(errno.ENOENT, "No such file"), False),
        (ProgrammingError("no such table"), False),
        (KeyError("name"), False),
        (None, False),
    ],
)
def test_what_passes_by_itself(fault, expected):
    assert passes(fault) == expected


@pytest.mark.parametrize(("method", "expected"), [("get", False), ("post", True)])
def test_who_sent_something_is_told_that_it_can_be_sent_again(rf: RequestFactory, method, expected):
    answer = _answered(getattr(rf, method)("/somewhere/"), OperationalError())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "15")
    page = answer.content.decode()
    assert "Hệ thống tạm gián đoạn" in page
    assert ("đồng ý gửi lại" in page) == expected


def test_a_mistake_stays_a_mistake(rf: RequestFactory):
    assert _answered(rf.get("/somewhere/"), KeyError("name")).status_code == 500


def test_a_page_whose_database_is_away_says_so(db, monkeypatch):
    def away(*_args, **_kwargs):
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr("motcua.portal.views.lookup.progress_of", away)
    assert Client(raise_request_exception=False).get("/lookup/?code=H35-1").status_code == 503


def _answered(request, fault: Exception):
    try:
        raise fault
    except Exception:
        return server_error(request)
