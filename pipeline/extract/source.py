"""A path, or ``-`` for standard input, becomes the bytes of a document and its name.

What cannot be read ends here as an InputError that names the file, what is wrong and what to do. What the bytes are is
not decided here (see ``sniff``).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import BinaryIO

from pipeline.errors import InputError

STDIN_NAME = "stdin"
MAX_BYTES = 512 * 1024 * 1024
"""A plan is a few megabytes; beyond this a file is a mistake, and reading it would fill the machine's memory."""


def read_source(path: str) -> tuple[bytes, str]:
    """Return the bytes behind ``path`` and the document's name without folders (``stdin`` for ``-``).

    Raises:
        InputError: the path leads nowhere, to a folder or to something that may not be read, or holds more than 512 MB.
    """
    if path == "-":
        return _read_stdin(), STDIN_NAME
    file = Path(path)
    shown = printable(path)
    try:
        if file.is_dir():
            raise InputError(f"«{shown}» è una cartella, non un documento.", "Indica il file del piano.")
        with file.open("rb") as stream:
            return _read_bounded(stream, shown), file.name
    except (FileNotFoundError, NotADirectoryError):
        raise InputError(f"Il file «{shown}» non esiste.", "Controlla il nome e la cartella, poi riprova.") from None
    except PermissionError:
        raise InputError(
            f"Non hai il permesso di leggere «{shown}».",
            "Controlla i permessi, o se un altro programma lo tiene aperto.",
        ) from None
    except (OSError, ValueError) as error:  # ValueError: a name with a null character
        reason = getattr(error, "strerror", None) or "nome non valido"
        raise InputError(
            f"Non riesco a leggere «{shown}»: {reason}.", "Controlla il file e il disco, poi riprova."
        ) from None


def printable(name: str) -> str:
    """Return a file's name as it can stand in a message of one line."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in name)


def _read_stdin() -> bytes:
    if sys.stdin is None:
        raise InputError("Lo standard input è chiuso.", "Indica un file, o passa il documento con «<».")
    return _read_bounded(sys.stdin.buffer, "standard input")


def _read_bounded(stream: BinaryIO, shown: str) -> bytes:
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise InputError(
            f"«{shown}» supera {MAX_BYTES // 1024**2} MB: troppo per un piano.",
            "Controlla che sia il documento giusto, o dividilo.",
        )
    return content
