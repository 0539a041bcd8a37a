"""The pages of the steps, each made when it is first shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import cast

from PySide6.QtWidgets import QStackedWidget, QWidget

from smdesk.gui.bridge import Page
from smdesk.gui.wizard.steps import Step

Maker = Callable[[Step], QWidget]
"""Makes the page of a step; the widget is a `Page` as well."""


class Pages:
    """The pages of a stack by step."""

    def __init__(
        self, stack: QStackedWidget, steps: Iterable[Step], makers: dict[str, Maker]
    ) -> None:
        self._stack = stack
        self._steps = {one.id: one for one in steps}
        self._makers = makers
        self._made: dict[str, QWidget] = {}

    def __iter__(self) -> Iterator[Page]:
        return iter([cast("Page", one) for one in self._made.values()])

    def __getitem__(self, step: str) -> Page:
        return cast("Page", self._made[step])

    @property
    def current(self) -> Page | None:
        """The page in front."""
        return cast("Page | None", self._stack.currentWidget())

    def made(self, step: str) -> bool:
        """Whether the page of a step was made already."""
        return step in self._made

    def show(self, step: str) -> Page:
        """Bring the page of a step to the front."""
        widget = self._made.get(step)
        if widget is None:
            known = self._steps[step]
            widget = self._made[step] = self._makers[known.part](known)
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        return cast("Page", widget)
