"""What is made from the sources before the first page: translations read by machines, static files with a mark."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import polib

from motcua.config.data_folder import REPOSITORY
from motcua.config.steps import PACKAGE


def stale_translations() -> list[Path]:
    """The .po files whose .mo is missing or older."""
    return [path for path in sorted(PACKAGE.rglob("locale/*/LC_MESSAGES/*.po")) if _is_older(path)]


def compile_translations(paths: list[Path]) -> None:
    """Write each .mo beside its .po, whole or not at all."""
    for path in paths:
        target = path.with_suffix(".mo")
        partial = target.with_suffix(f".{os.getpid()}")
        polib.pofile(str(path)).save_as_mofile(str(partial))
        partial.replace(target)


def _is_older(path: Path) -> bool:
    made = path.with_suffix(".mo")
    return not made.exists() or made.stat().st_mtime < path.stat().st_mtime


def static_is_stale(folder: Path) -> bool:
    stamp = folder / ".stamp"
    return not stamp.exists() or stamp.read_text() != static_mark()


def static_mark() -> str:
    """SHA-256 over our static files and the lock, which decides those of the packages."""
    mark = hashlib.sha256((REPOSITORY / "requirements.txt").read_bytes())
    for path in _static_files():
        mark.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes() + b"\0")
    return mark.hexdigest()


def _static_files() -> Iterator[Path]:
    return (path for path in sorted(PACKAGE.glob("*/static/**/*")) if path.is_file())
