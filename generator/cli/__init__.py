"""The `pmbs` command: parse, call, print; no logic."""

from generator.cli.main import main

__all__ = ["main"]
