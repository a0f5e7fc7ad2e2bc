"""What an office is begun with: the shipped templates, tables and settings."""

from pathlib import Path

__all__ = ["seed_folder"]


def seed_folder() -> Path:
    """Where the shipped templates and pmbs.toml lie: beside the package, or inside an installed one."""
    package = Path(__file__).parents[1]
    return package / "seed" if (package / "seed").is_dir() else package.parent
