"""Notices that the user adds: a folder or a ``.smnotice`` zip is checked, then put in its place.

A pack is data. It is read under the limits of received files, only the files that a pack has are
taken, links and paths are refused, and a faulty one is refused with every fault, before anything
that was there is touched. What is replaced or taken away stays in ``notices/.former``, and its
edition is kept for the drafts made with it.
"""

from __future__ import annotations

import os
import re
import shutil
import stat
import tomllib
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from secrets import token_hex

from smdesk.errors import Problem, SmdeskError, SmdeskErrors
from smdesk.files import write_atomically
from smdesk.intake import guard
from smdesk.intake.limits import MEGABYTE, Limits
from smdesk.intake.zipped import Archive
from smdesk.notices import editions
from smdesk.notices.lint.files import MOST_FILES
from smdesk.notices.loader import (
    LARGEST_FILE,
    added_packs,
    forget_packs,
    is_added,
    is_costly,
    load_pack,
    pack_files,
    pack_folders,
    read_pack,
)
from smdesk.notices.loader import pack as pack_at_hand
from smdesk.notices.models import Pack
from smdesk.service.lint import lint

SUFFIX = ".smnotice"
LIMITS = Limits(file=50 * MEGABYTE, members=2 * MOST_FILES, part=10 * MEGABYTE, total=40 * MEGABYTE)
_SUFFIXES = frozenset({".toml", ".md", ".txt", ".docx"})
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FORMER = ".former"
_STRAY = re.compile(r"(^|/)(\.[^/]*|~\$[^/]*|thumbs\.db|desktop\.ini|__macosx)(/|$)", re.IGNORECASE)
"""What file managers and Office leave in folders and zips."""


_SPOILT = frozenset({"intake.zip-damaged", "intake.zip-overlap"})


@dataclass(frozen=True)
class PackRow:
    """One pack at hand: where it is from, its edition, and what is wrong with it.

    ``title`` and ``short`` are the folder's name where the pack cannot be read. ``covers`` says that an added
    pack stands in the place of a bundled one.
    """

    id: str
    folder: Path
    title: str
    short: str
    edition: str
    added: bool
    covers: bool
    forms: tuple[str, ...]
    hash: str
    problems: tuple[Problem, ...]

    @property
    def usable(self) -> bool:
        """Whether drafts can be made with it."""
        return not any(one.level == "error" for one in self.problems)


@dataclass(frozen=True)
class Installed:
    """A pack that was put in its place; ``replaced`` is the edition that stood there, if any."""

    pack: Pack
    replaced: Pack | None
    warnings: tuple[Problem, ...]


def pack_rows() -> tuple[PackRow, ...]:
    """Return every pack at hand, those with faults too; added ones are held against the linter."""
    return tuple(_row(folder) for folder in pack_folders())


