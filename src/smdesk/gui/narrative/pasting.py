"""A paste into the narrative: structure kept, styling dropped, told in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from PySide6.QtCore import QMimeData

from smdesk.errors import sentence
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative import clipboard, files
from smdesk.gui.narrative.editor import PartEditor
from smdesk.gui.narrative.files import BlobStore
from smdesk.gui.work import Control
from smdesk.notices.declaration import Narrative, Paragraph, Run, SimpleTable
from smdesk.notices.text import clean
from smdesk.service.narrative_edit import appended
from smdesk.service.narrative_media import picture_bytes
from smdesk.service.narrative_paste import Pasted, from_html, from_text, settled

if TYPE_CHECKING:
    from smdesk.gui.narrative.importing import Importing
    from smdesk.gui.narrative.page import NarrativePage

_AT_ONCE = 200_000
"""Characters of HTML that are read while the window waits; more, and pictures, in a job."""


class Pasting:
    """Puts what a clipboard holds where it belongs."""

    def __init__(
        self, page: NarrativePage, bridge: SessionBridge, blobs: BlobStore, importing: Importing
    ) -> None:
        self._page, self._bridge = page, bridge
        self._blobs, self._importing = blobs, importing
        self._name = sentence("pages.step-paste-narrative")

    def put(self, editor: PartEditor, source: QMimeData) -> None:
        """Paste at the caret; a text with several headings of the outline goes under each of them."""
        own = clipboard.own_blocks(source)
        if own is not None:
            blocks, inline = own
            fitting = settled(blocks, editor.item.level, editor.item.title)
            clipboard.put(editor, fitting, self._name, inline=inline)
            return
        html, plain = source.html() if source.hasHtml() else "", source.text()
        outline = self._bridge.session.form.outline
        if not html:
            self._take(editor, None, plain)
        elif len(html) <= _AT_ONCE and "src=" not in html.lower():
            self._take(editor, from_html(html, outline), plain)
        else:
            self._importing.run(
                lambda control: self._read(html, control),
                "读取剪贴板",
                lambda pasted: self._take(editor, pasted, plain),
            )

    def _read(self, html: str, control: Control) -> Pasted | None:
        """Read a clipboard with pictures and store them; may be called from any thread."""
        pasted = from_html(html, self._bridge.session.form.outline, picture_bytes)
        return None if pasted is None else files.keep_pasted(self._blobs, pasted, control)

    def _take(self, editor: PartEditor, pasted: Pasted | None, plain: str) -> None:
        line = clean(plain)
        if "\n" not in line and _plain(pasted):
            if line:
                words = _raised(pasted, line)
                clipboard.put(editor, [Paragraph(runs=(Run(text=words),))], self._name, inline=True)
            return
        if pasted is None or not pasted.blocks:
            pasted = from_text(plain, self._bridge.session.form.outline)
        if len(pasted.items) > 1:
            self._spread(pasted)
        elif pasted.blocks:
            blocks = settled(pasted.blocks, editor.item.level, editor.item.title)
            clipboard.put(editor, blocks, self._name)
            self._tell(pasted)

    def _spread(self, pasted: Pasted) -> None:
        session = self._bridge.session
        old, outline = session.declaration.narrative, session.form.outline
        joined = appended(outline, old, Narrative(blocks=pasted.blocks))
        if self._bridge.do(lambda: session.set_narrative(joined, name=self._name)):
            self._tell(pasted, sentence("pages.paste-spread", count=len(pasted.items)))

    def _tell(self, pasted: Pasted, first: str = "") -> None:
        """Say what came, what was dropped of it and what was moved, in one line."""
        count = len(pasted.blocks)
        told = [first] if first else []
        if pasted.dropped:
            what = "、".join(one.message for one in pasted.dropped)
            told.append(sentence("pages.paste-dropped", count=count, what=what))
        elif count > 1 and not first:
            told.append(sentence("pages.paste-done", count=count))
        if pasted.notes:
            told.append(sentence("pages.paste-notes", count=pasted.notes))
        told += [pasted.smaller.message] if pasted.smaller is not None else []
        if told:
            level = "hint" if pasted.dropped else "done"
            self._page.status.say("".join(told), level, done=True)


def _raised(pasted: Pasted | None, line: str) -> str:
    """Return a line with its raised and lowered figures, which its plain text does not show."""
    block = pasted.blocks[0] if pasted is not None and pasted.blocks else None
    if not isinstance(block, Paragraph):
        return line
    text = "".join(run.text for run in block.runs)
    return text if normalize("NFKC", text) == normalize("NFKC", line) else line


def _plain(pasted: Pasted | None) -> bool:
    """Whether HTML says no more than its text: no bold, list, table or picture; one cell is text."""
    if pasted is None or not pasted.blocks:
        return pasted is None or not any(
            one.code == "pages.paste-pictures" for one in pasted.dropped
        )
    if len(pasted.blocks) > 1:
        return False
    (block,) = pasted.blocks
    if isinstance(block, SimpleTable):
        return len(block.rows) == 1 and len(block.rows[0]) == 1 and not block.caption
    return isinstance(block, Paragraph) and not any(run.bold for run in block.runs)
