"""Two plans compared: ``align`` pairs their nodes, ``compare`` says what changed, ``patch`` rebuilds the new one.

In: Piano values. Out: an Alignment, a Diff, its JSON, or the new Piano. Nothing here reads documents or prints.
"""

from __future__ import annotations

from pipeline.diff.align import Abbinamento, Alignment, align
from pipeline.diff.changes import Cambiamento, Diff, Rinnovi, compare
from pipeline.diff.nodes import Livello

__all__ = ["Abbinamento", "Alignment", "Cambiamento", "Diff", "Livello", "Rinnovi", "align", "compare"]
