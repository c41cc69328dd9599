"""Dossiers of bodies that were closed: they follow to the successors on the day (rulebook B.8)."""

from django.utils.timezone import now

from motcua.directory.actors import SYSTEM
from motcua.dossiers.actions.succession import follow_successions as follow


def follow_successions() -> None:
    """Move what closed bodies left behind; a run that was missed or cut off only comes later."""
    for _moved in follow(by=SYSTEM, at=now()):
        pass
