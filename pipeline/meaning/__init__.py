"""Meaning: what the texts of a plan say, typed - targets, formulas, owners, units, references.

In: a plan with its texts as printed. Out: the same plan with what they mean beside them, and findings for what is doubtful.
"""

from __future__ import annotations

from pipeline.meaning.interpret import interpret

__all__ = ["interpret"]
