"""The sign-in behind a cookie, kept in the database and asked for at every request."""

from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils.timezone import now

from motcua.rows import Asked

_SESSION = Asked(lambda key, at: Session.objects.filter(session_key=key, expire_date__gt=at))


class SessionStore(db.SessionStore):
    """The framework's own, which asks by a statement made once."""

    def _get_session_from_db(self) -> Session | None:
        found = _SESSION.first(key=self.session_key, at=now()) if self.session_key else None
        if found is None:
            self._session_key = None
        return found
