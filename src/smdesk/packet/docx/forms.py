"""A form's table with its values: the compiled frame filled, each value in its control."""

from __future__ import annotations

from collections.abc import Iterator

from smdesk.notices.address import Address
from smdesk.notices.models import Typography
from smdesk.notices.render import Segment
from smdesk.packet.docx import tables
from smdesk.packet.docx.frames import CellFrame, RowFrame, frame_of
from smdesk.packet.docx.signature import signature
from smdesk.packet.docx.wml import BOX_FACE, run, runs
from smdesk.packet.tree import FilledCell, FormTable

_PARAGRAPH_BREAK = "\n"


class Numbers:
    """Numbers and names that are given out once in a document."""

    def __init__(self) -> None:
        self._last = 0
        self._names: set[str] = set()

    def next(self) -> int:
        """Return a number that was not given out before, from 1."""
        self._last += 1
        return self._last

    def first_use(self, name: str) -> bool:
        """Return whether ``name`` was not asked for before; a bookmark stands in one place only."""
        if name in self._names:
            return False
        self._names.add(name)
        return True


def form_table(table: FormTable, typography: Typography, numbers: Numbers) -> str:
    """Return ``w:tbl`` of a form's table."""
    frame = frame_of(table.grid, typography, borders=table.borders)
    filled = {(one.cell.row, one.cell.column): one for one in table.cells}
    rows = "".join(_row(row, filled, numbers) for row in frame.rows)
    return f"{frame.opening}{rows}</w:tbl>"


def _row(row: RowFrame, filled: dict[tuple[int, int], FilledCell], numbers: Numbers) -> str:
    written: list[str] = []
    whole = True
    for frame in row.cells:
        if isinstance(frame, str):
            written.append(frame)
            continue
        one = filled[frame.key]
        written.append(_cell(frame, one, numbers))
        whole = whole and (frame.cell.sign is not None or _is_short(frame, one))
    return f"{row.whole if whole else row.breaking}{''.join(written)}</w:tr>"


def _is_short(frame: CellFrame, filled: FilledCell) -> bool:
    text = filled.text
    return len(text) < 80 or tables.text_height(text, frame.width, frame.points) <= tables.TALL


def _cell(frame: CellFrame, filled: FilledCell, numbers: Numbers) -> str:
    if frame.cell.sign is not None:
        return f"{frame.opening}{signature(frame.cell.sign, frame.width, frame.points)}</w:tc>"
    between = f"</w:p>{frame.start}"
    content = "".join(_content(frame, filled.segments, numbers, between))
    return f"{frame.opening}{frame.start}{content}</w:p></w:tc>"


def _content(
    frame: CellFrame, segments: tuple[Segment, ...], numbers: Numbers, between: str
) -> Iterator[str]:
    noted = {one.address for one in segments if one.kind == "note"}
    boxes = frame.cell.role == "option"
    pending: Address | None = None
    for segment in segments:
        address = segment.address
        if address is None:
            yield between if boxes and segment.text == _PARAGRAPH_BREAK else runs(segment.text)
            if pending is not None and segment.text.strip():
                yield _control(frame, (pending, None), run(" "), numbers)
                pending = None
        elif segment.kind == "box":
            yield _control(frame, (address, segment.choice), run(segment.text, BOX_FACE), numbers)
            note = frame.notes.get((address, segment.choice or ""))
            pending = note if note is not None and note not in noted else None
        else:
            yield _control(frame, (address, None), runs(segment.text) or run(" "), numbers)


def _control(
    frame: CellFrame, key: tuple[Address, str | None], content: str, numbers: Numbers
) -> str:
    """Return a value in a rich-text control with a bookmark around it.

    LibreOffice loses the tag and keeps the bookmark; a plain-text control it would write thrice.
    """
    place = frame.places[key]
    number = numbers.next()
    control = (
        f'<w:sdt><w:sdtPr>{place.properties}<w:id w:val="{number}"/></w:sdtPr>'
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )
    if not numbers.first_use(place.bookmark):
        return control
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{place.bookmark}"/>'
        f'{control}<w:bookmarkEnd w:id="{number}"/>'
    )
