"""Attached files as pages of the packet."""

from __future__ import annotations

import io
import struct
import zlib

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pdfview import MM, bookmarks, objects, opened, page_texts, squeezed
from PIL import Image

from smdesk.errors import SmdeskError
from smdesk.notices.declaration import PageEdit
from smdesk.packet import page as paper
from smdesk.packet.build import build_blank
from smdesk.packet.docx import write_docx
from smdesk.packet.docx.pictures import scan_pages
from smdesk.packet.pdf import PdfWriter, write_pdf
from smdesk.packet.pdf.images import image_object
from smdesk.packet.pdf.place import image_matrix, room

pytestmark = pytest.mark.faces


def encoded(picture: Image.Image, kind: str, **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind, **options)
    return stream.getvalue()


def gradient(size: tuple[int, int] = (300, 400), mode: str = "RGB") -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert(mode)


def quarters(size: tuple[int, int] = (200, 300)) -> Image.Image:
    """A picture whose corners differ: red, green over blue, white."""
    picture = Image.new("RGB", size, "white")
    half = (size[0] // 2, size[1] // 2)
    for place, colour in (((0, 0), "red"), ((half[0], 0), "lime"), ((0, half[1]), "blue")):
        picture.paste(colour, (*place, place[0] + half[0], place[1] + half[1]))
    return picture


def pdf_of(content: bytes, resources: pikepdf.Dictionary, size=(595, 842), **page) -> bytes:
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=size)
    pdf.pages[0].Resources = resources
    pdf.pages[0].Contents = pdf.make_stream(content)
    for key, value in page.items():
        pdf.pages[0].obj[f"/{key}"] = value
    stream = io.BytesIO()
    pdf.save(stream)
    return stream.getvalue()


def helvetica() -> pikepdf.Dictionary:
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
    )
    return pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))


def only(case, name: str, media_type: str, data: bytes):
    case.change(attachments=())
    case.attach(name, media_type, data)
    return case


def pixels(picture: Image.Image) -> list[tuple[int, ...]]:
    raw = picture.tobytes()
    return [tuple(raw[place : place + 3]) for place in range(0, len(raw), 3)]


def page_image(data: bytes, name: str, ppi: float = 60) -> Image.Image:
    """Draw the page that an attachment's bookmark leads to."""
    index = dict(bookmarks(opened(data)))[name]
    document = pypdfium2.PdfDocument(data)
    picture = document[index].render(scale=ppi / 72).to_pil().convert("RGB")
    document.close()
    return picture


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_jpeg_data_passes_through_unchanged(make_case, mode):
    data = encoded(gradient(mode=mode), "JPEG")
    case = only(make_case("enterprise"), "证书.jpg", "image/jpeg", data)
    pdf = opened(write_pdf(case.packet(), case.files))
    assert data in [one.read_raw_bytes() for one in objects(pdf) if isinstance(one, pikepdf.Stream)]


