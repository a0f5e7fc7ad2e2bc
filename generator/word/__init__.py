"""Word's own format, read and written once."""
