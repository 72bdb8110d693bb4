"""PDFium's functions with plain arguments: the same entry points as ``pypdfium2.raw``, called at a quarter of the cost.

The generated bindings build a pointer object for every handle they return. A page of a plan needs more than a thousand calls,
so here handles are plain integers and out-arguments are addresses of buffers that the caller keeps. Holding the
interpreter's lock (PYFUNCTYPE) saves as much again; PDFium is not thread-safe, so nothing is lost by it.

To check arguments against a prototype costs more than the call itself. What is called for every word or object has none:
there a handle or address is given as ``address`` made it (once for many calls), other arguments are C ints.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_char_p, c_int, c_size_t, c_uint, c_ulong, c_void_p, cast
from typing import Any

import pypdfium2
from pypdfium2 import raw

Function = Callable[..., Any]
Address = Any
"""What ``address`` makes."""


def _bind(name: str, result: Any, *arguments: Any) -> Function:
    entry = cast(getattr(raw, name), c_void_p).value or 0
    function: Function = PYFUNCTYPE(result, *arguments)(entry)
    return function


def _bare(name: str, result: Any) -> Function:
    """Return a function without a prototype: it takes C ints, and what ``address`` makes.

    ``result`` is None where the answer lies in a buffer: to make a number that nobody looks at costs a tenth of a call.
    """
    return _bind(name, result)


address: Callable[[int | None], Address] = c_void_p.from_param
"""Make the argument that stands for a handle or the address of a buffer; every function takes it."""

# importing pypdfium2 initialises the library; PDFIUM_INFO names its build in bug reports
VERSION = str(pypdfium2.PDFIUM_INFO)

_P, _I = c_void_p, c_int
_H = c_size_t
"""A handle as a number: 0, not None, where there is none."""

load_document = _bind("FPDF_LoadMemDocument64", _P, c_char_p, c_size_t, c_char_p)
last_error = _bind("FPDF_GetLastError", c_uint)
close_document = _bind("FPDF_CloseDocument", None, _P)
count_pages = _bind("FPDF_GetPageCount", _I, _P)
meta_text = _bind("FPDF_GetMetaText", c_ulong, _P, c_char_p, _P, c_ulong)
count_attachments = _bind("FPDFDoc_GetAttachmentCount", _I, _P)
load_page = _bind("FPDF_LoadPage", _P, _P, _I)
close_page = _bind("FPDF_ClosePage", None, _P)
page_box = _bind("FPDF_GetPageBoundingBox", _I, _P, _P)
page_rotation = _bind("FPDFPage_GetRotation", _I, _P)
turn_page = _bind("FPDFPage_SetRotation", None, _P, _I)

load_text = _bind("FPDFText_LoadPage", _P, _P)
close_text = _bind("FPDFText_ClosePage", None, _P)
count_chars = _bind("FPDFText_CountChars", _I, _P)
text_buffer = _bind("FPDFText_GetText", _I, _P, _I, _I, _P)
char_unicode = _bare("FPDFText_GetUnicode", c_uint)
char_object = _bare("FPDFText_GetTextObject", _H)
char_is_hyphen = _bare("FPDFText_IsHyphen", _I)
char_is_generated = _bare("FPDFText_IsGenerated", _I)
char_loose_box = _bare("FPDFText_GetLooseCharBox", None)
char_origin = _bind("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
char_matrix = _bare("FPDFText_GetMatrix", None)

count_objects = _bind("FPDFPage_CountObjects", _I, _P)
page_object = _bare("FPDFPage_GetObject", _H)
count_form_objects = _bind("FPDFFormObj_CountObjects", _I, _P)
form_object = _bind("FPDFFormObj_GetObject", _P, _P, c_size_t)
object_type = _bare("FPDFPageObj_GetType", _I)
object_bounds = _bare("FPDFPageObj_GetBounds", None)
object_matrix = _bare("FPDFPageObj_GetMatrix", None)
fill_colour = _bare("FPDFPageObj_GetFillColor", _I)
stroke_colour = _bare("FPDFPageObj_GetStrokeColor", _I)
stroke_width = _bare("FPDFPageObj_GetStrokeWidth", None)
text_font = _bare("FPDFTextObj_GetFont", _H)
text_size = _bare("FPDFTextObj_GetFontSize", _I)
text_render_mode = _bare("FPDFTextObj_GetTextRenderMode", _I)
font_name = _bind("FPDFFont_GetBaseFontName", c_size_t, _P, _P, c_size_t)
font_flags = _bind("FPDFFont_GetFlags", _I, _P)
path_draw_mode = _bare("FPDFPath_GetDrawMode", _I)
count_segments = _bare("FPDFPath_CountSegments", _I)
path_segment = _bare("FPDFPath_GetPathSegment", _H)
segment_point = _bare("FPDFPathSegment_GetPoint", None)
segment_type = _bare("FPDFPathSegment_GetType", _I)
segment_closes = _bare("FPDFPathSegment_GetClose", _I)

OBJECT_TEXT = 1
OBJECT_PATH = 2
OBJECT_IMAGE = 3
OBJECT_SHADING = 4
OBJECT_FORM = 5
SEGMENT_LINE = 0
SEGMENT_BEZIER = 1
SEGMENT_MOVE = 2
ERROR_PASSWORD = 4