def test_cmyk_jpeg_becomes_rgb(make_case):
    case = only(
        make_case("enterprise"), "a.jpg", "image/jpeg", encoded(gradient(mode="CMYK"), "JPEG")
    )
    pdf = opened(write_pdf(case.packet(), case.files))
    spaces = {str(one.ColorSpace) for one in objects(pdf) if one.get("/Subtype") == "/Image"}
    assert not any("CMYK" in one for one in spaces)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_honoured(make_case, orientation):
    upright = quarters()
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    stored = upright.transpose(turns[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    case = only(
        make_case("enterprise"),
        "a.jpg",
        "image/jpeg",
        encoded(stored, "JPEG", exif=exif, quality=95),
    )
    shown = page_image(write_pdf(case.packet(), case.files), "a.jpg")
    space = room(1)
    middle = ((space.left + space.width / 2) / 72 * 60, shown.height - (space.bottom + space.height / 2) / 72 * 60)  # fmt: skip
    colours = [
        shown.getpixel((round(middle[0] + dx), round(middle[1] + dy)))
        for dx, dy in ((-20, -20), (20, -20), (-20, 20), (20, 20))
    ]
    nearest = [tuple(round(part / 255) for part in colour) for colour in colours]
    assert nearest == [(1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 1)]


@pytest.mark.parametrize(
    ("mode", "kind", "options"),
    [
        ("1", "PNG", {}), ("L", "PNG", {}), ("P", "PNG", {}), ("RGB", "PNG", {}),
        ("RGBA", "PNG", {}), ("LA", "PNG", {}), ("I;16", "PNG", {}), ("RGB", "BMP", {}),
        ("RGB", "WEBP", {"lossless": True}), ("P", "GIF", {}), ("1", "TIFF", {"compression": "group4"}),
        ("CMYK", "TIFF", {}), ("RGB", "JPEG2000", {}),
    ],
)  # fmt: skip
def test_image_object_shows_what_the_image_shows(mode, kind, options):
    source = quarters((40, 60)) if mode not in {"1", "I;16"} else gradient((40, 60), "L")
    picture = (
        source.convert("L").convert(mode)
        if mode in {"1", "L", "I;16", "LA"}
        else source.convert(mode)
    )
    data = encoded(picture, kind, **options)
    pdf = pikepdf.new()
    placed = image_object(pdf, data)
    assert str(placed.stream.get("/Filter")) in {"/FlateDecode", "/DCTDecode"}
    assert "/SMask" not in placed.stream
    shown = pikepdf.PdfImage(pdf.make_indirect(placed.stream)).as_pil_image().convert("RGB")
    with Image.open(io.BytesIO(data)) as again:
        wanted = again.point(lambda v: v / 256).convert("L") if mode == "I;16" else again
        wanted = wanted.convert("RGB")
    far = max(
        abs(a - b)
        for x in range(2, 40, 7) for y in range(2, 60, 7)
        for a, b in zip(shown.getpixel((x, y)), wanted.getpixel((x, y)), strict=True)
    )  # fmt: skip
    assert far <= 6


def test_transparent_png_stands_on_white():
    clear = Image.new("RGBA", (20, 20), (255, 0, 0, 0))
    pdf = pikepdf.new()
    placed = image_object(pdf, encoded(clear, "PNG"))
    shown = pikepdf.PdfImage(pdf.make_indirect(placed.stream)).as_pil_image().convert("RGB")
    assert shown.getpixel((5, 5)) == (255, 255, 255)


def test_plain_png_data_passes_through_unchanged():
    data = encoded(quarters(), "PNG")
    start = data.index(b"IDAT") + 4
    (size,) = struct.unpack(">I", data[start - 8 : start - 4])
    assert (
        image_object(pikepdf.new(), data)
        .stream.read_raw_bytes()
        .startswith(data[start : start + size])
    )


def test_each_page_of_a_tiff_is_a_page(make_case):
    frames = [Image.new("1", (400, 600), shade) for shade in (0, 1, 0)]
    data = encoded(frames[0], "TIFF", save_all=True, append_images=frames[1:])
    case = only(make_case("enterprise"), "a.tif", "image/tiff", data)
    pdf = opened(write_pdf(case.packet(), case.files))
    first = dict(bookmarks(pdf))["a.tif"]
    assert ["/Scan" in pdf.pages[first + n].Resources.XObject for n in range(4)] == [True] * 3 + [
        False
    ]


@settings(max_examples=40)
@given(
    st.integers(1, 20_000), st.integers(1, 20_000), st.integers(1, 8), st.integers(1, 2)
)  # fmt: skip
def test_image_stays_in_its_room_and_keeps_its_shape(width, height, orientation, number):
    space = room(number)
    a, b, c, d, e, f = image_matrix((width, height), orientation, space)
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (0, 1) for y in (0, 1)]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    assert space.left - 0.01 <= min(xs) <= max(xs) <= space.left + space.width + 0.01
    assert space.bottom - 0.01 <= min(ys) <= max(ys) <= space.bottom + space.height + 0.01
    assert (max(xs) - min(xs)) * height == pytest.approx((max(ys) - min(ys)) * width, rel=1e-6)


def test_room_is_clear_of_the_binding_edge_on_both_sides():
    recto, verso = room(1), room(2)
    assert recto.left / MM == pytest.approx(paper.INNER)
    assert paper.PAGE_WIDTH - (verso.left + verso.width) / MM == pytest.approx(paper.INNER)


def test_clean_pdf_stays_text(make_case):
    other = make_case("project")
    attached = write_pdf(build_blank(other.pack, other.form, other.declaration.years), other.files)
    case = only(make_case("enterprise"), "表.pdf", "application/pdf", attached)
    data = write_pdf(case.packet(), case.files)
    first = dict(bookmarks(opened(data)))["表.pdf"]
    count = len(opened(attached).pages)
    for mine, theirs in zip(
        page_texts(data)[first : first + count], page_texts(attached), strict=True
    ):
        assert theirs.replace("—", "")[:40] in mine.replace("—", "")
    assert len(opened(data).Root.OutputIntents) == 1


def test_pdf_without_its_fonts_is_drawn(make_case):
    attached = pdf_of(b"BT /F1 40 Tf 100 400 Td (Licence) Tj ET", helvetica())
    case = only(make_case("enterprise"), "a.pdf", "application/pdf", attached)
    data = write_pdf(case.packet(), case.files)
    assert "Licence" not in "".join(page_texts(data))
    assert min(page_image(data, "a.pdf").crop((120, 250, 400, 480)).tobytes()) < 90
    fonts = [one for one in objects(opened(data)) if one.get("/Type") == "/Font" and one.get("/Subtype") == "/Type1"]  # fmt: skip
    assert fonts == []


@pytest.mark.parametrize(
    "content",
    [b"0 1 1 0 k 100 100 200 200 re f", b"/DeviceCMYK cs 0 1 1 0 sc 100 100 200 200 re f"],
)
def test_pdf_in_print_colours_is_drawn(make_case, content):
    case = only(
        make_case("enterprise"), "a.pdf", "application/pdf", pdf_of(content, pikepdf.Dictionary())
    )
    pdf = opened(write_pdf(case.packet(), case.files))
    page = pdf.pages[dict(bookmarks(pdf))["a.pdf"]]
    assert "/Scan" in page.Resources.XObject


def test_stamp_on_an_attached_pdf_is_kept(make_case):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    look = pdf.make_stream(b"1 0 0 rg 0 0 200 200 re f")
    look.update(
        {"/Type": pikepdf.Name.XObject, "/Subtype": pikepdf.Name.Form, "/BBox": [0, 0, 200, 200]}
    )
    stamp = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[200, 300, 400, 500], F=4,
        AP=pikepdf.Dictionary(N=look),
    )  # fmt: skip
    pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([pdf.make_indirect(stamp)]))
    stream = io.BytesIO()
    pdf.save(stream)
    case = only(make_case("enterprise"), "章.pdf", "application/pdf", stream.getvalue())
    data = write_pdf(case.packet(), case.files)
    red = sum(r > 200 and g < 60 for r, g, _ in pixels(page_image(data, "章.pdf")))
    assert red > 5000
    made = opened(data)
    assert "/Annots" not in made.pages[dict(bookmarks(made))["章.pdf"]]


