"""What a bureau prints: packets of cases as they were received, and the 汇总表, as parcels."""

from __future__ import annotations

from smdesk.errors import SmdeskError
from smdesk.intake.package import wanted_files
from smdesk.notices.editions import find_edition
from smdesk.packet.build import build_packet
from smdesk.packet.contents import Contents
from smdesk.packet.pdf import write_pdf
from smdesk.service.desk.findings import found
from smdesk.service.desk.fixes import received_files
from smdesk.service.desk.letter import Sender
from smdesk.service.desk.summary import Scope, summary_data, summary_file
from smdesk.service.printing.parcel import Parcel, parcel_of
from smdesk.store.desk.desk import Desk


def case_parcel(desk: Desk, case: int, contents: Contents = "auto") -> Parcel:
    """Return the packet of a case's current version as it was received, with its seal code.

    ``contents`` as in `build_packet`.

    Errors that an officer set aside do not hold it up. Raises ``SmdeskError``
    ``desk.print-errors`` while another stands, ``printing.file-lacks`` where the attachments
    did not come along, and as `build_packet` and `write_pdf`.
    """
    whole = desk.case(case)
    errors = sum(1 for one in found(desk, whole) if one.open and one.level == "error")
    if errors:
        raise SmdeskError("desk.print-errors", count=errors)
    declaration = desk.reading(whole.row.current).declaration
    kept, files = received_files(desk, whole.row.current)
    if kept != declaration:
        # Without them its digest, and so the code at the foot of each page, would be another.
        there = wanted_files(kept)
        lacking = [name for one, name in wanted_files(declaration).items() if one not in there]
        raise SmdeskError(
            "printing.file-lacks", file=whole.row.applicant, what="、".join(lacking[:3])
        )
    pack, form = find_edition(declaration.form, declaration.pack)
    packet = build_packet(pack, form, declaration, draft=False, files=files, contents=contents)
    return parcel_of(write_pdf(packet, files), whole.row.applicant or form.title)


def summary_parcel(desk: Desk, notice: str, sender: Sender, scope: Scope, name: str) -> Parcel:
    """Return the 汇总表 of a notice, called ``name`` in a list of prints; raises as `summary_data`."""
    return parcel_of(summary_file(summary_data(desk, notice, sender, scope), "pdf"), name)
