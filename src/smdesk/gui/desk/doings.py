"""What is done with the chosen cases; every fault becomes a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from smdesk.gui.desk.asking import ask_text
from smdesk.gui.desk.names import mark_of
from smdesk.gui.desk.panel import MOVE_WORDS
from smdesk.gui.desk.work import DeskWork
from smdesk.gui.home.parts import Level, Offer
from smdesk.rules.findings import reason_refused
from smdesk.store.desk.models import MOVES, CaseRow, State

_FORWARD = frozenset({State.ACCEPTED, State.RECOMMENDED})
"""Moves after which nobody may look for what is wrong any more."""
_WITH_NOTE = frozenset({State.RETURNED, State.REJECTED})
"""Moves that the applicant will ask about: a remark can be kept with them."""


class CaseDoings:
    """Moves, sets aside, says; ``chosen`` returns the cases in hand."""

    def __init__(
        self,
        owner: QWidget,
        work: DeskWork,
        chosen: Callable[[], list[CaseRow]],
        settings: QSettings,
        tell: Callable[[str, Level, Offer | None], None],
    ) -> None:
        self._owner, self._work, self._chosen = owner, work, chosen
        self._settings, self._tell = settings, tell

    def move(self, state: State) -> None:
        """Bring the chosen cases into a state; asks for a remark where one is due."""
        rows = self._chosen()
        if not rows or not self._work.writable:
            return
        note = ""
        if state in _WITH_NOTE:
            who = rows[0].applicant if len(rows) == 1 else f"{len(rows)} 份申报"
            refuse = _need_words if state is State.REJECTED else (lambda _: None)
            title = MOVE_WORDS[state].rstrip("…")
            due = "请" if state is State.REJECTED else "可以"
            label = f"“{who}”将改为“{mark_of(state).word}”。{due}写明原因，记入经过："
            given = ask_text(self._owner, title, label, title, refuse)
            if given is None:
                return
            note = given
        ids = [one.id for one in rows]
        done = (
            self._offer_letters(rows) if state is State.RETURNED else self._tell_moved(rows, state)
        )
        self._work.write(lambda desk: desk.move(ids, state, note), done)

    def _tell_moved(self, rows: list[CaseRow], state: State) -> Callable[[object], None]:
        """Return what tells that cases were moved, what is still open in them, and how to take it back.

        A rejected case lost its rank, which a step back would not give again: it is not offered there.
        """
        text = f"{_whom(rows)}已改为“{mark_of(state).word}”。"
        open_still = _still_open(rows) if state in _FORWARD else ""
        before = {one.id: one.state for one in rows}
        offer = None
        if state is not State.REJECTED:
            offer = Offer("撤销", lambda: self._undo(before, state))
        level: Level = "check" if open_still else "done"
        return lambda _moved: self._tell(text + open_still, level, offer)

    def _undo(self, before: dict[int, State], moved: State) -> None:
        def told(count: object) -> None:
            left = len(before) - int(str(count))
            rest = f"另 {left} 份之后又有变动，没有动。" if left else ""
            self._tell(f"已撤销，{count} 份申报回到原来的状态。{rest}", "done", None)

        self._work.write(lambda desk: desk.undo_moves(before, moved), told)

    def _offer_letters(self, rows: list[CaseRow]) -> Callable[[object], None]:
        """Return what tells, once cases are sent back, that their letters can be written."""
        offer = Offer("生成补正通知…", lambda: self.write_letters(rows))
        return lambda _moved: self._tell(f"{_whom(rows)}已退回补正。", "done", offer)

    def set_aside(self, key: str) -> None:
        """Set a finding of the chosen case aside, with a reason."""
        rows = self._chosen()
        if len(rows) != 1 or not self._work.writable:
            return
        label = "写明为什么不作为问题。下一版中相应的值没有变时，仍然搁置："
        reason = ask_text(self._owner, "搁置这处问题", label, "搁置", reason_refused)
        if reason is not None:
            case = rows[0].id
            self._work.write(lambda desk: desk.dismiss(case, key, reason))

    def take_up(self, key: str) -> None:
        """Take a finding up again."""
        rows = self._chosen()
        if len(rows) == 1 and self._work.writable:
            case = rows[0].id
            self._work.write(lambda desk: desk.take_up(case, key))

    def misread(self, place: str, on: bool) -> None:
        """Note that a cell of the chosen case was wrongly read, or take that back."""
        from smdesk.service.desk.review import mark_misread

        rows = self._chosen()
        if len(rows) != 1 or not self._work.writable:
            return
        case = rows[0].id
        if on:
            self._work.write(lambda desk: mark_misread(desk, case, [place]))
        else:
            self._work.write(lambda desk: desk.take_back(case, [place]))

    def compare(self, at: int) -> None:
        """Hold a version (``at`` from the newest) against the one before it."""
        from smdesk.gui.desk.versions import VersionsDialog
        from smdesk.service.desk.differences import differences

        rows, desk = self._chosen(), self._work.desk
        if len(rows) != 1 or desk is None:
            return
        versions = sorted(desk.case(rows[0].id).versions, key=lambda one: one.number)
        newer = versions[-1 - min(at, len(versions) - 2)]
        older = versions[versions.index(newer) - 1]
        heads = (f"第 {older.number} 版", f"第 {newer.number} 版")
        found = differences(desk, older.id, newer.id)
        dialog = VersionsDialog(rows[0].applicant, heads, found, self._owner)
        dialog.exec()
        dialog.deleteLater()

    def write_letters(self, rows: list[CaseRow] | None = None) -> None:
        """Write letters for cases, else for the chosen ones; mark them as sent back if wished."""
        from smdesk.gui.desk.papers import LettersDialog

        rows, desk = rows or self._chosen(), self._work.desk
        if not rows or desk is None:
            return
        ids = [one.id for one in rows]
        dialog = LettersDialog(desk, ids, self._settings, self._owner)
        dialog.exec()
        able = [one.id for one in rows if State.RETURNED in MOVES[one.state]]
        back = [one for one in able if one in dialog.lettered]
        if dialog.send_back.isChecked() and back and self._work.writable:
            self._work.write(lambda desk: desk.move(back, State.RETURNED))
        dialog.deleteLater()

    def write_papers(self, notice: str = "") -> None:
        """Write 汇总表, 推荐函, list and figures of a notice, ``notice`` if no other is chosen."""
        from smdesk.gui.desk.papers import PapersDialog

        if self._work.desk is not None:
            dialog = PapersDialog(self._work.desk, self._settings, self._owner, notice)
            dialog.exec()
            dialog.deleteLater()

    def review(self, cases: Sequence[int], start: int | None = None) -> None:
        """Hold doubtful readings against the received tables: of the chosen cases where there are several.

        Else of ``cases``, begun with ``start`` or the chosen one.
        """
        from smdesk.gui.desk.review import ReviewDialog

        rows = self._chosen()
        if start is None and len(rows) > 1:
            cases = [one.id for one in rows if one.doubts]
        elif start is None and rows:
            start = rows[0].id
        wanted = list(cases) if start is None or start in cases else [start, *cases]
        if self._work.desk is not None and wanted:
            dialog = ReviewDialog(self._work, wanted, start, self._owner)
            dialog.exec()
            dialog.deleteLater()

    def add_opinion(self) -> None:
        """Write an opinion on each of the chosen cases."""
        rows = self._chosen()
        if not rows or not self._work.writable:
            return
        who = rows[0].applicant if len(rows) == 1 else f"{len(rows)} 份申报"
        text = ask_text(self._owner, "写意见", f"对“{who}”的意见：", "保存意见", _need_words)
        if text is None:
            return
        ids = [one.id for one in rows]

        def write(desk: object) -> None:
            for case in ids:
                desk.add_opinion(case, text)  # type: ignore[attr-defined]

        self._work.write(write)


def _need_words(text: str) -> str | None:
    return None if text.strip() else "desk.opinion-empty"


def _whom(rows: list[CaseRow]) -> str:
    return f"“{rows[0].applicant}”" if len(rows) == 1 else f"{len(rows)} 份申报"


def _still_open(rows: list[CaseRow]) -> str:
    """Return what is still open in some cases: errors not set aside, values not confirmed."""
    wrong, doubtful = sum(one.errors > 0 for one in rows), sum(one.doubts > 0 for one in rows)
    if len(rows) == 1:
        counts = (rows[0].errors, "处错误"), (rows[0].doubts, "处读数待确认")
        told = [f" {count} {what}" for count, what in counts if count]
        return f"还有{'、'.join(told)}。" if told else ""
    told = [f" {count} 份{what}" for count, what in ((wrong, "还有错误"), (doubtful, "有读数待确认")) if count]  # fmt: skip
    return f"其中{'，'.join(told)}。" if told else ""
