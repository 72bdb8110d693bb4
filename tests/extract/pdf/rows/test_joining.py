"""Lines of a cell become its text as the author wrote it."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pipeline.extract.pdf.rows import find_rows
from pipeline.extract.pdf.rows.joining import join_lines, join_words, joint, page_joint
from pipeline.extract.pdf.rows.lines import Line, line_of
from pipeline.extract.pdf.rows.room import Room
from pipeline.extract.pdf.rows.spelling import Spelling, Written, learn_spelling
from pipeline.extract.pdf.words import SOFT_HYPHEN
from pipeline.rows import Giunzione

from .strips import page_of, words_at

CASES = Path(__file__).with_name("giunte.csv")
LEFT, WIDE = 50.0, 400.0


def stack(*texts: str, soft: bool = False) -> list[Line]:
    """Return lines of text below each other, from x 50."""
    return [line_of(words_at([(50, 100 + 12 * at, text)], soft=soft)) for at, text in enumerate(texts)]


def cell(lines: list[Line], right: float = WIDE) -> Written:
    """Return a cell that no page break cut."""
    return Written(lines, Room(LEFT, right))


def joined(lines: list[Line], spelling: Spelling, right: float = WIDE) -> str:
    return join_lines(lines, spelling, Room(LEFT, right)).testo


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["regola"])
def test_line_breaks(case: dict[str, str]) -> None:
    lines = stack(case["riga_sopra"], case["riga_sotto"], soft=case["spazio"] == "sì")
    spelling = learn_spelling([cell(lines), *([cell(stack(case["documento"]))] if case["documento"] else [])])
    assert joined(lines, spelling) == case["atteso"]


def test_a_slash_joins_where_the_document_draws_its_spaces() -> None:
    softly = [cell(stack("numero di pratiche", "evase nel", soft=True))] * 5
    assert joined(stack("Efficacia/", "efficienza"), learn_spelling(softly)) == "Efficacia/efficienza"


def test_a_slash_parts_where_the_document_keeps_words_with_a_slash_whole() -> None:
    kept = cell(stack("numero di enti", "interni/esterni"))
    assert joined(stack("Efficacia/", "efficienza"), learn_spelling([kept])) == "Efficacia/ efficienza"


def test_where_no_line_tells_how_slashes_break_the_joint_is_a_doubt() -> None:
    plain = learn_spelling([cell(stack("numero di pratiche", "evase nel"))])
    read = join_lines(stack("Efficacia/", "efficienza"), plain, Room(LEFT, WIDE))
    assert read.testo == "Efficacia/efficienza"
    assert read.doubts == (("Efficacia/", "efficienza", "Efficacia/efficienza"),)


def test_a_hyphen_behind_a_known_word_is_undone_with_a_doubt() -> None:
    """The document breaks words with a hyphen, and writes only the first part: a compound, or a longer word."""
    whole = "ogni procedimento delle imprese con determinazione e programmazione"
    broken = [stack("procedi-", "mento"), stack("impre-", "se"), stack("determina-", "zione")]
    spelling = learn_spelling([cell(stack(whole)), *map(cell, broken)])
    read = join_lines(stack("la programmazione-", "rendicontazione"), spelling, Room(LEFT, WIDE))
    assert read.testo == "la programmazionerendicontazione"
    assert [doubt.dopo for doubt in read.doubts] == ["rendicontazione"]
    assert not join_lines(stack("semi-", "lavorati"), spelling, Room(LEFT, WIDE)).doubts


def test_a_line_without_room_up_to_the_slash_tells_nothing() -> None:
    full = cell(stack("numero di enti e di sedi", "interni/esterni"), right=LEFT + 150.0)
    assert not learn_spelling([full]).keeps_slashes


def test_a_word_too_long_for_its_column_is_put_together() -> None:
    right = 111.0
    context = [cell(stack("numero di", "pratiche", soft=True), right)] * 5
    cut = stack("Digitalizzaz", "ione")
    assert joined(cut, learn_spelling([*context, cell(stack("ogni Digitalizzazione"))]), right) == "Digitalizzazione"


def test_a_document_that_hyphenates_cuts_words_where_not_even_a_hyphen_has_room() -> None:
    """Rarely, so the parts stay two words; but each time it is a doubt, for no sign tells."""
    context = [cell(stack("procedi\xad", "mento"))] * 2
    for above, below, letto in (("Traspar", "enza", "Traspar enza"), ("capita", "leumano", "capita leumano")):
        first, second = stack(above, below)
        room = Room(LEFT, first.x1 + 1)
        read = join_lines([first, second], learn_spelling([*context, Written([first, second], room)]), room)
        assert [doubt.letto for doubt in read.doubts] == [letto]


def test_a_usual_word_behind_a_full_line_may_stand_by_itself() -> None:
    """Spaces are drawn at line ends where there is room. `e` is a word of its own; what `a` ends here cannot be one."""
    right = 121.0
    context = [cell(stack("numero di a e", "pratiche e a", "servizi a e", soft=True), right)] * 5
    for above, below, kind, sure in (
        ("Accountability", "e Trasparenza", Giunzione.SPAZIO, False),
        ("Amministrativ", "a dei Servizi", Giunzione.UNITA, True),
    ):
        lines = stack(above, below)
        spelling = learn_spelling([*context, cell(lines, right)])
        room = Room(LEFT, lines[0].x1 + 4)
        assert joint(lines[0], lines[1], spelling, room) == (kind, sure)


def test_a_figure_behind_a_full_line_without_a_space_goes_on_with_it() -> None:
    lines = stack("30/06/202", "5")
    context = [cell(stack("numero di bandi 5 nel", "termine di 5 giorni", soft=True))] * 5
    room = Room(LEFT, lines[0].x1 + 4)
    assert joint(lines[0], lines[1], learn_spelling([*context, cell(lines)]), room) == (Giunzione.UNITA, True)


def test_a_compound_with_a_single_consonant_behind_its_hyphen_is_cut_in_a_word() -> None:
    assert narrow("Asse-C", "ertificativo") == (
        "Asse-Certificativo",
        (("Asse-C", "ertificativo", "Asse-Certificativo"),),
    )


def test_capitals_at_a_hyphen_are_a_doubt_where_the_document_hyphenates() -> None:
    context = [cell(stack("il procedi-", "mento procedimento"))] * 3
    read = join_lines(stack("servizi ABC-", "DE-FG"), learn_spelling(context), Room(LEFT, WIDE))
    assert (read.testo, len(read.doubts)) == ("servizi ABC-DE-FG", 1)


def test_a_page_break_may_cut_a_word_in_the_middle_of_a_line() -> None:
    """Where the first part is no word and the document writes the whole; elsewhere two words stay two."""
    pages = [("spesa e potenziamen", "to dei flussi"), ("richiesto per", "sona e conto"), ("servizi per", "la persona")]
    context = cell(stack("un potenziamento di servizi per la persona"))
    for (above, below), kind in zip(pages, (Giunzione.UNITA, Giunzione.SPAZIO, Giunzione.SPAZIO), strict=True):
        upper, lower = stack(above, below)
        spelling = learn_spelling([context, cell([upper]), cell([lower])])
        assert page_joint(upper, lower, spelling, Room(LEFT, WIDE)).kind is kind


def test_a_soft_hyphen_that_nothing_follows_is_shown() -> None:
    """The text is cut there: what the page prints says so. Where the rest is found, on the next page, the hyphen goes."""
    upper, lower = stack("volte alla valorizzazio\u00ad", "ne dei libri")
    spelling = learn_spelling([cell([upper])])
    assert joined([upper], spelling) == "volte alla valorizzazio-"
    assert joined([upper, lower], spelling) == "volte alla valorizzazione dei libri"
    assert page_joint(upper, lower, spelling, Room(LEFT, WIDE)).kind is Giunzione.SENZA_TRATTINO


def test_no_lines_make_no_text() -> None:
    assert joined([], learn_spelling([])) == ""


def test_what_a_document_tells_about_its_line_ends() -> None:
    spelling = learn_spelling([cell(stack("numero di pratiche", "evase nel", soft=True))] * 5)
    assert spelling.draws_spaces
    assert spelling.knows("(Numero)")
    assert not spelling.knows("bandi")
    assert not learn_spelling([cell(stack("numero di pratiche", "evase nel"))] * 5).draws_spaces


def test_half_words_at_full_lines_are_not_learned() -> None:
    full = stack("ogni Digitalizzaz", "ione digitale")
    spelling = learn_spelling([cell(full, full[0].x1)])
    assert spelling.knows("digitale")
    assert not spelling.knows("ione")
    assert not spelling.knows("Digitalizzaz")


NARROW = 50 + 6.4 * 5.0
"""A column for six letters of ``words_at``."""


def narrow(*texts: str, documento: str = "", spazio: bool = False) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """Return text and doubts of a cell whose column has room for six letters, in a document that also writes ``documento``."""
    context = [cell(stack("numero di pratiche", "evase nel", soft=True))] * 5 if spazio else []
    spelling = learn_spelling([*context, *([cell(stack(documento))] if documento else [])])
    return join_lines(stack(*texts), spelling, Room(LEFT, NARROW))


@pytest.mark.parametrize(
    ("lines", "documento", "expected"),
    [
        (("Sede_N", "ORD"), "Ufficio NORD", "Sede_NORD"),
        (("a_Terr", "itorio_X"), "il Territorio", "a_Territorio_X"),
        (("Sede_N", "ORD"), "", "Sede_NORD"),
        (("Centro", "_Sud"), "", "Centro_Sud"),
        (("Centro", "Sud"), "", "Centro Sud"),
        (("30/11/", "2031"), "", "30/11/2031"),
        (("30/11/20", "31"), "", "30/11/2031"),
        (("uno", "_"), "", "uno _"),
        (("l'orga", "no"), "un organo solo", "l'organo"),
    ],
)
def test_a_token_cut_by_its_column_is_put_together(lines: tuple[str, ...], documento: str, expected: str) -> None:
    assert narrow(*lines, documento=documento) == (expected, ())


def test_a_break_before_an_elided_article_is_no_cut() -> None:
    assert narrow("unione", "d'arte", documento="un'arte sola")[0] == "unione d'arte"


def test_a_break_that_nothing_tells_is_named() -> None:
    assert narrow("Strume", "ntale") == ("Strume ntale", (("Strume", "ntale", "Strume ntale"),))
    assert narrow("Strume", "ntale", documento="Strume e ntale") == ("Strume ntale", ())
    assert narrow("Strume", "ntale", documento="lo Strumentale") == ("Strumentale", ())


def test_a_dash_before_a_figure_belongs_to_it_where_no_space_was_drawn() -> None:
    """Only a program that draws its spaces at line ends, and had room for one, tells that none was written."""
    wide = Room(LEFT, WIDE)
    softly = learn_spelling([cell(stack("numero di pratiche", "evase nel", soft=True))] * 5)
    plain = learn_spelling([cell(stack("numero di pratiche", "evase nel"))] * 5)
    cut = stack("entro maggio -", "1) bandi")
    assert join_lines(cut, softly, wide) == ("entro maggio -1) bandi", ())
    assert join_lines(cut, plain, wide) == ("entro maggio - 1) bandi", ())
    assert join_lines(cut, softly, Room(LEFT, cut[0].x1 + 1)).doubts == (("-", "1)", "- 1)"),)
    assert join_lines(stack("entro maggio -", "bandi"), softly, wide).testo == "entro maggio - bandi"


def test_a_line_with_room_for_a_letter_was_broken_on_purpose() -> None:
    """`Valore` / `finale` in a column as wide as `Risultati`: a word too long for it would have gone on up to its edge."""
    softly = learn_spelling([cell(stack("numero di pratiche", "evase nel", soft=True))] * 5)
    assert joined(stack("Valore", "finale"), softly, 50 + 9 * 5.0) == "Valore finale"


def test_white_left_of_a_centred_line_is_room_too() -> None:
    line = stack("Valore")[0]
    assert Room(40, line.x1, ragged=True).slack(line) == pytest.approx(10)
    assert Room(40, line.x1).slack(line) == pytest.approx(0)


def test_a_word_drawn_in_two_goes_is_one() -> None:
    first, second = words_at([(50, 100, "af")]) + words_at([(60, 100, "fluenza")])
    assert first.x1 == second.x0
    assert join_words([first, second]) == "affluenza"
    assert join_words([first._replace(space_after=True), second]) == "af fluenza"
    assert join_words([first, second._replace(testo="Fluenza")]) == "af Fluenza"
    assert join_words([first, second._replace(x0=second.x0 + 2)]) == "af fluenza"


def test_white_that_only_fills_a_justified_line_is_no_space() -> None:
    line = words_at([(50, 100, "imprese"), (100, 100, "iscritte/"), (152, 100, "n."), (173, 100, "imprese")])
    drawn = [word._replace(space_after=word.testo != "iscritte/") for word in line]
    line = [
        word._replace(x0=x0, x1=x1) for word, x0, x1 in zip(drawn, (50, 94, 140, 158), (86, 137, 150, 190), strict=True)
    ]
    assert join_words(line) == "imprese iscritte/n. imprese"
    wide = [*line[:2], *(word._replace(x0=word.x0 + 9, x1=word.x1 + 9) for word in line[2:])]
    assert join_words(wide) == "imprese iscritte/ n. imprese"  # wider than the spaces: put there on purpose
    undrawn = [word._replace(space_after=False) for word in line]
    assert join_words(undrawn) == "imprese iscritte/ n. imprese"  # nothing tells a space from filling


def hyphenating(*texts: str, sign: str = "-", documento: str = "") -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """Return text and doubts of a cell in a document that breaks four words with a sign, all of which it also writes whole."""
    broken = [cell(stack(f"pro{sign}", "cedura")), cell(stack(f"ser{sign}", "vizi")), cell(stack(f"ren{sign}", "dita"))]
    context = [
        *broken,
        cell(stack(f"con{sign}", "siglio")),
        cell(stack(f"procedura servizi rendita consiglio {documento}")),
    ]
    return join_lines(stack(*texts), learn_spelling(context), Room(LEFT, WIDE))


def test_a_compound_keeps_its_hyphen_in_a_document_that_hyphenates() -> None:
    """Two words that the document knows may be a compound; where another sign breaks words, a plain hyphen is the text's own."""
    assert hyphenating("atti-", "vazione") == ("attivazione", ())
    assert hyphenating("entrata-", "uscita") == ("entratauscita", ())
    known = hyphenating("entrata-", "uscita", documento="uscita e entrata")
    assert known == ("entrata-uscita", (("entrata-", "uscita", "entrata-uscita"),))
    assert hyphenating("entrata-", "uscita", sign="\u2010") == ("entrata-uscita", ())
    assert hyphenating("atti\u2010", "vazione", sign="\u2010") == ("attivazione", ())


