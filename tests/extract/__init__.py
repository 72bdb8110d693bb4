"""Tests of the extractors: files recognised by content, text, DOCX, bad input."""
