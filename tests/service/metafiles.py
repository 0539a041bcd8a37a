"""Small Windows metafiles: a filled rectangle within a white picture twice as wide as high."""

from __future__ import annotations

import struct


def emf(wide_mm: int = 80, high_mm: int = 40) -> bytes:
    across, down = round(wide_mm * 3.78), round(high_mm * 3.78)
    records = []

    def record(kind: int, *words: int) -> None:
        body = struct.pack(f"<{len(words)}i", *words)
        records.append(struct.pack("<II", kind, 8 + len(body)) + body)

    record(17, 8)  # SETMAPMODE: anisotropic
    record(10, 0, 0)
    record(9, 1000, 500)
    record(12, 0, 0)
    record(11, across, down)
    record(39, 1, 0, 0x008080, 0)  # CREATEBRUSHINDIRECT
    record(37, 1)
    record(43, 100, 100, 900, 400)  # RECTANGLE
    record(14, 0, 16, 20)  # EOF
    body = b"".join(records)
    head = struct.pack("<II8i", 1, 88, 0, 0, across, down, 0, 0, wide_mm * 100, high_mm * 100)
    head += b" EMF" + struct.pack("<IIIHHIII", 0x10000, 88 + len(body), 10, 2, 0, 0, 0, 0)
    return head + struct.pack("<4i", 1920, 1080, 508, 286) + body


def wmf(*, placeable: bool = True) -> bytes:
    wide, high, records = 2000, 1000, []

    def record(kind: int, *words: int) -> None:
        records.append(struct.pack(f"<IH{len(words)}h", 3 + len(words), kind, *words))

    record(0x0103, 8)
    record(0x020B, 0, 0)
    record(0x020C, high, wide)
    record(0x02FC, 0, -32640, 0x00FF, 0)
    record(0x012D, 0)
    record(0x041B, 800, 1800, 200, 200)
    record(0x0000)
    body = b"".join(records)
    longest = max(map(len, records)) // 2
    made = struct.pack("<HHHIHIH", 1, 9, 0x300, 9 + len(body) // 2, 1, longest, 0) + body
    if not placeable:
        return made
    head = struct.pack("<IHhhhhHI", 0x9AC6CDD7, 0, 0, 0, wide, high, 1000, 0)
    check = 0
    for (word,) in struct.iter_unpack("<H", head):
        check ^= word
    return head + struct.pack("<H", check) + made
