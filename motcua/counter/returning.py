"""What the page of a dossier says of handing back: originals to tick, the post, form 05, corrections."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from motcua.directory.actors import Actor
from motcua.dossiers.actions.posting import open_shipment
from motcua.dossiers.corrections import corrections_of
from motcua.dossiers.models import Dossier, PaperState, StopNotice
from motcua.dossiers.statuses import Delivery, Status


def returning(dossier: Dossier, actor: Actor) -> dict[str, Any]:
    """At most five queries, none of them while the dossier is under way."""
    is_settled = dossier.status in (Status.RESOLVED, Status.RETURNED)
    is_ready = dossier.status == Status.RESOLVED
    shipment = open_shipment(dossier) if is_ready else None
    return {
        "originals": _originals(dossier) if is_ready else [],
        "shipment": shipment,
        "is_to_post": is_ready and dossier.delivery == Delivery.POST and shipment is None,
        "form_05_url": _form_05(dossier),
        "corrections": corrections_of(dossier, Dossier.objects.visible_to(actor)) if is_settled else None,
    }


def _originals(dossier: Dossier) -> list[Any]:
    return list(dossier.papers.filter(state=PaperState.ATTACHED, originals__gt=0, given_back_at=None))


def _form_05(dossier: Dossier) -> str:
    """Where form 05 lies, or ""."""
    if dossier.status not in (Status.STOPPED, Status.WITHDRAWN):
        return ""
    notice = StopNotice.objects.select_related("file").filter(dossier=dossier).first()
    return reverse("counter:file", args=[dossier.public_id, notice.file.public_id]) if notice else ""
