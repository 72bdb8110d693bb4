"""Renditions of programs that only these files need: other print engines, TeX, and a document distilled again."""

from __future__ import annotations

from builders.rendition import Rendition

FOOT = "Pag. {page} di {pages}"

OTHERS = (
    Rendition(
        name="weasyprint-righe-strappate",
        producer="weasyprint",
        exercises=(
            "settore, obiettivo, owner e target uniti in verticale, testo in alto, righe strappate dal salto pagina: "
            "le celle brevi restano sopra, le altre vanno sotto"
        ),
        settore="down",
        obiettivo="down",
        merge_owner=True,
        merge_target=True,
        font="Carlito",
        running_footer=FOOT,
    ),
    Rendition(
        name="wkhtmltopdf-titoli-larghi",
        producer="wkhtmltopdf",
        exercises=(
            "titoli a tutta larghezza, solo righe orizzontali, intestazione su ogni pagina, target lontano dalla sua "
            "intestazione centrata"
        ),
        settore="across",
        obiettivo="across",
        columns=("indicatore", "target", "owner"),
        rules="horizontal",
        header="every",
        font="Liberation Serif",
        size=10,
    ),
    Rendition(
        name="ghostscript-legature-scambiate",
        producer="ghostscript",
        exercises="legature scambiate: il testo ha i byte delle loro lettere in ordine inverso; sola cornice esterna",
        settore="shared",
        rules="frame",
        font="Lato",
        size=8.5,
        padding=1.2,
    ),
    Rendition(
        name="latex-giustificato",
        producer="latex",
        exercises="testo giustificato senza caratteri di spazio, sillabazione, solo righe orizzontali, tabelle su ogni pagina",
        rules="horizontal",
        header="every",
        size=10,
    ),
)
