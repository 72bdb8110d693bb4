"""The unit that an individual objective's code names: ``EQ_ANAG CERT_01_01``.

Code in, id of a unit out. Prefixes are compared folded; a prefix that no unit has leads nowhere, however like another.
"""

from __future__ import annotations

import re
from functools import cache

from pipeline.meaning.owners.fold import fold
from pipeline.meaning.owners.registry import Registry
from pipeline.profiles import read_profile


@cache
def _code() -> re.Pattern[str]:
    marks = "|".join(map(re.escape, read_profile("owner")["codici"]["marche"]))
    return re.compile(rf"^\s*(?:(?:{marks})[\s_.-]+)?(?P<prefisso>[^\W\d_][^\d]*?)[\s_.-]+\d", re.IGNORECASE)


def code_prefix(codice: str) -> str | None:
    """Return the unit's prefix as the code prints it (``ANAG CERT``), or None."""
    match = _code().match(codice)
    return match["prefisso"] if match else None


def unit_of_prefix(codice: str, registry: Registry, anno: int | None = None) -> str | None:
    """Return the id of the unit whose prefix the code holds and that exists in ``anno``, or None."""
    prefix = code_prefix(codice)
    if prefix is None or not fold(prefix):
        return None
    found = sorted(
        unita.id
        for unita in registry.unita
        if unita.is_valid(anno) and fold(prefix) in {fold(known) for known in unita.prefissi_eq}
    )
    return found[0] if len(found) == 1 else None
