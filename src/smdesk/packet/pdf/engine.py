"""Typst with exactly the faces that a packet asks for: loaded once, used for many documents.

Typst takes folders of faces, not files, and scanning a system's folders costs 0.1 s and more; so
the wanted files are linked into a private folder. The compiler's root is a private folder too:
a document can read nothing but the pictures put there.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal
from unicodedata import category

import typst

from smdesk.errors import SmdeskError
from smdesk.packet.faces import ChosenFace, FaceFile, choose, demanded, rare_files
from smdesk.packet.pdf.content import Family
from smdesk.paths import templates

TIMESTAMP = 946_684_800
"""The date in every PDF (2000-01-01): PDF/A wants one, and equal content shall be equal bytes."""

TEMPLATE = ("text.typ", "tables.typ", "packet.typ")
"""The parts of a packet's template, read as one file: a module would read the data once more."""

Format = Literal["pdf", "png", "svg"]
_BOLD = 600
_EMPTY_ROUNDS = 3
_UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
_PROBE = b"""#set text(
  font: json(bytes(sys.inputs.faces)), fallback: sys.inputs.alone == "no", lang: "zh", region: "cn",
)
#for one in json(bytes(sys.inputs.characters)) { text(one); linebreak() }"""
_NO_GLYPH = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
_ESCAPE = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


class GlyphsMissing(Exception):
    """Characters that no face has; PDF/A cannot hold them."""

    def __init__(self, characters: frozenset[str]) -> None:
        self.characters = characters
        super().__init__(characters)


class Engine:
    """A Typst compiler with the faces for some demanded names; safe to use from threads."""

    def __init__(self, names: Iterable[str]) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="smdesk-typst-"))
        atexit.register(shutil.rmtree, self._folder, ignore_errors=True)
        self._root = self._folder / "root"
        self._root.mkdir()
        self._lock = threading.Lock()
        self.chosen = choose(names)
        self._fonts, places = self._load()
        self.families = _families(self.chosen, self._fonts, places)
        self._compiler = typst.Compiler(
            root=str(self._root), font_paths=self._fonts, ignore_system_fonts=True
        )
        self._template = b"".join((templates() / "typst" / one).read_bytes() for one in TEMPLATE)
        self.watermark = (templates() / "typst" / "draft.svg").read_text(encoding="utf-8")

    def _load(self) -> tuple[typst.Fonts, dict[str, Path]]:
        folder = self._folder / "faces"
        folder.mkdir()
        files = [one for face in self.chosen.values() for one in face.files]
        places: dict[str, Path] = {}
        wanted = dict.fromkeys(one.path for one in [*files, *rare_files()])
        for number, path in enumerate(wanted):
            place = folder / f"{number}{path.suffix.lower()}"
            _link(path, place)
            places |= {str(place): path, os.path.realpath(place): path}  # Typst follows links
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=True, font_paths=[str(folder)]
        )
        return fonts, places

    @contextmanager
    def pictures(self, images: Mapping[str, bytes]) -> Iterator[None]:
        """Put files into the root for one compilation, by name; names are this program's own."""
        with self._lock:
            try:
                for name, data in images.items():
                    (self._root / name).write_bytes(data)
                yield
            finally:
                for name in images:
                    (self._root / name).unlink(missing_ok=True)

    def pdf(self, content: Mapping[str, Any], images: Mapping[str, bytes]) -> bytes:
        """Return ``content`` as PDF/A-2b.

        Raises `GlyphsMissing` naming every character without a glyph, and ``SmdeskError``
        ``pdf.compile-failed``.
        """
        made = self._compile(content, images, "pdf", pdf_standards=["a-2b"], timestamp=TIMESTAMP)
        self._forget()
        assert isinstance(made, bytes)
        return made

    def pages(
        self,
        content: Mapping[str, Any],
        images: Mapping[str, bytes],
        format: Literal["png", "svg"],
        ppi: float,
    ) -> list[bytes]:
        """Return the pages of ``content`` as pictures."""
        made = self._compile(content, images, format, ppi=ppi)
        return made if isinstance(made, list) else [made]

    def other(self, template: bytes, content: Mapping[str, Any]) -> bytes:
        """Return what another template of this program makes of ``content``, as PDF; see `pdf`."""
        data = json.dumps(content, ensure_ascii=False)
        with self._lock:
            made = self._run(template, {"content": data}, "pdf", timestamp=TIMESTAMP)
        self._forget()
        assert isinstance(made, bytes)
        return made

    def places(
        self, content: Mapping[str, Any], images: Mapping[str, bytes]
    ) -> list[tuple[str, int, float]]:
        """Return the marks of a marked ``content``: name, page from 1, mm from the top of the page.

        Right after `pages` of the same content it takes a third of the time.
        """
        data = json.dumps(content, ensure_ascii=False)
        with self.pictures(images):
            query: Any = typst.query  # typed as if the source and the root were of one type
            found = query(
                self._template, "<places>", field="value", one=True, root=str(self._root),
                font_paths=self._fonts, ignore_system_fonts=True, sys_inputs={"content": data},
            )  # fmt: skip
        return [(name, page, top) for name, page, top in json.loads(found)]

    def _compile(
        self,
        content: Mapping[str, Any],
        images: Mapping[str, bytes],
        format: Format,
        **options: Any,
    ) -> bytes | list[bytes]:
        data = json.dumps(content, ensure_ascii=False)
        with self.pictures(images):
            return self._run(self._template, {"content": data}, format, **options)

    def _forget(self) -> None:
        """Let go of what the last documents left in Typst's cache.

        WORKAROUND typst 0.15: the cache ages by compilations and keeps ten; a batch of packets then
        holds 290 MB. Some empty ones (0.3 ms each) keep it at 200 MB and cost no time.
        """
        with self._lock:
            for _ in range(_EMPTY_ROUNDS):
                self._compiler.compile(b"", format="pdf")

    def _run(
        self, source: bytes, inputs: dict[str, str], format: Format, **options: Any
    ) -> bytes | list[bytes]:
        try:
            made = self._compiler.compile(source, format=format, sys_inputs=inputs, **options)
        except typst.TypstError as problem:
            missing = _missing(problem)
            if missing:
                raise GlyphsMissing(missing) from problem
            raise SmdeskError("pdf.compile-failed", detail=str(problem.message)) from problem
        assert made is not None
        return made

    def without_glyph(self, text: str, face: str = "") -> tuple[str, ...]:
        """Return the characters of ``text`` that no face has, in order of appearance.

        With ``face``, one of the demanded names, those that the face chosen for it does not have.
        """
        characters = [one for one in dict.fromkeys(text) if category(one) not in _UNSEEN]
        private = [one for one in characters if category(one) == "Co"]
        rest = [one for one in characters if category(one) != "Co"]
        names = next(iter(self.families.values())).names
        if face:
            names = self.families[face].names[:1]
        inputs = {
            "alone": "yes" if face else "no",
            "faces": json.dumps(names, ensure_ascii=False),
            "characters": json.dumps(rest, ensure_ascii=False),
        }
        found: frozenset[str] = frozenset(private)
        try:
            with self._lock:
                self._run(_PROBE, inputs, "pdf", pdf_standards=["a-2b"], timestamp=TIMESTAMP)
        except GlyphsMissing as problem:
            found |= problem.characters
        return tuple(one for one in characters if one in found)


