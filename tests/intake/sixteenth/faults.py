"""Files that are no form, or a form in a shell that is none: each has one outcome with code and sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from sixteenth.draw import word
from sixteenth.model import new

READ, PARTLY, REFUSED, AGAIN = "read", "partly", "refused", "again"
FORM = "zhejiang-2020/enterprise"


@dataclass(frozen=True)
class Fault:
    """A received file; ``may`` are the outcomes that a human officer would call right."""

    name: str
    file: str
    make: Callable[[], bytes]
    may: frozenset[str]
    codes: tuple[str, ...] = ()
    secret: str = ""


FAULTS: dict[str, Fault] = {}


def fault(file: str, *may: str, codes: tuple[str, ...] = ()) -> Callable:
    def kept(make: Callable[[], bytes]) -> Callable[[], bytes]:
        FAULTS[make.__name__] = Fault(
            make.__name__, file, make, frozenset(may or (REFUSED,)), codes
        )
        return make

    return kept


def good(who: str = "good", form: str = FORM, seed: int = 7) -> bytes:
    """Return a sound form as .docx."""
    return word(new(form, who, seed))


def rezip(
    data: bytes,
    change: Callable[[str, bytes], bytes | None],
    extra: dict[str, bytes] | None = None,
    **how,
) -> bytes:
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, **how) as into,
    ):
        for name in old.namelist():
            kept = change(name, old.read(name))
            if kept is not None:
                into.writestr(name, kept)
        for name, more in (extra or {}).items():
            into.writestr(name, more)
    return made.getvalue()


def with_document(
    change: Callable[[str], str], extra: dict[str, bytes] | None = None, who: str = "good"
) -> bytes:
    return rezip(
        good(who),
        lambda n, d: change(d.decode()).encode() if n == "word/document.xml" else d,
        extra,
    )


def with_body(xml: str, who: str) -> bytes:
    return with_document(lambda t: t.replace("<w:sectPr/>", xml + "<w:sectPr/>"), who=who)


def with_link(kind: str, target: str, body: str, who: str) -> bytes:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = f'<Relationship Id="rX" Type="{base}/{kind}" Target="{target}" TargetMode="External"/>'

    def change(name: str, data: bytes) -> bytes:
        if name == "word/_rels/document.xml.rels":
            return data.replace(b"</Relationships>", link.encode() + b"</Relationships>")
        if name == "word/document.xml":
            return data.replace(b"<w:sectPr/>", body.encode() + b"<w:sectPr/>")
        return data

    return rezip(good(who), change)
