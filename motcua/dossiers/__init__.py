"""The case: its life, tasks, deadlines, decisions."""
