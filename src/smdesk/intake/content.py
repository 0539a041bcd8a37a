"""Canonical content from a stranger's file: version, shape and every text checked."""

from __future__ import annotations

import re
from typing import Any

from pydantic import ValidationError

from smdesk.errors import SmdeskError
from smdesk.intake.jsonguard import loads
from smdesk.notices.address import parse
from smdesk.notices.declaration import CONTENT_VERSION, Declaration, canonical_bytes

_CONTROL = bytes({*range(32), 127} - set(b"\t\n\r"))
_UNTAKEN = bytes(set(range(256)) - set(_CONTROL))
_NO_CHARACTERS = ("\ufffe".encode(), "\uffff".encode())
_ESCAPES = (rb"\u00", rb"\b", rb"\f")
_FORM = re.compile(r"[a-z][a-z0-9-]*/[a-z][a-z0-9-]*")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def read_content(content: bytes) -> Declaration:
    """Return the declaration whose canonical bytes are ``content``.

    Raises what `jsonguard.loads` raises, ``intake.content-newer`` for a later version and
    ``intake.content-invalid`` where shape, address, digest or text is not as we write them.
    """
    value = loads(content)
    if not isinstance(value, dict):
        raise _invalid("content")
    version = value.pop("version", None)
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _invalid("version")
    if version > CONTENT_VERSION:
        raise SmdeskError("intake.content-newer", version=version, ours=CONTENT_VERSION)
    declaration = _validated(value)
    _check(declaration, content)
    return declaration


def _validated(value: dict[str, Any]) -> Declaration:
    try:
        return Declaration.model_validate(value)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])
        raise _invalid(_shown(place)) from problem


def _check(declaration: Declaration, content: bytes) -> None:
    if not _FORM.fullmatch(declaration.form):
        raise _invalid("form")
    for address, text in declaration.values.items():
        try:
            parse(address)
        except SmdeskError as problem:
            raise _invalid(_shown(address)) from problem
        if not text:
            raise _invalid(_shown(address))
    for attachment in declaration.attachments:
        if not _SHA256.fullmatch(attachment.sha256) or attachment.size < 0:
            raise _invalid("attachments")
    for block in declaration.narrative.blocks:
        if block.type == "picture" and not _SHA256.fullmatch(block.sha256):
            raise _invalid("narrative")
    if canonical_bytes(declaration) != content:
        raise _invalid("canonical")
    if _has_control(content):
        raise _invalid("control")


def _has_control(content: bytes) -> bool:
    r"""Return whether UTF-8 JSON holds a control character other than tab and line break.

    Canonical JSON writes them ``\u00xx``, ``\b`` or ``\f``, so the raw text shows them.
    """
    if content.translate(None, _UNTAKEN) or any(one in content for one in _NO_CHARACTERS):
        return True
    if b"\\" not in content or not any(one in content for one in _ESCAPES):
        return False
    return (
        re.search(rb"(?<!\\)(?:\\\\)*\\(?:u00(?:0[0-8bce-f]|1[0-9a-f]|7f)|[bf])", content)
        is not None
    )


def _shown(text: str) -> str:
    return "".join(one if one.isprintable() else "?" for one in text)[:60]


def _invalid(detail: str) -> SmdeskError:
    return SmdeskError("intake.content-invalid", detail=detail)
