"""The machines' door: one folder per partner system."""
