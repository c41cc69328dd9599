from pathlib import Path

import pytest
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.test import RequestFactory
from django.utils import translation

from motcua.documents.checks import upload_bound
from motcua.documents.intake import store
from motcua.documents.looking.faults import BadFiles
from motcua.documents.uploads import BoundedUploads, RefusedUpload
from tests.documents.making import make_picture, upload

BOUND = 200_000
PICTURE = make_picture()


@pytest.fixture
def received(settings):
    """A way to send files over the wire and get the request with what was taken of them."""
    settings.MAX_UPLOAD_BYTES = BOUND

    def receive(*files):
        request = RequestFactory().post("/", {"words": "kept", "files": files})
        on_disk = TemporaryFileUploadHandler(request)
        request.upload_handlers = [BoundedUploads(request), on_disk]
        return request, request.FILES.getlist("files"), on_disk

    return receive


def test_a_file_too_large_is_thrown_away_as_it_arrives_and_the_rest_is_kept(received):
    request, [film, scan], _ = received(upload("film.pdf", b"%PDF-" + bytes(50 * BOUND)), upload("a.png", PICTURE))
    assert isinstance(film, RefusedUpload) and film.name == "film.pdf"
    assert scan.read() == PICTURE
    assert request.POST["words"] == "kept"
    scan.close()
    with pytest.raises(BadFiles, match=r"film\.pdf” is larger than"), translation.override("en"):
        store([film], sent_by="person:1")


def test_what_had_come_of_a_file_too_large_leaves_the_disk(received):
    _, _, on_disk = received(upload("film.pdf", bytes(50 * BOUND)))
    assert on_disk.file.closed
    assert not Path(on_disk.file.temporary_file_path()).exists()


def test_many_files_that_are_too_large_together_are_refused_from_the_one_that_overflows(received):
    _, files, _ = received(*[upload(f"{number}.pdf", bytes(BOUND)) for number in range(7)])
    assert [isinstance(file, RefusedUpload) for file in files] == [False] * 5 + [True] * 2
    assert not files[5].is_too_large
    for file in files[:5]:
        file.close()
    with pytest.raises(BadFiles, match="all files together"), translation.override("en"):
        store(files[5:], sent_by="person:1")


def test_a_bound_above_what_the_table_takes_is_a_fault_of_settings(settings):
    assert upload_bound() == []
    settings.MAX_UPLOAD_BYTES = 21 * 1024 * 1024
    assert [fault.id for fault in upload_bound()] == ["documents.E001"]
