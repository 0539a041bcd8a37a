"""A narrative from a file of any make: Word as it is, old formats through LibreOffice, plain text by lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from smdesk.errors import Problem, SmdeskError
from smdesk.intake.guard import read_bytes
from smdesk.intake.kinds import FileKind
from smdesk.intake.limits import MEGABYTE
from smdesk.intake.narrative import NarrativeReading, read_lines, read_narrative, refusal
from smdesk.intake.sniff import sniff
from smdesk.notices.models import Outline
from smdesk.service.narrative_pictures import lightened
from smdesk.service.narrative_plain import is_flat_odf, is_markup, lines_of
from smdesk.service.own import own_bytes

Progress = Callable[[int, int], None]
MOST = 200 * MEGABYTE
"""Bytes of a text of one's own: photos as a telephone takes them, which come in smaller."""

_WORD = frozenset({FileKind.DOCX, FileKind.DOCX_STRICT})
_OFFICE = frozenset({
    FileKind.DOC, FileKind.RTF, FileKind.ODF, FileKind.WORKS, FileKind.HTML, FileKind.WORD_XML,
    FileKind.FLAT_OPC,
})  # fmt: skip
"""What LibreOffice opens as a text, where it is installed."""


def read_file(
    path: Path, outline: Outline | None = None, progress: Progress | None = None
) -> NarrativeReading:
    """Return the narrative in a file; its first problem says how it was read, if not as Word.

    Raises ``SmdeskError``: as `read_narrative`; for what cannot be read a sentence that says how to
    save it anew. Pictures come with the dots that print needs. What ``progress`` raises ends the
    reading.
    """
    reading = _read(path, outline, progress)
    made = lightened(reading.narrative.blocks, reading.files, lambda: _report(progress))
    if made.said is None:
        return reading
    narrative = reading.narrative.model_copy(update={"blocks": made.blocks})
    dropped = (*reading.dropped, made.said)
    return replace(reading, narrative=narrative, files=made.files, dropped=dropped)


def _read(path: Path, outline: Outline | None, progress: Progress | None) -> NarrativeReading:
    data = own_bytes(path, "service.text-large", MOST)
    kind = sniff(data, path.name)
    if kind in _WORD:
        return _word(data, outline, progress)
    if kind is FileKind.TEXT and not is_markup(data):
        lines, losses = lines_of(data, markdown=path.suffix.lower() in {".md", ".markdown"})
        return _told("plain", path, read_lines(lines, outline, losses))
    if kind in _OFFICE or is_flat_odf(data):
        return _converted(path, kind, outline, progress)
    raise SmdeskError(refusal(kind))


def _converted(
    path: Path, kind: FileKind, outline: Outline | None, progress: Progress | None
) -> NarrativeReading:
    from smdesk.service.desk.convert import find_converter

    converter = find_converter()
    if converter is None:
        raise SmdeskError(refusal(kind))
    _report(progress)
    try:
        named = "flat-odf" if kind is FileKind.TEXT else kind.value
        made = converter.convert(path, named, check=lambda: _report(progress))
        return _told("converted", path, _word(read_bytes(made, MOST), outline, progress))
    except SmdeskError as fault:
        if fault.problem.code != "desk.convert-failed":
            raise
        raise SmdeskError(refusal(kind)) from fault
    finally:
        converter.stop()


def _word(data: bytes, outline: Outline | None, progress: Progress | None) -> NarrativeReading:
    """Return the narrative of a Word file, read again with its metafiles drawn if it lacks pictures."""
    reading = read_narrative(data, outline, progress=progress)
    if all(one.code != "intake.narrative-pictures" for one in reading.dropped):
        return reading
    from smdesk.service.narrative_metafiles import metafiles, with_pictures

    found = metafiles(data)
    _report(progress)
    drawn, count = with_pictures(data, found, lambda: _report(progress))
    if not count:
        return reading
    again = read_narrative(drawn, outline, progress=progress)
    taken = len(again.files) - len(reading.files)
    if taken <= 0:
        return reading
    said = Problem("service.narrative-metafiles", "hint", {"count": taken})
    return replace(again, dropped=(said, *again.dropped))


def _report(progress: Progress | None) -> None:
    """Tell that work is under way; what is raised ends it."""
    if progress is not None:
        progress(0, 0)


def _told(how: str, path: Path, reading: NarrativeReading) -> NarrativeReading:
    said = Problem(f"service.narrative-{how}", "check", {"file": path.name})
    return replace(reading, dropped=(said, *reading.dropped))