def test_scripts_and_forms_of_an_attached_pdf_stay_behind(make_case):
    pdf = pikepdf.open(io.BytesIO(pdf_of(b"1 0 0 rg 10 10 50 50 re f", pikepdf.Dictionary())))
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    pdf.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="x"))
    stream = io.BytesIO()
    pdf.save(stream)
    case = only(make_case("enterprise"), "a.pdf", "application/pdf", stream.getvalue())
    made = opened(write_pdf(case.packet(), case.files))
    assert not [one for one in objects(made) if "/JS" in one]


def test_wide_pdf_page_is_turned_with_its_head_to_the_left(make_case):
    content = b"1 0 0 rg 0 500 842 95 re f"  # a red band at the head
    data = pdf_of(content, pikepdf.Dictionary(), size=(842, 595))
    case = only(make_case("enterprise"), "a.pdf", "application/pdf", data)
    shown = page_image(write_pdf(case.packet(), case.files), "a.pdf")
    xs = [x for x in range(shown.width) for y in (300, 350, 400) if shown.getpixel((x, y))[1] < 60 < shown.getpixel((x, y))[0]]  # fmt: skip
    assert xs
    assert max(xs) < shown.width / 2


def red_middle(shown: Image.Image) -> tuple[float, float]:
    """Return where the middle of what is red lies, in parts of the width and the height."""
    rgb = pixels(shown)
    found = [at for at, (red, green, _) in enumerate(rgb) if red > 200 and green < 60]
    xs, ys = [at % shown.width for at in found], [at // shown.width for at in found]
    return sum(xs) / len(xs) / shown.width, sum(ys) / len(ys) / shown.height


@pytest.mark.parametrize("own", [0, 90])
@pytest.mark.parametrize("wide", [False, True])
@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pdf_page_that_a_person_turned_is_printed_as_they_turned_it(make_case, turn, wide, own):
    size = (842, 595) if wide else (595, 842)
    # A red band at the head, as a viewer shows the page.
    band = f"0 {size[1] - 60} {size[0]} 60" if not own else f"0 0 60 {size[1]}"
    data = pdf_of(f"1 0 0 rg {band} re f".encode(), pikepdf.Dictionary(), size=size, Rotate=own)
    case = only(make_case("enterprise"), "a.pdf", "application/pdf", data)
    one = case.declaration.attachments[0].model_copy(
        update={"pages": (PageEdit(page=1, turn=turn),)}
    )
    case.change(attachments=(one,))
    packet = case.packet()
    printed = red_middle(page_image(write_pdf(packet, case.files), "a.pdf"))
    preview = [Image.open(io.BytesIO(png)) for png in PdfWriter().pages(packet, case.files, ppi=40)]
    index = dict(bookmarks(opened(write_pdf(packet, case.files))))["a.pdf"]
    shown = red_middle(preview[index].convert("RGB"))
    head = {90: (1, 0), 180: (0, 1), 270: (-1, 0)}[turn]
    (drawn,) = scan_pages(data, "application/pdf", "a.pdf", one.pages)
    word = red_middle(Image.open(io.BytesIO(drawn.data)).convert("RGB"))
    for found in (printed, shown, word):
        away = (found[0] - 0.5, found[1] - 0.5)
        assert away[0] * head[0] + away[1] * head[1] > 0.1
        assert abs(away[0] * head[1]) + abs(away[1] * head[0]) < 0.1


@pytest.mark.parametrize("turn", [90, 180, 270])
@pytest.mark.parametrize("size", [(400, 300), (300, 400)])
def test_picture_that_a_person_turned_is_printed_as_they_turned_it(make_case, size, turn):
    picture = Image.new("RGB", size, "white")
    picture.paste("red", (0, 0, size[0], 40))
    data, edits = encoded(picture, "PNG"), (PageEdit(page=1, turn=turn),)
    case = only(make_case("enterprise"), "a.png", "image/png", data)
    one = case.declaration.attachments[0].model_copy(update={"pages": edits})
    case.change(attachments=(one,))
    printed = red_middle(page_image(write_pdf(case.packet(), case.files), "a.png"))
    (drawn,) = scan_pages(data, "image/png", "a.png", edits)
    word = red_middle(Image.open(io.BytesIO(drawn.data)).convert("RGB"))
    head = {90: (1, 0), 180: (0, 1), 270: (-1, 0)}[turn]
    for across, down in (printed, word):
        assert (across - 0.5) * head[0] + (down - 0.5) * head[1] > 0.1


@pytest.mark.parametrize("own", [0, 90])
@pytest.mark.parametrize("wide", [False, True])
def test_a_wide_pdf_page_lies_on_its_side_in_pdf_preview_and_word_alike(make_case, wide, own):
    size = (842, 595) if wide != bool(own) else (595, 842)  # the page before its own rotation
    band = f"0 {size[1] - 60} {size[0]} 60" if not own else f"0 0 60 {size[1]}"
    data = pdf_of(f"1 0 0 rg {band} re f".encode(), pikepdf.Dictionary(), size=size, Rotate=own)
    case = only(make_case("enterprise"), "a.pdf", "application/pdf", data)
    packet = case.packet()
    written = write_pdf(packet, case.files)
    index = dict(bookmarks(opened(written)))["a.pdf"]
    preview = list(PdfWriter().pages(packet, case.files, ppi=40))[index]
    (word,) = scan_pages(data, "application/pdf", "a.pdf")
    for shown in (
        page_image(written, "a.pdf"), Image.open(io.BytesIO(preview)),
        Image.open(io.BytesIO(word.data)),
    ):  # fmt: skip
        x, y = red_middle(shown.convert("RGB"))
        assert (x < 0.4) if wide else (y < 0.4)
        assert abs((y if wide else x) - 0.5) < 0.1


def test_same_file_attached_twice_is_printed_twice(make_case):
    data = pdf_of(b"1 0 0 rg 10 10 50 50 re f", pikepdf.Dictionary(), size=(842, 595))
    case = only(make_case("enterprise"), "甲.pdf", "application/pdf", data)
    case.attach("乙.pdf", "application/pdf", data)
    made = write_pdf(case.packet(), case.files)
    assert page_image(made, "甲.pdf").crop((0, 60, 496, 600)).tobytes() == (
        page_image(made, "乙.pdf").crop((0, 60, 496, 600)).tobytes()
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "pdf.scan-unreadable"),
        (b"%PDF-1.7 broken", "pdf.scan-unreadable"),
        (b"GIF89a", "pdf.scan-unreadable"),
        (encoded(gradient(), "JPEG")[:900], "pdf.scan-unreadable"),
        (encoded(gradient(), "PNG")[:200], "pdf.scan-unreadable"),
    ],
)
def test_file_that_cannot_be_read_is_refused_by_name(make_case, data, code):
    case = only(make_case("enterprise"), "附件甲.jpg", "image/jpeg", data)
    with pytest.raises(SmdeskError) as caught:
        write_pdf(case.packet(), case.files)
    assert caught.value.code == code
    assert caught.value.params["name"] == "附件甲.jpg"


