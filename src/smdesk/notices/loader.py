"""Reads packs: bytes of a folder to a `Pack`, every fault collected before anything is refused."""

from __future__ import annotations

import hashlib
import re
import stat
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from smdesk import paths
from smdesk.errors import Problem, SmdeskError, SmdeskErrors
from smdesk.notices.family import mark_reconstructed, merged, rules_for
from smdesk.notices.models import Clause, Form, Notice, Pack, Rule, Summary
from smdesk.notices.wording import meant, syntax_fault, value_fault

_M = TypeVar("_M", bound=BaseModel)
_SYNTAX_LINE = re.compile(r"line (\d+)")
_CLAUSE = re.compile(r"^## ([^\s|｜]+)[ |｜]+(.+)$")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
PACK_SUFFIXES = {".toml", ".md", ".txt"}
ORIGINAL_SUFFIX = ".docx"
"""``<form>.docx`` beside a form is the authority's own blank file."""
_EXTENDS = re.compile(r"([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:/([a-z][a-z0-9]*(?:-[a-z0-9]+)*))?")
DEEPEST_FAMILY = 4
"""Files that may extend one another in a row."""
LARGEST_FILE = 2_000_000
"""Bytes that one file of a pack may have."""
LONGEST_LINE = 5_000
"""Characters that one line of a TOML file may have."""
LONGEST_TOML = 300_000
"""Characters that a TOML file may have; the longest of the bundled ones has a tenth."""
MOST_DOTS = 10_000_000
"""What `is_costly` may count; a bundled file counts some thousands."""
MOST_FORMS = 20
MOST_RULES = 300
MOST_CLAUSES = 500
MOST_FAULTS = 300
"""Faults of a pack that are listed; who mends these sees the rest the next time."""


@dataclass
class Reading:
    """A pack while it is read: the parts that could be read, and every fault met."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    notice: Notice | None = None
    forms: dict[str, Form] = field(default_factory=dict)
    summary: Summary | None = None
    rules: tuple[Rule, ...] = ()
    clauses: tuple[Clause, ...] = ()
    words: str = ""
    bases: dict[str, str] = field(default_factory=dict)

    def fault(self, code: str, **params: Any) -> None:
        if len(self.problems) < MOST_FAULTS:
            self.problems.append(Problem(f"notices.{code}", "error", params))

    def text(self, name: str) -> str | None:
        path = self.folder / name
        try:
            state = path.lstat()
            if not stat.S_ISREG(state.st_mode):
                self.fault("file-odd", file=name)
                return None
            if state.st_size > LARGEST_FILE:
                self.fault("file-large", file=name, most=LARGEST_FILE // 1_000_000)
                return None
            return path.read_text(encoding="utf-8-sig")
        except FileNotFoundError:
            self.fault("file-missing", file=name)
        except (OSError, UnicodeDecodeError) as problem:
            self.fault("file-encoding", file=name, detail=type(problem).__name__)
        return None

    def table(self, name: str) -> dict[str, Any] | None:
        text = self.text(name)
        if text is None:
            return None
        if is_costly(text):
            self.fault("toml-costly", file=name, line=LONGEST_LINE, most=LONGEST_TOML // 10_000)
            return None
        try:
            table = tomllib.loads(text)
        except (ValueError, RecursionError) as problem:  # deep nesting and huge numbers too
            line = _SYNTAX_LINE.search(str(problem))
            detail = syntax_fault(str(problem) or type(problem).__name__)
            self.fault("toml-syntax", file=name, line=line.group(1) if line else "?", detail=detail)
            return None
        for key in _unprintable(table):
            self.fault("text-unprintable", file=name, key=key)
        return table

    def merged(self, name: str, deep: int = 0) -> dict[str, Any] | None:
        """Return the table of a file over those that it extends, kept in ``bases``."""
        table = self.table(name)
        if table is None or "extends" not in table:
            return table
        wanted = _EXTENDS.fullmatch(str(table["extends"]))
        other = f"{wanted.group(2)}.toml" if wanted and wanted.group(2) else name
        but = None if wanted and wanted.group(2) and other != name else self.folder
        folder = base_folder(wanted.group(1), but) if wanted else None
        if folder is None or deep >= DEEPEST_FAMILY:
            self.fault("base-missing", file=name, base=str(table["extends"]))
            return None
        base = Reading(folder)
        below = base.merged(other, deep + 1)
        self.bases |= base.bases | {f"{folder.name}/{other}": base.text(other) or ""}
        for one in base.problems:
            file = f"{folder.name}/{one.params.get('file', '')}"
            self.problems.append(Problem(one.code, one.level, {**one.params, "file": file}))
        if below is None:
            return None
        if self.notice is not None and isinstance(below.get("rule"), list):
            below["rule"] = list(rules_for(below["rule"], self.notice.forms))
        return merged(below, table, lambda code, **more: self.fault(code, file=name, **more))

    def model(self, kind: type[_M], data: Mapping[str, Any] | None, name: str) -> _M | None:
        if data is None:
            return None
        try:
            return kind.model_validate(data)
        except ValidationError as problem:
            for error in problem.errors(include_url=False):
                self._validation_fault(name, error, meant(data, error["loc"]))
        except RecursionError:
            self.fault("toml-syntax", file=name, line="?", detail="RecursionError")
        return None

    def _validation_fault(self, name: str, error: Any, thing: str) -> None:
        key = key_text(error["loc"]) + (f"（{thing}）" if thing else "")
        match error["type"]:
            case "extra_forbidden":
                self.fault("key-unknown", file=name, key=key)
            case "missing":
                self.fault("key-missing", file=name, key=key)
            case _:
                self.fault("value-invalid", file=name, key=key, detail=value_fault(error))


def is_costly(text: str) -> bool:
    """Whether TOML text is too long, or tomllib takes too long: quadratic time over many dots.

    The dots of a table's head count for each line under it, as they do there.
    """
    if len(text) > LONGEST_TOML:
        return True
    spent = head = 0
    for line in text.splitlines():
        dots = line.count(".")
        if line.lstrip().startswith("["):
            head = dots
        spent += (head + dots) ** 2
        if len(line) > LONGEST_LINE or spent > MOST_DOTS:
            return True
    return False


def key_text(parts: Iterable[str | int]) -> str:
    """Return a place in a TOML file as people count: ``section[1].row[3].cells[2].span``."""
    named = (f"[{part + 1}]" if isinstance(part, int) else str(part) for part in parts)
    return ".".join(named).replace(".[", "[")


def _unprintable(table: dict[str, Any]) -> Iterator[str]:
    """Yield the place of each text that holds a control character no paper can show."""
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), table)]
    while waiting:  # no recursion: a file decides how deep it nests
        place, value = waiting.pop()
        if isinstance(value, str) and _UNPRINTABLE.search(value):
            yield key_text(place)
        elif isinstance(value, dict):
            waiting += [((*place, key), one) for key, one in value.items()]
        elif isinstance(value, list):
            waiting += [((*place, index), one) for index, one in enumerate(value)]


def pack_files(folder: Path) -> list[Path]:
    """Return the regular files of a pack's folder itself, by name; no link, none too large."""
    return sorted(
        one
        for one in folder.iterdir()
        if stat.S_ISREG((state := one.lstat()).st_mode) and state.st_size <= LARGEST_FILE
    )


