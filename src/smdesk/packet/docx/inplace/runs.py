"""Text put into the runs of a cell: the look of what stood there is kept."""

from __future__ import annotations

from copy import deepcopy

from smdesk.packet.docx.inplace.letters import W14, Element, Letter, Letters

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKS = ("ins", "del", "moveFrom", "moveTo", "rPrChange", "vanish", "specVanish", "webHidden")
"""What says something of the replaced text or the paragraph's end, not of how text looks."""
_SYMBOLS = {"wingdings", "wingdings 2", "wingdings 3", "webdings", "symbol"}
_WRAPPERS = ("ins", "moveTo", "hyperlink", "fldSimple")
"""Text of the applicant does not stand within these."""


def put(
    letters: Letters, element: Element, start: int, end: int, text: str, *, ruled: bool, whole: bool
) -> None:
    """Put ``text`` in place of the letters ``start`` to ``end`` of ``element``."""
    gone = letters.letters[start:end]
    anchor = _anchor(letters, start, end)
    placeholder = next((one for at, one in letters.empty if start <= at <= end), None)
    if placeholder is not None and not any(one.character.strip() for one in gone):
        _fill_control(placeholder, text, letters.space)
        _remove(gone)
        return
    look = None if anchor is None else _look(anchor[0], letters.space)
    made = _new_run(
        letters.space, look, text if not whole else text.split("\n", maxsplit=1)[0], ruled=ruled
    )
    if anchor is None:
        paragraph = letters.paragraphs[0] if letters.paragraphs else _paragraph_of(element, letters)
        _append(paragraph, made, letters.space)
    else:
        _insert(anchor[0], anchor[1], made, letters.space)
    _remove(gone)
    if whole:
        _more_paragraphs(made, text.split("\n")[1:], letters.space)


def _anchor(letters: Letters, start: int, end: int) -> tuple[Letter, int] | None:
    """Return the letter whose run the text joins, and the offset in that letter's text node."""
    every = letters.letters
    inside = [one for one in every[start:end] if one.kind in {"text", "tab", "break"}]
    ruled = [one for one in inside if _is_ruled(one, letters.space)]
    if ruled:
        return ruled[0], ruled[0].offset
    if inside:
        return inside[0], inside[0].offset
    before = every[start - 1] if start else None
    if before is not None and before.kind != "paragraph":
        return before, before.offset + 1
    after = every[end] if end < len(every) else None
    if after is not None and after.kind != "paragraph" and _starts(letters, start):
        return after, after.offset
    return None


def _starts(letters: Letters, start: int) -> bool:
    return start == 0 or letters.letters[start - 1].kind == "paragraph"


def _run_of(node: Element, space: str) -> Element:
    while node.tag not in {f"{space}r", f"{space}sdt"}:
        node = node.getparent()
    return node


def _is_ruled(one: Letter, space: str) -> bool:
    line = _run_of(one.node, space).find(f"{space}rPr/{space}u")
    return line is not None and line.get(f"{space}val") not in {None, "none"}


def _look(one: Letter, space: str) -> Element | None:
    """Return a copy of the run properties that a value takes over from a letter."""
    run = _run_of(one.node, space)
    if run.tag == f"{space}sdt":
        run = next(run.iter(f"{space}r"), run)
    return _cleaned(run.find(f"{space}rPr"), space, plain=one.kind in {"control", "symbol"})


def _cleaned(found: Element | None, space: str, *, plain: bool = False) -> Element | None:
    if found is None:
        return None
    look = deepcopy(found)
    for child in list(look):
        name = child.tag[len(space) :] if child.tag.startswith(space) else ""
        value = child.get(f"{space}val") or ""
        fonts = (child.get(f"{space}ascii") or child.get(f"{space}hAnsi") or "").lower()
        strange = name == "rFonts" and (plain or fonts in _SYMBOLS)
        if name in _MARKS or strange or (name == "rStyle" and "laceholder" in value):
            look.remove(child)
    return look


