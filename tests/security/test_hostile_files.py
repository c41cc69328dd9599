"""Files made to harm, sent through the door of a filing: refused in words, or kept asleep; never a fault of ours."""

from __future__ import annotations

import io
import json
import time
import zipfile
import zlib

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from motcua.documents.models import File
from motcua.dossiers.intake import asked_papers
from motcua.portal.drafts import rule_of
from motcua.portal.uploads import field_name
from tests.documents.making import make_pdf, make_picture
from tests.documents.test_intake import huge_png, with_zip_behind
from tests.security.world import CITIZEN, World, enter, make_world

pytestmark = pytest.mark.django_db
PNG = make_picture("PNG")
NAMES = (
    "../../../../etc/passwd.png",
    "..\\..\\windows\\x.png",
    "/absolute.png",
    "a\x00b.png",
    "a\r\nSet-Cookie: x=1.png",
    '"><script>alert(1)</script>.png',
    "x" * 5000 + ".png",
    "\u202egnp.exe.png",
    "CON.png",
    ".htaccess.png",
    "a.php.png",
    "%00.png",
    "𝕏 é.png",
)


def zip_of(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", bytes(size))
    return out.getvalue()


def bursting_pdf() -> bytes:
    """A small file whose one packed stream of objects unpacks to 300 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(300)) + packer.flush()
    head = b"1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>\nstream\n" % len(packed)
    return b"%PDF-1.7\n" + head + packed + b"\nendstream\nendobj\ntrailer<</Root 2 0 R>>\n%%EOF"


NO_PAPER = [
    ("a.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "image/svg+xml"),
    ("a.html", b"<html><script>alert(1)</script>", "text/html"),
    ("a.png", b'<svg onload="alert(1)">', "image/png"),
    ("a.pdf", b"<script>alert(1)</script>%PDF-1.7", "application/pdf"),
    ("a.exe", b"MZ" + bytes(300), "application/x-msdownload"),
    ("a.zip", zip_of(10), "application/zip"),
    ("a.docx", zip_of(10), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("a.gif", b"GIF89a" + bytes(300), "image/gif"),
    ("a.png", with_zip_behind(PNG), "image/png"),
    ("a.pdf", with_zip_behind(make_pdf()), "application/pdf"),
    ("a.jpg", b"\xff\xd8\xff\xe0" + b"<?php system($_GET[0]); ?>" * 9, "image/jpeg"),
    ("a.pdf", bytes(range(256)) * 40, "application/pdf"),
    ("a.png", b"", "image/png"),
]
BOMBS = [
    ("zip.pdf", zip_of(200_000_000), "application/pdf"),
    ("pixels.png", huge_png(), "image/png"),
    ("objects.pdf", bursting_pdf(), "application/pdf"),
    ("nested.pdf", b"%PDF-1.7\n" + b"[" * 200_000 + b"\n%%EOF", "application/pdf"),
    ("names.pdf", b"%PDF-1.7\n" + b"1 0 obj<</A" * 90_000 + b"\n%%EOF", "application/pdf"),
]


@pytest.fixture
def world() -> World:
    cache.clear()
    return make_world()


def send(world: World, name: str, content: bytes, kind: str) -> HttpResponse:
    part = asked_papers(rule_of(world.draft), world.draft.case)[0]
    told = {"field": field_name(part.id), "file": SimpleUploadedFile("x", content, kind)}
    told["file"]._name = name  # the framework's own maker would clean it
    return enter(world, CITIZEN).post(f"/filings/{world.draft.public_id}/papers/files/", told)


@pytest.mark.parametrize(("name", "content", "kind"), NO_PAPER)
def test_what_is_no_paper_is_refused_in_words(name: str, content: bytes, kind: str, world: World) -> None:
    kept = File.objects.count()
    answer = send(world, name, content, kind)
    assert answer.status_code in (400, 422) and json.loads(answer.content)["error"]
    assert File.objects.count() == kept


@pytest.mark.parametrize(("name", "content", "kind"), BOMBS, ids=[bomb[0] for bomb in BOMBS])
def test_bombs_are_refused_in_words_and_in_time(name: str, content: bytes, kind: str, world: World) -> None:
    begun = time.process_time()
    answer = send(world, name, content, kind)
    assert answer.status_code == 422 and json.loads(answer.content)["error"]
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("name", NAMES)
def test_a_name_leads_nowhere(name: str, world: World) -> None:
    answer = send(world, name, PNG, "image/png")
    assert answer.status_code in (200, 400, 422) and "Set-Cookie" not in answer.headers
    if answer.status_code == 200:
        file = File.objects.get(public_id=json.loads(answer.content)["token"])
        assert not set("/\\\0\r\n") & set(file.name) and len(file.name) <= 120
        assert ".." not in file.path and not file.path.startswith("/") and file.name not in file.path


def test_what_was_kept_is_served_asleep(world: World) -> None:
    token = json.loads(send(world, '"><script>alert(1)</script>.png', PNG, "image/png").content)["token"]
    answer = enter(world, CITIZEN).get(f"/filings/{world.draft.public_id}/papers/files/{token}/")
    assert b"".join(answer) == PNG  # type: ignore[arg-type]
    assert answer["Content-Type"] == "image/png" and answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"] and "no-store" in answer["Cache-Control"]
    assert "<script>" not in answer["Content-Disposition"]
