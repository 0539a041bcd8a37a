"""Any sequence of making, saving, throwing away, restoring and reopening equals a plain dict."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from smdesk.notices.declaration import Declaration, Narrative, Paragraph, Run
from smdesk.store import connection as connections
from smdesk.store.library import Library
from smdesk.store.models import Change

TEXT = st.text("某机械ab12，。\n", max_size=6)
VALUES = st.dictionaries(st.sampled_from(["org.name", "a", "b", "c[2019]"]), TEXT)
BLOCKS = st.lists(TEXT, max_size=5).map(
    lambda texts: Narrative(blocks=tuple(Paragraph(runs=(Run(text=t),)) for t in texts))
)


@pytest.fixture(autouse=True)
def _unsynced(monkeypatch):
    """What is compared here is content; syncs are looked at elsewhere and cost most of the time."""
    monkeypatch.setattr(connections, "SYNCHRONOUS", "OFF")


class Drafts(RuleBasedStateMachine):
    """The library beside ``model``: declarations by id, all versions of each, who is in the trash."""

    drafts = Bundle("drafts")

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="smdesk-model-"))
        self.library = Library.open(self.folder)
        self.model: dict[int, list[Declaration]] = {}
        self.trashed: set[int] = set()

    def teardown(self) -> None:
        self.library.close()
        shutil.rmtree(self.folder)

    @rule(target=drafts, values=VALUES, narrative=BLOCKS)
    def create(self, values, narrative):
        made = Declaration(form="n/f", pack="p", years=(2019,), narrative=narrative)
        made = made.with_values(values)
        draft = self.library.create(made, "标题")
        self.model[draft] = [made]
        return draft

    @rule(draft=drafts, values=VALUES)
    def change(self, draft, values):
        now = self.model[draft][-1]
        after = now.with_values(values)
        changes = [Change(a, now.values.get(a, ""), text) for a, text in values.items()]
        self._saved(draft, after, lambda base: self.library.save_changes(draft, base, changes))

    @rule(draft=drafts, narrative=BLOCKS)
    def write(self, draft, narrative):
        after = self.model[draft][-1].model_copy(update={"narrative": narrative})
        self._saved(
            draft, after, lambda base: self.library.save_changes(draft, base, narrative=narrative)
        )

    @rule(draft=drafts, values=VALUES, narrative=BLOCKS)
    def save_whole(self, draft, values, narrative):
        after = (
            self.model[draft][-1].with_values(values).model_copy(update={"narrative": narrative})
        )
        self._saved(draft, after, lambda base: self.library.save(draft, base, after))

    @rule(draft=drafts, data=st.data())
    def take_back(self, draft, data):
        version = data.draw(st.integers(1, len(self.model[draft])))
        after = self.model[draft][version - 1]
        self._saved(draft, after, lambda base: self.library.take_back(draft, base, version))

    def _saved(self, draft, after, save):
        base = len(self.model[draft])
        if after != self.model[draft][-1]:
            self.model[draft].append(after)
        assert save(base).revision == len(self.model[draft])

    @rule(draft=drafts)
    def trash(self, draft):
        self.library.trash(draft)
        self.trashed.add(draft)

    @rule(draft=drafts)
    def untrash(self, draft):
        self.library.untrash(draft)
        self.trashed.discard(draft)

    @rule(draft=consumes(drafts))
    def purge(self, draft):
        self.library.trash(draft)
        self.library.purge(draft)
        self.trashed.discard(draft)
        del self.model[draft]

    @rule()
    def reopen(self):
        self.library.close()
        self.library = Library.open(self.folder)

    @rule()
    def back_up_and_restore(self):
        made = self.library.back_up(always=True)
        self.library.restore_backup(made.path)

    @rule(draft=drafts, data=st.data())
    def old_versions_stand(self, draft, data):
        version = data.draw(st.integers(1, len(self.model[draft])))
        assert self.library.version(draft, version) == self.model[draft][version - 1]

    @invariant()
    def equal(self):
        shown = {row.id for row in self.library.drafts()}
        assert shown == set(self.model) - self.trashed
        assert {row.id for row in self.library.drafts(trashed=True)} == self.trashed
        for draft, versions in self.model.items():
            loaded = self.library.load(draft)
            assert loaded.declaration == versions[-1]
            assert loaded.damage == ()


TestDrafts = Drafts.TestCase
TestDrafts.settings = settings(
    max_examples=10,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
