"""What runs by the clock: it announces, and changes no deadline."""
