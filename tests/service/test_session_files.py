"""Files that are lost or damaged stand among the findings of a session, where they are now."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from smdesk.files import sha256_hex
from smdesk.notices.declaration import Heading, Narrative, Paragraph, Picture, Run
from smdesk.notices.loader import find_form
from smdesk.service.export import export
from smdesk.service.fit import faults_of, fit_of
from smdesk.service.readiness import readiness_of
from smdesk.service.samples import load_sample
from smdesk.service.session import DraftSession

FORM = "zhejiang-2020/enterprise"


def photo() -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((400, 300), 80).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


class Old:
    """A draft of earlier days with a picture of which the half is there."""

    def __init__(self) -> None:
        declaration, files = load_sample(FORM)
        whole = photo()
        self.bad = whole[: len(whole) // 2]
        self.own = {sha256_hex(self.bad): self.bad}
        self.rest = files
        self.picture = Picture(
            sha256=sha256_hex(self.bad), media_type="image/jpeg", caption="图9 厂区"
        )
        blocks = declaration.narrative.blocks
        self.at = len(blocks)
        self.pack, self.form = find_form(FORM)
        self.session = DraftSession(
            self.pack,
            self.form,
            declaration.model_copy(update={"narrative": Narrative(blocks=(*blocks, self.picture))}),
        )

    def files(self, digest: str) -> bytes:
        return self.own.get(digest) or self.rest(digest)

    def look(self) -> None:
        self.session.mark_files(faults_of(self.session.declaration, self.files))

    @property
    def found(self) -> list[tuple[str, str]]:
        return [
            (one.rule, one.addresses[0])
            for one in self.session.visible_findings()
            if one.rule.startswith("fit.")
        ]


def test_a_damaged_picture_counts_as_an_error_at_its_place(tmp_path) -> None:
    old = Old()
    before = old.session.counts
    assert readiness_of(old.session).final
    old.look()
    assert old.found == [("fit.damaged", f"narrative[{old.at}]:0-0")]
    assert old.session.counts.errors == before.errors + 1
    ready = readiness_of(old.session)
    assert not ready.final
    step = next(one for one in ready.steps if one.errors)
    assert step.section.id == "narrative"
    with pytest.raises(Exception, match="图9"):
        export(old.pack, old.form, old.session.content, old.files, tmp_path, formats=["pdf"])


def test_it_is_the_finding_that_the_check_before_printing_has() -> None:
    old = Old()
    old.look()
    keys = {one.key for one in fit_of(old.pack, old.form, old.session.declaration, old.files)}
    assert {one.key for one in old.session.findings if one.rule == "fit.damaged"} <= keys


def test_the_finding_follows_its_picture_and_goes_with_it() -> None:
    old = Old()
    old.look()
    session = old.session
    session.set_blocks(0, 0, [Heading(level=2, text="（一）新"), Paragraph(runs=(Run(text="x"),))])
    assert old.found == [("fit.damaged", f"narrative[{old.at + 2}]:0-0")]
    session.set_blocks(old.at + 2, old.at + 3, [])
    assert old.found == []
    session.undo()
    assert old.found == [("fit.damaged", f"narrative[{old.at + 2}]:0-0")]
    session.mark_files({})
    assert old.found == []


def test_a_lost_attachment_counts_in_its_slot() -> None:
    old = Old()
    old.session.set_blocks(old.at, old.at + 1, [])
    gone = old.session.declaration.attachments[0]
    old.session.mark_files({gone.sha256: "fit.lost"})
    assert old.found == [("fit.lost", f"attachments#{gone.slot}")]
    old.session.remove_attachment(0)
    assert old.found == []
