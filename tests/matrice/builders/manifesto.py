"""The manifest: what each rendition is, and which of its texts are not the plan's."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from builders.rendition import FIVE, Rendition
from builders.touches import LOST_PAGES

PRODUCERS = {
    "writer": "LibreOffice Writer",
    "calc": "LibreOffice Calc",
    "chromium": "Chromium",
    "reportlab": "reportlab",
    "weasyprint": "WeasyPrint",
    "wkhtmltopdf": "wkhtmltopdf",
    "ghostscript": "LibreOffice Writer e Ghostscript",
    "latex": "pdfTeX",
}
HEAD = """# Written by build.py: what each rendition exercises and which of its texts are not part of the plan.
# arredo: texts printed on the pages around the plan ({page} and {pages} stand for numbers); note: texts between tables;
# invisibile: texts no reader sees; intestazioni: the header words of the plan's table; diverso: where the rendition
# itself prints other text than the row tables (empty for all but one).
"""


def manifest_text(renditions: Iterable[Rendition]) -> str:
    """Return the manifest as TOML."""
    return HEAD + "".join(entry(r) for r in renditions)


def write_manifest(renditions: Iterable[Rendition], folder: Path) -> None:
    """Write the manifest into a folder."""
    (folder / "manifest.toml").write_text(manifest_text(renditions), encoding="utf-8", newline="\n")


def entry(r: Rendition) -> str:
    """Return one rendition's table."""
    fields: dict[str, object] = {
        "file": r.name + ".pdf",
        "produttore": PRODUCERS[r.producer],
        "esercita": r.exercises,
        "intestazioni": header_words(r),
        "arredo": [t for t in (r.running_header, r.running_footer, r.stamp, r.watermark) if t],
        "note": [r.note] if r.note else [],
        "invisibile": [t for t in (r.hidden, r.outside) if t],
        "diverso": lost_text() if r.lost_ligatures else "",
    }
    lines = "".join(f"{key} = {toml(value)}\n" for key, value in fields.items())
    return f"\n[[resa]]\n{lines}"


def header_words(r: Rendition) -> list[str]:
    """Return the header words of the plan's table in column order."""
    if r.printed_header:
        return list(r.printed_header)
    there = (role for role in r.columns if not (role in FIVE[:2] and getattr(r, role) == "title"))
    return [r.label(role).replace("\n", " ") for role in there]


def lost_text() -> str:
    """Return what the rendition with lost ligatures prints otherwise."""
    return (
        f"legature perse: nel carattere normale delle pagine 1-{LOST_PAGES} ogni 'tti', 'ti', 'tt' si legge come uno "
        "spazio; titoli, settori e obiettivi in neretto e le pagine seguenti sono integri"
    )


def toml(value: object) -> str:
    """Return a string or a list of strings as TOML."""
    return json.dumps(value, ensure_ascii=False)
