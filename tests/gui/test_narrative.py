"""The narrative page as a person uses it."""

from __future__ import annotations

import io
import random
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import docx
import pytest
from PIL import Image
from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QDropEvent,
    QGuiApplication,
    QImage,
    QInputMethodEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from smdesk.errors import Problem
from smdesk.gui.bridge import SessionBridge
from smdesk.gui.narrative import clipboard, commands
from smdesk.gui.narrative.dialogs import Asker, CaptionDialog
from smdesk.gui.narrative.document import Paper
from smdesk.gui.narrative.editor import PartEditor
from smdesk.gui.narrative.figures import Shown
from smdesk.gui.narrative.look import Look
from smdesk.gui.narrative.numbering import RenumberDialog
from smdesk.gui.narrative.page import NarrativePage
from smdesk.gui.narrative.review import Review, ReviewDialog, Taken
from smdesk.gui.narrative.tables import TableDialog
from smdesk.notices.declaration import (
    Block,
    Declaration,
    Heading,
    ListItem,
    Narrative,
    Paragraph,
    Picture,
    Run,
    SimpleTable,
)
from smdesk.notices.loader import find_form
from smdesk.service.attachments_door import heic_decoder
from smdesk.service.narrative_map import LEFT_OUT, arranged
from smdesk.service.narrative_numbers import Renumbering, renumbered
from smdesk.service.narrative_paste import from_html
from smdesk.service.samples import load_sample
from smdesk.service.session import DraftSession
from smdesk.store.blobs import Blobs

FORM = "zhejiang-2020/enterprise"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TABLE = SimpleTable(rows=(("项目", "金额"), ("设备", "1240.00")), caption="表1 投资")


def text(words: str, *, bold: bool = False) -> Paragraph:
    return Paragraph(runs=(Run(text=words, bold=bold),))


