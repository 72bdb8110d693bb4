"""Any plan: Hypothesis strategies for every noun of the model."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from pipeline.model import (
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

texts = st.text(max_size=12)
codes = st.text("0123456789.AB", min_size=1, max_size=6)
years = st.none() | st.integers(1990, 2100)
counts = st.integers(0, 10_000)
numbers = st.decimals(min_value=-(10**6), max_value=10**6, places=2, allow_nan=False).map(lambda d: d + 0)
coordinates = st.floats(-1000, 1000, allow_nan=False)


def some(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=2).map(tuple)


def provenance(depth: int = 1) -> st.SearchStrategy[Provenance]:
    return st.builds(
        Provenance,
        pagina=st.none() | st.integers(1, 999),
        riquadro=st.none() | st.tuples(coordinates, coordinates, coordinates, coordinates),
        tabella=st.none() | counts,
        riga=st.none() | counts,
        colonna=st.none() | counts,
        linea=st.none() | st.integers(1, 999),
        continua=some(provenance(depth - 1)) if depth else st.just(()),
    )


campi = some(st.builds(Campo, intestazione=texts, testo=texts))
riferimenti = some(st.builds(Riferimento, testo=texts, tipo=texts, norma=texts))
fasce = some(
    st.builds(
        Fascia, testo=texts, minimo=st.none() | numbers, massimo=st.none() | numbers, punteggio=st.none() | numbers
    )
)


def targets(depth: int = 1) -> st.SearchStrategy[Target]:
    return st.builds(
        Target,
        testo=texts,
        tipo=st.none() | st.sampled_from(TipoTarget),
        operatore=st.sampled_from([None, ">=", "<=", "<", ">", "="]),
        valore=st.none() | numbers | st.dates(date(1990, 1, 1), date(2100, 1, 1)) | st.booleans(),
        unita=st.none() | texts,
        direzione=st.none() | st.sampled_from(Direzione),
        inferito=some(texts),
        riferimento=st.none() | st.builds(RiferimentoRelativo, anno=years, testo=st.none() | texts),
        parti=some(targets(depth - 1)) if depth else st.just(()),
        fasce=fasce,
        motivo=st.none() | texts,
    )


owners = st.builds(
    Owner,
    testo=texts,
    unita=some(texts),
    metodo=st.none() | st.sampled_from(MetodoOwner),
    punteggio=st.none() | st.floats(0, 100),
    candidati=some(st.builds(Candidato, unita=texts, punteggio=st.floats(0, 100))),
)
indicatori = some(
    st.builds(
        Indicatore,
        id=st.builds("{}/{}".format, codes, st.integers(1, 99)),
        testo=texts,
        target=targets(),
        owner=st.none() | owners,
        algoritmo=st.none() | texts,
        formula=st.none() | st.builds(Formula, numeratore=texts, denominatore=texts),
        riferimenti=riferimenti,
        altri=campi,
        fonte=provenance(),
    )
)
obiettivi = st.builds(
    Obiettivo,
    codice=codes,
    testo=texts,
    nome=texts,
    anno=years,
    indicatori=indicatori,
    riferimenti=riferimenti,
    altri=campi,
    fonte=provenance(),
)
individuali = st.builds(
    ObiettivoIndividuale,
    codice=codes,
    testo=texts,
    nome=texts,
    anno=years,
    settore=st.none() | texts,
    unita=st.none() | texts,
    ente=st.none() | texts,
    indicatori=indicatori,
    riferimenti=riferimenti,
    altri=campi,
    fonte=provenance(),
)
settori = st.builds(
    Settore, codice=codes, testo=texts, nome=texts, obiettivi=some(obiettivi), altri=campi, fonte=provenance()
)
diagnostics = st.builds(
    Diagnostic,
    codice=st.from_regex(r"[A-Z]{3}[0-9]{3}", fullmatch=True).filter(str.isascii),
    gravita=st.sampled_from(Gravita),
    messaggio=texts,
    suggerimento=texts,
    nodo=st.none() | texts,
    parametri=st.dictionaries(texts, texts, max_size=2).map(lambda values: tuple(sorted(values.items()))),
    fonte=st.none() | provenance(),
)
piani: st.SearchStrategy[Piano] = st.builds(
    Piano,
    ente=st.none() | texts,
    anno=years,
    titolo=st.none() | texts,
    atto=st.none()
    | st.builds(
        Atto,
        testo=texts,
        allegato=st.none() | texts,
        organo=st.none() | texts,
        data=st.none() | st.dates(date(1990, 1, 1)),
    ),
    fonte=st.builds(
        FonteDocumento,
        file=texts,
        sha256=st.text("0123456789abcdef", min_size=64, max_size=64),
        formato=st.sampled_from(Formato),
        pagine=st.none() | counts,
    ),
    settori=some(settori),
    obiettivi_individuali=some(individuali),
    diagnostica=some(diagnostics),
    copertura=st.builds(Copertura, parole=counts, nei_nodi=counts, arredo=counts, non_assegnate=counts),
)
