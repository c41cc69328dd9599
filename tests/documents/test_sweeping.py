import os
import time
import uuid

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from motcua.documents.intake import store
from motcua.documents.places import StoreAway
from tests.documents.making import make_picture, upload


@pytest.fixture
def place():
    """A way to lay a file into the storage as it lay there some hours ago."""

    def lay(name, hours):
        path = default_storage.save(f"2026/01/{name}", ContentFile(b"x"))
        then = time.time() - hours * 3600
        os.utime(default_storage.path(path), (then, then))
        return path

    return lay


@pytest.mark.django_db
def test_old_files_without_rows_are_swept_and_no_others(place, capsys):
    old, fresh, foreign = place(uuid.uuid4(), 25), place(uuid.uuid4(), 23), place("note.txt", 999)
    [file] = store([upload("a.png", make_picture())], sent_by="person:1")
    os.utime(default_storage.path(file.path), (0, 0))
    call_command("sweep_files")
    assert not default_storage.exists(old)
    assert all(default_storage.exists(path) for path in (fresh, foreign, file.path))
    for path in (fresh, foreign, file.path):
        default_storage.delete(path)


@pytest.mark.django_db
def test_an_installation_without_any_file_has_nothing_to_sweep(tmp_path, settings, capsys):
    settings.MEDIA_ROOT = str(tmp_path / "never made")
    call_command("sweep_files")
    assert capsys.readouterr().out.startswith("0 files")


@pytest.mark.django_db
def test_a_store_that_does_not_answer_is_told_in_a_sentence(monkeypatch):
    def away(*_):
        raise StoreAway("the store does not answer")

    monkeypatch.setattr(default_storage, "listdir", away)
    with pytest.raises(CommandError, match="the store does not answer"):
        call_command("sweep_files")