def test_a_cut_line_may_have_room_for_a_narrow_letter() -> None:
    """Letters differ in width: a line that leaves a little more than the mean of the next word's letters may be full."""
    softly = learn_spelling([cell(stack("numero di", "pratiche", soft=True))] * 5)
    cut = stack("Digitalizzaz", "ione")  # its line ends at 110, a letter is 5 wide
    assert joined(cut, softly, 116.0) == "Digitalizzazione"
    assert joined(cut, softly, 120.0) == "Digitalizzaz ione"


def test_a_line_too_short_for_an_ordinary_letter_may_be_full() -> None:
    """`n` is wider than the mean of `nistriti`: such a line cut a word where the document shows how the word goes on."""
    cut = stack("Sommi", "nistriti")  # its line ends at 75, the mean letter is 5 wide
    known = cell(stack("caldaia vasche"))
    cutting = [
        cell(stack("bollicinat", "rice"), 100.0),
        cell(stack("raffinat", "rice"), 90.0),
        cell(stack("calcolatrice")),
    ]
    with_stem = learn_spelling([*cutting, known, cell(stack("Somministrano pioggia"))])
    without = learn_spelling([*cutting, known])
    assert without.cuts
    assert join_lines(cut, with_stem, Room(LEFT, 81.0)) == ("Somministriti", ())
    assert join_lines(cut, without, Room(LEFT, 81.0)).doubts == (("Sommi", "nistriti", "Sommi nistriti"),)
    assert join_lines(cut, without, Room(LEFT, 79.0)).doubts == (("Sommi", "nistriti", "Somministriti"),)
    assert join_lines(cut, without, Room(LEFT, 85.0)) == ("Sommi nistriti", ())