def _new_run(space: str, look: Element | None, text: str, *, ruled: bool) -> Element:
    from lxml import etree

    run = etree.Element(f"{space}r")
    if look is None and ruled:
        look = etree.Element(f"{space}rPr")
    if look is not None:
        if ruled and look.find(f"{space}u") is None:
            _add_rule(look, space)
        run.append(look)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{space}br")
        if line:
            piece = etree.SubElement(run, f"{space}t")
            piece.text = line
            piece.set(_SPACE, "preserve")
    return run


_AFTER_RULE = ("effect", "bdr", "shd", "fitText", "vertAlign", "rtl", "cs", "em", "lang",
               "eastAsianLayout", "specVanish", "oMath", "rPrChange")  # fmt: skip


def _add_rule(look: Element, space: str) -> None:
    """Add a line under the text where the schema's order wants it."""
    from lxml import etree

    rule = etree.Element(f"{space}u")
    rule.set(f"{space}val", "single")
    later = {f"{space}{name}" for name in _AFTER_RULE}
    place = next((n for n, child in enumerate(look) if child.tag in later), len(look))
    look.insert(place, rule)


# ---- placing a run ----


def _insert(one: Letter, offset: int, made: Element, space: str) -> None:
    """Put a run at a place within the run of a letter; that run is cut in two where needed."""
    run = _run_of(one.node, space)
    if run.tag == f"{space}sdt" or one.kind in {"legacy", "fixed", "symbol"}:
        target = run
        if one.kind == "legacy":
            target = _field_end(run, space)
        (target.addnext if offset > one.offset else target.addprevious)(made)
        return
    before_all = offset == 0 and _is_first(one.node, run, space)
    if before_all:
        _outside(run, made, space, after=False)
        return
    if one.kind == "text" and 0 < offset < len(one.node.text or ""):
        _cut(run, one.node, offset, space)
    elif offset == 0 or (one.kind in {"tab", "break"} and offset == one.offset):
        _cut_before(run, one.node, space)
    elif one.node.getnext() is not None:
        _cut_before(run, one.node.getnext(), space)
    _outside(run, made, space, after=True)


def _is_first(node: Element, run: Element, space: str) -> bool:
    first = next((one for one in run if one.tag != f"{space}rPr"), None)
    return first is node


def _outside(run: Element, made: Element, space: str, *, after: bool) -> None:
    """Put a run beside another, outside of an insertion or link that the other alone fills."""
    place = run
    parent = run.getparent()
    edge = parent[-1] if after else parent[0]
    names = {f"{space}{name}" for name in _WRAPPERS}
    if parent.tag in names and edge is run:
        place = parent
    (place.addnext if after else place.addprevious)(made)


def _cut(run: Element, node: Element, offset: int, space: str) -> None:
    """Cut a run within one of its texts; the second half is a run of the same look."""
    tail = deepcopy(node)
    tail.text = (node.text or "")[offset:]
    node.text = (node.text or "")[:offset]
    for one in (node, tail):
        one.set(_SPACE, "preserve")
    node.addnext(tail)
    _cut_before(run, tail, space)


def _cut_before(run: Element, node: Element, space: str) -> None:
    from lxml import etree

    second = etree.Element(f"{space}r")
    for name, value in run.attrib.items():
        second.set(name, value)
    look = run.find(f"{space}rPr")
    if look is not None:
        second.append(deepcopy(look))
    moved = [node, *node.itersiblings()]
    for one in moved:
        second.append(one)
    run.addnext(second)


def _field_end(run: Element, space: str) -> Element:
    depth = 0
    for one in [run, *run.itersiblings()]:
        for mark in one.iter(f"{space}fldChar"):
            kind = mark.get(f"{space}fldCharType")
            depth += {"begin": 1, "end": -1}.get(kind or "", 0)
        if depth <= 0:
            return one
    return run


