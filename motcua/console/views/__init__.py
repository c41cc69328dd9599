"""The views of the console; a noun a file."""
