"""Scans recognised page by page, and the file made with them in place of the pages they are of."""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from PIL import Image

from smdesk.errors import Problem, SmdeskError
from smdesk.files import write_atomically
from smdesk.intake import guard
from smdesk.notices.declaration import SEAL_SYMBOLS
from smdesk.packet import page as paper_page
from smdesk.service.signed import exchange
from smdesk.service.signed.align import INCH, Fit, InkMap, Placing, ScanInk, ink_of_page, whole
from smdesk.service.signed.paper import Paper, open_paper
from smdesk.service.signed.scan import DPI, Mark, Source, marks_of, picture, printed_seal

State = Literal["sure", "unsealed", "doubtful", "other", "blank", "unknown", "named"]
"""``sure``: code and content agree. ``unsealed``: known by its content, no code could be read.
``doubtful``: the code is right, the content not clearly one page's. ``other``: the code is of
another content. ``blank``: the empty back of a sheet. ``unknown``: nothing was found out.
``named``: a person said which page it is. A code is read from the square at the foot, from text
under a scanned PDF, or typed by a person who reads it off the paper."""
Told = Callable[[int, int, str], None]
"""Gets how many are done, of how many, and what comes now; what it raises ends the work."""

SUFFIX = "_盖章"
_MAP_DPI = 72
_SYMBOLS, _BETWEEN = 8, frozenset(" -–—−_.·:：")
_MISREAD = str.maketrans("OISZ", "0152")
"""Letters that seal codes do not have, read for what they look like."""
_CLEAR, _AHEAD = 0.5, 0.08
_QUALITY = 85
_TRIED = 3
_HOPELESS = 0.4
"""A page that far behind the best one does not come near it by shifting."""


@dataclass(frozen=True)
class Recognised:
    """What a scan turned out to be; ``page`` (from 1) where known.

    ``mark`` is the square code where one was read, ``seal`` the seal code, read or typed; ``own``
    is that of the file where it is another one.
    """

    source: Source
    state: State
    page: int | None = None
    mark: Mark | None = None
    placing: Placing | None = None
    seal: str = ""
    own: str = ""

    @property
    def ready(self) -> bool:
        """Whether it may stand in for its page without a person's word."""
        return self.state in {"sure", "named"} and self.page is not None

    @property
    def problem(self) -> Problem | None:
        """What a person is to know of it."""
        params: dict[str, Any] = {"scan": self.source.name, "page": self.page or 0}
        match self.state:
            case "other":
                params |= {"seal": self.seal, "own": self.own}
                return Problem("sign.other-content", params=params)
            case "unsealed":
                return Problem("sign.unsealed", "check", params)
            case "doubtful":
                return Problem("sign.doubtful", "check", params)
            case "unknown":
                return Problem("sign.unknown", "check", params)
            case "named" if not self.seal:
                return Problem("sign.named-unsealed", "check", params)
            case _:
                return None

    def named(self, page: int) -> Recognised:
        """Return it as the page that a person says it is; raises ``sign.other-content``."""
        if self.state == "other":
            assert self.problem is not None
            raise SmdeskError("sign.other-content", **self.problem.params)
        return replace(self, state="named", page=page)

    def with_seal(self, paper: Paper, typed: str) -> Recognised:
        """Return it with the code that a person read off the paper.

        A code of another content makes it ``other``, the right one ``sure`` where the page is
        known. What the program read itself stands. Raises ``SmdeskError`` ``sign.seal-wrong``.
        """
        seal = seal_of(typed)
        if self.mark is not None or self.state not in {"unsealed", "unknown", "named", "doubtful"}:
            return self
        if seal != paper.seal:
            return replace(self, state="other", seal=seal, own=paper.seal)
        if self.state == "unknown":
            return replace(self, state="doubtful", seal=seal)
        return replace(self, state="sure" if self.state == "unsealed" else self.state, seal=seal)


def seal_of(typed: str) -> str:
    """Return a typed seal code as it is printed; raises ``SmdeskError`` ``sign.seal-wrong``."""
    plain = unicodedata.normalize("NFKC", typed).upper().translate(_MISREAD)
    found = [one for one in plain if one not in _BETWEEN]
    if len(found) != _SYMBOLS or any(one not in SEAL_SYMBOLS for one in found):
        raise SmdeskError("sign.seal-wrong", text=typed.strip())
    return "".join(found[:4]) + "-" + "".join(found[4:])


