"""The archive of plans: one SQLite file, documented tables, every version of every plan kept whole.

In: Piano values. Out: the same values years later, and a node followed through them. A crash at any moment leaves the archive
as it was before or as it is after; nothing is ever overwritten.
"""

from __future__ import annotations

from pipeline.archive.history import Tappa, history_of_objective, history_of_unit
from pipeline.archive.store import Archive, Esito, Scheda, open_archive

__all__ = ["Archive", "Esito", "Scheda", "Tappa", "history_of_objective", "history_of_unit", "open_archive"]
