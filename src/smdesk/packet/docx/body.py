"""The body of the document: each part a section on a recto, its blocks in order."""

from __future__ import annotations

from dataclasses import dataclass, field

from smdesk.errors import SmdeskError
from smdesk.files import Files, sha256_hex
from smdesk.notices.models import Style
from smdesk.packet import page
from smdesk.packet.docx import pictures, sections
from smdesk.packet.docx.forms import Numbers, form_table
from smdesk.packet.docx.linked import linked_pages
from smdesk.packet.docx.measure import cover_spaces, height
from smdesk.packet.docx.pictures import Drawn
from smdesk.packet.docx.plain import field_of_page, page_mark, plain_table
from smdesk.packet.docx.styles import STYLE_IDS, half_points
from smdesk.packet.docx.wml import (
    BULLET_FACE,
    DECLARATION,
    NAMESPACES,
    paragraph,
    run,
    runs,
    twips,
)
from smdesk.packet.prose import BULLET
from smdesk.packet.tree import (
    Block,
    ContentsLine,
    FormTable,
    Packet,
    PageOf,
    Part,
    PictureBlock,
    PlainTable,
    ScanBlock,
    TextBlock,
    Told,
    untold,
)

_SURE = 0.75
"""A part this full (of a page, as reckoned) or less is surely on one page."""
_ALIGN = {"left": "left", "center": "center", "right": "right", "justify": "both"}


@dataclass
class Media:
    """The pictures of a document: the file name and bytes of each, by the relation's name."""

    drawn: dict[str, Drawn] = field(default_factory=dict)
    _known: dict[str, str] = field(default_factory=dict)

    def add(self, key: str, drawn: Drawn) -> str:
        """Return the relation of a picture, by its first key; equal bytes share one."""
        known = self._known.setdefault(sha256_hex(drawn.data), key)
        self.drawn.setdefault(known, drawn)
        return known


