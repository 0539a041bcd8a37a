"""Steps: how a session changes, and how typing, undo and redo go together."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from smdesk.errors import sentence
from smdesk.notices.declaration import Declaration
from smdesk.notices.models import Form, Pack
from smdesk.rules.engine import Checker
from smdesk.rules.findings import Finding
from smdesk.service.session.board import places_of
from smdesk.service.session.changes import Cause, Changes, Converted
from smdesk.service.session.delta import Delta, changed_texts
from smdesk.service.session.entry import before_heading, canonical
from smdesk.service.session.file_faults import Faults
from smdesk.service.session.rows import added_rows
from smdesk.service.session.standing import Standing
from smdesk.service.session.undo import History, Step

PAUSE = 1.5
"""Seconds after which further typing in the same field is a new step."""


@dataclass(frozen=True, slots=True)
class _Typing:
    """Text in progress: what it goes into, the value's address (if it is one), when, its step."""

    key: str
    address: str | None
    at: float
    step: Step | None


class SessionCore(Standing):
    """Steps done, undone and joined; `DraftSession` adds what a person can do.

    ``clock`` gives seconds that never go back; ``history`` bounds what undo keeps.
    """

    def __init__(
        self,
        pack: Pack,
        form: Form,
        declaration: Declaration,
        checker: Checker | None = None,
        *,
        place: str = "",
        exported: bool = False,
        clock: Callable[[], float] = time.monotonic,
        history: History | None = None,
        origins: Mapping[str, str] | None = None,
        found: tuple[Finding, ...] | None = None,
    ) -> None:
        super().__init__(
            pack, form, declaration, checker, place=place, exported=exported, history=history,
            origins=origins, found=found,
        )  # fmt: skip
        self._clock = clock
        self._typing: _Typing | None = None

    @property
    def typing(self) -> bool:
        """Whether text is in progress: an edit that was not left yet."""
        return self._typing is not None

    # -- undo, redo, place, check --------------------------------------------------------------

    def undo(self) -> Changes | None:
        """Take the last step back; the place of the record is where to jump. ``None`` if none is left."""
        self._guard()
        self._typing = None
        self._board.end()
        step = self._history.back()
        return self._turned(step, step.delta.inverse(), "undo") if step else None

    def redo(self) -> Changes | None:
        """Do again what was undone last; ``None`` if there is nothing."""
        self._guard()
        self._typing = None
        self._board.end()
        step = self._history.forward()
        return self._turned(step, step.delta, "redo") if step else None

    def ask_check(self) -> Changes | None:
        """Show every finding from now on, whatever was touched."""
        self.leave()
        if self._board.asked:
            return None
        self._board.ask()
        return self._tell("asked")

    def take_findings(self, found: tuple[Finding, ...]) -> Changes | None:
        """Show other findings of what was received: the desk decided, or read again."""
        self._guard()
        self._board.take(found)
        return self._tell("decided", quiet=True)

    def mark_files(self, faults: Faults) -> Changes | None:
        """Say which files are lost or damaged, by sha256: they are among the findings from then on."""
        self._guard()
        self._board.mark_files(self.declaration, faults)
        return self._tell("files", quiet=True)

    def go_to(self, place: str) -> Changes | None:
        """Say where the person is now; what was typed elsewhere is committed first."""
        self._guard()
        if place == self._place:
            return None
        self.leave()
        self._place = place
        return self._tell("moved")

    def leave(self) -> Changes | None:
        """Commit the text in progress: make it canonical, end its step, show its findings."""
        self._guard()
        typing = self._typing
        if typing is None:
            return None
        if typing.address is None:
            self._typing = None
            return self._left()
        text = self.declaration.values.get(typing.address, "")
        return self._commit(typing.key, typing.address, text)

    def mark_exported(self) -> Changes | None:
        """Say that the final files of the present content were written."""
        self.leave()
        self._exported = self.declaration
        return self._tell("exported")

    # -- how it changes ------------------------------------------------------------------------

    def _edit(
        self,
        delta: Delta,
        name: str,
        place: str,
        *,
        key: str = "",
        address: str | None = None,
        final: bool = True,
        converted: Iterable[Converted] = (),
        moved: Mapping[str, str | None] | None = None,
    ) -> Changes | None:
        """Do one step, or a piece of typing into ``key`` (a value's ``address``, if it is one).

        A piece joins the one before unless there was a pause; the final one always does. ``moved``
        says where addresses went whose rows were rearranged.
        """
        typing, now = self._typing, self._clock()
        if typing is None and not final and address is not None:
            self._board.begin(address)
        step = typing.step if typing else None
        if delta:
            step = self._kept(Step(name, delta, place), now, final=final)
        self._typing = None if final else _Typing(key, address, now, step)
        if not delta:
            return self._left(address, converted) if final and typing is not None else None
        if moved:
            self._board.rename(moved)
        self._apply(delta, touch=final)
        self._place = place
        return self._tell("edit", name, delta, converted)

    def _kept(self, step: Step, now: float, *, final: bool) -> Step | None:
        """Put a step into the history, joined to the typing that it goes on with; return what stands."""
        typing, last = self._typing, self._history.last
        joins = typing is not None and last is not None and last is typing.step
        if not joins or typing is None or last is None or (not final and now - typing.at > PAUSE):
            step = replace(step, fresh=self._board.untouched(places_of(step.delta)))
            self._history.push(step)
            return step
        joined = Step(step.name, last.delta.then(step.delta), last.place, last.fresh)
        self._history.amend(joined)
        return joined if joined.delta else None

    def _commit(self, key: str, address: str, text: str) -> Changes | None:
        """Put the canonical form of ``text`` at ``address``; text in progress there ends with it."""
        kept, converted = canonical(self._ground, address, text)
        return self._edit(
            self._values_delta({address: kept}), self._naming(address, kept), address,
            key=key, address=address, converted=[converted] if converted else (),
        )  # fmt: skip

    def _values_delta(self, texts: Mapping[str, str]) -> Delta:
        values = changed_texts(self.declaration.values, texts.items())
        filled = [address for address, (_, new) in values.items() if new]
        return Delta(values, rows=added_rows(self.rows, filled))

    def _naming(self, address: str, text: str) -> str:
        code = "session.step-fill" if text else "session.step-clear"
        return sentence(code, label=self._label(address))

    def _left(
        self, address: str | None = None, converted: Iterable[Converted] = ()
    ) -> Changes | None:
        """Show the findings of what was left; tell it only if that shows any."""
        self._board.touch([address] if address is not None else [])
        self._board.touch_narrative(self.declaration.narrative)
        self._board.end()
        return self._tell("left", converted=converted, quiet=True)

    def _turned(self, step: Step, delta: Delta, cause: Cause) -> Changes | None:
        self._apply(delta)
        if cause == "undo":
            self._board.forget(step.fresh)
        self._place = before_heading(step.place, delta)
        return self._tell(cause, step.name, delta)
