"""What a source brings into a packet that is filled without a window."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from smdesk.files import Files
from smdesk.notices.declaration import Attachment, Declaration, Narrative
from smdesk.service.fill import Filled
from smdesk.service.profile.lines import FillPlan
from smdesk.service.profile.source import Source


@dataclass(frozen=True)
class Brought:
    """Texts by address, and the papers that come along; ``bodies`` are their bytes by digest."""

    texts: Mapping[str, str]
    narrative: Narrative | None = None
    attachments: tuple[Attachment, ...] = ()
    bodies: Mapping[str, bytes] = field(default_factory=dict, repr=False)

    def into(self, made: Filled) -> Filled:
        """Return a packet with the papers: a narrative only where it has none, files behind its own."""
        declaration = made.declaration
        narrative = declaration.narrative
        if self.narrative is not None and not narrative.blocks:
            narrative = self.narrative
        files = (*declaration.attachments, *self.attachments)
        together: Declaration = declaration.model_copy(
            update={"narrative": narrative, "attachments": files}
        )
        return replace(made, declaration=together, files=self._files(made.files))

    def _files(self, own: Files) -> Files:
        return lambda digest: self.bodies[digest] if digest in self.bodies else own(digest)


def bring(plan: FillPlan, source: Source, *, papers: bool = False) -> Brought:
    """Return what is taken of a list; with the papers if they are wanted."""
    if not papers:
        return Brought(plan.texts())
    files = tuple(one.attachment for one in plan.files if one.ticked)
    narrative = plan.narrative.narrative if plan.narrative else None
    return Brought(plan.texts(), narrative, files, source.files)
