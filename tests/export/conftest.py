"""A small plan for the exporters."""

from __future__ import annotations

import pytest

from pipeline.model import Copertura, FonteDocumento, Formato, Indicatore, Obiettivo, Owner, Piano, Settore, Target


@pytest.fixture
def small() -> Piano:
    indicatore = Indicatore(id="010.1/1", testo="Quota", target=Target(testo="=80%"), owner=Owner(testo="NA"))
    obiettivo = Obiettivo(codice="010.1", testo="010.1 - B", nome="B", indicatori=(indicatore,))
    return Piano(
        ente=None,
        anno=2025,
        titolo=None,
        atto=None,
        fonte=FonteDocumento(file="a.pdf", sha256="0" * 64, formato=Formato.PDF),
        settori=(Settore(codice="010", testo="010 - A", nome="A", obiettivi=(obiettivo,)),),
        copertura=Copertura(parole=1, nei_nodi=1, arredo=0, non_assegnate=0),
    )
