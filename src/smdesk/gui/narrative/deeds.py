"""What is put into the narrative by buttons, keys, paste and drop: figures, files, foreign text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from smdesk.errors import sentence
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative import clipboard, commands, dropping, files
from smdesk.gui.narrative.dialogs import Asker
from smdesk.gui.narrative.editor import PartEditor
from smdesk.gui.narrative.files import BlobStore, Jobs
from smdesk.gui.narrative.importing import Importing
from smdesk.gui.narrative.numbering import Numbering
from smdesk.gui.narrative.pasting import Pasting
from smdesk.notices.declaration import Picture, SimpleTable

if TYPE_CHECKING:
    from smdesk.gui.narrative.page import NarrativePage

WORD_NAMES = frozenset(
    {".docx", ".docm", ".doc", ".wps", ".wpt", ".dotx", ".rtf", ".odt", ".txt", ".md"}
)
"""Names of files that are texts; those that cannot be read are told how to be saved anew."""


class Deeds:
    """Asks what has to be asked, and puts the answer where the caret is."""

    def __init__(
        self,
        page: NarrativePage,
        bridge: SessionBridge,
        blobs: BlobStore,
        jobs: Jobs,
        asker: Asker,
    ) -> None:
        self._page, self.blobs, self._asker = page, blobs, asker
        self._importing = Importing(page, bridge, blobs, jobs, asker)
        self._pasting = Pasting(page, bridge, blobs, self._importing)
        self.numbering = Numbering(page, bridge, asker)

    def insert_picture(self) -> None:
        """Ask for a picture file, and put it behind the caret's paragraph."""
        editor = self._page.editor
        file = self._asker.picture_file() if editor else None
        if editor is not None and file is not None:
            self._importing.picture(editor, lambda: files.read_picture(self.blobs, file))

    def insert_table(self) -> None:
        """Ask for the cells of a new table, and put it behind the caret's paragraph."""
        editor = self._page.editor
        made = self._asker.table(None) if editor else None
        if editor is not None:
            editor.setFocus()
            if made is not None:
                commands.insert_blocks(editor, [made], sentence("pages.step-table"))

    def change_figure(self, editor: PartEditor) -> None:
        """Ask for another caption and width of the chosen picture, or cells of the chosen table."""
        figure = editor.chosen_figure()
        changed: Picture | SimpleTable | None = None
        if isinstance(figure, Picture):
            changed = self._asker.caption(figure, new=False)
        elif figure is not None:
            changed = self._asker.table(figure)
        if changed is not None:
            commands.change_figure(editor, changed)
        editor.setFocus()

    def renumber(self) -> None:
        """Count the captions anew, after showing what changes."""
        self.numbering.ask()

    def read_word(self) -> None:
        """Ask for a Word file, and bring it in."""
        file = self._asker.word_file()
        if file is not None:
            self._importing.word(file)

    def carry(self, source: PartEditor, target: PartEditor, mime: QMimeData) -> None:
        """Put the selection of one part at the caret of another, as one step."""
        with self._page.typing.as_one(dropping.what_moves(source)):
            with source.untold():
                source.textCursor().removeSelectedText()
            source.edited.emit("")
            self._pasting.put(target, mime)
        source.clean_up()

    def paste(self, editor: PartEditor, source: QMimeData) -> None:
        """Put in what was pasted or dropped: a file by its kind, else a picture, else text."""
        self._page.typing.flush()
        found = [Path(one.toLocalFile()) for one in source.urls() if one.isLocalFile()]
        own = source.hasFormat(clipboard.BLOCKS)
        if len(found) == 1 and found[0].suffix.lower() in WORD_NAMES:
            self._importing.word(found[0])
        elif len(found) == 1:
            self._importing.picture(editor, lambda: files.read_picture(self.blobs, found[0]))
        elif found:
            self._importing.pictures(editor, found)
        elif source.hasImage() and not source.text().strip() and not own:
            self._importing.pasted_picture(editor, source.imageData())
        else:
            self._pasting.put(editor, source)
