"""Files of which half is there, or that are not what their name says."""

from __future__ import annotations

import io
import struct

from sixteenth.draw import web
from sixteenth.faults import (
    FORM,
    PARTLY,
    READ,
    REFUSED,
    fault,
    good,
)
from sixteenth.model import new


@fault("空文件.docx")
def empty() -> bytes:
    return b""


@fault("一字节.docx")
def one_byte() -> bytes:
    return b"P"


@fault("全零.docx")
def zeros() -> bytes:
    return b"\0" * 20000


@fault("只有头.docx")
def head_only() -> bytes:
    return b"PK\x03\x04"


def _cut(share: float) -> bytes:
    data = good("cut")
    return data[: int(len(data) * share)]


@fault("下载一半.docx")
def cut_half() -> bytes:
    return _cut(0.5)


@fault("下载一成.docx")
def cut_tenth() -> bytes:
    return _cut(0.1)


@fault("下载将完.docx")
def cut_last() -> bytes:
    return _cut(0.995)


@fault("预占空间.docx")
def cut_then_zeros() -> bytes:
    return _cut(0.6) + b"\0" * 20000


@fault("申报书.docx.crdownload")
def cr_download() -> bytes:
    return _cut(0.7)


@fault("申报书.docx.part")
def part_download() -> bytes:
    return _cut(0.4)


@fault("申报书.docx.baiduyun.p.downloading")
def pan_download() -> bytes:
    return b"\0" * 4000 + _cut(0.4)


@fault("翻字节.docx", REFUSED)
def flipped() -> bytes:
    data = bytearray(good("flip"))
    at = data.index(b"word/document.xml") + 300
    for i in range(at, at + 40):
        data[i] ^= 0x5A
    return bytes(data)


@fault("前有杂物.docx", READ, PARTLY, REFUSED)
def prefixed() -> bytes:
    return b"HTTP/1.1 200 OK\r\n\r\n" + good("prefix")


@fault("后有杂物.docx", READ, PARTLY, REFUSED)
def suffixed() -> bytes:
    return good("suffix") + b"\r\n--boundary--\r\n" + b"x" * 300


@fault("其实是网页.docx")
def html_as_docx() -> bytes:
    return web(new(FORM, "html", 3))


@fault("其实是网页.doc")
def html_as_doc() -> bytes:
    return b"\xef\xbb\xbf" + web(new(FORM, "html2", 3))


@fault("网页宽字符.doc")
def html_utf16() -> bytes:
    return web(new(FORM, "html3", 3)).decode().encode("utf-16")


@fault("登录页.docx")
def login_page() -> bytes:
    return "<!DOCTYPE html>\n<html><head><title>请登录</title></head><body>会话已过期，请重新登录。</body></html>".encode()


@fault("其实是PDF.docx")
def pdf_as_docx() -> bytes:
    import pikepdf

    made, held = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(held)
    return held.getvalue()


@fault("有密码.pdf", codes=("intake.kind-locked-pdf",))
def locked_pdf() -> bytes:
    import pikepdf

    made, held = pikepdf.new(), io.BytesIO()
    made.add_blank_page()
    made.save(held, encryption=pikepdf.Encryption(owner="o", user="u"))
    return held.getvalue()


@fault("断了的.pdf", codes=("intake.kind-truncated",))
def cut_pdf() -> bytes:
    return pdf_as_docx()[:200]


def compound(streams: dict[str, bytes]) -> bytes:
    """Return an OLE2 compound file with streams, as Office locks files in."""
    sector, entries, data, fat = 512, [], b"", []

    def lay(blob: bytes) -> int:
        nonlocal data
        blob = blob.ljust(max(4096, -(-len(blob) // sector) * sector), b"\0")
        first, count = len(fat), len(blob) // sector
        fat.extend([*range(first + 1, first + count), 0xFFFFFFFE])
        data += blob
        return first

    places = {n: (lay(b), max(4096, len(b))) for n, b in streams.items()}

    def entry(name: str, kind: int, child: int, right: int, first: int, size: int) -> bytes:
        text = name.encode("utf-16-le") + b"\0\0"
        return text.ljust(64, b"\0") + struct.pack(
            "<HBBIII16sIQQIQ",
            len(text),
            kind,
            1,
            0xFFFFFFFF,
            right,
            child,
            b"",
            0,
            0,
            0,
            first,
            size,
        )

    names = list(places)
    entries.append(entry("Root Entry", 5, 1, 0xFFFFFFFF, 0xFFFFFFFE, 0))
    for at, name in enumerate(names, 1):
        entries.append(
            entry(name, 2, 0xFFFFFFFF, at + 1 if at < len(names) else 0xFFFFFFFF, *places[name])
        )
    while len(entries) % 4:
        entries.append(
            b"\0" * 64
            + struct.pack(
                "<HBBIII16sIQQIQ", 0, 0, 0, 0xFFFFFFFF, 0xFFFFFFFF, 0xFFFFFFFF, b"", 0, 0, 0, 0, 0
            )
        )
    directory = b"".join(entries)
    dir_at = len(fat)
    count = len(directory) // sector
    fat.extend([*range(dir_at + 1, dir_at + count), 0xFFFFFFFE])
    data += directory
    fat_at = len(fat)
    fat.append(0xFFFFFFFD)
    table = struct.pack(f"<{len(fat)}I", *fat).ljust(sector, b"\xff")
    head = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + b"\0" * 16
        + struct.pack(
            "<HHHHH6xIIIIIIIII",
            0x3E,
            3,
            0xFFFE,
            9,
            6,
            0,
            1,
            dir_at,
            0,
            4096,
            0xFFFFFFFE,
            0,
            0xFFFFFFFE,
            0,
        )
    )
    return head + struct.pack("<109I", fat_at, *[0xFFFFFFFF] * 108) + data + table


@fault("有密码.docx", codes=("intake.kind-encrypted",))
def encrypted() -> bytes:
    return compound(
        {
            "EncryptionInfo": b"\x04\0\x04\0\x40\0\0\0<encryption/>",
            "EncryptedPackage": b"\x11" * 5000,
        }
    )


@fault("有密码.xlsx", codes=("intake.kind-encrypted",))
def encrypted_sheet() -> bytes:
    return compound({"EncryptedPackage": b"\x22" * 9000, "EncryptionInfo": b"\x02\0\x03\0"})


@fault("邮件.msg", codes=("intake.kind-mail",))
def outlook_mail() -> bytes:
    return compound(
        {"__properties_version1.0": b"\0" * 100, "__substg1.0_0037001F": "申报".encode("utf-16-le")}
    )


@fault("坏的.doc")
def cut_ole() -> bytes:
    return encrypted()[:700]


@fault("循环.doc")
def ole_loop() -> bytes:
    data = bytearray(compound({"WordDocument": b"\xec\xa5" + b"\0" * 6000, "1Table": b"\0" * 5000}))
    at = len(data) - 512
    struct.pack_into("<4I", data, at, 1, 0, 3, 2)
    return bytes(data)
