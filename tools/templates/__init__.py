"""Makes the shipped Word templates. The office edits the .docx afterwards; this is only their start."""