def base_folder(name: str, but: Path | None = None) -> Path | None:
    """Return the folder that a pack may extend: a bundled family, else a pack that is not ``but``."""
    resources = paths.resources()
    known = (resources / "families" / name, added_packs() / name, resources / "notices" / name)
    return next((one for one in known if one.is_dir() and one != but), None)


def pack_hash(folder: Path, bases: Mapping[str, str] | None = None) -> str:
    """Return the sha256 over names and content of a pack's files and ``bases``, line ends folded."""
    total = hashlib.sha256()
    for base, text in sorted((bases or {}).items()):
        body = text.replace("\r\n", "\n").encode()
        total.update(b"%d:%b%d:%b" % (len(base), base.encode(), len(body), body))
    for path in pack_files(folder):
        if path.suffix in PACK_SUFFIXES or path.suffix == ORIGINAL_SUFFIX:
            body = path.read_bytes()
            if path.suffix in PACK_SUFFIXES:
                body = body.replace(b"\r\n", b"\n")
            name = path.relative_to(folder).as_posix().encode()
            total.update(b"%d:%b%d:%b" % (len(name), name, len(body), body))
    return total.hexdigest()


def read_clauses(text: str) -> Iterator[Clause]:
    """Yield the clauses of ``notice.md``: ``## id｜place`` and the words up to the next one."""
    current: tuple[str, str] | None = None
    words: list[str] = []
    for line in [*text.splitlines(), "## end｜end"]:
        match = _CLAUSE.match(line)
        if match is None:
            words.append(line)
            continue
        if current is not None:
            body = "\n".join(one.strip() for one in words if one.strip())
            yield Clause(id=current[0], place=current[1], text=body)
        current, words = (match.group(1), match.group(2).strip()), []


def read_pack(folder: Path) -> Reading:
    """Return what can be read of the pack in ``folder``, with every fault; raises nothing."""
    reading = Reading(folder)
    notice = reading.model(Notice, reading.merged("notice.toml"), "notice.toml")
    reading.notice = notice
    names = tuple(dict.fromkeys(notice.forms if notice else ()))
    if len(names) > MOST_FORMS:
        detail = f"最多 {MOST_FORMS} 张"
        reading.fault("value-invalid", file="notice.toml", key="forms", detail=detail)
    for name in names[:MOST_FORMS]:
        table = reading.merged(f"{name}.toml")
        marked = mark_reconstructed(table) if table is not None else None
        form = reading.model(Form, marked, f"{name}.toml")
        if form is not None:
            reading.forms[name] = form
    if (folder / "summary.toml").is_symlink() or (folder / "summary.toml").exists():
        reading.summary = reading.model(Summary, reading.merged("summary.toml"), "summary.toml")
    reading.rules = _read_rules(reading)
    found = read_clauses(reading.text("notice.md") or "")
    reading.clauses = tuple(islice(found, MOST_CLAUSES))
    if next(found, None) is not None:
        reading.fault("value-invalid", file="notice.md", key="##", detail=f"最多 {MOST_CLAUSES} 条")
    reading.words = reading.text("notice.txt") or ""
    return reading


