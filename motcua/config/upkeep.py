"""Housekeeping that belongs to no floor."""

from importlib import import_module

from django.conf import settings
from django.core.management import call_command
from django.utils.timezone import now

from motcua.dossiers.actions.sweeping import forget_presences, forget_unclaimed_files


def clear_expired_sessions() -> None:
    """Forget the sign-ins that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()


def sweep() -> None:
    """Forget scans that no dossier claimed and who looked at what, then remove the bytes that no row names."""
    forget_unclaimed_files(at=now())
    forget_presences(at=now())
    call_command("sweep_files")
