"""PDFium's functions with plain arguments: the same entry points as ``pypdfium2.raw``, called at half the cost.

The generated bindings build a pointer object for every handle they return. A page of a plan needs thousands of calls,
so here handles are plain integers and out-arguments are addresses of buffers that the caller keeps. Holding the
interpreter's lock (PYFUNCTYPE) saves as much again; PDFium is not thread-safe, so nothing is lost by it.
"""

from __future__ import annotations

from collections.abc import Callable
from ctypes import PYFUNCTYPE, c_char_p, c_float, c_int, c_size_t, c_uint, c_ulong, c_void_p, cast
from typing import Any

import pypdfium2
from pypdfium2 import raw

Function = Callable[..., Any]


def _bind(name: str, result: Any, *arguments: Any) -> Function:
    address = cast(getattr(raw, name), c_void_p).value or 0
    function: Function = PYFUNCTYPE(result, *arguments)(address)
    return function


# importing pypdfium2 initialises the library; PDFIUM_INFO names its build in bug reports
VERSION = str(pypdfium2.PDFIUM_INFO)

_P, _I = c_void_p, c_int

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

load_text = _bind("FPDFText_LoadPage", _P, _P)
close_text = _bind("FPDFText_ClosePage", None, _P)
count_chars = _bind("FPDFText_CountChars", _I, _P)
text_buffer = _bind("FPDFText_GetText", _I, _P, _I, _I, _P)
char_unicode = _bind("FPDFText_GetUnicode", c_uint, _P, _I)
char_object = _bind("FPDFText_GetTextObject", c_size_t, _P, _I)  # as a number: 0, not None, where there is none
char_is_generated = _bind("FPDFText_IsGenerated", _I, _P, _I)
char_loose_box = _bind("FPDFText_GetLooseCharBox", _I, _P, _I, _P)
char_box = _bind("FPDFText_GetCharBox", _I, _P, _I, _P, _P, _P, _P)
char_origin = _bind("FPDFText_GetCharOrigin", _I, _P, _I, _P, _P)
char_matrix = _bind("FPDFText_GetMatrix", _I, _P, _I, _P)

count_objects = _bind("FPDFPage_CountObjects", _I, _P)
page_object = _bind("FPDFPage_GetObject", _P, _P, _I)
count_form_objects = _bind("FPDFFormObj_CountObjects", _I, _P)
form_object = _bind("FPDFFormObj_GetObject", _P, _P, c_size_t)
object_type = _bind("FPDFPageObj_GetType", _I, _P)
object_bounds = _bind("FPDFPageObj_GetBounds", _I, _P, _P, _P, _P, _P)
object_matrix = _bind("FPDFPageObj_GetMatrix", _I, _P, _P)
fill_colour = _bind("FPDFPageObj_GetFillColor", _I, _P, _P, _P, _P, _P)
stroke_colour = _bind("FPDFPageObj_GetStrokeColor", _I, _P, _P, _P, _P, _P)
stroke_width = _bind("FPDFPageObj_GetStrokeWidth", _I, _P, _P)
text_font = _bind("FPDFTextObj_GetFont", _P, _P)
text_size = _bind("FPDFTextObj_GetFontSize", _I, _P, _P)
text_render_mode = _bind("FPDFTextObj_GetTextRenderMode", _I, _P)
font_name = _bind("FPDFFont_GetBaseFontName", c_size_t, _P, _P, c_size_t)
font_flags = _bind("FPDFFont_GetFlags", _I, _P)
path_draw_mode = _bind("FPDFPath_GetDrawMode", _I, _P, _P, _P)
count_segments = _bind("FPDFPath_CountSegments", _I, _P)
path_segment = _bind("FPDFPath_GetPathSegment", _P, _P, _I)
segment_point = _bind("FPDFPathSegment_GetPoint", _I, _P, _P, _P)
segment_type = _bind("FPDFPathSegment_GetType", _I, _P)
segment_closes = _bind("FPDFPathSegment_GetClose", _I, _P)

OBJECT_TEXT = 1
OBJECT_PATH = 2
OBJECT_IMAGE = 3
OBJECT_SHADING = 4
OBJECT_FORM = 5
SEGMENT_LINE = 0
SEGMENT_BEZIER = 1
SEGMENT_MOVE = 2
ERROR_PASSWORD = 4
FLOAT = c_float
