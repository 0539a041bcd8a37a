from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Attachment, Declaration, Heading, Narrative, Paragraph, Run
from smdesk.notices.loader import find_form
from smdesk.notices.typed import canonical_text
from smdesk.rules.engine import check
from smdesk.service.session import DraftSession
from smdesk.service.session.progress import ProgressMap
from smdesk.service.session.undo import History

PACK, FORM = find_form("zhejiang-2020/platform")
NAME = "org.name"
REVENUE = "platform.revenue[2019]"


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def make(values: dict[str, str] | None = None, **more: Any) -> tuple[DraftSession, Clock]:
    clock = Clock()
    declaration = Declaration(
        form="zhejiang-2020/platform", pack=PACK.hash, years=PACK.years(), values=values or {}
    )
    return DraftSession(PACK, FORM, declaration, clock=clock, **more), clock


def type_text(session: DraftSession, address: str, text: str) -> None:
    for length in range(1, len(text) + 1):
        session.set_value(address, text[:length], final=False)


def test_undo_merges_typing_into_one_step() -> None:
    session, _ = make({NAME: "甲"})
    type_text(session, NAME, "乙公司")
    assert len(session.steps) == 1
    record = session.undo()
    assert record is not None
    assert (record.cause, record.values, record.place) == ("undo", (NAME,), NAME)
    assert session.value(NAME) == "甲"


def test_a_pause_begins_a_new_step() -> None:
    session, clock = make()
    type_text(session, NAME, "甲")
    clock.now += 1.5
    type_text(session, NAME, "甲乙")
    clock.now += 1.51
    type_text(session, NAME, "甲乙丙")
    assert len(session.steps) == 2
    session.undo()
    assert session.value(NAME) == "甲乙"


def test_leaving_a_field_ends_its_step() -> None:
    session, _ = make()
    type_text(session, NAME, "甲")
    session.leave()
    type_text(session, NAME, "甲乙")
    assert len(session.steps) == 2


def test_another_field_ends_the_step() -> None:
    session, _ = make()
    type_text(session, NAME, "甲")
    type_text(session, REVENUE, "1")
    type_text(session, NAME, "甲乙")
    assert len(session.steps) == 3


def test_the_canonical_form_belongs_to_the_step_of_its_typing_even_after_a_pause() -> None:
    session, clock = make({REVENUE: "5"})
    type_text(session, REVENUE, "3亿元")
    clock.now += 60
    session.leave()
    assert session.value(REVENUE) == "30000"
    assert len(session.steps) == 1
    session.undo()
    assert session.value(REVENUE) == "5"
    session.redo()
    assert session.value(REVENUE) == "30000"


def test_typing_that_is_taken_back_by_hand_leaves_no_step() -> None:
    session, _ = make({NAME: "甲"})
    for text in ("甲乙", "甲"):
        session.set_value(NAME, text, final=False)
    assert session.steps == ()
    assert session.undo() is None


def test_typing_after_an_undo_does_not_join_the_step_before() -> None:
    session, _ = make()
    session.set_value(NAME, "甲")
    type_text(session, NAME, "甲乙")
    session.undo()
    type_text(session, NAME, "甲丙")
    assert len(session.steps) == 2
    session.undo()
    assert session.value(NAME) == "甲"


def test_an_edit_ends_what_could_be_redone() -> None:
    session, _ = make()
    session.set_value(NAME, "甲")
    session.undo()
    assert session.redo_step is not None
    session.set_value(REVENUE, "1")
    assert session.redo_step is None
    assert session.redo() is None


def test_undo_and_redo_name_the_step_and_jump_to_its_place() -> None:
    session, _ = make()
    name = session.set_value(NAME, "甲")
    session.set_value(REVENUE, "1")
    session.undo()
    undone = session.undo()
    assert name is not None
    assert undone is not None
    assert (undone.step, undone.place, session.place) == (name.step, NAME, NAME)
    assert (undone.undo, undone.redo) == (None, name.step)


def test_the_oldest_steps_go_when_the_history_is_full_and_the_last_always_stays() -> None:
    session, _ = make(history=History(most=3000))
    for number in range(50):
        session.set_value(NAME, f"第{number}个名称")
    assert 1 < len(session.steps) < 50
    session.set_value(NAME, "长" * 5000)
    assert len(session.steps) == 1
    session.undo()
    assert session.value(NAME) == "第49个名称"


# ---- against a model: whole snapshots, and rows as lists ----

VALUES = (
    NAME,
    REVENUE,
    "contact.email",
    "investors[1].name",
    "investors[4].share",
    "clients[5].phone",
)
TEXTS = st.sampled_from(["", "甲", "3亿元", "１２", "40", "0571-87058143", "乙 \x00", "12%"])
REPEATS = {one.id: one for one in FORM.repeat}
REASON = "该投资方不便公开投资比例，另附说明。"
FIELDS = {field.address: field for field in (*PACK.notice.cover.field, *FORM.field)} | {
    f"{one.id}.{field.address}": field for one in FORM.repeat for field in one.field
}
BLOCKS = st.lists(
    st.one_of(
        st.sampled_from("甲乙丙").map(lambda text: Paragraph(runs=(Run(text=text),))),
        st.sampled_from(FORM.outline.item).map(
            lambda item: Heading(level=item.level, text=item.title, item=item.id)
        ),
    ),
    max_size=4,
).map(lambda blocks: Narrative(blocks=tuple(blocks)))


