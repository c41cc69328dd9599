"""What stands when processes are killed at any moment."""
