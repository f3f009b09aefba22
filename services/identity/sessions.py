"""Django's sessions in the database, read by a statement that is put together once."""

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions
from django.contrib.sessions.models import Session
from django.utils import timezone

from services.statements import Rows

SESSIONS = Rows(Session)


class SessionStore(DatabaseSessions):
    """As Django's own, whose every page reads one session."""

    def _get_session_from_db(self) -> Session | None:
        found = SESSIONS.get(self.session_key)
        if found and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None
