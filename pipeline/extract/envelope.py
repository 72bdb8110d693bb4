"""A signed envelope (CAdES, ``.p7m``: DER, BER, PEM or bare base64) becomes the document inside it, however often it was signed.

Only the envelope is opened: no signature is verified and no certificate is read. Detached signatures and encrypted
envelopes hold no readable document and end in an InputError. Structure: RFC 5652, section 5.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import NamedTuple

from pipeline.errors import InputError
from pipeline.extract.source import printable

_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_ENVELOPED = (bytes.fromhex("06092a864886f70d010703"), bytes.fromhex("060b2a864886f70d0109100117"))
_SEQUENCE, _EXPLICIT_0 = 0x30, 0xA0
_OCTETS, _OCTETS_IN_PARTS = 0x04, 0x24
_MAX_SIGNATURES = 20
_MAX_DEPTH = 40
_PEM = re.compile(rb"\A\s*-----BEGIN (?:PKCS7|CMS|PKCS #7 SIGNED DATA)-----(.*?)-----END ", re.DOTALL)
_BASE64 = re.compile(rb"\A\s*MI[A-Za-z0-9+/=\s]+\Z")
_SPACE = re.compile(rb"\s+")


class _Element(NamedTuple):
    """One ASN.1 element: its tag, where its content starts and ends, where the next element starts."""

    tag: int
    start: int
    end: int
    after: int


class _BrokenEnvelopeError(ValueError):
    """The bytes stop, or nest deeper, than an envelope can."""


def unwrap(data: bytes, name: str) -> bytes:
    """Return the document inside a signed envelope; ``data`` itself when it is none.

    Raises:
        InputError: an envelope that is damaged, encrypted, or holds only the signature.
    """
    content = data
    for _ in range(_MAX_SIGNATURES):
        binary = _as_der(content)
        if binary is None:
            return content
        content = _open(binary, name)
    raise InputError(
        f"«{printable(name)}» contiene troppe firme una dentro l'altra.", "Estrai il documento e usa quello."
    )


def _as_der(data: bytes) -> bytes | None:
    """Return the envelope's bytes, out of its text armour, or None when ``data`` is no envelope."""
    armoured = _PEM.match(data)
    if armoured or (_BASE64.match(data[:4096]) and _BASE64.match(data)):
        try:
            binary = base64.b64decode(_SPACE.sub(b"", armoured[1] if armoured else data), validate=True)
        except binascii.Error:
            return None
    else:
        binary = data
    is_envelope = binary[:1] == b"\x30" and any(oid in binary[:32] for oid in (_SIGNED_DATA, *_ENVELOPED))
    return binary if is_envelope else None


def _open(data: bytes, name: str) -> bytes:
    shown = printable(name)
    if _SIGNED_DATA not in data[:32]:
        raise InputError(
            f"«{shown}» è una busta cifrata (p7m).", "Decifrala con il tuo programma di firma, poi riprova."
        )
    try:
        content = _signed_content(data)
    except _BrokenEnvelopeError:
        raise InputError(
            f"«{shown}» è una busta firmata (p7m) danneggiata o incompleta.",
            "Scaricala di nuovo, o estrai il documento con il tuo programma di firma.",
        ) from None
    if content is None:
        raise InputError(
            f"«{shown}» contiene solo la firma (p7s), non il documento.",
            "Indica il documento a cui la firma si riferisce.",
        )
    return content


def _signed_content(data: bytes) -> bytes | None:
    """ContentInfo > [0] > SignedData > EncapsulatedContentInfo > [0] > OCTET STRING; None when that is left out."""
    outer = _children(data, _element(data, 0))
    signed = _children(data, _child(outer, 1, _EXPLICIT_0))
    fields = _children(data, _child(signed, 0, _SEQUENCE))
    capsule = _children(data, _child(fields, 2, _SEQUENCE))
    if len(capsule) < 2:
        return None
    octets = _children(data, _child(capsule, 1, _EXPLICIT_0))
    return b"".join(_octets(data, octets[0])) if octets else None


def _child(children: list[_Element], at: int, tag: int) -> _Element:
    if len(children) <= at or children[at].tag != tag:
        raise _BrokenEnvelopeError
    return children[at]


def _octets(data: bytes, element: _Element, depth: int = 0) -> list[bytes]:
    if depth > _MAX_DEPTH or element.tag not in (_OCTETS, _OCTETS_IN_PARTS):
        raise _BrokenEnvelopeError
    if element.tag == _OCTETS:
        return [data[element.start : element.end]]
    return [part for child in _children(data, element) for part in _octets(data, child, depth + 1)]


def _children(data: bytes, parent: _Element, depth: int = 0) -> list[_Element]:
    children, at = [], parent.start
    while at < parent.end:
        child = _element(data, at, depth)
        children.append(child)
        at = child.after
    return children


def _element(data: bytes, at: int, depth: int = 0) -> _Element:
    """Return the element that starts at ``at``, of known or of indefinite length (BER)."""
    if at + 2 > len(data) or depth > _MAX_DEPTH:
        raise _BrokenEnvelopeError
    tag, length, start = data[at], data[at + 1], at + 2
    if length == 0x80:
        end = start
        while data[end : end + 2] != b"\0\0":
            end = _element(data, end, depth + 1).after
        return _Element(tag, start, end, end + 2)
    if length > 0x80:
        size = length & 0x7F
        length, start = int.from_bytes(data[start : start + size], "big"), start + size
    if start + length > len(data):
        raise _BrokenEnvelopeError
    return _Element(tag, start, start + length, start + length)
