"""What one page tells the next, kept in a cookie of our own name."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class NamedCookieStorage(CookieStorage):
    """The framework's, under the name that the settings give."""

    cookie_name = settings.MESSAGES_COOKIE_NAME


class MessageStorage(FallbackStorage):
    """In the cookie while short, else in the session."""

    storage_classes = (NamedCookieStorage, SessionStorage)
