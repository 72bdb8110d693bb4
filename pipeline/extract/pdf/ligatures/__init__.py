"""Lost letters put back: pages come in as they were read; pages with whole words, and findings, go out.

A font may draw `tt`, `ti` or `fi` as one glyph that the PDF's text has no letters for: a blank is read there (`obie vi`), but
the glyph's width is still on the page. ``key`` learns which width stands for which letters from words that are certain;
``chains`` reads the damaged words by it, ``mend`` puts them together;
``strangers`` are letters read in place of a blank, ``signs`` ordinary signs. A healthy document is left after one look at its white.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from pipeline.diagnostics import finding
from pipeline.extract.pdf.ligatures.chains import Reader, Twins
from pipeline.extract.pdf.ligatures.key import is_damaged, learn_key
from pipeline.extract.pdf.ligatures.mend import Mending, mend_words
from pipeline.extract.pdf.ligatures.seams import read_seams, suspicions
from pipeline.extract.pdf.ligatures.signs import Signs, learn_signs, undamaged
from pipeline.extract.pdf.ligatures.strangers import Strangers, find_strangers, learn_strangers
from pipeline.extract.pdf.page import Page, Word
from pipeline.extract.pdf.repair_lexicon import read_vocabulary
from pipeline.extract.pdf.words import number_words
from pipeline.model import Diagnostic, Provenance
from pipeline.profiles import read_profile


def restore_letters(
    pages: tuple[Page, ...], read_again: Callable[[], Iterable[Page]]
) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """Return the pages with lost letters put back into their words, and a finding for each word mended or in doubt.

    ``read_again`` reads the same pages with their blanks measured (``Word.blank``); it is called only where words look broken.
    """
    pages, strange = _replace_strange(pages)
    pairs = suspicions(pages)
    if not pairs:
        return pages, strange
    vocabulary = read_vocabulary(word.testo for page in pages for word in page.words)
    if not is_damaged(pairs, vocabulary):
        return pages, strange
    measured, _ = _replace_strange(tuple(read_again()))
    key = learn_key([seam for page in measured for seam in read_seams(page.words)], vocabulary)
    if key is None:
        return pages, strange
    reader = Reader(key=key, vocabulary=vocabulary, twins=_twins())
    mended, findings = _mend(measured, lambda words: mend_words(words, reader))
    return mended, (*strange, *findings)


def _replace_strange(pages: tuple[Page, ...]) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """Return the pages with letters for the strange ones, and for ordinary signs, in their place."""
    texts = dict.fromkeys(word.testo for page in pages for word in page.words)
    findings: tuple[Diagnostic, ...] = ()
    strange = find_strangers(texts)
    if strange:
        vocabulary = read_vocabulary(texts)
        elected = learn_strangers(strange, vocabulary)
        pages, findings = _mend(pages, Strangers(elected=elected, vocabulary=vocabulary).replace)
    signs = learn_signs(texts)
    if not signs:
        return pages, findings
    vocabulary = read_vocabulary(texts)
    certain = vocabulary.words | vocabulary.right | undamaged(texts, signs)
    pages, told = _mend(pages, Signs(elected=signs, words=certain).replace)
    return pages, (*findings, *told)


def _twins() -> tuple[Twins, ...]:
    rows = read_profile("legature")["gemelle"]
    return tuple(Twins(common=row["frequente"], rare=row["rara"], roots=tuple(row["radici"])) for row in rows)


def _mend(
    pages: Sequence[Page], mend: Callable[[Sequence[Word]], tuple[list[Word], list[Mending]]]
) -> tuple[tuple[Page, ...], tuple[Diagnostic, ...]]:
    """Return the pages with each one's words mended, and a finding for each word that was damaged."""
    mended: list[Page] = []
    places: dict[tuple[bool, str, str], list[Provenance]] = defaultdict(list)
    first = 0
    for page in pages:
        words, mendings = mend(page.words)
        mended.append(replace(page, words=number_words(words, first)))
        first += len(words)
        for one in mendings:
            places[one.sure, one.printed, one.read].append(_place(page, one))
    return tuple(mended), tuple(
        _report(*what, where) for what, where in sorted(places.items(), key=lambda item: item[0])
    )


def _place(page: Page, mending: Mending) -> Provenance:
    x0, top, x1, bottom = mending.riquadro
    return Provenance(pagina=page.numero, riquadro=(round(x0, 2), round(top, 2), round(x1, 2), round(bottom, 2)))


def _report(sure: bool, printed: str, read: str, places: Sequence[Provenance]) -> Diagnostic:
    """Return the finding about one damaged word, with all the places where it stands."""
    fonte = places[0]._replace(continua=tuple(places[1:]))
    if sure:
        return finding("LET106", fonte=fonte, prima=printed, dopo=read, volte=len(places))
    return finding("LET109", fonte=fonte, parola=printed, forse=read)
