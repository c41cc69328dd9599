"""Interactive forms as data: read, check, show and summarise the answers of any definition."""
