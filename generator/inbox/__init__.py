"""The inbox folders: what waits, what has settled, claiming it, and what became of it."""
