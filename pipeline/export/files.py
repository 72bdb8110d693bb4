"""Files written whole or not at all: every file of a run stands beside its place before the first is moved in."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from pipeline.errors import OutputError


def write_files(directory: Path, contents: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write all files into a folder (made where it is missing) or none; return their paths in the order given.

    Raises:
        OutputError: the folder cannot be made or a file cannot be written, with its path and the reason.
    """
    made = _make_folder(directory)
    pending: dict[Path, Path] = {}
    try:
        for name, content in contents.items():
            pending[directory / name] = _write_beside(directory / name, content)
        for path, temporary in pending.items():
            temporary.replace(path)
    except OSError as error:
        _clean(list(pending.values()), made)
        raise _refusal(Path(error.filename or directory), error) from error
    except BaseException:  # Ctrl-C: leave nothing half done
        _clean(list(pending.values()), made)
        raise
    return tuple(pending)


def write_file(path: Path, content: bytes) -> Path:
    """Write one file whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    return write_files(path.parent, {path.name: content})[0]


def _make_folder(directory: Path) -> list[Path]:
    """Make a folder with its parents; return those that are new, the innermost first."""
    new = [folder for folder in (directory, *directory.parents) if not folder.exists()]
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refusal(directory, error) from error
    return new


def _write_beside(path: Path, content: bytes) -> Path:
    """Write a temporary file beside ``path`` and make sure that it is on the disk."""
    if path.is_dir():
        raise IsADirectoryError(21, "Is a directory", str(path))
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        _open_to_others(Path(name))
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return Path(name)


def _open_to_others(path: Path) -> None:
    """Give the file the rights of any new file: temporary ones are for their owner only. Of no meaning on Windows."""
    if os.name == "posix":
        mask = os.umask(0)
        os.umask(mask)
        path.chmod(0o666 & ~mask)


def _clean(temporary: list[Path], folders: list[Path]) -> None:
    """Take away what was begun: temporary files, and folders made for them."""
    for path in temporary:
        path.unlink(missing_ok=True)
    for folder in folders:
        with contextlib.suppress(OSError):
            folder.rmdir()


def _refusal(path: Path, error: OSError) -> OutputError:
    reason = {
        "PermissionError": "permesso negato",
        "FileExistsError": "c'è già un file con questo nome",
        "NotADirectoryError": "una parte del percorso non è una cartella",
        "IsADirectoryError": "è una cartella",
    }.get(type(error).__name__, "il disco è pieno" if error.errno == 28 else (error.strerror or "errore del sistema"))
    return OutputError(f"non si può scrivere «{path}»: {reason}.", "Scegliere un'altra cartella con -o.")
