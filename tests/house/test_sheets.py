"""A browser on a slow line asks once for the style of a page."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import get_finders

from motcua.config.sheets import IMPORT, SheetStorage, whole_sheets

SHEETS = "ui/styles.css"


@pytest.fixture
def paths():
    """Every static file of the product and where its source lies, as `collectstatic` hands them over."""
    found = (pair for finder in get_finders() for pair in finder.list([]))
    return {path: (storage, path) for path, storage in found if path.startswith("ui/")}


def read(paths, name):
    storage, path = paths[name]
    with storage.open(path) as sheet:
        return sheet.read().decode()


def test_the_sheet_of_all_pages_holds_what_it_imports(paths):
    named = IMPORT.findall(read(paths, SHEETS))
    whole = read(whole_sheets(paths), SHEETS)
    assert len(named) > 5 and "@import" not in whole
    for name in named:
        assert read(paths, name) in whole


def test_what_is_collected_sends_no_browser_on(paths, tmp_path: Path):
    storage = SheetStorage(location=tmp_path, base_url="/static/")
    for name in paths:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(read(paths, name))
    faults = [fault for _name, _stored, fault in storage.post_process(paths) if isinstance(fault, Exception)]
    assert not faults
    collected = tmp_path / storage.stored_name(SHEETS)
    assert "--paper:" in collected.read_text() and "@import" not in collected.read_text()
    assert collected.with_name(f"{collected.name}.gz").exists()
