"""A zip archive read with limits: damaged, encrypted and exploding ones end in an InputError, never in a traceback."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib

from pipeline.errors import InputError
from pipeline.extract.source import printable

MAX_PART_BYTES = 64 * 1024 * 1024
"""Uncompressed size of all parts read from one archive. The XML of a plan is a few megabytes, its pictures are not read."""

MAX_RATIO, RATIO_FROM_BYTES = 200, 8 * 1024 * 1024
"""A large part that shrank more than this was made to fill the memory: the XML of real documents shrinks 10 to 60 times."""

_MAX_ENTRIES = 20_000
_ENCRYPTED = 0x1
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    NotImplementedError,  # a compression method, or a multi-disk archive, that zipfile does not know
    RuntimeError,
    ValueError,
    OverflowError,
    OSError,
)


class Archive:
    """The parts of a zip archive by name, without regard to case, leading slashes or backslashes.

    Args:
        data: the whole archive.
        name: the document's name, for messages.
        kind: what the archive should be, as a message says it (``un documento Word``).
    """

    def __init__(self, data: bytes, name: str, kind: str = "un archivio zip") -> None:
        self._kind, self._shown = kind, printable(name)
        self._budget = MAX_PART_BYTES
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _DAMAGE:
            raise self.damaged() from None
        if len(entries) > _MAX_ENTRIES:
            raise self._too_large()
        self._entries = {part_name(entry.filename): entry for entry in entries}

    def names(self) -> tuple[str, ...]:
        """Return the names of the parts, in lower case, in the archive's order."""
        return tuple(self._entries)

    def is_encrypted(self) -> bool:
        """Tell whether any entry needs a password."""
        return any(entry.flag_bits & _ENCRYPTED for entry in self._entries.values())

    def read(self, part: str) -> bytes | None:
        """Return a part's bytes, or None when there is no such part.

        Raises:
            InputError: the part is damaged, or decompressed larger than any honest one.
        """
        entry = self._entries.get(part_name(part))
        if entry is None:
            return None
        try:
            with self._zip.open(entry) as stream:
                content = stream.read(self._budget + 1)
        except _DAMAGE:
            raise self.damaged() from None
        self._budget -= len(content)
        is_bomb = len(content) > RATIO_FROM_BYTES and len(content) > MAX_RATIO * entry.compress_size
        if self._budget < 0 or is_bomb:
            raise self._too_large()
        return content

    def damaged(self) -> InputError:
        """Return the error that says that the archive is damaged."""
        return InputError(
            f"«{self._shown}» è {self._kind} danneggiato o incompleto.",
            "Scaricalo o copialo di nuovo; se si apre in Word o LibreOffice, salvalo di nuovo come .docx e riprova.",
        )

    def _too_large(self) -> InputError:
        return InputError(
            f"«{self._shown}» è {self._kind} che decompresso supera ogni misura ragionevole: non lo apro.",
            "Controlla da dove viene il file.",
        )


def part_name(name: str) -> str:
    """Return a part's name as the archive's index knows it."""
    return name.replace("\\", "/").lstrip("/").lower()
