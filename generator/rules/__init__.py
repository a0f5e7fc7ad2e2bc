"""What the office laid down in its .toml files."""
