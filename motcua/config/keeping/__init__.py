"""Backup and restore: base copies of the database, its WAL, and the files that its rows name."""
