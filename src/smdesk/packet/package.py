"""The package ``.smdx``: one zip that carries a whole declaration, and opens again equal.

``mimetype`` stored and first (as in OCF, so that the kind shows in the first bytes),
``content.json`` (the canonical content), ``digest.txt`` (its sha256), ``files/<sha256>`` for each
attachment and picture. Equal declarations give equal bytes.
"""

from __future__ import annotations

from smdesk.errors import SmdeskError
from smdesk.files import Files, sha256_hex
from smdesk.notices.declaration import Declaration, Picture, canonical_bytes
from smdesk.packet.archive import Member, zip_bytes

MEDIA_TYPE = "application/vnd.smdesk.declaration+zip"
CONTENT = "content.json"
DIGEST = "digest.txt"
FOLDER = "files/"


def write_package(declaration: Declaration, files: Files) -> bytes:
    """Return the package of a declaration.

    Raises ``SmdeskError``: ``packet.file-missing`` for a file that ``files`` does not know,
    ``packet.file-changed`` for one whose bytes are not what their digest says.
    """
    content = canonical_bytes(declaration)
    members = [
        Member("mimetype", MEDIA_TYPE.encode("ascii"), stored=True),
        Member(CONTENT, content),
        Member(DIGEST, sha256_hex(content).encode("ascii"), stored=True),
    ]
    members += [
        Member(FOLDER + sha256, _bytes(sha256, name, files), stored=True)
        for sha256, name in sorted(package_files(declaration).items())
    ]
    return zip_bytes(members)


def package_files(declaration: Declaration) -> dict[str, str]:
    """Return the files that a declaration is made of: sha256 to a name that a person knows."""
    found: dict[str, str] = {}
    for block in declaration.narrative.blocks:
        if isinstance(block, Picture):
            found.setdefault(block.sha256, block.caption or block.sha256[:12])
    for attachment in declaration.attachments:
        found.setdefault(attachment.sha256, attachment.name)
    return found


def _bytes(sha256: str, name: str, files: Files) -> bytes:
    try:
        data = files(sha256)
    except KeyError as problem:
        raise SmdeskError("packet.file-missing", file=name) from problem
    if sha256_hex(data) != sha256:
        raise SmdeskError("packet.file-changed", file=name)
    return data
