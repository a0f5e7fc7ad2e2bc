"""Disk, clock, locks, and who acts."""
