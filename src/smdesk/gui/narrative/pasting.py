"""A paste into the narrative: structure kept, styling dropped, told in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from smdesk.errors import sentence
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative import clipboard
from smdesk.gui.narrative.editor import PartEditor
from smdesk.notices.declaration import Narrative, Paragraph, Run
from smdesk.notices.text import clean
from smdesk.service.narrative_edit import appended
from smdesk.service.narrative_paste import Pasted, from_html, from_text, settled

if TYPE_CHECKING:
    from smdesk.gui.narrative.page import NarrativePage


class Pasting:
    """Puts what a clipboard holds where it belongs."""

    def __init__(self, page: NarrativePage, bridge: SessionBridge) -> None:
        self._page = page
        self._bridge = bridge

    def put(self, editor: PartEditor, source: QMimeData) -> None:
        """Paste at the caret; a text with several headings of the outline goes under each of them."""
        name = sentence("pages.step-paste-narrative")
        own = clipboard.own_blocks(source)
        if own is not None:
            blocks, inline = own
            fitting = settled(blocks, editor.item.level, editor.item.title)
            clipboard.put(editor, fitting, name, inline=inline)
            return
        line = clean(source.text())
        if "\n" not in line and (not source.hasHtml() or not _structured(source.html())):
            if line:
                clipboard.put(editor, [Paragraph(runs=(Run(text=line),))], name, inline=True)
            return
        outline = self._bridge.session.form.outline
        pasted = from_html(source.html(), outline) if source.hasHtml() else None
        if pasted is None or not pasted.blocks:
            pasted = from_text(source.text(), outline)
        if not pasted.blocks:
            return
        if len(pasted.items) > 1:
            self._spread(pasted, name)
            return
        blocks = settled(pasted.blocks, editor.item.level, editor.item.title)
        clipboard.put(editor, blocks, name)
        self._tell(pasted)

    def _spread(self, pasted: Pasted, name: str) -> None:
        session = self._bridge.session
        old, outline = session.declaration.narrative, session.form.outline
        joined = appended(outline, old, Narrative(blocks=pasted.blocks))
        if self._bridge.do(lambda: session.set_narrative(joined, name=name)):
            self._page.status.tell("pages.paste-spread", "done", count=len(pasted.items))

    def _tell(self, pasted: Pasted) -> None:
        count = len(pasted.blocks)
        if pasted.dropped:
            what = "、".join(one.message for one in pasted.dropped)
            self._page.status.tell("pages.paste-dropped", count=count, what=what)
        elif count > 1:
            self._page.status.tell("pages.paste-done", "done", count=count)


def _structured(html: str) -> bool:
    """Whether HTML of one line says more than its text: bold, a list, a table."""
    pasted = from_html(html)
    if pasted is None:
        return False
    plain = [one for one in pasted.blocks if isinstance(one, Paragraph)]
    return len(plain) != len(pasted.blocks) or any(run.bold for one in plain for run in one.runs)
