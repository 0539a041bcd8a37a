"""A guarded Word file: its main part, relations, styles, numbering and notes, each parsed once."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from urllib.parse import unquote

from lxml import etree

from smdesk.errors import SmdeskError
from smdesk.intake.guard import check_parts
from smdesk.intake.limits import LIMITS, Limits
from smdesk.intake.xmlguard import parse_xml
from smdesk.intake.zipped import Archive

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT_TYPES = "http://purl.oclc.org/ooxml/officeDocument/relationships/"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_VAL = f"{W}val"
_BODY_OUTLINE = 9
_CHAIN = 20
_ASKED_AGAIN = frozenset({"styles", "numbering"})
"""Parts that several readers look into, and none changes."""
_SIMPLE = re.compile(r"[A-Za-z0-9_-]+(?:/[A-Za-z0-9_-]+)*\.[A-Za-z0-9]+")
"""A target that stands in the folder of its part as it is written."""


@dataclass(frozen=True)
class Relation:
    """One relation of a part: the last word of its type, its target, whether it leaves the file."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True)
class ParagraphStyle:
    """What a paragraph or character style decides here, inheritance resolved.

    ``outline`` is counted from 0, ``None`` for body text; ``numbering`` is (numId, ilvl).
    """

    name: str
    outline: int | None = None
    numbering: tuple[int, int] | None = None
    bold: bool = False


@dataclass(frozen=True)
class NumberLevel:
    """One level of a list: number format, pattern as ``%1.%2``, first number.

    ``legal`` prints every number of the pattern in digits; ``restarts`` is false where the count goes
    on below the next number above; ``left`` is the indent of its text in twips.
    """

    format: str
    text: str
    start: int = 1
    legal: bool = False
    restarts: bool = True
    left: int = 0


@dataclass(frozen=True)
class NumberList:
    """A list as paragraphs name it: its levels, the numbering that counts it, what it begins anew.

    Lists of one numbering count on from each other, but for the levels that one begins ``anew``.
    """

    levels: Mapping[int, NumberLevel]
    counted: str
    anew: frozenset[int] = frozenset()


class WordFile:
    """The parts of one .docx; raises the codes of `Archive`, `check_parts` and `parse_xml`."""

    def __init__(self, data: bytes | Archive, limits: Limits = LIMITS) -> None:
        self.archive = data if isinstance(data, Archive) else Archive(data, limits)
        self._roots: dict[str, etree._Element] = {}
        check_parts(self.archive)

    @cached_property
    def main(self) -> str:
        """The name of the main document part; raises ``intake.xml-damaged`` without one."""
        for relation in self._relations("_rels/.rels", "").values():
            if relation.kind == "officeDocument" and relation.target in self.archive:
                return relation.target
        found = [one for one in self.archive.names if re.fullmatch(r"word/document\d*\.xml", one)]
        if not found:
            raise SmdeskError("intake.xml-damaged", part="word/document.xml", detail="缺失")
        return found[0]

    @cached_property
    def body(self) -> etree._Element:
        """The body element; raises ``intake.xml-damaged`` where the part holds none."""
        root = parse_xml(self.archive.read(self.main), self.main)
        body = root.find(f"{W}body")
        if body is None:
            raise SmdeskError("intake.xml-damaged", part=self.main, detail="body")
        return body

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        """The main part's relations by id."""
        folder, name = posixpath.split(self.main)
        return self._relations(posixpath.join(folder, "_rels", f"{name}.rels"), folder)

    def _relations(self, name: str, folder: str) -> dict[str, Relation]:
        if name not in self.archive:
            return {}
        found: dict[str, Relation] = {}
        for one in parse_xml(self.archive.read(name), name):
            kind = (one.get("Type") or "").replace(_STRICT_TYPES, _TYPES).rpartition("/")[2]
            target = unquote(one.get("Target") or "")
            external = (one.get("TargetMode") or "").lower() == "external"
            if not external and _SIMPLE.fullmatch(target):
                target = f"{folder}/{target}" if folder else target
            elif not external:
                target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
            found[one.get("Id") or ""] = Relation(kind, target, external)
        return found

    def part(self, name: str) -> etree._Element | None:
        """Return the root of a part by its name, ``None`` where it is not there or is damaged."""
        if name not in self.archive:
            return None
        try:
            return parse_xml(self.archive.read(name), name)
        except SmdeskError:
            return None

    def part_of(self, kind: str) -> etree._Element | None:
        """Return the root of the main part's related part of one kind (``styles``), if it is there."""
        for relation in self.relations.values():
            if relation.kind == kind and relation.target in self.archive:
                return self._root(relation.target, kept=kind in _ASKED_AGAIN)
        return None

    def _root(self, name: str, *, kept: bool) -> etree._Element:
        root = self._roots.get(name)
        if root is None:
            root = parse_xml(self.archive.read(name), name)
            if kept:
                self._roots[name] = root
        return root

    def media(self, relation_id: str) -> bytes | None:
        """Return the bytes of a picture inside the file; ``None`` for linked or missing ones."""
        relation = self.relations.get(relation_id)
        if relation is None or relation.external or relation.target not in self.archive:
            return None
        return self.archive.read(relation.target)

    @cached_property
    def styles(self) -> Mapping[str, ParagraphStyle]:
        """The styles by id; a damaged or missing part gives none."""
        root = self.part_of("styles")
        if root is None:
            return {}
        plain = {one.get(f"{W}styleId") or "": one for one in root.iterfind(f"{W}style")}
        return _Styles(plain)

    @cached_property
    def numbering(self) -> Mapping[int, NumberList]:
        """The lists by their number (numId)."""
        root = self.part_of("numbering")
        if root is None:
            return {}
        kinds = {
            one.get(f"{W}abstractNumId") or "": one for one in root.iterfind(f"{W}abstractNum")
        }
        named = {value_of(one, "styleLink"): key for key, one in kinds.items()}
        found: dict[int, NumberList] = {}
        for one in root.iterfind(f"{W}num"):
            key = value_of(one, "abstractNumId") or ""
            if key in kinds:
                link = value_of(kinds[key], "numStyleLink")
                key = named.get(link, key) if link else key
                found[number(one.get(f"{W}numId"))] = _list(one, key, dict(_levels(kinds[key])))
        return found

    def notes(self, kind: str) -> Mapping[str, etree._Element]:
        """Return the footnotes or endnotes (``kind``) by id, separators left out."""
        root = self.part_of(kind)
        if root is None:
            return {}
        return {
            one.get(f"{W}id") or "": one for one in root if one.get(f"{W}type") in {None, "normal"}
        }


