"""Verbs about packs: ``add-pack``, ``remove-pack``, ``save-pack``, ``compare-packs``."""

from __future__ import annotations

from argparse import Namespace

from smdesk.cli.output import DONE, say, say_json
from smdesk.notices.compare import compare_packs
from smdesk.service import packs

_HOWS = {"new": "新增", "gone": "取消", "changed": "改动"}
_PARTS = {
    "notice": "通知", "form": "申报表", "field": "栏目", "outline": "正文提纲", "attachment": "附件",
    "rule": "检查", "clause": "条款", "summary": "汇总表",
}  # fmt: skip


def add(chosen: Namespace) -> int:
    """Check a pack and put it in its place."""
    done = packs.install(chosen.source)
    notice = done.pack.notice
    if chosen.json:
        say_json({
            "id": notice.id, "edition": notice.edition, "pack": done.pack.hash,
            "replaced": done.replaced.hash if done.replaced else None,
            "problems": [{"code": one.code, "message": one.message} for one in done.warnings],
        })  # fmt: skip
        return DONE
    say(f"已添加：{notice.title}（{notice.id}，{notice.edition} 版）")
    if done.replaced is not None:
        say(f"  替换了 {done.replaced.notice.edition} 版；用原版填写的申报仍按原版打开")
    for one in done.warnings:
        say(f"  {one.message}")
    return DONE


def remove(chosen: Namespace) -> int:
    """Take an added pack away."""
    former = packs.remove(chosen.notice)
    if chosen.json:
        say_json({"id": chosen.notice, "kept": str(former)})
        return DONE
    say(f"已移走：{chosen.notice}。原文件放在 {former}")
    return DONE


def save(chosen: Namespace) -> int:
    """Write a pack as a file to hand on."""
    bases = packs.save_pack(chosen.notice, chosen.out)
    if chosen.json:
        say_json({"id": chosen.notice, "file": str(chosen.out), "needs": list(bases)})
        return DONE
    say(f"已保存：{chosen.out}")
    if bases:
        say(f"  它引用了自行添加的通知包 {'、'.join(bases)}，请一并交给对方")
    return DONE


def compare(chosen: Namespace) -> int:
    """List what differs from one pack to another."""
    old, new = packs.open_pack(chosen.old), packs.open_pack(chosen.new)
    found = compare_packs(old, new)
    if chosen.json:
        say_json([one.as_json() for one in found])
        return DONE
    for one in found:
        where = f"{one.form}　" if one.form else ""
        what = (
            f"　{one.what}：{one.before or '（空）'} → {one.after or '（空）'}" if one.what else ""
        )
        say(f"{_HOWS[one.how]}　{_PARTS[one.part]}　{where}{one.name}{what}")
    if not found:
        say("两版没有差别")
    return DONE
