"""The engine: it reads, checks and fills Word templates, cut off from everything, in a process of its own."""
