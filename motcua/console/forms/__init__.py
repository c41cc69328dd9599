"""The forms of the console; a noun a file."""
