"""What a Word template is, and what is wrong with it."""
