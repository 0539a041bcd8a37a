"""The texts of control slips and test sheets."""

from __future__ import annotations

from smdesk.packet.slips import Slip, TestSide, write_slip, write_test_sides
from smdesk.service.printing.parcel import Parcel

_DRAFT = "草稿，无核对码"


def slip_of(parcel: Parcel, copies: int) -> bytes:
    """Return the control slip of a packet as PDF, a sheet of its own; raises as `write_slip`."""
    return write_slip(_slip(parcel, copies))


def _slip(parcel: Parcel, copies: int) -> Slip:
    leaves = (parcel.pages + 1) // 2
    # A 汇总表 and the files of others have neither applicant nor code: they are no drafts for that.
    declared = bool(parcel.form_title)
    facts = [
        ("申报单位" if declared else "文　　件", parcel.applicant, True),
        ("申报表", parcel.form_title, False),
        ("通　　知", parcel.notice, False),
        ("核对码", parcel.seal or (_DRAFT if declared else ""), True),
        ("页　　数", f"每份 {parcel.pages} 页（双面 {leaves} 张）", False),
        ("份　　数", f"{copies} 份", False),
    ]
    places = tuple((f"第 {one.page} 页", one.title, "、".join(one.lines)) for one in parcel.places)
    checks = [f"共 {copies} 份，每份 {parcel.pages} 页，页码相连"]
    checks += ["每页页脚的核对码都与上面的相同"] if parcel.seal else []
    checks += ["上列各处都已签字盖章"] if places else []
    checks += [f"装订：{parcel.binding}"] if parcel.binding else []
    notes = [f"份数要求：{parcel.copies_text}"] if parcel.copies_text else []
    return Slip(
        "随申报材料打印，清点后取下，不装订、不报送", tuple(one for one in facts if one[1]),
        places, tuple(checks), tuple(notes),
    )  # fmt: skip


def test_sheet() -> bytes:
    """Return the test sheet of a printer that turns the paper itself: a front and its back."""
    front = TestSide(
        True, "正　面",
        (
            "翻到背面：背面的箭头应与这一面指向同一边。方向相反时，请把打印机的双面方式改为“长边翻转”。",
            "对着光看四角的十字：正反两面应当重合，相差不超过 2 mm（每小格 1 mm）。",
            "虚线是版心，四边的细框离纸边 5 mm；细框缺边的，请在打印机设置中选 A4 和“实际大小”。",
        ),
    )  # fmt: skip
    back = TestSide(False, "背　面", ("粗线是装订边，应当与正面的粗线在纸的同一边。",))
    return write_test_sides((front, back))


def hand_fronts() -> bytes:
    """Return the fronts of the two test sheets of a printer of one side."""
    told = ("第二步：两张纸保持原样（不翻面、不掉头），放回进纸处，再打印背面。",)
    return write_test_sides([TestSide(True, f"正面 {one}", told) for one in (1, 2)])


def hand_backs() -> bytes:
    """Return the sides of the second pass, in the order in which they are sent."""
    told = ("第三步：照屏幕上的问题，看这一面印在哪里。",)
    return write_test_sides([TestSide(False, f"背面 {one}", told) for one in ("甲", "乙")])