class Recogniser:
    """Holds scans against the pages of one paper."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper

    @cached_property
    def pages(self) -> tuple[InkMap, ...]:
        """The ink of every page."""
        return tuple(ink_of_page(one) for one in self.paper.pictures(_MAP_DPI))

    def look(self, source: Source) -> Recognised:
        """Return what a scan is; raises ``SmdeskError`` ``sign.scan-unreadable``."""
        image = picture(source)
        marks = marks_of(image)
        own = next((one for one in marks if self._is_own(one)), None)
        mark = own or (marks[0] if marks else None)
        seal = mark.seal if mark else printed_seal(source)
        ink = ScanInk(image)
        placings = self._first(image.size, mark, ink.factor)
        if all(ink.blank(one) for one in placings):
            return Recognised(source, "blank", mark=mark, seal=seal)
        fits = self._fits(ink, placings)
        best, clear = fits[0], _is_clear(fits)
        placing = best.placing.scaled(1 / ink.factor)
        page = best.page if clear else None
        if seal and not (own or (mark is None and seal == self.paper.seal)):
            return Recognised(source, "other", page, mark, seal=seal, own=self.paper.seal)
        if not clear:
            state: State = "doubtful" if seal else "unknown"
            return Recognised(source, state, None, mark, placing, seal)
        return Recognised(source, "sure" if seal else "unsealed", page, mark, placing, seal)

    def placing(self, one: Recognised, page: int) -> Placing:
        """Return how ``page`` lies on a scan that a person says is of it."""
        image = picture(one.source)
        ink = ScanInk(image)
        placings = self._first(image.size, one.mark, ink.factor)
        best = max(placings, key=lambda tried: ink.score(self.pages[page - 1], tried))
        score, refined = ink.refined(self.pages[page - 1], best)
        return (refined if score >= _CLEAR else best).scaled(1 / ink.factor)

    def _is_own(self, mark: Mark) -> bool:
        paper = self.paper
        told = (mark.form, mark.seal, mark.digest)
        return told == (paper.declaration.form, paper.seal, paper.digest[:16])

    def _first(self, size: tuple[int, int], mark: Mark | None, factor: float) -> list[Placing]:
        """Return the placings to begin with: the page fills the scan; the code tells its way up."""
        if mark is not None:
            turn = _turn_of(mark)
            found = [whole(size, round(turn / 90) * 90)]
            found += self._by_code(mark, size, turn)
        else:
            found = [whole(size, turn) for turn in ((0, 180) if size[1] > size[0] else (90, 270))]
        return [one.scaled(factor) for one in found]

    def _by_code(self, mark: Mark, size: tuple[int, int], turn: float) -> Iterator[Placing]:
        """Yield the placings that the code's own place and size tell, of a recto and of a verso.

        The code is small beside the page, so this is a beginning only, for a page that does not
        fill the scan.
        """
        side = _side(mark)
        for printed in self._codes:
            scale = side / _side(printed)
            width, height = (
                paper_page.PAGE_WIDTH / INCH * _CODE_DPI * scale,
                paper_page.PAGE_HEIGHT / INCH * _CODE_DPI * scale,
            )
            away_x = width / 2 - _centre(printed)[0] * scale
            away_y = height / 2 - _centre(printed)[1] * scale
            cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            x = _centre(mark)[0] + cos * away_x - sin * away_y
            y = _centre(mark)[1] + sin * away_x + cos * away_y
            if abs(x / size[0] - 0.5) < 0.35 and abs(y / size[1] - 0.5) < 0.35:
                yield Placing(x / size[0], y / size[1], width, height, turn)

    @cached_property
    def _codes(self) -> tuple[Mark, ...]:
        """The codes of the first recto and the first verso as the file prints them."""
        found: list[Mark] = []
        for number, image in enumerate(self.paper.pictures(_CODE_DPI)):
            if number == 2:
                break
            found += marks_of(image)[:1]
        return tuple(found)

    def _fits(self, ink: ScanInk, placings: Sequence[Placing]) -> list[Fit]:
        """Return the likeliest pages, the best first."""
        coarse = [
            max((Fit(number, ink.score(page, one), one) for one in placings), key=_score)
            for number, page in enumerate(self.pages, 1)
            if not page.blank
        ]
        fine: list[Fit] = []
        for one in sorted(coarse, key=_score, reverse=True)[:_TRIED]:
            if fine and one.score < fine[0].score - _HOPELESS:
                fine.append(one)
                continue
            score, placing = ink.refined(self.pages[one.page - 1], one.placing)
            fine.append(Fit(one.page, score, placing))
        return sorted(fine, key=_score, reverse=True) or [Fit(1, -1.0, placings[0])]


_CODE_DPI = 144


def _score(fit: Fit) -> float:
    return fit.score


def _is_clear(fits: Sequence[Fit]) -> bool:
    ahead = fits[0].score - (fits[1].score if len(fits) > 1 else 0.0)
    return fits[0].score >= _CLEAR and ahead >= _AHEAD


def _centre(mark: Mark) -> tuple[float, float]:
    return sum(x for x, _ in mark.corners) / 4, sum(y for _, y in mark.corners) / 4


def _side(mark: Mark) -> float:
    corners = mark.corners
    return sum(math.dist(corners[at], corners[(at + 1) % 4]) for at in range(4)) / 4


def _turn_of(mark: Mark) -> float:
    (x1, y1), (x2, y2) = mark.corners[:2]
    return math.degrees(math.atan2(y2 - y1, x2 - x1)) % 360


def recognise(
    paper: Paper, chosen: Iterable[Source], told: Told = lambda _done, _all, _what: None
) -> tuple[Recognised, ...]:
    """Return what each scan is, in the order chosen. Raises as `Recogniser.look`."""
    listed = tuple(chosen)
    machine = Recogniser(paper)
    found = []
    for done, source in enumerate(listed):
        told(done, len(listed), source.name)
        found.append(machine.look(source))
    told(len(listed), len(listed), "")
    return tuple(found)


def by_order(
    paper: Paper, found: Sequence[Recognised], pages: Sequence[int]
) -> tuple[Recognised, ...]:
    """Return the scans as the pages that a person named, in order; 0 leaves a scan out.

    Raises ``SmdeskError`` ``sign.pages-count``, ``sign.no-such-page``, ``sign.other-content``.
    """
    if len(pages) != len(found):
        raise SmdeskError("sign.pages-count", scans=len(found), pages=len(pages))
    for page in pages:
        if not 0 <= page <= paper.pages:
            raise SmdeskError("sign.no-such-page", page=page, pages=paper.pages)
    return tuple(one.named(page) for one, page in zip(found, pages, strict=True) if page)


@dataclass(frozen=True)
class Signed:
    """The PDF with scans in place: which pages, which of those to be signed are still missing."""

    data: bytes
    pages: tuple[int, ...]
    missing: tuple[int, ...]
    problems: tuple[Problem, ...] = ()


def sign(
    paper: Paper, found: Sequence[Recognised], told: Told = lambda _done, _all, _what: None
) -> Signed:
    """Return the paper with each `Recognised.ready` scan on its page.

    What is not ready is told in ``problems``, as are two scans of one page (the last one stands)
    and one that stands on a person's word alone.
    Raises ``SmdeskError`` ``sign.nothing-ready``.
    """
    ready: dict[int, Recognised] = {}
    problems = [one.problem for one in found if one.problem is not None]
    for one in found:
        if one.ready and one.page is not None:
            if one.page in ready:
                params = {"page": one.page, "scan": one.source.name}
                problems.append(Problem("sign.twice", "check", params))
            ready[one.page] = one
    if not ready:
        raise SmdeskError("sign.nothing-ready")
    machine = Recogniser(paper)
    sheets: dict[int, exchange.Sheet] = {}
    for done, (page, one) in enumerate(sorted(ready.items())):
        told(done, len(ready), one.source.name)
        sheets[page] = _sheet(machine, one, page)
    told(len(ready), len(ready), "")
    data, signed = exchange.exchanged(paper.data, sheets)
    missing = tuple(one for one in paper.sign_pages if one not in signed)
    return Signed(data, tuple(sorted(sheets)), missing, tuple(problems))


def _sheet(machine: Recogniser, one: Recognised, page: int) -> exchange.Sheet:
    """Return a scan as the page: upright, straight, of its size, at most 300 dpi."""
    placing = one.placing if one.state == "sure" else machine.placing(one, page)
    assert placing is not None
    image = picture(one.source)
    dpi = min(float(DPI), max(72.0, placing.width / (paper_page.PAGE_WIDTH / INCH)))
    size = (
        round(paper_page.PAGE_WIDTH / INCH * dpi),
        round(paper_page.PAGE_HEIGHT / INCH * dpi),
    )
    white = 255 if image.mode == "L" else (255, 255, 255)
    upright = image.transform(
        size, Image.Transform.AFFINE, placing.matrix(image.size, size),
        resample=Image.Resampling.BICUBIC, fillcolor=white,
    )  # fmt: skip
    stream = io.BytesIO()
    upright.save(stream, "JPEG", quality=_QUALITY, optimize=True, dpi=(round(dpi), round(dpi)))
    return exchange.Sheet(stream.getvalue(), *size, grey=upright.mode == "L")


def write_signed(signed: Signed, path: Path) -> None:
    """Write the PDF whole; raises as `write_atomically`."""
    write_atomically(path, signed.data)


def target_of(path: Path) -> Path:
    """Return where the signed file of a PDF goes: beside it, 盖章 in its name."""
    return path.with_name(f"{path.stem.removesuffix(SUFFIX)}{SUFFIX}.pdf")


def paper_at(path: Path) -> Paper:
    """Return the PDF at ``path`` as paper, with the pages that were exchanged in it before.

    Where the signed file of the same content lies beside it, that one: scans often come one by one.
    Raises as `guard.read_bytes` and `open_paper`.
    """
    paper = open_paper(guard.read_bytes(path))
    target = target_of(path)
    if target == path or not target.is_file():
        return paper
    try:
        made = open_paper(guard.read_bytes(target))
    except SmdeskError:
        return paper
    return made if made.digest == paper.digest and made.pages == paper.pages else paper
