"""What happened, and the work it causes."""
