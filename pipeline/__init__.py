"""Albero: performance plans of public bodies (albero della performance) turned into typed, traced data.

The folders are the data flow: ``extract`` (file -> raw rows) -> ``normalize`` (raw rows -> Piano) -> ``meaning`` (typed
targets, owners, formulas) -> ``check`` (findings on the plan) -> ``export`` (JSON, CSV); ``diff`` compares two plans and
``archive`` keeps them.
"""

from __future__ import annotations

__version__ = "0.1.0"
