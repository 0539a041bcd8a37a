"""Leaving a draft: nothing is given up without the person saying so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from smdesk import paths
from smdesk.errors import Problem, SmdeskError, sentence
from smdesk.files import write_atomically
from smdesk.gui.dialogs.ask import CANCEL, Question

if TYPE_CHECKING:
    from smdesk.gui.flows import System
    from smdesk.gui.wiring import DraftWork
    from smdesk.service.session.opening import OpenDraft

RETRY, PACKAGE, DISCARD = "retry", "package", "discard"
CHOICES = (
    (DISCARD, "放弃这些修改", "danger"),
    (CANCEL, "继续编辑", ""),
    (PACKAGE, "另存数据包…", ""),
    (RETRY, "再保存一次", "main"),
)


def settle(work: DraftWork, window: QWidget, system: System) -> bool:
    """Save a draft; where that fails, ask until it is saved, given up on purpose, or stays open."""
    told = ""
    while (problem := work.save()) is not None:
        detail = f"{told}\n\n{problem.message}" if told else problem.message
        text = sentence("window.not-saved", detail=detail)
        asked = Question(window, "修改没有保存", text, CHOICES, "circle-x", "error")
        asked.exec()
        answer = asked.answer
        asked.deleteLater()
        if answer == CANCEL:
            return False
        if answer == DISCARD:
            return True
        if answer == PACKAGE:
            told = _save_package(work, window, system)
    return True


def warnings_of(opened: OpenDraft) -> tuple[str, ...]:
    """Return what is to be said when a draft is opened: damage, another edition of the notice."""
    return tuple(one.message for one in _warnings(opened))


def _warnings(opened: OpenDraft) -> Iterator[Problem]:
    for code, found in (
        ("window.damage-lost", [one for one in opened.damage if not one.recovered]),
        ("window.damage-mended", [one for one in opened.damage if one.recovered]),
    ):
        if found:
            places = "、".join(
                dict.fromkeys(_place(opened, one.kind, one.address) for one in found)
            )
            yield Problem(code, "check", {"count": len(found), "places": places})
    if opened.other_edition:
        edition = opened.session.pack.notice.edition
        code = "window.own-edition" if opened.own_edition else "window.other-edition"
        yield Problem(code, "check", {"edition": edition})


def _place(opened: OpenDraft, kind: str, address: str) -> str:
    """Return what a damaged part is called."""
    if kind == "value":
        try:
            return opened.session.label(address)
        except (KeyError, ValueError, SmdeskError):
            return address
    words = {"head": "名称和版本", "reason": "核实说明", "block": "正文", "file": "附件"}
    return words.get(kind, address)


def _save_package(work: DraftWork, window: QWidget, system: System) -> str:
    """Write the draft as a package somewhere else; return what came of it in words."""
    from smdesk.packet.package import write_package

    name = f"{paths.safe_file_name(work.name)}.smdx"
    chosen = system.choose_target(window, str(Path.home() / name))
    if not chosen:
        return ""
    path = Path(chosen)
    try:
        declaration = work.bridge.session.declaration
        write_atomically(path, write_package(declaration, work.services.file))
    except SmdeskError as fault:
        return str(fault)
    return sentence("window.package-written", file=str(path))
