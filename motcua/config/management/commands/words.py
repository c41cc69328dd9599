from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import polib
from django.core.management.base import BaseCommand, CommandError

from motcua.config.steps import PACKAGE
from motcua.config.words import Word, catalogue, catalogue_path, places, words_of


class Command(BaseCommand):
    help = "Bring the Vietnamese catalogues up to date with the sources: add what is new, take away what is unused."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("place", nargs="*", help="folders below motcua/ (all)")
        parser.add_argument("--check", action="store_true", help="change nothing; fail when something is to be done")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = [PACKAGE / name for name in options["place"]] or places()
        if unknown := [path.name for path in wanted if not path.is_dir()]:
            raise CommandError(f"no such folder below motcua/: {', '.join(unknown)}")
        undone = sum(self._update(place, change=not options["check"]) for place in wanted)
        if undone:
            raise CommandError(f"{undone} texts wait for a translation")

    def _update(self, place: Path, *, change: bool) -> int:
        said, book = words_of(place), catalogue(place)
        known = {(entry.msgctxt or "", entry.msgid): entry for entry in book}
        new = {word: where for word, where in said.items() if word.key not in known}
        # A catalogue beside data (forms, lists) holds their words too, which no source says.
        unused = [] if (place / "definitions").is_dir() else _unsaid(book, said)
        for word, where in new.items():
            book.append(_entry(word, where))
        for entry in unused:
            book.remove(entry)
        if change and (new or unused):
            catalogue_path(place).parent.mkdir(parents=True, exist_ok=True)
            book.save(str(catalogue_path(place)))
        return self._tell(place, book, new=len(new), unused=len(unused))

    def _tell(self, place: Path, book: polib.POFile, *, new: int, unused: int) -> int:
        undone = [entry for entry in book if not (entry.msgstr or any(entry.msgstr_plural.values())) or entry.fuzzy]
        if new or unused or undone:
            name = place.relative_to(PACKAGE)
            self.stdout.write(f"{name}: {len(book)} texts, {new} new, {unused} unused, {len(undone)} to translate")
        for entry in undone:
            self.stdout.write(f"    {entry.msgid!r}")
        return len(undone)


def _unsaid(book: polib.POFile, said: dict[Word, str]) -> list[polib.POEntry]:
    keys = {word.key for word in said}
    return [entry for entry in book if (entry.msgctxt or "", entry.msgid) not in keys]


def _entry(word: Word, where: str) -> polib.POEntry:
    entry = polib.POEntry(msgid=word.text, msgctxt=word.context or None, occurrences=[(where, "")])
    if word.plural:
        entry.msgid_plural, entry.msgstr_plural = word.plural, {0: ""}
    if "%" in word.text:
        entry.flags.append("python-format")
    return entry
