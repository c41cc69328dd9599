"""Housekeeping that belongs to no floor."""

from importlib import import_module

from django.conf import settings


def clear_expired_sessions() -> None:
    """Forget the sign-ins that have run out."""
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()
