"""The signed result that the clerk sends along: a PDF, kept from one try to the next."""

from __future__ import annotations

from django.utils.translation import gettext as _

from motcua.directory.access import Request
from motcua.documents.intake import store
from motcua.documents.looking.faults import BadFiles
from motcua.documents.models import File, MediaType
from motcua.dossiers.errors import Incomplete
from motcua.dossiers.models import Decision, PaperFile
from motcua.lib.text import uuid_in


class NotTheResult(Incomplete):
    """What was sent cannot be the result."""


def result_sent(request: Request) -> File | None:
    """The new file, else the one kept from the try before, else None. Raises NotTheResult."""
    upload = request.FILES.get("file")
    if upload is None:
        return _kept(request)
    try:
        file = store([upload], sent_by=request.actor.key)[0]
    except BadFiles as bad:
        raise NotTheResult([("file", sentence) for sentence in bad.sentences]) from bad
    if file.media_type != MediaType.PDF:
        raise NotTheResult([("file", _("The result must be a PDF file."))])
    return file


def _kept(request: Request) -> File | None:
    """The actor's own file of an earlier try that belongs to nothing yet."""
    public_id = uuid_in(request.POST.get("kept", ""))
    if public_id is None:
        return None
    own = File.objects.filter(public_id=public_id, sent_by=request.actor.key, media_type=MediaType.PDF)
    taken = Decision.objects.filter(file__public_id=public_id).exists()
    return None if taken or PaperFile.objects.filter(file__public_id=public_id).exists() else own.first()
