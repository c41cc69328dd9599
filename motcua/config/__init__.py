"""Ties everything together: settings, addresses, reactions, timetable."""
