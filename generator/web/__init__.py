"""The pages that `pmbs run` serves."""

from generator.web.server import WebServer

__all__ = ["WebServer"]
