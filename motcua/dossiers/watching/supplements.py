"""Requests to complete a dossier whose time has passed: announced once, ended by an officer alone (M12).

Those that never went out and can no longer are freed.
"""

from django.utils.timezone import now

from motcua.dossiers import actions
from motcua.dossiers.models import SupplementRequest


def propose_stops() -> None:
    """Propose to end what nobody answered in time; a run that was missed only comes later."""
    moment = now()
    overdue = SupplementRequest.objects.overdue(moment).filter(stop_proposed_at=None)
    for request_id in list(overdue.values_list("pk", flat=True)):
        actions.propose_stop(request_id, at=moment)


def free_overtaken() -> None:
    """Drop what was drafted and overtaken by an act that did not see it."""
    moment = now()
    for request_id in list(SupplementRequest.objects.overtaken().values_list("pk", flat=True)):
        actions.drop_overtaken(request_id, at=moment)
