"""Papers in, results out: files and printed forms."""
