"""Who sends a file that cannot be kept is told the true cause: no room, nobody answers, or it is refused."""

import errno

import pytest
from botocore.exceptions import ClientError
from django.utils import translation

from motcua.documents.intake import store
from motcua.documents.looking.faults import NotKept
from motcua.documents.places import Cause, StoreAway, cause_of
from motcua.documents.storage import refusal
from tests.documents.making import make_picture, upload


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the system has no room for it now"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "the system has no room for it now"),
        (StoreAway("the store does not answer"), "the store of files does not answer now"),
        (OSError("the store refuses it: AccessDenied"), "the store of files refuses it now"),
        (OSError(errno.EACCES, "Permission denied"), "the store of files refuses it now"),
    ],
)
def test_the_sentence_names_the_cause(monkeypatch: pytest.MonkeyPatch, fault: OSError, expected: str) -> None:
    def fails(*_: object) -> None:
        raise fault

    monkeypatch.setattr("django.core.files.storage.default_storage.save", fails)
    with translation.override("en"), pytest.raises(NotKept, match=expected):
        store([upload("a.png", make_picture())], sent_by="person:1")


@pytest.mark.parametrize(
    ("code", "status", "expected"),
    [
        ("AccessDenied", 403, Cause.REFUSED),
        ("QuotaExceeded", 403, Cause.NO_ROOM),
        ("XMinioStorageFull", 507, Cause.NO_ROOM),
        ("InsufficientStorage", 507, Cause.NO_ROOM),
    ],
)
def test_a_store_without_room_is_told_from_one_that_forbids(code: str, status: int, expected: Cause) -> None:
    answer = {"Error": {"Code": code}, "ResponseMetadata": {"HTTPStatusCode": status}}
    assert cause_of(refusal("2026/11/any", ClientError(answer, "PutObject"))) == expected  # type: ignore[arg-type]
