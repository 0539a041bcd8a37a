"""Which face stands in for the face that a notice demands.

A notice names faces (仿宋, 楷体, 黑体, 宋体 …); a machine has others. `choose` takes the first
family of the demanded kind that the machine has.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from smdesk.errors import SmdeskError
from smdesk.packet.sfnt import face_names
from smdesk.paths import face_folders

if TYPE_CHECKING:
    from smdesk.notices.models import Typography

Kind = Literal["fang", "kai", "hei", "song"]

_KIND_MARKS: tuple[tuple[str, Kind], ...] = (
    ("仿宋", "fang"), ("楷", "kai"), ("黑", "hei"), ("宋", "song"),
)  # fmt: skip
"""Read from the demanded name, the first that fits; 仿宋 holds 宋 and so stands first."""

_NAMES: dict[str, tuple[str, ...]] = {
    "仿宋": ("FangSong",),
    "仿宋_GB2312": ("FangSong_GB2312",),
    "仿宋体": ("仿宋", "FangSong"),
    "楷体": ("KaiTi",),
    "楷体_GB2312": ("KaiTi_GB2312",),
    "黑体": ("SimHei",),
    "宋体": ("SimSun",),
    "新宋体": ("NSimSun",),
    "微软雅黑": ("Microsoft YaHei",),
    "方正小标宋简体": ("FZXiaoBiaoSong-B05S", "FZXiaoBiaoSong-B05"),
    "方正小标宋_GBK": ("FZXiaoBiaoSong-B05",),
    "华文中宋": ("STZhongsong",),
}
"""Further names of the demanded face itself; any of them is the face, not a stand-in."""

_STAND_INS: dict[Kind, tuple[str, ...]] = {
    "fang": (
        "FangSong", "仿宋", "FangSong_GB2312", "仿宋_GB2312", "STFangsong", "华文仿宋",
        "Zhuque Fangsong (technical preview)", "朱雀仿宋（预览测试版）", "FandolFang",
    ),
    "kai": (
        "KaiTi", "楷体", "KaiTi_GB2312", "楷体_GB2312", "STKaiti", "华文楷体", "Kaiti SC",
        "LXGW WenKai", "FandolKai", "AR PL UKai CN",
    ),
    "hei": (
        "SimHei", "黑体", "Heiti SC", "STHeiti", "Microsoft YaHei", "FandolHei",
        "Source Han Sans SC", "Noto Sans CJK SC", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    ),
    "song": (
        "SimSun", "宋体", "STSong", "华文宋体", "Songti SC", "FandolSong",
        "Source Han Serif SC", "Noto Serif CJK SC", "AR PL UMing CN", "Noto Sans CJK SC",
    ),
}  # fmt: skip

_RARE: tuple[tuple[str, ...], ...] = (
    ("Noto Serif CJK SC", "Source Han Serif SC", "Microsoft YaHei", "Songti SC"),
    ("SimSun-ExtB",),
    ("SimSun-ExtG",),
    ("Segoe UI Symbol", "DejaVu Sans", "Apple Symbols"),
)
"""After the chosen face, for characters that it lacks (names of people and places, signs)."""

_SUFFIXES = (".ttf", ".otf", ".ttc", ".otc")
_HINTS = (
    "sim", "fangs", "fang-", "kai", "fandol", "song", "heiti", "msyh", "notos", "sourcehan", "uming",
    "ukai", "wqy", "zhuque", "wenkai", "seguisym", "dejavusans.", "fz", "gb2312", "apple symbols",
)  # fmt: skip
"""Parts of the names of files worth reading first; other files only when a face is not found."""


@dataclass(frozen=True)
class FaceFile:
    """One face of one file; ``families`` are all its names."""

    path: Path
    index: int
    families: frozenset[str]


@dataclass(frozen=True)
class ChosenFace:
    """The face that prints what was demanded; ``exact`` is false for a stand-in."""

    demanded: str
    family: str
    files: tuple[FaceFile, ...]
    exact: bool


class Shelf:
    """The faces in some folders: files read by name first, all of them when a face is wanting."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._unread: list[Path] = []
        self._families: dict[str, list[FaceFile]] = {}
        for path in _face_files(folders):
            if any(hint in path.name.lower() for hint in _HINTS) or not path.name.isascii():
                self._read(path)
            else:
                self._unread.append(path)

    def _read(self, path: Path) -> None:
        for face in face_names(path):
            known = FaceFile(path, face.index, face.families)
            for family in face.families:
                self._families.setdefault(family.casefold(), []).append(known)

    def read_all(self) -> None:
        """Read the names of the files that were passed over."""
        for path in self._unread:
            self._read(path)
        self._unread = []

    def family(self, name: str) -> tuple[FaceFile, ...]:
        """Return the faces of a family that lie in the first folder that has it."""
        found = self._families.get(name.casefold(), [])
        return tuple(face for face in found if face.path.parent == found[0].path.parent)


def _face_files(folders: Iterable[Path]) -> Iterator[Path]:
    seen: set[str] = set()
    for folder in folders:
        for base, _, names in os.walk(folder):
            for name in sorted(names):
                if name.lower().endswith(_SUFFIXES) and name not in seen:
                    seen.add(name)
                    yield Path(base, name)


@cache
def shelf() -> Shelf:
    """Return this machine's faces; looked for once a process."""
    return Shelf(face_folders())


def kind_of(name: str) -> Kind:
    """Return which kind of face a name asks for; 宋 where it does not say."""
    return next((kind for mark, kind in _KIND_MARKS if mark in name), "song")


def choose(names: Iterable[str], faces: Shelf | None = None) -> dict[str, ChosenFace]:
    """Return the face for each demanded name.

    The face itself, else the first stand-in of its kind, else a 宋. Raises ``SmdeskError``
    ``faces.none`` where the machine has no Chinese face at all.
    """
    on_shelf = faces or shelf()
    return {name: _chosen(name, on_shelf) for name in dict.fromkeys(names)}


def _chosen(name: str, faces: Shelf) -> ChosenFace:
    own = (name, *_NAMES.get(name, ()))
    for attempt in range(2):
        for family in own:
            if files := faces.family(family):
                return ChosenFace(name, family, files, exact=True)
        if attempt == 0:
            faces.read_all()
    for family in (*_STAND_INS[kind_of(name)], *_STAND_INS["song"]):
        if files := faces.family(family):
            return ChosenFace(name, family, files, exact=False)
    raise SmdeskError("faces.none", face=name)


def rare_files(faces: Shelf | None = None) -> tuple[FaceFile, ...]:
    """Return the upright faces that stand behind every chosen one."""
    on_shelf = faces or shelf()
    found: list[FaceFile] = []
    for alternatives in _RARE:
        files = next((have for name in alternatives if (have := on_shelf.family(name))), ())
        found += [one for one in files if "regular" in one.path.stem.lower()] or files[:1]
    return tuple(found)


def demanded(typography: Typography) -> tuple[str, ...]:
    """Return the face names of a typography, each once."""
    styles: Mapping[str, dict[str, str]] = typography.model_dump()
    return tuple(dict.fromkeys(style["face"] for style in styles.values()))
