"""The draft session: the one place where values change.

Every method that changes something returns the `Changes` that the listeners got, or ``None``
where nothing was changed (equal values are no edit). All but typing are named steps of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from smdesk.errors import Problem, SmdeskError, SmdeskErrors, sentence
from smdesk.notices.declaration import Attachment, Block, Declaration, Narrative
from smdesk.notices.models import Repeat
from smdesk.notices.text import clean
from smdesk.rules.findings import Finding, reason_refused
from smdesk.rules.ground import MOST_ROWS
from smdesk.rules.whole import NARRATIVE
from smdesk.service.session import rows as arranging
from smdesk.service.session.attaching import AttachingSession, moved_evidence
from smdesk.service.session.changes import Changes, Converted
from smdesk.service.session.delta import Delta, changed_texts
from smdesk.service.session.entry import canonical, clean_block, clean_narrative, refused


class DraftSession(AttachingSession):
    """What a person does with a draft, each a named step that can be undone.

    Text is cleaned at the door. ``final=False`` is text in progress: it is kept as typed, joins
    the typing before it into one step, and a field typed in for the first time shows no finding
    yet. It becomes canonical (``30000`` for ``3亿元`` in 万元) when it is set with ``final`` or left:
    by `leave`, `go_to`, or any other edit.
    """

    # -- values --------------------------------------------------------------------------------

    def set_value(self, address: str, text: str, *, final: bool = True) -> Changes | None:
        """Put ``text`` at ``address``; an empty text clears it.

        Raises ``SmdeskError`` where the form has no such place: ``service.address-unknown``,
        ``service.row-too-many``, ``service.year-unknown``, ``session.address-fixed``.
        """
        key = f"value:{address}"
        self._at(key)
        values = self.declaration.values
        tidy = clean(text)
        problem = refused(self._ground, values, address, tidy)
        if problem is not None:
            raise SmdeskError(problem.code, **problem.params)
        if final:
            return self._commit(key, address, tidy)
        delta, name = self._values_delta({address: tidy}), self._naming(address, tidy)
        return self._edit(delta, name, address, key=key, address=address, final=False)

    def set_values(self, texts: Mapping[str, str], *, name: str | None = None) -> Changes | None:
        """Put many texts in one step: a paste, an import, values carried from last year.

        ``name`` names it; “粘贴 12 个值” if not given. Raises ``SmdeskErrors``
        ``session.values-refused`` with every address that the form lacks; nothing is then changed.
        """
        self._at()
        values, kept = self.declaration.values, {}
        problems: list[Problem] = []
        converted: list[Converted] = []
        for address, text in texts.items():
            problem = refused(self._ground, values, address, clean(text))
            if problem is not None:
                problems.append(problem)
                continue
            kept[address], unit = canonical(self._ground, address, text)
            converted += [unit] if unit else []
        if problems:
            raise SmdeskErrors("session.values-refused", problems)
        delta = self._values_delta(kept)
        told = [one for one in converted if one.address in delta.values]
        named = name or sentence("session.step-paste", count=len(delta.values))
        return self._edit(delta, named, next(iter(delta.values), ""), converted=told)

    def take_over(
        self,
        texts: Mapping[str, str],
        origins: Mapping[str, str],
        *,
        name: str,
        narrative: Narrative | None = None,
        attachments: Sequence[Attachment] = (),
    ) -> Changes | None:
        """Put in what was taken over from elsewhere, with where it came from, in one step.

        ``origins`` are texts of `Origin` by place, an empty one takes a note away; ``attachments``
        are added behind those that stand. Raises as `set_values` and `add_attachment`.
        """
        self._at()
        values = self.declaration.values
        problems = [refused(self._ground, values, one, clean(text)) for one, text in texts.items()]
        if any(problems):
            raise SmdeskErrors("session.values-refused", [one for one in problems if one])
        kept = {one: canonical(self._ground, one, text)[0] for one, text in texts.items()}
        old, files = self.declaration.narrative, self.declaration.attachments
        tidy = old if narrative is None else clean_narrative(narrative, old)
        added = (*files, *map(self._attachable, attachments))
        delta = replace(
            self._values_delta(kept),
            origins=changed_texts(self.origins, origins.items()),
            narrative=None if tidy == old else (old, tidy),
            attachments=None if added == files else (files, added),
        )
        return self._edit(delta, name, next(iter(delta.values), self.place))

    def apply_fix(self, finding: Finding | str) -> Changes | None:
        """Put in the value that a finding computed.

        The fix is taken from the finding as it stands now, so that a stale one is never applied.
        Raises ``SmdeskError`` ``session.finding-gone``, ``session.fix-missing``.
        """
        self._at()
        key = finding if isinstance(finding, str) else finding.key
        fix = self.finding(key).fix
        if fix is None:
            raise SmdeskError("session.fix-missing")
        problem = refused(self._ground, self.declaration.values, fix.address, fix.text)
        if problem is not None:
            raise SmdeskError(problem.code, **problem.params)
        text, _ = canonical(self._ground, fix.address, fix.text)
        code = "session.step-fix" if text else "session.step-clear"
        name = sentence(code, text=text, label=self._label(fix.address))
        return self._edit(self._values_delta({fix.address: text}), name, fix.address)

    def become(self, other: Declaration, *, name: str) -> Changes | None:
        """Make the content that of ``other``, in one step: an earlier version, or parts of it.

        Raises ``SmdeskError`` ``session.other-edition`` where ``other`` is of another edition, form
        or set of years: its places are not the ones here.
        """
        self._at()
        now = self.declaration
        if (other.form, other.pack, other.years) != (now.form, now.pack, now.years):
            raise SmdeskError("session.other-edition")
        places = now.values.keys() | other.values.keys()
        reasons = now.reasons.keys() | other.reasons.keys()
        delta = replace(
            self._values_delta({one: other.values.get(one, "") for one in places}),
            reasons=changed_texts(
                now.reasons, [(one, other.reasons.get(one, "")) for one in reasons]
            ),
            narrative=None
            if other.narrative == now.narrative
            else (now.narrative, other.narrative),
            attachments=None
            if other.attachments == now.attachments
            else (now.attachments, other.attachments),
        )
        return self._edit(
            delta, name, next(iter(sorted(delta.values, key=self.place_order)), self.place)
        )

    # -- rows of a repeat ----------------------------------------------------------------------

    def insert_row(self, repeat: str, before: int | None = None) -> Changes | None:
        """Insert a blank row before row ``before``, at the end if not given.

        Raises ``SmdeskError`` ``session.rows-full`` when the form takes no more rows, and
        ``session.row-missing``.
        """
        self._at()
        known, rows = self._repeat(repeat), self.rows.get(repeat, 0)
        row = rows + 1 if before is None else before
        if row != rows + 1:
            self._row(known, row)
        most = min(known.most, MOST_ROWS)
        full = rows >= most and (
            row > rows or not arranging.blank_row(self.declaration, known, rows)
        )
        if full:
            raise SmdeskError("session.rows-full", repeat=self._name(known), most=most)
        return self._arrange(known, arranging.inserted(rows, row, most), "insert", row)

    def remove_row(self, repeat: str, row: int) -> Changes | None:
        """Remove a row; those below move up. Raises ``SmdeskError`` ``session.row-missing``."""
        self._at()
        known, rows = self._repeat(repeat), self.rows.get(repeat, 0)
        self._row(known, row)
        return self._arrange(known, arranging.removed(rows, row, known.rows), "remove", row)

    def move_row(self, repeat: str, row: int, to: int) -> Changes | None:
        """Move a row to stand as row ``to``. Raises ``SmdeskError`` ``session.row-missing``."""
        self._at()
        known = self._repeat(repeat)
        self._row(known, row)
        self._row(known, to)
        order = arranging.reordered(self.rows[repeat], row, to)
        return self._arrange(known, order, "move", row, to)

    # -- reasons -------------------------------------------------------------------------------

    def set_reason(self, key: str, text: str, *, final: bool = True) -> Changes | None:
        """Put a reason against the 核实 finding ``key``; an empty text takes it away.

        Text in progress is kept as typed. With ``final`` a reason that explains nothing raises
        ``SmdeskError`` ``rules.reason-assurance`` or ``rules.reason-short`` and what stood before
        stays. Raises ``session.finding-gone``, ``session.reason-unwanted``.
        """
        typing = f"reason:{key}"
        self._at(typing)
        tidy = clean(text)
        finding = self._board.find(key)
        if tidy and (finding is None or finding.level != "check"):
            raise SmdeskError("session.reason-unwanted" if finding else "session.finding-gone")
        code = reason_refused(tidy) if final and tidy else None
        if code is not None:
            raise SmdeskError(code)
        place = finding.addresses[0] if finding else self.place
        delta = Delta(reasons=changed_texts(self.declaration.reasons, [(key, tidy)]))
        name = sentence("session.step-reason", label=self._label(place))
        return self._edit(delta, name, place, key=typing, final=final)

    # -- narrative -----------------------------------------------------------------------------

    def set_narrative(self, narrative: Narrative, *, name: str | None = None) -> Changes | None:
        """Put a whole narrative in place (imported, restored)."""
        self._at()
        return self._narrate(narrative, name, NARRATIVE, "", final=True)

    def set_blocks(
        self,
        start: int,
        stop: int,
        blocks: Sequence[Block],
        *,
        name: str | None = None,
        final: bool = True,
        typing: str | None = None,
    ) -> Changes | None:
        """Put ``blocks`` in the place of ``start:stop`` of the narrative: insert, remove, rewrite.

        One block for one with ``final`` false is typing in block ``start``; where ``typing`` names
        an outline item, any such edit is typing in that. Raises ``IndexError`` for a place that the
        narrative does not have.
        """
        key = f"block:{start}" if stop - start == len(blocks) == 1 else ""
        key = key if typing is None else f"part:{typing}"
        self._at(key)
        old = self.declaration.narrative.blocks
        if not 0 <= start <= stop <= len(old):
            raise IndexError(f"blocks {start}:{stop} of {len(old)}")
        fresh = tuple(map(clean_block, blocks))
        narrative = Narrative(blocks=(*old[:start], *fresh, *old[stop:]))
        return self._narrate(narrative, name, f"{NARRATIVE}:{start}", key, final=final or not key)

    # -- how it is done ------------------------------------------------------------------------

    def _repeat(self, repeat: str) -> Repeat:
        if repeat not in self._ground.repeats:
            raise SmdeskError("service.address-unknown", address=repeat)
        return self._ground.repeats[repeat]

    def _name(self, repeat: Repeat) -> str:
        return repeat.label.partition("（")[0]

    def _row(self, repeat: Repeat, row: int) -> None:
        rows = self.rows[repeat.id]
        if not 1 <= row <= rows:
            raise SmdeskError("session.row-missing", repeat=self._name(repeat), row=row, rows=rows)

    def _arrange(
        self, repeat: Repeat, order: Sequence[int | None], verb: str, row: int, to: int = 0
    ) -> Changes | None:
        done = arranging.shift(self.pack, self.declaration, repeat, self.rows[repeat.id], order)
        name = sentence(f"session.step-{verb}-row", repeat=self._name(repeat), row=row, to=to)
        old = self.declaration.attachments
        files = moved_evidence(old, done.moved)
        delta = replace(
            done.delta,
            origins=arranging.moved_texts(self.origins, done.moved),
            attachments=None if files == old else (old, files),
        )
        place = f"{repeat.id}[{min(to or row, len(order))}].{repeat.field[0].address}"
        return self._edit(delta, name, place, moved=done.moved)

    def _narrate(
        self, narrative: Narrative, name: str | None, place: str, key: str, *, final: bool
    ) -> Changes | None:
        old = self.declaration.narrative
        tidy = clean_narrative(narrative, old)
        delta = Delta() if tidy == old else Delta(narrative=(old, tidy))
        named = name or sentence("session.step-narrative", title=self.form.outline.text_title)
        return self._edit(delta, named, place, key=key, final=final)