def field_of(address: str) -> str:
    head, _, rest = address.partition("[")
    return f"{head}.{rest.partition('].')[2]}" if "]." in address else head


@dataclass
class Model:
    """The naive session: plain values, rows as lists of cells, a list of whole snapshots."""

    values: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    narrative: Narrative = field(default_factory=Narrative)
    files: list[Attachment] = field(default_factory=list)

    def put(self, address: str, text: str) -> None:
        if "]." not in address:
            self.values[address] = text
            return
        repeat, rest = address.split("[")
        row, tail = rest.split("].")
        rows = self.rows[repeat]
        while text and len(rows) < int(row):
            rows.append({})
        if int(row) <= len(rows):
            rows[int(row) - 1][tail] = text

    def get(self, address: str) -> str:
        return self.flat().get(address, "")

    def flat(self) -> dict[str, str]:
        flat = dict(self.values)
        for repeat, rows in self.rows.items():
            for number, cells in enumerate(rows, start=1):
                flat |= {
                    f"{repeat}[{number}].{tail}": text
                    for tail, text in cells.items()
                    if tail != "reason"
                }
        return {address: text for address, text in flat.items() if text}

    def all_reasons(self) -> dict[str, str]:
        found = {
            f"investor-share@investors[{number}].share": cells["reason"]
            for number, cells in enumerate(self.rows["investors"], start=1)
            if cells.get("reason")
        }
        return {key: text for key, text in (self.reasons | found).items() if text}

    def snapshot(self) -> Any:
        return (
            self.flat(), {repeat: len(rows) for repeat, rows in self.rows.items()},
            self.all_reasons(), self.narrative, tuple(self.files),
        )  # fmt: skip

    def copy(self) -> Model:
        rows = {repeat: [dict(one) for one in rows] for repeat, rows in self.rows.items()}
        return Model(dict(self.values), rows, dict(self.reasons), self.narrative, list(self.files))


