"""Invented dossiers with a believable history, for demonstrations and for measuring."""
