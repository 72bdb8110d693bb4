"""Signed envelopes (p7m): the document inside is read, in every way the envelope may be written."""

from __future__ import annotations

import base64
import hashlib

import pytest

from pipeline.errors import InputError
from pipeline.extract import extract
from pipeline.extract.envelope import unwrap

from .reading import codes, texts

DOCUMENT = b"Obiettivo\tTarget\n01.01 - Verifica\t>=80%\n" * 8
SIGNED = bytes.fromhex("06092a864886f70d010702")
ENVELOPED = bytes.fromhex("06092a864886f70d010703")
DATA = bytes.fromhex("06092a864886f70d010701")


def der(tag: int, content: bytes) -> bytes:
    size = len(content)
    length = bytes([size]) if size < 0x80 else b"\x82" + size.to_bytes(2, "big")
    return bytes([tag]) + length + content


def ber(tag: int, content: bytes) -> bytes:
    return bytes([tag, 0x80]) + content + b"\0\0"


def signed(content: bytes | None, *, ends: bool = False) -> bytes:
    """A SignedData around octets that are already written (None: a detached signature)."""
    wrap = ber if ends else der
    capsule = wrap(0x30, DATA + (wrap(0xA0, content) if content is not None else b""))
    body = der(0x02, b"\1") + der(0x31, der(0x30, b"")) + capsule + der(0x31, der(0x30, b"\5\0"))
    return wrap(0x30, SIGNED + wrap(0xA0, wrap(0x30, body)))


def octets(content: bytes) -> bytes:
    return der(0x04, content)


PARTS = b"".join(octets(DOCUMENT[at : at + 50]) for at in range(0, len(DOCUMENT), 50))
PLAIN = signed(octets(DOCUMENT))
ENVELOPES = {
    "DER": PLAIN,
    "BER": signed(ber(0x24, PARTS), ends=True),
    "in parts": signed(der(0x24, PARTS)),
    "parts within parts": signed(ber(0x24, ber(0x24, PARTS)), ends=True),
    "signed twice": signed(octets(PLAIN)),
    "PEM": b"-----BEGIN PKCS7-----\n" + base64.encodebytes(PLAIN) + b"-----END PKCS7-----\n",
    "base64": base64.encodebytes(PLAIN),
}


@pytest.mark.parametrize("data", ENVELOPES.values(), ids=ENVELOPES.keys())
def test_the_document_inside_is_read(data: bytes) -> None:
    document = extract(data, "piano.txt.p7m")
    assert texts(document)[1] == ["01.01 - Verifica", ">=80%"]
    assert codes(document)[0] == "LET003"
    assert document.fonte.sha256 == hashlib.sha256(data).hexdigest()
    assert document.fonte.file == "piano.txt.p7m"


def test_what_is_no_envelope_is_left_alone() -> None:
    for data in (DOCUMENT, b"", b"0", b"MIao", b"0\x80" + bytes(20), b"-----BEGIN PKCS7-----\n!\n-----END PKCS7-----"):
        assert unwrap(data, "x") is data


def test_a_detached_signature() -> None:
    with pytest.raises(InputError, match=r"«a\.p7s» contiene solo la firma.*Indica il documento"):
        unwrap(signed(None), "a.p7s")


def test_an_encrypted_envelope() -> None:
    with pytest.raises(InputError, match=r"«a\.p7m» è una busta cifrata.*Decifrala"):
        unwrap(der(0x30, ENVELOPED + der(0xA0, b"")), "a.p7m")


@pytest.mark.parametrize("keep", [30, 100, 300])
@pytest.mark.parametrize("data", [PLAIN, ENVELOPES["BER"]], ids=["DER", "BER"])
def test_a_truncated_envelope(data: bytes, keep: int) -> None:
    with pytest.raises(InputError, match=r"danneggiata o incompleta.*Scaricala di nuovo"):
        unwrap(data[:keep], "a.p7m")


def test_an_envelope_nested_without_end() -> None:
    with pytest.raises(InputError, match="danneggiata"):
        unwrap(b"0\x80" + SIGNED + b"\xa0\x80" + b"0\x80" * 5000, "a.p7m")


def test_too_many_signatures() -> None:
    data = octets(b"x")
    for _ in range(21):
        data = octets(signed(data))
    with pytest.raises(InputError, match="troppe firme"):
        unwrap(data[4:] if data[1] == 0x82 else data[2:], "a.p7m")
