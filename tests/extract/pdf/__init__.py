"""Pages of PDFs."""
