"""Pictures and scanned pages in Word files."""

import io
import zipfile

import pikepdf
import pytest
from lxml import etree
from PIL import Image

from smdesk.errors import SmdeskError
from smdesk.files import sha256_hex
from smdesk.notices.declaration import Narrative, PageEdit, Picture
from smdesk.packet import page
from smdesk.packet.docx import pictures, write_docx
from smdesk.packet.docx.pictures import Drawn
from smdesk.packet.pdf.place import image_matrix, room

EMU = 36000


def encoded(kind, size=(60, 40), mode="RGB", **options):
    stream = io.BytesIO()
    Image.new(mode, size, options.pop("color", None) or 0).save(stream, kind, **options)
    return stream.getvalue()


def media(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [one for one in archive.namelist() if one.startswith("word/media/")]
        return {one: archive.read(one) for one in names if "qr" not in one}


def extents(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    return [(int(one.get("cx")) / EMU, int(one.get("cy")) / EMU) for one in root.iter("{*}extent")]


@pytest.fixture
def bare(make_case):
    case = make_case("enterprise")
    case.change(attachments=(), narrative=Narrative())
    return case


def test_jpeg_and_png_go_in_as_they_are(bare):
    jpeg, png = encoded("JPEG"), encoded("PNG")
    bare.attach("a.jpg", "image/jpeg", jpeg)
    bare.attach("b.png", "image/png", png)
    assert set(media(write_docx(bare.packet(), bare.files)).values()) == {jpeg, png}


def test_file_printed_twice_is_in_it_once(bare):
    jpeg = encoded("JPEG")
    bare.attach("a.jpg", "image/jpeg", jpeg)
    bare.attach("b.jpg", "image/jpeg", jpeg)
    data = write_docx(bare.packet(), bare.files)
    assert list(media(data).values()) == [jpeg]
    assert len(extents(data)) == 2


def test_equal_pages_of_one_picture_are_in_the_file_once(bare):
    jpeg = encoded("JPEG")
    bare.attach("a.jpg", "image/jpeg", jpeg)
    bare.attach("b.jpg", "image/jpeg", jpeg)
    first, second = bare.declaration.attachments
    again = second.model_copy(update={"pages": (PageEdit(page=1), PageEdit(page=1))})
    bare.change(attachments=(first, again))
    data = write_docx(bare.packet(), bare.files)
    assert list(media(data).values()) == [jpeg]
    assert len(extents(data)) == 3


@pytest.mark.parametrize("kind", ["BMP", "GIF", "TIFF", "WEBP"])
def test_other_formats_are_converted(kind):
    drawn = pictures.prepare(encoded(kind), "x")
    assert drawn.suffix in {"png", "jpeg"}
    with Image.open(io.BytesIO(drawn.data)) as again:
        assert again.size == (60, 40) == (drawn.width, drawn.height)


def test_sixteen_bits_are_scaled_and_not_cut_to_white():
    grey = Image.frombytes("I;16", (2, 1), (0x4000).to_bytes(2, "little") + b"\xff\xff")
    stream = io.BytesIO()
    grey.save(stream, "TIFF")
    (drawn,) = pictures.scan_pages(stream.getvalue(), "image/tiff", "grey.tif")
    shown = Image.open(io.BytesIO(drawn.data)).convert("L")
    assert [shown.getpixel((x, 0)) for x in (0, 1)] == [0x40, 0xFF]


def test_a_jpeg_in_inks_becomes_rgb():
    drawn = pictures.prepare(encoded("JPEG", mode="CMYK", color=(0, 255, 255, 0)), "inks.jpg")
    shown = Image.open(io.BytesIO(drawn.data))
    assert shown.mode == "RGB"
    red, green, blue = shown.getpixel((5, 5))
    assert red > 200
    assert max(green, blue) < 60


def test_transparent_picture_gets_white_paper_behind_it():
    drawn = pictures.prepare(encoded("GIF", mode="P", transparency=0), "x")
    with Image.open(io.BytesIO(drawn.data)) as again:
        assert again.convert("RGB").getpixel((0, 0)) == (255, 255, 255)


def test_photo_lying_on_its_side_is_turned_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    drawn = pictures.prepare(encoded("JPEG", exif=exif), "x")
    assert (drawn.width, drawn.height) == (40, 60)
    with Image.open(io.BytesIO(drawn.data)) as again:
        assert again.getexif().get(0x0112, 1) == 1


def test_pages_of_a_tiff_are_pages_of_the_packet(bare):
    stream = io.BytesIO()
    sheets = [Image.new("L", (100, 140), shade) for shade in (0, 90, 180)]
    sheets[0].save(stream, "TIFF", save_all=True, append_images=sheets[1:])
    bare.attach("扫描.tif", "image/tiff", stream.getvalue())
    data = write_docx(bare.packet(), bare.files)
    assert len(media(data)) == len(extents(data)) == 3


def pdf(*sizes, **options):
    stream = io.BytesIO()
    with pikepdf.new() as document:
        for size in sizes:
            document.add_blank_page(page_size=size)
        document.save(stream, **options)
    return stream.getvalue()


def test_pages_of_a_pdf_are_drawn_at_the_density_of_the_text_block(bare):
    bare.attach("营业执照.pdf", "application/pdf", pdf((595, 842), (900, 595), (2000, 3000)))
    data = write_docx(bare.packet(), bare.files)
    drawn = media(data)
    assert len(drawn) == 3
    for body in drawn.values():
        with Image.open(io.BytesIO(body)) as sheet:
            assert sheet.format == "PNG"
            assert sheet.width <= page.TEXT_WIDTH / 25.4 * pictures.PDF_DPI + 2
    for wide, high in extents(data):
        assert wide <= page.TEXT_WIDTH + 0.01
        assert high <= pictures.SCAN_HEIGHT + 0.01


def test_each_scanned_page_starts_a_page(bare):
    bare.attach("a.pdf", "application/pdf", pdf((595, 842), (595, 842)))
    with zipfile.ZipFile(io.BytesIO(write_docx(bare.packet(), bare.files))) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    holders = [next(one.iterancestors("{*}p")) for one in root.iter("{*}drawing")]
    assert [one.find(".//{*}pageBreakBefore") is not None for one in holders] == [False, True]


@pytest.mark.parametrize(
    "damaged", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\nxx", b"\xff\xd8\xff\xe0abc"]
)
def test_damaged_picture_is_refused_by_name(bare, damaged):
    bare.attach("照片.jpg", "image/jpeg", damaged)
    with pytest.raises(SmdeskError) as caught:
        write_docx(bare.packet(), bare.files)
    assert caught.value.code == "packet.picture-unreadable"
    assert caught.value.params["file"] == "照片.jpg"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_picture_cut_in_the_middle_is_refused(kind):
    stream = io.BytesIO()
    Image.effect_noise((300, 300), 80).save(stream, kind)
    whole = stream.getvalue()
    assert pictures.prepare(whole, "图").data == whole
    with pytest.raises(SmdeskError) as caught:
        pictures.prepare(whole[: len(whole) // 2], "图")
    assert caught.value.code == "packet.picture-unreadable"


def test_picture_with_too_many_dots_is_refused(monkeypatch, bare):
    monkeypatch.setattr(pictures, "_MOST_PIXELS", 60 * 40 - 1)
    for name, kind in (("a.png", "PNG"), ("a.jpg", "JPEG")):
        with pytest.raises(SmdeskError) as caught:
            pictures.prepare(encoded(kind), name)
        assert caught.value.code == "packet.picture-too-large"


@pytest.mark.parametrize("damaged", [b"%PDF-1.4 nothing", b""])
def test_damaged_pdf_is_refused_by_name(bare, damaged):
    bare.attach("证书.pdf", "application/pdf", damaged)
    with pytest.raises(SmdeskError) as caught:
        write_docx(bare.packet(), bare.files)
    assert caught.value.code == "packet.scan-unreadable"


def test_pdf_with_a_password_is_refused(bare):
    locked = pdf((595, 842), encryption=pikepdf.Encryption(owner="o", user="u"))
    bare.attach("证书.pdf", "application/pdf", locked)
    with pytest.raises(SmdeskError) as caught:
        write_docx(bare.packet(), bare.files)
    assert caught.value.code == "packet.scan-unreadable"


def test_file_that_vanished_after_building_is_refused(bare):
    bare.attach("a.jpg", "image/jpeg", encoded("JPEG"))
    packet = bare.packet()
    bare.store.clear()
    with pytest.raises(SmdeskError) as caught:
        write_docx(packet, bare.files)
    assert caught.value.code == "packet.file-missing"


@pytest.mark.parametrize("size", [(10, 10), (3000, 200), (200, 9000), (2480, 3508)])
def test_scans_fill_the_text_block_and_keep_their_shape(size):
    wide, high = pictures.scan_size(Drawn(b"", "png", *size))
    assert wide <= page.TEXT_WIDTH
    assert high <= pictures.SCAN_HEIGHT
    assert wide / high == pytest.approx(size[0] / size[1])


def test_width_of_a_picture_is_kept_and_its_caption_told(bare):
    data = encoded("PNG", (400, 200))
    picture = Picture(
        sha256=sha256_hex(data), media_type="image/png", width=100, caption="图 1 <架构>"
    )
    bare.keep(data)
    bare.change(narrative=Narrative(blocks=(picture,)))
    written = write_docx(bare.packet(), bare.files)
    assert extents(written) == [(100, 50)]
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        root = etree.fromstring(archive.read("word/document.xml"))
    assert next(root.iter("{*}docPr")).get("descr") == "图 1 <架构>"


@pytest.mark.parametrize("size", [(500, 360), (300, 420), (120, 900)])
def test_a_small_scan_is_as_large_in_word_as_in_the_pdf(size: tuple[int, int]) -> None:
    word = pictures.scan_size(Drawn(b"", "jpeg", *size))
    matrix = image_matrix(size, 1, room(1))
    assert word == pytest.approx((matrix[0] / 72 * 25.4, matrix[3] / 72 * 25.4), rel=0.01)


def test_a_page_of_a_pdf_with_colour_stays_a_jpeg(bare):
    stream = io.BytesIO()
    Image.effect_noise((400, 560), 90).convert("RGB").save(stream, "PDF")
    bare.attach("photo.pdf", "application/pdf", stream.getvalue())
    (body,) = media(write_docx(bare.packet(), bare.files)).values()
    assert body.startswith(b"\xff\xd8")


def test_word_tells_how_many_attached_pages_are_in_it_of_all(bare):
    pages = [Image.new("L", (300, 420), 200 + number) for number in range(5)]
    stream = io.BytesIO()
    pages[0].save(stream, "PDF", save_all=True, append_images=pages[1:])
    bare.attach("five.pdf", "application/pdf", stream.getvalue())
    bare.attach("one.png", "image/png", encoded("PNG"))
    told = []
    write_docx(bare.packet(), bare.files, lambda done, total: told.append((done, total)))
    assert {total for _, total in told} == {6}
    assert sorted({done for done, _ in told}) == list(range(6))
