"""Papers on an S3 store: taken in, shown by pieces, swept, as from a folder of this machine."""

import socket
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import default_storage, storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import StreamingHttpResponse
from django.test import RequestFactory
from django.utils.timezone import now

from motcua.config.storing import file_store, given
from motcua.documents import serving
from motcua.documents.intake import NOT_KEPT, store
from motcua.documents.looking.faults import NotKept
from motcua.documents.models import File
from motcua.documents.places import StoreAway
from motcua.documents.storage import Patience, S3Files
from motcua.documents.sweeping import orphans
from tests.documents.making import make_picture
from tests.house.store import Store, free_port, running, settings_for

pytestmark = [pytest.mark.processes, pytest.mark.django_db]
PNG = make_picture()


@pytest.fixture(scope="module")
def kept() -> Iterator[Store]:
    with running() as store:
        yield store


@pytest.fixture(autouse=True)
def s3(kept: Store, settings, monkeypatch: pytest.MonkeyPatch) -> S3Files:
    for name, value in settings_for(kept.address).items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = {**settings.STORAGES, "default": file_store(Path("unused"))}
    assert isinstance(storages["default"], S3Files)
    return storages["default"]


@pytest.fixture
def big(s3: S3Files) -> File:
    """A stored file of a megabyte whose every byte tells where it is."""
    content = bytes(number % 251 for number in range(1_000_000))
    path = default_storage.save("2026/11/00000000-0000-0000-0000-000000000001", SimpleUploadedFile("x", content))
    return File(name="x.pdf", media_type="application/pdf", size=len(content), sha256=b"x" * 32, path=path)


def body(file: File, **headers: str) -> tuple[int, bytes]:
    answer = serving.response(file, inline=True, request=RequestFactory().get("/", headers=headers))
    assert isinstance(answer, StreamingHttpResponse)
    return answer.status_code, b"".join(answer)  # type: ignore[arg-type]


def test_what_is_taken_in_is_on_the_store_and_comes_back(kept: Store) -> None:
    (file,) = store([SimpleUploadedFile("trang.png", PNG, "image/png")], sent_by="officer:1")
    assert f"laichau/{file.path}" in kept.objects()
    assert body(file) == (200, PNG)


def test_a_part_is_sent_as_it_is_asked_for(big: File) -> None:
    assert body(big, Range="bytes=500000-500003") == (206, bytes(number % 251 for number in range(500_000, 500_004)))
    assert len(body(big)[1]) == big.size


def test_reading_goes_on_from_wherever_it_is_sent(big: File) -> None:
    with default_storage.open(big.path) as content:
        first = content.read(10)
        content.seek(999_990)
        assert (len(first), len(content.read(100))) == (10, 10)
        content.seek(0)
        assert sum(len(piece) for piece in content.chunks(65536)) == big.size


def test_a_file_that_is_not_there_is_not_found(s3: S3Files) -> None:
    with pytest.raises(FileNotFoundError):
        default_storage.open("2026/11/nothing")


def sent() -> SimpleUploadedFile:
    return SimpleUploadedFile("trang.png", PNG, "image/png")


class Away:
    """A store that is away: what is asked of it ends soon, and the product says so."""

    @pytest.fixture(autouse=True)
    def away(self, s3: S3Files, address: str, settings) -> S3Files:
        """The default store, led to an address where nobody answers."""
        files = settings.STORAGES["default"]
        options = {**files["OPTIONS"], "endpoint_url": address, "patience": Patience(connect=0.3, read=0.3, quiet=60)}
        settings.STORAGES = {**settings.STORAGES, "default": {**files, "OPTIONS": options}}
        return storages["default"]

    def test_what_cannot_be_kept_is_refused_in_a_sentence_and_counted(self) -> None:
        counted, begun = NOT_KEPT._value.get(), time.monotonic()
        with pytest.raises(NotKept) as refused:
            store([sent(), sent()], sent_by="officer:1")
        assert [sentence[:15] for sentence in refused.value.sentences] == ["Tệp “trang.png”"] * 2
        assert all("không trả lời" in sentence for sentence in refused.value.sentences)
        assert (NOT_KEPT._value.get() - counted, File.objects.count()) == (1, 0)
        assert time.monotonic() - begun < 5, "asked twice for one file, and no more for the others"

    def test_reading_is_a_fault(self) -> None:
        with pytest.raises(OSError, match="does not answer"):
            default_storage.open("2026/11/any")

    def test_the_sweep_is_told_so(self) -> None:
        with pytest.raises(StoreAway):
            list(orphans(now()))
        for asked in (default_storage.delete, default_storage.get_modified_time, default_storage.exists):
            with pytest.raises(StoreAway):
                asked("2026/11/any")

    def test_who_comes_next_does_not_wait(self) -> None:
        with pytest.raises(OSError, match="does not answer"):
            default_storage.open("2026/11/any")
        with pytest.raises(OSError, match="a moment ago"):
            default_storage.save("2026/11/other", sent())


class TestGone(Away):
    @pytest.fixture
    def address(self) -> str:
        return f"http://127.0.0.1:{free_port()}"


class TestHanging(Away):
    @pytest.fixture
    def address(self) -> Iterator[str]:
        with closing(socket.create_server(("127.0.0.1", 0))) as deaf:  # the kernel takes the calls, nobody answers
            yield f"http://127.0.0.1:{deaf.getsockname()[1]}"


def test_a_store_that_is_back_is_asked_again(kept: Store, settings) -> None:
    options = {**settings.STORAGES["default"]["OPTIONS"], "patience": Patience(quiet=0)}
    files = S3Files(**{**options, "endpoint_url": f"http://127.0.0.1:{free_port()}"})
    with pytest.raises(OSError, match="does not answer"):
        files.save("2026/11/back", sent())
    files.endpoint_url, files._bucket, files._connections.connection = kept.address, None, None
    files.save("2026/11/back", sent())
    assert files.open("2026/11/back").read() == PNG


def test_a_stored_file_is_not_opened_for_writing(big: File) -> None:
    with pytest.raises(ValueError, match="never changed"):
        default_storage.open(big.path, "wb")


def test_what_no_row_names_is_swept(big: File) -> None:
    assert big.path in orphans(now() + timedelta(minutes=1))
    default_storage.delete(big.path)
    assert big.path not in orphans(now() + timedelta(minutes=1))


class TestSecretsFromFiles:
    def test_a_secret_is_read_from_the_file_that_is_named(self, tmp_path: Path, monkeypatch) -> None:
        (tmp_path / "secret").write_text("from a file\n")
        monkeypatch.setenv("MOTCUA_S3_SECRET_FILE", str(tmp_path / "secret"))
        assert given("MOTCUA_S3_SECRET") == "from a file"

    def test_a_file_that_cannot_be_read_is_a_sentence(self, monkeypatch) -> None:
        monkeypatch.setenv("MOTCUA_S3_SECRET_FILE", "/nowhere/secret")
        with pytest.raises(ImproperlyConfigured, match="MOTCUA_S3_SECRET_FILE cannot be read"):
            given("MOTCUA_S3_SECRET")

    def test_without_a_bucket_files_stay_in_the_folder(self, tmp_path: Path, monkeypatch) -> None:
        monkeypatch.delenv("MOTCUA_S3_BUCKET")
        assert file_store(tmp_path)["OPTIONS"] == {"location": str(tmp_path)}
