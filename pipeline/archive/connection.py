"""Opening the archive's file, and what SQLite's faults mean for the user.

In: a path. Out: a connection to an archive of this version, or an error that says what to do. A file that is no archive of ours is
never written to.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path

from pipeline.errors import AlberoError, InputError, OutputError

SCHEMA_VERSION = 1
APPLICATION_ID = 0x616C6272
"""«albr»: marks the file as ours (``file`` and SQLite tools show it)."""

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_FULL = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_TOOBIG}
_CLOSED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_AUTH}


def connect(path: Path, *, create: bool, timeout: float) -> sqlite3.Connection:
    """Open an archive, or make an empty one.

    Args:
        path: the archive's file.
        create: make it where it is missing; otherwise it is opened for reading only.
        timeout: seconds to wait for another program that holds it.

    Raises:
        InputError: it cannot be read, is damaged, is no archive, or was written by a later version.
        OutputError: it cannot be made or written.
    """
    if path.is_dir():
        raise (OutputError if create else InputError)(f"«{path}» è una cartella, non un archivio.", "Indicare un file.")
    with faults(path, writing=create):
        connection = _open(path, create=create, timeout=timeout)
        try:
            _check(connection, path)
            if create:
                _make(connection)
            else:
                _need_tables(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _open(path: Path, *, create: bool, timeout: float) -> sqlite3.Connection:
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise OutputError(f"La cartella «{path.parent}» non si può creare ({error.strerror}).") from error
        address = str(path)
    else:
        address = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(address, timeout=timeout, isolation_level=None, uri=not create)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _user_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _check(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse a file that is not ours, of a later version, or damaged; an empty one is fine."""
    mark = int(connection.execute("PRAGMA application_id").fetchone()[0])
    tables = int(connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])
    if mark != APPLICATION_ID and (tables or mark):
        raise _not_an_archive(path)
    version = _user_version(connection)
    if version > SCHEMA_VERSION:
        raise InputError(
            f"L'archivio «{path}» è di una versione più recente ({version}) di quella che questo programma conosce "
            f"({SCHEMA_VERSION}).",
            "Aggiornare albero, poi riprovare.",
        )
    found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise _damaged(path)


def _need_tables(connection: sqlite3.Connection, path: Path) -> None:
    if _user_version(connection) == 0:
        raise _not_an_archive(path)


def _make(connection: sqlite3.Connection) -> None:
    """Make the tables of a new archive, all or none."""
    if _user_version(connection) == SCHEMA_VERSION:
        return
    script = (resources.files("pipeline.archive") / "schema.sql").read_text(encoding="utf-8")
    with transaction(connection):
        if _user_version(connection) == SCHEMA_VERSION:
            return  # another program made them while this one waited
        for statement in _statements(script):
            connection.execute(statement)
        connection.execute("INSERT INTO archivio VALUES ('formato', 'archivio di albero')")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")


def _statements(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one (``executescript`` would end the transaction)."""
    pending = ""
    for line in script.splitlines():
        pending += line + "\n"
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Do everything inside or nothing; nobody else writes meanwhile."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextmanager
def faults(path: Path, *, writing: bool) -> Iterator[None]:
    """Turn SQLite's faults into errors that say what to do.

    Raises:
        InputError: the archive cannot be read.
        OutputError: it cannot be written.
    """
    try:
        yield
    except sqlite3.Error as error:
        raise _meaning(error, path, writing=writing) from error


def _meaning(error: sqlite3.Error, path: Path, *, writing: bool) -> AlberoError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    kind = OutputError if writing else InputError
    if code in _BUSY:
        return kind(
            f"L'archivio «{path}» è in uso da un altro programma.", "Chiuderlo e riprovare; non è stato cambiato."
        )
    if code in _DAMAGED:
        return _not_an_archive(path) if code == sqlite3.SQLITE_NOTADB else _damaged(path)
    if code in _FULL:
        return OutputError(
            f"L'archivio «{path}» non si può scrivere: il disco è pieno o guasto.",
            "Fare spazio e riprovare; l'archivio è rimasto com'era.",
        )
    if code in _CLOSED:
        verb = "scrivere" if writing else "aprire"
        return kind(f"L'archivio «{path}» non si può {verb}.", "Controllare che il file ci sia, e i permessi.")
    raise error


def _not_an_archive(path: Path) -> InputError:
    return InputError(
        f"«{path}» non è un archivio di albero.", "Indicarne un altro con --archivio; questo file non è stato toccato."
    )


def _damaged(path: Path) -> InputError:
    return InputError(
        f"L'archivio «{path}» è danneggiato.",
        "Ripartire da una copia di sicurezza, o archiviare di nuovo i documenti in un altro file.",
    )
