"""Piano -> findings about the plan's own quality: what the controller wants to know before the OIV reads it.

``check`` runs the rules, ``all_findings`` adds what reading found, ``parse_config`` reads a registry's ``[controlli]`` table.
The plan is judged as it stands; nothing here corrects it.
"""

from __future__ import annotations

from pipeline.check.config import CheckConfig, check_names, filter_findings, parse_config
from pipeline.check.run import all_findings, check

__all__ = ["CheckConfig", "all_findings", "check", "check_names", "filter_findings", "parse_config"]
