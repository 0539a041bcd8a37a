"""A sample desk: files as a county receives them, of invented firms and all notices at hand.

Each is a bundled sample under another invented name and code, some with mistakes. Equal counts and
seeds give equal files.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from pathlib import Path

from smdesk.errors import SmdeskError
from smdesk.files import Files, write_atomically
from smdesk.notices.declaration import Declaration
from smdesk.notices.grid import all_fields
from smdesk.notices.loader import find_form
from smdesk.notices.models import Kind
from smdesk.packet.build import build_packet
from smdesk.packet.docx import write_docx
from smdesk.packet.package import write_package
from smdesk.paths import safe_file_name
from smdesk.rules.formats.uscc import check_character, is_valid, organisation_check
from smdesk.service.applicant import applicant_of
from smdesk.service.samples import all_samples, load_sample

COUNT = 60
_DOUBLE = 29
"""Of so many declarations one is a firm's second."""
_FIRST = "澜霁岑沐岫翊晏禾珩璟昱煜泓湛淳瀚屹峥岚崧嵘旻昶晟曜朔筠箴槿楠栎桉苡芃芮萱蘅茗荻菡"
_SECOND = "岫桥沐川舟陆原衡川磐砺锐铭锦钧铎镕鑫辰宸曦翎翔翰翼徽弘毅恒悦怡朗润泽溪渊汐浦湾"
_SISTERS = (
    ("余杭区", "上城区", "拱墅区", "西湖区", "滨江区", "萧山区", "临平区", "钱塘区", "富阳区"),
    ("鄞州区", "海曙区", "江北区", "镇海区", "北仑区", "奉化区", "慈溪市", "余姚市"),
    ("嘉善县", "平湖市", "海盐县", "海宁市", "桐乡市", "南湖区", "秀洲区"),
    ("小店区", "迎泽区", "杏花岭区", "尖草坪区", "万柏林区", "晋源区"),
    ("浦东新区", "徐汇区", "长宁区", "静安区", "普陀区", "虹口区", "杨浦区", "闵行区", "嘉定区"),
    ("南山区", "福田区", "罗湖区", "宝安区", "龙岗区", "龙华区", "坪山区", "光明区"),
)  # fmt: skip
_MISTAKES: tuple[Callable[[dict[str, str]], None], ...] = (
    lambda values: _change(values, "contact.mobile", lambda text: text[:-1]),
    lambda values: _change(values, "contact.email", lambda text: text.replace("@", "＠＠")),
    lambda values: _change(values, "org.postcode", lambda text: text[1:]),
    lambda values: _change(values, "org.uscc", lambda text: text[:-1] + "0"),
    lambda values: _change(values, "org.legal_person", lambda _: ""),
    lambda values: _change(values, "contact.phone", lambda _: ""),
    lambda values: _times(values, "finance.revenue", 10_000),
    lambda values: _times(values, "finance.profit", 3),
)
"""What people get wrong: a digit lost, a wrong unit, a cell left out."""


@dataclass(frozen=True)
class Received:
    """One file of the sample: its name below the folder and its bytes."""

    name: str
    data: bytes


def firms(count: int, seed: int = 1) -> Iterator[tuple[Declaration, Files]]:
    """Yield declarations of invented firms in turn over every form that has a sample."""
    chance = random.Random(seed)
    bases = [one for one in all_samples() if _is_at_hand(one[0])]
    trades = [a + b for a in dict.fromkeys(_FIRST) for b in dict.fromkeys(_SECOND) if a != b]
    chance.shuffle(trades)
    for number in range(count):
        declaration, files = _base(*bases[number % len(bases)])
        trade = trades[number % len(trades)]
        # Now and then a firm of the round before hands in under a second name.
        again = number >= len(bases) and number % _DOUBLE == _DOUBLE - 1
        owner = number - len(bases) if again else number
        yield _renamed(declaration, trade, owner, chance), files


def _is_at_hand(form: str) -> bool:
    try:
        find_form(form)
    except SmdeskError:
        return False
    return True


@cache
def _base(form: str, name: str) -> tuple[Declaration, Files]:
    return load_sample(form, name)


