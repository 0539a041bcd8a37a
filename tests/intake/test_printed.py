"""Forms whose table stands as printed beside other large tables."""

from __future__ import annotations

from dataclasses import replace

import pytest

from smdesk.intake.identify import LEAST_ROWS, printed
from smdesk.intake.ladder import WordSource
from smdesk.intake.wordfile import WordFile
from smdesk.notices.declaration import Narrative, SimpleTable
from smdesk.notices.grid import table_grid
from smdesk.notices.known import known_packs
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.service.samples import load_sample

FORM = "zhejiang-2020/enterprise"
ROWS = LEAST_ROWS + 1


def _source(table: SimpleTable) -> WordSource:
    """Return a form filled in whose narrative has a table besides."""
    pack, form = find_form(FORM)
    declaration, files = load_sample(FORM)
    blocks = (*declaration.narrative.blocks, table)
    longer = declaration.model_copy(update={"narrative": Narrative(blocks=blocks)})
    packet = build_packet(pack, form, longer, draft=False, files=files)
    bare = replace(packet, payload=None, digest=None, seal=None, qr=None)
    return WordSource(WordFile(write_docx(bare, files)))


def _found(table: SimpleTable) -> str | None:
    source = _source(table)
    found = printed(source.tables(), source.items(), known_packs())
    return None if found is None else found.expanded.id


def test_a_long_table_of_the_narrative_leaves_a_form_as_printed() -> None:
    rows = tuple((f"产线{one}", f"改造内容{one}", f"{one} 台") for one in range(ROWS))
    assert _found(SimpleTable(rows=rows)) == FORM


@pytest.mark.parametrize("of", [FORM, "guangdong-2024/enterprise"])
def test_a_second_table_with_labels_of_a_form_is_looked_at(of: str) -> None:
    pack, form = find_form(of)
    years = pack.years((), form) or (2021, 2022, 2023)
    cells = [cell for line in table_grid(form, years).by_row for cell in line]
    labels = [one.printed for one in cells if one.role == "label" and len(one.printed) > 2][:ROWS]
    assert len(labels) == ROWS
    assert _found(SimpleTable(rows=tuple((one, "") for one in labels))) is None
