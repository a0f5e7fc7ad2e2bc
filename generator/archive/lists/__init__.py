"""Listed: registers, files of them, plain pages."""
