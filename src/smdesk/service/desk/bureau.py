"""Who this desk is: the bureau's name, and the key it signs with, kept in the desk's folder."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.files import write_atomically
from smdesk.notices.text import clean
from smdesk.service.desk import ed25519

FILE = "bureau.key"
BUREAU = 200
"""Characters of a bureau's name at most, as in the packages that it signs."""


@dataclass(frozen=True)
class Bureau:
    """A bureau that signs: its name, secret and public key."""

    name: str
    secret: bytes
    public: bytes

    @property
    def fingerprint(self) -> str:
        """The public key as people compare it by telephone: four groups of four."""
        return fingerprint(self.public.hex())

    def sign(self, message: bytes) -> str:
        """Return the signature of a message in hex."""
        return ed25519.sign(self.secret, message).hex()


def fingerprint(key: str) -> str:
    """Return the short form of a public key in hex."""
    head = key[:16].upper()
    return "-".join(head[at : at + 4] for at in range(0, 16, 4))


def verified(key: str, message: bytes, signature: str) -> bool:
    """Return whether a signature in hex is that of a public key in hex."""
    try:
        return ed25519.verify(bytes.fromhex(key), message, bytes.fromhex(signature))
    except ValueError:
        return False


def known_bureau(folder: Path) -> Bureau | None:
    """Return who the desk of a folder is, ``None`` before it was named.

    Raises ``SmdeskError`` ``desk.key-damaged``.
    """
    path = folder / FILE
    try:
        told = json.loads(path.read_text("utf-8"))
        secret = bytes.fromhex(told["secret"])
        return Bureau(str(told["name"]), secret, ed25519.public_key(secret))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise SmdeskError("desk.key-damaged", file=str(path)) from problem


def name_bureau(folder: Path, name: str) -> Bureau:
    """Name the bureau of a desk; its key is made once and stays when the name is changed.

    Raises ``SmdeskError`` ``desk.bureau-nameless``, ``desk.bureau-long``, ``desk.key-damaged`` and
    what `files.write_atomically` raises.
    """
    told_name = clean(name, multiline=False)
    if not told_name:
        raise SmdeskError("desk.bureau-nameless")
    if len(told_name) > BUREAU:
        raise SmdeskError("desk.bureau-long", count=len(told_name), most=BUREAU)
    known = known_bureau(folder)
    if known is not None and known.name == told_name:
        return known
    secret = known.secret if known else secrets.token_bytes(ed25519.SECRET_BYTES)
    told = {"name": told_name, "secret": secret.hex()}
    path = folder / FILE
    write_atomically(path, json.dumps(told, ensure_ascii=False).encode())
    with suppress(OSError):
        os.chmod(path, 0o600)
    return Bureau(told_name, secret, ed25519.public_key(secret))
