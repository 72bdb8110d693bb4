"""Model <-> plain dictionaries with the keys of schemas/albero.schema.json.

``encode`` and ``decode`` are inverse: decode(encode(piano)) says the same as piano, provenance and findings included.
Numbers travel as JSON numbers (a Decimal without fraction as an integer), dates as ISO strings.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from math import isfinite
from operator import attrgetter
from typing import Any

from pipeline.model import (
    VERSIONE_SCHEMA,
    Atto,
    Campo,
    Candidato,
    Copertura,
    Diagnostic,
    Direzione,
    Fascia,
    FonteDocumento,
    Formato,
    Formula,
    Gravita,
    Indicatore,
    MetodoOwner,
    Obiettivo,
    ObiettivoIndividuale,
    Owner,
    Piano,
    Provenance,
    Riferimento,
    RiferimentoRelativo,
    Settore,
    Target,
    TipoTarget,
)

JsonObject = dict[str, Any]

_PLACE = ("pagina", "riquadro", "tabella", "riga", "colonna", "linea")
_place_of = attrgetter(*_PLACE)


def encode(piano: Piano) -> JsonObject:
    """Return the plan as the object that albero.json holds.

    Raises:
        ValueError: a box has a number that is none (a bug of ours).
    """
    return {
        "versione_schema": VERSIONE_SCHEMA,
        "piano": {
            "ente": piano.ente,
            "anno": piano.anno,
            "titolo": piano.titolo,
            "atto": _encode_atto(piano.atto),
        },
        "fonte": {
            "file": piano.fonte.file,
            "sha256": piano.fonte.sha256,
            "formato": piano.fonte.formato.value,
            "pagine": piano.fonte.pagine,
        },
        "settori": [_encode_settore(s) for s in piano.settori],
        "obiettivi_individuali": [_encode_individuale(o) for o in piano.obiettivi_individuali],
        "diagnostica": [_encode_diagnostic(d) for d in piano.diagnostica],
        "copertura": {
            "parole": piano.copertura.parole,
            "nei_nodi": piano.copertura.nei_nodi,
            "arredo": piano.copertura.arredo,
            "non_assegnate": piano.copertura.non_assegnate,
        },
    }


def encode_number(value: Decimal) -> int | float:
    """Return a Decimal as a JSON number: an integer where it has no fraction."""
    return int(value) if value == value.to_integral_value() else float(value)


def encode_provenance(fonte: Provenance | None) -> JsonObject | None:
    """Return where a node stands, only with what is known.

    Raises:
        ValueError: its box has a number that is none (a bug of ours).
    """
    if fonte is None:
        return None
    known: JsonObject = {key: value for key, value in zip(_PLACE, _place_of(fonte), strict=True) if value is not None}
    if fonte.riquadro is not None:
        if not all(map(isfinite, fonte.riquadro)):
            raise ValueError(f"a box without numbers: {fonte}")
        known["riquadro"] = list(fonte.riquadro)
    if fonte.continua:
        known["continua"] = [encode_provenance(place) for place in fonte.continua]
    return known


def _encode_atto(atto: Atto | None) -> JsonObject | None:
    if atto is None:
        return None
    return {
        "testo": atto.testo,
        "allegato": atto.allegato,
        "organo": atto.organo,
        "data": atto.data.isoformat() if atto.data else None,
    }


def _encode_settore(settore: Settore) -> JsonObject:
    return {
        "codice": settore.codice,
        "testo": settore.testo,
        "nome": settore.nome,
        "altri": _encode_campi(settore.altri),
        "fonte": encode_provenance(settore.fonte),
        "obiettivi": [_encode_obiettivo(o) for o in settore.obiettivi],
    }


def _encode_obiettivo(obiettivo: Obiettivo) -> JsonObject:
    return {
        "codice": obiettivo.codice,
        "testo": obiettivo.testo,
        "nome": obiettivo.nome,
        "anno": obiettivo.anno,
        "riferimenti": _encode_riferimenti(obiettivo.riferimenti),
        "altri": _encode_campi(obiettivo.altri),
        "fonte": encode_provenance(obiettivo.fonte),
        "indicatori": [_encode_indicatore(i) for i in obiettivo.indicatori],
    }


def _encode_individuale(obiettivo: ObiettivoIndividuale) -> JsonObject:
    return {
        "codice": obiettivo.codice,
        "testo": obiettivo.testo,
        "nome": obiettivo.nome,
        "anno": obiettivo.anno,
        "settore": obiettivo.settore,
        "unita": obiettivo.unita,
        "ente": obiettivo.ente,
        "riferimenti": _encode_riferimenti(obiettivo.riferimenti),
        "altri": _encode_campi(obiettivo.altri),
        "fonte": encode_provenance(obiettivo.fonte),
        "indicatori": [_encode_indicatore(i) for i in obiettivo.indicatori],
    }


def _encode_indicatore(indicatore: Indicatore) -> JsonObject:
    formula = indicatore.formula
    return {
        "id": indicatore.id,
        "testo": indicatore.testo,
        "algoritmo": indicatore.algoritmo,
        "formula": {"numeratore": formula.numeratore, "denominatore": formula.denominatore} if formula else None,
        "target": encode_target(indicatore.target),
        "owner": _encode_owner(indicatore.owner),
        "riferimenti": _encode_riferimenti(indicatore.riferimenti),
        "altri": _encode_campi(indicatore.altri),
        "fonte": encode_provenance(indicatore.fonte),
    }


def encode_target(target: Target) -> JsonObject:
    """Return a target with all its keys; a composite one with its parts."""
    reference = target.riferimento
    return {
        "testo": target.testo,
        "tipo": target.tipo.value if target.tipo else None,
        "operatore": target.operatore,
        "valore": _encode_value(target.valore),
        "unita": target.unita,
        "direzione": target.direzione.value if target.direzione else None,
        "inferito": list(target.inferito),
        "riferimento": {"anno": reference.anno, "testo": reference.testo} if reference else None,
        "parti": [encode_target(part) for part in target.parti],
        "fasce": [
            {
                "testo": band.testo,
                "minimo": _encode_value(band.minimo),
                "massimo": _encode_value(band.massimo),
                "punteggio": _encode_value(band.punteggio),
            }
            for band in target.fasce
        ],
        "motivo": target.motivo,
    }


def _encode_value(value: Decimal | date | bool | None) -> int | float | str | bool | None:
    if isinstance(value, Decimal):
        return encode_number(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def _encode_owner(owner: Owner | None) -> JsonObject | None:
    if owner is None:
        return None
    return {
        "testo": owner.testo,
        "unita": list(owner.unita),
        "metodo": owner.metodo.value if owner.metodo else None,
        "punteggio": owner.punteggio,
        "candidati": [{"unita": c.unita, "punteggio": c.punteggio} for c in owner.candidati],
    }


def _encode_campi(campi: tuple[Campo, ...]) -> list[JsonObject]:
    return [{"intestazione": c.intestazione, "testo": c.testo} for c in campi]


def _encode_riferimenti(references: tuple[Riferimento, ...]) -> list[JsonObject]:
    return [{"testo": r.testo, "tipo": r.tipo, "norma": r.norma} for r in references]


def _encode_diagnostic(diagnostic: Diagnostic) -> JsonObject:
    return {
        "codice": diagnostic.codice,
        "gravita": diagnostic.gravita.value,
        "messaggio": diagnostic.messaggio,
        "suggerimento": diagnostic.suggerimento,
        "nodo": diagnostic.nodo,
        "parametri": dict(diagnostic.parametri),
        "fonte": encode_provenance(diagnostic.fonte),
    }


def decode(document: JsonObject) -> Piano:
    """Return the plan that a schema-valid object holds.

    Raises:
        KeyError, ValueError, TypeError: the object is not schema-valid (validate it first).
    """
    head, source = document["piano"], document["fonte"]
    return Piano(
        ente=head["ente"],
        anno=head["anno"],
        titolo=head["titolo"],
        atto=_decode_atto(head["atto"]),
        fonte=FonteDocumento(
            file=source["file"],
            sha256=source["sha256"],
            formato=Formato(source["formato"]),
            pagine=source.get("pagine"),
        ),
        settori=tuple(_decode_settore(s) for s in document["settori"]),
        obiettivi_individuali=tuple(_decode_individuale(o) for o in document["obiettivi_individuali"]),
        diagnostica=tuple(_decode_diagnostic(d) for d in document["diagnostica"]),
        copertura=Copertura(**document["copertura"]),
    )


def decode_provenance(value: JsonObject | None) -> Provenance:
    """Return a node's place; unknown where the object is missing."""
    known = dict(value or {})
    if "riquadro" in known:
        known["riquadro"] = tuple(known["riquadro"])
    known["continua"] = tuple(decode_provenance(place) for place in known.get("continua", ()))
    return Provenance(**known)


