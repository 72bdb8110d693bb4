"""Texts at the foot of their rows: how high the rows are tells whether they start their rows or stand for all above them."""

from __future__ import annotations

from .strips import Spot, page_of, spread

HEAD: list[Spot] = [(40, 50, "Obiettivo"), (200, 50, "Indicatore"), (440, 50, "Target"), (520, 50, "Owner")]


def goals_of(rows: list[list[tuple[int, int, int, str]]]) -> list[tuple[int, str]]:
    """Return the objectives below the header: how many rows each covers, and its text."""
    return [(cell[2], cell[3]) for row in rows[1:] for cell in row if cell[0] == 0]


def title(foot: float, at: int) -> list[Spot]:
    """Return a title of three lines whose last one stands at ``foot``."""
    return [(40, foot - 12 * line, text) for line, text in enumerate(("del mare", "delle imprese", f"0{at} Bandi"))]


def entry(top: float, text: str) -> list[Spot]:
    return [(200, top, text), (440, top, "5"), (520, top, "Legale")]


def test_titles_that_make_their_rows_higher_start_their_rows() -> None:
    spots = [*HEAD]
    for at in range(5):
        top = 100 + 80.0 * at  # two lines of white above, for the title's own row
        spots += [*title(top, at), *entry(top, f"numero {at}")]
        spots += [*entry(top + 18, f"grado {at}"), *entry(top + 36, f"spesa {at}")] if at < 4 else []
    assert goals_of(spread([page_of(spots)])) == [(1, f"0{at} Bandi delle imprese del mare") for at in range(5)]


def test_titles_beside_rows_of_the_usual_height_stand_for_all_of_them() -> None:
    spots = [*HEAD]
    for at in range(5):
        top = 100 + 54.0 * at
        spots += [*entry(top, f"numero {at}"), *entry(top + 18, f"grado {at}"), *entry(top + 36, f"spesa {at}")]
        spots += title(top + 36, at)
    assert goals_of(spread([page_of(spots)])) == [(3, f"0{at} Bandi delle imprese del mare") for at in range(5)]
