import pytest
from django.core.files.storage import default_storage
from django.http import Http404
from django.test import RequestFactory

from motcua.documents.intake import store
from motcua.documents.ranges import NotSatisfiable, asked_range
from motcua.documents.serving import response
from tests.documents.making import make_pdf, upload

pytestmark = pytest.mark.django_db
CONTENT = make_pdf()


@pytest.fixture
def file():
    return store([upload("Tờ khai “mới”.pdf", CONTENT)], sent_by="person:1")[0]


def sent(file, *, inline=True, **headers):
    answer = response(file, inline=inline, request=RequestFactory().get("/", headers=headers))
    body = b"".join(answer) if answer.streaming else answer.content
    answer.close()
    return answer, body


def test_a_file_is_sent_whole_with_every_guard(file):
    answer, body = sent(file)
    assert (answer.status_code, body) == (200, CONTENT)
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"
    assert answer["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert answer["Content-Length"] == str(len(CONTENT))
    assert answer["ETag"] == f'"{file.sha256.hex()}"'


def test_its_vietnamese_name_goes_with_it(file):
    coded = "filename*=utf-8''T%E1%BB%9D%20khai%20%E2%80%9Cm%E1%BB%9Bi%E2%80%9D.pdf"
    assert sent(file)[0]["Content-Disposition"] == f"inline; {coded}"
    assert sent(file, inline=False)[0]["Content-Disposition"] == f"attachment; {coded}"


@pytest.mark.parametrize(
    "header, status, first, last",
    [
        ("bytes=0-9", 206, 0, 9),
        ("bytes=100-", 206, 100, len(CONTENT) - 1),
        ("bytes=-20", 206, len(CONTENT) - 20, len(CONTENT) - 1),
        ("bytes=0-99999999", 206, 0, len(CONTENT) - 1),
        ("bytes=0-1,5-6", 200, 0, len(CONTENT) - 1),
        ("lines=1-2", 200, 0, len(CONTENT) - 1),
    ],
)
def test_a_part_is_sent_when_asked_for(file, header, status, first, last):
    answer, body = sent(file, Range=header)
    assert (answer.status_code, body) == (status, CONTENT[first : last + 1])
    if status == 206:
        assert answer["Content-Range"] == f"bytes {first}-{last}/{len(CONTENT)}"


def test_a_part_of_another_state_is_not_sent(file):
    assert sent(file, Range="bytes=0-9", If_Range='"other"')[0].status_code == 200


def test_a_part_beyond_the_end_cannot_be_sent(file):
    assert sent(file, Range="bytes=99999999-")[0].status_code == 416


def test_a_file_whose_bytes_are_gone_reads_as_not_there(file):
    default_storage.delete(file.path)
    with pytest.raises(Http404):
        sent(file)


def test_who_has_it_already_is_not_sent_it_again(file):
    answer, body = sent(file, If_None_Match=f'"{file.sha256.hex()}"')
    assert (answer.status_code, body) == (304, b"")


@pytest.mark.parametrize("header", ["bytes=5-2", "bytes=-", "bytes=a-b", ""])
def test_a_bad_range_asks_for_the_whole(header):
    assert asked_range(header, 10) is None


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=-0"])
def test_a_range_without_a_byte_is_refused(header):
    with pytest.raises(NotSatisfiable):
        asked_range(header, 10)
