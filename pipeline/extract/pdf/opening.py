"""Open a PDF, or say in one line why it cannot be read: bytes come in, an open document or an InputError goes out.

A document's fault never shows as a traceback: what the libraries raise, of whatever type, becomes a message with advice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.errors import AlberoError, InputError
from pipeline.extract.pdf import pdfium_calls as pdfium

_JUNK = 1024
"""So many bytes may stand before a PDF's own start."""

_ADVICE_LOCKED = (
    "Chiedi il documento senza password, o aprilo, inserisci la password e salvane una copia senza protezione."
)
_ADVICE_DAMAGED = "Scarica di nuovo il documento; se si apre in un lettore PDF, stampalo in un nuovo PDF."


@contextmanager
def open_pdfium(data: bytes, name: str) -> Iterator[int]:
    """Give the handle of a document opened by PDFium, and close it.

    Files that only the owner's password protects open with an empty one.

    Raises:
        InputError: the file needs a password, is damaged, or has no pages.
    """
    document = pdfium.load_document(data, len(data), None)
    if not document:
        raise _refusal(name)
    try:
        if pdfium.count_pages(document) == 0:
            raise InputError(f"{name}: il PDF non ha pagine.", _ADVICE_DAMAGED)
        yield document
    finally:
        pdfium.close_document(document)


def _refusal(name: str) -> InputError:
    if pdfium.last_error() == pdfium.ERROR_PASSWORD:
        return InputError(f"{name}: il PDF è protetto da password.", _ADVICE_LOCKED)
    return InputError(f"{name}: il PDF è danneggiato o incompleto e non si apre.", _ADVICE_DAMAGED)


@contextmanager
def wrapped_errors(name: str) -> Iterator[None]:
    """Turn whatever pdfplumber and pdfminer raise into an InputError."""
    try:
        yield
    except (AlberoError, GeneratorExit):
        raise
    except MemoryError as error:
        raise InputError(f"{name}: il PDF è troppo grande per la memoria.", "Usa il motore pdfium.") from error
    except Exception as error:  # a census of strangers' files met ten types, bare TypeError among them
        if "Password" in type(error).__name__ or "Password" in repr(error):
            raise InputError(f"{name}: il PDF è protetto da password.", _ADVICE_LOCKED) from error
        raise InputError(
            f"{name}: pdfplumber non riesce a leggere il PDF ({type(error).__name__}).", "Usa il motore pdfium."
        ) from error


def without_junk(data: bytes) -> bytes:
    """Return the file from its own start on, when something stands before it (a mail header, a blank line)."""
    start = data.find(b"%PDF-", 0, _JUNK + 5)
    return data[start:] if start > 0 else data
