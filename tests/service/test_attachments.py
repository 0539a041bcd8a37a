"""Pages of attachments as data, files at the door, what pages look like, the command line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import Attachment, EvidenceLink, PageEdit
from smdesk.notices.loader import find_form
from smdesk.packet.docx.pictures import scan_pages
from smdesk.packet.pdf.scans import ScanFile
from smdesk.packet.scan.printing import made_anew
from smdesk.packet.scan.sheet import picture
from smdesk.packet.scan.whole import complete
from smdesk.service import attachments as pages
from smdesk.service import attachments_door as door
from smdesk.service import attachments_look as looking
from smdesk.service.attachments_spec import applied, read_list, read_option
from smdesk.service.fill import fill
from smdesk.service.thumbs import look

FORM = "zhejiang-2020/enterprise"


def encoded(image: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def scan(size: tuple[int, int] = (1654, 2339), angle: float = 0) -> Image.Image:
    image = Image.new("L", size, 250)
    draw = ImageDraw.Draw(image)
    for y in range(size[1] // 6, size[1] * 5 // 6, size[1] // 40):
        for x in range(size[0] // 6, size[0] * 5 // 6, size[0] // 50):
            draw.rectangle((x, y, x + size[0] // 90, y + size[1] // 90), fill=20)
    return image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=250) if angle else image


def pdf(count: int, **save: object) -> bytes:
    made = pikepdf.new()
    for _ in range(count):
        made.add_blank_page(page_size=(595, 842))
    out = io.BytesIO()
    made.save(out, **save)
    return out.getvalue()


def attached(data: bytes = b"x", media: str = "application/pdf", **more: object) -> Attachment:
    fields = {"slot": "free", "name": "材料.pdf", "sha256": "0" * 64, "size": len(data)}
    return Attachment.model_validate(fields | {"media_type": media} | more)


def code_of(call) -> str:
    with pytest.raises(SmdeskError) as fault:
        call()
    return fault.value.code


# ---- ranges and choices ----


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1-3,5", (1, 2, 3, 5)),
        ("5，2～3", (5, 2, 3)),
        ("3-1", (3, 2, 1)),
        ("2,2,1-2", (2, 1)),
        ("", (1, 2, 3, 4, 5)),
        ("全部", (1, 2, 3, 4, 5)),
        ("第１至２页", (1, 2)),
    ],
)
def test_a_range_is_read_as_people_write_it(text, found):
    assert pages.read_range(text, 5) == found


@pytest.mark.parametrize("text", ["a", "1-", "1-2-3", ",", "0x1"])
def test_what_is_no_range_is_refused(text):
    assert code_of(lambda: pages.read_range(text, 5)) == "attachments.range-form"


@pytest.mark.parametrize("text", ["6", "0", "1-9", "999999"])
def test_pages_that_the_file_lacks_are_refused(text):
    assert code_of(lambda: pages.read_range(text, 5)) == "attachments.range-beyond"


@given(st.lists(st.integers(1, 40), min_size=1, unique=True))
def test_the_text_of_pages_reads_back(numbers):
    assert list(pages.read_range(pages.range_text(numbers), 40)) == numbers


def test_all_pages_as_they_came_are_no_choice():
    plain = tuple(PageEdit(page=number) for number in (1, 2))
    assert pages.tidy(plain, 2) == ()
    assert pages.tidy(plain[::-1], 2) == plain[::-1]
    assert pages.tidy(plain, 3) == plain


def test_the_edit_of_a_page_comes_back_when_it_is_chosen_again():
    edit = PageEdit(page=2, turn=90)
    left = pages.chosen((PageEdit(page=1), edit), (1,), {})
    again = pages.chosen(left, (1, 2), {2: edit})
    assert again == (PageEdit(page=1), edit)
    assert code_of(lambda: pages.chosen(again, (), {})) == "attachments.range-none"


@given(
    st.sampled_from((0, 90, 180, 270)),
    st.tuples(*[st.integers(0, 400)] * 4),
    st.integers(-150, 150),
)
def test_four_quarter_turns_are_none(turn, crop, angle):
    edit = PageEdit(page=1, turn=turn, crop=crop, angle=angle)
    one = edit
    for _ in range(4):
        one = pages.turned(one, 90)
    assert one == edit
    assert pages.turned(pages.turned(edit, 90), -90) == edit


@given(st.integers(1, 8).flatmap(
    lambda count: st.tuples(st.just(count), st.integers(0, count - 1), st.integers(0, count))
))  # fmt: skip
def test_a_moved_page_stands_before_the_one_it_was_put_at(case):
    count, at, to = case
    before = tuple(PageEdit(page=number) for number in range(1, count + 1))
    after = [one.page for one in pages.moved(before, at, to)]
    rest = [one.page for number, one in enumerate(before) if number != at]
    place = after.index(at + 1)
    assert after[:place] + after[place + 1 :] == rest
    if to < count and to != at:
        assert after[place + 1] == to + 1


def test_what_was_done_is_told_in_words():
    assert pages.told(attached(), 3) == ""
    choice = (PageEdit(page=2, turn=90), PageEdit(page=3))
    assert pages.told(attached(pages=choice), 5) == "印第 2-3 页，1 页有调整"
    crop = (PageEdit(page=1, crop=(1, 1, 1, 1), angle=3),)
    assert pages.told(attached(pages=crop), 1) == "已拉直、已裁剪"


def test_a_file_added_twice_counts_once_and_the_limit_is_told():
    _, form = find_form(FORM)
    files = [attached(size=3_000_000), attached(size=3_000_000, slot="x")]
    assert pages.stored_size(files) == 3_000_000
    assert pages.over_limit(form, files) is None
    small = form.model_copy(update={"attachments_limit": 2.5})
    problem = pages.over_limit(small, files)
    assert problem is not None
    assert (problem.code, problem.params["limit"]) == ("attachments.over-limit", "2.5 MB")


# ---- the door ----


def test_a_locked_pdf_and_one_without_pages_are_refused_in_words():
    locked = pdf(1, encryption=pikepdf.Encryption(owner="a", user="b"))
    assert code_of(lambda: door.enter("a.pdf", locked)) == "attachments.locked"
    assert code_of(lambda: door.enter("a.pdf", pdf(0))) == "attachments.no-pages"


def test_a_pdf_whose_end_is_missing_comes_in_and_is_told():
    whole = pdf(30)
    assert door.enter("a.pdf", whole).problems == ()
    (said,) = door.enter("a.pdf", whole.replace(b"startxref", b"").replace(b"%%EOF", b"")).problems
    assert (said.code, said.level) == ("attachments.cut-off", "check")


def long_pdf(count: int, *, packed: bool) -> bytes:
    """A PDF whose pages have content, its directory packed into streams or plain."""
    made = pikepdf.new()
    for number in range(count):
        made.add_blank_page(page_size=(595, 842))
        made.pages[-1].Contents = made.make_stream(b"0 0 m %d 9 l S" % number + b" " * 2000)
    stream = io.BytesIO()
    modes = pikepdf.ObjectStreamMode
    mode = modes.generate if packed else modes.disable
    made.save(stream, object_stream_mode=mode, compress_streams=False)
    return stream.getvalue()


def damaged(data: bytes) -> dict[str, bytes]:
    found = {f"cut at {part}": data[: len(data) * part // 100] for part in (10, 50, 90, 97, 99)}
    found["no table"] = data[: data.rfind(b"startxref")] + b"startxref\n0\n%%EOF\n"
    found["behind junk"] = b"junk\n" * 20 + data
    found["a hole"] = data[: len(data) // 2] + data[len(data) // 2 + 3000 :]
    noise = bytearray(data)
    for place in range(100, len(data), len(data) // 30):
        noise[place] ^= 0xFF
    found["noise"] = bytes(noise)
    for old, new in ((b"/Kids", b"/Xids"), (b"/Count 12", b"/Count 99")):
        if old in data:
            found[f"{old!r}"] = data.replace(old, new, 1)
    return found


@pytest.mark.parametrize("packed", [False, True])
def test_a_damaged_pdf_has_the_same_pages_for_looking_for_word_and_for_print(packed):
    for name, data in damaged(long_pdf(12, packed=packed)).items():
        counts = [looking.count_pages(data)]
        try:
            counts.append(ScanFile("a" * 64, "x", data).pages)
        except SmdeskError:
            counts.append(0)
        try:
            counts.append(len(list(scan_pages(data, "application/pdf", "x"))))
        except SmdeskError:
            counts.append(0)
        assert len(set(counts)) == 1, (name, counts)
        if not counts[0]:
            assert code_of(lambda data=data: door.enter("a.pdf", data)) == "attachments.unreadable"
            continue
        came = door.enter("a.pdf", data)
        assert looking.count_pages(came.body) == counts[0], name
        assert len(came.problems) <= 1, name
        assert door.enter("a.pdf", came.body).problems == (), name


def test_lost_pages_of_a_cut_pdf_are_told_by_number():
    data = long_pdf(12, packed=False)
    (said,) = door.enter("a.pdf", data[: len(data) // 2]).problems
    assert (said.code, said.params["count"]) == ("attachments.mended-lost", 12)
    assert "12" in str(said.params["lost"])


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "BMP"])
def test_a_picture_cut_off_after_its_head_is_refused(kind):
    whole = encoded(scan((620, 877)), kind)
    assert door.enter("a", whole).body == whole
    for part in (30, 60, 90):
        cut = whole[: len(whole) * part // 100]
        if door.media_type(cut) is not None:
            assert code_of(lambda cut=cut: door.enter("a", cut)) == "attachments.picture-cut"


def test_a_tiff_whose_last_page_is_damaged_is_refused_and_so_told_at_a_glance():
    stream, page = io.BytesIO(), scan((620, 877))
    page.save(stream, "TIFF", save_all=True, append_images=[page, page])
    whole = stream.getvalue()
    assert complete(whole)
    with Image.open(stream) as image:
        image.seek(2)
        last = image.tag_v2[273][-1]
    changed = whole.replace(last.to_bytes(4, "little"), (len(whole) - 9).to_bytes(4, "little"))
    assert not complete(changed)
    assert code_of(lambda: door.enter("a.tif", changed)) == "attachments.picture-cut"


def test_a_pdf_that_only_forbids_changes_may_come_in():
    owned = pdf(1, encryption=pikepdf.Encryption(owner="a", user=""))
    assert door.enter("a.pdf", owned).media_type == "application/pdf"


def test_the_content_decides_and_a_wrong_name_is_told():
    came = door.enter("扫描.jpg", pdf(1))
    assert came.media_type == "application/pdf"
    assert door.right_suffix("扫描.jpg", came.media_type) == ".pdf"
    assert door.named_wrong("扫描.PDF", came.media_type) is None


HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 40


def test_a_heic_photo_without_a_decoder_is_refused_with_the_way_out(monkeypatch):
    monkeypatch.setattr(door, "_DECODERS", ("no_such_decoder",))
    assert code_of(lambda: door.enter("IMG_1.HEIC", HEIC)) == "attachments.heic"


def test_a_heic_photo_becomes_a_jpg_where_a_decoder_is_found(monkeypatch):
    photo = Image.new("RGB", (40, 30), "teal")
    monkeypatch.setitem(
        sys.modules, "found_decoder", SimpleNamespace(register_heif_opener=lambda: None)
    )
    monkeypatch.setattr(door, "_DECODERS", ("missing_decoder", "found_decoder"))
    monkeypatch.setattr(door.decode, "frame", lambda _body: photo)
    came = door.enter("IMG_1.HEIC", HEIC)
    assert (came.name, came.media_type) == ("IMG_1.jpg", "image/jpeg")
    assert [one.code for one in came.problems] == ["attachments.heic-saved"]
    assert Image.open(io.BytesIO(came.body)).size == (40, 30)


@pytest.mark.skipif(door.heic_decoder() is None, reason="no wheel of pi-heif for this machine")
def test_a_heic_photo_comes_in_upright_with_its_colours():
    photo = (Path(__file__).parents[1] / "data" / "photo.heic").read_bytes()
    came = door.enter("IMG_1.HEIC", photo)
    assert (came.name, came.media_type) == ("IMG_1.jpg", "image/jpeg")
    with Image.open(io.BytesIO(came.body)) as image:
        assert (image.format, image.size, image.getexif().get(0x0112, 1)) == ("JPEG", (200, 320), 1)
        red, green, blue = image.getpixel((195, 5))
    assert red > 150
    assert max(green, blue) < 90
    assert code_of(lambda: door.enter("a.heic", photo[:400])) == "attachments.heic-damaged"


def test_a_damaged_heic_photo_is_told(monkeypatch):
    decoder = SimpleNamespace(register_heif_opener=lambda: None)
    monkeypatch.setattr(door, "heic_decoder", lambda: decoder)
    assert code_of(lambda: door.enter("IMG_1.HEIC", HEIC)) == "attachments.heic-damaged"


# ---- looks ----


@pytest.mark.parametrize(
    ("size", "level"), [((1654, 2339), ""), ((900, 1273), "check"), ((600, 849), "error")]
)
def test_density_in_print_decides_the_level(size, level):
    assert looking.look_at(encoded(scan(size)), PageEdit(page=1)).level == level


def test_a_crop_is_printed_larger_and_so_less_dense():
    data = encoded(scan((1100, 1556)))
    whole = looking.look_at(data, PageEdit(page=1)).dpi
    half = looking.look_at(data, PageEdit(page=1, crop=(250, 250, 250, 250))).dpi
    assert half == pytest.approx(whole / 2, abs=2)


def test_the_density_of_a_scan_in_a_pdf_does_not_hang_on_the_size_that_it_states():
    told = [encoded(scan(), "PDF", resolution=dpi) for dpi in (72, 200)]
    assert len({looking.look_at(one, PageEdit(page=1)).dpi for one in told}) == 1


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.4 broken", "attachments.damaged"),
        (pdf(1, encryption=pikepdf.Encryption(owner="a", user="b")), "attachments.locked-page"),
        (b"\x89PNG\r\n\x1a\nbroken", "attachments.damaged"),
    ],
)
def test_a_page_that_cannot_be_drawn_is_told(data, code):
    assert [one.code for one in looking.look_at(data, PageEdit(page=1)).problems] == [code]


def test_pages_of_a_tiff_keep_their_own_shape():
    sizes = [(1240, 1754), (1754, 1240), (3508, 2480)]
    first, *rest = (scan(size) for size in sizes)
    body = encoded(first, "TIFF", save_all=True, append_images=rest)
    for number, (width, height) in enumerate(sizes, 1):
        for turn in (0, 90):
            edit = PageEdit(page=number, turn=turn)
            seen = picture(body, edit, 60)
            wide, high = (height, width) if turn else (width, height)
            assert seen.width / seen.height == pytest.approx(wide / high, rel=0.02)
            thumb = look(body, "image/tiff", (100, 100), edit)
            assert thumb.dots == (width, height)
    assert [made_anew(body, PageEdit(page=number)) for number in (1, 2, 3)] == [False, False, True]


def test_a_page_that_print_gets_with_fewer_dots_says_so():
    large = encoded(scan((3600, 5000)))
    assert looking.look_at(large, PageEdit(page=1)).shrunk == 300
    assert looking.look_at(encoded(scan()), PageEdit(page=1)).shrunk == 0


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 damaged", "attachments.damaged"),
        (b"\xff\xd8\xff\xe0 damaged", "attachments.damaged"),
        (pdf(1, encryption=pikepdf.Encryption(user="x", owner="y")), "attachments.locked-page"),
        (pdf(0), "attachments.empty"),
        (encoded(Image.new("1", (22_000, 11_000), 1), "PNG"), "attachments.large"),
    ],
)
def test_why_a_file_has_no_pages_is_told(data, code):
    count, problem = looking.opened_pages(data)
    assert (count, problem.code) == (0, code)


def test_a_leaning_scan_is_straightened_and_trimmed():
    edit = looking.tidied(encoded(scan(angle=2.0)), PageEdit(page=1, turn=0))
    assert edit.angle == pytest.approx(20, abs=2)
    assert all(100 < cut < 190 for cut in edit.crop)


def test_pages_are_counted_and_damage_has_none():
    frames = [scan((200, 300)) for _ in range(3)]
    tiff = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    assert [looking.count_pages(one) for one in (tiff, pdf(4), b"%PDF-x", b"")] == [3, 4, 0, 0]


# ---- the command line ----


def test_an_option_names_pages_edits_and_links():
    (one,) = read_option(
        "licence=执照#1.pdf#pages=1-3,5,turn=90,crop=10/20/10/20,angle=-1.5,"
        "for=org.name@2,for=finance.revenue[2019],note=复印件"
    )
    assert one.path == Path("执照#1.pdf")
    made = applied(attached(pdf(5)), one.spec, pdf(5))
    assert [edit.page for edit in made.pages] == [1, 2, 3, 5]
    assert made.pages[0] == PageEdit(page=1, turn=90, crop=(10, 20, 10, 20), angle=-15)
    assert made.evidence == (
        EvidenceLink(place="org.name", page=2),
        EvidenceLink(place="finance.revenue[2019]"),
    )
    assert made.note == "复印件"


@pytest.mark.parametrize("tail", ["turn=45", "crop=1/2", "angle=40", "turn=x", "crop=600/0/600/0"])
def test_a_wrong_option_is_told(tail):
    def read():
        (one,) = read_option(f"licence=a.pdf#{tail}")
        applied(attached(pdf(1)), one.spec, pdf(1))

    assert code_of(read) == "attachments.spec-option"


def test_a_page_that_a_file_has_not_shows_nothing():
    def read(page, body, kind="application/pdf"):
        (one,) = read_option(f"licence=a.pdf#for=org.name@{page}")
        return applied(attached(body).model_copy(update={"media_type": kind}), one.spec, body)

    assert read(2, pdf(2)).evidence[0].page == 2
    assert code_of(lambda: read(3, pdf(2))) == "attachments.range-beyond"
    assert read(3, b"PK", "application/msword").evidence[0].page == 3  # its pages are not known


def test_a_list_has_edits_for_single_pages_and_paths_beside_it(tmp_path):
    told = [{"slot": "free", "file": "a.tif", "turn": 180, "edits": [{"page": 2, "crop": "auto"}]}]
    (tmp_path / "list.json").write_text(json.dumps(told), encoding="utf-8")
    (one,) = read_option(f"@{tmp_path / 'list.json'}")
    assert one.path == tmp_path / "a.tif"
    frames = [scan((600, 800)), scan((600, 800))]
    tiff = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    made = applied(attached(tiff, "image/tiff"), one.spec, tiff)
    assert (made.pages[0].turn, made.pages[1].turn) == (180, 0)
    assert all(made.pages[1].crop)


def test_a_list_of_another_shape_is_told_with_its_place(tmp_path):
    (tmp_path / "l.json").write_text('[{"slot": "x"}]', encoding="utf-8")
    with pytest.raises(SmdeskError) as fault:
        read_list(tmp_path / "l.json")
    assert (fault.value.code, fault.value.params["place"]) == ("attachments.spec-list", "0.file")


def test_a_word_file_has_no_pages_to_choose():
    (one,) = read_option("free=a.docx#turn=90")
    word = attached(b"PK", door.DOCX)
    assert code_of(lambda: applied(word, one.spec, b"PK")) == "attachments.spec-word"


def test_fill_takes_edits_and_says_what_came_twice(tmp_path):
    (tmp_path / "a.jpg").write_bytes(encoded(scan((300, 400))))
    (first,) = read_option(f"licence={tmp_path / 'a.jpg'}#turn=90,for=org.name")
    (again,) = read_option(f"free={tmp_path / 'a.jpg'}")
    made = fill(FORM, {"org.name": "某某"}, attach=[first, again])
    assert made.declaration.attachments[0].pages == (PageEdit(page=1, turn=90),)
    assert [one.code for one in made.problems] == ["pages.attached-twice"]


def test_fill_refuses_a_link_to_what_the_form_lacks(tmp_path):
    (tmp_path / "a.jpg").write_bytes(encoded(scan((300, 400))))
    (one,) = read_option(f"licence={tmp_path / 'a.jpg'}#for=org.nonsense")
    assert code_of(lambda: fill(FORM, {}, attach=[one])) == "session.evidence-place"
