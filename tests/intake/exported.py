"""Files exported for the reading tests, and what other programs and people do to them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any

from lxml import etree

from smdesk.files import Files
from smdesk.notices.declaration import Declaration
from smdesk.notices.loader import find_form
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.packet.package import write_package
from smdesk.service.samples import load_sample

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMS = ("zhejiang-2020/enterprise", "zhejiang-2020/project", "zhejiang-2020/platform")


@cache
def sample(form_id: str) -> tuple[Declaration, Files]:
    """Return the bundled sample of a form with its narrative, scans and pictures."""
    return load_sample(form_id)


@cache
def word_file(form_id: str, *, draft: bool = False) -> bytes:
    """Return the sample as a Word file."""
    declaration, files = sample(form_id)
    return export(declaration, files, draft=draft)


def export(declaration: Declaration, files: Files, *, draft: bool = False) -> bytes:
    """Return a declaration as a Word file."""
    pack, form = find_form(declaration.form)
    return write_docx(build_packet(pack, form, declaration, draft=draft, files=files), files)


@cache
def package(form_id: str) -> bytes:
    """Return the sample as a package."""
    return write_package(*sample(form_id))


def rewritten(data: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """Return a zip with each member changed; ``None`` leaves a member out."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            body = change(info.filename, old.read(info))
            if body is not None:
                new.writestr(info.filename, body, info.compress_type)
    return out.getvalue()


def edited(data: bytes, edit: Callable[[Any], None]) -> bytes:
    """Return a Word file whose document was edited as a tree."""

    def change(name: str, body: bytes) -> bytes:
        if name != "word/document.xml":
            return body
        root = etree.fromstring(body)
        edit(root)
        return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    return rewritten(data, change)


def without_payload(data: bytes) -> bytes:
    """Return a Word file that lost its custom XML, as ONLYOFFICE used to do."""
    return rewritten(data, lambda name, body: None if name.startswith("customXml/") else body)


def without_tags(data: bytes) -> bytes:
    """Return a Word file whose controls lost their tags, as LibreOffice does."""
    return edited(data, lambda root: etree.strip_elements(root, f"{W}tag", f"{W}alias"))


def without_bookmarks(data: bytes) -> bytes:
    """Return a Word file without bookmarks."""
    return edited(
        data, lambda root: etree.strip_elements(root, f"{W}bookmarkStart", f"{W}bookmarkEnd")
    )


def without_controls(data: bytes) -> bytes:
    """Return a Word file whose controls are plain text."""

    def edit(root: Any) -> None:
        etree.strip_elements(root, f"{W}sdtPr")
        etree.strip_tags(root, f"{W}sdt", f"{W}sdtContent")

    return edited(data, edit)


def table_alone(data: bytes) -> bytes:
    """Return a Word file with nothing but its visible text."""
    return without_payload(without_bookmarks(without_controls(data)))


def control(root: Any, tag: str) -> Any:
    """Return the content of the control of one tag."""
    found = [
        one for one in root.iter(f"{W}sdt") if one.find(f"{W}sdtPr/{W}tag").get(f"{W}val") == tag
    ]
    return found[0].find(f"{W}sdtContent")


def set_text(content: Any, text: str) -> None:
    """Put a text in place of what a control's runs show."""
    runs = list(content.iter(f"{W}r"))
    for run in runs[1:]:
        run.getparent().remove(run)
    for child in list(runs[0]):
        if child.tag != f"{W}rPr":
            runs[0].remove(child)
    shown = etree.SubElement(runs[0], f"{W}t")
    shown.text = text


def typed_in(data: bytes, tag: str, text: str) -> bytes:
    """Return a Word file with another text typed into one control."""
    return edited(data, lambda root: set_text(control(root, tag), text))


def plain(text: str) -> str:
    """Return a text without blanks, for comparison."""
    return re.sub(r"\s+", "", text)


@cache
def pdf_file(form_id: str) -> bytes:
    """Return the sample as a PDF, without its scans (they only take time here)."""
    from smdesk.packet.pdf import write_pdf

    declaration, files = sample(form_id)
    bare = declaration.model_copy(update={"attachments": ()})
    pack, form = find_form(form_id)
    return write_pdf(build_packet(pack, form, bare, draft=False, files=files), files)