def bare(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return tuple(
        one.model_copy(update={"item": None}) if isinstance(one, Heading) else one for one in blocks
    )


class Answers(Asker):
    """Answers what the page asks, and keeps what it was asked."""

    def __init__(self) -> None:
        self.picture: Path | None = None
        self.word: Path | None = None
        self.words = "图1 说明"
        self.cells: SimpleTable | None = None
        self.mode: str | None = "replace"
        self.reviews: list[Review] = []
        self.mentions: bool | None = True
        self.plans: list[Renumbering] = []

    def picture_file(self) -> Path | None:
        return self.picture

    def word_file(self) -> Path | None:
        return self.word

    def caption(self, figure: Picture, *, new: bool) -> Picture | None:
        return figure.model_copy(update={"caption": self.words})

    def table(self, table: SimpleTable | None) -> SimpleTable | None:
        return self.cells

    def renumber(self, plan: Renumbering) -> bool | None:
        self.plans.append(plan)
        return self.mentions

    def review(self, review: Review) -> Taken | None:
        self.reviews.append(review)
        made = Taken(arranged(review.outline, review.narrative), self.mode == "append")
        return made if self.mode else None


class Desk:
    """A page on a session, with what a person sees and does."""

    def __init__(
        self, page: NarrativePage, session: DraftSession, asker: Answers, bot: QtBot
    ) -> None:
        self.page, self.session, self.asker, self.bot = page, session, asker, bot

    @property
    def blocks(self) -> tuple[Block, ...]:
        self.page.typing.flush()
        return self.session.declaration.narrative.blocks

    def body(self, item: str) -> tuple[Block, ...]:
        return self.page.views[item].editor.blocks

    def editor(self, item: str) -> PartEditor:
        return self.page.views[item].editor

    def enter(self, item: str) -> PartEditor:
        self.page.go_to(f"narrative#{item}")
        editor = self.editor(item)
        assert editor.hasFocus()
        return editor

    def at_end(self, item: str) -> PartEditor:
        editor = self.enter(item)
        editor.moveCursor(QTextCursor.MoveOperation.End)
        return editor

    def agrees(self) -> None:
        """What every editor holds is what the session has, and what its document reads as."""
        self.page.typing.flush()
        for view in self.page.views.values():
            paper = view.editor.paper
            seen: list[Block] = []
            paragraph = paper.document.begin()
            while paragraph.isValid():
                seen += paper.read(paragraph)
                paragraph = paragraph.next()
            assert bare(tuple(seen)) == bare(paper.blocks)
        held = [block for view in self.page._in_order() for block in view.editor.blocks]
        headings = [one for one in self.blocks if not (isinstance(one, Heading) and one.item)]
        assert held == headings


MakeDesk = Callable[..., Desk]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[MakeDesk]:
    QGuiApplication.clipboard().clear()

    def make(
        *blocks: Block, sample: bool = False, form: str = FORM, read_only: bool = False
    ) -> Desk:
        pack, found = find_form(form)
        blobs = Blobs(tmp_path / "blobs")
        declaration = Declaration(
            form=form,
            pack=pack.hash,
            years=pack.years() or (2021, 2022, 2023),
            narrative=Narrative(blocks=blocks),
        )
        if sample:
            declaration, files = load_sample(form)
            for one in declaration.narrative.blocks:
                if isinstance(one, Picture):
                    blobs.put(files(one.sha256))
        session = DraftSession(pack, found, declaration)
        bridge = SessionBridge(session, read_only=read_only)
        asker = Answers()
        page = NarrativePage(bridge, blobs, asker=asker)
        bridge.changed.connect(page.show_changes)
        qtbot.addWidget(page)
        page.resize(1180, 900)
        with qtbot.waitExposed(page):
            page.show()
        return Desk(page, session, asker, qtbot)

    yield make
    QGuiApplication.clipboard().clear()


# ---- typing ----


def test_typing_under_a_heading_puts_it_into_the_declaration(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    editor = here.enter("plan")
    qtbot.keyClicks(editor, "Plan one")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "two")
    assert here.blocks == (
        Heading(level=1, text="四、下一步设想", item="plan"), text("Plan one"), text("two"),
    )  # fmt: skip
    assert len(here.session.steps) == 1
    assert "四、下一步设想" in here.session.steps[0]
    here.agrees()


def test_undo_in_the_editor_is_the_history_of_the_session(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    here.session.set_value("org.name", "甲公司")
    editor = here.enter("plan")
    qtbot.keyClicks(editor, "abc")
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert here.blocks == ()
    assert editor.toPlainText() == ""
    qtbot.keyClick(editor, Qt.Key.Key_Y, CTRL)
    assert here.body("plan") == (text("abc"),)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert here.session.value("org.name") == ""
    here.agrees()


def test_a_part_that_is_emptied_takes_its_heading_along(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("x"))
    editor = here.at_end("plan")
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    assert here.blocks == ()
    qtbot.keyClicks(editor, "y")
    assert here.blocks[1:] == (text("y"),)


def test_a_whole_sample_shown_edits_nothing(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(sample=True)
    before = here.blocks
    for item in here.page.views:
        here.enter(item)
    here.page.set_zoom(150)
    here.page.leave()
    assert here.blocks is before
    assert here.session.steps == ()
    here.agrees()


def test_an_edit_changes_one_block_and_no_other(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(sample=True)
    before = here.blocks
    editor = here.at_end("practice")
    qtbot.keyClicks(editor, "Z")
    after = here.blocks
    changed = [one for one, other in zip(before, after, strict=True) if one is not other]
    assert len(changed) == 1
    here.agrees()


def test_a_composition_is_not_text_until_it_is_committed(desk: MakeDesk) -> None:
    here = desk()
    editor = here.enter("plan")
    composing = QInputMethodEvent("zhong", [])
    editor.inputMethodEvent(composing)
    assert here.blocks == ()
    here.session.set_narrative(
        Narrative(blocks=(Heading(level=1, text="四、下一步设想", item="plan"), text("旁人")))
    )
    assert editor.toPlainText() == ""
    done = QInputMethodEvent("", [])
    done.setCommitString("中文")
    editor.inputMethodEvent(done)
    assert editor.composing is False
    here.agrees()
    assert here.body("plan") == (text("旁人中文"),)


def test_empty_lines_are_gone_when_the_part_is_left(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    editor = here.enter("plan")
    for key in ("a", "b"):
        qtbot.keyClicks(editor, key)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    here.enter("overview")
    assert editor.toPlainText() == "a\nb"
    assert here.blocks[1:] == (text("a"), text("b"))


def test_counts_follow_as_word_counts(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    editor = here.enter("plan")
    clip = QMimeData()
    clip.setText("发展 service 3.5 亿元，")
    editor.insertFromMimeData(clip)
    view = here.page.views["plan"]
    assert view.words == 7
    assert view.count.text() == "7 字"
    assert "14 字" in here.page.status.total.text()


def test_a_heading_over_written_parts_is_not_called_unwritten(desk: MakeDesk) -> None:
    here = desk(form="guangdong-2024/enterprise")

    def told(number: int) -> str:
        return str(here.page.outline.item(number).data(Qt.ItemDataRole.AccessibleTextRole))

    levels = [one.level for one in here.page._outline.item]
    lowest = levels.index(3)
    top = next(number for number in range(lowest, -1, -1) if levels[number] == 1)
    editor = here.enter(here.page._outline.item[lowest].id)
    clip = QMimeData()
    clip.setText("字" * 1234)
    editor.insertFromMimeData(clip)
    assert told(lowest).endswith("，1,234 字")
    assert told(top).endswith("，下级 1,234 字")
    assert told(lowest - 1).endswith("，下级 1,234 字")
    here.session.undo()
    assert told(top).endswith("，未填写")


def test_the_limit_is_soft_and_said(desk: MakeDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("字" * 30))
    here.page._outline = here.page._outline.model_copy(update={"limit": 20})
    here.page._show_total()
    assert "20 字以内" in here.page.status.total.text()
    assert here.page.status.total.property("role") == "error"


def test_the_words_of_the_notice_stand_beside_the_part_at_hand(desk: MakeDesk) -> None:
    here = desk(form="shanghai-2023/enterprise")
    for item in here.page._outline.item:
        here.enter(item.id)
        side = here.page.side
        assert (side.hint.text(), side.proof.text()) == (item.hint, item.evidence)
        assert side.proof_title.isHidden() == (not item.evidence)
        assert here.page.outline.currentItem().text() == item.title


# ---- structure ----


def test_headings_get_the_next_number_and_lose_it_again(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    editor = here.enter("overview")
    for line in ("one", "body", "two"):
        qtbot.keyClicks(editor, line)
        if line != "body":
            commands.toggle_kind(editor, "heading2")
            editor.moveCursor(QTextCursor.MoveOperation.End)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert here.body("overview") == (
        Heading(level=2, text="（一）one"), text("body"), Heading(level=2, text="（二）two"),
    )  # fmt: skip
    here.page.go_to("narrative:1")
    commands.toggle_kind(editor, "heading2")
    assert here.body("overview")[0] == text("one")
    here.agrees()


def test_lists_are_made_left_and_numbered(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    editor = here.enter("overview")
    qtbot.keyClicks(editor, "a")
    commands.toggle_kind(editor, "ordered")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "b")
    qtbot.keyClick(editor, Qt.Key.Key_Home)
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "after")
    assert here.body("overview") == (
        ListItem(ordered=True, runs=(Run(text="a"),)),
        ListItem(ordered=True, level=2, runs=(Run(text="b"),)),
        text("after"),
    )
    assert editor.markers.shown == {0: "1.", 1: "（1）"}


def test_bold_is_kept_by_stretch(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(Heading(level=1, text="一、企业概况", item="overview"), text("abcdef"))
    editor = here.enter("overview")
    cursor = editor.textCursor()
    cursor.setPosition(2)
    cursor.setPosition(4, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    qtbot.keyClick(editor, Qt.Key.Key_B, CTRL)
    runs = (Run(text="ab"), Run(text="cd", bold=True), Run(text="ef"))
    assert here.body("overview") == (Paragraph(runs=runs),)
    qtbot.keyClick(editor, Qt.Key.Key_B, CTRL)
    assert here.body("overview") == (text("abcdef"),)
    here.agrees()


def test_kinds_deeper_than_the_part_allows_are_off(desk: MakeDesk) -> None:
    here = desk()
    here.enter("overview")
    assert here.page.bar._kinds["heading2"].isEnabled()
    here.page.views["overview"].editor.item = here.page.views["overview"].item.model_copy(
        update={"level": 3}
    )
    here.page.bar.show_editor(here.editor("overview"))
    assert not here.page.bar._kinds["heading3"].isEnabled()


def test_arrows_walk_from_part_to_part(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    here.enter("overview")
    qtbot.keyClick(here.editor("overview"), Qt.Key.Key_Down)
    assert here.editor("practice").hasFocus()
    qtbot.keyClick(here.editor("practice"), Qt.Key.Key_Up)
    assert here.editor("overview").hasFocus()


# ---- figures ----


HELD = (
    Heading(level=1, text="一、企业概况", item="overview"), text("before"), TABLE, text("after"),
)  # fmt: skip


def test_typing_around_a_table_never_loses_it(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*HELD)
    editor = here.enter("overview")
    for index in (1, 2):
        here.page.go_to(f"narrative:{1 + index}")
        qtbot.keyClick(editor, Qt.Key.Key_Backspace)
        qtbot.keyClicks(editor, "x")
        assert TABLE in here.blocks
    here.page.go_to("narrative:2")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClicks(editor, "y")
    here.page.go_to("narrative:1")
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, "z")
    assert TABLE in here.blocks
    assert all(one in here.session.declaration.narrative.text for one in ("before", "after"))
    here.agrees()


def test_a_composition_beside_a_figure_goes_into_a_paragraph_of_its_own(desk: MakeDesk) -> None:
    here = desk(*HELD)
    editor = here.enter("overview")
    here.page.go_to("narrative:2")
    done = QInputMethodEvent("", [])
    done.setCommitString("中")
    editor.inputMethodEvent(done)
    assert here.body("overview") == (text("before"), text("中"), TABLE, text("after"))


def test_a_chosen_table_is_removed_as_one_step(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*HELD)
    editor = here.enter("overview")
    here.page.go_to("narrative:2")
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert editor.chosen_figure() == TABLE
    assert here.blocks == HELD
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert here.body("overview") == (text("before"), text("after"))
    assert here.session.undo_step == "删除表格"
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert here.blocks == HELD
    here.agrees()


def test_a_table_moves_by_keys(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*HELD)
    editor = here.enter("overview")
    here.page.go_to("narrative:2")
    qtbot.keyClick(editor, Qt.Key.Key_Down, ALT)
    assert here.body("overview") == (text("before"), text("after"), TABLE)
    qtbot.keyClick(editor, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(editor, Qt.Key.Key_Up, ALT)
    assert here.body("overview") == (TABLE, text("before"), text("after"))
    here.agrees()


def test_deleting_all_says_that_figures_went(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*HELD)
    editor = here.enter("overview")
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert here.blocks == ()
    assert "1 个图或表" in here.page.status.text
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert here.blocks == HELD


def test_a_figure_travels_by_cut_and_paste_to_another_part(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*HELD)
    editor = here.enter("overview")
    here.page.go_to("narrative:2")
    commands.select_figure(editor, editor.current())
    qtbot.keyClick(editor, Qt.Key.Key_X, CTRL)
    assert here.body("overview") == (text("before"), text("after"))
    other = here.enter("plan")
    qtbot.keyClick(other, Qt.Key.Key_V, CTRL)
    assert here.body("plan") == (TABLE,)
    here.agrees()


def test_a_table_is_changed_where_it_stands(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*HELD)
    editor = here.enter("overview")
    here.page.go_to("narrative:2")
    here.asker.cells = TABLE.model_copy(update={"caption": "表2 新名", "rows": (("甲", "乙"),)})
    qtbot.keyClick(editor, Qt.Key.Key_F2)
    assert here.body("overview")[1] == here.asker.cells
    assert here.session.undo_step == "修改表格"
    here.agrees()


def test_a_new_table_stands_behind_the_paragraph(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*HELD)
    here.enter("overview")
    here.page.bar.table.click()
    assert here.blocks == HELD
    here.asker.cells = SimpleTable(rows=(("甲", "乙"), ("1", "2")))
    here.page.bar.table.click()
    assert here.body("overview") == (text("before"), here.asker.cells, TABLE, text("after"))
    assert here.session.undo_step == "插入表格"
    here.agrees()


def png(width: int = 900, height: int = 500) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, "PNG")
    return out.getvalue()


def test_a_picture_from_a_file_stands_behind_the_paragraph(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    here = desk(*HELD)
    here.asker.picture = tmp_path / "图.png"
    here.asker.picture.write_bytes(png())
    here.enter("overview")
    here.page.bar.picture.click()
    qtbot.waitUntil(lambda: any(isinstance(one, Picture) for one in here.blocks))
    picture = here.body("overview")[1]
    assert isinstance(picture, Picture)
    assert (picture.caption, picture.width) == ("图1 说明", 156.0)
    assert here.page.deeds.blobs.read(picture.sha256) == png()
    qtbot.waitUntil(lambda: here.page._pictures.shown.pixels(picture) is not None)
    here.agrees()


def test_a_picture_of_more_dots_than_print_needs_is_made_smaller_and_that_is_said(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk(*HELD)
    here.asker.picture = tmp_path / "图.jpg"
    Image.effect_noise((4000, 3000), 60).save(here.asker.picture, quality=90)
    here.enter("overview")
    here.page.bar.picture.click()
    qtbot.waitUntil(lambda: "1 幅图片的像素多于打印所需" in here.page.status.text)
    picture = here.body("overview")[1]
    assert isinstance(picture, Picture)
    data = here.page.deeds.blobs.read(picture.sha256)
    assert len(data) < here.asker.picture.stat().st_size / 2
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    html = f"<p>一</p><p><img src='{here.asker.picture.as_uri()}'></p>"
    here.at_end("plan").insertFromMimeData(pasted("一", html))
    qtbot.waitUntil(lambda: any(isinstance(one, Picture) for one in here.body("plan")))
    again = next(one for one in here.body("plan") if isinstance(one, Picture))
    assert again.sha256 == picture.sha256
    assert "像素多于打印所需" in here.page.status.text
    here.session.undo()
    assert not any(isinstance(one, Picture) for one in here.body("plan"))


def test_a_picture_of_the_clipboard_is_taken(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    editor = here.enter("plan")
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    mime = QMimeData()
    mime.setImageData(image)
    editor.insertFromMimeData(mime)
    qtbot.waitUntil(lambda: len(here.blocks) == 2)
    assert isinstance(here.blocks[1], Picture)
    assert here.blocks[1].width == 0.0


def test_several_pictures_are_dropped_as_one_step(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("甲"), text("乙"))
    editor = here.enter("plan")
    here.page.go_to("narrative:1")
    mime = QMimeData()
    for number in range(3):
        (tmp_path / f"{number}.png").write_bytes(png(300 + number))
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / f"{number}.png")) for number in range(3)])
    editor.insertFromMimeData(mime)
    qtbot.waitUntil(lambda: len(here.body("plan")) == 5)
    assert [one.type for one in here.body("plan")] == [
        "paragraph", "picture", "picture", "picture", "paragraph",
    ]  # fmt: skip
    assert here.session.undo_step == "插入 3 幅图片"
    here.agrees()


@pytest.mark.skipif(heic_decoder() is None, reason="no wheel of pi-heif for this machine")
def test_a_photo_of_a_telephone_is_kept_as_a_jpg(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("甲"))
    editor = here.enter("plan")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(Path(__file__).parents[1] / "data" / "photo.heic"))])
    editor.insertFromMimeData(mime)
    qtbot.waitUntil(lambda: len(here.body("plan")) == 2)
    (picture,) = (one for one in here.body("plan") if isinstance(one, Picture))
    assert picture.media_type == "image/jpeg"


def test_a_picture_whose_clipboard_names_a_lost_file_comes_by_its_dots(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    here = desk()
    editor = here.enter("plan")
    mime = pasted("", "<img src='file:///C:\\Temp\\ksohtml1\\wps1.png'>")
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    mime.setImageData(image)
    editor.insertFromMimeData(mime)
    qtbot.waitUntil(lambda: len(here.blocks) == 2)
    assert isinstance(here.blocks[1], Picture)


def test_a_file_that_is_no_picture_is_refused_in_words(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    here = desk()
    here.asker.picture = tmp_path / "图.png"
    here.asker.picture.write_bytes(b"no picture")
    here.enter("plan")
    here.page.bar.picture.click()
    qtbot.waitUntil(lambda: "图.png" in here.page.status.text and not here.page.status.busy)
    assert here.blocks == ()


# ---- paste and drop ----


def pasted(plain: str, html: str = "") -> QMimeData:
    mime = QMimeData()
    mime.setText(plain)
    if html:
        mime.setHtml(html)
    return mime


def test_a_line_of_text_joins_the_paragraph(desk: MakeDesk) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("甲乙"))
    editor = here.enter("plan")
    here.page.go_to("narrative:1")
    editor.moveCursor(QTextCursor.MoveOperation.NextCharacter)
    editor.insertFromMimeData(pasted("1. 中\x00间"))
    assert here.body("plan") == (text("甲1. 中间乙"),)
    here.agrees()


def test_a_paste_of_several_paragraphs_parts_the_text_at_the_caret(desk: MakeDesk) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("甲乙"))
    editor = here.enter("plan")
    here.page.go_to("narrative:1")
    editor.moveCursor(QTextCursor.MoveOperation.NextCharacter)
    html = "<h1>（一）题</h1><p>一<b>粗</b></p><p style='color:red'>二</p>"
    editor.insertFromMimeData(pasted("x", html))
    assert here.body("plan") == (
        text("甲"), Heading(level=2, text="（一）题"),
        Paragraph(runs=(Run(text="一"), Run(text="粗", bold=True))), text("二"), text("乙"),
    )  # fmt: skip
    assert here.session.undo_step == "粘贴到正文"
    assert "未保留" in here.page.status.text
    here.session.undo()
    assert here.body("plan") == (text("甲乙"),)
    assert here.page.status.text == ""
    here.agrees()


def test_a_whole_text_goes_under_each_of_its_headings(desk: MakeDesk) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("旧"))
    editor = here.enter("overview")
    editor.insertFromMimeData(pasted("一、企业概况\n概况。\n四、下一步设想\n设想。"))
    assert here.body("overview") == (text("概况。"),)
    assert here.body("plan") == (text("旧"), text("设想。"))
    assert len(here.session.steps) == 1
    here.agrees()


def test_a_paste_with_pictures_comes_with_them(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / "clip_image001.png").write_bytes(png())
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("甲乙"))
    editor = here.enter("plan")
    here.page.go_to("narrative:1")
    editor.moveCursor(QTextCursor.MoveOperation.NextCharacter)
    link = (tmp_path / "clip_image001.png").as_uri()
    html = f"<p>一</p><p><img width=300 src='{link}'></p><p>图1 说明</p><p>二<img src='file:///no.png'></p>"
    editor.insertFromMimeData(pasted("一\n图1 说明\n二", html))
    qtbot.waitUntil(lambda: len(here.body("plan")) == 5)
    picture = here.body("plan")[2]
    assert isinstance(picture, Picture)
    assert (picture.caption, picture.width) == ("图1 说明", 79.4)
    assert here.page.deeds.blobs.read(picture.sha256) == png()
    assert here.body("plan")[3:] == (text("二"), text("乙"))
    assert "1 幅图片" in here.page.status.text
    here.agrees()


def test_a_cell_of_a_spreadsheet_is_pasted_as_its_text(desk: MakeDesk) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("甲乙"))
    editor = here.at_end("plan")
    editor.insertFromMimeData(pasted("1,234.50", "<table><tr><td>1,234.50</td></tr></table>"))
    assert here.body("plan") == (text("甲乙1,234.50"),)


def test_what_is_copied_here_and_pasted_is_the_same(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*HELD)
    editor = here.enter("overview")
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_C, CTRL)
    mime = QGuiApplication.clipboard().mimeData()
    assert mime is not None
    assert "before" in mime.text()
    assert "<table" in mime.html()
    other = here.enter("plan")
    qtbot.keyClick(other, Qt.Key.Key_V, CTRL)
    assert here.body("plan") == HELD[1:]