def _decode_atto(value: JsonObject | None) -> Atto | None:
    if value is None:
        return None
    day = value.get("data")
    return Atto(
        testo=value["testo"],
        allegato=value.get("allegato"),
        organo=value.get("organo"),
        data=date.fromisoformat(day) if day else None,
    )


def _decode_settore(value: JsonObject) -> Settore:
    return Settore(
        codice=value["codice"],
        testo=value["testo"],
        nome=value["nome"],
        altri=_decode_campi(value),
        fonte=decode_provenance(value.get("fonte")),
        obiettivi=tuple(_decode_obiettivo(o) for o in value["obiettivi"]),
    )


def _decode_obiettivo(value: JsonObject) -> Obiettivo:
    return Obiettivo(
        codice=value["codice"],
        testo=value["testo"],
        nome=value["nome"],
        anno=value.get("anno"),
        riferimenti=_decode_riferimenti(value),
        altri=_decode_campi(value),
        fonte=decode_provenance(value.get("fonte")),
        indicatori=tuple(_decode_indicatore(i) for i in value["indicatori"]),
    )


def _decode_individuale(value: JsonObject) -> ObiettivoIndividuale:
    return ObiettivoIndividuale(
        codice=value["codice"],
        testo=value["testo"],
        nome=value["nome"],
        anno=value.get("anno"),
        settore=value.get("settore"),
        unita=value.get("unita"),
        ente=value.get("ente"),
        riferimenti=_decode_riferimenti(value),
        altri=_decode_campi(value),
        fonte=decode_provenance(value.get("fonte")),
        indicatori=tuple(_decode_indicatore(i) for i in value["indicatori"]),
    )


