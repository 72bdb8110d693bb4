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
    return _above(sheet, at_top=True)


def lower_half(sheet: Page) -> Page:
    """Return what stands on the lower half of a sheet, as a page of its own."""
    return _above(sheet, at_top=False)


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


def _above(sheet: Page, *, at_top: bool) -> Page:
    middle = sheet.height / 2
    by = 0.0 if at_top else middle
    return replace(
        sheet,
        height=middle,
        words=tuple(
            w._replace(top=w.top - by, bottom=w.bottom - by) for w in sheet.words if (w.top < middle) is at_top
        ),
        rules=tuple(
            rule._replace(at=rule.at - by)
            if rule.horizontal
            else rule._replace(start=rule.start - by, end=rule.end - by)
            for rule in sheet.rules
            if ((rule.at if rule.horizontal else rule.start) < middle) is at_top
        ),
        fills=tuple(
            f._replace(top=f.top - by, bottom=f.bottom - by) for f in sheet.fills if (f.top < middle) is at_top
        ),
        images=tuple(
            i._replace(top=i.top - by, bottom=i.bottom - by) for i in sheet.images if (i.top < middle) is at_top
        ),
    )
