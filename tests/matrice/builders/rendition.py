"""The choices that make one rendition: structure, look, page and furniture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Placement = Literal["row", "shared", "across", "down", "repeated", "title", "overflow"]
"""Where a heading stands: in a row of its own, on the first row below it, over the whole width, once for all its
rows, on every row, as a title above a table, or in a row of its own running over its empty neighbours."""
Rules = Literal["grid", "frame", "horizontal", "groups", "header", "zebra", "none"]
Producer = Literal["writer", "calc", "chromium", "reportlab", "weasyprint", "wkhtmltopdf", "ghostscript", "latex"]

FIVE = ("settore", "obiettivo", "indicatore", "target", "owner")
LABELS = {
    "settore": "Settore",
    "obiettivo": "Obiettivo",
    "indicatore": "Indicatore",
    "target": "Target",
    "owner": "Owner",
    "algoritmo": "ALGORITMO",
    "indicatore_individuale": "INDICATORE",
    "target_individuale": "TARGET",
}
CARD = ("etichetta", "valore")
SHARES = {
    "settore": 15.0,
    "obiettivo": 23.0,
    "indicatore": 35.0,
    "target": 10.0,
    "owner": 17.0,
    "etichetta": 20.0,
    "valore": 80.0,
}
INDIVIDUAL_SHARES = {"obiettivo": 24.0, "indicatore": 33.0, "algoritmo": 33.0, "target": 11.0}


@dataclass(frozen=True, kw_only=True, slots=True)
class Rendition:
    """One rendition of the plan. Lengths are millimetres, font sizes points.

    `cards` prints each objective as a card, a label and a value on each row, instead of a table's rows.
    `printed_header` holds the header words as they come out, where the producer itself cuts them.
    """

    name: str
    producer: Producer
    exercises: str
    settore: Placement = "row"
    obiettivo: Placement = "row"
    merge_owner: bool = False
    merge_target: bool = False
    cards: bool = False
    columns: tuple[str, ...] = FIVE
    labels: dict[str, str] = field(default_factory=dict)
    shares: dict[str, float] = field(default_factory=dict)
    header: Literal["first", "every"] = "first"
    rules: Rules = "grid"
    valign: Literal["top", "middle", "bottom"] = "top"
    padding: float = 1.0
    font: str = "Liberation Sans"
    size: float = 9.0
    page: Literal["landscape", "portrait", "mixed"] = "landscape"
    paper: Literal["A4", "A3"] = "A4"
    margin: float = 15.0
    split_rows: bool = True
    bold: bool = True
    header_fill: str = ""
    header_ink: str = ""
    group_fill: str = ""
    align_target: Literal["left", "center", "right"] = "left"
    breaks: Literal["words", "soft", "auto"] = "words"
    spacing: float = 0.0
    running_header: str = ""
    running_footer: str = ""
    note: str = ""
    individual_pages: bool = True
    stamp: str = ""
    watermark: str = ""
    watermark_over: bool = False
    rotation: Literal["none", "flag", "content"] = "none"
    hidden: str = ""
    outside: str = ""
    double: bool = False
    clipped_header: bool = False
    printed_header: tuple[str, ...] = ()
    lost_ligatures: bool = False
    shifted_box: bool = False

    def label(self, role: str) -> str:
        """Return the header word of a column."""
        return self.labels.get(role, LABELS[role])

    def widths(self, roles: tuple[str, ...], total: float) -> list[float]:
        """Return the columns' widths for a table of the given width."""
        shares = INDIVIDUAL_SHARES if "algoritmo" in roles else SHARES | self.shares
        whole = sum(shares[role] for role in roles)
        return [total * shares[role] / whole for role in roles]

    def paper_size(self, landscape: bool) -> tuple[float, float]:
        """Return page width and height in millimetres."""
        short, long = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}[self.paper]
        return (long, short) if landscape else (short, long)

    @property
    def starts_landscape(self) -> bool:
        """Say whether the plan's own pages lie on their side; in a mixed file the individual ones do."""
        return self.page == "landscape"

    @property
    def individual_landscape(self) -> bool:
        """Say whether the pages of the individual tables lie on their side."""
        return self.page != "portrait"
