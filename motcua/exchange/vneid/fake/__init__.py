"""A stand-in for the national identity server, for demonstrations and tests only."""