def test_a_picture_attached_many_times_is_in_the_file_once(make_case):
    data = encoded(gradient((900, 1200)), "JPEG", quality=95)
    case = only(make_case("enterprise"), "图.jpg", "image/jpeg", data)
    (one,) = case.declaration.attachments
    once = write_pdf(case.packet(), case.files)
    turned = one.model_copy(update={"pages": (PageEdit(page=1, turn=90), PageEdit(page=1))})
    case.change(attachments=(one, turned, one, turned))
    made = write_pdf(case.packet(), case.files)
    pdf = opened(made)
    streams = [one for one in objects(pdf) if isinstance(one, pikepdf.Stream)]
    assert sum(one.read_raw_bytes() == data for one in streams) == 1
    assert len(made) < len(once) + 40_000
    assert len(pdf.pages) == len(opened(once).pages) + 6


def test_pdf_with_a_password_is_refused(make_case):
    pdf = pikepdf.new()
    pdf.add_blank_page()
    stream = io.BytesIO()
    pdf.save(stream, encryption=pikepdf.Encryption(owner="a", user="b"))
    case = only(make_case("enterprise"), "a.pdf", "application/pdf", stream.getvalue())
    with pytest.raises(SmdeskError) as caught:
        write_pdf(case.packet(), case.files)
    assert caught.value.code == "pdf.scan-locked"


