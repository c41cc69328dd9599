"""Looking at a file before it is kept: what it is, and whether it can harm who opens it."""
