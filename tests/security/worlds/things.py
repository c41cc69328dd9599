"""The true numbers of everything that has an address: the dossier outside, and what lies inside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

from django.urls import URLPattern, URLResolver, get_resolver

from motcua.dossiers.models import Dossier, Draft, PaperFile, SupplementItem

Ids = dict[str, object]


class Full(Protocol):
    """A world with a thing of every kind."""

    kept: dict[str, list[Ids]]
    drafts: list[Draft]

    def everything(self) -> list[Dossier]: ...


def patterns(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address of the product, with its ids as the table of addresses names them."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<code:\1>", path).replace("^", "").replace("$", "")


def with_ids() -> list[str]:
    return [pattern for pattern in patterns() if "<" in pattern]


def inside() -> list[str]:
    """The addresses of a thing inside a dossier, told by a number or file of its own."""
    return [each for each in with_ids() if re.search(r"<uuid:public_id>.*<(int|uuid):(number|no|file_id)>", each)]


def filled(pattern: str, ids: Ids) -> str | None:
    """The address with these ids; None where one of them is missing."""
    missing = [name for name in re.findall(r"<(?:\w+:)?(\w+)>", pattern) if name not in ids]
    return None if missing else "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda found: str(ids[found[1]]), pattern)


def ids_in(pattern: str, dossier: Dossier) -> Iterator[Ids]:
    """What fills the pattern for this dossier, each thing inside it once."""
    outer: Ids = {"public_id": dossier.public_id}
    if not re.search(r"<uuid:public_id>.*<", pattern):
        yield outer
        return
    of = next((of for part, of in INNER.items() if part in pattern), None)
    for inner in of(dossier) if of else ():
        yield outer | inner


def ids_of_draft(draft: Draft) -> Ids:
    kept = draft.files.select_related("file").first()
    return {"public_id": draft.public_id, "number": 1} | ({"file_id": kept.file.public_id} if kept else {})


def _numbers(name: str) -> Callable[[Dossier], Iterable[Ids]]:
    return lambda dossier: [{"number": pk} for pk in getattr(dossier, name).values_list("pk", flat=True)]


def _files(dossier: Dossier) -> Iterable[Ids]:
    rows = PaperFile.objects.filter(paper__dossier=dossier).select_related("file")
    return [{"file_id": row.file.public_id} for row in rows]


def _files_sent(dossier: Dossier) -> Iterable[Ids]:
    return [one | file for one in _numbers("consultations")(dossier) for file in _files(dossier)]


def _items(dossier: Dossier) -> Iterable[Ids]:
    rows = SupplementItem.objects.filter(request__dossier=dossier)
    return [{"no": no} for no in rows.values_list("no", flat=True)]


def _items_files(dossier: Dossier) -> Iterable[Ids]:
    rows = SupplementItem.objects.filter(request__dossier=dossier, files__isnull=False)
    return [{"no": no, "file_id": file} for no, file in rows.values_list("no", "files__file__public_id")]


def _requests(dossier: Dossier) -> Iterable[Ids]:
    return [{"no": no} for no in dossier.supplement_requests.values_list("no", flat=True)]


INNER: dict[str, Callable[[Dossier], Iterable[Ids]]] = {  # the first that is in the address says what lies there
    "/payments/<": _numbers("obligations"),
    "/visits/<": _numbers("appointments"),
    "/consultations/<": _numbers("consultations"),
    "/meetings/<": _numbers("meetings"),
    "questions/<uuid:public_id>/<int:number>/files/<": _files_sent,
    "questions/<": _numbers("consultations"),
    "/supplement/<int:no>/files/<": _items_files,
    "/supplement/<": _items,
    "/supplement-requests/<": _requests,
    "/files/<": _files,
}


def addresses_of(world: Full, pattern: str) -> Iterator[str]:
    """The true addresses of this pattern in the world, the likeliest first."""
    if kept := [key for key in world.kept if pattern.startswith(key)]:
        found: Iterable[Ids] = world.kept[max(kept, key=len)]
    elif pattern.startswith("filings/"):
        found = [ids_of_draft(draft) for draft in world.drafts]
    elif "<uuid:public_id>" in pattern:
        found = (ids for dossier in world.everything() for ids in ids_in(pattern, dossier))
    else:
        found = []
    yield from filter(None, (filled(pattern, ids) for ids in found))
