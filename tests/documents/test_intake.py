import hashlib
import io
import struct
import unicodedata
import zipfile
import zlib

import pikepdf
import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from motcua.documents import intake
from motcua.documents.intake import store, store_bytes
from motcua.documents.looking.faults import BadFiles
from motcua.documents.looking.names import clean_name
from motcua.documents.models import File
from tests.documents.making import (
    PACKED,
    PDF,
    escaped,
    make_pdf,
    make_picture,
    upload,
    with_attachment,
    with_dynamic_form,
    with_javascript,
    with_launch,
    with_quiet_attachment,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def huge_png() -> bytes:
    """A small file that claims a picture of 30,000 by 30,000."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 30_000, 30_000, 8, 0, 0, 0, 0)
    good = make_picture()
    return good[:8] + struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head)) + good[33:]


def with_zip_behind(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "hidden")
    return content + out.getvalue()


def with_bad_object_stream() -> bytes:
    """A packed object stream that breaks off, so that what it holds cannot be known."""
    packed = make_pdf(with_javascript, **PACKED)
    at = packed.index(b"/ObjStm")
    start = packed.index(b"stream", at) + 20
    return packed[:start] + bytes(8) + packed[start + 8 :]


PNG, JPEG = make_picture("PNG"), make_picture("JPEG")
ENCRYPTED = make_pdf(encryption=pikepdf.Encryption(owner="o", user="u"))
BAD = [
    ("empty.pdf", b"", None, "is empty"),
    ("note.pdf", b"just words", None, "is not a PDF, JPEG or PNG"),
    ("page.html", b"<html><script>1</script>", "text/html", "is not a PDF, JPEG or PNG"),
    ("song.mp3", b"ID3" + bytes(200), "audio/mpeg", "is a MP3 file"),
    ("photo.heic", b"\0\0\0\x18ftypheic" + bytes(40), "image/heic", "HEIC photo"),
    ("photo.jpg", b"\0\0\0\x18ftypmif1" + bytes(40), None, "HEIC photo"),
    ("lies.pdf", PNG, None, "is not what its name says: inside it is PNG"),
    ("lies.png", make_pdf(), None, "is not what its name says: inside it is PDF"),
    ("right.png", PNG, "text/html", "is not what its name says"),
    ("script.png.exe", PNG, "image/png", "is not what its name says"),
    ("cut.pdf", make_pdf()[:300], None, "is incomplete"),
    ("hollow.pdf", b"%PDF-1.7\nnothing\n%%EOF", None, "has no page"),
    ("locked.pdf", ENCRYPTED, None, "is locked with a password"),
    ("50%.pdf", ENCRYPTED, None, "is locked with a password"),
    ("giay%20khai.pdf", make_pdf(with_attachment), None, "has other files inside"),
    ("script.pdf", make_pdf(with_javascript), None, "commands that run"),
    ("escaped.pdf", escaped(make_pdf(with_javascript)), None, "commands that run"),
    ("packed.pdf", make_pdf(with_javascript, **PACKED), None, "commands that run"),
    ("launch.pdf", make_pdf(with_launch), None, "commands that run"),
    ("launchpacked.pdf", make_pdf(with_launch, **PACKED), None, "commands that run"),
    ("form.pdf", make_pdf(with_dynamic_form), None, "commands that run"),
    ("carrier.pdf", make_pdf(with_attachment), None, "has other files inside"),
    ("quiet.pdf", make_pdf(with_quiet_attachment), None, "has other files inside"),
    ("broken.pdf", with_bad_object_stream(), None, "a way we cannot check"),
    ("zip.pdf", with_zip_behind(make_pdf()), None, "two kinds of file"),
    ("zip.png", with_zip_behind(PNG), None, "two kinds of file"),
    ("both.jpg", JPEG[:2] + b"\xff\xfe\0\x0b%PDF-1.7\n" + JPEG[2:], None, "two kinds of file"),
    ("broken.png", PNG[:60] + b"\0\0" + PNG[62:], None, "damaged or incomplete"),
    ("cut.png", PNG[:-20], None, "damaged or incomplete"),
    ("cut.jpg", JPEG[:-300], None, "damaged or incomplete"),
    ("hollow.jpg", b"\xff\xd8\xff\xe0" + bytes(60) + b"\xff\xd9", None, "damaged or incomplete"),
    ("bomb.png", huge_png(), None, "too large a picture"),
]


@pytest.mark.parametrize("name, content, declared, says", BAD, ids=[row[0] for row in BAD])
def test_a_bad_file_is_refused_in_a_sentence_that_names_it(name, content, declared, says):
    with pytest.raises(BadFiles) as refused:
        store([upload(name, content, declared)], sent_by="person:1")
    [(named, sentence)] = refused.value.faults
    assert named == name and name in sentence and says in sentence
    assert not File.objects.exists()


GOOD = [
    ("plain.pdf", make_pdf(), PDF),
    ("packed.pdf", make_pdf(**PACKED), PDF),
    ("linear.PDF", make_pdf(linearize=True), PDF),
    ("scan.jpeg", JPEG, "image/jpeg"),
    ("progressive.jpg", make_picture("JPEG", (300, 200), progressive=True), "image/jpeg"),
    ("phone.jpg", JPEG + b"what a phone adds" * 20, "image/jpeg"),
    ("scan.png", PNG, "image/png"),
]


@pytest.mark.parametrize("name, content, media_type", GOOD, ids=[row[0] for row in GOOD])
def test_a_good_file_is_kept_as_it_is(name, content, media_type):
    [file] = store([upload(name, content, "application/octet-stream")], sent_by="person:1")
    with default_storage.open(file.path) as kept:
        assert kept.read() == content
    assert (file.name, file.media_type, file.size) == (name, media_type, len(content))
    assert bytes(file.sha256) == hashlib.sha256(content).digest()
    assert File.objects.get().path == f"{file.created_at:%Y/%m}/{file.public_id}"


def test_all_faults_of_all_files_are_told_at_once_and_nothing_is_kept():
    uploads = [upload("a.pdf", make_pdf()), upload("b.png", b""), upload("c.jpg", b"x")]
    with pytest.raises(BadFiles) as refused:
        store(uploads, sent_by="person:1")
    assert [name for name, _ in refused.value.faults] == ["b.png", "c.jpg"]
    assert not File.objects.exists()


def test_many_files_are_one_insert():
    uploads = [upload("a.pdf", make_pdf()), upload("b.png", PNG), upload("c.jpg", JPEG)]
    with CaptureQueriesContext(
        connection,
    ) as asked:
        files = store(uploads, sent_by="officer:3")
    assert len([query for query in asked if query["sql"].startswith("INSERT")]) == 1
    assert [file.name for file in files] == ["a.pdf", "b.png", "c.jpg"]
    assert all(file.pk and file.sent_by == "officer:3" for file in files)


def test_a_file_that_waited_on_the_disk_is_kept_too():
    waiting = TemporaryUploadedFile("scan.png", "image/png", len(PNG), None)
    waiting.write(PNG)
    waiting.seek(0)
    [file] = store([waiting], sent_by="person:1")
    waiting.close()
    with default_storage.open(file.path) as kept:
        assert kept.read() == PNG


def test_a_file_too_large_is_read_no_further_than_the_bound(settings):
    settings.MAX_UPLOAD_BYTES = 100_000
    read = []

    class Endless:
        name, content_type = "film.pdf", PDF

        def chunks(self, chunk_size=None):
            for _ in range(10_000):
                read.append(1)
                yield b"%PDF-" + bytes(65_531)

    with pytest.raises(BadFiles, match="larger than 97"):
        store([Endless()], sent_by="person:1")
    assert len(read) == 2


def test_a_transaction_undone_leaves_no_row():
    with pytest.raises(RuntimeError), transaction.atomic():
        store([upload("a.png", PNG)], sent_by="person:1")
        raise RuntimeError
    assert not File.objects.exists()


def test_bytes_are_on_the_disk_before_the_row_is_written(monkeypatch):
    synced = []
    monkeypatch.setattr(intake, "_sync", lambda place: synced.append((place, File.objects.count())))
    [file] = store([upload("a.png", PNG)], sent_by="person:1")
    assert {str(place) for place, _ in synced} >= {default_storage.path(file.path)}
    assert {rows for _, rows in synced} == {0}


def test_what_is_made_here_is_looked_at_as_well():
    assert store_bytes("kết quả.pdf", make_pdf(), PDF, "system").name == "kết quả.pdf"
    with pytest.raises(BadFiles):
        store_bytes("kết quả.pdf", b"no pdf", PDF, "system")


def test_a_scanner_named_in_settings_is_asked(settings):
    settings.FILE_SCANNER = f"{__name__}.finds_harm"
    with pytest.raises(BadFiles, match="virus"):
        store([upload("a.png", PNG)], sent_by="person:1")


def finds_harm(content: bytes) -> bool:
    return content == PNG


@pytest.mark.parametrize(
    "sent, kept",
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\A\\Tờ khai.pdf", "Tờ khai.pdf"),
        (unicodedata.normalize("NFD", "Giấy chứng nhận Đặng.pdf"), "Giấy chứng nhận Đặng.pdf"),
        ("a\r\nSet-Cookie: b\t.pdf", "a Set-Cookie: b.pdf"),
        ("tài\u202efdp.exe", "tàifdp.exe"),
        ("x\u200b\x00y.png", "xy.png"),
        ("a" * 300 + ".pdf", "a" * 116 + ".pdf"),
        ("..", ""),
        ("", ""),
    ],
)
def test_names_are_cleaned(sent, kept):
    assert clean_name(sent) == kept


def test_a_name_without_extension_gets_one():
    [file] = store([upload("image", JPEG, "image/jpeg")], sent_by="person:1")
    assert file.name == "image.jpg"


@pytest.mark.parametrize("wrong", [{"size": 0}, {"size": 21 * 1024 * 1024}, {"media_type": "text/html"}])
def test_the_database_refuses_what_intake_would(wrong):
    facts = {"name": "a", "media_type": PDF, "size": 1, "sha256": bytes(32), "path": "p", "sent_by": "system"}
    with pytest.raises(IntegrityError), transaction.atomic():
        File.objects.create(**facts | wrong)
