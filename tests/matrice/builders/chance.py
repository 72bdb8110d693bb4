"""Random renditions: the same choices as the catalogue's, drawn from a seed. They are made to be kept aside."""

from __future__ import annotations

from random import Random
from typing import Any

from builders.rendition import FIVE, Rendition

FONTS = ("Liberation Sans", "Liberation Serif", "Carlito", "Caladea", "DejaVu Sans", "Lato", "Liberation Sans Narrow")
PLACEMENTS = (
    ("row", "row"),
    ("shared", "row"),
    ("shared", "shared"),
    ("across", "across"),
    ("across", "row"),
    ("across", "down"),
    ("down", "down"),
    ("down", "row"),
    ("repeated", "repeated"),
    ("repeated", "row"),
    ("title", "row"),
    ("title", "down"),
    ("title", "title"),
    ("overflow", "overflow"),
)
SYNONYMS = (
    {},
    {},
    {"settore": "Area strategica", "target": "Risultato atteso", "owner": "Responsabile"},
    {"settore": "Settore strategico", "target": "Valore\natteso", "owner": "Struttura\nresponsabile"},
)
ORDERS = (
    FIVE,
    FIVE,
    FIVE,
    ("settore", "obiettivo", "indicatore", "owner", "target"),
    ("settore", "obiettivo", "owner", "indicatore", "target"),
)


def random_renditions(count: int, seed: int) -> list[Rendition]:
    """Return renditions drawn from a seed: the same seed gives the same ones."""
    chance = Random(seed)
    return [random_rendition(n, seed, chance) for n in range(1, count + 1)]


def random_rendition(n: int, seed: int, chance: Random) -> Rendition:
    """Return one rendition."""
    producer = chance.choice(("writer", "calc", "chromium", "reportlab"))
    choices: dict[str, Any] = structure(producer, chance) | look(producer, chance) | page(chance)
    said = ", ".join(f"{key}={value}" for key, value in choices.items() if value not in ("", False, {}))
    return Rendition(name=f"caso-{seed}-{n:02d}-{producer}", producer=producer, exercises=said, **choices)


def structure(producer: str, chance: Random) -> dict[str, Any]:
    """Return where the headings stand and in which order the columns come."""
    allowed = [p for p in PLACEMENTS if producer != "calc" or p[0] not in ("down", "title")]
    settore, obiettivo = chance.choice(allowed)
    columns = chance.choice(ORDERS)
    gone = [r for r, p in (("settore", settore), ("obiettivo", obiettivo)) if p == "across" and chance.random() < 0.7]
    shares = {"settore": 5.0, "obiettivo": 8.0, "indicatore": 52.0} if settore == "overflow" else {}
    if len(gone) == 2 or obiettivo != "across":
        columns = tuple(role for role in columns if role not in gone)
    return {
        "settore": settore,
        "obiettivo": obiettivo,
        "columns": columns,
        "merge_owner": producer != "calc" and chance.random() < 0.3,
        "merge_target": producer != "calc" and chance.random() < 0.12,
        "labels": chance.choice(SYNONYMS),
        "shares": shares,
        "header": chance.choice(("first", "every")),
        "individual_pages": chance.random() < 0.6,
        "note": "Nota: dati aggiornati alla data di approvazione." if chance.random() < 0.25 else "",
    }


def look(producer: str, chance: Random) -> dict[str, Any]:
    """Return rules, alignment, fonts and fills."""
    rules = chance.choice(("grid", "frame", "horizontal", "groups", "header", "zebra", "none", "none"))
    light = rules in ("none", "header", "frame", "zebra")
    fill, ink = chance.choice((("", ""), ("", ""), ("D9E2F3", ""), ("1F4E79", "FFFFFF")))
    words = {"writer": ("words", "auto"), "chromium": ("words", "soft"), "reportlab": ("words", "auto")}
    return {
        "rules": rules,
        "valign": chance.choice(("top", "top", "middle", "bottom")),
        "padding": chance.choice((0.9, 1.2, 1.6, 2.2) if light else (0.4, 0.8, 1.2, 2.0)),
        "font": chance.choice(FONTS),
        "size": chance.choice((7, 8, 8.5, 9, 10)),
        "bold": chance.random() < 0.75,
        "header_fill": fill,
        "header_ink": ink,
        "group_fill": chance.choice(("", "", "EDEDED")),
        "align_target": chance.choice(("left", "left", "center", "right")),
        "breaks": chance.choice(words.get(producer, ("words",))),
        "spacing": chance.choice((0.0, 0.0, 0.15)) if producer in ("writer", "chromium") else 0.0,
        "split_rows": chance.random() < 0.7,
        "double": producer == "reportlab" and chance.random() < 0.2,
    }


def page(chance: Random) -> dict[str, Any]:
    """Return the pages and what stands around the plan on them."""
    return {
        "page": chance.choice(("landscape", "landscape", "portrait", "mixed")),
        "margin": chance.choice((12.0, 15.0, 20.0)),
        "running_header": chance.choice(("", "", "Camera di commercio - Piano della performance")),
        "running_footer": chance.choice(("", "Pag. {page} di {pages}", "{page}/{pages}", "pagina {page}")),
        "stamp": "Prot. 0007421/U del 30/07/2025" if chance.random() < 0.2 else "",
        "watermark": chance.choice(("BOZZA", "COPIA")) if chance.random() < 0.2 else "",
        "watermark_over": chance.random() < 0.4,
        "rotation": chance.choice(("none",) * 6 + ("flag", "content")),
        "shifted_box": chance.random() < 0.1,
    }
