"""How anything becomes an item of the archive."""
