"""Tests of the row finder: from engine-neutral pages to raw rows."""
