"""Counts, rates, scorecards and targets built from facts."""
