"""Lines: parting them at heights makes the lines that the words between those heights make."""

from __future__ import annotations

from bisect import bisect_right

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extract.pdf.page import Word
from pipeline.extract.pdf.rows.lines import is_spaced, line_of, lines_of, part_at, split_at_gaps

PLACES = st.integers(0, 60).map(lambda step: step / 4)


@st.composite
def _words(draw: st.DrawFn) -> list[Word]:
    """Words of about one size, so close to each other that many heights cross a line."""
    places = draw(st.lists(st.tuples(PLACES, PLACES, st.sampled_from((2.0, 3.0))), unique_by=lambda place: place[:2]))
    return [
        Word(numero=at, testo="x", x0=x, top=top, x1=x + 1, bottom=top + size, size=size)
        for at, (x, top, size) in enumerate(places)
    ]


@given(_words(), st.lists(PLACES).map(sorted))
def test_lines_parted_at_heights_are_those_of_the_words_between(words: list[Word], heights: list[float]) -> None:
    """Rule: a cell's lines are those that the words whose middle stands in it make."""
    between: list[list[Word]] = [[] for _ in range(len(heights) + 1)]
    for word in words:
        between[bisect_right(heights, (word.top + word.bottom) / 2)].append(word)
    assert part_at(lines_of(words), heights) == [lines_of(own) for own in between]


@given(_words().filter(bool))
def test_a_line_is_the_box_of_its_words(words: list[Word]) -> None:
    """Rule: a line reaches as far as its words do."""
    line = line_of(words)
    assert sorted(line.words) == sorted(words)
    assert (line.x0, line.top) == (min(w.x0 for w in words), min(w.top for w in words))
    assert (line.x1, line.bottom) == (max(w.x1 for w in words), max(w.bottom for w in words))


def test_a_line_is_cut_at_wide_white_only() -> None:
    """Rule: white wider than a share of the words' size parts them; a line without such white stays as it is."""
    near = [Word(at, "x", at * 12.0, 0, at * 12.0 + 10, 10, 10) for at in range(3)]
    far = near[2]._replace(numero=3, x0=60, x1=70)
    whole = line_of(near)
    assert split_at_gaps(whole, 0.5) == [whole]
    assert split_at_gaps(line_of([*near, far]), 0.5) == [whole, line_of([far])]


def test_words_in_spaced_letters_stand_far_and_evenly_apart() -> None:
    def apart(*gaps: float) -> bool:
        x, words = 50.0, list[Word]()
        for gap in (*gaps, 0.0):
            words.append(Word(numero=len(words), testo="x", x0=x, top=0, x1=x + 20, bottom=10, size=10))
            x += 20 + gap
        return is_spaced(line_of(words))

    assert apart(6.0, 6.2, 5.9)
    assert not apart(6.0, 2.5, 6.0)  # a word behind each of two entries' gaps
    assert not apart(9.0, 9.0, 9.0)  # columns
    assert not apart(6.0)  # two words tell nothing