def test_foreign_data_in_our_own_form_is_not_trusted() -> None:
    for content in (
        b"",
        b"{}",
        b"[1]",
        b'{"inline": true, "blocks": [{"type": "script"}]}',
        b"\xff",
    ):
        mime = QMimeData()
        mime.setData(clipboard.BLOCKS, content)
        assert clipboard.own_blocks(mime) is None


def drop(editor: PartEditor, at: int, mime: QMimeData, *, source: object = None) -> None:
    cursor = editor.textCursor()
    keep = editor.textCursor()
    cursor.setPosition(at)
    editor.setTextCursor(cursor)
    place = QPointF(editor.cursorRect().center())
    editor.setTextCursor(keep)
    action = Qt.DropAction.MoveAction
    event = QDropEvent(
        place, action, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    editor.dropEvent(event)


def test_dropped_text_goes_where_it_was_let_go(desk: MakeDesk) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("abcdef"))
    editor = here.enter("plan")
    drop(editor, 3, pasted("XYZ"))
    assert here.body("plan") == (text("abcXYZdef"),)
    here.agrees()


# ---- Word in ----


def word_file(path: Path) -> Path:
    made = docx.Document()
    for line in ("一、企业概况", "第一段。", "（一）小题", "第二段。", "四、下一步设想", "设想。"):
        made.add_paragraph(line)
    made.save(str(path))
    return path


