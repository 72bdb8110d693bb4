"""The halves of a sheet as pages of their own: a page comes in, what stands on one half of it goes out, with places on that half."""

from __future__ import annotations

from dataclasses import replace

from pipeline.extract.pdf.page import Page


def left_half(sheet: Page) -> Page:
    """Return what stands on the left half of a sheet, as a page of its own."""
    return _beside(sheet, at_left=True)


def right_half(sheet: Page) -> Page:
    """Return what stands on the right half of a sheet, as a page of its own."""
    return _beside(sheet, at_left=False)


def upper_half(sheet: Page) -> Page:
    """Return what stands on the upper half of a sheet, as a page of its own."""
    return _mirrored(left_half(_mirrored(sheet)))


def lower_half(sheet: Page) -> Page:
    """Return what stands on the lower half of a sheet, as a page of its own."""
    return _mirrored(right_half(_mirrored(sheet)))


def _mirrored(page: Page) -> Page:
    """Return a page with its left and its upper side changed over; twice makes it what it was."""
    return replace(
        page,
        width=page.height,
        height=page.width,
        words=tuple(w._replace(x0=w.top, top=w.x0, x1=w.bottom, bottom=w.x1) for w in page.words),
        rules=tuple(rule._replace(horizontal=not rule.horizontal) for rule in page.rules),
        fills=tuple(f._replace(x0=f.top, top=f.x0, x1=f.bottom, bottom=f.x1) for f in page.fills),
        images=tuple(i._replace(x0=i.top, top=i.x0, x1=i.bottom, bottom=i.x1) for i in page.images),
    )


def _beside(sheet: Page, *, at_left: bool) -> Page:
    middle = sheet.width / 2
    by = 0.0 if at_left else middle
    return replace(
        sheet,
        width=middle,
        words=tuple(w._replace(x0=w.x0 - by, x1=w.x1 - by) for w in sheet.words if (w.x0 < middle) is at_left),
        rules=tuple(
            rule._replace(start=rule.start - by, end=rule.end - by)
            if rule.horizontal
            else rule._replace(at=rule.at - by)
            for rule in sheet.rules
            if ((rule.start if rule.horizontal else rule.at) < middle) is at_left
        ),
        fills=tuple(f._replace(x0=f.x0 - by, x1=f.x1 - by) for f in sheet.fills if (f.x0 < middle) is at_left),
        images=tuple(i._replace(x0=i.x0 - by, x1=i.x1 - by) for i in sheet.images if (i.x0 < middle) is at_left),
    )
