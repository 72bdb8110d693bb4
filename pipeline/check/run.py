"""The checks on a plan's quality, run: Piano in, findings out, in the document's order.

``check`` gives the findings of the QUA family. ``all_findings`` puts them beside those that the plan already carries from
reading, for a reader who wants everything at once. Neither changes the plan nor looks at the file again.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.check.config import CheckConfig, filter_findings, wanted_codes
from pipeline.check.nodes import node_order
from pipeline.check.rules import CHECKS
from pipeline.model import Diagnostic, Piano


def check(
    piano: Piano, *, select: Sequence[str] = (), ignore: Sequence[str] = (), config: CheckConfig | None = None
) -> tuple[Diagnostic, ...]:
    """Return the findings on the plan's own quality, in the document's order, those on the whole plan first.

    Raises:
        UsageError: a name in ``select`` or ``ignore`` fits no rule.
    """
    codes = wanted_codes(CHECKS, select=select, ignore=ignore, config=config)
    found = [diagnostic for code in codes for diagnostic in CHECKS[code](piano)]
    places = node_order(piano)
    found.sort(key=lambda d: (places.get(d.nodo or "", -1), d.codice))
    return filter_findings(found, select=select, ignore=ignore, config=config)


def all_findings(
    piano: Piano, *, select: Sequence[str] = (), ignore: Sequence[str] = (), config: CheckConfig | None = None
) -> tuple[Diagnostic, ...]:
    """Return what reading the document found and what ``check`` finds, the former first.

    Findings of the checks that the plan already carries are replaced by fresh ones.

    Raises:
        UsageError: a name in ``select`` or ``ignore`` fits no rule.
    """
    read = [diagnostic for diagnostic in piano.diagnostica if diagnostic.codice not in CHECKS]
    kept = filter_findings(read, select=select, ignore=ignore, config=config)
    return kept + check(piano, select=select, ignore=ignore, config=config)
