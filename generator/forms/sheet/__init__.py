"""Case forms out of a spreadsheet."""
