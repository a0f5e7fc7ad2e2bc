"""Letters, registers and archive for the PMBS cases of a social-affairs office."""

import os

__version__ = "0.3.0"

# pydantic would look through every installed package for plugins, at each start, and nobody here has any.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
