"""Looked after: verification, rounds, mirror, bags."""
