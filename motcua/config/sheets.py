"""Style sheets as a browser gets them: what a sheet imports is put into it, so that a slow line is asked once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'^@import "/static/([\w/-]+\.css)";$', re.M)
Paths = dict[str, tuple[Storage, str]]  # by name: where the source lies


class SheetStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Names with a mark of the content, compressed, and no sheet that sends the browser on to others."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:
        """Found once: a page with a sign in each row asks for a hundred."""
        if name not in self._addresses:
            self._addresses[name] = super().url(name, force)
        return self._addresses[name]

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        yield from super().post_process({**paths, **whole_sheets(paths)}, dry_run=dry_run, **options)


def whole_sheets(paths: Paths) -> Paths:
    """The sheets that import others, each as one."""
    kept = InMemoryStorage()
    for name in [each for each in paths if each.endswith(".css")]:
        if IMPORT.search(words := _words(paths, name)):
            kept.save(name, ContentFile(whole(words, lambda other: _words(paths, other)).encode()))
    return {name: (kept, name) for name in paths if kept.exists(name)}


def whole(words: str, read: Callable[[str], str]) -> str:
    """A sheet with the words of each that it imports, read by name, in their place."""
    return IMPORT.sub(lambda said: read(said[1]), words)


def _words(paths: Paths, name: str) -> str:
    place, path = paths[name]
    with place.open(path) as sheet:
        return str(sheet.read().decode())
