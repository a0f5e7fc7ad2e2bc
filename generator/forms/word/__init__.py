"""A case form out of a Word file."""
