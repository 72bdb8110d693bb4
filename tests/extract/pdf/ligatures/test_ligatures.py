"""Lost ligatures: whatever letters a font loses, each word comes back or a finding names it; a healthy page stays as it is."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.pdf.ligatures.typeset import LIGATURES, typeset
from pipeline.extract.pdf.ligatures import restore_letters
from pipeline.extract.pdf.ligatures.chains import Reader
from pipeline.extract.pdf.ligatures.key import Key, Sign
from pipeline.extract.pdf.ligatures.mend import mend_words
from pipeline.extract.pdf.page import Page, Word
from pipeline.extract.pdf.reading import Engine, iter_pages
from pipeline.extract.pdf.repair_lexicon import Vocabulary
from pipeline.model import Diagnostic

SENTENCES = (Path(__file__).parent / "frasi.txt").read_text(encoding="utf-8").splitlines()
WIDTHS = {"fi": 529, "fl": 529, "ff": 583, "ffi": 807, "ffl": 807, "ti": 557, "tt": 634, "tti": 855, "ft": 615}


def restored(data: bytes, engine: Engine = "pdfium") -> tuple[list[str], tuple[Diagnostic, ...]]:
    """Return the words of a document as they are read in the end, and what was said about them."""
    pages, findings = restore_letters(
        tuple(iter_pages(data, "prova.pdf", engine=engine)),
        lambda: iter_pages(data, "prova.pdf", engine=engine, blanks=True),
    )
    return [word.testo for page in pages for word in page.words], findings


def untold(true: list[str], read: list[str], findings: tuple[Diagnostic, ...]) -> list[str]:
    """Return the words that are not what was written and that no doubt names."""
    told = {word for d in findings if d.codice == "LET109" for word in dict(d.parametri)["parola"].split()}
    steps = difflib.SequenceMatcher(None, true, read, autojunk=False).get_opcodes()
    wrong = [(true[a:b], read[c:d]) for tag, a, b, c, d in steps if tag != "equal"]
    return [f"{right} {seen}" for right, seen in wrong if not any(part in word for part in told for word in seen)]


@settings(deadline=None, max_examples=150, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    lost=st.sets(st.sampled_from(LIGATURES), min_size=1),
    order=st.permutations(SENTENCES),
    length=st.integers(min_value=5, max_value=9),
    stretch=st.integers(min_value=-40, max_value=40),
    justify=st.booleans(),
)
def test_whatever_is_lost_comes_back_or_is_told(
    lost: set[str], order: list[str], length: int, stretch: int, justify: bool
) -> None:
    """A wrong node without a finding is the worst defect."""
    words = " ".join(order).split()
    lines = [" ".join(words[at : at + length]) for at in range(0, len(words), length)][:55]
    data = typeset(lines, {letters: WIDTHS[letters] + stretch for letters in sorted(lost)}, justify=justify)
    read, findings = restored(data)
    assert untold(" ".join(lines).split(), read, findings) == []


@pytest.mark.parametrize("justify", [False, True])
@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_a_healthy_page_stays_as_it_is(engine: Engine, justify: bool) -> None:
    assert restored(typeset(SENTENCES, {}, justify=justify), engine) == (" ".join(SENTENCES).split(), ())


@pytest.mark.parametrize("engine", ["pdfium", "pdfplumber"])
def test_both_engines_read_the_same(engine: Engine) -> None:
    lines = [
        "a fine mese gli uffici",
        "fino a sette contratti",
        "con i titoli gestiti bene",
        "e un profitto netto",
        "tirocini e tariffe",
    ]
    read, findings = restored(typeset(lines, {"ti": 557, "tt": 634, "ff": 583, "fi": 529}), engine)
    assert read == " ".join(lines).split()
    assert {d.codice for d in findings} == {"LET106"}


def test_every_repair_and_every_doubt_has_its_places() -> None:
    _, findings = restored(typeset(["il certificato e i certificati", "un certificato"], {"ti": 557}))
    told = {dict(d.parametri)["prima"]: d.fonte for d in findings}
    place = told["cer ficato"]
    assert place is not None
    assert (place.pagina, [other.pagina for other in place.continua]) == (1, [1])
    assert place.riquadro is not None
    assert place.riquadro[0] > 50


def test_a_word_in_no_list_is_read_by_the_width() -> None:
    """The author's own slip of the pen has to stay: no list could tell it."""
    lines = ["le attività relative alla certificazione", "e la partità di genere"]
    read, _ = restored(typeset(lines, {"ti": 557, "tti": 855}))
    assert "partità" in read


def test_two_right_words_are_one_where_the_width_says_so() -> None:
    lines = ["gli obiettivi e le attività", "servizi attivati con la carta", "va a capo e a valle"]
    read, findings = restored(typeset(lines, {"ti": 557, "tti": 855}))
    assert read == " ".join(lines).split()
    assert ("a va", "attivati") in {(dict(d.parametri)["prima"], dict(d.parametri)["dopo"]) for d in findings}


