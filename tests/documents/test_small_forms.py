"""A small form is read as the framework reads it, whatever is in it."""

from io import BytesIO
from unittest.mock import ANY

import pytest
from django.core.exceptions import TooManyFieldsSent, TooManyFilesSent
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http.multipartparser import MultiPartParser, MultiPartParserError
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from motcua.documents.small_forms import SMALL, SmallForms
from motcua.documents.uploads import BoundedUploads

NAMES = st.text(st.characters(exclude_categories=["Cc", "Cs"], exclude_characters='"\\%;'), min_size=1, max_size=12)
FIELD = st.tuples(NAMES, st.just(None), st.binary(max_size=60))
FILE = st.tuples(NAMES, NAMES, st.binary(max_size=200))


def body_of(parts, *, ending=b"--MARK--\r\n", extra=b""):
    said = b""
    for name, filename, data in parts:
        said += b'--MARK\r\nContent-Disposition: form-data; name="%s"' % name.encode()
        said += b"" if filename is None else b'; filename="%s"\r\nContent-Type: image/png' % filename.encode()
        said += b"\r\n" + extra + b"\r\n" + data + b"\r\n"
    return said + ending


def posted(body, *handlers):
    request = RequestFactory().generic("POST", "/", body, content_type="multipart/form-data; boundary=MARK")
    request.upload_handlers = [handler(request) for handler in (*handlers, MemoryFileUploadHandler)]
    return request


def contents(request):
    files = {
        name: [(file.name, file.content_type, file.size, file.read()) for file in request.FILES.getlist(name)]
        for name in request.FILES
    }
    return dict(request.POST.lists()), files


def agree(body):
    ours, theirs = contents(posted(body, SmallForms, BoundedUploads)), contents(posted(body, BoundedUploads))
    assert ours == theirs
    return ours


@given(st.lists(st.one_of(FIELD, FILE), max_size=8))
def test_any_form_is_read_as_by_the_framework(parts):
    agree(body_of(parts))


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(body_of([("a", None, b"one"), ("a", None, "hai ă".encode())]), id="a name twice"),
        pytest.param(body_of([("a", None, b"\xff\xfe")]), id="bytes that are no letters"),
        pytest.param(body_of([("a", "", b"")]), id="no file was chosen"),
        pytest.param(body_of([("a", "C:\\scans\\x.png", b"x")]), id="a whole path"),
        pytest.param(body_of([("a", "../../etc/passwd", b"x")]), id="a way up"),
        pytest.param(body_of([("a", "..", b"x")]), id="no name at all"),
        pytest.param(body_of([("a", "&#46;&#46;", b"x")]), id="no name, hidden"),
        pytest.param(body_of([("a", None, b"YQ==")], extra=b"Content-Transfer-Encoding: base64\r\n"), id="base64"),
        pytest.param(body_of([("a", None, b"x")], ending=b""), id="cut off"),
        pytest.param(b"no form at all", id="no form"),
        pytest.param(body_of([]), id="empty"),
        pytest.param(b'--MARK\r\nX-Other: "a"\r\n\r\nx\r\n--MARK--\r\n', id="a part without a name"),
        pytest.param(body_of([("a", None, b"x")], extra=b"X-No: 1\r\n" * 9), id="many headers"),
        pytest.param(body_of([("a", None, b"x")]).replace(b"\r\n", b"\n"), id="other line ends"),
    ],
)
def test_what_is_not_usual_is_read_as_by_the_framework(body):
    agree(body)


def test_the_framework_is_not_asked_about_a_usual_form(monkeypatch):
    monkeypatch.setattr(MultiPartParser, "_parse", ANY)
    body = body_of([("a", None, b"one"), ("b", "scan.png", b"\x89PNG")])
    request = RequestFactory().generic("POST", "/", body, content_type="multipart/form-data; boundary=MARK")
    handler = SmallForms(request)
    request.upload_handlers = [handler]
    words, files = handler.handle_raw_input(BytesIO(body), request.META, len(body), b"MARK")
    assert words["a"] == "one" and files["b"].read() == b"\x89PNG"


def test_a_header_without_end_is_refused():
    endless = body_of([("a", None, b"x")], extra=b"X-Long: " + b"y" * 9000 + b"\r\n")
    with pytest.raises(MultiPartParserError):
        _ = posted(endless, SmallForms).POST


def test_a_form_of_too_many_fields_or_files_is_refused(settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS, settings.DATA_UPLOAD_MAX_NUMBER_FILES = 5, 2
    with pytest.raises(TooManyFieldsSent):
        _ = posted(body_of([(f"a{no}", None, b"x") for no in range(12)]), SmallForms).POST
    with pytest.raises(TooManyFilesSent):
        _ = posted(body_of([("a", f"{no}.png", b"x") for no in range(3)]), SmallForms).POST


def test_a_larger_form_is_left_to_the_framework(settings):
    large = body_of([("a", "film.mp4", bytes(SMALL))])
    request = posted(large, SmallForms)
    assert SmallForms(request).handle_raw_input(BytesIO(large), request.META, len(large), b"MARK") is None
    settings.MAX_UPLOAD_BYTES = 100
    small = body_of([("a", "film.mp4", bytes(200))])
    assert SmallForms(request).handle_raw_input(BytesIO(small), request.META, len(small), b"MARK") is None
