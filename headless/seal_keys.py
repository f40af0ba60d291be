"""The agency's Ed25519 key pair: made, read from PEM files, used to sign a seal and to check its signature."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from headless.errors import KeyTakenError, PrivateKeyError, PublicKeyError
from rules.model.seal_record import Seal
from rules.values.phone_code import base32
from workbook_templates.reading.received import read_received
from workbook_templates.safe_writing import written

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

PRIVATE, PUBLIC = "kunci-privat.pem", "kunci-publik.pem"
_LONGEST = 10_000


def print_of_key(key: Ed25519PublicKey) -> str:
    """What names a public key to people: four groups of four signs of its SHA-256."""
    signs = base32(hashlib.sha256(key.public_bytes_raw()).digest(), 16)
    return "-".join(signs[at : at + 4] for at in range(0, 16, 4))


def make_keys(folder: Path, password: str) -> str:
    """Write a new key pair into a folder, which is made if need be; returns the print of the public key.

    The private key is readable by its owner only, and encrypted if a password is given. Raises
    :class:`RenjaError` where one of the files exists or the folder cannot be written.
    """
    from cryptography.hazmat.primitives import serialization as form
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    for name in (PRIVATE, PUBLIC):
        if (folder / name).exists():
            raise KeyTakenError(folder / name)
    folder.mkdir(parents=True, exist_ok=True)
    key = Ed25519PrivateKey.generate()
    closed = form.BestAvailableEncryption(password.encode()) if password else form.NoEncryption()
    private = key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, closed)
    public = key.public_key().public_bytes(form.Encoding.PEM, form.PublicFormat.SubjectPublicKeyInfo)
    # Made closed from the start: no moment in which others could read it.
    with os.fdopen(os.open(folder / PRIVATE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(private)
    with written(folder / PUBLIC) as partial:
        partial.write_bytes(public)
    return print_of_key(key.public_key())


def _pem(path: Path) -> bytes:
    return read_received(path, _LONGEST, "kunci (PEM)")


def is_locked(path: Path) -> bool:
    """Whether the private key in a PEM file is behind a password."""
    return b"ENCRYPTED" in _pem(path)


def read_private(path: Path, password: str) -> Ed25519PrivateKey:
    """The private key in a PEM file; ``password`` is that of a locked one."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(_pem(path), password.encode() if password else None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        wrong = "kata sandinya salah, atau filenya rusak" if password else "isinya bukan kunci privat PEM"
        raise PrivateKeyError(path, wrong) from None
    if not isinstance(key, Ed25519PrivateKey):
        raise PrivateKeyError(path, "isinya bukan kunci Ed25519")
    return key


def read_public(path: Path) -> Ed25519PublicKey:
    """The public key in a PEM file."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    try:
        key = load_pem_public_key(_pem(path))
    except (ValueError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, Ed25519PublicKey):
        raise PublicKeyError(path)
    return key


def sign(seal: Seal, key: Ed25519PrivateKey) -> Seal:
    """The seal with the key's print and its signature over both."""
    from rules.seal.seal import signed

    seal = replace(seal, signer=print_of_key(key.public_key()))
    return signed(seal, base64.b64encode(key.sign(seal.message)).decode())


def signature_holds(seal: Seal, key: Ed25519PublicKey) -> bool:
    """Whether the seal's record was signed by the owner of the key."""
    from cryptography.exceptions import InvalidSignature

    try:
        key.verify(base64.b64decode(seal.signature, validate=True), seal.message)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True
