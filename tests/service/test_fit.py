"""The check before printing knows the pictures and the scans, and what an export reports."""

import io

import pytest
from PIL import Image

from smdesk.errors import SmdeskError
from smdesk.files import sha256_hex
from smdesk.intake import limits
from smdesk.notices.declaration import Attachment, Narrative, PageEdit, Picture
from smdesk.notices.loader import find_form
from smdesk.packet.scan.room import HEIGHT, WIDTH
from smdesk.service import attachments_look as looking
from smdesk.service.export import export
from smdesk.service.fit import fit_of
from smdesk.service.samples import load_sample
from smdesk.service.thumbs import look


def drawn(size, kind="JPEG", **more):
    stream = io.BytesIO()
    Image.new("L", size, 200).save(stream, kind, **more)
    return stream.getvalue()


class Desk:
    """A sample whose files can be added to."""

    def __init__(self):
        self.declaration, self._files = load_sample("zhejiang-2020/enterprise")
        self.pack, self.form = find_form(self.declaration.form)
        self.own = {}
        self.asked = []

    def files(self, sha256):
        self.asked.append(sha256)
        return self.own.get(sha256) or self._files(sha256)

    def keep(self, data):
        self.own[sha256_hex(data)] = data
        return sha256_hex(data)

    def attach(self, name, data, media_type="image/jpeg", pages=()):
        one = Attachment(
            slot="free", name=name, media_type=media_type, sha256=self.keep(data),
            size=len(data), pages=pages,
        )  # fmt: skip
        attachments = (*self.declaration.attachments, one)
        self.declaration = self.declaration.model_copy(update={"attachments": attachments})

    def found(self, code):
        told = fit_of(self.pack, self.form, self.declaration, self.files)
        return [one for one in told if one.rule == code]


@pytest.fixture
def desk():
    return Desk()


def picture(desk, data, width):
    block = Picture(
        sha256=desk.keep(data), media_type="image/jpeg", caption="图 1 平台架构", width=width
    )
    desk.declaration = desk.declaration.model_copy(update={"narrative": Narrative(blocks=(block,))})


def test_picture_under_150_dpi_at_its_width_is_told_with_its_density(desk):
    picture(desk, drawn((590, 300)), 100.0)
    assert desk.found("fit.picture") == []
    picture(desk, drawn((580, 300)), 100.0)
    (one,) = desk.found("fit.picture")
    assert "147 dpi" in one.message
    assert one.addresses == ("narrative[0]:0-0",)


def test_coarse_pages_of_a_long_scan_are_named_together(desk):
    fine, coarse = Image.new("1", (2480, 3508), 1), Image.new("1", (620, 877), 1)
    stream = io.BytesIO()
    fine.save(stream, "TIFF", save_all=True, append_images=[coarse, fine, coarse])
    desk.attach("审计报告.tif", stream.getvalue(), "image/tiff")
    (one,) = desk.found("fit.scan")
    assert "第 2、4 页" in one.message
    assert one.addresses == ("attachments#free",)


def test_only_pages_that_are_printed_are_looked_at(desk):
    fine, coarse = Image.new("1", (2480, 3508), 1), Image.new("1", (620, 877), 1)
    stream = io.BytesIO()
    fine.save(stream, "TIFF", save_all=True, append_images=[coarse])
    desk.attach("营业执照.tif", stream.getvalue(), "image/tiff", (PageEdit(page=1),))
    assert desk.found("fit.scan") == []


def test_scan_that_rounding_brings_under_150_dpi_is_not_told(desk):
    def at(dpi):
        return drawn((round(WIDTH / 25.4 * dpi), round(HEIGHT / 25.4 * dpi)))

    desk.attach("一四九.jpg", at(149))
    assert desk.found("fit.scan") == []
    assert looking.density(149) is None
    assert looking.density(99).code == "attachments.dpi-coarse"
    desk.attach("一四七.jpg", at(147))
    (one,) = desk.found("fit.scan")
    assert "147 dpi" in one.message
    assert looking.density(147).code == "attachments.dpi-coarse"
    assert not look(at(149), "image/jpeg", (99, 99)).coarse
    assert look(at(147), "image/jpeg", (99, 99)).coarse


def test_file_that_cannot_be_read_is_left_to_others(desk):
    desk.attach("坏.jpg", b"no picture at all")
    assert desk.found("fit.scan") == []


def test_file_that_is_gone_or_changed_is_told_first_and_no_longer_when_it_is_back(desk):
    picture(desk, drawn((2000, 1000)), 120)
    desk.attach("营业执照.jpg", b"gone")
    desk.attach("证书.pdf", b"damaged")
    gone, damaged = (one.sha256 for one in desk.declaration.attachments[-2:])
    shown = desk.declaration.narrative.blocks[-1].sha256

    def failing(sha256):
        if sha256 == gone:
            raise KeyError(sha256)
        if sha256 in {damaged, shown}:
            raise SmdeskError("store.blob-damaged", digest=sha256[:12], file="blob")
        return desk.files(sha256)

    told = fit_of(desk.pack, desk.form, desk.declaration, failing)
    assert [(one.rule, one.level) for one in told[:3]] == [("fit.lost", "error")] * 3
    assert "fit.lost" not in {one.rule for one in told[3:]}
    assert told[2].addresses[0].startswith("narrative[")
    assert desk.found("fit.lost") == []


def test_file_is_measured_once(desk):
    desk.attach("扫描.jpg", drawn((301, 401)))
    mark = desk.declaration.attachments[-1].sha256
    assert desk.found("fit.scan")
    desk.asked.clear()
    assert desk.found("fit.scan")
    assert mark not in desk.asked


def test_export_reports_what_does_not_fit(desk, tmp_path):
    desk.attach("扫描.jpg", drawn((300, 400)))
    report = export(
        desk.pack, desk.form, desk.declaration, desk.files, tmp_path, formats=("package",)
    )
    assert "fit.scan" in {one.rule for one in report.fit}
    assert "fit.scan" in {one["rule"] for one in report.as_json()["fit"]}


def test_export_tells_of_a_file_that_is_too_large_to_be_received(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "PACKAGE_LIMITS", limits.Limits(file=1))
    report = export(
        desk.pack, desk.form, desk.declaration, desk.files, tmp_path,
        formats=("package", "docx"), draft=True,
    )  # fmt: skip
    (large,) = [one for one in report.problems if one.code == "service.written-large"]
    assert large.params["file"].endswith(".smdx")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_cut_off_picture_of_an_old_draft_is_told_and_export_says_so_in_words(desk, tmp_path, kind):
    whole = drawn((1654, 2339), kind)
    desk.attach("旧.jpg", whole[: max(len(whole) * 2 // 3, 700)], f"image/{kind.lower()}")
    (one,) = desk.found("fit.damaged")
    assert (one.level, one.addresses) == ("error", ("attachments#free",))
    assert "旧.jpg" in one.message
    with pytest.raises(SmdeskError) as stopped:
        export(
            desk.pack, desk.form, desk.declaration, desk.files, tmp_path,
            formats=("pdf",), draft=True,
        )  # fmt: skip
    assert stopped.value.code == "pdf.scan-unreadable"
    assert "Error" not in str(stopped.value.problem.message)


def test_cut_off_picture_of_an_old_narrative_is_told(desk):
    picture(desk, drawn((1000, 800))[:700], 100.0)
    assert desk.found("fit.damaged")[0].addresses == ("narrative[0]:0-0",)
    picture(desk, drawn((1000, 800)), 100.0)
    assert desk.found("fit.damaged") == []
