"""Which function answers for which code. Prose, severity and examples stand in ``diagnostics/rules/qualita.toml``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from pipeline.check import anni, codici, doppioni, lista, misura, scadenze, testi
from pipeline.model import Diagnostic, Piano

Check = Callable[[Piano], Iterator[Diagnostic]]

CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "QUA101": anni.year_in_title,
        "QUA102": anni.year_in_indicator,
        "QUA103": anni.due_date_out_of_year,
        "QUA104": scadenze.contradicting_date,
        "QUA105": scadenze.date_only_in_text,
        "QUA201": codici.odd_separator,
        "QUA202": codici.odd_shape,
        "QUA203": codici.gap,
        "QUA204": codici.wrong_parent,
        "QUA205": codici.out_of_order,
        "QUA206": codici.unit_spellings,
        "QUA301": testi.repeated_word,
        "QUA302": testi.unbalanced_bracket,
        "QUA303": testi.cut_off,
        "QUA304": testi.steps_over_rows,
        "QUA305": testi.steps_in_one_row,
        "QUA306": testi.letters_for_signs,
        "QUA307": testi.header_before_target,
        "QUA401": misura.missing_target,
        "QUA402": misura.missing_owner,
        "QUA403": misura.percentage_of_nothing,
        "QUA404": misura.number_without_unit,
        "QUA405": misura.share_over_hundred,
        "QUA406": misura.only_dates,
        "QUA501": doppioni.same_action_twice,
        "QUA502": doppioni.same_title_twice,
        "QUA503": doppioni.title_of_settore,
        "QUA504": doppioni.indicator_is_title,
        "QUA505": doppioni.algoritmo_is_indicator,
        "QUA601": lista.without_formula,
        "QUA602": lista.without_source,
        "QUA603": lista.without_baseline,
        "QUA604": lista.many_dates,
    }
)
