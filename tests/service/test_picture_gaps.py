"""A picture that leaves much of a page empty is told of before printing, with a width that fits."""

import io

import pytest
from PIL import Image

from smdesk.files import sha256_hex
from smdesk.notices.declaration import Heading, Narrative, Paragraph, Picture, Run
from smdesk.notices.loader import find_form
from smdesk.packet import page
from smdesk.service.fit import fit_of
from smdesk.service.samples import load_sample

SENTENCE = (
    "企业围绕服务型制造转型，建设了覆盖设计、生产、交付和运维全过程的数字化平台，服务收入稳步增长。"
)


def drawn(size):
    stream = io.BytesIO()
    Image.new("L", size, 200).save(stream, "PNG")
    return stream.getvalue()


class Draft:
    """A sample with a narrative of its own."""

    def __init__(self, size=(1560, 1000)):
        self.declaration, _ = load_sample("zhejiang-2020/enterprise")
        self.pack, self.form = find_form(self.declaration.form)
        self.data = drawn(size)

    def picture(self, width=page.TEXT_WIDTH):
        return Picture(
            sha256=sha256_hex(self.data),
            media_type="image/png",
            caption="图1 平台架构",
            width=width,
        )

    def told(self, *blocks):
        declaration = self.declaration.model_copy(
            update={"narrative": Narrative(blocks=blocks), "attachments": ()}
        )
        found = fit_of(self.pack, self.form, declaration, lambda _sha256: self.data)
        return [one for one in found if one.rule.startswith("fit.gap")]


def text(sentences):
    return Paragraph(runs=(Run(text=SENTENCE * sentences),))


@pytest.fixture
def draft():
    return Draft()


def first_told(draft, picture, *between):
    """Return what is told where a picture is first pushed to the next page by more text."""
    for sentences in range(8, 60, 2):
        told = draft.told(text(sentences), *between, picture, text(2))
        if told:
            return sentences, told
    pytest.fail("no picture was ever pushed over")


def test_a_picture_that_is_pushed_over_is_told_with_a_width_that_brings_it_back(draft):
    sentences, [told] = first_told(draft, draft.picture())
    assert told.rule == "fit.gap"
    assert told.addresses == ("narrative[1]:0-0",)
    assert "五分之四" in told.message
    narrower = draft.picture(round(page.TEXT_WIDTH * 0.8, 1))
    assert draft.told(text(sentences), narrower, text(2)) == []


def test_the_heading_of_a_picture_goes_over_with_it_and_the_gap_is_told_all_the_same(draft):
    _, [told] = first_told(draft, draft.picture(), Heading(level=1, text="二、平台"))
    assert told.addresses == ("narrative[2]:0-0",)


def test_a_picture_too_high_to_be_saved_by_two_thirds_of_its_width_is_told_without_a_width():
    draft = Draft((1000, 1200))
    rules = {
        one.rule
        for sentences in range(20, 60, 6)
        for one in draft.told(text(sentences), draft.picture(), text(2))
    }
    assert "fit.gap-wide" in rules


def test_pictures_on_a_page_with_their_text_and_small_gaps_are_not_told(draft):
    assert draft.told(text(8), draft.picture(80), text(8)) == []
    assert draft.told(draft.picture(), text(8)) == []


def test_a_picture_that_cannot_be_opened_tells_no_gap(draft):
    draft.data = b"none"
    assert draft.told(text(30), draft.picture(), text(8)) == []
