"""Files coming into the narrative: read in a job, asked about, put in as one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage

from smdesk.errors import sentence
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative import commands, files
from smdesk.gui.narrative.dialogs import Asker
from smdesk.gui.narrative.editor import PartEditor
from smdesk.gui.narrative.files import BlobStore, Jobs
from smdesk.gui.narrative.review import Review, Taken
from smdesk.gui.work import Job
from smdesk.notices.declaration import Picture, SimpleTable
from smdesk.service.narrative_edit import appended, next_label, words

if TYPE_CHECKING:
    from smdesk.gui.narrative.page import NarrativePage


class Importing:
    """Brings pictures and Word files in; one at a time."""

    def __init__(
        self,
        page: NarrativePage,
        bridge: SessionBridge,
        blobs: BlobStore,
        jobs: Jobs,
        asker: Asker,
    ) -> None:
        self._page = page
        self._bridge, self._session = bridge, bridge.session
        self._blobs, self._jobs, self._asker = blobs, jobs, asker

    # -- pictures ------------------------------------------------------------------------------

    def picture(self, editor: PartEditor, read: Callable[[], files.Taken]) -> None:
        """Put a picture behind the caret's paragraph, with the caption that is asked for."""
        self.run(lambda _: read(), "插入图片", lambda made: self._ask_picture(editor, made))

    def pictures(self, editor: PartEditor, paths: Sequence[Path]) -> None:
        """Put several pictures behind the caret's paragraph as one step; captions can be added."""

        def read(control: Any) -> list[files.Taken]:
            made = []
            for number, path in enumerate(paths):
                control.report(number, len(paths), f"正在读取“{path.name}”…")
                made.append(files.read_picture(self._blobs, path))
            return made

        def put(made: list[files.Taken]) -> None:
            pictures = [one.picture for one in made]
            commands.insert_blocks(
                editor, pictures, sentence("pages.step-pictures", count=len(made))
            )
            editor.setFocus()
            self._tell(made)

        self.run(read, "插入图片", put)

    def pasted_picture(self, editor: PartEditor, image: Any) -> None:
        """Put a picture of the clipboard in."""
        if isinstance(image, QImage) and not image.isNull():
            self.picture(
                editor, lambda: files.keep_picture(self._blobs, png_of(image), "剪贴板图片")
            )

    def _ask_picture(self, editor: PartEditor, made: files.Taken) -> None:
        self._page.typing.flush()
        number = next_label(self._session.declaration.narrative.blocks, "图")
        chosen = self._asker.caption(made.picture.model_copy(update={"caption": number}), new=True)
        editor.setFocus()
        if chosen is not None:
            if chosen.caption.strip() == number.strip():  # a number alone is no caption
                chosen = chosen.model_copy(update={"caption": ""})
            name = sentence("pages.step-picture", file=chosen.caption)
            commands.insert_blocks(editor, [chosen], name.strip())
            self._tell([made])

    def _tell(self, made: Sequence[files.Taken]) -> None:
        """Say which pictures were made smaller."""
        from smdesk.service.narrative_pictures import smaller

        said = smaller(one.kept for one in made)
        if said is not None:
            self._page.status.say(said.message, said.level, done=True)

    # -- Word ----------------------------------------------------------------------------------

    def word(self, path: Path) -> None:
        """Read a Word file, show what it holds, and take it in if that is wanted."""
        outline = self._session.form.outline
        self.run(
            lambda control: files.read_word(path, outline, control),
            f"读取“{path.name}”",
            lambda reading: self._review(path.name, reading),
        )

    def _review(self, file: str, reading: Any) -> None:
        session = self._session
        standing = words(session.declaration.narrative.blocks)
        review = Review(
            file, session.form.outline, reading.narrative, tuple(reading.dropped), standing
        )
        taken = self._asker.review(review)
        if taken is None:
            self._page.status.tell("pages.cancelled")
            return
        self.run(
            lambda control: files.keep_all(self._blobs, _used(reading.files, taken), control),
            f"导入“{file}”",
            lambda _: self._take(file, taken),
        )

    def _take(self, file: str, taken: Taken) -> None:
        narrative = taken.narrative
        self._page.typing.flush()
        session = self._session
        old, outline = session.declaration.narrative, session.form.outline
        new = appended(outline, old, narrative) if taken.append else narrative
        name = sentence("pages.step-import", file=file)
        if self._bridge.do(lambda: session.set_narrative(new, name=name)):
            figures = sum(isinstance(one, Picture | SimpleTable) for one in narrative.blocks)
            count = words(narrative.blocks)
            self._page.stand_in_outline()
            self._page.status.tell(
                "pages.import-done", "done", file=file, words=f"{count:,}", figures=figures
            )

    # -- how it is done ------------------------------------------------------------------------

    def run(self, work: Callable[[Any], Any], what: str, then: Callable[[Any], None]) -> Job | None:
        """Run work beside the window, one at a time, its progress in the line below the tools."""
        if self._page.status.busy or self._bridge.read_only:
            return None
        job = self._jobs(work)
        self._page.status.follow(job, f"正在{what}…")

        # Dialogs come when the job has told its end, so that it is not shown as running under them.
        page, outcome = self._page, list[Any]()

        def ended() -> None:
            if outcome:
                page.status.say("")
                then(outcome[0])

        job.done.connect(outcome.append)
        job.failed.connect(files.while_alive(page, lambda fault: page.status.fault(fault, what)))
        job.finished.connect(files.while_alive(page, ended))
        job.start()
        return job


def _used(bodies: Mapping[str, bytes], taken: Taken) -> dict[str, bytes]:
    """Return the pictures of what is taken; those of pieces that are left out are not stored."""
    wanted = {one.sha256 for one in taken.narrative.blocks if isinstance(one, Picture)}
    return {digest: body for digest, body in bodies.items() if digest in wanted}


def png_of(image: QImage) -> bytes:
    """Return an image as PNG bytes; may be called from any thread."""
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # WORKAROUND PySide6 6.11: the stub asks for bytes, the call takes str alone.
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(data.data())
