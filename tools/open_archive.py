"""Make the archive of this folder's own office: the checkout holds none."""

from pathlib import Path

from generator.archive import create_archive
from generator.system.files import keep_private


def main() -> None:
    """Create archive/ beside pmbs.toml."""
    keep_private()
    create_archive(Path(__file__).parents[1] / "archive")


if __name__ == "__main__":
    main()