def test_lzw_of_an_attached_pdf_is_packed_anew(make_case):
    lzw = bytes.fromhex("800B6050220C0C8501")  # the example of ISO 32000-1, 7.4.4.2
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    image = pikepdf.Stream(pdf, lzw, pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=9, Height=1,
        ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8, Filter=pikepdf.Name.LZWDecode,
    ))  # fmt: skip
    pdf.pages[0].Resources = pikepdf.Dictionary(
        XObject=pikepdf.Dictionary(I=pdf.make_indirect(image))
    )
    pdf.pages[0].Contents = pdf.make_stream(b"q 200 0 0 200 100 100 cm /I Do Q")
    stream = io.BytesIO()
    pdf.save(stream, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)
    assert b"LZWDecode" in stream.getvalue()
    case = only(make_case("enterprise"), "a.pdf", "application/pdf", stream.getvalue())
    made = opened(write_pdf(case.packet(), case.files))
    assert not [one for one in objects(made) if "LZW" in str(one.get("/Filter", ""))]


def test_file_without_pages_is_named_but_not_printed(make_case):
    case = only(make_case("enterprise"), "数据.xlsx", "application/vnd.ms-excel", b"PK")
    text = "".join(page_texts(write_pdf(case.packet(), case.files)))
    assert squeezed("数据.xlsx") in text


