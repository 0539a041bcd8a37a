"""What Home does with drafts besides opening them: samples, copies, names, received files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from smdesk.errors import Problem, SmdeskError, sentence
from smdesk.files import Files, sha256_hex
from smdesk.intake import guard
from smdesk.intake.limits import PACKAGE_LIMITS
from smdesk.intake.narrative import read_narrative
from smdesk.intake.package import read_package, wanted_files
from smdesk.intake.read import read_file
from smdesk.intake.submission import Submission, refused
from smdesk.intake.zipped import Archive
from smdesk.notices.declaration import Declaration, Picture
from smdesk.notices.editions import find_edition, keep
from smdesk.notices.loader import find_form
from smdesk.service.applicant import applicant_of
from smdesk.service.essentials import kind_name
from smdesk.service.samples import FAULTY, GOOD, all_samples, load_sample
from smdesk.service.session import DraftSession
from smdesk.service.session.summary import summary_of
from smdesk.store.library import Library
from smdesk.store.models import Summary

FIX_SUFFIX = ".smdfix"
Check = Callable[[], None]
"""Raises when the work is no longer wanted."""


@dataclass(frozen=True)
class SampleName:
    """A bundled sample: its form, its name there, what it is called for people, and its notice."""

    form_id: str
    name: str
    title: str
    notice: str = ""


@dataclass(frozen=True)
class Arrival:
    """What became of a received file: the draft made of it, or why there is none.

    ``lacking`` are the names of attachments and pictures whose bytes the file does not carry; the
    draft does not name them.
    """

    submission: Submission
    draft: int | None = None
    lacking: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was doubtful or wrong in the file."""
        return self.submission.problems


def receive(library: Library, path: Path, check: Check = lambda: None) -> Arrival:
    """Make a draft of a package, a Word, PDF or Excel declaration; the file itself stays untouched.

    ``check`` is called before anything is stored; what it raises leaves the library as it was. A file that cannot be read makes no draft: `Arrival.submission` is ``refused`` and says why.
    A bureau's fix file gives the applicant's own draft, at the first cell that is still to be corrected.
    Raises ``SmdeskError``: what `Blobs.put` and `Library.create` raise.
    """
    if path.suffix.lower() == FIX_SUFFIX:
        return _to_be_fixed(library, path, check)
    found = read_file(path)
    if found.declaration is None or found.status == "refused":
        return Arrival(found)
    wanted = wanted_files(found.declaration)
    carried = carried_files(path, found, wanted)
    kept, lacking = without_files(found.declaration, wanted, carried)
    check()
    for digest in wanted:
        if digest in carried:
            library.blobs.put(carried[digest])
    draft = store_declaration(
        library, kept, path.stem, sentence("home.step-received", file=path.name)
    )
    return Arrival(found, draft, lacking)


def _to_be_fixed(library: Library, path: Path, check: Check) -> Arrival:
    from smdesk.service.desk.fixes import open_fix, read_fix

    try:
        fix = read_fix(path)
    except SmdeskError as fault:
        return Arrival(refused(path.name, "fix", [fault.problem]))
    check()
    form = fix.head.form.split("/")
    opened = open_fix(library, fix)
    return Arrival(Submission(path.name, "read", "fix", "", form[0], form[-1]), opened.draft)


def sample_names() -> tuple[SampleName, ...]:
    """Return the bundled samples whose notice is at hand, those without faults first."""
    found = []
    for form_id, name in sorted(all_samples(), key=lambda one: one[1] == FAULTY):
        pack, form = find_form(form_id)
        code = "home.sample-faulty" if name == FAULTY else "home.sample-good"
        title = sentence(code, kind=kind_name(pack, form))
        found.append(SampleName(form_id, name, title, pack.notice.short))
    return tuple(found)


def add_sample(
    library: Library, form_id: str, name: str = GOOD, check: Check = lambda: None
) -> int:
    """Store a bundled sample as a draft and return its id.

    ``check`` as in `receive`. Raises as `load_sample` and `Library.create`.
    """
    declaration, files = load_sample(form_id, name)
    check()
    _put(library, wanted_files(declaration), files)
    return store_declaration(library, declaration, "", sentence("home.step-sample"))


def duplicate(library: Library, draft: int) -> int:
    """Store a copy of a draft under its own name and return the copy's id."""
    loaded = library.load(draft)
    title = sentence("home.copy-title", title=loaded.title)
    step = sentence("home.step-copy")
    return store_declaration(library, loaded.declaration, title, step, loaded.origins)


def rename(library: Library, draft: int, title: str) -> None:
    """Give a draft another name. Raises ``SmdeskError`` ``home.title-empty``, and as `save`."""
    named = " ".join(title.split())
    if not named:
        raise SmdeskError("home.title-empty")
    loaded = library.load(draft)
    if named == loaded.title:
        return
    library.save(
        draft, loaded.revision, loaded.declaration, title=named, place=loaded.place,
        summary=loaded.summary, step=sentence("home.step-rename"),
    )  # fmt: skip


def store_declaration(
    library: Library,
    declaration: Declaration,
    title: str,
    step: str,
    origins: Mapping[str, str] | None = None,
) -> int:
    """Store a declaration as a new draft and return its id; the files it names are at hand."""
    pack, form = find_edition(declaration.form, declaration.pack)
    keep(pack)
    session = DraftSession(pack, form, declaration)
    summary: Summary = summary_of(session)
    named = title or applicant_of(pack, form, declaration.values) or form.title
    return library.create(declaration, named, summary=summary, step=step, origins=origins)


def _put(library: Library, wanted: Iterable[str], files: Files) -> None:
    for digest in wanted:
        library.blobs.put(files(digest))


def carried_files(path: Path, found: Submission, wanted: Mapping[str, str]) -> Mapping[str, bytes]:
    """Return the wanted files that a received file carries, by digest."""
    if not wanted:
        return {}
    data = guard.read_bytes(path)
    if found.kind == "smdx":
        return read_package(data).files
    if found.kind.startswith("docx"):
        return {one: body for one, body in _inside_word(path, data, found) if one in wanted}
    return {}


def _inside_word(path: Path, data: bytes, found: Submission) -> Iterator[tuple[str, bytes]]:
    archive = Archive(data, PACKAGE_LIMITS)
    for name in archive.names:
        if "/media/" in name:
            body = archive.read(name)
            yield sha256_hex(body), body
    _, form = find_form(f"{found.notice}/{found.form}")
    yield from read_narrative(path, form.outline).files.items()


def without_files(
    declaration: Declaration, wanted: Mapping[str, str], carried: Mapping[str, bytes]
) -> tuple[Declaration, tuple[str, ...]]:
    """Return a declaration without the files that did not come, and their names."""
    lacking = tuple(name for digest, name in wanted.items() if digest not in carried)
    if not lacking:
        return declaration, ()
    blocks = tuple(
        one
        for one in declaration.narrative.blocks
        if not isinstance(one, Picture) or one.sha256 in carried
    )
    narrative = declaration.narrative.model_copy(update={"blocks": blocks})
    attachments = tuple(one for one in declaration.attachments if one.sha256 in carried)
    kept = declaration.model_copy(update={"narrative": narrative, "attachments": attachments})
    return kept, lacking
