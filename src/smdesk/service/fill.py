"""Texts, a narrative and scans become a declaration: the work of ``smdesk fill``."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from smdesk.errors import Problem, SmdeskError
from smdesk.files import Files, sha256_hex
from smdesk.notices.declaration import FREE_SLOT, Attachment, Declaration, Narrative
from smdesk.notices.loader import find_form
from smdesk.notices.models import Form, Pack
from smdesk.rules.checks import finding
from smdesk.rules.findings import Finding
from smdesk.rules.formats import faults
from smdesk.rules.ground import Ground
from smdesk.rules.whole import NARRATIVE
from smdesk.service.attachments import over_limit
from smdesk.service.attachments_door import enter
from smdesk.service.attachments_spec import Wanted, applied, plain
from smdesk.service.describe import form_years
from smdesk.service.own import own_bytes
from smdesk.service.values import accept_values

Told = Callable[[str, int, int], None]
"""Gets what is being read (``附件``, ``正文``), how much of it is, and of how much (0: not known)."""


def untold(_what: str, _done: int, _total: int) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Filled:
    """A declaration with the bytes of its files and what was noticed while it was put together.

    ``conversions`` are hints on numbers that were typed in another unit and reckoned into the
    form's: the declaration holds the outcome, so no later check can see what was typed.
    """

    pack: Pack
    form: Form
    declaration: Declaration
    files: Files
    problems: tuple[Problem, ...] = ()
    conversions: tuple[Finding, ...] = ()


def fill(
    form_id: str,
    values: Mapping[str, str],
    *,
    years: tuple[int, ...] = (),
    reasons: Mapping[str, str] | None = None,
    narrative: Path | None = None,
    attach: Sequence[tuple[str, Path] | Wanted] = (),
    told: Told = untold,
) -> Filled:
    """Return the declaration of ``values`` in the form ``form_id``.

    ``attach`` are files in order, (slot, file) or with pages and edits. What ``told`` raises ends
    the work. Raises `SmdeskError` for an unknown form, address, slot or an attachment that is no
    document.
    """
    pack, form = find_form(form_id)
    accepted = accept_values(pack, form, values, years=years)
    bodies: dict[str, bytes] = {}
    attachments, said = _attachments(form, attach, bodies, told)
    text, problems = _narrative(form, narrative, bodies, told)
    declaration = Declaration(
        form=pack.form_id(form.id),
        pack=pack.hash,
        years=form_years(pack, form, years),
        values=accepted,
        reasons=dict(reasons or {}),
        narrative=text,
        attachments=attachments,
    )
    _check_links(pack, form, declaration)
    noticed = conversions(pack, form, values, declaration.years)
    return Filled(pack, form, declaration, bodies.__getitem__, (*problems, *said), noticed)


def conversions(
    pack: Pack, form: Form, given: Mapping[str, str], years: tuple[int, ...]
) -> tuple[Finding, ...]:
    """Return a hint for each number of ``given`` that stands in another unit than the form's."""
    ground = Ground(pack, form, years)
    return tuple(
        finding(
            ground, fault.rule, fault.level, (address,), check=f"format@{address}",
            code=fault.code, **fault.params,
        )
        for address, text in given.items()
        if address in ground.order
        for fault in faults(ground.field(address), text)
        if fault.rule == "format.converted"
    )  # fmt: skip


def attachment(form: Form, slot: str, path: Path, bodies: dict[str, bytes]) -> Attachment:
    """Return an attachment of the file ``path``; its bytes are added to ``bodies`` by digest."""
    return entered(form, slot, path, bodies)[0]


def entered(
    form: Form, slot: str, path: Path, bodies: dict[str, bytes]
) -> tuple[Attachment, tuple[Problem, ...]]:
    """Return an attachment of ``path`` and what is to be said of it; raises as `enter`."""
    known = [one.id for one in form.attachment]
    if slot not in {*known, FREE_SLOT}:
        raise SmdeskError("service.slot-unknown", slot=slot, known="、".join([*known, FREE_SLOT]))
    came = enter(path.name, own_bytes(path))
    digest = sha256_hex(came.body)
    bodies[digest] = came.body
    made = Attachment(
        slot=slot, name=came.name, media_type=came.media_type, sha256=digest, size=len(came.body)
    )
    return made, came.problems


def _attachments(
    form: Form, attach: Sequence[tuple[str, Path] | Wanted], bodies: dict[str, bytes], told: Told
) -> tuple[tuple[Attachment, ...], tuple[Problem, ...]]:
    made: list[Attachment] = []
    said: list[Problem] = []
    for number, one in enumerate(attach):
        told("读入附件", number, len(attach))
        wanted = one if isinstance(one, Wanted) else plain(*one)
        taken, problems = entered(form, wanted.spec.slot, wanted.path, bodies)
        names = {other.sha256: other.name for other in made}
        if taken.sha256 in names:
            params = {"file": taken.name, "other": names[taken.sha256]}
            said.append(Problem("pages.attached-twice", "hint", params))
        made.append(applied(taken, wanted.spec, bodies[taken.sha256]))
        said += problems
    over = over_limit(form, made)
    return tuple(made), (*said, *([over] if over else []))


def _check_links(pack: Pack, form: Form, declaration: Declaration) -> None:
    """Raise ``session.evidence-place`` for a link to what the form does not have."""
    links = [link.place for one in declaration.attachments for link in one.evidence]
    if not links:
        return
    order = Ground(pack, form, declaration.years).order
    known = {*order, *(f"{NARRATIVE}#{item.id}" for item in form.outline.item)}
    for place in links:
        if place not in known:
            raise SmdeskError("session.evidence-place", place=place)


def _narrative(
    form: Form, path: Path | None, bodies: dict[str, bytes], told: Told
) -> tuple[Narrative, tuple[Problem, ...]]:
    if path is None:
        return Narrative(), ()
    from smdesk.service.narrative_file import read_file
    from smdesk.service.narrative_map import arranged, unplaced

    reading = read_file(path, form.outline, lambda done, total: told("读入正文", done, total))
    bodies.update(reading.files)
    problems = list(reading.problems)
    if form.outline.item and (strange := unplaced(reading.narrative)):
        titles = "”“".join(strange[:6])
        problems.append(Problem("service.narrative-unplaced", "check", {"titles": titles}))
    return arranged(form.outline, reading.narrative), tuple(problems)
