"""Findings with stable codes: one table of rules (``rules/*.toml``), and ``finding`` that makes a Diagnostic of one.

A rule names the defect. Its code is never reused; message and advice stand in Italian and in English.
"""

from __future__ import annotations

from pipeline.diagnostics.table import Rule, all_rules, find_rule, finding, render_message

__all__ = ["Rule", "all_rules", "find_rule", "finding", "render_message"]
