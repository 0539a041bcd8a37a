"""Reads packs: bytes of a folder to a `Pack`, every fault collected before anything is refused."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from smdesk import paths
from smdesk.errors import Problem, SmdeskError, SmdeskErrors
from smdesk.notices.models import Clause, Form, Notice, Pack, Rule, Summary

_M = TypeVar("_M", bound=BaseModel)
_SYNTAX_LINE = re.compile(r"line (\d+)")
_CLAUSE = re.compile(r"^## (\S+)[ |｜]+(.+)$")
PACK_SUFFIXES = {".toml", ".md", ".txt"}


@dataclass
class _Reading:
    """Faults of one pack while it is read."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)

    def fault(self, code: str, **params: Any) -> None:
        self.problems.append(Problem(f"notices.{code}", "error", params))

    def text(self, name: str) -> str | None:
        path = self.folder / name
        try:
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
        try:
            return tomllib.loads(text)
        except tomllib.TOMLDecodeError as problem:
            line = _SYNTAX_LINE.search(str(problem))
            self.fault(
                "toml-syntax", file=name, line=line.group(1) if line else "?", detail=str(problem)
            )
            return None

    def model(self, kind: type[_M], data: Mapping[str, Any] | None, name: str) -> _M | None:
        if data is None:
            return None
        try:
            return kind.model_validate(data)
        except ValidationError as problem:
            for error in problem.errors():
                self._validation_fault(name, error)
            return None

    def _validation_fault(self, name: str, error: Any) -> None:
        key = ".".join(
            f"[{part + 1}]" if isinstance(part, int) else str(part) for part in error["loc"]
        ).replace(".[", "[")
        match error["type"]:
            case "extra_forbidden":
                self.fault("key-unknown", file=name, key=key)
            case "missing":
                self.fault("key-missing", file=name, key=key)
            case _:
                self.fault("value-invalid", file=name, key=key, detail=error["msg"])


def pack_hash(folder: Path) -> str:
    """Return the sha256 over names and content of a pack's files, line ends folded."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in PACK_SUFFIXES:
            body = path.read_bytes().replace(b"\r\n", b"\n")
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


def load_pack(folder: Path) -> Pack:
    """Return the pack in ``folder``; raises `SmdeskErrors` ``notices.pack-faulty`` with all faults."""
    if not folder.is_dir():
        raise SmdeskError("notices.pack-missing", pack=str(folder))
    reading = _Reading(folder)
    notice = reading.model(Notice, reading.table("notice.toml"), "notice.toml")
    forms: dict[str, Form] = {}
    for name in notice.forms if notice else ():
        form = reading.model(Form, reading.table(f"{name}.toml"), f"{name}.toml")
        if form is not None:
            forms[name] = form
    summary = None
    if (folder / "summary.toml").exists():
        summary = reading.model(Summary, reading.table("summary.toml"), "summary.toml")
    rules = _read_rules(reading)
    clauses = {one.id: one for one in read_clauses(reading.text("notice.md") or "")}
    text = reading.text("notice.txt") or ""
    if reading.problems or notice is None:
        raise SmdeskErrors("notices.pack-faulty", reading.problems, pack=folder.name)
    return Pack(
        hash=pack_hash(folder), notice=notice, forms=forms, summary=summary,
        rules=rules, clauses=clauses, text=text,
    )  # fmt: skip


def _read_rules(reading: _Reading) -> tuple[Rule, ...]:
    table = reading.table("rules.toml") or {}
    for key in table.keys() - {"rule"}:
        reading.fault("key-unknown", file="rules.toml", key=key)
    rules = []
    for number, data in enumerate(table.get("rule", ()), 1):
        name = data.get("id", f"[{number}]") if isinstance(data, dict) else f"[{number}]"
        rule = reading.model(Rule, data, f"rules.toml · rule {name}")
        if rule is not None:
            rules.append(rule)
    return tuple(rules)


def pack_folders() -> Iterator[Path]:
    """Yield the folders of the bundled packs, then of those that the user added."""
    for root in (paths.resources() / "notices", paths.user_data() / "notices"):
        if root.is_dir():
            yield from sorted(one for one in root.iterdir() if (one / "notice.toml").is_file())


@cache
def pack(notice: str) -> Pack:
    """Return the pack of a notice id; raises ``notices.pack-missing`` or ``notices.pack-faulty``."""
    for folder in pack_folders():
        if folder.name == notice:
            return load_pack(folder)
    raise SmdeskError("notices.pack-missing", pack=notice)


def find_form(form: str) -> tuple[Pack, Form]:
    """Return pack and form of a public id; raises ``notices.form-missing`` naming those known."""
    notice, _, name = form.partition("/")
    known = {folder.name for folder in pack_folders()}
    if notice in known:
        found = pack(notice)
        if name in found.forms:
            return found, found.forms[name]
    listed = [pack(one).form_id(each) for one in sorted(known) for each in pack(one).forms]
    raise SmdeskError("notices.form-missing", form=form, known="、".join(listed))