def test_two_equal_vowels_that_no_word_has_side_by_side_part_two_words() -> None:
    """`Sicurezzaambientale` is no word; of `Sicurezza` and `urbana` nothing tells, and they are guessed to be one."""
    cutting = [
        cell(stack("bollicinat", "rice"), 100.0),
        cell(stack("raffinat", "rice"), 90.0),
        cell(stack("calcolatrice")),
    ]
    spelling = learn_spelling(cutting)
    assert spelling.cuts
    room = Room(LEFT, 96.0)
    assert join_lines(stack("Sicurezza", "ambientale"), spelling, room) == ("Sicurezza ambientale", ())
    assert join_lines(stack("Sicurezza", "urbana"), spelling, room).testo == "Sicurezzaurbana"


@pytest.mark.parametrize(
    ("end", "whole", "told"),
    [
        ("sto" + SOFT_HYPHEN, False, Giunzione.SENZA_TRATTINO),
        ("sto-", True, Giunzione.SENZA_TRATTINO),
        ("sto-", False, Giunzione.UNITA),
        ("sto", True, None),
    ],
)
def test_a_hyphen_at_the_end_of_running_text_is_told(end: str, whole: bool, told: Giunzione | None) -> None:
    """A title above a table goes on in its next line; the table writes the word whole, or does not."""
    head = [(50.0, 60.0, "Indicatore"), (300.0, 60.0, "Target"), (400.0, 60.0, "Owner")]
    texts = ("archivio", "storico archivio" if whole else "archivio", "archivio")
    entries = [
        (x, 80.0 + 20 * at, text)
        for at, own in enumerate(texts)
        for x, text in ((50.0, own), (300.0, "1"), (400.0, "Staff"))
    ]
    page = page_of([(50, 20, f"dell'archivio {end}"), (50, 32, "rico, mediante"), *head, *entries])
    first, second, *_ = find_rows([page], frozenset())[0]
    assert first.cells[0].testo == f"dell'archivio {end}".replace(SOFT_HYPHEN, "-")
    assert (second.cells[0].testo, second.cells[0].giunzione) == ("rico, mediante", told)
