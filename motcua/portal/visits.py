"""Visits that an applicant awaits: on the dossier's page, and as an entry for the calendar of a phone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from motcua.dossiers.models import Appointment, Dossier
from motcua.dossiers.statuses import OPEN

LASTS = timedelta(hours=1)  # nobody says how long a visit takes; a calendar wants an end
WIDEST = 75  # octets of a line, RFC 5545 section 3.1


def awaited_visits(dossier: Dossier) -> list[Appointment]:
    """Those arranged, neither held nor cancelled, while the dossier is open; the next first; 1 query."""
    if dossier.status not in OPEN:
        return []
    return list(dossier.appointments.filter(held_at=None, cancelled_at=None))


def calendar_entry(visit: Appointment, dossier: Dossier, url: str) -> str:
    """The visit as an iCalendar file."""
    told = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//motcua//visits//VI",
        "BEGIN:VEVENT",
        f"UID:{dossier.public_id}-{visit.pk}@motcua",
        f"DTSTAMP:{_instant(visit.made_at)}",
        f"DTSTART:{_instant(visit.at)}",
        f"DTEND:{_instant(visit.at + LASTS)}",
        f"SUMMARY:{_text(_('Check on the spot, dossier %(code)s') % {'code': dossier.code})}",
        f"LOCATION:{_text(visit.place)}",
        f"DESCRIPTION:{_text(visit.content)}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{_folded(line)}\r\n" for line in told)


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(text: str) -> str:
    """A value with its marks escaped, RFC 5545 section 3.3.11."""
    for mark in ("\\", ";", ","):
        text = text.replace(mark, f"\\{mark}")
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """No line wider than 75 octets, and no letter cut in two."""
    lines = [""]
    for letter in line:
        if len((lines[-1] + letter).encode()) > WIDEST:
            lines.append(" ")
        lines[-1] += letter
    return "\r\n".join(lines)
