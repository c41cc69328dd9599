"""Form 03 of a dossier that is not accepted, kept as it was issued."""

from datetime import datetime

from motcua.directory.actors import Actor
from motcua.documents.intake import store_bytes
from motcua.dossiers.models import DeclineSlip, Dossier
from motcua.dossiers.printing import declining


def issue_decline_slip(dossier: Dossier, *, by: Actor, at: datetime) -> DeclineSlip:
    """Print and keep form 03, inside the caller's transaction and once the ground is on record."""
    assert by.officer_id is not None
    pdf = declining(dossier, by=by, at=at)
    file = store_bytes(f"tu-choi-tiep-nhan-{dossier.code}.pdf", pdf, "application/pdf", by.key)
    return DeclineSlip.objects.create(dossier=dossier, file=file, issued_by_id=by.officer_id, issued_at=at)
