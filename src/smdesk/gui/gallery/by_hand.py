"""A Word file as if it had been typed by hand into the official form: no carrier of ours, odd habits."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CARRIERS = ("bookmarkStart", "bookmarkEnd", "sdtPr", "sdtEndPr")
_WRAPPERS = ("sdt", "sdtContent")

HABITS: dict[str, Callable[[str], str]] = {
    "finance.revenue[2018]": lambda text: f"{text[:2]} {text[2:4]} {text[4:]}",
    "finance.profit[2019]": lambda text: f"{text[:1]} {text[1:]}",
    "staff.total": lambda text: f"{text}余",
    "contact.phone": lambda text: f"{text[:6]}-{text[6:]}转",
    "org.postcode": lambda text: f"{text}（旧）",
}
"""What is typed oddly, by address."""


def typed_by_hand(exported: bytes) -> bytes:
    """Return an exported Word file without payload, controls and bookmarks, some values typed oddly."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(exported)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            body = old.read(name)
            if name.startswith("customXml/item1."):
                body = b"<none/>"
            elif name == "word/document.xml":
                body = _typed(body)
            new.writestr(name, body)
    return out.getvalue()


def _typed(body: bytes) -> bytes:
    root: Any = etree.fromstring(body)
    for control in root.iter(f"{W}sdt"):
        tag = control.find(f"{W}sdtPr/{W}tag")
        habit = HABITS.get(tag.get(f"{W}val")) if tag is not None else None
        texts = list(control.iter(f"{W}t"))
        if habit is not None and texts:
            texts[0].text = habit("".join(one.text or "" for one in texts))
            for one in texts[1:]:
                one.text = ""
    etree.strip_elements(root, *(f"{W}{one}" for one in _CARRIERS), with_tail=False)
    etree.strip_tags(root, *(f"{W}{one}" for one in _WRAPPERS))
    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return written