def _remove(gone: list[Letter]) -> None:
    """Take replaced letters out of their nodes."""
    texts: dict[int, tuple[Element, list[int]]] = {}
    for one in gone:
        if one.kind == "text":
            texts.setdefault(id(one.node), (one.node, []))[1].append(one.offset)
        elif one.kind in {"break", "tab"}:
            parent = one.node.getparent()
            if parent is not None:
                parent.remove(one.node)
    for node, offsets in texts.values():
        text = node.text or ""
        kept = set(offsets)
        node.text = "".join(c for n, c in enumerate(text) if n not in kept)
        node.set(_SPACE, "preserve")


def _paragraph_of(element: Element, letters: Letters) -> Element:
    from lxml import etree

    found = next(element.iter(f"{letters.space}p"), None)
    return etree.SubElement(element, f"{letters.space}p") if found is None else found


def _append(paragraph: Element, made: Element, space: str) -> None:
    """Put a run at the end of an empty paragraph, in the look of the paragraph's end."""
    if made.find(f"{space}rPr") is None:
        mark = _cleaned(paragraph.find(f"{space}pPr/{space}rPr"), space)
        empty = next((one for one in paragraph.iter(f"{space}r")), None)
        mine = None if empty is None else _cleaned(empty.find(f"{space}rPr"), space)
        look = mine if mine is not None else mark
        if look is not None and len(look):
            made.insert(0, look)
    content = next(
        (one for one in paragraph.iter(f"{space}sdtContent") if not list(one.iter(f"{space}t"))),
        None,
    )
    (paragraph if content is None else content).append(made)


def _more_paragraphs(made: Element, lines: list[str], space: str) -> None:
    """Give further lines of a cell paragraphs of their own, like the first one."""
    from lxml import etree

    paragraph = made.getparent()
    while paragraph.tag != f"{space}p":
        paragraph = paragraph.getparent()
    for line in lines:
        new = etree.Element(f"{space}p")
        properties = paragraph.find(f"{space}pPr")
        if properties is not None:
            copy = deepcopy(properties)
            for name in ("sectPr", "pPrChange"):
                for one in copy.findall(f"{space}{name}"):
                    copy.remove(one)
            new.append(copy)
        look = made.find(f"{space}rPr")
        new.append(_new_run(space, None if look is None else deepcopy(look), line, ruled=False))
        paragraph.addnext(new)
        paragraph = new


# ---- content controls ----


def _fill_control(control: Element, text: str, space: str) -> None:
    """Put text into a control that shows its placeholder; it is then no placeholder any more.

    A binding to a data part is taken off the control, else Word would put the part's text back.
    """
    properties = control.find(f"{space}sdtPr")
    for name in ("showingPlcHdr", "dataBinding"):
        for one in [] if properties is None else properties.findall(f"{space}{name}"):
            properties.remove(one)
    if properties is not None:
        for one in list(properties):
            if one.tag in {f"{W14}dataBinding", "{http://schemas.microsoft.com/office/word/2012/wordml}dataBinding"}:  # fmt: skip
                properties.remove(one)
    content = control.find(f"{space}sdtContent")
    runs = list(content.iter(f"{space}r"))
    paragraph = next(content.iter(f"{space}p"), None)
    if paragraph is None:
        paragraph = control.getparent()
        while paragraph is not None and paragraph.tag != f"{space}p":
            paragraph = paragraph.getparent()
    look = None if not runs else _cleaned(runs[0].find(f"{space}rPr"), space)
    own = None if properties is None else properties.find(f"{space}rPr")
    mark = None if paragraph is None else paragraph.find(f"{space}pPr/{space}rPr")
    if look is None or not len(look):
        look = _cleaned(own if own is not None else mark, space)
    made = _new_run(space, look, text, ruled=False)
    if runs:
        runs[0].addprevious(made)
        for one in runs:
            one.getparent().remove(one)
    else:
        inner = content.find(f"{space}p")
        (content if inner is None else inner).append(made)
