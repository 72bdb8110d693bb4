"""What is no plan gets one line: the file's name, what it is, what to do. The name's ending never matters."""

from __future__ import annotations

import io
import json
import os
import re
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest

from pipeline.errors import ExitCode, InputError, UsageError
from pipeline.extract import extract, read_source, source

from .word import archive, package, par

OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000)
CONTENT_TYPES = '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.{}+xml"/></Types>'


def encrypted_zip() -> bytes:
    data = bytearray(archive({"a.txt": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


BAD = {
    "empty": (b"", "vuoto", "copia"),
    "jpeg": (b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(50), "immagine JPEG", "OCR"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(50), "immagine PNG", "OCR"),
    "gif": (b"GIF89a" + bytes(50), "immagine GIF", "OCR"),
    "tiff": (b"II*\x00" + bytes(50), "immagine TIFF", "OCR"),
    "bmp": (b"BM" + bytes(50), "immagine BMP", "OCR"),
    "webp": (b"RIFF\x00\x00\x00\x00WEBPVP8 " + bytes(9), "immagine WebP", "OCR"),
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "protetto da password", "password"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), r"vecchio documento Word \(.doc\)", r"\.docx"),
    "xls": (OLE + "Workbook".encode("utf-16-le"), "vecchio foglio Excel", "CSV"),
    "ole": (OLE, "vecchio file di Office", r"\.docx"),
    "rtf": (rb"{\rtf1\ansi Piano}", "RTF", r"\.docx"),
    "html": (b"\n <!DOCTYPE html><html><p>Piano</p></html>", "HTML", "browser"),
    "xhtml": (b'<?xml version="1.0"?><html xmlns="x">Piano</html>', "HTML", "browser"),
    "html in utf-16": ("<html>Piano".encode("utf-16"), "HTML", "browser"),
    "fodt": (b'<?xml version="1.0"?><office:document/>', "OpenDocument", r"\.docx"),
    "flat word": (b'<?xml version="1.0"?><pkg:package/>', "Word in un solo XML", r"\.docx"),
    "xml": (b'<?xml version="1.0"?><piano/>', "XML", "PDF"),
    "json": (json.dumps({"settori": []}).encode(), "JSON", "albero diff"),
    "odt": (archive({"mimetype": "application/vnd.oasis.opendocument.text"}), "ODT", r"\.docx"),
    "ods": (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "ODS", "CSV"),
    "xlsx": (archive({"[Content_Types].xml": CONTENT_TYPES.format("spreadsheetml.sheet.main")}), "Excel", "CSV"),
    "pptx": (archive({"[Content_Types].xml": CONTENT_TYPES.format("presentationml.slide")}), "PowerPoint", r"\.docx"),
    "zip": (archive({"piano.pdf": b"%PDF"}), "archivio zip", "Estrai"),
    "zip with a password": (encrypted_zip(), "protetto da password", "Estrai"),
    "cut zip": (archive({"piano.csv": "x" * 99})[:60], "archivio zip danneggiato", "di nuovo"),
    "7z": (b"7z\xbc\xaf\x27\x1c" + bytes(9), "7-Zip", "Estrai"),
    "rar": (b"Rar!\x1a\x07\x00", "RAR", "Estrai"),
    "exe": (b"MZ\x90\x00" + bytes(90), "eseguibile", "PDF"),
    "elf": (b"\x7fELF\x02" + bytes(90), "eseguibile", "PDF"),
    "junk": (bytes(range(256)) * 20, "binario che non riconosco", "PDF"),
    "white space": (b" \r\n\t\n ", "vuoto", "Controlla"),
    "eml": (b"MIME-Version: 1.0\r\nSubject: piano\r\n", "posta", "Estrai"),
}


@pytest.mark.parametrize(("data", "what", "advice"), BAD.values(), ids=BAD.keys())
@pytest.mark.parametrize("name", ["piano.pdf", "piano.txt"])
def test_bad_input_names_file_kind_and_advice(data: bytes, what: str, advice: str, name: str) -> None:
    with pytest.raises(InputError, match=f"«{name}».*{what}") as caught:
        extract(data, name)
    assert caught.value.exit_code is ExitCode.INPUT
    assert "\n" not in str(caught.value)
    assert re.search(advice, caught.value.advice)


def test_an_unknown_engine_is_wrong_usage() -> None:
    with pytest.raises(UsageError, match="«xpdf» non esiste"):
        extract(b"%PDF-1.4", "piano.pdf", engine="xpdf")


def test_the_name_does_not_decide() -> None:
    assert extract(package(par("Piano")), "piano.pdf").fonte.formato == "docx"
    assert extract(b"Piano della performance", "piano.docx").fonte.formato == "testo"


def test_a_name_with_control_characters_stays_on_one_line() -> None:
    with pytest.raises(InputError) as caught:
        extract(b"", "pia\nno\x1b[31m.pdf")
    assert "\n" not in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"manca\.pdf» non esiste.*Controlla il nome"):
        read_source(str(tmp_path / "manca.pdf"))


def test_a_file_as_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(InputError, match="non esiste"):
        read_source(str(tmp_path / "a.txt" / "b.pdf"))


def test_a_folder(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"è una cartella.*Indica il file"):
        read_source(str(tmp_path))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root and Windows read what others may not")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "chiuso.pdf"
    file.write_bytes(b"%PDF")
    file.chmod(0)
    with pytest.raises(InputError, match=r"permesso di leggere .*chiuso\.pdf"):
        read_source(str(file))


def test_no_permission_wherever_it_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="permesso"):
        read_source(str(tmp_path / "chiuso.pdf"))


def test_a_disk_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(InputError, match=r"Non riesco a leggere.*Input/output error"):
        read_source(str(tmp_path / "a.pdf"))


def test_an_impossible_name() -> None:
    with pytest.raises(InputError, match="a�b"):
        read_source("a\0b")


def test_too_large_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MAX_BYTES", 10)
    (tmp_path / "grande.pdf").write_bytes(b"x" * 11)
    (tmp_path / "giusto.pdf").write_bytes(b"x" * 10)
    with pytest.raises(InputError, match="supera"):
        read_source(str(tmp_path / "grande.pdf"))
    assert read_source(str(tmp_path / "giusto.pdf")) == (b"x" * 10, "giusto.pdf")


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"Piano")))
    assert read_source("-") == (b"Piano", "stdin")


def test_standard_input_that_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(InputError, match="chiuso"):
        read_source("-")


def test_an_archive_of_too_many_entries() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for number in range(20_001):
            target.writestr(str(number), b"")
    with pytest.raises(InputError, match="supera ogni misura"):
        extract(buffer.getvalue(), "piano.docx")
