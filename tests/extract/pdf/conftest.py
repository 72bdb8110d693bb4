"""What all tests of reading PDFs share: each is run with both engines where it asks for ``engine``."""

from __future__ import annotations

import pytest

from pipeline.extract.pdf.reading import Engine


@pytest.fixture(params=["pdfium", "pdfplumber"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return "pdfium" if request.param == "pdfium" else "pdfplumber"
