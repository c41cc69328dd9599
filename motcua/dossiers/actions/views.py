"""Work lists worth keeping: saved under a name, renamed, thrown away; nothing of a dossier is touched."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from motcua.directory.actors import Actor
from motcua.directory.models import Officer
from motcua.dossiers.errors import Incomplete, NotAllowed
from motcua.dossiers.models import SavedView
from motcua.dossiers.permissions import shares_with
from motcua.dossiers.texts import faults_in

MOST = 20  # saved by one officer
LONGEST_NAME, LONGEST_QUERY = 80, 1000  # characters


@transaction.atomic
def save_view(name: str, query: str, *, body_id: int | None = None, by: Actor, at: datetime) -> SavedView:
    """Keep a list's address under a name; a head may share it with all who serve in his body.

    Raises NotAllowed, or Incomplete with every fault.
    """
    if by.officer_id is None or (body_id is not None and body_id not in shares_with(by)):
        raise NotAllowed
    Officer.objects.select_for_update().get(pk=by.officer_id)  # two windows do not save a 21st together
    own = SavedView.objects.filter(officer=by.officer_id)
    faults = _faults(name, own)
    if own.count() >= MOST:
        faults.append(("name", _("You have %(most)s saved views. Delete one first.") % {"most": MOST}))
    if len(query) > LONGEST_QUERY or "\x00" in query:
        faults.append(("name", _("This list cannot be kept.")))
    if faults:
        raise Incomplete(faults)
    return SavedView.objects.create(
        officer_id=by.officer_id, body_id=body_id, name=name.strip(), query=query, made_at=at
    )


@transaction.atomic
def rename_view(view_id: int, *, name: str, by: Actor) -> SavedView:
    """Give one's own view another name."""
    view = _own(view_id, by)
    others = SavedView.objects.filter(officer=by.officer_id).exclude(pk=view.pk)
    if faults := _faults(name, others):
        raise Incomplete(faults)
    view.name = name.strip()
    view.save(update_fields=["name"])
    return view


@transaction.atomic
def delete_view(view_id: int, *, by: Actor) -> None:
    """Throw one's own view away, for those too with whom it was shared."""
    _own(view_id, by).delete()


def _own(view_id: int, by: Actor) -> SavedView:
    view = SavedView.objects.select_for_update().filter(pk=view_id, officer=by.officer_id).first()
    if view is None or by.officer_id is None:
        raise NotAllowed
    return view


def _faults(name: str, others: QuerySet[SavedView]) -> list[tuple[str, str]]:
    faults = list(faults_in("name", name, LONGEST_NAME, _("Give the view a name.")))
    if not faults and others.filter(name=name.strip()).exists():
        faults.append(("name", _("You have a view of this name already.")))
    return faults
