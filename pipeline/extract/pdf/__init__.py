"""extract/pdf."""
