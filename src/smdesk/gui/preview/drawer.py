"""Keeps the drawn pages of a draft up to date: one job at a time, the newest wish wins.

A view asks for images while it paints; what is wanting or old is drawn part by part, those that
show first. Until then the last image stays, so that nothing flickers.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from smdesk import log
from smdesk.errors import SmdeskError, sentence
from smdesk.gui.preview.compose import FINEST, Compositor, DrawnPart, dots, parts_of_step
from smdesk.gui.preview.sheets import Sheet
from smdesk.gui.work import Control, Job
from smdesk.notices.declaration import Declaration
from smdesk.packet.contents import Contents
from smdesk.packet.tree import Packet, Part

_logger = log.get(__name__)

Jobs = Callable[[Callable[[Control], Any]], Job]
"""Makes a job of a piece of work: `smdesk.gui.work.Job` itself, another in tests."""
DECODED = 14
"""Images of pages that are kept as dots; the others as PNG."""
_DECODE_DOTS = 16_000_000
_NEAR = 0.5
"""Dots an inch by which an image may miss what the view asks for."""


@dataclass(frozen=True)
class Wish:
    """What a view is to show: the content, the step whose parts (empty: all), the place, and
    whether the packet has a page of contents.
    """

    declaration: Declaration
    step: str = ""
    place: str = ""
    contents: Contents = "auto"


@dataclass(frozen=True)
class _Laid:
    """What a job found: shown parts as far as they are laid out, images of pages by part and page."""

    wish: Wish
    packet: Packet
    parts: dict[int, DrawnPart]
    images: dict[tuple[int, int], QImage]
    whole: bool = False


@dataclass(frozen=True)
class _Spot:
    """Where the place of a wish is: part, page in it, mm from the top."""

    part: int
    page: int
    top: float


class Shown(Protocol):
    """What a drawer asks of its view when work begins."""

    @property
    def ppi(self) -> float:
        """Dots an inch at which an image is sharp."""

    def showing(self) -> tuple[Sheet, ...]:
        """Return the sheets that show."""


class Drawer(QObject):
    """Draws for one view.

    ``drawn`` tells that sheets or images came, ``placed(sheet, mm)`` where the place of the wish is
    (``None``: nowhere), ``failed(sentence)`` that something could not be drawn, ``idle`` that all
    that shows is up to date, ``progress(done, total, title)`` which part is laid out now.
    """

    drawn = Signal()
    progress = Signal(int, int, str)
    placed = Signal(object, float)
    failed = Signal(str)
    idle = Signal()

    def __init__(
        self,
        compositor: Compositor,
        view: Shown,
        jobs: Jobs = Job,
        *,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._compositor = compositor
        self._view = view
        self._jobs = jobs
        self._job: Job | None = None
        self._next: Wish | None = None
        self._packet: Packet | None = None
        self._target: Wish | None = None
        self._drawn_step: str | None = None
        self._laid: dict[int, DrawnPart] = {}
        self._images: OrderedDict[tuple[int, int], tuple[bytes, QImage]] = OrderedDict()
        self._broken: dict[int, tuple[Part, float]] = {}
        self._located: tuple[object, ...] = ()
        self._closed = False

    # -- what the view asks ----------------------------------------------------------------------

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets of the shown parts, as far as they are laid out."""
        return tuple(
            Sheet(index, page, drawn.first + page)
            for index, drawn in sorted(self._laid.items())
            for page in range(drawn.count)
        )

    @property
    def busy(self) -> bool:
        """Whether something is being drawn."""
        return self._job is not None

    @property
    def pages(self) -> int:
        """How many pages are laid out."""
        return sum(one.count for one in self._laid.values())

    def title(self, sheet: Sheet) -> str:
        """Return the title of the part that a sheet belongs to."""
        drawn = self._laid.get(sheet.part)
        return drawn.part.title if drawn else ""

    def image(self, sheet: Sheet) -> QImage | None:
        """Return what is drawn of a sheet, the last there is; ``None`` if nothing."""
        drawn = self._laid.get(sheet.part)
        key = (sheet.part, sheet.page)
        if drawn is None or sheet.page >= drawn.count:
            return None
        data = drawn.pages[sheet.page]
        kept = self._images.get(key)
        if kept is None or kept[0] is not data:
            self._keep(key, data, QImage.fromData(data))
            kept = self._images[key]
        self._images.move_to_end(key)
        return kept[1]

    def _keep(self, key: tuple[int, int], data: bytes, image: QImage) -> None:
        self._images[key] = (data, image)
        self._images.move_to_end(key)
        while len(self._images) > DECODED:
            self._images.popitem(last=False)

    # -- what is to be shown ---------------------------------------------------------------------

    def show(self, wish: Wish) -> None:
        """Show this from now on; what is being drawn for an older wish is dropped."""
        old, self._target = self._target, wish
        same = old and (wish.step, wish.contents) == (old.step, old.contents)
        if old and same and wish.declaration is old.declaration:
            self.refresh()
            return
        self._next = wish
        if self._job is None:
            self._go_on()
        else:
            self._job.cancel()

    def refresh(self) -> None:
        """Draw what shows now and is wanting, old or at another size."""
        if self._job is None:
            self._go_on()

    def close(self) -> None:
        """Stop; a job under way ends unheard."""
        self._closed = True
        self._next = None
        if self._job is not None:
            self._job.cancel()

    def _go_on(self) -> None:
        if self._closed:
            return
        wish, self._next = self._next, None
        if wish is not None:
            self._run(self._whole(wish))
            return
        wish, packet = self._target, self._packet
        if wish is None or packet is None:
            return
        wanting = self._wanting(packet)
        if wanting is not None:
            self._run(self._part(wish, packet, wanting))
        elif (key := self._spot_key(wish)) != self._located:
            self._located = key
            self._run(self._spot(wish, packet))
        else:
            self.idle.emit()

    def _spot_key(self, wish: Wish) -> tuple[object, ...]:
        """Return on what the place depends, near enough: rows that grow on their page do not count."""
        return (wish.step, wish.place, *(one.count for one in self._laid.values()))

    def _wanting(self, packet: Packet) -> int | None:
        """Return the first part that shows and is not drawn as it should be."""
        ppi = min(self._view.ppi, FINEST)
        for sheet in self._view.showing():
            drawn = self._laid.get(sheet.part)
            if drawn is None or sheet.part >= len(packet.parts):
                continue
            part = packet.parts[sheet.part]
            if self._broken.get(sheet.part) == (part, ppi):
                continue
            if not _fine(drawn, packet, sheet.part, ppi):
                return sheet.part
        return None

    # -- jobs ------------------------------------------------------------------------------------

    def _run(self, work: Callable[[Control], object]) -> None:
        self._job = job = self._jobs(work)
        job.done.connect(self._done)
        job.progress.connect(self.progress)
        job.failed.connect(self._failed)
        job.finished.connect(self._finished)
        job.start()

    def _whole(self, wish: Wish) -> Callable[[Control], _Laid]:
        """Return the work of a new wish: lay out its parts, draw the first that shows and is old."""
        ppi = min(self._view.ppi, FINEST)
        same = self._drawn_step == wish.step
        old = dict(self._laid) if same else {}
        shown = {sheet.part for sheet in self._view.showing()} if same else set()

        def work(control: Control) -> _Laid:
            packet = self._compositor.packet(wish.declaration, wish.contents)
            parts, wanted = self._laid_out(packet, wish.step, old, control)
            at_once = [index for index in wanted if index in shown] or wanted
            old_ones = (i for i in at_once if not _fine(parts.get(i), packet, i, ppi))
            first = next(old_ones, None)
            if first is not None:
                control.check()
                parts[first] = self._compositor.draw(packet, first, ppi)
            return _Laid(wish, packet, parts, _decoded(first, parts), whole=True)

        return work

    def _laid_out(
        self, packet: Packet, step: str, old: dict[int, DrawnPart], control: Control
    ) -> tuple[dict[int, DrawnPart], tuple[int, ...]]:
        """Return the parts of a step as far as they are laid out, and their indices.

        A part alone is not laid out here: it is to be drawn at once anyway.
        """
        wanted = parts_of_step(packet, step)
        alone = len(wanted) == 1
        stop = wanted[0] if alone else wanted[-1] + 1
        counted = self._compositor.counted(packet, stop, control.report)
        first = 1 + sum(one.count for one in counted)
        parts = {index: counted[index] for index in wanted if not alone}
        for index, one in old.items():
            if index not in wanted or one.part != packet.parts[index]:
                continue
            if alone:
                fits = one.first == first
            else:
                fits = (one.first, one.named) == (parts[index].first, parts[index].named)
            if fits:
                parts[index] = one
        return parts, wanted

    def _spot(self, wish: Wish, packet: Packet) -> Callable[[Control], _Spot | None]:
        """Return the work of finding where the place of a wish is."""
        parts = dict(self._laid)

        def work(control: Control) -> _Spot | None:
            for index, drawn in parts.items():
                mark = self._compositor.mark(wish.declaration, drawn.part, wish.place)
                if mark:
                    control.check()
                    found = self._compositor.places(packet, index, drawn).get(mark)
                    return _Spot(index, *found) if found else None
            return None

        return work

    def _part(self, wish: Wish, packet: Packet, index: int) -> Callable[[Control], _Laid]:
        """Return the work of drawing one part more."""
        ppi = self._view.ppi

        def work(control: Control) -> _Laid:
            control.check()
            parts = {index: self._compositor.draw(packet, index, ppi)}
            return _Laid(wish, packet, parts, _decoded(index, parts))

        self._broken[index] = (packet.parts[index], min(ppi, FINEST))  # until it was drawn
        return work

    def _done(self, found: _Laid | _Spot | None) -> None:
        if isinstance(found, _Laid):
            self._take(found)
        elif found is None or found.part not in self._laid:
            self.placed.emit(None, 0.0)
        else:
            number = self._laid[found.part].first + found.page
            self.placed.emit(Sheet(found.part, found.page, number), found.top)

    def _take(self, laid: _Laid) -> None:
        if laid.whole:
            self._drawn_step, self._packet = laid.wish.step, laid.packet
        self._laid = laid.parts if laid.whole else self._laid | laid.parts
        for index in laid.parts:
            self._broken.pop(index, None)
        for key, image in laid.images.items():
            self._keep(key, self._laid[key[0]].pages[key[1]], image)
        self.drawn.emit()
        faults = [one.fault for one in self._laid.values() if one.fault]
        if faults:
            self.failed.emit("\n".join(faults))

    def _failed(self, fault: Exception) -> None:
        if isinstance(fault, SmdeskError):
            self.failed.emit(str(fault))
        else:
            _logger.error("preview broke", exc_info=fault)
            self.failed.emit(sentence("preview.broken", detail=type(fault).__name__))

    def _finished(self) -> None:
        self._job = None
        self._go_on()


def _decoded(index: int | None, parts: dict[int, DrawnPart]) -> dict[tuple[int, int], QImage]:
    """Return the images of a part's first pages, decoded in the job's thread."""
    found: dict[tuple[int, int], QImage] = {}
    room = _DECODE_DOTS
    for page, data in enumerate(parts[index].pages if index is not None else ()):
        width, height = dots(data)
        room -= width * height
        if room < 0 or len(found) >= DECODED:
            break
        found[index or 0, page] = QImage.fromData(data)
    return found


def _fine(drawn: DrawnPart | None, packet: Packet, index: int, ppi: float) -> bool:
    """Return whether a part is drawn as the packet has it, at ``ppi``."""
    if drawn is None or drawn.part != packet.parts[index]:
        return False
    if drawn.fault:
        return True  # it was tried
    return abs(drawn.ppi - ppi) <= _NEAR
