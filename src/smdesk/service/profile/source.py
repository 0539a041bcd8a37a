"""What a form can be filled from: a declaration of a draft, a received file, a profile."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from smdesk.errors import SmdeskError
from smdesk.intake.submission import Submission
from smdesk.notices.address import parse
from smdesk.notices.declaration import Attachment, Declaration, Narrative, Picture
from smdesk.notices.loader import find_form
from smdesk.notices.models import Form, Pack
from smdesk.rules.ground import Ground
from smdesk.service.applicant import applicant_of
from smdesk.service.describe import form_years
from smdesk.service.essentials import kind_name
from smdesk.service.profile.held import Held, Key, hold, key_of
from smdesk.service.session.origin import read_origin

_NO_NARRATIVE = Narrative()


@dataclass(frozen=True)
class Source:
    """Known values with what they come from.

    ``title`` is what people call it (“某某公司资料”). ``notice`` is the notice of a declaration,
    empty for a profile; ``unread`` are labels of values that could not be read and are not offered.
    """

    title: str
    values: Mapping[Key, Held]
    notice: str = ""
    category: str = ""
    form: str = ""
    year: int | None = None
    narrative: Narrative = _NO_NARRATIVE
    attachments: tuple[Attachment, ...] = ()
    unread: tuple[str, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    @cached_property
    def years(self) -> Mapping[str, tuple[int, ...]]:
        """The years in which each concept is known, in order."""
        found: dict[str, list[int]] = {}
        for key in sorted(self.values):
            if key.year:
                found.setdefault(key.concept, []).append(key.year)
        return {concept: tuple(years) for concept, years in found.items()}


def source_of(
    pack: Pack,
    form: Form,
    declaration: Declaration,
    *,
    title: str = "",
    when: datetime | None = None,
    origins: Mapping[str, str] | None = None,
) -> Source:
    """Return what a declaration knows; values that its form has no place for are left out.

    ``origins`` are where its values were themselves taken over from: one that was neither edited
    nor confirmed since is no newer than it was there.
    """
    years = form_years(pack, form, () if pack.years_of(form).fixed else declaration.years)
    ground = Ground(pack, form, years)
    name = form_name(pack, form)
    last = max(years, default=pack.notice.issued.year - 1)
    about = {"year": last, "form": name, "on": when.date().isoformat() if when else ""}
    values: dict[Key, Held] = {}
    unread: list[str] = []
    for address in sorted(declaration.values, key=lambda one: (not one.startswith("cover."), one)):
        if address not in ground.order or address in form.fixed:
            continue
        known = ground.field(address)
        key, label = key_of(known, form, parse(address)), ground.label(address)
        text = declaration.values[address]
        older = _older((origins or {}).get(address), text)
        held = hold(known, key, text, label=label, **(about | older))
        if held is None:
            unread.append(label)
        else:
            values[key] = held
    return Source(
        title or f"{applicant_of(pack, form, declaration.values) or '未填单位'}的{name}",
        values, pack.notice.id, form.category, name, last, declaration.narrative, declaration.attachments,
        tuple(unread),
    )  # fmt: skip


def _older(stored: str | None, text: str) -> dict[str, Any]:
    """Return the year and day of a value that still stands as it was taken over."""
    origin = read_origin(stored) if stored is not None else None
    if origin is None or origin.text != text or origin.year is None:
        return {}
    return {"year": origin.year, "on": origin.on}


def source_of_declaration(
    declaration: Declaration,
    *,
    title: str = "",
    when: datetime | None = None,
    origins: Mapping[str, str] | None = None,
) -> Source:
    """Return what a declaration knows, as `source_of`. Raises ``SmdeskError`` ``notices.form-missing``."""
    pack, form = find_form(declaration.form)
    return source_of(pack, form, declaration, title=title, when=when, origins=origins)


def source_of_submission(
    found: Submission,
    files: Mapping[str, bytes] | None = None,
    *,
    when: datetime | None = None,
) -> Source:
    """Return what a received file says, doubtful values left out.

    ``when`` is the file's own time. ``files`` are the bytes that it carries, by digest. Raises ``SmdeskError``
    ``profile.file-refused`` where it could not be read, ``notices.form-missing``.
    """
    if found.declaration is None or found.status == "refused":
        detail = "".join(one.message for one in found.problems[:1])
        raise SmdeskError("profile.file-refused", file=found.file, detail=detail)
    doubtful = {one.address: one for one in found.doubtful}
    sure = {at: text for at, text in found.declaration.values.items() if at not in doubtful}
    carried = _with_bytes(found.declaration, files or {})
    declaration = carried.model_copy(update={"values": sure})
    source = source_of_declaration(declaration, title=found.file, when=when)
    unread = (*source.unread, *(_label(one.label) for one in doubtful.values()))
    return replace(source, unread=unread, files=dict(files or {}))


def _with_bytes(declaration: Declaration, files: Mapping[str, bytes]) -> Declaration:
    """Return a declaration without the papers and pictures whose bytes did not come along."""
    blocks = tuple(
        one
        for one in declaration.narrative.blocks
        if not isinstance(one, Picture) or one.sha256 in files
    )
    kept = tuple(one for one in declaration.attachments if one.sha256 in files)
    update = {"narrative": Narrative(blocks=blocks), "attachments": kept}
    return declaration.model_copy(update=update)


def _label(path: Iterable[str]) -> str:
    parts = tuple(path)
    return "·".join(parts[1:] or parts)


def form_name(pack: Pack, form: Form) -> str:
    """Return how people call a form of a notice: ``浙江 2020 示范企业``."""
    return f"{pack.notice.short} {kind_name(pack, form)}"
