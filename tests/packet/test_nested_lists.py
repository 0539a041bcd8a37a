"""Lists within lists are set in, in Word and in PDF alike."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from smdesk.notices.declaration import Declaration, ListItem, Narrative, Run
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.packet.tree import TextBlock

PACK, FORM = find_form("zhejiang-2020/enterprise")


def item(text: str, level: int, *, ordered: bool) -> ListItem:
    return ListItem(ordered=ordered, level=level, runs=(Run(text=text),))


NARRATIVE = Narrative(
    blocks=(
        item("外点", 1, ordered=False), item("里号", 2, ordered=True), item("更深", 3, ordered=True),
        item("外点", 1, ordered=False),
    )
)  # fmt: skip


def test_items_within_items_are_set_in_by_two_characters_a_level() -> None:
    declaration = Declaration(
        form="zhejiang-2020/enterprise", pack=PACK.hash, years=(2017, 2018, 2019), values={},
        narrative=NARRATIVE,
    )  # fmt: skip
    packet = build_packet(PACK, FORM, declaration, draft=True, files=lambda _: b"")
    items = [
        one
        for part in packet.parts
        for one in part.blocks
        if isinstance(one, TextBlock) and one.marker
    ]
    assert [(one.marker, one.inset) for one in items] == [
        ("• ", 0), ("（1）", 2), ("（1）", 4), ("• ", 0),
    ]  # fmt: skip
    with zipfile.ZipFile(BytesIO(write_docx(packet, lambda _: b""))) as word:
        body = word.read("word/document.xml").decode()
    written = re.findall(r"<w:p>(?:(?!</w:p>).)*?(?:里号|更深)", body)
    insets = [re.findall(r'w:leftChars="(\d+)" w:left="(\d+)"', one)[0] for one in written]
    assert [chars for chars, _ in insets] == ["200", "400"]
    assert int(insets[1][1]) == 2 * int(insets[0][1])