def test_letters_that_share_a_width_are_told_apart_by_their_root() -> None:
    lines = ["la verifica è definita", "il riflusso della fognatura", "un rifiuto e una deflagrazione"]
    read, _ = restored(typeset(lines, {"fi": 529, "fl": 529}))
    assert read == " ".join(lines).split()


def test_a_glyph_that_nothing_explains_is_a_doubt() -> None:
    read, findings = restored(typeset(["la verifica è definita", "lo zaffo del tino"], {"fi": 529, "ff": 700}))
    assert [dict(d.parametri)["parola"] for d in findings if d.codice == "LET109"] == ["za o"]
    assert read[-4:] == ["za", "o", "del", "tino"]


def test_signs_of_the_private_use_area_are_no_holes() -> None:
    """Word processors draw bullets with such codes."""
    words = ("le", "attività", "relative", "\uf0b7a", "vi", "\uf0b7")
    page = Page(numero=1, width=500, height=500, words=tuple(_row(words)))
    key = Key(signs=(Sign(bold=False, narrowest=0.5, widest=0.5, letters="tti"),), spaces={False: 0.25})
    vocabulary = Vocabulary(words=frozenset({"attivi"}), right=frozenset(), ligatures=("tti",))
    mended, _ = mend_words(page.words, Reader(key=key, vocabulary=vocabulary, twins=()))
    assert [word.testo for word in mended] == ["le", "attività", "relative", "\uf0b7attivi", "\uf0b7"]


def _row(words: tuple[str, ...]) -> Iterator[Word]:
    x = 0.0
    for numero, testo in enumerate(words):
        blank = 5.0 if testo == "\uf0b7a" else 2.5
        yield Word(numero, testo, x, 0, x + 30, 10, 10, space_after=True, run=1, blank=blank)
        x += 30 + blank


def test_a_letter_of_no_italian_word_stands_for_what_makes_words_whole() -> None:
    lines = "le aƫvità di seƩore|soggeƩe a verifica|obieƫvi e ƟmiƟ".replace("Ɵ", "\u019f").split("|")
    page = Page(numero=1, width=500, height=500, words=tuple(_row(tuple(" ".join(lines).split()))))
    pages, findings = restore_letters((page,), lambda: (page,))
    read = " ".join(word.testo for word in pages[0].words)
    assert read == "le attività di settore soggette a verifica obiettivi e \u019fmi\u019f"
    told = [(d.codice, dict(d.parametri)) for d in findings]
    assert ("LET106", {"prima": "soggeƩe", "dopo": "soggette", "volte": "1"}) in told
    assert ("LET109", {"parola": "\u019fmi\u019f", "forse": "…mi…"}) in told


def test_one_sign_for_several_letters_is_read_by_the_words() -> None:
    words = ("a\ufffdvità", "obie\ufffdvi", "corre\ufffda", "cer\ufffdfica\ufffdvo", "zu\ufffda")
    page = Page(numero=1, width=500, height=500, words=tuple(_row(words)))
    pages, findings = restore_letters((page,), lambda: (page,))
    assert [word.testo for word in pages[0].words] == [
        "attività",
        "obiettivi",
        "corretta",
        "certificativo",
        "zu\ufffda",
    ]
    assert [dict(d.parametri)["parola"] for d in findings if d.codice == "LET109"] == ["zu\ufffda"]


def test_strange_letters_that_make_no_words_are_left_alone() -> None:
    page = Page(numero=1, width=500, height=500, words=tuple(_row(("Mǎ", "Ƶiga", "e", "Γάμμα"))))
    assert restore_letters((page,), lambda: (page,)) == ((page,), ())


def test_a_glyph_without_a_letter_is_read_by_the_words_or_told() -> None:
    """A font without a map gives the letters of ASCII and, for what is beyond them, its own numbers: control codes."""
    words = ("societ\u2401", "attivit\u2401", "pi\u2404", "\u24035")
    page = Page(numero=1, width=500, height=500, words=tuple(_row(words)))
    pages, findings = restore_letters((page,), lambda: (page,))
    assert [word.testo for word in pages[0].words] == ["società", "attività", "pi\u2404", "\u24035"]
    assert {dict(d.parametri)["parola"] for d in findings if d.codice == "LET109"} == {"pi\u2404", "\u24035"}


def test_a_glyph_without_a_letter_is_told_though_no_word_tells_what_it_was() -> None:
    page = Page(numero=1, width=500, height=500, words=tuple(_row(("\uf0b7", "\u24035"))))
    pages, findings = restore_letters((page,), lambda: (page,))
    assert pages == (page,)
    assert [dict(d.parametri)["parola"] for d in findings] == ["\u24035"]