def _decode_indicatore(value: JsonObject) -> Indicatore:
    formula = value.get("formula")
    return Indicatore(
        id=value["id"],
        testo=value["testo"],
        algoritmo=value.get("algoritmo"),
        formula=Formula(numeratore=formula["numeratore"], denominatore=formula["denominatore"]) if formula else None,
        target=decode_target(value["target"]),
        owner=_decode_owner(value.get("owner")),
        riferimenti=_decode_riferimenti(value),
        altri=_decode_campi(value),
        fonte=decode_provenance(value.get("fonte")),
    )


def decode_target(value: JsonObject) -> Target:
    """Return the target that an object holds; the type tells whether ``valore`` is a date, a truth value or a number."""
    tipo = TipoTarget(value["tipo"]) if value.get("tipo") else None
    direction = value.get("direzione")
    reference = value.get("riferimento")
    return Target(
        testo=value["testo"],
        tipo=tipo,
        operatore=value.get("operatore"),
        valore=_decode_value(value.get("valore")),
        unita=value.get("unita"),
        direzione=Direzione(direction) if direction else None,
        inferito=tuple(value.get("inferito", ())),
        riferimento=RiferimentoRelativo(anno=reference.get("anno"), testo=reference.get("testo"))
        if reference
        else None,
        parti=tuple(decode_target(part) for part in value.get("parti", ())),
        fasce=tuple(_decode_band(band) for band in value.get("fasce", ())),
        motivo=value.get("motivo"),
    )


def _decode_band(value: JsonObject) -> Fascia:
    return Fascia(
        testo=value["testo"],
        minimo=_decode_number(value.get("minimo")),
        massimo=_decode_number(value.get("massimo")),
        punteggio=_decode_number(value.get("punteggio")),
    )


def _decode_number(value: float | None) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _decode_value(value: object) -> Decimal | date | bool | None:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return date.fromisoformat(value)
    return Decimal(str(value))


def _decode_owner(value: JsonObject | None) -> Owner | None:
    if value is None:
        return None
    method = value.get("metodo")
    return Owner(
        testo=value["testo"],
        unita=tuple(value.get("unita", ())),
        metodo=MetodoOwner(method) if method else None,
        punteggio=value.get("punteggio"),
        candidati=tuple(Candidato(unita=c["unita"], punteggio=c["punteggio"]) for c in value.get("candidati", ())),
    )


def _decode_campi(value: JsonObject) -> tuple[Campo, ...]:
    return tuple(Campo(intestazione=c["intestazione"], testo=c["testo"]) for c in value.get("altri", ()))


def _decode_riferimenti(value: JsonObject) -> tuple[Riferimento, ...]:
    return tuple(Riferimento(testo=r["testo"], tipo=r["tipo"], norma=r["norma"]) for r in value.get("riferimenti", ()))


def _decode_diagnostic(value: JsonObject) -> Diagnostic:
    fonte = value.get("fonte")
    return Diagnostic(
        codice=value["codice"],
        gravita=Gravita(value["gravita"]),
        messaggio=value["messaggio"],
        suggerimento=value["suggerimento"],
        nodo=value.get("nodo"),
        parametri=tuple(sorted(value.get("parametri", {}).items())),
        fonte=decode_provenance(fonte) if fonte is not None else None,
    )
