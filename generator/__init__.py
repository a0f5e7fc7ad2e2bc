"""Letters, registers and archive for the PMBS cases of a social-affairs office."""

__version__ = "0.2.0"
