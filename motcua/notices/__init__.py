"""What we tell people, in which words."""
