"""Who may enter the desk, and how a dossier is found there."""

from uuid import UUID

from django.shortcuts import get_object_or_404

from motcua.directory.access import Request, for_officers
from motcua.directory.roles import DESK_ROLES, Role
from motcua.dossiers.models import Dossier

AT_THE_DESK = for_officers(DESK_ROLES)
LEADERS = frozenset({Role.HEAD, Role.DIVISION_HEAD, Role.ONE_STOP_HEAD})
FOR_HEADS = for_officers(LEADERS)


def dossier_for(request: Request, public_id: UUID) -> Dossier:
    """The dossier, if the actor may see it; not yours reads as not there."""
    rows = Dossier.objects.visible_to(request.actor).for_pages()
    with_parties = rows.select_related("applicant_person", "applicant_organisation", "filer", "declaration")
    return get_object_or_404(with_parties, public_id=public_id)