class BodyWriter:
    """Writes ``word/document.xml`` of one packet and gathers its pictures in ``media``."""

    def __init__(self, packet: Packet, files: Files, told: Told = untold) -> None:
        self.packet = packet
        self._told = told
        self._placed = 0
        self._all = 0 if told is untold else pictures.scan_total(packet, files)
        self.typography = packet.typography
        self.files = files
        self.media = Media()
        self.numbers = Numbers()
        self._scanned = 0
        self._scans = 0
        self._linked = linked_pages(packet, files)

    def document(self) -> bytes:
        """Return the whole part as UTF-8."""
        written = [self._part(number, part) for number, part in enumerate(self.packet.parts)]
        last = self.packet.parts[-1] if self.packet.parts else None
        kinds = [_foot(part) for part in self.packet.parts] or [sections.NUMBERED]
        if last is not None and self._pages(last) % 2 == 1:
            written.append(_END)
            kinds.append(sections.EMPTY)
        starts = ["oddPage" for _ in self.packet.parts] or ["oddPage"]
        starts += ["nextPage"] * (len(kinds) - len(starts))
        draft = self.packet.draft
        marks = [
            sections.section(kind, start, draft=draft)
            for kind, start in zip(kinds, starts, strict=True)
        ]
        closed = [_close(text, mark) for text, mark in zip(written, marks, strict=False)][:-1]
        body = "".join([*closed, _ended(written[-1] if written else _END), marks[-1]])
        return (
            f"{DECLARATION}<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>".encode()
        )

    def _part(self, index: int, part: Part) -> str:
        self._scanned = 0
        if part.kind == "cover":
            return self._cover(part)
        return "".join(
            self._named(
                ContentsLine("", index, number).mark,
                self._block(block, part.blocks[number + 1 : number + 2]),
            )
            for number, block in enumerate(part.blocks)
        )

    def _named(self, mark: str, written: str) -> str:
        """Return a block with a bookmark in its first paragraph where the contents lead to it."""
        if mark not in self._linked:
            return written
        before, end, after = written.partition("</w:pPr>")
        content, close, rest = after.partition("</w:p>")
        return f"{before}{end}{self._bookmark(mark, content)}{close}{rest}"

    def _bookmark(self, name: str, content: str) -> str:
        number = self.numbers.next()
        start = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>'
        return f'{start}{content}<w:bookmarkEnd w:id="{number}"/>'

    def _block(self, block: Block, following: tuple[Block, ...]) -> str:
        match block:
            case TextBlock():
                over = bool(following) and isinstance(following[0], PlainTable)
                caption = over and block.style == "table_label"
                return self._text(block, keep=caption, space=_CAPTION if caption else "")
            case FormTable():
                table = form_table(block, self.typography, self.numbers)
                return table + _GAP if following else table
            case PlainTable():
                return self._plain(block)
            case PictureBlock():
                return self._picture(block)
            case ScanBlock():
                return self._scan(block)
            case ContentsLine():
                return self._line(block)

    def _text(self, block: TextBlock, *, keep: bool = False, space: str = "") -> str:
        style: Style = getattr(self.typography, block.style)
        properties = "<w:keepNext/>" if keep else ""
        properties += space
        properties += _indent(block, style)
        if block.align and block.align != style.align:
            properties += f'<w:jc w:val="{_ALIGN[block.align]}"/>'
        face = BULLET_FACE if block.marker == BULLET else ""
        content = run(block.marker, face) if block.marker else ""
        for one in block.runs:
            content += run(one.text, "<w:b/><w:bCs/>") if one.bold else runs(one.text)
        return paragraph(content, STYLE_IDS[block.style], properties)

    def _line(self, block: ContentsLine) -> str:
        """Return a line of the contents: title, dots, page; the number stands until Word reckons."""
        page_of = field_of_page(block.mark, self._linked.get(block.mark, ""))
        style = "SmContents2" if block.level > 1 else "SmContents1"
        return paragraph(f"{runs(block.title)}<w:r><w:tab/></w:r>{page_of}", style)

    def _plain(self, block: PlainTable) -> str:
        caption = paragraph(runs(block.caption), "SmCaption") if block.caption else _GAP
        return plain_table(block, self.typography, self._linked) + caption

    def _picture(self, block: PictureBlock) -> str:
        name = block.caption or block.sha256[:12]
        drawn = pictures.prepare(self._bytes(block.sha256, name), name)
        relation = self.media.add(f"image-{block.sha256[:16]}", drawn)
        size = pictures.picture_size(drawn, block.width)
        content = pictures.drawing(relation, self.numbers.next(), name, *size)
        keep = "" if block.caption else '<w:keepNext w:val="0"/>'
        caption = paragraph(runs(block.caption), "SmCaption") if block.caption else ""
        return paragraph(content, "SmPicture", keep) + caption

    def _scan(self, block: ScanBlock) -> str:
        data = self._bytes(block.sha256, block.name)
        written = []
        pages = pictures.scan_pages(data, block.media_type, block.name, block.pages, block.sha256)
        key = block.key.replace(block.sha256, block.sha256[:16])
        self._told(self._placed, self._all)
        for number, drawn in enumerate(pages):
            self._told(self._placed, self._all)
            relation = self.media.add(f"scan-{key}-{number + 1}", drawn)
            content = pictures.drawing(
                relation, self.numbers.next(), block.name, *pictures.scan_size(drawn)
            )
            later = "<w:pageBreakBefore/>" if number else ""
            properties = f'<w:keepNext w:val="0"/>{later}'
            content = self._marked(PageOf(self._scans, number), content)
            written.append(paragraph(content, "SmPicture", properties))
            self._placed += 1
        self._scanned += len(written)
        self._scans += 1
        return "".join(written)

    def _marked(self, place: PageOf, content: str) -> str:
        """Return ``content`` with a bookmark where a link of the index leads here."""
        if place not in self._linked:
            return content
        return self._bookmark(page_mark(place), content)

    def _bytes(self, sha256: str, name: str) -> bytes:
        try:
            return self.files(sha256)
        except KeyError as problem:
            raise SmdeskError("packet.file-missing", file=name) from problem

    def _cover(self, part: Part) -> str:
        """Return the cover: title lines in the upper third, table below, the foot at the bottom."""
        written: list[str] = []
        for block, before in cover_spaces(part, self.typography):
            if isinstance(block, TextBlock):
                written.append(self._text(block, space=_space(before)))
                continue
            # A table has no space before it; an empty line of that height stands for it.
            written.append(_gap(before) if before else "")
            written.append(self._block(block, ()))
        return "".join(written)

    def _pages(self, part: Part) -> int:
        """Return how many pages the last part has, 0 where only Word knows."""
        if part.kind == "scan":
            return self._scanned
        high = sum(height(block, self.typography) for block in part.blocks)
        return 1 if high <= _SURE * page.TEXT_HEIGHT else 0


def _foot(part: Part) -> str:
    return sections.PLAIN if part.kind == "cover" else sections.NUMBERED


_END = '<w:p><w:pPr><w:pStyle w:val="SmEnd"/></w:pPr></w:p>'


def _gap(high: float) -> str:
    """Return an empty line ``high`` mm high."""
    return (
        '<w:p><w:pPr><w:pStyle w:val="SmEnd"/>'
        f'<w:spacing w:line="{twips(high)}" w:lineRule="exact"/></w:pPr></w:p>'
    )


_GAP = _gap(2.0)
_CAPTION = '<w:spacing w:before="120" w:after="60"/>'


def _space(before: float) -> str:
    return f'<w:spacing w:before="{twips(before)}"/>' if before else ""


def _ended(text: str) -> str:
    """Return a part that ends with a paragraph, as a section has to."""
    return text if text.endswith("</w:p>") else text + _END


def _close(text: str, mark: str) -> str:
    """Return a part whose last paragraph holds its section's properties."""
    before, _, after = _ended(text).rpartition("</w:pPr>")
    return f"{before}{mark}</w:pPr>{after}"


def _indent(block: TextBlock, style: Style) -> str:
    """Return what a paragraph's indents differ by from those of its style."""
    own = ""
    if block.inset:
        left = round(block.inset * half_points(style.size) * 10)
        own = f' w:leftChars="{100 * block.inset}" w:left="{left}"'
    if not block.indent and style.indent:
        own += ' w:firstLineChars="0" w:firstLine="0"'
    elif block.marker and block.level == 0 and block.indent and not style.indent:
        own += ' w:firstLineChars="200" w:firstLine="480"'
    return f"<w:ind{own}/>" if own else ""
