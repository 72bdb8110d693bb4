"""Typed targets: a grammar that reads what a plan prints as a target, and prints it back canonically.

``parse_target`` reads, ``render_target`` writes. Words (units, number words, operators) are data: profiles/target.toml.
"""

from __future__ import annotations

from pipeline.meaning.targets.parse import parse_target
from pipeline.meaning.targets.render import render_target

__all__ = ["parse_target", "render_target"]
