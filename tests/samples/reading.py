"""The committed samples, each read once in a test run."""

from __future__ import annotations

from functools import cache

from pipeline.extract import extract
from pipeline.model import Obiettivo, ObiettivoIndividuale, Piano, Provenance
from pipeline.read import read_plan
from pipeline.rows import RawDocument

from .truth_rows import ROOT

PDF, DOCX, TESTO = "allegato-2025.pdf", "allegato-2025.docx", "albero-performance-2025.txt"
SAMPLES = (PDF, DOCX, TESTO)


def sample_bytes(name: str) -> bytes:
    """Return a sample as it is stored."""
    return (ROOT / "samples" / name).read_bytes()


@cache
def read_sample(name: str) -> Piano:
    """Return the plan that the program reads in a sample."""
    return read_plan(sample_bytes(name), name)


@cache
def read_sample_rows(name: str) -> RawDocument:
    """Return the raw rows that the program reads in a sample."""
    return extract(sample_bytes(name), name)


def goals_of(piano: Piano) -> list[Obiettivo | ObiettivoIndividuale]:
    """Return every objective in the order of the document, the individual ones last."""
    return [*piano.iter_obiettivi(), *piano.obiettivi_individuali]


def printed_nodes(piano: Piano) -> list[tuple[str, str, Provenance]]:
    """Return each node as its name (code or id), the text that it prints and where it stands."""
    nodes = [(settore.codice, settore.testo, settore.fonte) for settore in piano.settori]
    nodes += [(o.codice, o.testo, o.fonte) for o in goals_of(piano)]
    return nodes + [(i.id, i.testo, i.fonte) for i in piano.iter_indicatori()]
