"""Files that were found to be lost or damaged, as findings of a session: where they stand now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smdesk.notices.declaration import Declaration, Picture
from smdesk.packet.build import printable
from smdesk.packet.fit import fit_finding
from smdesk.rules.findings import Finding

Faults = Mapping[str, str]
"""What is wrong with a file (``fit.lost``, ``fit.damaged``), by its sha256."""


def file_findings(declaration: Declaration, faults: Faults) -> tuple[Finding, ...]:
    """Return a finding for each attachment and picture of a declaration that has a fault."""
    return tuple(_findings(declaration, faults)) if faults else ()


def _findings(declaration: Declaration, faults: Faults) -> Iterator[Finding]:
    for one in declaration.attachments:
        code = faults.get(one.sha256, "")
        if code == "fit.lost" or (code and printable(one)):
            place = f"attachments#{one.slot}"
            yield fit_finding(code, "error", place, mark=one.sha256, label=one.name)
    for number, block in enumerate(declaration.narrative.blocks):
        if isinstance(block, Picture) and block.sha256 in faults:
            place, label = f"narrative[{number}]:0-0", picture_name(block, number)
            yield fit_finding(faults[block.sha256], "error", place, label=label)


def picture_name(block: Picture, number: int) -> str:
    """Return what a picture of the narrative is called."""
    return block.caption or f"正文第 {number + 1} 段的图片"


def file_digests(declaration: Declaration) -> frozenset[str]:
    """Return the sha256 of every file that an export reads."""
    files = {one.sha256 for one in declaration.attachments}
    pictures = {one.sha256 for one in declaration.narrative.blocks if isinstance(one, Picture)}
    return frozenset(files | pictures)