def install(source: Path) -> Installed:
    """Check a folder or a ``.smnotice`` file and put it in its place.

    Raises ``SmdeskError``: ``packs.not-a-pack``, ``packs.id-unusable``, ``packs.same``;
    ``notices.pack-faulty`` with all faults; what `guard.read_bytes` and `Archive` raise for a
    file; ``files.*`` where nothing can be written. Whatever is raised, nothing was changed.
    """
    files = _from_folder(source) if source.is_dir() else _from_zip(source)
    name = _id_of(files, source)
    root = added_packs()
    staging = root / f".incoming-{token_hex(4)}"
    try:
        staged = staging / name
        _make(staged)
        for file, body in files.items():
            write_atomically(staged / file, body)
        pack, warnings = _checked(staged)
        replaced = _known(name)
        if replaced is not None and replaced.hash == pack.hash:
            raise SmdeskError("packs.same", notice=pack.notice.short)
        _put(staged, root / name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    forget_packs()
    editions.keep(pack)
    return Installed(pack, replaced, warnings)


def remove(notice: str) -> Path:
    """Take an added pack away and return where it lies now; its edition is kept for its drafts.

    Raises ``SmdeskError``: ``notices.pack-missing``, ``packs.bundled`` for one of the program's
    own, ``packs.not-moved``.
    """
    folder = next((one for one in pack_folders() if one.name == notice), None)
    if folder is None:
        raise SmdeskError("notices.pack-missing", pack=notice)
    if not is_added(folder):
        raise SmdeskError("packs.bundled", pack=notice)
    known = _known(notice)
    if known is not None:
        editions.keep(known)
    former = _set_aside(folder)
    forget_packs()
    return former


def save_pack(notice: str, target: Path) -> tuple[str, ...]:
    """Write a pack as a ``.smnotice`` file; return the added packs that must go with it.

    Equal packs give equal bytes. Raises ``notices.pack-missing``, ``notices.pack-faulty``, and as
    `write_atomically`.
    """
    folder = next((one for one in pack_folders() if one.name == notice), None)
    if folder is None:
        raise SmdeskError("notices.pack-missing", pack=notice)
    load_pack(folder)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in pack_files(folder):
            if path.suffix in _SUFFIXES:
                info = zipfile.ZipInfo(f"{notice}/{path.name}", (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, path.read_bytes())
    write_atomically(target, buffer.getvalue())
    added = {one.name for one in pack_folders() if is_added(one)} - {notice}
    bases = {one.partition("/")[0] for one in read_pack(folder).bases}
    return tuple(sorted(added & bases))


def open_pack(source: str) -> Pack:
    """Return a pack to look at: the id of one at hand, a folder, or a ``.smnotice`` file.

    Nothing is installed. Raises as `install`.
    """
    folder = next((one for one in pack_folders() if one.name == source), None)
    if folder is not None:
        return load_pack(folder)
    path = Path(source)
    if path.is_dir():
        return load_pack(path.resolve())
    files = _from_zip(path)
    import tempfile

    with tempfile.TemporaryDirectory(prefix="smdesk-") as made:
        folder = Path(made) / _id_of(files, path)
        folder.mkdir()
        for file, body in files.items():
            (folder / file).write_bytes(body)
        return load_pack(folder)


def _row(folder: Path) -> PackRow:
    added = is_added(folder)
    covers = added and (_bundled(folder.name) is not None)
    try:
        pack = pack_at_hand(folder.name)
    except SmdeskErrors as fault:
        problems = tuple(fault.problems)
        return PackRow(
            folder.name, folder, folder.name, folder.name, "", added, covers, (), "", problems
        )
    problems = lint(folder).problems if added else ()
    notice = pack.notice
    return PackRow(
        notice.id, folder, notice.title, notice.short, notice.edition, added, covers,
        tuple(f"{one.number} {one.title}".strip() for one in pack.forms.values()),
        pack.hash, problems,
    )  # fmt: skip


def _checked(folder: Path) -> tuple[Pack, tuple[Problem, ...]]:
    """Return a staged pack and its warnings; raises ``notices.pack-faulty`` with every fault."""
    report = lint(folder)
    if not report.ok:
        raise SmdeskErrors("notices.pack-faulty", list(report.problems), pack=folder.name)
    return load_pack(folder), report.problems


def _from_folder(source: Path) -> dict[str, bytes]:
    """Return the files of a folder that a pack may have; links and folders are not followed."""
    found: dict[str, bytes] = {}
    for path in sorted(source.iterdir()):
        if _STRAY.search(path.name):
            continue
        state = path.lstat()
        if not stat.S_ISREG(state.st_mode):
            raise SmdeskError("packs.file-odd", file=path.name, source=source.name)
        _allow(path.name, state.st_size, source)
        found[path.name] = path.read_bytes()
        if len(found) > MOST_FILES:
            raise SmdeskError("packs.files-many", most=MOST_FILES, source=source.name)
    return found


def _from_zip(source: Path) -> dict[str, bytes]:
    """Return the files of a zip: at its top, or in its one folder."""
    data = guard.read_bytes(source)
    try:
        return _files_of(Archive(data, LIMITS), source)
    except SmdeskError as fault:  # what is advised there is for Word files
        if fault.code in _SPOILT:
            raise SmdeskError("packs.zip-spoilt", source=source.name) from fault
        if fault.code.startswith("intake.zip-"):
            part = str(fault.params.get("part", ""))
            code = "packs.zip-odd" if part else "packs.zip-large"
            raise SmdeskError(code, part=part, source=source.name) from fault
        raise


def _files_of(archive: Archive, source: Path) -> dict[str, bytes]:
    names = {own: shown.replace("\\", "/") for own, shown in archive.shown_names.items()}
    names = {own: shown for own, shown in names.items() if not _STRAY.search(shown)}
    if len(names) > MOST_FILES:
        raise SmdeskError("packs.files-many", most=MOST_FILES, source=source.name)
    tops = {shown.partition("/")[0] for shown in names.values() if "/" in shown}
    alone = len(tops) == 1 and all("/" in shown for shown in names.values())
    found: dict[str, bytes] = {}
    for own, shown in names.items():
        name = shown.partition("/")[2] if alone else shown
        if "/" in name:
            raise SmdeskError("packs.file-odd", file=shown, source=source.name)
        body = archive.read(own)
        _allow(name, len(body), source)
        found[name] = body
    return found


def _allow(name: str, size: int, source: Path) -> None:
    suffix = Path(name).suffix.lower()
    if suffix not in _SUFFIXES:
        raise SmdeskError("packs.file-odd", file=name, source=source.name)
    if size > (LIMITS.part if suffix == ".docx" else LARGEST_FILE):
        raise SmdeskError("notices.file-large", file=name, most=LARGEST_FILE // 1_000_000)


def _id_of(files: Mapping[str, bytes], source: Path) -> str:
    """Return the id that ``notice.toml`` states, else the name of the source."""
    if "notice.toml" not in files:
        raise SmdeskError("packs.not-a-pack", source=source.name)
    name = _stated_id(files["notice.toml"], source)
    if not _ID.fullmatch(name) or len(name) > 60 or _reserved(name):
        raise SmdeskError("packs.id-unusable", id=name[:60], source=source.name)
    return name


def _stated_id(data: bytes, source: Path) -> str:
    """Return the id that a ``notice.toml`` states; of one that cannot be parsed a usable one.

    The linter then says what is wrong with the file.
    """
    try:
        words = data.decode("utf-8-sig")
        stated = None if is_costly(words) else tomllib.loads(words).get("id", source.stem)
    except (ValueError, RecursionError):
        stated = None
    if isinstance(stated, str):
        return stated
    return source.stem if _ID.fullmatch(source.stem) else "notice"


def _reserved(name: str) -> bool:
    from smdesk.paths import safe_file_name

    return safe_file_name(name) != name


def _known(notice: str) -> Pack | None:
    folder = next((one for one in pack_folders() if one.name == notice), None)
    if folder is None:
        return None
    try:
        return load_pack(folder)
    except SmdeskError:
        return None


def _bundled(notice: str) -> Path | None:
    from smdesk.paths import resources

    folder = resources() / "notices" / notice
    return folder if folder.is_dir() else None


def _put(staged: Path, target: Path) -> None:
    """Put a checked pack in its place; what stood there is set aside, and put back if that fails."""
    known = _known(target.name)
    if known is not None:
        editions.keep(known)
    former = _set_aside(target) if target.exists() else None
    try:
        os.replace(staged, target)
    except OSError as fault:
        if former is not None:
            os.replace(former, target)
        raise SmdeskError(
            "packs.not-moved", folder=str(target), detail=fault.strerror or ""
        ) from fault


def _set_aside(folder: Path) -> Path:
    former = folder.parent / _FORMER / f"{folder.name}-{token_hex(4)}"
    try:
        former.parent.mkdir(parents=True, exist_ok=True)
        os.replace(folder, former)
    except OSError as fault:
        raise SmdeskError(
            "packs.not-moved", folder=str(folder), detail=fault.strerror or ""
        ) from fault
    return former


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True)
    except OSError as fault:
        raise SmdeskError(
            "packs.not-moved", folder=str(folder), detail=fault.strerror or ""
        ) from fault


def sources_in(paths: list[Path]) -> Iterator[Path]:
    """Yield those of dropped paths that may be packs: ``.smnotice`` files, folders with a notice."""
    for path in paths:
        if path.suffix.lower() == SUFFIX or (path / "notice.toml").is_file():
            yield path
