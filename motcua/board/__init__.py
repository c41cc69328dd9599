"""The steering door: live numbers, each opening its list."""
