"""Dossiers at a step of another agency whose clock still runs: it is stopped from the moment they came there."""

from django.utils.timezone import now

from motcua.dossiers.actions.standing_outside import left_running, stop_left_running


def stop_clocks() -> None:
    """Stop what an earlier release let run; afterwards there is nothing left to stop."""
    moment = now()
    for dossier_id in list(left_running().values_list("pk", flat=True)):
        stop_left_running(dossier_id, at=moment)
