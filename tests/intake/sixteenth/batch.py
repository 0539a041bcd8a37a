"""Folders and zips as they lie on a county's disc: odd names, zips in zips, what is no file, the same file twice."""

from __future__ import annotations

import io
import os
import socket
import struct
import tempfile
import zipfile
from pathlib import Path

from sixteenth.draw import word
from sixteenth.faults import FAULTS
from sixteenth.model import NOTICES, forms_of, new


def gbk_zip(members: dict[str, bytes]) -> bytes:
    """Return a zip with names in GBK and no mark of it, as Windows packs them."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for at, (name, data) in enumerate(members.items()):
            into.writestr(f"{at:03d}".ljust(len(name.encode("gbk")), "_"), data)
    data = made.getvalue()
    for at, name in enumerate(members):
        raw = name.encode("gbk")
        data = data.replace(f"{at:03d}".ljust(len(raw), "_").encode(), raw)
    return data


def plain_zip(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as into:
        for name, data in members.items():
            into.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data)
    return made.getvalue()


def locked_zip(members: dict[str, bytes]) -> bytes:
    """Return a zip whose members are marked as encrypted."""
    data = bytearray(plain_zip(members))
    at = data.find(b"PK\x03\x04")
    while at >= 0:
        struct.pack_into("<H", data, at + 6, 1)
        at = data.find(b"PK\x03\x04", at + 4)
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<H", data, at + 8, 1)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def form(who: str, seed: int = 1, at: int = 0) -> bytes:
    return word(new(forms_of(seed, who)[at % len(NOTICES)], who, seed))


GOOD_NAMES = {
    "plain": "岚州霁礁.docx", "blank": "申报书 (1) 副本.docx", "dash": "-rf.docx", "percent": "100%{0}.docx", "quote": "a'b\"c;$(x).docx",
    "newline": "两\n行.docx", "tab": "制\t表\x01.docx", "turned": "申报\u202excod.docx", "wide": "申\u3000报.ｄｏｃｘ", "emoji": "📄申报.docx",
    "dot": ".隐藏.docx", "long": "长" * 83 + ".docx", "device": "CON.docx", "upper": "大写.DOCX", "bare": "申报书", "two": "申报书.docx.docx",
    "trail": "尾.docx.", "joined": "👨\u200d👩\u200d👧.docx", "unicode": "e\u0301.docx", "template": "{file}%s.docx",
}  # fmt: skip


def lay(root: Path) -> dict[str, str]:
    """Lay a folder of received files; returns what each good file by its path (relative) is."""
    told: dict[str, str] = {}

    def put(name: str | bytes, data: bytes, key: str) -> None:
        if isinstance(name, bytes):
            path = os.path.join(os.fsencode(root), name)
        else:
            path = os.fsencode(root / name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as into:
            into.write(data)
        told[os.fsdecode(path)] = key

    for at, (key, name) in enumerate(GOOD_NAMES.items()):
        put(name, form(f"name {key}", at=at), "form")
    put("岚州申报书.docx".encode("gbk"), form("gbk name"), "form")
    put(b"\xff\xfe\x80.docx", form("bytes name"), "form")
    put("/".join(["很深的文件夹" * 4] * 12) + "/申报书.docx", form("deep"), "form")
    same = form("same", at=2)
    put("一/甲.docx", same, "twin")
    put("二/甲（定稿）.docx", same, "twin")
    put(
        "GBK名称.zip",
        gbk_zip(
            {
                "浙江/霁礁公司申报书.docx": form("in gbk"),
                "浙江/镕鑫珺翊.docx": form("in gbk 2", at=3),
                "说明.txt": "见申报书".encode("gbk"),
            }
        ),
        "zip 2 1",
    )
    inner = plain_zip(
        {"里/申报书.docx": form("inner", at=1), "坏.docx": FAULTS["entity_bomb"].make()}
    )
    put(
        "套一层.zip", plain_zip({"各县/甲县.zip": inner, "外.docx": form("outer", at=4)}), "zip 2 1"
    )
    put(
        "套三层.zip",
        plain_zip(
            {
                "一.zip": plain_zip(
                    {"二.zip": plain_zip({"三.zip": plain_zip({"d.docx": form("nested four")})})}
                ),
                "外.docx": form("outer of three", at=1),
            }
        ),
        "zip 1 *",
    )
    put("有密码.zip", locked_zip({"申报书.docx": form("locked")}), "zip 0 *")
    put(
        "越出.zip",
        plain_zip(
            {
                "../../../../tmp/sixteenth-evil.docx": form("trav"),
                f"{tempfile.gettempdir()}/sixteenth-evil2.docx": form("trav2"),
                "C:\\x.docx": form("trav3"),
                "好.docx": form("beside trav", at=2),
            }
        ),
        "zip 1 *",
    )
    put(
        "名中控制.zip",
        plain_zip({"a\nb.docx": form("zip newline"), "好.docx": form("beside newline", at=3)}),
        "zip * *",
    )
    put(
        "同名.zip",
        plain_zip({"a/申报书.docx": form("zip same 1"), "b/申报书.docx": form("zip same 2", at=1)}),
        "zip 2 0",
    )
    put(
        "苹果.zip",
        plain_zip(
            {
                "申报书.docx": form("mac"),
                "__MACOSX/._申报书.docx": FAULTS["apple_double"].make(),
                ".DS_Store": b"\0\0\0\1Bud1" + b"\0" * 60,
            }
        ),
        "zip 1 *",
    )
    put("坏的.zip", plain_zip({"申报书.docx": form("cut zip")})[:-200], "zip 0 *")
    put("空的.zip", plain_zip({}), "zip 0 *")
    put("只有文件夹.zip", plain_zip({"空/": b""}), "zip 0 *")
    put(
        "炸弹.zip",
        plain_zip(
            {f"{i}.bin": b"\0" * (40 << 20) for i in range(3)} | {"好.docx": form("beside bomb")}
        ),
        "zip * *",
    )
    put(
        "自套.zip",
        plain_zip(
            {
                "a.zip": plain_zip(
                    {
                        f"{i}.zip": plain_zip({f"{j}.txt": b"x" for j in range(30)})
                        for i in range(30)
                    }
                )
            }
        ),
        "zip 0 *",
    )
    put("许多.zip", plain_zip({f"n/{i}.txt": b"x%d" % i for i in range(300)}), "zip 0 *")
    for name, one in FAULTS.items():
        if name not in {"too_large", "zip_bomb", "lying_size"}:
            put(f"坏/{name}/{one.file}", one.make(), "fault " + name)
    return told


def odd(root: Path) -> list[Path]:
    """Lay what is no file beside the others; returns their paths."""
    root.mkdir(parents=True, exist_ok=True)
    made = [
        root / one
        for one in (
            "管道.docx",
            "文件夹.docx",
            "断链.docx",
            "环.docx",
            "零设备.docx",
            "套接字.docx",
        )
    ]
    os.mkfifo(made[0])
    made[1].mkdir()
    made[2].symlink_to(root / "没有.docx")
    made[3].symlink_to(made[3])
    made[4].symlink_to("/dev/zero")
    held = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(root)
    held.bind("套接字.docx")
    os.chdir(here)
    held.close()
    return made