def test_preview_shows_the_scan(make_case):
    case = only(
        make_case("enterprise"), "a.png", "image/png", encoded(quarters((800, 1100)), "PNG")
    )
    data = write_pdf(case.packet(), case.files)
    pages = PdfWriter().pages(case.packet(), case.files, ppi=30)
    shown = Image.open(io.BytesIO(pages[dict(bookmarks(opened(data)))["a.png"]])).convert("RGB")
    assert any(r > 200 and g < 80 and b < 80 for r, g, b in pixels(shown))


def test_compressed_bomb_of_an_image_is_refused(make_case):
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 1, 0, 0, 0, 0)

    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )
    case = only(make_case("enterprise"), "a.png", "image/png", bomb)
    with pytest.raises(SmdeskError) as caught:
        write_pdf(case.packet(), case.files)
    assert caught.value.code == "pdf.scan-unreadable"


def test_form_whose_reader_draws_the_values_is_drawn_by_pdfium(make_case):
    pdf = pikepdf.open(io.BytesIO(pdf_of(b"0 0 1 rg 100 100 50 50 re f", pikepdf.Dictionary())))
    field = pdf.make_indirect(pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T="a", V="Value",
        Rect=[100, 500, 400, 600], F=4, DA="/Helv 48 Tf 1 0 0 rg", P=pdf.pages[0].obj,
    ))  # fmt: skip
    pdf.pages[0].Annots = pikepdf.Array([field])
    pdf.Root.AcroForm = pikepdf.Dictionary(
        Fields=pikepdf.Array([field]), NeedAppearances=True, DA="/Helv 48 Tf 1 0 0 rg",
        DR=pikepdf.Dictionary(Font=pikepdf.Dictionary(Helv=helvetica().Font.F1)),
    )  # fmt: skip
    stream = io.BytesIO()
    pdf.save(stream)
    case = only(make_case("enterprise"), "a.pdf", "application/pdf", stream.getvalue())
    shown = page_image(write_pdf(case.packet(), case.files), "a.pdf")
    assert sum(r > 180 and g < 110 and b < 110 for r, g, b in pixels(shown)) > 50


def test_progress_is_told_page_by_page_and_may_end_the_work(make_case):
    case = only(make_case("enterprise"), "图.jpg", "image/jpeg", encoded(gradient(), "JPEG"))
    (one,) = case.declaration.attachments
    three = one.model_copy(update={"pages": tuple(PageEdit(page=1) for _ in range(3))})
    case.change(attachments=(three, one))
    told: list[tuple[int, int]] = []
    write_pdf(case.packet(), case.files, lambda done, total: told.append((done, total)))
    assert told == [(number, 4) for number in range(4)]
    in_word: list[tuple[int, int]] = []
    write_docx(case.packet(), case.files, lambda done, total: in_word.append((done, total)))
    assert set(in_word) == {(number, 4) for number in range(4)}

    def stop(_done: int, _total: int) -> None:
        raise InterruptedError

    for write in (write_pdf, write_docx):
        with pytest.raises(InterruptedError):
            write(case.packet(), case.files, stop)