def _renamed(
    declaration: Declaration, trade: str, owner: int, chance: random.Random
) -> Declaration:
    """Return a declaration under another name and code, three in ten with a mistake.

    A code that is wrong in the sample is wrong in its own way, of an organisation of its own.
    """
    pack, form = find_form(declaration.form)
    name = applicant_of(pack, form, dict(form.fixed) | declaration.values)
    swaps = []
    # A city is called by the two characters before 市, 县 or 区, a firm by those after its city.
    public = form.category in {"city", "district"}
    swaps.append((name[-3:-1] if public else name[2:4], trade))
    body = declaration.model_dump_json()
    for sisters in _SISTERS:
        if sisters[0] in body:
            swaps.append((sisters[0], chance.choice(sisters)))
            break
    for old, new in swaps:
        body = body.replace(old, new)
    made = Declaration.model_validate_json(body)
    values = dict(made.values)
    asked = {one.address for one in all_fields(pack.notice, form).values() if one.kind is Kind.USCC}
    for place, text in made.values.items():
        if is_valid(text):
            values[place] = code_like(text, owner)
        elif place in asked and text:
            values[place] = wrong_like(text, owner)
    if chance.random() < 0.3:
        chance.choice(_MISTAKES)(values)
    return made.model_copy(update={"values": {one: text for one, text in values.items() if text}})


def code_like(code: str, number: int) -> str:
    """Return a code of the same office and place whose organisation is invented (``PDY``)."""
    body = f"PDY{number % 100_000:05d}"
    start = code[:8] + body + (organisation_check(body) or "0")
    return start + (check_character(start) or "0")


def wrong_like(text: str, number: int) -> str:
    """Return a code of an invented organisation that is wrong: as long as ``text``, never valid."""
    good = code_like(text.ljust(18, "0"), number)
    told = (good + text[18:])[: len(text)]
    if not is_valid(told):
        return told
    return good[:-1] + ("1" if good[-1] == "0" else "0")


def _change(values: dict[str, str], place: str, change: Callable[[str], str]) -> None:
    if place in values:
        values[place] = change(values[place])


def _times(values: dict[str, str], stem: str, factor: int) -> None:
    for place, text in values.items():
        if place.startswith(f"{stem}[") and text.replace(".", "", 1).isdigit():
            values[place] = f"{float(text) * factor:.2f}"
            return


# -- files -------------------------------------------------------------------------------------


def received_files(count: int = COUNT, seed: int = 1) -> Iterator[Received]:
    """Yield what a county receives for ``count`` declarations: more files than cases, and rubbish."""
    chance = random.Random(seed + 1)
    zipped: list[Received] = []
    for number, (declaration, files) in enumerate(firms(count, seed)):
        name = _name(declaration, number)
        made = list(_carriers(declaration, files, name, chance.random()))
        if chance.random() < 0.15:
            zipped += made
        else:
            yield from made
    if zipped:
        yield Received("各乡镇汇总.zip", _zip(zipped))
    yield from _rubbish(count, seed)


def _name(declaration: Declaration, number: int) -> str:
    pack, form = find_form(declaration.form)
    applicant = applicant_of(pack, form, dict(form.fixed) | declaration.values)
    return f"{number + 1:03d}_{safe_file_name(applicant)}/申报书"


def _carriers(declaration: Declaration, files: Files, name: str, dice: float) -> Iterator[Received]:
    """Yield a package, a Word file, one that lost its embedded data, or package and Word file."""
    if dice < 0.35 or dice >= 0.9:
        yield Received(f"{name}.smdx", write_package(declaration, files))
    if dice >= 0.35:
        pack, form = find_form(declaration.form)
        packet = build_packet(pack, form, declaration, draft=False, files=files)
        if 0.65 <= dice < 0.9:
            packet = replace(packet, payload=None, digest=None, seal=None, qr=None)
        yield Received(f"{name}.docx", write_docx(packet, files))


def _rubbish(count: int, seed: int) -> Iterator[Received]:
    declaration, files = next(firms(1, seed))
    package = write_package(declaration, files)
    yield Received("~$申报书.docx", b"\x05admin" + bytes(156))
    yield Received("下载中断.docx", write_package(*next(firms(1, seed + 7)))[: len(package) // 3])
    yield Received("联系方式.txt", "通讯录见附件。\n".encode("gb18030"))
    yield Received("空白.docx", b"")
    blank = declaration.model_copy(
        update={"values": declaration.values | {"contact.fax": "0571-55550000"}}
    )
    if count:
        yield Received("补正/申报书（补正）.smdx", write_package(blank, files))


def _zip(members: Sequence[Received]) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for one in members:
            made.writestr(zipfile.ZipInfo(one.name, (2024, 9, 2, 9, 0, 0)), one.data)
    return out.getvalue()


def write_received(
    folder: Path, count: int = COUNT, seed: int = 1, tell: Callable[[int], object] | None = None
) -> list[Path]:
    """Write the sample's files below ``folder``; return them in order.

    ``tell`` gets how many are written. Raises what it raises and what `files.write_atomically` raises.
    """
    made: list[Path] = []
    for one in received_files(count, seed):
        path = folder / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, one.data)
        made.append(path)
        if tell is not None:
            tell(len(made))
    return made