@pytest.mark.parametrize("mode", ["replace", "append", None])
def test_a_word_file_comes_in_as_one_step(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path, mode: str | None
) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("旧"))
    before = here.blocks
    here.asker.word, here.asker.mode = word_file(tmp_path / "正文.docx"), mode
    here.page.bar.word.click()
    qtbot.waitUntil(lambda: bool(here.asker.reviews) and not here.page.status.busy)
    (review,) = here.asker.reviews
    assert review.standing == 8
    assert [one.text for one in review.narrative.blocks if isinstance(one, Heading) and one.item] == [
        "一、企业概况", "四、下一步设想",
    ]  # fmt: skip
    if mode is None:
        assert here.blocks is before
        return
    qtbot.waitUntil(lambda: here.blocks is not before)
    assert here.body("overview") == (
        text("第一段。"),
        Heading(level=2, text="（一）小题"),
        text("第二段。"),
    )
    assert here.body("plan") == ((text("旧"),) if mode == "append" else ()) + (text("设想。"),)
    assert here.session.steps == ("导入正文 正文.docx",)
    assert "正文.docx" in here.page.status.text
    here.session.undo()
    assert here.blocks == before
    assert here.page.status.text == ""
    here.agrees()


def test_text_outside_of_the_outline_goes_when_another_text_is_imported(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    here = desk(text("题外的话"))
    lone = here.page.views[""]
    lone.editor.setFocus()
    assert lone.editor.toPlainText() == "题外的话"
    here.asker.word = tmp_path / "正文.docx"
    document = docx.Document()
    document.add_heading("四、下一步设想", 1)
    document.add_paragraph("推进")
    document.save(str(here.asker.word))
    here.page.bar.word.click()
    qtbot.waitUntil(lambda: here.body("plan") == (text("推进"),))
    assert not lone.isVisibleTo(here.page)
    assert not lone.editor.hasFocus()
    here.agrees()


def test_text_outside_of_the_outline_that_was_undone_is_not_shown(desk: MakeDesk) -> None:
    here = desk()
    here.session.set_narrative(Narrative(blocks=(text("题外的话"),)), name="导入")
    lone = here.page.views[""]
    lone.editor.setFocus()
    here.session.undo()
    assert lone.editor.toPlainText() == ""
    here.agrees()
    here.enter("plan")
    assert not lone.isVisibleTo(here.page)


def test_a_file_that_is_no_word_file_is_said(desk: MakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    here = desk()
    here.asker.word = tmp_path / "正文.docx"
    here.asker.word.write_bytes(b"%PDF-1.4 not word")
    here.page.bar.word.click()
    qtbot.waitUntil(lambda: not here.page.status.busy and here.page.status.text != "")
    assert here.blocks == ()
    assert here.asker.reviews == []


def test_the_review_lists_losses_and_leaves_headings_to_its_lists(qtbot: QtBot) -> None:
    """A heading without text is told beside it, and no longer once something was dragged there."""
    _, form = find_form(FORM)
    told = (
        Problem("intake.narrative-headings", "check"),
        Problem("intake.narrative-revisions", "hint"),
    )
    dialog = ReviewDialog(
        Review("正文.docx", form.outline, Narrative(blocks=(text("前言"),)), told, 0)
    )
    qtbot.addWidget(dialog)
    assert [one.code for one in dialog.losses] == ["intake.narrative-revisions"]


def test_pieces_of_a_file_go_where_a_person_lets_them(qtbot: QtBot) -> None:
    _, form = find_form(FORM)
    found = Narrative(
        blocks=(
            text("前言"),
            Heading(level=1, text="一、企业概况", item="overview"), text("概况"),
            Heading(level=1, text="荣誉"), text("获奖"),
            Heading(level=2, text="（一）奖"), text("金奖"),
        )
    )  # fmt: skip
    dialog = ReviewDialog(Review("正文.docx", form.outline, found, (), 12))
    qtbot.addWidget(dialog)
    assert dialog.tree.goes == ("", "overview", "overview", "overview")
    plan = dialog.tree.boxes[2].findData("plan")
    dialog.tree.boxes[2].setCurrentIndex(plan)
    dialog.tree.boxes[2].activated.emit(plan)
    assert dialog.tree.goes == ("", "overview", "plan", "plan")
    dialog.tree.rows[0].setSelected(True)
    dialog.outline.dropped.emit(LEFT_OUT)
    taken = dialog.taken
    assert not taken.append
    assert taken.narrative.blocks == (
        Heading(level=1, text="一、企业概况", item="overview"), text("概况"),
        Heading(level=1, text="四、下一步设想", item="plan"),
        Heading(level=2, text="荣誉"), text("获奖"),
        Heading(level=3, text="（一）奖"), text("金奖"),
    )  # fmt: skip
    dialog.append.click()
    assert dialog.taken.append


def test_nothing_is_imported_where_all_is_left_out(qtbot: QtBot) -> None:
    _, form = find_form(FORM)
    found = Narrative(blocks=(Heading(level=1, text="一、企业概况", item="overview"), text("概况")))
    dialog = ReviewDialog(Review("正文.docx", form.outline, found, (), 0))
    qtbot.addWidget(dialog)
    assert dialog.main.isEnabled()
    dialog.tree.say([0], LEFT_OUT)
    assert not dialog.main.isEnabled()


# ---- tables ----


def test_rows_and_columns_of_a_table_are_put_in_and_taken_out(qtbot: QtBot) -> None:
    dialog = TableDialog(TABLE)
    qtbot.addWidget(dialog)
    dialog.cells.setCurrentCell(0, 0)
    dialog._tools["下方插入行"].click()
    dialog._tools["右侧插入列"].click()
    dialog.cells.item(1, 1).setText("甲")
    assert dialog.table().rows == (("项目", "", "金额"), ("", "甲", ""), ("设备", "", "1240.00"))
    dialog.cells.setCurrentCell(1, 1)
    dialog._tools["删除列"].click()
    dialog._tools["删除行"].click()
    assert dialog.table() == TABLE
    for _ in range(2):
        dialog.cells.selectAll()
        dialog._tools["删除行"].click()
        qtbot.keyClick(dialog.cells, Qt.Key.Key_Delete)
    assert dialog.cells.rowCount() == 1
    assert not dialog.main.isEnabled()


def test_a_block_of_cells_is_pasted_into_a_table(qtbot: QtBot) -> None:
    dialog = TableDialog(new=True)
    qtbot.addWidget(dialog)
    QGuiApplication.clipboard().setText("年份\t2018\t2019\t合计\n收入\t1\t2\t3")
    dialog.cells.paste()
    dialog.line.setText(" 表1 收入 ")
    assert dialog.table() == SimpleTable(
        rows=(("年份", "2018", "2019", "合计"), ("收入", "1", "2", "3")), caption="表1 收入"
    )


def test_enter_commits_a_cell_and_goes_down_into_a_new_row(qtbot: QtBot) -> None:
    dialog = TableDialog(new=True)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.cells.setFocus()
    for words in ("a", "b", "c", "d"):
        qtbot.keyClicks(dialog.cells, words)
        field = dialog.cells.findChild(QLineEdit)
        assert field is not None
        qtbot.keyClick(field, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: dialog.cells.findChild(QLineEdit) is None)
    assert dialog.isVisible()
    assert dialog.table().rows == (("a",), ("b",), ("c",), ("d",))


# ---- find and replace ----


FOUND = (
    Heading(level=1, text="一、企业概况", item="overview"),
    Paragraph(runs=(Run(text="甲公司和甲"), Run(text="公司", bold=True))),
    SimpleTable(rows=(("甲公司", "x"),), caption="甲公司表"),
    Heading(level=1, text="四、下一步设想", item="plan"),
    Heading(level=2, text="（一）甲公司设想"),
    ListItem(runs=(Run(text="甲公司"),)),
)


def test_a_search_walks_through_all_parts_and_round(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*FOUND)
    here.enter("plan")
    here.page.find_field()
    bar = here.page.seeking
    assert bar.isVisible()
    bar.words.setText("甲公司")
    assert bar.count.text() == "5 / 6"
    places = []
    for _ in range(6):
        editor = here.page.editor
        assert editor is not None
        places.append((editor.item.id, editor.textCursor().selectedText().replace("\ufffc", "▣")))
        qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert places == [
        ("plan", "甲公司"), ("plan", "甲公司"), ("overview", "甲公司"), ("overview", "甲公司"),
        ("overview", "▣"), ("overview", "▣"),
    ]  # fmt: skip
    assert here.session.steps == ()
    figures = here.editor("overview").paper.figures
    assert figures.found == {FOUND[2]: frozenset({(0, 0)})}
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert figures.found == {}
    assert here.editor("plan").hasFocus()


def test_a_search_has_keys_in_the_text(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*FOUND)
    editor = here.enter("plan")
    qtbot.keyClick(editor, Qt.Key.Key_H, CTRL)
    bar = here.page.seeking
    assert bar.isVisible()
    bar.words.setText("甲公司")
    qtbot.keyClick(bar.words, Qt.Key.Key_Escape)
    qtbot.keyClick(editor, Qt.Key.Key_F3)
    assert bar.count.text() == "6 / 6"
    qtbot.keyClick(editor, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "5 / 6"


def test_all_are_replaced_in_every_part_as_one_step(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*FOUND)
    here.enter("overview")
    here.page.replace_words()
    bar = here.page.seeking
    bar.words.setText("甲公司")
    bar.fresh.setText("乙公司")
    bar.all.click()
    assert "甲公司" not in here.session.declaration.narrative.text
    assert here.session.declaration.narrative.text.count("乙公司") == 6
    assert here.body("overview")[0] == Paragraph(runs=(Run(text="乙公司和乙公司"),))
    assert len(here.session.steps) == 1
    assert "6 处" in here.page.status.text
    here.agrees()
    here.session.undo()
    assert here.blocks == FOUND


def test_tab_goes_from_what_is_sought_to_what_replaces_it(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("甲公司"))
    bar = here.page.seeking
    bar.open(replacing=True)
    bar.words.setText("甲公司")
    assert bar.words.hasFocus()
    qtbot.keyClick(bar.words, Qt.Key.Key_Tab)
    assert bar.fresh.hasFocus()
    qtbot.keyClick(bar.fresh, Qt.Key.Key_Tab)
    assert bar.one.hasFocus()
    qtbot.keyClick(bar.one, Qt.Key.Key_Backtab)
    assert bar.fresh.hasFocus()


def test_one_is_replaced_and_the_next_behind_it_is_at_hand(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("公司、公司和公司"))
    here.enter("plan")
    here.page.replace_words()
    bar = here.page.seeking
    bar.words.setText("公司")
    bar.fresh.setText("本公司")
    for _ in range(3):
        bar.one.click()
    assert here.body("plan") == (text("本公司、本公司和本公司"),)
    bar.fresh.setText("")
    bar.words.setText("、本公司和本公司")
    bar.one.click()
    assert here.body("plan") == (text("本公司"),)
    bar.words.setText("本公司")
    bar.one.click()
    assert here.blocks == ()
    assert bar.count.text() == "没有找到"
    here.agrees()


def test_the_notices_own_headings_are_not_replaced(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(Heading(level=1, text="四、下一步设想"), text("设想"))
    here.page.seeking.words.setText("设想")
    here.page.find_field()
    assert here.page.seeking.count.text() == "1 / 1"


def test_selected_words_are_looked_for(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("𠮷甲乙ABCａｂｃ"))
    editor = here.enter("plan")
    cursor = editor.textCursor()
    cursor.setPosition(4)
    cursor.setPosition(7, QTextCursor.MoveMode.KeepAnchor)
    editor.setTextCursor(cursor)
    assert here.page.caret_place() == (1, 3)
    here.page.find_field()
    bar = here.page.seeking
    assert (bar.words.text(), bar.count.text()) == ("ABC", "1 / 2")
    bar.width_box.setChecked(True)
    assert bar.count.text() == "1 / 1"
    bar.width_box.setChecked(False)
    bar.case.setChecked(True)
    assert bar.count.text() == "1 / 1"


def test_a_search_follows_what_is_typed_and_undone(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("ab"))
    here.page.find_field()
    bar = here.page.seeking
    bar.words.setText("ab")
    editor = here.at_end("plan")
    qtbot.keyClicks(editor, "abab")
    here.page.typing.flush()
    qtbot.waitUntil(lambda: len(bar.matches) == 3)
    assert len(editor.extraSelections()) == 3
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(bar.matches) == 1)


def test_a_draft_that_is_read_only_is_searched_and_not_changed(desk: MakeDesk) -> None:
    here = desk(*FOUND, read_only=True)
    here.page.replace_words()
    bar = here.page.seeking
    bar.words.setText("甲公司")
    assert bar.count.text() == "1 / 6"
    assert not bar.all.isEnabled()
    bar.replace_all()
    assert here.blocks == FOUND


def test_caption_and_width_of_a_picture_are_asked(qtbot: QtBot) -> None:
    picture = Picture(sha256="0" * 64, media_type="image/png", caption="旧", width=77.5)
    dialog = CaptionDialog(picture)
    qtbot.addWidget(dialog)
    assert dialog.figure() == picture
    dialog.line.setText("图2 新")
    dialog.width_box.setCurrentIndex(dialog.width_box.findData(78.0))
    assert dialog.figure() == picture.model_copy(update={"caption": "图2 新", "width": 78.0})


# ---- places, findings, modes ----


def test_places_of_blocks_and_items_get_the_caret(desk: MakeDesk) -> None:
    here = desk(sample=True)
    for number, block in enumerate(here.blocks):
        here.page.go_to(f"narrative:{number}")
        view = next(one for one in here.page.views.values() if one.editor.hasFocus())
        at = commands.block_at_caret(view.editor)
        shown = view.editor.blocks[at] if view.editor.blocks else None
        assert shown is block or (isinstance(block, Heading) and block.item == view.item.id)
    here.page.go_to("narrative:9999")
    here.page.go_to("narrative")


def test_the_session_knows_where_the_person_is(desk: MakeDesk) -> None:
    here = desk()
    here.page.views["practice"].editor.setFocus()
    assert here.session.place == "narrative#practice"


def test_the_jump_of_an_undo_edits_nothing(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    refused: list[object] = []
    here.page._bridge.refused.connect(refused.append)
    here.page._bridge.changed.connect(
        lambda one: here.page.go_to(one.place) if one.cause in {"undo", "redo"} else None
    )
    qtbot.keyClicks(here.enter("overview"), "a")
    other = here.enter("plan")
    qtbot.keyClicks(other, "b")
    qtbot.keyClick(other, Qt.Key.Key_Z, CTRL)
    qtbot.keyClick(other, Qt.Key.Key_Z, CTRL)
    assert here.editor("overview").hasFocus()
    qtbot.keyClick(here.editor("overview"), Qt.Key.Key_Y, CTRL)
    assert here.body("overview") == (text("a"),)
    assert refused == []
    here.agrees()


def commit(editor: PartEditor, words: str) -> None:
    """Type as an input method does."""
    done = QInputMethodEvent("", [])
    done.setCommitString(words)
    editor.inputMethodEvent(done)


def test_the_caret_stays_behind_what_was_undone(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    here.page._bridge.changed.connect(
        lambda one: here.page.go_to(one.place) if one.cause in {"undo", "redo"} else None
    )
    editor = here.enter("plan")
    commit(editor, "𠮷前后")
    here.page.typing.flush()
    here.session.leave()
    qtbot.keyClick(editor, Qt.Key.Key_Left)
    commit(editor, "中间")
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert here.body("plan") == (text("𠮷前后"),)
    assert editor.textCursor().position() == len("??前")
    qtbot.keyClick(editor, Qt.Key.Key_Y, CTRL)
    assert here.body("plan") == (text("𠮷前中间后"),)
    assert editor.textCursor().position() == len("??前中间")
    here.agrees()


def test_a_paragraph_taken_back_at_the_end_of_a_part_leaves_the_caret_in_that_part(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    here = desk(
        Heading(level=1, text="一、企业概况", item="overview"), text("甲乙"),
        Heading(level=1, text="四、下一步设想", item="plan"), text("丙"),
    )  # fmt: skip
    here.page._bridge.changed.connect(
        lambda one: here.page.go_to(one.place) if one.cause in {"undo", "redo"} else None
    )
    editor = here.at_end("overview")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    commit(editor, "丁")
    here.page.typing.flush()
    here.session.leave()
    for _ in range(2):
        qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert here.body("overview") == (text("甲乙"),)
    assert editor.hasFocus()
    assert editor.textCursor().position() == len("甲乙")
    qtbot.keyClick(editor, Qt.Key.Key_Y, CTRL)
    assert editor.hasFocus()
    here.agrees()


def test_findings_stand_at_their_heading(desk: MakeDesk) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("字"))
    here.session.ask_check()
    assert here.page.views["overview"].findings
    assert here.page.views["overview"].told.accessibleName()
    assert not here.page.views["plan"].findings
    assert "提示" in here.page.outline.item(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_read_only_draft_takes_no_key(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(*HELD, read_only=True)
    editor = here.enter("overview")
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    editor.insertFromMimeData(pasted("y"))
    assert here.blocks == HELD
    assert not here.page.bar.word.isEnabled()


def test_text_before_the_first_heading_has_a_place(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk(text("前言"), *HELD)
    assert here.body("") == (text("前言"),)
    assert here.page.sheet.box.indexOf(here.page.views[""]) == 2
    editor = here.at_end("")
    qtbot.keyClicks(editor, "x")
    assert here.blocks[0] == text("前言x")
    here.session.set_narrative(Narrative(blocks=HELD))
    assert here.blocks == HELD


# ---- the document ----


def test_any_edit_of_a_document_reads_as_it_stands(qtbot: QtBot) -> None:
    declaration, _ = load_sample("zhejiang-2020/project")
    pack, _ = find_form("zhejiang-2020/project")
    blocks = declaration.narrative.blocks
    document = QTextDocument()
    paper = Paper(document, Shown(lambda *_: None), Look(pack.notice.typography), document)
    document.contentsChange.connect(
        lambda at, _, added: None if paper.filling else paper.reread(at, added)
    )
    for seed in range(60):
        rnd = random.Random(seed)
        start = [rnd.choice(blocks) for _ in range(rnd.randint(0, 8))]
        paper.fill(start)
        goal = list(start)
        for _ in range(rnd.randint(0, 3)):
            at = rnd.randint(0, len(goal))
            goal[at : at + rnd.randint(0, 2)] = [
                rnd.choice(blocks) for _ in range(rnd.randint(0, 2))
            ]
        paper.meet(goal)
        assert paper.blocks == tuple(goal)
        assert bare(_read(paper)) == bare(tuple(goal))
        for _ in range(8):
            _random_edit(document, rnd)
            assert bare(_read(paper)) == bare(paper.blocks)


def _read(paper: Paper) -> tuple[Block, ...]:
    found: list[Block] = []
    paragraph = paper.document.begin()
    while paragraph.isValid():
        found += paper.read(paragraph)
        paragraph = paragraph.next()
    return tuple(found)


def _random_edit(document: QTextDocument, rnd: random.Random) -> None:
    cursor = QTextCursor(document)
    most = document.characterCount()
    at = rnd.randrange(most)
    cursor.setPosition(at)
    cursor.setPosition(
        min(most - 1, at + rnd.choice([0, 0, 1, 30, 200])), QTextCursor.MoveMode.KeepAnchor
    )
    cursor.beginEditBlock()
    for _ in range(rnd.randint(1, 2)):
        match rnd.randrange(4):
            case 0:
                cursor.insertText("字x\u2028y")
            case 1:
                cursor.removeSelectedText()
            case 2:
                cursor.insertBlock()
            case _:
                cursor.insertText("a\nb\nc")
    cursor.endEditBlock()


def test_a_long_text_types_by_touching_one_block(desk: MakeDesk, qtbot: QtBot) -> None:
    body = [text("字" * 100) for _ in range(120)]
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), *body)
    editor = here.enter("plan")
    here.page.go_to("narrative:60")
    read: list[int] = []
    whole = editor.paper.read
    editor.paper.read = lambda one: read.append(1) or whole(one)  # type: ignore[func-returns-value, method-assign]
    qtbot.keyClicks(editor, "abc")
    assert read == []
    assert here.blocks[60] == text(f"abc{'字' * 100}")
    assert len(read) == 1
    assert editor.mapTo(here.page, QPoint(0, 0)).y() < 900


def test_kinds_have_keys(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    editor = here.enter("overview")
    qtbot.keyClicks(editor, "a")
    qtbot.keyClick(editor, Qt.Key.Key_2, CTRL | ALT)
    assert here.body("overview") == (Heading(level=2, text="（一）a"),)
    qtbot.keyClick(editor, Qt.Key.Key_0, CTRL | ALT)
    assert here.body("overview") == (text("a"),)
    qtbot.keyClick(editor, Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert here.body("overview") == (ListItem(runs=(Run(text="a"),)),)


def test_a_text_that_takes_long_to_check_is_carried_in_a_pause(
    desk: MakeDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = desk()
    typing = here.page.typing
    editor = here.enter("plan")
    qtbot.keyClicks(editor, "a")
    assert here.blocks[1:] == (text("a"),)
    QCoreApplication.processEvents()
    monkeypatch.setattr(typing, "_took", 500)
    qtbot.keyClicks(editor, "bcd")
    QCoreApplication.processEvents()
    assert typing.pending is here.page.views["plan"]
    assert here.session.declaration.narrative.blocks[1:] == (text("a"),)
    qtbot.waitUntil(lambda: typing.pending is None)
    assert here.session.declaration.narrative.blocks[1:] == (text("abcd"),)
    here.agrees()


def test_a_figure_is_measured_anew_for_another_width_look_and_picture(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    table = SimpleTable(rows=(("甲" * 300, "乙" * 300),), caption="表1")
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), table)
    figures = here.editor("plan").paper.figures
    form = figures.format(table)
    document = here.editor("plan").document()
    wide = figures.intrinsicSize(document, 0, form)
    here.page.resize(700, 900)
    QCoreApplication.processEvents()
    narrow = figures.intrinsicSize(document, 0, form)
    assert narrow.width() < wide.width()
    assert narrow.height() > wide.height()
    figures.look = Look(figures.look.typography, 200)
    assert figures.intrinsicSize(document, 0, form).height() > narrow.height()


# ---- one history for all deeds ----


def states(here: Desk) -> tuple[Block, ...]:
    here.agrees()
    return here.blocks


def test_every_deed_is_a_step_back_and_forth(desk: MakeDesk, qtbot: QtBot, tmp_path: Path) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("abc"))
    seen = [states(here)]

    def did(steps: int = 1) -> None:
        seen.append(states(here))
        assert len(here.session.steps) == len(seen) - 2 + steps, here.session.steps

    editor = here.at_end("plan")
    qtbot.keyClicks(editor, "def")
    did()
    html = (
        "<h1>（一）题</h1><p>一<b>粗</b></p><ul><li>点<ol><li>号</li></ol></li></ul>"
        "<table><tr><td>甲</td><td>乙</td></tr></table><p>尾</p>"
    )
    editor.insertFromMimeData(pasted("x", html))
    did()
    qtbot.keyClicks(here.at_end("plan"), "xyz")
    did()
    here.asker.picture = tmp_path / "a.png"
    here.asker.picture.write_bytes(png())
    here.page.deeds.insert_picture()
    qtbot.waitUntil(lambda: any(isinstance(one, Picture) for one in here.blocks))
    did()
    here.asker.cells = SimpleTable(rows=(("子", "丑"), ("寅", "卯")), caption="表2")
    here.page.deeds.insert_table()
    did()
    here.asker.word = word_file(tmp_path / "w.docx")
    here.asker.mode = "append"
    here.page.deeds.read_word()
    qtbot.waitUntil(lambda: here.page.status.busy is False and len(here.session.steps) == len(seen))
    did()
    for state in reversed(seen[:-1]):
        qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
        assert states(here) == state
    for state in seen[1:]:
        qtbot.keyClick(editor, Qt.Key.Key_Y, CTRL)
        assert states(here) == state


def test_a_selection_over_a_table_is_deleted_typed_over_and_brought_back(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    table = SimpleTable(rows=(("甲", "乙"),))
    blocks = (Heading(level=1, text="四、下一步设想", item="plan"), text("abc"), table, text("def"))
    for key in ("x", Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
        here = desk(*blocks)
        editor = here.enter("plan")
        cursor = editor.textCursor()
        cursor.setPosition(1)
        cursor.setPosition(editor.document().characterCount() - 2, QTextCursor.MoveMode.KeepAnchor)
        editor.setTextCursor(cursor)
        if isinstance(key, str):
            qtbot.keyClicks(editor, key)
        else:
            qtbot.keyClick(editor, key)
        assert here.body("plan") == (text("axf" if key == "x" else "af"),), key
        here.agrees()
        assert len(here.session.steps) == 1
        qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
        assert here.blocks == blocks
        here.agrees()


class Dropped(QDropEvent):
    """A drop of what was dragged from the editor itself."""

    def __init__(
        self,
        editor: PartEditor,
        at: int,
        mime: QMimeData,
        source: QObject | None = None,
        keys: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        cursor, keep = editor.textCursor(), editor.textCursor()
        cursor.setPosition(at)
        editor.setTextCursor(cursor)
        place = QPointF(editor.cursorRect().center())
        editor.setTextCursor(keep)
        actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        super().__init__(place, actions, mime, Qt.MouseButton.LeftButton, keys)
        self.setDropAction(Qt.DropAction.CopyAction if keys == CTRL else Qt.DropAction.MoveAction)
        self.editor = source or editor

    def source(self) -> QObject:
        return self.editor


def test_a_dragged_figure_moves_in_one_step(desk: MakeDesk, qtbot: QtBot) -> None:
    table = SimpleTable(rows=(("甲", "乙"),))
    blocks = (Heading(level=1, text="四、下一步设想", item="plan"), text("abc"), table, text("def"))
    here = desk(*blocks)
    editor = here.enter("plan")
    commands.select_figure(editor, editor.document().findBlockByNumber(1))
    mime = editor.createMimeDataFromSelection()
    editor.dropEvent(Dropped(editor, 0, mime))
    assert [one.type for one in here.body("plan")] == ["table", "paragraph", "paragraph"]
    assert len(here.session.steps) == 1, here.session.steps
    here.agrees()
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert here.blocks == blocks


@pytest.mark.parametrize("inner", [False, True])
@pytest.mark.parametrize("words", [(), (text("留下"),)])
def test_a_figure_dragged_to_another_part_is_one_step(
    desk: MakeDesk, qtbot: QtBot, words: tuple[Block, ...], inner: bool
) -> None:
    blocks = (
        Heading(level=1, text="一、企业概况", item="overview"), *words, TABLE,
        Heading(level=1, text="四、下一步设想", item="plan"), text("abc"),
    )  # fmt: skip
    here = desk(*blocks)
    source = here.enter("overview")
    commands.select_figure(source, source.document().findBlockByNumber(len(words)))
    mime = source.createMimeDataFromSelection()
    target = here.editor("plan")
    target.dropEvent(Dropped(target, 0, mime, source.viewport() if inner else source))
    assert here.body("plan") == (TABLE, text("abc"))
    assert here.body("overview") == words
    assert list(here.session.steps) == ["移动表格"]
    here.agrees()
    qtbot.keyClick(target, Qt.Key.Key_Z, CTRL)
    assert here.blocks == blocks
    here.agrees()
    qtbot.keyClick(target, Qt.Key.Key_Y, CTRL)
    assert here.body("plan") == (TABLE, text("abc"))


@pytest.mark.parametrize(
    ("keys", "left"), [(Qt.KeyboardModifier.NoModifier, "甲丙"), (CTRL, "甲乙丙")]
)
def test_words_dragged_to_another_part_move_and_with_ctrl_are_copied(
    desk: MakeDesk, keys: Qt.KeyboardModifier, left: str
) -> None:
    blocks = (
        Heading(level=1, text="一、企业概况", item="overview"), text("甲乙丙"),
        Heading(level=1, text="四、下一步设想", item="plan"), text("abc"),
    )  # fmt: skip
    here = desk(*blocks)
    source = here.enter("overview")
    cursor = source.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(2, QTextCursor.MoveMode.KeepAnchor)
    source.setTextCursor(cursor)
    target = here.editor("plan")
    mime = source.createMimeDataFromSelection()
    target.dropEvent(Dropped(target, 2, mime, source, keys))
    assert here.body("plan") == (text("ab乙c"),)
    assert here.body("overview") == (text(left),)
    assert len(here.session.steps) == 1
    here.agrees()


def test_undo_while_text_is_composed_loses_neither(desk: MakeDesk, qtbot: QtBot) -> None:
    here = desk()
    editor = here.enter("plan")
    qtbot.keyClicks(editor, "ab")
    editor.inputMethodEvent(QInputMethodEvent("ni", []))
    assert here.body("plan") == (text("ab"),)
    done = QInputMethodEvent("", [])
    done.setCommitString("你")
    editor.inputMethodEvent(done)
    assert here.body("plan") == (text("ab你"),)
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert here.blocks == ()
    qtbot.keyClick(editor, Qt.Key.Key_Y, CTRL)
    assert here.body("plan") == (text("ab你"),)
    editor.inputMethodEvent(QInputMethodEvent("hao", []))
    here.session.undo()
    editor.inputMethodEvent(QInputMethodEvent("", []))
    here.page.typing.flush()
    assert here.blocks == ()
    here.agrees()


def test_raised_figures_of_a_line_join_the_paragraph(desk: MakeDesk) -> None:
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), text("占地"))
    editor = here.at_end("plan")
    editor.insertFromMimeData(pasted("5万m2", "<p>5万m<sup>2</sup></p>"))
    assert here.body("plan") == (text("占地5万m²"),)


def test_copied_lists_are_lists_within_lists_elsewhere(desk: MakeDesk, qtbot: QtBot) -> None:
    items = [
        ListItem(ordered=ordered, level=level, runs=(Run(text=words),))
        for level, ordered, words in (
            (1, True, "甲"), (2, False, "点"), (2, False, "点二"), (1, True, "乙"), (1, False, "圆"),
        )
    ]  # fmt: skip
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), *items, text("尾"))
    editor = here.enter("plan")
    editor.selectAll()
    html = editor.createMimeDataFromSelection().html()
    assert (
        "<ol><li>甲</li><ul><li>点</li><li>点二</li></ul><li>乙</li></ol><ul><li>圆</li></ul>"
        in html
    )
    assert from_html(html).blocks == (*items, text("尾"))  # type: ignore[union-attr]


def test_a_new_picture_is_offered_the_next_number(
    desk: MakeDesk, qtbot: QtBot, tmp_path: Path
) -> None:
    class Offered(Answers):
        def caption(self, figure: Picture, *, new: bool) -> Picture | None:
            offered.append(figure.caption)
            return figure

    offered: list[str] = []
    one = Picture(sha256="0" * 64, media_type="image/png", caption="图2 架构")
    here = desk(Heading(level=1, text="四、下一步设想", item="plan"), one, text("尾"))
    path = tmp_path / "a.png"
    path.write_bytes(png())
    answers = Offered()
    answers.picture = path
    here.page.deeds._asker = here.page.deeds._importing._asker = answers
    here.at_end("plan")
    here.page.deeds.insert_picture()
    qtbot.waitUntil(lambda: len(here.body("plan")) == 3)
    assert offered == ["图3 "]
    added = here.body("plan")[-1]
    assert isinstance(added, Picture)
    assert added.caption == ""


# ---- numbers of captions ----


def numbered(*captions: str) -> tuple[Block, ...]:
    return tuple(TABLE.model_copy(update={"caption": one}) for one in captions)


def test_numbers_that_a_move_or_a_deletion_broke_are_offered_anew(
    desk: MakeDesk, qtbot: QtBot
) -> None:
    head = Heading(level=1, text="四、下一步设想", item="plan")
    here = desk(head, *numbered("表1 甲", "表2 乙", "表3 丙"), text("甲见表1，丙见表3。"))
    status, editor = here.page.status, here.enter("plan")
    commands.select_figure(editor, editor.document().findBlockByNumber(0))
    commands.move_block(editor, 1)
    assert "表2、表1、表3" in status.text
    assert status._deed.isVisibleTo(here.page)
    here.session.undo()
    assert status.text == ""
    assert not status._deed.isVisibleTo(here.page)
    commands.select_figure(editor, editor.document().findBlockByNumber(1))
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    assert "表1、表3" in status.text
    qtbot.mouseClick(status._deed, Qt.MouseButton.LeftButton)
    assert here.body("plan") == (*numbered("表1 甲", "表2 丙"), text("甲见表1，丙见表2。"))
    assert here.session.steps[-1] == "题注重新编号"
    here.agrees()
    qtbot.keyClick(editor, Qt.Key.Key_Z, CTRL)
    assert here.body("plan")[1:] == (*numbered("表3 丙"), text("甲见表1，丙见表3。"))
    assert not status._deed.isVisibleTo(here.page) or "表1、表3" in status.text


@pytest.mark.parametrize(("answer", "told"), [(False, "表2"), (True, "表1"), (None, "表2")])
def test_captions_are_counted_anew_as_the_person_wants(
    desk: MakeDesk, answer: bool | None, told: str
) -> None:
    head = Heading(level=1, text="四、下一步设想", item="plan")
    here = desk(head, *numbered("表2 甲"), text("见表2。"))
    here.enter("plan")
    here.asker.mentions = answer
    here.page.deeds.renumber()
    (figure, words) = here.body("plan")
    assert isinstance(figure, SimpleTable)
    assert figure.caption == ("表2 甲" if answer is None else "表1 甲")
    assert words == text(f"见{told}。")
    assert ("一并改了" in here.page.status.text) is bool(answer)
    here.agrees()


def test_captions_that_run_on_are_told_and_nothing_is_asked(desk: MakeDesk) -> None:
    here = desk(*numbered("表1 甲", "说明"))
    here.asker.mentions = None
    here.page.deeds.renumber()
    assert "已按先后相连" in here.page.status.text
    assert here.asker.plans == []


def test_the_dialog_of_numbers_shows_each_caption_and_what_stays(qtbot: QtBot) -> None:
    narrative = Narrative(blocks=(*numbered("表2 甲", "表1 乙"), text("见表1至3，另见表2。")))
    dialog = RenumberDialog(renumbered(narrative))
    qtbot.addWidget(dialog)
    assert [dialog.list.item(at).text() for at in range(dialog.list.count())] == [
        "表2 甲\n→ 表1 甲", "表1 乙\n→ 表2 乙",
    ]  # fmt: skip
    assert dialog.mentions.isChecked()
    assert any("表1至3" in one.text() for one in dialog.findChildren(QLabel))


@pytest.mark.parametrize(("at", "place"), [(3, 0), (9, 1)])
@pytest.mark.parametrize("within", [True, False])
def test_a_dragged_figure_cuts_no_paragraph_apart(
    desk: MakeDesk, at: int, place: int, within: bool
) -> None:
    kept = (Heading(level=2, text="（一）以产品支撑服务"), text("后文"))
    head = Heading(level=1, text="四、下一步设想", item="plan")
    other = Heading(level=1, text="一、企业概况", item="overview")
    here = desk(*((head, *kept, TABLE) if within else (other, TABLE, head, *kept)))
    source, target = here.editor("plan" if within else "overview"), here.editor("plan")
    source.setFocus()
    commands.select_figure(source, source.document().findBlockByNumber(2 if within else 0))
    mime = source.createMimeDataFromSelection()
    target.dropEvent(Dropped(target, at, mime, source))
    wanted = list(kept)
    wanted.insert(place, TABLE)
    assert bare(here.body("plan")) == tuple(wanted)
    here.agrees()
