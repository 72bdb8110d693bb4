"""Files that cannot be read: one Italian line and advice, never a traceback; and those that only look so."""

from __future__ import annotations

import contextlib
from typing import Literal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.extract.pdf import legible
from pipeline.extract.pdf.legible import is_garbage
from pipeline.extract.pdf.reading import iter_pages, read_pages
from pipeline.extract.pdf.verify import compare_words

from .pdf_maker import cmap, make_pdf, text

Engine = Literal["pdfium", "pdfplumber"]
GOOD = make_pdf([text(50, 700, "Settore Obiettivo Indicatore Target Owner")])
LINE = "Verifica dinamica del mediatore immobiliare al 31 dicembre"


def refusal(data: bytes, engine: Engine = "pdfium") -> InputError:
    with pytest.raises(InputError) as caught:
        read_pages(data, "piano.pdf", engine=engine)
    assert caught.value.message.startswith("piano.pdf: ")
    assert caught.value.advice
    return caught.value


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF", b"no pdf at all" * 99])
def test_damaged_files(data: bytes, engine: Engine) -> None:
    refusal(data, engine)


def test_a_document_without_text_may_be_a_scan(engine: Engine) -> None:
    error = refusal(make_pdf(["0 0 100 100 re f"]), engine)
    assert "senza testo (scansione?)" in error.message
    assert "OCR" in error.advice


def test_a_locked_document_says_so(engine: Engine) -> None:
    keys = "/O <" + "61" * 32 + "> /U <" + "62" * 32 + ">"
    lock = f"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 {keys} >>"
    locked = GOOD.replace(b"/Root 1 0 R", lock.encode())
    assert "password" in refusal(locked, engine).message


def test_junk_before_the_header_does_no_harm(engine: Engine) -> None:
    (page,), findings = read_pages(b"Content-Type: application/pdf\r\n\r\n" + GOOD, "x.pdf", engine=engine)
    assert [word.testo for word in page.words] == ["Settore", "Obiettivo", "Indicatore", "Target", "Owner"]
    assert findings == ()


def test_pages_stream(engine: Engine) -> None:
    pages = iter_pages(make_pdf([text(50, 700, "uno"), text(50, 700, "due")]), "x.pdf", engine=engine)
    assert next(pages).words[0].testo == "uno"
    assert next(pages).words[0].numero == 1
    assert next(pages, None) is None


GARBAGE_CODES = {code: 0x21 + (code - 0x41) % 15 for code in range(0x41, 0x7B)}
PRIVATE_CODES = {code: 0xE000 + code for code in range(0x41, 0x7B)}
FONT = "/F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode 3 0 R >> "
GOOD_FONT = "/F2 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"


@pytest.mark.parametrize("codes", [GARBAGE_CODES, PRIVATE_CODES], ids=["marks", "private use"])
def test_a_garbage_text_layer_is_refused(codes: dict[int, int], engine: Engine) -> None:
    pdf = make_pdf([text(50, 700, LINE) + text(50, 680, LINE)], fonts=FONT + GOOD_FONT, objects=[cmap(codes)])
    assert "illeggibile" in refusal(pdf, engine).message


def test_one_garbage_page_is_a_finding(engine: Engine) -> None:
    good = "".join(text(50, 700 - 12 * n, LINE, font="F2") for n in range(5))
    pdf = make_pdf([good, text(50, 700, LINE), good], fonts=FONT + GOOD_FONT, objects=[cmap(GARBAGE_CODES)])
    _, findings = read_pages(pdf, "x.pdf", engine=engine)
    assert [(d.codice, d.fonte.pagina if d.fonte else None) for d in findings] == [("LET102", 2)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (LINE.split(), False),
        (['!"#', "$%!", "$#!%&"] * 9, True),
        (["\ue041\ue042\ue043"] * 20, True),
        (["\ufffd" * 6, "di"] * 9, True),
        (["Gsjwfkdb", "ehqbnjdb", "fwrtklsd"] * 9, True),
        (["100%", "31/12/2025", "(2025)", "01.01"] * 9, False),
        (["D.Lgs.", "103/2024", "CCIAA", "GDTD", "EQ_BP_10_01", "SI/NO"] * 9, False),
        (["!!"], False),
        (["v;uàbåbo", "7;tt]bm|;um", "u;-tbåå-åbom;", ";u1-¢-"] * 9, True),
        (["åëÜçrêî", "rèëåàÜt", "dêîna"] * 9, True),
        (["numero", "dei", "bandi;", "entro[1]", "sì/no"] * 9, False),
        (["Статистика", "показатель"] * 9, False),
    ],
)
def test_garbage_is_told_by_its_letters(words: list[str], expected: bool) -> None:
    assert is_garbage(words) is expected


@example((28, 12, 12, 0, 0, 0))
@example((9, 31, 0, 12, 0, 0))
@example((24, 56, 0, 0, 0, 35))
@given(st.tuples(*(st.integers(0, most) for most in (80, 60, 12, 30, 12, 60))))
def test_what_the_quick_count_takes_for_text_the_full_one_does_too(counts: tuple[int, ...]) -> None:
    """A page that is settled by its ASCII letters would not be refused when every character is looked at."""
    page = "".join(char * count for char, count in zip("arèžч\ue041", counts, strict=True))
    assert not (legible._is_plain(page) and legible._is_strange(page))


def test_engines_are_compared_page_by_page() -> None:
    ours, _ = read_pages(make_pdf([text(50, 700, "uno due"), text(50, 700, "tre")]), "x.pdf")
    theirs, _ = read_pages(make_pdf([text(50, 700, "due uno"), text(50, 700, "tre quattro")]), "x.pdf")
    assert compare_words(ours, ours) == ()
    (difference,) = compare_words(ours, theirs)
    assert difference.codice == "LET104"
    assert dict(difference.parametri)["solo_secondo"] == "«quattro»"
    assert [d.codice for d in compare_words(ours, theirs[:1])] == ["LET105", "LET104"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(max_size=12), st.sampled_from(["cut", "overwrite"]))
def test_no_damage_shows_as_a_traceback(at: int, junk: bytes, how: str) -> None:
    """A document's fault is an InputError or a finding, never another exception."""
    data = GOOD[:at] + junk if how == "cut" else GOOD[:at] + junk + GOOD[at + len(junk) :]
    for name in ("pdfium", "pdfplumber"):
        with contextlib.suppress(InputError):
            read_pages(data, "x.pdf", engine="pdfium" if name == "pdfium" else "pdfplumber")
