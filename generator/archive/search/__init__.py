"""Found again: words, names, spellings, people."""