class SessionMachine(RuleBasedStateMachine):
    """A session and its model do the same; after each step they have to be equal."""

    @initialize(
        filled=st.dictionaries(st.sampled_from(VALUES), st.sampled_from("甲乙"), max_size=3)
    )
    def start(self, filled: dict[str, str]) -> None:
        self.session, self.clock = make(filled)
        self.model = Model(rows={one.id: [{} for _ in range(one.rows)] for one in FORM.repeat})
        for address, text in filled.items():
            self.model.put(address, text)
        self.done: list[Model] = []
        self.undone: list[Model] = []
        self.typing: tuple[str, float] | None = None
        self.open = False
        """Whether the top of ``done`` is the step of the typing in progress."""
        self.board = ProgressMap(self.session._ground)

    # what the model does

    def finish_typing(self) -> None:
        if self.typing is None:
            return
        address, _ = self.typing
        old = self.model.get(address)
        kept = canonical_text(FIELDS[field_of(address)], old)
        changed = self.model.copy()
        changed.put(address, kept)
        self.keep(changed, join=True)
        self.typing, self.open = None, False

    def keep(self, changed: Model, *, join: bool = False) -> None:
        if changed.snapshot() == self.model.snapshot():
            return
        self.undone.clear()
        if not (join and self.open):
            self.done.append(self.model)
        elif changed.snapshot() == self.done[-1].snapshot():
            self.done.pop()
            self.open = False
            self.model = changed
            return
        self.model = changed
        self.open = True

    def edit(self, changed: Model) -> None:
        self.keep(changed)
        self.open = False

    # what both do

    @rule(address=st.sampled_from(VALUES), text=TEXTS)
    def set_value(self, address: str, text: str) -> None:
        if self.typing is not None and self.typing[0] != address:
            self.finish_typing()
        changed = self.model.copy()
        changed.put(address, canonical_text(FIELDS[field_of(address)], text))
        self.keep(changed, join=self.typing is not None)
        self.typing, self.open = None, False
        self.session.set_value(address, text)

    @rule(address=st.sampled_from(VALUES), text=st.sampled_from(["", "3", "3亿", "3亿元", "甲"]))
    def type(self, address: str, text: str) -> None:
        if self.typing is not None and self.typing[0] != address:
            self.finish_typing()
        now = self.clock.now
        paused = self.typing is not None and now - self.typing[1] > 1.5
        changed = self.model.copy()
        changed.put(address, text)
        self.keep(changed, join=self.typing is not None and not paused)
        self.typing = (address, now)
        self.session.set_value(address, text, final=False)

    @rule(seconds=st.sampled_from([0.5, 2.0]))
    def wait(self, seconds: float) -> None:
        self.clock.now += seconds

    @rule()
    def leave(self) -> None:
        self.finish_typing()
        self.session.leave()

    @rule(texts=st.dictionaries(st.sampled_from(VALUES), TEXTS, max_size=4))
    def paste(self, texts: dict[str, str]) -> None:
        self.finish_typing()
        changed = self.model.copy()
        for address, text in texts.items():
            changed.put(address, canonical_text(FIELDS[field_of(address)], text))
        self.edit(changed)
        self.session.set_values(texts)

    @rule(repeat=st.sampled_from(sorted(REPEATS)), at=st.integers(0, 20))
    def insert_row(self, repeat: str, at: int) -> None:
        self.finish_typing()
        changed = self.model.copy()
        rows = changed.rows[repeat]
        at %= len(rows) + 1
        most = REPEATS[repeat].most
        if len(rows) == most and (at == most or any(rows[-1].values())):
            with pytest.raises(SmdeskError):
                self.session.insert_row(repeat, at + 1)
            return
        rows.insert(at, {})
        del rows[most:]
        self.edit(changed)
        self.session.insert_row(repeat, at + 1)

    @rule(repeat=st.sampled_from(sorted(REPEATS)), at=st.integers(0, 20))
    def remove_row(self, repeat: str, at: int) -> None:
        self.finish_typing()
        changed = self.model.copy()
        rows = changed.rows[repeat]
        at %= len(rows)
        rows.pop(at)
        if len(rows) < REPEATS[repeat].rows:
            rows.append({})
        self.edit(changed)
        self.session.remove_row(repeat, at + 1)

    @rule(repeat=st.sampled_from(sorted(REPEATS)), at=st.integers(0, 20), to=st.integers(0, 20))
    def move_row(self, repeat: str, at: int, to: int) -> None:
        self.finish_typing()
        changed = self.model.copy()
        rows = changed.rows[repeat]
        at, to = at % len(rows), to % len(rows)
        rows.insert(to, rows.pop(at))
        self.edit(changed)
        self.session.move_row(repeat, at + 1, to + 1)

    @rule(pick=st.integers(0, 9), text=st.sampled_from(["", REASON]))
    def explain(self, pick: int, text: str) -> None:
        self.finish_typing()
        self.session.leave()
        keys = [one.key for one in self.session.findings if one.level == "check"]
        if not keys:
            return
        key = keys[pick % len(keys)]
        changed = self.model.copy()
        if key.startswith("investor-share@"):
            row = int(key.split("[")[1].split("]")[0])
            changed.rows["investors"][row - 1]["reason"] = text
        elif "]." in key:
            return
        else:
            changed.reasons[key] = text
        self.edit(changed)
        self.session.set_reason(key, text)

    @rule(narrative=BLOCKS)
    def write(self, narrative: Narrative) -> None:
        self.finish_typing()
        changed = self.model.copy()
        changed.narrative = narrative
        self.edit(changed)
        self.session.set_narrative(narrative)

    @rule(name=st.sampled_from("甲乙丙"), slot=st.sampled_from(FORM.attachment))
    def attach(self, name: str, slot: Any) -> None:
        self.finish_typing()
        one = Attachment(slot=slot.id, name=name, media_type="image/png", sha256=name, size=1)
        changed = self.model.copy()
        changed.files.append(one)
        self.edit(changed)
        self.session.add_attachment(one)

    @rule(at=st.integers(0, 9), to=st.integers(0, 9))
    def rearrange_files(self, at: int, to: int) -> None:
        self.finish_typing()
        self.session.leave()
        changed = self.model.copy()
        if not changed.files:
            return
        at, to = at % len(changed.files), to % (len(changed.files) + 1)
        gone = changed.files.pop(at)
        if to == len(changed.files) + 1 or to == len(self.model.files):
            self.session.remove_attachment(at)
        else:
            changed.files.insert(to, gone)
            self.session.move_attachment(at, to)
        self.edit(changed)

    @rule()
    def undo(self) -> None:
        self.typing, self.open = None, False
        if self.done:
            self.undone.append(self.model)
            self.model = self.done.pop()
        self.session.undo()

    @rule()
    def redo(self) -> None:
        self.typing, self.open = None, False
        if self.undone:
            self.done.append(self.model)
            self.model = self.undone.pop()
        self.session.redo()

    @rule()
    def ask(self) -> None:
        self.finish_typing()
        self.session.ask_check()

    # what has to hold

    @invariant()
    def content_is_that_of_the_model(self) -> None:
        found = self.session.declaration
        snapshot = (
            found.values, dict(self.session.rows), found.reasons, found.narrative, found.attachments
        )  # fmt: skip
        assert snapshot == self.model.snapshot()
        assert len(self.session.steps) == len(self.done)
        assert (self.session.redo_step is None) == (not self.undone)

    @invariant()
    def findings_are_those_of_a_full_check(self) -> None:
        assert self.session.findings == check(PACK, FORM, self.session.declaration)

    @invariant()
    def progress_is_that_of_a_fresh_count(self) -> None:
        session = self.session
        fresh = self.board.of(session.declaration, session.findings, session.visible_findings())
        assert session.progress == fresh


SessionMachine.TestCase.settings = settings(max_examples=60, stateful_step_count=40, deadline=None)
test_a_session_is_its_naive_model_whatever_is_done = SessionMachine.TestCase
