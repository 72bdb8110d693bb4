"""Formulas: the ratio that an indicator's text or its ALGORITMO prints, as numerator and denominator."""

from __future__ import annotations

from pipeline.meaning.formulas.find import find_formula, find_indicatore_formula

__all__ = ["find_formula", "find_indicatore_formula"]
