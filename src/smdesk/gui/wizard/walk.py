"""Where the person is in the wizard: the step, the place in it, and the ways from one to another."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget

from smdesk.gui.bridge import Ended, Finder, Page, SessionBridge, Zoomed
from smdesk.gui.wizard.pages import Maker, Pages
from smdesk.gui.wizard.steps import CHECK, Step
from smdesk.rules.prose.places import parse_place
from smdesk.service.session import Changes


class Walk(QObject):
    """Turns the pages. ``arrived(step)`` comes whenever a step is in front, ``jumping()`` before the
    focus goes to a place that was asked for.
    """

    arrived = Signal(str)
    jumping = Signal()

    def __init__(
        self,
        bridge: SessionBridge,
        stack: QStackedWidget,
        steps: tuple[Step, ...],
        makers: dict[str, Maker],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._session = bridge, bridge.session
        self.pages = Pages(stack, steps, makers)
        self.steps = [one.id for one in steps]
        self.step = ""
        self.percent = 100
        self._places: dict[str, str] = {}
        self._waiting: dict[str, Changes] = {}

    # -- steps ---------------------------------------------------------------------------------

    def show_step(self, step: str, *, enter: bool = True) -> None:
        """Bring a step to the front; ``enter`` puts the focus where the person was in it."""
        if step in self.steps:
            self._turn_to(step)
            if enter:
                self._enter(self._place_in(step))

    def walk(self, by: int) -> None:
        """Go on to the next step (1) or back to the one before (-1)."""
        place = self.steps.index(self.step) + by
        if 0 <= place < len(self.steps):
            self.show_step(self.steps[place])

    def passed(self, by: int) -> None:
        """A key led beyond a page: go to the first place of the next, the last of the one before."""
        place = self.steps.index(self.step) + by
        if not 0 <= place < len(self.steps):
            return
        step = self.steps[place]
        places = self._session.places(step)
        page = self._turn_to(step)
        if by < 0 and isinstance(page, Ended):
            page.go_to_end()
        else:
            self._enter((places[0] if by > 0 else places[-1]) if places else step)

    def begin(self) -> None:
        """Go to where the person was when the draft was left, the first step if nowhere."""
        place = self._session.place
        home = self._session.section_of(place) if place else None
        if home is not None and home in self.steps:
            self._places[home] = place
            self.show_step(home)
        else:
            self.show_step(self.steps[0])

    # -- places --------------------------------------------------------------------------------

    def go_to(self, place: str) -> None:
        """Go to a place of the draft (see `Changes.place`), whatever step it is in."""
        step = self._session.section_of(place)
        if step is not None and step in self.steps:
            self.jumping.emit()
            self._turn_to(step)
            self._enter(place)

    def next_finding(self, by: int) -> str | None:
        """Go to the next visible finding after the place at hand, round at the end; return where."""
        places = [
            one.addresses[0]
            for one in self._session.visible_findings()
            if self._session.section_of(one.addresses[0]) in self.steps
        ]
        places = list(dict.fromkeys(places))
        if not places:
            return None
        here = self._session.place
        start = (0 if by > 0 else -1) if here not in places else places.index(here) + by
        target = places[start % len(places)]
        self.go_to(target)
        return target

    def find(self) -> None:
        """Open the search for a field, on a page that has one."""
        page = self.pages.current
        if not isinstance(page, Finder):
            first = next((one for one in self.steps if one.startswith("table/")), self.steps[0])
            page = self._turn_to(first)
        if isinstance(page, Finder):
            page.find_field()

    def follow(self, changes: Changes) -> None:
        """Remember where the person is, and let the page in front show what changed.

        The others are told in one when they come to the front.
        """
        home = self._session.section_of(changes.place)
        if home is not None:
            self._places[home] = changes.place
        front = self.pages.current
        for page in self.pages:
            if page is front:
                page.show_changes(changes)
            else:
                waiting = self._waiting.get(page.step)
                self._waiting[page.step] = merged(waiting, changes) if waiting else changes

    def leave(self) -> None:
        """Commit what is being typed."""
        page = self.pages.current
        if page is not None:
            page.leave()
        if not self._bridge.read_only:
            self._bridge.do(self._session.leave)

    def zoom(self, percent: int) -> None:
        """Show every sheet at ``percent`` of its usual size."""
        self.percent = percent
        for page in self.pages:
            if isinstance(page, Zoomed):
                page.set_zoom(percent)

    # -- how a page is turned ------------------------------------------------------------------

    def _turn_to(self, step: str) -> Page:
        old = self.pages.current
        if old is not None and step != self.step:
            old.leave()
        if step == CHECK and not self._bridge.read_only:
            self._bridge.do(self._session.ask_check)
        fresh = not self.pages.made(step)
        waiting = self._waiting.pop(step, None)
        if waiting is not None:
            self.pages[step].show_changes(waiting)
        page = self.pages.show(step)
        if fresh and isinstance(page, Zoomed) and self.percent != 100:
            page.set_zoom(self.percent)
        if step != self.step:
            self.step = step
            self.arrived.emit(step)
        return page

    def _enter(self, place: str) -> None:
        """Put the focus at a place of the page in front, and let the session know that step."""
        page = self.pages.current
        if page is None:
            return
        page.go_to(place)
        here = self._session.section_of(self._session.place)
        stays = here == self.step and parse_place(place) is None
        if not stays and self._session.section_of(place) == self.step:
            self._bridge.do(lambda: self._session.go_to(place))

    def _place_in(self, step: str) -> str:
        if step in self._places:
            return self._places[step]
        return next(iter(self._session.places(step)), step)


def merged(first: Changes, then: Changes) -> Changes:
    """Return two changes as one: what either names is to be drawn as it stands after both."""

    def both(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys((*one, *other)))

    return replace(
        then,
        values=both(first.values, then.values),
        reasons=both(first.reasons, then.reasons),
        repeats=both(first.repeats, then.repeats),
        narrative=first.narrative or then.narrative,
        attachments=first.attachments or then.attachments,
        converted=(),
        appeared=both(first.appeared, then.appeared),
        vanished=both(first.vanished, then.vanished),
        altered=both(first.altered, then.altered),
    )