def load_pack(folder: Path) -> Pack:
    """Return the pack in ``folder``; raises `SmdeskErrors` ``notices.pack-faulty`` with all faults."""
    if not folder.is_dir():
        raise SmdeskError("notices.pack-missing", pack=str(folder))
    reading = read_pack(folder)
    if reading.problems or reading.notice is None:
        raise SmdeskErrors("notices.pack-faulty", reading.problems, pack=folder.name)
    try:
        return as_pack(reading, reading.notice)
    except OSError as problem:  # a file beside the pack's own that cannot be read
        reading.fault("file-encoding", file=folder.name, detail=type(problem).__name__)
        raise SmdeskErrors("notices.pack-faulty", reading.problems, pack=folder.name) from problem


def as_pack(reading: Reading, notice: Notice) -> Pack:
    """Return the pack of a reading, of the parts that could be read."""
    return Pack(
        hash=pack_hash(reading.folder, reading.bases), notice=notice, forms=reading.forms,
        summary=reading.summary, rules=reading.rules,
        clauses={one.id: one for one in reading.clauses}, text=reading.words,
    )  # fmt: skip


def _read_rules(reading: Reading) -> tuple[Rule, ...]:
    table = reading.merged("rules.toml") or {}
    for key in table.keys() - {"rule"}:
        reading.fault("key-unknown", file="rules.toml", key=key)
    listed = table.get("rule", [])
    if not isinstance(listed, list) or len(listed) > MOST_RULES:
        detail = f"须为 [[rule]] 列表，最多 {MOST_RULES} 条"
        reading.fault("value-invalid", file="rules.toml", key="rule", detail=detail)
        return ()
    rules = []
    for number, data in enumerate(listed, 1):
        name = data.get("id", f"[{number}]") if isinstance(data, dict) else f"[{number}]"
        rule = reading.model(Rule, data, f"rules.toml · rule {name}")
        if rule is not None:
            rules.append(rule)
    return tuple(rules)


def added_packs() -> Path:
    """Return the folder of the packs that the user added."""
    return paths.user_data() / "notices"


def pack_folders() -> Iterator[Path]:
    """Yield the folders of the packs at hand; one that the user added hides a bundled namesake."""
    own = {one.name: one for one in _folders(added_packs())}
    for one in _folders(paths.resources() / "notices"):
        yield own.pop(one.name, one)
    yield from own.values()


def _folders(root: Path) -> Iterator[Path]:
    if root.is_dir():
        yield from sorted(one for one in root.iterdir() if (one / "notice.toml").is_file())


def is_added(folder: Path) -> bool:
    """Return whether a pack's folder is one that the user added."""
    return folder.parent == added_packs()


@cache
def pack(notice: str) -> Pack:
    """Return the pack of a notice id, one that the user added held against the linter first.

    Raises ``notices.pack-missing`` or ``notices.pack-faulty``. What is returned is kept until
    `forget_packs`.
    """
    for folder in pack_folders():
        if folder.name == notice:
            if is_added(folder):
                refuse_faulty(folder)
            return load_pack(folder)
    raise SmdeskError("notices.pack-missing", pack=notice)


def refuse_faulty(folder: Path) -> None:
    """Raise ``notices.pack-faulty`` with every fault that the linter finds in a pack's structure."""
    from smdesk.notices.lint import lint_pack  # the linter reads packs by this module

    report = lint_pack(folder)
    if not report.sound:
        raise SmdeskErrors("notices.pack-faulty", list(report.problems), pack=folder.name)


def forget_packs() -> None:
    """Let every pack be read anew: one was added, replaced or taken away."""
    pack.cache_clear()


def find_form(form: str) -> tuple[Pack, Form]:
    """Return pack and form of a public id; raises ``notices.form-missing`` naming those known."""
    notice, _, name = form.partition("/")
    known = {folder.name for folder in pack_folders()}
    if notice in known:
        found = pack(notice)
        if name in found.forms:
            return found, found.forms[name]
    raise SmdeskError("notices.form-missing", form=form, known="、".join(_known_forms(known)))


def _known_forms(notices: Iterable[str]) -> Iterator[str]:
    """Yield the public ids of all forms; a pack that cannot be read is passed over here."""
    for one in sorted(notices):
        try:
            found = pack(one)
        except SmdeskError:
            continue
        yield from map(found.form_id, found.forms)