def _link(path: Path, place: Path) -> None:
    """Make ``path`` appear at ``place``: a link where the system lets us, else a copy."""
    for make in (os.symlink, os.link, shutil.copyfile):
        try:
            make(path, place)
            return
        except OSError:
            continue
    raise SmdeskError("faces.none", face=path.stem)


def _families(
    chosen: Mapping[str, ChosenFace], fonts: typst.Fonts, places: Mapping[str, Path]
) -> dict[str, Family]:
    """Return each demanded name's family, under the name by which Typst knows it."""
    loaded = {
        (places[str(info.path)], info.index): info
        for info in fonts.fonts()
        if str(info.path) in places
    }

    def own(files: Iterable[FaceFile]) -> list[Any]:
        return [loaded[one.path, one.index] for one in files if (one.path, one.index) in loaded]

    rare = [info.family for info in own(rare_files())]
    found: dict[str, Family] = {}
    for name, face in chosen.items():
        infos = own(face.files)
        if not infos:
            raise SmdeskError("faces.none", face=name)
        first = min(infos, key=lambda info: abs(info.weight - 400))
        names = tuple(dict.fromkeys([first.family, *rare, "DejaVu Sans Mono"]))
        bold = any(info.weight >= _BOLD and info.family == first.family for info in infos)
        found[name] = Family(names, bold)
    return found


def _missing(problem: typst.TypstError) -> frozenset[str]:
    """Return the characters of Typst's complaints that a text has no glyph."""
    texts = _NO_GLYPH.findall(str(problem.diagnostic))
    plain = (_ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), text) for text in texts)
    return frozenset(letter for text in plain for letter in text)


@lru_cache(maxsize=4)
def _engine(names: tuple[str, ...]) -> Engine:
    return Engine(names)


def engine(names: Iterable[str]) -> Engine:
    """Return the engine for some face names; made once a process for each set of names."""
    return _engine(tuple(sorted(set(names))))


__all__ = ["TEMPLATE", "TIMESTAMP", "Engine", "GlyphsMissing", "demanded", "engine"]
