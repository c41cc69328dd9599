"""A signed paper that goes with an act: looked at, and kept from one try to the next."""

from __future__ import annotations

from motcua.directory.access import Request
from motcua.documents.intake import store
from motcua.documents.looking.faults import BadFiles
from motcua.documents.models import File
from motcua.dossiers.errors import Incomplete
from motcua.lib.text import uuid_in


def enclosed(request: Request) -> File | None:
    """The file sent now, else the sender's own one kept from the try before, else None. Raises Incomplete."""
    upload = request.FILES.get("file")
    if upload is None:
        return _kept(request)
    try:
        return store([upload], sent_by=request.actor.key)[0]
    except BadFiles as bad:
        raise Incomplete([("file", sentence) for sentence in bad.sentences]) from bad


def _kept(request: Request) -> File | None:
    public_id = uuid_in(request.POST.get("kept", ""))
    if public_id is None:
        return None
    return File.objects.filter(public_id=public_id, sent_by=request.actor.key).first()
