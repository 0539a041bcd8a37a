"""What will not come out on paper as it should, told before printing: texts, faces, characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any
from unicodedata import category

from smdesk.errors import Level, SmdeskError, sentence
from smdesk.notices.address import Address
from smdesk.notices.declaration import Declaration, Heading, ListItem, Paragraph, Picture
from smdesk.notices.models import POINTS, Form, Kind, Pack, Typography
from smdesk.packet import page
from smdesk.packet.docx.frames import COVER_SHARE
from smdesk.packet.docx.tables import LINE, TALL, breadth, text_height
from smdesk.packet.faces import choose, demanded
from smdesk.packet.grids import Grids, grids_of
from smdesk.packet.tree import FilledCell, FormTable, Packet
from smdesk.rules.findings import Finding

if TYPE_CHECKING:
    from smdesk.packet.pdf.engine import Engine

_MM_A_POINT = 25.4 / 72
_COVER_LINES = 2
_ONE_LINE = frozenset({
    Kind.USCC, Kind.INTEGER, Kind.DECIMAL, Kind.MONEY, Kind.PERCENT, Kind.YEAR, Kind.DATE,
    Kind.MOBILE, Kind.POSTCODE,
})  # fmt: skip
"""What is read wrong when it is broken over two lines."""
_UNPRINTED = frozenset("☑□\n\t")
"""Drawn, not printed from a face; or no characters at all."""
_NOTHING = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
_SMALL_SET = "GB2312"


def fit_finding(code: str, level: Level, place: str, mark: str = "", **params: Any) -> Finding:
    """Return a finding of this check: ``fit.…`` at one place, or at none."""
    addresses = (place,) if place else ()
    return Finding(code, level, addresses, sentence(code, **params), mark=mark or place)


def fit_findings(
    pack: Pack, form: Form, declaration: Declaration, packet: Packet
) -> tuple[Finding, ...]:
    """Return what of a packet paper cannot hold as it stands, in printed order.

    The first call of a process looks for the machine's faces (0.1 s and more); later ones take
    milliseconds unless there are rare characters.
    """
    grids = grids_of(pack, form, declaration.years, declaration.counts())
    values = dict(form.fixed) | declaration.values
    return (
        *_texts(packet, grids, values),
        *_faces(packet.typography, _shown(form, grids, declaration)),
    )


# ---- texts ----


def _texts(packet: Packet, grids: Grids, values: Mapping[str, str]) -> Iterator[Finding]:
    for part in packet.parts:
        for block in part.blocks:
            if isinstance(block, FormTable):
                for filled in block.cells:
                    yield from _cell(block, filled, packet, grids, values)


def _cell(
    table: FormTable, filled: FilledCell, packet: Packet, grids: Grids, values: Mapping[str, str]
) -> Iterator[Finding]:
    left = [one for one in filled.cell.addresses if str(one) in packet.annexes]
    for address in left:
        told = next(one.text for one in filled.segments if one.address == address)
        yield _about("fit.annex", address, grids, values, reference=told)
    if left or filled.cell.role != "value" or not filled.cell.addresses:
        return
    style = packet.typography.table if table.borders else packet.typography.cover_line
    size = float(POINTS[style.size])
    edges = table.grid.edges
    share = edges[filled.cell.column + filled.cell.columns] - edges[filled.cell.column]
    width = share * page.TEXT_WIDTH * (1.0 if table.borders else COVER_SHARE)
    room = (width - 2 * page.CELL_PADDING) / (size * _MM_A_POINT)
    for one in filled.segments:
        if one.address is None or one.kind != "value" or breadth(one.text) <= room:
            continue
        if grids.fields[one.address.field].kind in _ONE_LINE:
            yield _about("fit.wraps", one.address, grids, values, value=one.text)
    high = text_height(filled.text, width, size)
    longest = max(filled.cell.addresses, key=lambda one: len(values.get(str(one), "")))
    if table.borders and high > TALL:
        yield _about("fit.tall", longest, grids, values, height=round(high))
    elif not table.borders:
        lines = round(high / (size * _MM_A_POINT * LINE))
        if lines > _COVER_LINES:
            yield _about("fit.cover", longest, grids, values, lines=lines)


def _about(
    code: str, address: Address, grids: Grids, values: Mapping[str, str], **params: Any
) -> Finding:
    place = str(address)
    count = len(values.get(place, ""))
    return fit_finding(
        code, "hint", place, label=_last(grids.exact_label(place)), count=f"{count:,}", **params
    )


def _last(label: str) -> str:
    """Return the inner part of a label path."""
    return label.rpartition(" · ")[2]


# ---- faces and characters ----

Shown = tuple[str, str, str, str]
"""A place, what it is called, the style that it is printed in, its text."""


def _shown(form: Form, grids: Grids, declaration: Declaration) -> Iterator[Shown]:
    cover = {str(one) for one in grids.cover.places}
    for place, text in declaration.values.items():
        style = "cover_line" if place in cover else "table"
        yield place, _last(grids.exact_label(place)), style, text
    yield from _beside(form, grids, declaration)
    for number, block in enumerate(declaration.narrative.blocks):
        place = f"narrative[{number}]:0-0"
        match block:
            case Heading(level=level, text=text):
                yield place, f"正文标题 {text[:12]}", f"heading{level}", text
            case Paragraph(runs=runs) | ListItem(runs=runs):
                text = "".join(run.text for run in runs)
                yield place, f"正文 {text[:12]}…", "body", text
            case Picture(caption=caption):
                yield place, f"图题 {caption[:12]}", "table_label", caption
            case _:
                text = "\n".join("\n".join(row) for row in block.rows)
                yield place, f"正文表格 {block.caption[:12]}", "table", f"{block.caption}\n{text}"


def _beside(form: Form, grids: Grids, declaration: Declaration) -> Iterator[Shown]:
    """Yield what stands in the list of attachments and among the reasons."""
    titles = {one.id: one.title for one in form.attachment}
    for one in declaration.attachments:
        label = titles.get(one.slot, "附件名称")
        yield f"attachments#{one.slot}", label, "table", f"{one.name}{one.note}"
    for key, text in declaration.reasons.items():
        place = key.partition("@")[2] or key
        told = place in grids.fields or place in declaration.values
        yield (place if told else ""), "核实说明", "table", text


def _faces(typography: Typography, shown: Iterable[Shown]) -> Iterator[Finding]:
    try:
        chosen = choose(demanded(typography))
    except SmdeskError as problem:
        yield fit_finding(problem.code, "error", "", mark="faces", **problem.params)
        return
    replaced = [one for one in chosen.values() if not one.exact]
    if replaced:
        named = "".join(f"“{one.demanded}”" for one in replaced)
        used = "".join(f"“{one.family}”" for one in replaced)
        yield fit_finding("fit.face", "hint", "", mark="faces", faces=named, used=used)
    rare = [(one, odd) for one in shown if (odd := _odd(one[3]))]
    if rare:
        yield from _characters(typography, rare)


def _odd(text: str) -> str:
    """Return the characters of a text that are not surely in every Chinese face, each once."""
    if text.isascii():
        return ""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return "".join(one for one in dict.fromkeys(text) if not _common(one))
    return ""


def _common(character: str) -> bool:
    if character in _UNPRINTED or category(character) in _NOTHING:
        return True
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in "·—²³"
    return True


def _characters(typography: Typography, rare: list[tuple[Shown, str]]) -> Iterator[Finding]:
    """Yield what is said of characters that few faces have: none has them, or another stands in."""
    from smdesk.packet.pdf.engine import engine

    machine = engine(demanded(typography))
    letters = "".join(dict.fromkeys("".join(odd for _, odd in rare)))
    missing = frozenset(machine.without_glyph(letters))
    lacking = _lacking(machine, typography, rare)
    for (place, label, style, _), odd in rare:
        none = [one for one in odd if one in missing]
        if none:
            codes = "、".join(f"U+{ord(one):04X}" for one in none)
            yield fit_finding(
                "fit.glyph", "check", place, label=label, characters="".join(none), codes=codes
            )
        face = getattr(typography, style).face
        other = "".join(one for one in odd if one not in missing and one in lacking[face])
        if other:
            own = machine.chosen[face].family  # the face itself, or the one that stands in for it
            yield fit_finding("fit.outside", "hint", place, label=label, characters=other, face=own)
        elif _SMALL_SET in face and (rest := "".join(one for one in odd if one not in missing)):
            yield fit_finding("fit.gb2312", "hint", place, label=label, characters=rest, face=face)


def _lacking(
    machine: Engine, typography: Typography, rare: list[tuple[Shown, str]]
) -> dict[str, frozenset[str]]:
    """Return the odd characters that each face in question does not have itself."""
    asked: dict[str, set[str]] = {}
    for (_, _, style, _), odd in rare:
        asked.setdefault(getattr(typography, style).face, set()).update(odd)
    return {
        face: frozenset(machine.without_glyph("".join(sorted(letters)), face))
        for face, letters in asked.items()
    }
