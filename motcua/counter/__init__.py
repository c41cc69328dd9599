"""The receptionist's door: check, take in, hand back."""
