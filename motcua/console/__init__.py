"""The administrator's door: procedures, routes, bodies."""
