"""Pages of attached files as pictures: safe decoding, edits, measures, what print needs."""

from __future__ import annotations

import io
import zlib
from contextlib import suppress
from struct import pack

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from smdesk.notices.declaration import PageEdit
from smdesk.packet.pdf.place import room
from smdesk.packet.scan import decode, document, measure, printing, trim
from smdesk.packet.scan.edit import crop_box, edited, edited_size
from smdesk.packet.scan.room import HEIGHT, PRINT_DPI, WIDTH, printed_dpi
from smdesk.packet.scan.sheet import encode, picture

PLAIN = PageEdit(page=1)


def encoded(image: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    out = io.BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def page_of_print(size: tuple[int, int] = (1240, 1754), ground: int = 250) -> Image.Image:
    """A page of bars as dense as print, with a wide white border."""
    image = Image.new("L", size, ground)
    draw = ImageDraw.Draw(image)
    for y in range(size[1] // 6, size[1] * 5 // 6, 40):
        for x in range(size[0] // 6, size[0] * 5 // 6, 24):
            draw.rectangle((x, y, x + 9 + (x * 7 + y) % 9, y + 18), fill=30)
    return image


def quarters(size: tuple[int, int] = (400, 600)) -> Image.Image:
    image = Image.new("RGB", size, "white")
    half = (size[0] // 2, size[1] // 2)
    for place, colour in (((0, 0), "red"), ((half[0], 0), "lime"), ((0, half[1]), "blue")):
        image.paste(colour, (*place, place[0] + half[0], place[1] + half[1]))
    return image


def corner(image: Image.Image) -> tuple[int, ...]:
    return image.convert("RGB").getpixel((5, 5))


def bare_pdf(box: tuple[float, float] = (595, 842), pages: int = 1, **save: object) -> bytes:
    pdf = pikepdf.new()
    for number in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
        mark = b"0 0 1 rg 0 421 298 421 re f" if number == 0 else b"1 0 0 rg 0 0 595 842 re f"
        pdf.pages[number].Contents = pdf.make_stream(mark)
        pdf.pages[number].MediaBox = pikepdf.Array([0, 0, *box])
    out = io.BytesIO()
    pdf.save(out, **save)
    return out.getvalue()


# ---- edits ----


@pytest.mark.parametrize(
    ("turn", "colour"),
    [(0, (255, 0, 0)), (90, (0, 0, 255)), (180, (255, 255, 255)), (270, (0, 255, 0))],
)
def test_a_turn_is_clockwise(turn, colour):
    turned = edited(quarters(), PageEdit(page=1, turn=turn))
    assert corner(turned) == colour
    assert turned.size == ((400, 600) if turn % 180 == 0 else (600, 400))


def test_an_angle_is_clockwise_and_keeps_the_size_of_the_sheet():
    image = Image.new("L", (400, 400), 255)
    image.paste(0, (0, 190, 400, 210))  # a level line
    turned = edited(image, PageEdit(page=1, angle=100))
    assert turned.size == image.size
    left = [y for y in range(400) if turned.getpixel((20, y)) < 128]
    right = [y for y in range(400) if turned.getpixel((380, y)) < 128]
    assert left[0] < 190 < right[0]
    assert turned.getpixel((0, 0)) == 255


@given(
    st.tuples(st.integers(1, 3000), st.integers(1, 3000)),
    st.tuples(*[st.integers(0, 450)] * 4),
)
def test_a_crop_always_leaves_something_inside_the_page(size, crop):
    left, top, right, bottom = crop_box(size, crop)
    assert 0 <= left < right <= size[0] + 1
    assert 0 <= top < bottom <= size[1] + 1


def test_a_crop_counts_from_the_turned_page():
    edit = PageEdit(page=1, turn=90, crop=(500, 0, 0, 0))
    assert corner(edited(quarters(), edit)) == (255, 0, 0)
    assert edited_size((400, 600), edit) == (300, 400)


@pytest.mark.parametrize(
    "crop", [(600, 0, 400, 0), (0, 500, 0, 460), (901, 0, 0, 0), (-1, 0, 0, 0)]
)
def test_a_crop_that_leaves_nothing_is_no_edit(crop):
    with pytest.raises(ValueError, match=r"."):
        PageEdit(page=1, crop=crop)


def test_the_room_of_the_measures_is_that_of_the_print():
    here = room(1)
    assert here.width / 72 * 25.4 == pytest.approx(WIDTH)
    assert here.height / 72 * 25.4 == pytest.approx(HEIGHT)


# ---- decoding ----


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "I", "F"])
def test_every_mode_becomes_plain(mode):
    kind = "TIFF" if mode in {"CMYK", "I;16", "I", "F"} else "PNG"
    assert decode.frame(encoded(Image.new(mode, (30, 40)), kind)).mode in {"1", "L", "RGB"}


def test_sixteen_bits_keep_their_shades():
    image = Image.new("I;16", (2, 1))
    image.putpixel((0, 0), 65535)
    image.putpixel((1, 0), 32768)
    plain = decode.frame(encoded(image, "TIFF"))
    assert (plain.getpixel((0, 0)), plain.getpixel((1, 0))) == (255, 128)


def test_nothing_behind_a_picture_is_white():
    plain = decode.frame(encoded(Image.new("RGBA", (4, 4), (0, 0, 0, 0)), "PNG"))
    assert plain.getpixel((0, 0)) == (255, 255, 255)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_seen_upright(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = encoded(Image.new("RGB", (60, 40)), "JPEG", exif=exif)
    with decode.opened(data) as image:
        told = decode.size_of(image)
    assert decode.frame(data).size == told


def bomb(width: int, height: int) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return pack(">I", len(body)) + kind + body + pack(">I", zlib.crc32(kind + body))

    head = pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = (chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(b"")), chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("size", [(12_000, 12_000), (60_000, 60_000)])
def test_a_bomb_is_refused_before_it_is_decoded(size):
    with pytest.raises(decode.FAULTS):
        decode.frame(bomb(*size))


def test_a_photo_of_very_many_dots_is_decoded_at_a_part_of_its_size():
    data = encoded(Image.new("L", (13_000, 10_000), 200))  # 130 million
    small = picture(data, PLAIN, PRINT_DPI)
    assert printed_dpi(small.size) == pytest.approx(PRINT_DPI, rel=0.01)


@settings(max_examples=40, deadline=None)
@given(
    st.binary(max_size=300),
    st.sampled_from((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-1.4\n", b"II*\x00", b"GIF89a")),
)
def test_whatever_is_wrong_with_a_file_is_one_of_the_known_faults(junk, head):
    with pytest.raises(decode.FAULTS):
        picture(head + junk, PLAIN, 100)


# ---- PDF pages ----


@pytest.mark.parametrize("box", [(595, 842), (14_400, 14_400), (100_000, 50_000), (3, 4)])
def test_a_page_of_any_size_is_drawn_with_the_dots_that_print_needs(box):
    drawn = picture(bare_pdf(box), PLAIN, 200)
    assert drawn.width * drawn.height <= document.MOST_DRAWN
    assert printed_dpi(drawn.size) == pytest.approx(200, rel=0.02)


@pytest.mark.parametrize("box", [(1_000_000, 1_000_000), (200_000, 0.6), (0.1, 0.1)])
def test_a_page_of_absurd_size_is_a_fault_or_small(box):
    with suppress(*decode.FAULTS):
        drawn = picture(bare_pdf(box), PLAIN, 200)
        assert drawn.width * drawn.height <= 2 * document.MOST_DRAWN


def test_a_password_is_told_from_damage():
    with pytest.raises(document.LockedPdf):
        picture(bare_pdf(encryption=pikepdf.Encryption(owner="a", user="b")), PLAIN, 100)
    with pytest.raises(document.UnreadablePdf) as fault:
        picture(b"%PDF-1.7 and nothing", PLAIN, 100)
    assert not isinstance(fault.value, document.LockedPdf)


def test_a_page_that_the_file_lacks_is_a_fault():
    with pytest.raises(decode.FAULTS):
        picture(bare_pdf(), PageEdit(page=2), 100)
    with pytest.raises(decode.FAULTS):
        picture(encoded(quarters()), PageEdit(page=2), 100)


# ---- what goes into a packet ----


def test_a_dense_photo_is_made_smaller_and_a_usual_scan_is_not():
    scan = encoded(page_of_print((2480, 3508)))  # A4 at 300 dpi
    photo = encoded(quarters((6000, 4500)))
    assert not printing.made_anew(scan, PLAIN)
    assert printing.made_anew(photo, PLAIN)
    small = printing.remade(photo, "photo", PLAIN)
    assert printed_dpi((small.width, small.height)) == pytest.approx(PRINT_DPI, rel=0.01)


def test_black_and_white_is_never_made_grey_for_its_density():
    fax = encoded(page_of_print((5000, 7000)).convert("1"), "TIFF", compression="group4")
    assert not printing.made_anew(fax, PLAIN)


def test_what_was_cropped_is_made_anew_and_a_turn_alone_is_not():
    data = encoded(quarters())
    assert printing.made_anew(data, PageEdit(page=1, crop=(1, 0, 0, 0)))
    assert printing.made_anew(data, PageEdit(page=1, angle=3))
    assert not printing.made_anew(data, PageEdit(page=1, turn=90))


def test_a_crop_of_a_dense_page_keeps_the_density_of_print():
    data = encoded(quarters((4000, 6000)))
    made = printing.remade(data, "cropped", PageEdit(page=1, crop=(250, 250, 250, 250)))
    assert printed_dpi((made.width, made.height)) == pytest.approx(PRINT_DPI, rel=0.01)
    assert made.width <= 2000


def test_chosen_pages_that_the_file_lacks_are_left_out():
    chosen = (PageEdit(page=3), PageEdit(page=9), PageEdit(page=1))
    assert [one.page for one in printing.pages_of(3, chosen)] == [3, 1]
    assert [one.page for one in printing.pages_of(2, (PageEdit(page=9),))] == [1, 2]


# ---- measures ----


def at_look(image: Image.Image) -> measure.Looks:
    return measure.looks(picture(encoded(image), PLAIN, measure.LOOK_DPI))


def test_clear_print_is_legible():
    assert at_look(page_of_print()) == measure.Looks()


@pytest.mark.parametrize("radius", [5, 8, 12])
def test_print_out_of_focus_is_blurred(radius):
    assert at_look(page_of_print().filter(ImageFilter.GaussianBlur(radius))).blurred


def test_dark_ground_and_faint_print_are_told():
    dark = at_look(page_of_print().point(lambda level: level * 0.35))
    faint = at_look(page_of_print().point(lambda level: 250 - (250 - level) * 0.12))
    assert (dark.dark, dark.faint) == (True, False)
    assert (faint.dark, faint.faint) == (False, True)


def test_an_empty_page_is_neither_blurred_nor_faint():
    assert at_look(Image.new("L", (1240, 1754), 250)) == measure.Looks(blank=True)


@pytest.mark.parametrize("angle", [-60, -23, -8, 0, 5, 31, 70])
def test_the_lean_of_a_page_is_found(angle):
    leaning = page_of_print().rotate(angle / 10, Image.Resampling.BICUBIC, fillcolor=250)
    assert measure.lean(leaning) == pytest.approx(angle, abs=2)


@pytest.mark.parametrize("angle", [-41, -12, 15, 35])
def test_the_lean_of_a_narrow_column_is_found(angle):
    """A few short lines on an else empty sheet, as on a card or a receipt."""
    page = Image.new("L", (744, 1052), 250)
    draw, face = ImageDraw.Draw(page), ImageFont.load_default(14)
    for line, words in enumerate(
        (
            "Certificate of quality",
            "No. 2019-0117",
            "Pump station service",
            "valid until 2022-06",
            "Example Bureau",
            "Lanxi street 8",
        )
    ):
        draw.text((90, 120 + line * 25), words, 30, face)
    leaning = page.rotate(angle / 10, Image.Resampling.BICUBIC, fillcolor=250)
    assert measure.lean(leaning) == pytest.approx(angle, abs=2)


def test_a_page_without_lines_has_no_lean():
    assert measure.lean(Image.new("L", (600, 800), 250)) == 0


def test_the_white_border_is_found():
    left, top, right, bottom = trim.border(page_of_print())
    for cut in (left, top, right, bottom):
        assert 140 <= cut <= 185  # a sixth, less a rim


def test_the_shadow_of_a_lid_is_cut_too():
    image = page_of_print()
    ImageDraw.Draw(image).rectangle((0, 0, 50, image.height), fill=15)
    left, _, _, _ = trim.border(image)
    assert left >= 50 * 1000 // image.width


def in_a_scanner(
    page: Image.Image, ground: int, room: tuple[int, int, int, int], lean: float = 0, noise: int = 0
) -> tuple[Image.Image, tuple[float, float, float, float]]:
    """A page on the ground of a scanner, and per mille at each side at which its print begins."""
    left, top, right, bottom = room
    size = (page.width + left + right, page.height + top + bottom)
    whole = Image.new("L", size, ground)
    whole.paste(page, (left, top))
    if lean:
        whole = whole.rotate(lean, Image.Resampling.BICUBIC, fillcolor=ground)
    if noise:
        whole = ImageChops.add(whole, Image.effect_noise(size, noise), 1, -128)
    marks = Image.new("L", size, 255)
    marks.paste(page, (left, top))
    if lean:
        marks = marks.rotate(lean, Image.Resampling.BICUBIC, fillcolor=255)
    box = marks.point(lambda level: 255 if level < 120 else 0).getbbox()
    assert box is not None
    sides = (box[0], box[1], size[0] - box[2], size[1] - box[3])
    return whole, tuple(one * 1000 / side for one, side in zip(sides, (*size, *size), strict=True))


@pytest.mark.parametrize(("lean", "noise"), [(0, 14), (1.5, 0), (-3, 14)])
@pytest.mark.parametrize("ground", [0, 90, 190])
@pytest.mark.parametrize(
    "room", [(90, 60, 40, 120), (300, 0, 0, 0), (0, 0, 260, 300), (160, 160, 160, 160)]
)
def test_what_lies_around_a_sheet_is_cut_and_print_never(room, ground, lean, noise):
    image, begins = in_a_scanner(page_of_print(), ground, room, lean, noise)
    for cut, print_begins in zip(trim.border(image), begins, strict=True):
        assert cut <= print_begins + 3
        assert cut >= print_begins - 30


@pytest.mark.parametrize("edge", ["left", "top", "right", "bottom"])
def test_print_that_reaches_the_edge_of_a_sheet_stays_whole(edge):
    page = page_of_print()
    draw = ImageDraw.Draw(page)
    wide, high = page.size
    for step in range(0, 1000, 26):
        x, y = {
            "left": (12, 300 + step), "right": (wide - 30, 300 + step),
            "top": (150 + step * 0.9, 12), "bottom": (150 + step * 0.9, high - 30),
        }[edge]  # fmt: skip
        draw.rectangle((x, y, x + 16, y + 16), fill=30)
    image, begins = in_a_scanner(page, 20, (80, 80, 80, 80))
    for cut, print_begins in zip(trim.border(image), begins, strict=True):
        assert cut <= print_begins + 3


def test_a_dark_banner_with_light_letters_is_content():
    page = page_of_print()
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, 0, page.width, 240), fill=60)
    for x in range(40, 1200, 60):
        draw.rectangle((x, 20, x + 30, 60), fill=245)
    assert trim.border(page)[1] <= 20 * 1000 / page.height


def test_a_picture_on_black_keeps_what_is_in_it():
    photo = Image.new("L", (800, 600), 8)
    ImageDraw.Draw(photo).ellipse((100, 80, 700, 520), fill=140)
    for level in range(6):
        ImageDraw.Draw(photo).rectangle((250 + level * 50, 250, 280 + level * 50, 400), fill=60)
    left, top, right, bottom = trim.border(photo)
    assert left <= 125
    assert right <= 125
    assert max(top, bottom) <= 134


def test_nothing_is_cut_off_an_empty_page():
    assert trim.border(Image.new("L", (600, 800), 250)) == (0, 0, 0, 0)


def test_a_scan_in_grey_is_no_drawing_of_few_colours():
    assert encode(Image.effect_noise((800, 600), 60)).suffix == "jpg"
    assert encode(Image.new("L", (800, 600), 200)).suffix == "png"
    assert encode(Image.new("RGB", (800, 600), "teal")).suffix == "png"