class _Styles(Mapping[str, ParagraphStyle]):
    """The styles of a file, each worked out when it is asked for: a file names few of them."""

    def __init__(self, plain: Mapping[str, etree._Element]) -> None:
        self._plain = plain
        self._made: dict[str, ParagraphStyle] = {}

    def __getitem__(self, name: str) -> ParagraphStyle:
        made = self._made.get(name)
        if made is None:
            if name not in self._plain:
                raise KeyError(name)
            made = self._made[name] = _style(name, self._plain)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)


def number(text: str | None, default: int = 0) -> int:
    """Return a small whole number of an attribute; ``default`` where it is none."""
    return int(text) if text and re.fullmatch(r"-?[0-9]{1,9}", text) else default


def value_of(parent: etree._Element | None, *names: str) -> str | None:
    """Return ``w:val`` of the child at ``names``, ``None`` where the way breaks off."""
    for name in names:
        if parent is None:
            return None
        parent = next(parent.iterchildren(f"{W}{name}"), None)  # much quicker than find
    return parent.get(_VAL) if parent is not None else None


def is_on(parent: etree._Element | None, name: str) -> bool | None:
    """Return a toggle property: ``None`` unless it is there."""
    child = next(parent.iterchildren(f"{W}{name}"), None) if parent is not None else None
    if child is None:
        return None
    return child.get(_VAL) not in {"0", "false", "off", "none"}


def _style(name: str, plain: Mapping[str, etree._Element]) -> ParagraphStyle:
    outline: int | None = None
    numbering: tuple[int, int] | None = None
    bold: bool | None = None
    at: str | None = name
    for _ in range(_CHAIN):  # a chain of basedOn may be a ring
        one = plain.get(at or "")
        if one is None:
            break
        properties = next(one.iterchildren(f"{W}pPr"), None)
        level = value_of(properties, "outlineLvl")
        outline = number(level, _BODY_OUTLINE) if outline is None and level else outline
        numbering = numbering or numbering_of(properties)
        bold = is_on(next(one.iterchildren(f"{W}rPr"), None), "b") if bold is None else bold
        at = value_of(one, "basedOn")
    shown = value_of(plain[name], "name") or name
    by_name = re.fullmatch(r"(?:heading|标题)\s*([1-9])", shown.strip().lower())
    if outline is None and by_name:
        outline = int(by_name.group(1)) - 1
    return ParagraphStyle(
        shown, outline if outline != _BODY_OUTLINE else None, numbering, bool(bold)
    )


def numbering_of(properties: etree._Element | None) -> tuple[int, int] | None:
    """Return (numId, ilvl) of paragraph properties; numId 0 says that there is no number."""
    list_id = value_of(properties, "numPr", "numId")
    if list_id is None:
        return None
    return number(list_id), number(value_of(properties, "numPr", "ilvl"))


def _list(one: etree._Element, key: str, levels: dict[int, NumberLevel]) -> NumberList:
    anew: set[int] = set()
    for each in one.iterfind(f"{W}lvlOverride"):
        own, ilvl = dict(_levels(each)), number(each.get(f"{W}ilvl"))
        levels |= own
        first = value_of(each, "startOverride")
        if first is not None and ilvl in levels:
            levels[ilvl] = replace(levels[ilvl], start=number(first, 1))
        anew |= {*own, ilvl}
    return NumberList(levels, key, frozenset(anew))


def _levels(parent: etree._Element) -> list[tuple[int, NumberLevel]]:
    return [
        (
            number(one.get(f"{W}ilvl")),
            NumberLevel(
                value_of(one, "numFmt") or "decimal",
                value_of(one, "lvlText") or "",
                number(value_of(one, "start"), 1),
                bool(is_on(one, "isLgl")),
                value_of(one, "lvlRestart") != "0",
                indent_of(one.find(f"{W}pPr")) or 0,
            ),
        )
        for one in parent.iterfind(f"{W}lvl")
    ]


def indent_of(properties: etree._Element | None) -> int | None:
    """Return the left indent of paragraph properties in twips, ``None`` where they say none."""
    return left_of(properties.find(f"{W}ind")) if properties is not None else None


def left_of(ind: etree._Element | None) -> int | None:
    """Return the left indent that ``w:ind`` says, in twips."""
    if ind is None:
        return None
    left = ind.get(f"{W}left") or ind.get(f"{W}start")
    return number(left) if left else None
