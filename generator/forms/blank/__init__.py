"""Blank forms: Word, spreadsheet, page."""
