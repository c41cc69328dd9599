"""The files of papers, copied by the clock into a backup folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import default_storage

from bench.receiving import scan
from motcua.config.keeping.files import complete_until, copy_all, forget_gone, place_of
from motcua.config.keeping.folder import Folder
from motcua.config.keeping.timely import copy_files, take_base
from motcua.documents.intake import store_bytes
from motcua.documents.models import File

pytestmark = pytest.mark.django_db


@pytest.fixture
def file() -> File:
    return store_bytes("trang.png", scan(), "image/png", "person:1")


@pytest.fixture
def folder(tmp_path: Path, settings: Any) -> Folder:
    settings.BACKUP = tmp_path / "kept"
    return Folder(tmp_path / "kept")


def test_without_a_folder_nothing_is_done(settings: Any) -> None:
    settings.BACKUP = None
    copy_files()
    take_base()


def test_a_stored_file_is_in_the_backup_a_minute_later(file: File, folder: Folder) -> None:
    copy_files()
    assert place_of(folder.files, file).read_bytes() == Path(default_storage.path(file.path)).read_bytes()
    assert complete_until(folder.files)


def test_a_file_stored_later_follows_and_what_is_there_is_not_copied_again(file: File, folder: Folder) -> None:
    copy_files()
    first = place_of(folder.files, file).stat().st_mtime_ns
    later = store_bytes("trang.png", scan(), "image/png", "person:1")
    copy_files()
    assert place_of(folder.files, later).exists()
    assert place_of(folder.files, file).stat().st_mtime_ns == first


def test_while_a_backup_is_under_way_the_clock_leaves_it_alone(file: File, folder: Folder) -> None:
    folder.make()
    with folder.one_at_a_time():
        copy_files()
    assert not place_of(folder.files, file).exists()


def test_a_file_that_is_damaged_or_gone_is_named_by_its_number_and_not_copied(file: File, folder: Folder) -> None:
    Path(default_storage.path(file.path)).write_bytes(b"something else")
    folder.make()
    assert copy_all(folder.files).faults == [f"file {file.pk} is not what was stored: its sum differs"]
    default_storage.delete(file.path)
    (fault,) = copy_all(folder.files).faults
    assert fault.startswith(f"file {file.pk} cannot be read")
    assert not place_of(folder.files, file).exists()


def test_a_forgotten_file_stays_until_no_kept_base_knew_it(file: File, folder: Folder) -> None:
    folder.make()
    copy_all(folder.files)
    place = place_of(folder.files, file)
    file.delete()
    assert forget_gone(folder.files, newest="20260302T020000Z", oldest="20260301T020000Z") == 0
    assert forget_gone(folder.files, newest="20260303T020000Z", oldest="20260301T020000Z") == 0 and place.exists()
    assert forget_gone(folder.files, newest="20260304T020000Z", oldest="20260302T020000Z") == 1
    assert not place.exists()


def test_a_row_never_leads_out_of_the_store(file: File, folder: Folder) -> None:
    file.path = "../../secrets.json"
    with pytest.raises(ValueError, match="outside the store"):
        place_of(folder.files, file)
