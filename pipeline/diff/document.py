"""A comparison as JSON (schemas/diff.schema.json), the new plan rebuilt from it, and the comparison the other way round.

In: a Diff, or its JSON and the old plan. Out: JSON, or the new plan. A diff knows the fingerprints of both plans, so that it is
applied to the right one and the result is checked.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from pipeline.codec import decode, encode
from pipeline.diff.align import Abbinamento
from pipeline.diff.changes import Cambiamento, Diff
from pipeline.diff.nodes import PLURALE
from pipeline.diff.owners import Rinomina
from pipeline.diff.rebuild import Nodes, follow, instructions
from pipeline.diff.summary import Riepilogo, summarize
from pipeline.diff.wording import Segmento, Segno
from pipeline.errors import InputError
from pipeline.model import Piano

JsonObject = dict[str, Any]

VERSIONE_SCHEMA_DIFF = "1.0"

_MIRRORED = {
    "aggiunto": "rimosso",
    "diviso": "unito",
    "target_piu_severo": "target_meno_severo",
    "scadenza_anticipata": "scadenza_posticipata",
}
_MIRROR = _MIRRORED | {after: before for before, after in _MIRRORED.items()}


def encode_diff(diff: Diff) -> JsonObject:
    """Return a comparison as the object that schemas/diff.schema.json describes."""
    old, new = encode(diff.old), encode(diff.new)
    return {
        "versione_schema": VERSIONE_SCHEMA_DIFF,
        "vecchio": _plan(diff.old, old),
        "nuovo": _plan(diff.new, new),
        "riepilogo": _summary(diff, summarize(diff)),
        "abbinamenti": {
            PLURALE[livello]: [_pair(pair) for pair in pairs] for livello, pairs in diff.alignment.pairs.items()
        },
        "cambiamenti": [_change(change) for change in diff.cambiamenti],
        "ricostruzione": instructions(Nodes(old), Nodes(new), diff.alignment.ancestors),
    }


def fingerprint(document: JsonObject) -> str:
    """Return the sha256 of an albero.json object, whatever the order of its keys and its spaces."""
    text = json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def patch(old: Piano, diff: Diff | JsonObject) -> Piano:
    """Return the new plan, rebuilt from the old one and a comparison (a Diff or its JSON).

    Raises:
        InputError: the comparison was made from another plan, or is damaged.
    """
    document = encode_diff(diff) if isinstance(diff, Diff) else diff
    before = encode(old)
    if fingerprint(before) != document["vecchio"]["impronta"]:
        raise InputError(
            "Il confronto è stato fatto da un piano diverso da quello dato.",
            "Usare come piano vecchio lo stesso albero.json del confronto.",
        )
    after = follow(Nodes(before), document["ricostruzione"])
    if fingerprint(after) != document["nuovo"]["impronta"]:
        raise InputError("Il confronto è danneggiato: il piano che ne esce non è quello nuovo.", "Rifare il confronto.")
    return decode(after)


def invert(diff: Diff) -> Diff:
    """Return the comparison from the new plan to the old one: pairs turned round, changes mirrored."""
    renames = (
        Rinomina(vecchia=r.nuova, nuova=r.vecchia, nome_vecchio=r.nome_nuovo, nome_nuovo=r.nome_vecchio)
        for r in diff.rinomine
    )
    return Diff(
        alignment=diff.alignment.inverted(),
        cambiamenti=tuple(_mirrored(change) for change in diff.cambiamenti),
        rinomine=tuple(sorted(renames, key=lambda r: (r.vecchia, r.nuova))),
        rinnovi=diff.rinnovi,
    )


def _mirrored(change: Cambiamento) -> Cambiamento:
    signs = {Segno.TOLTO: Segno.MESSO, Segno.MESSO: Segno.TOLTO}
    return replace(
        change,
        tipo=_MIRROR.get(change.tipo, change.tipo),
        vecchio=change.nuovo,
        nuovo=change.vecchio,
        prima=change.dopo,
        dopo=change.prima,
        parole=tuple(Segmento(signs.get(s.segno, s.segno), s.dopo, s.prima) for s in change.parole),
        nodi=tuple((b, a) for a, b in change.nodi),
    )


# parts of the document -----------------------------------------------------------------------------------------------------


def _plan(piano: Piano, document: JsonObject) -> JsonObject:
    return {
        "ente": piano.ente,
        "anno": piano.anno,
        "atto": document["piano"]["atto"],
        "sha256": piano.fonte.sha256,
        "impronta": fingerprint(document),
    }


def _pair(pair: Abbinamento) -> JsonObject:
    made: JsonObject = {
        "vecchio": pair.vecchio,
        "nuovo": pair.nuovo,
        "punteggio": pair.punteggio,
        "evidenza": dict(pair.evidenza),
        "dubbio": pair.motivo_dubbio is not None,
    }
    return made | ({"motivo": pair.motivo_dubbio} if pair.motivo_dubbio else {})


def _change(change: Cambiamento) -> JsonObject:
    made: JsonObject = {
        "tipo": change.tipo,
        "livello": str(change.livello),
        "vecchio": change.vecchio,
        "nuovo": change.nuovo,
        "prima": change.prima,
        "dopo": change.dopo,
        "unita": list(change.unita),
        "derivato": change.derivato,
    }
    if change.parole:
        made["parole"] = [_segment(segment) for segment in change.parole]
    if change.parti:
        made["parti"] = list(change.parti)
    if change.nodi:
        made["nodi"] = [list(keys) for keys in change.nodi]
    return made


def _segment(segment: Segmento) -> JsonObject:
    sign = {"segno": segment.segno.value}
    if segment.segno is Segno.RINNOVATO or (segment.segno is Segno.UGUALE and segment.prima != segment.dopo):
        return sign | {"prima": segment.prima, "dopo": segment.dopo}
    return sign | {"testo": segment.prima or segment.dopo}


def _summary(diff: Diff, summary: Riepilogo) -> JsonObject:
    return {
        "nodi": {PLURALE[livello]: {"vecchio": a, "nuovo": b} for livello, a, b in summary.nodi},
        "cambiamenti": dict(summary.tipi),
        "rinnovi": {"testi": diff.rinnovi.testi, "target": diff.rinnovi.target},
        "dubbi": summary.dubbi,
        "unita": [
            {
                "unita": p.unita,
                "nome": p.nome,
                "indicatori_vecchio": p.vecchio,
                "indicatori_nuovo": p.nuovo,
                "quota_vecchio": p.quota_vecchia,
                "quota_nuovo": p.quota_nuova,
            }
            for p in summary.pesi
        ],
    }
